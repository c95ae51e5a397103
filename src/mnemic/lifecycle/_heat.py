"""
How much a memory is in use just now.

MemoryOS sums visits, length of the interaction and recency. Four things are decided here that its code leaves
open or gets wrong: recency takes part (there it is computed and unused); the last visit is set before heat is
read, in one step; visits and length fade, else what was busy once stays hot for ever (there they fall to zero
when a profile is made of it); and length counts by its logarithm, so that one long paste is no habit.
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple

from ._strength import days_between

VISITS_FADE_DAYS: Final = 30.0
RECENCY_FADE_HOURS: Final = 24.0
HOT: Final = 5.0
"""From here on a memory is hot. Source: MemoryOS (Kang et al. 2025)."""


class Visits(NamedTuple):
    """
    The visits of a memory up to the last one.

    Attributes:
        number: How many, older ones faded.

        turns: How many turns they were part of, older ones faded.

        last_us: When the last was; `None`: never visited.
    """

    number: float = 0.0
    turns: float = 0.0
    last_us: int | None = None


def visited(visits: Visits, at_us: int, *, turns: int = 1) -> Visits:
    """
    Return *visits* with one more, in which the memory was part of *turns* turns.

    Before the last visit it counts as if it came with it.

    Raises:
        ValueError: *turns* is below 0.
    """
    if turns < 0:
        raise ValueError(f"turns={turns!r}: an interaction has 0 or more")
    last = at_us if visits.last_us is None else max(visits.last_us, at_us)
    kept = _kept(visits, last)
    return Visits(visits.number * kept + 1.0, visits.turns * kept + turns, last)


def heat(visits: Visits, now_us: int) -> float:
    """
    Return how hot a memory is, 0 or above: ``N + ln(1 + L) + exp(-Δh / 24)``, *N* and *L* faded.

    Source: MemoryOS (Kang et al. 2025), whose weights are all 1 too; changed as said at the top.
    """
    if visits.last_us is None:
        return 0.0
    kept = _kept(visits, now_us)
    hours = 24.0 * days_between(visits.last_us, now_us)
    return visits.number * kept + math.log1p(visits.turns * kept) + math.exp(-hours / RECENCY_FADE_HOURS)


def _kept(visits: Visits, now_us: int) -> float:
    return (
        1.0 if visits.last_us is None else math.exp(-days_between(visits.last_us, now_us) / VISITS_FADE_DAYS)
    )
