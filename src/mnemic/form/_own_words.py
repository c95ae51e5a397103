"""Whose words a turn holds, as far as they may make facts."""

from __future__ import annotations

from collections.abc import Sequence

from ._people import names_beside, subject_of
from ._sentences import plain
from ._turn import Turn
from .rules import MACHINES, wishes_forgotten


def own_words(turn: Turn, user: str | None, before: Sequence[Turn] = ()) -> str | None:
    """
    Return whom a turn's "I" is; `None` for a machine's words, and for a turn that asks not to be remembered.

    Args:
        before: The turns before it, whose speakers may have a fuller form of its speaker's name.
    """
    if (turn.role or "").lower() in MACHINES or is_withheld(turn):
        return None
    said_before = [other.speaker for other in before if other.speaker]
    return subject_of(turn.speaker, user, names_beside(turn.speaker, user, said_before))


def is_withheld(turn: Turn) -> bool:
    """Return whether a turn asks not to be remembered: it stays as it was said, and nothing is made of it."""
    return wishes_forgotten(plain(turn.text))
