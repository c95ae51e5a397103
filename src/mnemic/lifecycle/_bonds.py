"""
Links that form between memories cited together: fire together, wire together.

A bond's weight lies in [0, 1). Each time both are cited it moves towards 1; each time one is cited without the other
it moves towards 0; left alone it fades. Since both moves have one rate, the weight tends to the share of citations
that were shared, so that what is cited with everything is bound to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Final, NamedTuple

from ._strength import days_between

RATE: Final = 0.2
"""How far one citation moves a bond. Four citations of two memories alone make a link of it."""

HALF_LIFE_DAYS: Final = 90.0
RELATED_ABOVE: Final = 0.5
UNRELATED_BELOW: Final = 0.25
MAX_TOGETHER: Final = 10
"""So many of the memories cited in one answer are bound to each other, the first: 45 pairs at most."""


class Bond(NamedTuple):
    """
    How closely two memories are bound.

    Attributes:
        weight: At *at_us*, in [0, 1).

        at_us: When it was last moved; `None`: never.
    """

    weight: float = 0.0
    at_us: int | None = None


class Together(NamedTuple):
    """Two memories that were cited in one answer, their ids in order, and how much that says, in (0, 1]."""

    one: str
    other: str
    share: float


def cited_together(ids: Sequence[str]) -> list[Together]:
    """Return the pairs of *ids*, best first, that one answer cites: each pair says less the more there are."""
    chosen = list(dict.fromkeys(ids))[:MAX_TOGETHER]
    share = 1.0 / max(1, len(chosen) - 1)
    return [Together(min(pair), max(pair), share) for pair in combinations(chosen, 2)]


def bond_weight(bond: Bond, now_us: int) -> float:
    """Return what is left of a bond: half after `HALF_LIFE_DAYS`. A clock that jumps back changes nothing."""
    if bond.at_us is None:
        return bond.weight
    # 0.5 to a large power is 0, never an error.
    return float(bond.weight * 0.5 ** (days_between(bond.at_us, now_us) / HALF_LIFE_DAYS))


def strengthened(bond: Bond, at_us: int, *, share: float = 1.0) -> Bond:
    """
    Return *bond* after both were cited: ``w' = w + η share (1 - w)``.

    Source: Oja 1982, Δw = η y (x - y w), the Hebbian rule with a bound, for x = y = 1. With `weakened` its mean is
    the C_ij / C_ii by which Memoria (Park and Bak 2024) counts co-recalls, over the last 1/η citations or so.
    """
    weight = bond_weight(bond, at_us)
    return Bond(weight + RATE * share * (1.0 - weight), _later(bond, at_us))


def weakened(bond: Bond, at_us: int, *, share: float = 1.0) -> Bond:
    """Return *bond* after one was cited without the other: Oja's rule for y = 1, x = 0."""
    return Bond(bond_weight(bond, at_us) * (1.0 - RATE * share), _later(bond, at_us))


def is_related(bond: Bond, now_us: int, *, linked: bool) -> bool:
    """Return whether a `related` link belongs there; one that stands stays until the bond is half as weak."""
    return bond_weight(bond, now_us) >= (UNRELATED_BELOW if linked else RELATED_ABOVE)


def _later(bond: Bond, at_us: int) -> int:
    return at_us if bond.at_us is None else max(bond.at_us, at_us)
