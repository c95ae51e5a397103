"""All frames of English clauses."""

from __future__ import annotations

from functools import cache

from .._frames import Frame
from ._doings import doings
from ._having import having
from ._states import states
from ._tastes import tastes
from ._ways import ways
from ._where import where
from ._work import work
from .idioms import idioms


@cache
def frames() -> tuple[Frame, ...]:
    """Return the frames of clauses."""
    return (*where(), *work(), *having(), *tastes(), *doings(), *states(), *idioms(), *ways())


@cache
def by_first() -> dict[str, tuple[Frame, ...]]:
    """Return the frames by the word they begin with; under ``""`` those that begin with any."""
    found: dict[str, list[Frame]] = {}
    for each in frames():
        for word in each.first or {""}:
            found.setdefault(word, []).append(each)
    return {word: tuple(listed) for word, listed in found.items()}
