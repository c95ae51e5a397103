"""What a memory is worth to its space, and what goes when the space has a budget."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from ._budget import Budget

_MANY_CITING: Final = 5
_MANY_USES: Final = 10


class Standing(NamedTuple):
    """
    What the value of a memory rests on.

    Attributes:
        worth: What its words promise (`worth`), in [0, 1]; 0.5 where nobody looked.

        strength: What is left of it, in [0, 1].

        importance: As somebody judged it, in [0, 1]; `None`: not judged.

        cited_by: How many derived memories rest on it.

        uses: How often it was cited or found useful.

        useless: How often it was shown and found useless.
    """

    worth: float = 0.5
    strength: float = 1.0
    importance: float | None = None
    cited_by: int = 0
    uses: int = 0
    useless: int = 0


class _Weights(NamedTuple):
    worth: float
    importance: float
    uses: float
    cited_by: float
    strength: float


WEIGHTS: Final = _Weights(worth=0.55, importance=0.15, uses=0.15, cited_by=0.10, strength=0.05)
"""
The share of each part in a value. Words come first, for most memories are never used before a budget has to choose
among them; strength counts little, for the newest half keeps no more of what is asked for than a random half.
"""


class Kept(NamedTuple):
    """
    A memory as a budget sees it.

    Attributes:
        size_bytes: What it takes in the store.

        archived: Whether it is in the archive already.

        held: Whether it may go nowhere: it is pinned or frozen, or the sole evidence of a current fact.
    """

    id: str
    value: float
    size_bytes: int
    archived: bool = False
    held: bool = False


class Cut(NamedTuple):
    """
    What brings a space within its budget, the least valuable first.

    Attributes:
        archive: The ids that go into the archive.

        evict: The ids that leave the space, from the archive or straight through it.

        met: Whether the budget is met then; `False` where too much of it is held.
    """

    archive: tuple[str, ...]
    evict: tuple[str, ...]
    met: bool


def value(standing: Standing) -> float:
    """Return what a memory is worth to its space, in [0, 1]; it rises with each part, and falls with `useless`."""
    uses = max(0, standing.uses - standing.useless)
    parts = _Weights(
        worth=standing.worth,
        importance=0.5 if standing.importance is None else standing.importance,
        uses=_share(uses, _MANY_USES),
        cited_by=_share(standing.cited_by, _MANY_CITING),
        strength=standing.strength,
    )
    return sum(weight * part for weight, part in zip(WEIGHTS, parts, strict=True))


def over_budget(memories: Iterable[Kept], budget: Budget) -> Cut:
    """
    Return what must go so that *memories* fit *budget*, and nothing that need not.

    First the least valuable outside the archive are archived until the rest fits; then, of the archive with these,
    the least valuable are evicted until it fits. Of two with one value the earlier in *memories* goes first. What is
    held neither moves nor goes, and still counts.

    Raises:
        ValueError: a bound is below 0.
    """
    for name, bound in zip(Budget._fields, budget, strict=True):
        if bound is not None and bound < 0:
            raise ValueError(f"{name}={bound!r}: a budget is 0 or more, or None for none")
    everything = list(memories)
    active = [memory for memory in everything if not memory.archived]
    leaving, fits = _leaving(active, budget.cubes, budget.size_bytes)
    archived = [memory for memory in everything if memory.archived] + leaving
    evicted, archive_fits = _leaving(archived, budget.archive_cubes, budget.archive_bytes)
    gone = {memory.id for memory in evicted}
    return Cut(
        archive=tuple(memory.id for memory in leaving if memory.id not in gone),
        evict=tuple(memory.id for memory in evicted),
        met=fits and archive_fits,
    )


def _leaving(memories: Sequence[Kept], cubes: int | None, size_bytes: int | None) -> tuple[list[Kept], bool]:
    count, size = len(memories), sum(memory.size_bytes for memory in memories)
    leaving: list[Kept] = []

    def fits() -> bool:
        return (cubes is None or count <= cubes) and (size_bytes is None or size <= size_bytes)

    for memory in sorted((memory for memory in memories if not memory.held), key=lambda memory: memory.value):
        if fits():
            break
        leaving.append(memory)
        count, size = count - 1, size - memory.size_bytes
    return leaving, fits()


def _share(count: int, many: int) -> float:
    return min(1.0, math.log1p(count) / math.log1p(many))
