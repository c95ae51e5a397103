"""Whose words a turn holds, as far as they may make facts."""

from __future__ import annotations

from ._people import subject_of
from ._sentences import plain
from ._turn import Turn
from .rules import MACHINES, wishes_forgotten


def own_words(turn: Turn, user: str | None) -> str | None:
    """Return whom a turn's "I" is; `None` for a machine's words, and for a turn that asks not to be remembered."""
    if (turn.role or "").lower() in MACHINES or wishes_forgotten(plain(turn.text)):
        return None
    return subject_of(turn.speaker, user)
