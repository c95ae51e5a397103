"""What the tests of truth share: telling facts under the store's own lock, and seeing what became of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import mnemic
from mnemic.cube import MemCube, new_id
from mnemic.truth import Changed, Told, settle, tell

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def day(number: float) -> datetime:
    """Return noon of the day of that number."""
    return NOON + timedelta(days=number)


class Teller:
    """Tells facts about Ana, each in an operation of its own."""

    def __init__(self, mem: mnemic.Memory) -> None:
        self.mem = mem
        self._store = mem._store

    def turn(self, text: str, at: float) -> MemCube:
        """Return a message of Ana's."""
        return self.mem.remember(text, user="ana", speaker="Ana", occurred_at=day(at))

    def draft(self, predicate: str, object_: str, at: float, *turns: MemCube, **more: Any) -> MemCube:
        """Return a fact that is yet to be told."""
        state = more.pop("state", "active")
        spans = tuple(mnemic.Evidence(turn.id, 0, len(turn.content)) for turn in turns)
        links = tuple(sorted(mnemic.Link("derived_from", turn.id) for turn in turns))
        fact = mnemic.Fact(subject="Ana", predicate=predicate, object=object_, evidence=spans, **more)
        return MemCube(
            id=new_id(), space="default", seq=0, version=0, content=f"Ana {predicate} {object_}", kind="fact",
            user="ana", occurred_at=day(at), created_at=NOON, recorded_at=NOON, operation="", fact=fact,
            links=links, state=state,
        )  # fmt: skip

    def told(self, draft: MemCube, *, again: bool = True) -> Told:
        """Tell a draft."""
        with self._store.write() as writer:
            space = writer.ensure_space("default")
            return tell(writer, space, draft, lambda: writer.begin(space, "assert_fact"), again=again)

    def lives(self, city: str, at: float, *turns: MemCube, **more: Any) -> Told:
        """Tell where Ana lives."""
        return self.told(self.draft("lives_in", city, at, *turns, **more))

    def settle(self, *cubes: MemCube) -> list[Changed]:
        """Settle facts as they are to become."""
        with self._store.write() as writer:
            space = writer.ensure_space("default")
            writer.begin(space, "consolidate")
            return list(settle(writer, space, cubes))

    def frozen(self, cube: MemCube) -> MemCube:
        """Freeze a fact."""
        [(_, after)] = self.settle(replace(cube, state="frozen"))
        return after

    def now(self, cube: MemCube) -> MemCube:
        """Return a cube as it is now."""
        return self.mem.get(cube.id)

    def shown(self, **more: Any) -> list[tuple[object, ...]]:
        """Return ``(object, first day, last day)`` of all facts that stand."""
        cubes = self.mem.facts(**{"past": True, "valid_at": day(10_000), **more})
        return [(fact(cube).object, _number(cube.valid_from), _number(cube.valid_to)) for cube in cubes]


def fact(cube: MemCube) -> mnemic.Fact:
    """Return the fact of a cube."""
    assert cube.fact is not None
    return cube.fact


def targets(cube: MemCube, relation: str) -> set[str]:
    """Return the ids of the cubes that a cube links to in one way."""
    return {link.target for link in cube.links if link.relation == relation}


def _number(time: datetime | None) -> float | None:
    return None if time is None else (time - NOON).total_seconds() / 86400
