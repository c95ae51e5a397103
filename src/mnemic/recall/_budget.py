"""Staying inside a token budget."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

_SHORT_TOKENS = 96
"""
Below this many tokens nothing is preferred for being shorter.

Turns of much the same length would be chosen by length otherwise, which finds less than the order of the ranking
does. With it, nothing is lost where all turns are short, and much is won beside long ones (docs/design/context.md).
"""


class Parcel(NamedTuple):
    """
    Something to be packed.

    Attributes:
        value: What it is worth, >= 0.

        tokens: What it takes.

        group: What it shares a heading with; the heading is there once, if anything of the group is.

        heading: What that heading takes.
    """

    value: float
    tokens: int
    group: Hashable = None
    heading: int = 0


def pack(parcels: Sequence[Parcel], budget: int) -> list[int]:
    """
    Return which of the *parcels*, given best first, to take along, in the same order.

    The first is taken if it fits at all. Then follows what is worth most for its length; or else the one that
    is worth most by itself, if that leads to more. So, of what can be had beside the first, at least half is
    had (as far as lengths count, that is beyond `_SHORT_TOKENS`). Nothing stays behind that would fit in what is left.

    Source: Dantzig's greedy rule for the knapsack problem, with its usual repair.
    """
    places = range(len(parcels))
    order = sorted(places, key=lambda place: (place > 0, -_density(parcels[place]), place))
    greedy = _filled(parcels, order, budget)
    first = [0] if 0 in greedy else []
    heavy = sorted(places, key=lambda place: (place not in first, -parcels[place].value, place))
    single = _filled(parcels, heavy, budget, at_most=len(first) + 1)
    repaired = _filled(parcels, [*single, *(place for place in order if place not in single)], budget)
    return max(greedy, repaired, key=lambda chosen: sum(parcels[place].value for place in chosen))


def _filled(
    parcels: Sequence[Parcel], order: Sequence[int], budget: int, at_most: int | None = None
) -> list[int]:
    """Return those of *parcels* that fit, tried in *order*, sorted."""
    taken: set[int] = set()
    opened: set[Hashable] = set()
    left, growing = budget, True
    while growing:  # what comes late may open a group in which something earlier now fits
        growing = False
        for place in order:
            parcel = parcels[place]
            tokens = parcel.tokens + (0 if parcel.group in opened else parcel.heading)
            if place not in taken and tokens <= left and len(taken) != at_most:
                taken.add(place)
                opened.add(parcel.group)
                left -= tokens
                growing = True
    return sorted(taken)


def _density(parcel: Parcel) -> float:
    return parcel.value / max(parcel.tokens, _SHORT_TOKENS)
