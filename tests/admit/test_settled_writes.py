"""Facts that are written as cubes: what they say of each other holds as if they had been asserted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import mnemic


@pytest.fixture
def mem() -> Iterator[mnemic.Memory]:
    with mnemic.open(":memory:", embedder="hash") as opened:
        yield opened


def lives(mem: mnemic.Memory, place: str, **more: Any) -> mnemic.MemCube:
    fact = {"subject": "Ana", "predicate": "lives_in", "object": place}
    return mem.remember(f"Ana lives in {place}.", user="ana", kind="fact", fact=fact, **more)


def test_a_fact_that_is_remembered_retires_the_one_before(mem: mnemic.Memory) -> None:
    porto = lives(mem, "Porto", occurred_at="2026-01-01T00:00:00Z")
    faro = lives(mem, "Faro", occurred_at="2026-03-01T00:00:00Z")
    assert [cube.id for cube in mem.facts(user="ana")] == [faro.id]
    assert mem.get(porto.id).valid_to == faro.valid_from == faro.occurred_at
    (undone,) = mem.operations(limit=1)
    assert undone.id is not None
    mem.undo(undone.id)
    assert [cube.id for cube in mem.facts(user="ana")] == [porto.id]


def test_limits_given_with_the_cube_are_stated(mem: mnemic.Memory) -> None:
    cube = lives(mem, "Porto", valid_from="2020-01-01T00:00:00Z", valid_to="2021-01-01T00:00:00Z")
    assert cube.fact is not None
    assert (cube.fact.stated_from, cube.fact.stated_to) == (cube.valid_from, cube.valid_to)
    assert mem.facts(user="ana") == []
    assert [each.id for each in mem.facts(user="ana", valid_at="2020-06-01T00:00:00Z")] == [cube.id]


def test_an_update_of_limits_moves_what_the_fact_had_ended(mem: mnemic.Memory) -> None:
    porto = lives(mem, "Porto", occurred_at="2026-01-01T00:00:00Z")
    faro = lives(mem, "Faro", occurred_at="2026-03-01T00:00:00Z")
    changed = mem.update(faro.id, valid_from="2026-02-01T00:00:00Z")
    assert (changed.id, changed.version) == (faro.id, faro.version + 1)
    assert mem.get(porto.id).valid_to == changed.valid_from
    assert changed.valid_from is not None
    assert changed.valid_from.isoformat() == "2026-02-01T00:00:00+00:00"


def test_an_update_of_other_fields_leaves_the_limits(mem: mnemic.Memory) -> None:
    porto = lives(mem, "Porto", occurred_at="2026-01-01T00:00:00Z")
    lives(mem, "Faro", occurred_at="2026-03-01T00:00:00Z")
    ended = mem.get(porto.id).valid_to
    assert ended is not None
    tagged = mem.update(porto.id, tags=["old"])
    assert (tagged.valid_to, tagged.tags) == (ended, ("old",))
    assert tagged.fact is not None
    assert tagged.fact.stated_to is None


def test_a_keyed_fact_has_one_cube_and_versions(mem: mnemic.Memory) -> None:
    first = lives(mem, "Porto", key="home")
    second = lives(mem, "Faro", key="home")
    assert (second.id, second.version) == (first.id, 2)
    assert [cube.content for cube in mem.facts(user="ana")] == ["Ana lives in Faro."]


def test_a_fact_of_an_undeclared_predicate_is_kept_as_it_is(mem: mnemic.Memory) -> None:
    fact = {"subject": "Ana", "predicate": "whistles", "object": "Bach"}
    cube = mem.remember("Ana whistles Bach.", kind="fact", fact=fact, valid_from="2020-01-01T00:00:00Z")
    assert (cube.version, cube.state) == (1, "active")


def test_an_update_that_changes_nothing_is_a_version_as_of_any_cube(mem: mnemic.Memory) -> None:
    cube = lives(mem, "Porto", tags=["home"])
    again = mem.update(cube.id, tags=["home"])
    assert (again.version, again.fact, again.state) == (2, cube.fact, "active")
    assert lives(mem, "Faro", key="home").version == 1
    assert lives(mem, "Faro", key="home").version == 2
