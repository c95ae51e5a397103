"""
Fading: memories move between tiers, links form between those cited together, and a space keeps within its budget.

The cost is by what is due, not by the size of the space: with each memory stands when its tier may change next, so
that a pass over a hundred thousand of which none is due reads next to nothing. Every move is a version, in operations
of fifty; only what a budget evicts is gone for good.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ..cube import RECALLABLE, Link, MemCube
from ..govern import erase
from ..index import Selector, terms_of
from ..store import AgeRow, Job, Reader, Space, Writer
from ._bonds import HALF_LIFE_DAYS, UNRELATED_BELOW, Bond, bond_weight, is_related
from ._fit import cut_of
from ._jobs import Work
from ._notice import BATCH, Glance, notice
from ._policy import AGED, policy_of

_DAY_US: Final = 86_400_000_000
_SCRUB_S: Final = 5.0
_EVICTED_AT_ONCE: Final = 2_000


@dataclass(slots=True)
class Fade:
    """
    Does the jobs of fading.

    Attributes:
        forget_caches: Called when memories were evicted, to drop what this process still holds of them.

        moves: How many memories moved, by ``"from→to"``.

        related: How many links were made or taken away.

        evicted: How many memories were erased for the budget's sake, with what rested on them.

        met: Whether every budget was met.
    """

    forget_caches: Callable[[], None] = lambda: None
    moves: Counter[str] = field(default_factory=Counter)
    related: int = 0
    evicted: int = 0
    met: bool = True

    def run(self, job: Job, work: Work) -> None:
        """Fade what is due in the job's space; put the job back when time is up."""
        with work.store.write(durable=False) as writer:  # which writes nothing: only a writer knows the time
            space = writer.space(job.space) if job.space is not None else None
            now_us = writer.now_us
        if space is None:
            return
        done = notice(work, space, now_us) and self._move(work, space, now_us)
        if not (done and self._fit(work, space, now_us)):
            work.pause()

    def _move(self, work: Work, space: Space, now_us: int) -> bool:
        """Move what is due; say whether all of it was."""
        while not work.should_stop:
            with work.store.read() as reader:
                due = reader.due(space, now_us, BATCH)
            if not due:
                return True
            with work.step() as writer:
                self._move_part(writer, space, due, now_us)
        return False

    def _move_part(self, writer: Writer, space: Space, due: Sequence[str], now_us: int) -> None:
        bonds = writer.bonds_of(space, due)
        ids = list(dict.fromkeys([*due, *(row.one for row in bonds)]))
        cubes = writer.current(space, ids)
        glance = Glance.at(writer, space, ids, now_us)
        held = {(row.one, row.other): Bond(row.weight, row.at_us) for row in bonds}
        moved: list[tuple[MemCube, MemCube]] = []
        decay: dict[str, int] = {}
        for cube in cubes.values():
            tier = glance.tier(cube) if cube.state in RECALLABLE else cube.tier
            links, again_us = _related(writer, space, cube, held, now_us)
            if again_us is not None:
                decay[cube.id] = again_us
            if (tier, links) != (cube.tier, cube.links):
                moved.append((cube, replace(cube, tier=tier, links=links, version=cube.version + 1)))
        _append(writer, space, moved, self._told(moved))
        later = {after.id: after for _, after in moved}
        rows = {id_: glance.row(later.get(id_, cube)) for id_, cube in cubes.items()}
        writer.set_ages(
            space, {id_: row and _sooner(row, decay.get(id_), now_us) for id_, row in rows.items()}
        )

    def _told(self, moved: Iterable[tuple[MemCube, MemCube]]) -> str:
        """Count what was done, and say it."""
        moves = Counter(f"{was.tier}→{now.tier}" for was, now in moved if was.tier != now.tier)
        related = sum(was.links != now.links for was, now in moved)
        self.moves += moves
        self.related += related
        told = [f"{count} {move}" for move, count in sorted(moves.items())]
        return "fading: " + ", ".join(told + ([f"{related} related"] if related else []))

    def _fit(self, work: Work, space: Space, now_us: int) -> bool:
        """Bring the space within its budget; say whether it came to the end."""
        with work.store.read() as reader:
            budget = policy_of(reader, space).budget
            if not any(bound is not None for bound in budget):
                return True
            cut = cut_of(reader, space, budget, now_us)
        self.met = self.met and cut.met
        for start in range(0, len(cut.archive), BATCH):
            if work.should_stop:
                return False
            with work.step() as writer:
                self._archive(writer, space, cut.archive[start : start + BATCH], now_us)
        for start in range(0, len(cut.evict), _EVICTED_AT_ONCE):
            if work.should_stop:
                return False
            self._evict(work, space, cut.evict[start : start + _EVICTED_AT_ONCE])
        return True

    def _archive(self, writer: Writer, space: Space, ids: Sequence[str], now_us: int) -> None:
        # What was pinned or recalled since is spared; the next pass weighs it anew.
        glance = Glance.at(writer, space, ids, now_us)
        cubes = [
            cube
            for cube in writer.current(space, ids).values()
            if cube.state != "frozen" and cube.tier != "archive" and glance.row(cube)
        ]
        moved = [(cube, replace(cube, tier="archive", version=cube.version + 1)) for cube in cubes]
        _append(writer, space, moved, self._told(moved) + " to keep the budget")
        writer.set_ages(space, {after.id: glance.row(after) for _, after in moved})

    def _evict(self, work: Work, space: Space, ids: Sequence[str]) -> None:
        work.renew()
        with work.store.read() as reader:
            there = [id_ for id_, cube in reader.current(space, ids).items() if cube.state != "frozen"]
        if there:
            receipt = erase(
                work.store, space.name, there, Selector(tiers=None, states=None),
                everything=False, dry_run=False, wait=True, timeout_s=_SCRUB_S, forget_caches=self.forget_caches,
            )  # fmt: skip
            self.evicted += receipt.cubes


def _append(writer: Writer, space: Space, moved: Sequence[tuple[MemCube, MemCube]], reason: str) -> None:
    """Write what moved as one operation, and take note of it at once, unless somebody else wrote meanwhile."""
    if not moved:
        return
    mark = writer.mark(space, AGED)
    behind = writer.headers(space, mark)
    writer.begin(space, "consolidate", reason=reason)
    for _, after in moved:
        writer.append(space, after, terms_of(after.content, after.speaker))
    if not behind:
        writer.set_mark(space, AGED, writer.headers(space, mark)[-1].row)


def _related(
    reader: Reader, space: Space, cube: MemCube, bonds: Mapping[tuple[str, str], Bond], now_us: int
) -> tuple[tuple[Link, ...], int | None]:
    """Return the links of *cube* with those its bonds ask for, and when the first of these may have faded."""
    links = set(cube.links)
    fades: list[int] = []
    for (one, other), bond in bonds.items():
        if one != cube.id:
            continue
        link = Link("related", other)
        if is_related(bond, now_us, linked=link in links):
            links.add(link)
            fades.append(_fades_us(bond, now_us))
        elif link in links and _is_ours(reader, space, cube, other):
            links.remove(link)
    return tuple(sorted(links)) if links != set(cube.links) else cube.links, min(fades, default=None)


def _fades_us(bond: Bond, now_us: int) -> int:
    """Return when a bond will be too weak for its link, if nothing happens."""
    left = math.log2(max(bond_weight(bond, now_us), UNRELATED_BELOW) / UNRELATED_BELOW)
    return now_us + int(left * HALF_LIFE_DAYS * _DAY_US) + 1_000_000


def _is_ours(reader: Reader, space: Space, cube: MemCube, other: str) -> bool:
    """Whether it was fading that made the link; what a person linked stays linked."""
    makers = [
        reader.operation(space, link.operation)
        for link in reader.links_to(space, [other])
        if (link.source, link.relation, link.superseded_us) == (cube.id, "related", None)
    ]
    return all(made is not None and made.verb == "consolidate" for made in makers)


def _sooner(row: AgeRow, again_us: int | None, now_us: int) -> AgeRow:
    if again_us is None:
        return row
    return row._replace(
        due_us=again_us if row.due_us is None or row.due_us <= now_us else min(row.due_us, again_us)
    )
