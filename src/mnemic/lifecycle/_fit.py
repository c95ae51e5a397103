"""What a space must let go of to keep its budget, found among the least valuable without reading the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Final

from ..cube import RECALLABLE, MemCube
from ..store import Load, Reader, Space
from ..times import utc_us
from ._budget import Budget
from ._notice import Glance
from ._value import Cut, Kept, over_budget

_FIRST: Final = 500
_WIDER: Final = 4


def cut_of(reader: Reader, space: Space, budget: Budget, now_us: int) -> Cut:
    """
    Return what must go, the least valuable first.

    Values are stored as they were when last looked at; those of the least are worked out anew, and more are read
    only while these do not suffice. A stored value errs downwards mostly: recalls and citations raise a value, and
    with a recall it is looked at anew.
    """
    load = reader.load(space)
    if _fits(load, budget):
        return Cut((), (), met=True)
    number = _FIRST
    while True:
        kept = [
            *_kept(reader, space, reader.least(space, False, number), now_us),
            *_kept(reader, space, reader.least(space, True, number), now_us),
        ]
        rest = _rest(budget, load, kept)
        everything = len(kept) >= load.cubes + load.archive_cubes
        if everything or min(bound for bound in rest if bound is not None) >= 0:
            cut = over_budget(kept, Budget(*(None if bound is None else max(0, bound) for bound in rest)))
            if cut.met or everything or number > load.cubes + load.archive_cubes:
                return cut
        number *= _WIDER


def _fits(load: Load, budget: Budget) -> bool:
    return all(bound is None or held <= bound for held, bound in zip(load, budget, strict=True))


def _rest(budget: Budget, load: Load, kept: Collection[Kept]) -> Budget:
    """Return what is left of *budget* for *kept*, once everything else has its part."""
    inside = [memory for memory in kept if memory.archived]
    outside = [memory for memory in kept if not memory.archived]
    read = (
        len(outside),
        sum(memory.size_bytes for memory in outside),
        len(inside),
        sum(memory.size_bytes for memory in inside),
    )
    return Budget(
        *(
            None if bound is None else bound - (held - mine)
            for bound, held, mine in zip(budget, load, read, strict=True)
        )
    )


def _kept(reader: Reader, space: Space, ids: list[str], now_us: int) -> list[Kept]:
    cubes = reader.current(space, ids)
    glance = Glance.at(reader, space, ids, now_us)
    rests = bearing(reader, space, ids, now_us)
    return [
        Kept(
            id=cube.id,
            value=glance.value(cube),
            size_bytes=len(cube.content.encode()),
            archived=cube.tier == "archive",
            held=cube.state == "frozen" or cube.id in rests,
        )
        for cube in sorted(cubes.values(), key=lambda cube: cube.seq)
    ]


def bearing(reader: Reader, space: Space, ids: Collection[str], now_us: int) -> set[str]:
    """
    Return those of *ids* on which a current fact, or something pinned, rests through any depth.

    An erasure takes with it what rests on the erased: so these cannot go, sole evidence or not.
    """
    under: dict[str, set[str]] = defaultdict(set)
    waiting: Collection[str] = set(ids)
    seen: set[str] = set(ids)
    while waiting:
        for link in reader.links_to(space, waiting):
            if link.relation == "derived_from" and link.superseded_us is None:
                under[link.source].add(link.target)
        waiting = under.keys() - seen
        seen |= waiting
    resting = reader.current(space, list(under))
    borne = [id_ for id_, cube in resting.items() if _must_stay(cube, now_us)]
    found: set[str] = set()
    while borne:
        fresh = under.get(borne.pop(), set()) - found
        found |= fresh
        borne += fresh
    return found & set(ids)


def _must_stay(cube: MemCube, now_us: int) -> bool:
    ended = cube.valid_to is not None and utc_us(cube.valid_to) <= now_us
    return cube.state == "frozen" or (cube.fact is not None and cube.state in RECALLABLE and not ended)
