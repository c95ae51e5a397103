"""
How much of a memory is left: the forgetting curve, and what a recall does to it.

A memory fades by ``R = exp(-t / S)``: *t* days since it was last recalled, *S* its stability. A recall starts the
curve anew and makes it flatter, the more the longer the memory had rested. Times are microseconds since 1970 in
UTC, as the store keeps them; a clock that jumps back counts as no time gone by.
"""

from __future__ import annotations

import math
from typing import Final, Literal, NamedTuple

from ..cube import Kind

Reinforcement = Literal["seen", "cited", "useful", "useless"]

HALF_LIVES: Final[dict[Kind, float]] = {
    "episode": 180.0,
    "belief": 120.0,
    "preference": 365.0,
    "summary": 365.0,
    "fact": 730.0,
    "resource": 730.0,
    "procedure": 1095.0,
    "secret": 3650.0,
}
"""Days until half is left of a memory that is never recalled, by kind; a predicate or a space may say otherwise."""

MAX_STABILITY: Final = 3650.0
"""Days. Recalls make no memory more stable than this; a half-life that is asked for may."""

MIN_STABILITY: Final = 1.0
"""Days. No judgement makes a memory less stable than this."""

GROWTH: Final = 1.5
"""How much a recall after a long rest adds, as a share of the stability: it becomes 2.5 times as large at most."""

REINFORCEMENTS: Final[dict[Reinforcement, float]] = {
    "seen": 0.25,
    "cited": 1.0,
    "useful": 1.3,
    "useless": 0.0,
}
"""How much each way of being recalled counts: shown to somebody, cited in an answer, judged by somebody."""

_USELESS: Final = 0.8  # what a "useless" leaves of the stability
_DAY_US: Final = 86_400_000_000


class Vitality(NamedTuple):
    """
    What recalls have made of a memory.

    Attributes:
        stability_days: Days until 1/e of it is left.

        recalls: How often it was shown, cited or found useful.

        last_recalled_us: When last; `None`: never.

        useful, useless: How often it was judged so.
    """

    stability_days: float
    recalls: int = 0
    last_recalled_us: int | None = None
    useful: int = 0
    useless: int = 0


def days_between(start_us: int, end_us: int) -> float:
    """Return the days from *start_us* to *end_us*, 0 where the clock went back."""
    return max(0, end_us - start_us) / _DAY_US


def retention(elapsed_days: float, stability: float) -> float:
    """
    Return how much of a memory is left, in [0, 1], after *elapsed_days* without recall.

    Args:
        elapsed_days: Days since the last recall; below 0 counts as 0.

        stability: Days until retention falls to 1/e, > 0; grows with each spaced recall.

    Raises:
        ValueError: *stability* is not positive.

    Source: Ebbinghaus 1885 in the form of MemoryBank (Zhong et al. 2023), R = exp(-t / S). MemoryBank's code
    multiplies by S where it means to divide, so that stronger memories fade faster; here they fade slower.
    """
    if not stability > 0:
        raise ValueError(f"stability={stability!r} days: a memory has a stability above 0")
    return math.exp(-max(0.0, elapsed_days) / stability)


def stability_of(half_life_days: float) -> float:
    """
    Return the stability of a memory of which half is left after *half_life_days*.

    Raises:
        ValueError: *half_life_days* is not positive.
    """
    if not half_life_days > 0:
        raise ValueError(f"half_life_days={half_life_days!r} must be above 0")
    return half_life_days / math.log(2)


def initial_stability(
    kind: Kind, importance: float | None = None, half_life_days: float | None = None
) -> float:
    """
    Return the stability in days of a memory that was never recalled.

    Args:
        importance: In [0, 1]; doubles the stability at 1 and halves it at 0. `None` leaves it, as 0.5 does.

        half_life_days: What a predicate or a space says, in place of the kind's own.

    Raises:
        ValueError: *importance* lies outside 0 to 1, or *half_life_days* is not positive.
    """
    if importance is None:
        importance = 0.5
    if not 0.0 <= importance <= 1.0:
        raise ValueError(f"importance={importance!r} lies outside 0 to 1")
    half_life = HALF_LIVES[kind] if half_life_days is None else half_life_days
    return stability_of(half_life) * math.exp2(2.0 * importance - 1.0)


def recalled(vitality: Vitality, at_us: int, *, since_us: int, how: Reinforcement = "cited") -> Vitality:
    """
    Return what a recall makes of *vitality*: ``S' = S (1 + a w sqrt(1 - R))``.

    The gain grows with the gap: a recall right after the last gains nothing (R = 1), one after a long rest at
    most the share *a* (`GROWTH`), and what is already stable waits longer for the same gain. The root makes four
    spaced recalls worth more than one after the same time: S (1 - R) is about the days gone by, so that without
    it only their sum would count. What was shown and judged useless is no recall: its stability shrinks and its
    clock runs on.

    Args:
        at_us: When; before the last recall, it gains nothing and moves no clock.

        since_us: When the memory was made: where its first gap begins.

    Source: the spacing effect (Cepeda et al. 2006) in the form of the stability rules of SuperMemo (Wozniak
    1990; 2.5 is SM-2's first easiness factor) and FSRS (Ye 2022), whose gain also rises with 1 - R; the root is
    ours.
    """
    if how == "useless":
        shrunk = max(min(MIN_STABILITY, vitality.stability_days), vitality.stability_days * _USELESS)
        return vitality._replace(stability_days=shrunk, useless=vitality.useless + 1)
    last = _last(vitality, since_us)
    rested = 1.0 - retention(days_between(last, at_us), vitality.stability_days)
    grown = vitality.stability_days * (1.0 + GROWTH * min(1.0, REINFORCEMENTS[how] * math.sqrt(rested)))
    return Vitality(
        # An asked half-life may lie above the bound; a recall never takes any of it away.
        stability_days=max(vitality.stability_days, min(grown, MAX_STABILITY)),
        recalls=vitality.recalls + 1,
        last_recalled_us=max(last, at_us),
        useful=vitality.useful + (how == "useful"),
        useless=vitality.useless,
    )


def strength(
    vitality: Vitality | None,
    *,
    kind: Kind,
    created_us: int,
    now_us: int,
    importance: float | None = None,
    half_life_days: float | None = None,
    pinned: bool = False,
    ttl_days: float | None = None,
) -> float:
    """
    Return the strength of a memory at *now_us*, in [0, 1].

    Args:
        vitality: What recalls have made of it; `None` for one that was never recalled, whose stability follows
            from its kind, importance and half-life.

        pinned: Whether it may not fade: 1, until its time to live is over.

        ttl_days: Days from its making after which nothing is left, whatever happened meanwhile. It outranks a
            pin: an end that was promised comes.

    Raises:
        ValueError: *importance*, *half_life_days* or the stability cannot be.
    """
    if ttl_days is not None and days_between(created_us, now_us) >= ttl_days:
        return 0.0
    if pinned:
        return 1.0
    if vitality is None:
        vitality = Vitality(initial_stability(kind, importance, half_life_days))
    return retention(days_between(_last(vitality, created_us), now_us), vitality.stability_days)


def _last(vitality: Vitality, since_us: int) -> int:
    """Return when the curve last began; an old memory imported late keeps the clock of its recalls."""
    return since_us if vitality.last_recalled_us is None else max(since_us, vitality.last_recalled_us)
