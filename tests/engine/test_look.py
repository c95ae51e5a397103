"""The verbs that show what a memory looks like."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

import mnemic
from mnemic.cube import Evidence
from mnemic.engine import Links, Logged
from mnemic.errors import ArgumentError, CubeNotFound, OperationNotFound
from mnemic.index import Overview
from mnemic.lifecycle import Curve
from mnemic.testing import ManualClock
from mnemic.truth import Graph

OpenMemory = Callable[..., mnemic.Memory]
NOBODY = "01890a5d-ac96-774b-bcce-b302099a8057"


@pytest.fixture
def told(mem: mnemic.Memory) -> tuple[mnemic.MemCube, mnemic.MemCube]:
    """Something said, and the fact that rests on it."""
    said = mem.remember(
        "I live in Porto.", user="ana", speaker="Ana", occurred_at="2026-05-20T10:00:00+01:00"
    )
    fact = mem.assert_fact("Ana", "lives_in", "Porto", user="ana", evidence=[Evidence(said.id, 0, 15)])
    return said, fact


# overview


def test_overview_counts_kinds_names_and_days(mem: mnemic.Memory) -> None:
    mem.remember("one", user="ana", tags=("a", "b"), session="s1", occurred_at="2026-05-20T10:00:00Z")
    mem.remember("two", user="ana", tags=("a",), agent="helper", occurred_at="2026-05-20T23:00:00Z")
    mem.remember("three", user="bo", speaker="Bo", kind="resource", occurred_at="2026-05-21T10:00:00Z")
    found = mem.overview()
    assert found.cubes == 3
    assert dict(found.kinds) == {"episode": 2, "resource": 1}
    assert dict(found.users) == {"ana": 2, "bo": 1}
    assert dict(found.tags) == {"a": 2, "b": 1}
    assert (dict(found.sessions), dict(found.agents), dict(found.speakers)) == (
        {"s1": 1},
        {"helper": 1},
        {"Bo": 1},
    )
    assert dict(found.days) == {date(2026, 5, 20): 2, date(2026, 5, 21): 1}
    assert found.first_at == datetime(2026, 5, 20, 10, tzinfo=UTC)
    assert found.last_at == datetime(2026, 5, 21, 10, tzinfo=UTC)


def test_overview_counts_present_versions_in_every_tier_and_state(mem: mnemic.Memory) -> None:
    first = mem.remember("one")
    mem.update(first.id, content="one, again")
    mem.archive(ids=[mem.remember("two").id])
    mem.pin([mem.remember("three").id])
    found = mem.overview()
    assert found.cubes == 3
    assert dict(found.tiers) == {"short_term": 2, "archive": 1}
    assert dict(found.states) == {"active": 2, "frozen": 1}


def test_overview_of_one_user_knows_no_other(mem: mnemic.Memory) -> None:
    mem.remember("one", user="ana", tags=("hers",))
    mem.remember("two", user="bo", tags=("his",))
    found = mem.overview(user="bo")
    assert (found.cubes, dict(found.users), dict(found.tags)) == (1, {"bo": 1}, {"his": 1})


def test_overview_names_the_most_frequent_and_says_how_many_there_are(mem: mnemic.Memory) -> None:
    mem.remember_many([{"content": f"{at}", "user": f"u{at % 7}"} for at in range(15)])
    found = mem.overview(top=2, days=1)
    assert dict(found.users) == {"u0": 3, "u1": 2}
    assert found.distinct["users"] == 7
    assert len(found.days) == 1


def test_overview_of_an_empty_space_is_empty(mem: mnemic.Memory) -> None:
    found = mem.overview()
    assert (found.cubes, dict(found.kinds), found.first_at, found.distinct["tags"]) == (0, {}, None, 0)
    mem.remember("one", user="ana")
    assert mem.overview(user="nobody").cubes == 0


# curve


def test_curve_halves_after_the_half_life_of_its_kind(clock: ManualClock, open_memory: OpenMemory) -> None:
    mem = open_memory(":memory:", clock=clock)
    cube = mem.remember("one")
    found = mem.curve(cube.id, days=180)
    assert found.points[0].at == cube.created_at
    assert found.points[0].strength == 1.0
    assert found.points[-1].strength == pytest.approx(0.5, abs=1e-3)
    assert all(a.strength >= b.strength for a, b in zip(found.points, found.points[1:], strict=False))
    assert found.archives_at is not None
    assert found.archives_at - cube.created_at == pytest.approx(
        timedelta(days=180 * 3.3219), abs=timedelta(days=1)
    )


def test_curve_begins_anew_with_a_recall(clock: ManualClock, open_memory: OpenMemory) -> None:
    mem = open_memory(":memory:", clock=clock)
    cube = mem.remember("the lemon tree")
    clock.advance(90 * 86_400)
    mem.recall("lemon", reinforce=True).cite([cube.id])
    found = mem.curve(cube.id)
    assert found.recalls == 2
    assert found.last_recalled_at == found.points[0].at
    assert found.strength == 1.0


def test_curve_of_a_pinned_memory_is_flat(mem: mnemic.Memory) -> None:
    cube = mem.remember("one")
    mem.pin([cube.id])
    found = mem.curve(cube.id)
    assert found.pinned
    assert {point.strength for point in found.points} == {1.0}
    assert found.archives_at is None


def test_curve_ends_with_the_time_to_live(mem: mnemic.Memory) -> None:
    cube = mem.remember("one")
    mem.set_policy(mnemic.Policy(ttl_days={"episode": 10.0}))
    found = mem.curve(cube.id, days=20)
    assert found.ends_at == found.archives_at == cube.created_at + timedelta(days=10)
    assert found.points[-1].strength == 0.0
    mem.pin([cube.id])
    assert mem.curve(cube.id).archives_at == found.ends_at


def test_archived_memory_does_not_go_to_the_archive_again(mem: mnemic.Memory) -> None:
    cube = mem.remember("one")
    mem.archive(ids=[cube.id])
    assert mem.curve(cube.id).archives_at is None


# links


def test_links_go_both_ways(mem: mnemic.Memory, told: tuple[mnemic.MemCube, mnemic.MemCube]) -> None:
    said, fact = told
    [out] = mem.links(fact.id).links
    [into] = mem.links(said.id).links
    assert (out.relation, out.direction, out.cube.id) == ("derived_from", "out", said.id)
    assert (into.relation, into.direction, into.cube.id) == ("derived_from", "in", fact.id)


def test_links_beyond_the_limit_are_counted(mem: mnemic.Memory) -> None:
    hub = mem.remember("hub")
    for at in range(5):
        mem.remember(f"spoke {at}", links=[("mentions", hub.id)])
    found = mem.links(hub.id, limit=2)
    assert (len(found.links), found.total) == (2, 5)


# graph


def test_graph_joins_subjects_by_what_they_share(mem: mnemic.Memory) -> None:
    mem.assert_fact("Ana", "lives_in", "Porto", user="ana")
    mem.assert_fact("Bo", "lives_in", "Porto", user="bo")
    found = mem.graph()
    names = {(entity.name, entity.user) for entity in found.entities}
    assert {("Porto", None), ("Ana", "ana"), ("Bo", "bo")} <= names
    porto = next(entity for entity in found.entities if entity.name == "Porto")
    assert porto.facts == 2
    ends = {
        (found.entities[edge.source].name, edge.predicate, found.entities[edge.target].name)
        for edge in found.edges
    }
    assert {("Ana", "lives_in", "Porto"), ("Bo", "lives_in", "Porto")} <= ends


def test_two_people_of_one_name_are_two(mem: mnemic.Memory) -> None:
    mem.assert_fact("Ana", "lives_in", "Porto", user="one")
    mem.assert_fact("Ana", "lives_in", "Lisbon", user="two")
    assert sorted(entity.user or "" for entity in mem.graph().entities if entity.name == "Ana") == [
        "one",
        "two",
    ]
    assert {entity.name for entity in mem.graph(user="two").entities} == {"Ana", "Lisbon"}


def test_graph_is_of_what_holds_then(mem: mnemic.Memory) -> None:
    mem.assert_fact("Ana", "lives_in", "Lisbon", user="ana", valid_from="2019-01-01T00:00:00Z")
    mem.assert_fact("Ana", "lives_in", "Porto", user="ana", valid_from="2024-01-01T00:00:00Z")
    assert {entity.name for entity in mem.graph().entities} == {"Ana", "Porto"}
    assert {entity.name for entity in mem.graph(valid_at="2020-01-01T00:00:00Z").entities} == {
        "Ana",
        "Lisbon",
    }


def test_graph_around_a_subject_leaves_the_rest_out(mem: mnemic.Memory) -> None:
    mem.assert_fact("Ana", "lives_in", "Porto", user="ana")
    mem.assert_fact("Bo", "lives_in", "Aarhus", user="ana")
    assert {entity.name for entity in mem.graph(subject="porto").entities} == {"Ana", "Porto"}


def test_graph_shows_the_best_connected_and_counts_the_rest(mem: mnemic.Memory) -> None:
    for at in range(6):
        mem.assert_fact(f"P{at}", "lives_in", "Porto", user="ana")
    mem.assert_fact("Q", "lives_in", "Aarhus", user="ana")
    found = mem.graph(limit=3)
    assert found.entities[0].name == "Porto"
    assert (len(found.entities), len(found.edges)) == (3, 2)
    assert (found.total_entities, found.total_facts) == (9, 7)


def test_graph_draws_no_more_lines_than_can_be_read(mem: mnemic.Memory) -> None:
    for at in range(12):
        mem.assert_fact("Ana", "likes", f"thing {at}", user="ana")
    found = mem.graph(limit=2)
    assert len(found.edges) <= 8
    assert found.total_facts == 12


def test_archived_and_retracted_facts_are_no_part_of_the_graph(mem: mnemic.Memory) -> None:
    kept = mem.assert_fact("Ana", "lives_in", "Porto", user="ana")
    mem.archive(ids=[mem.assert_fact("Bo", "lives_in", "Aarhus", user="bo").id])
    mem.retract(mem.assert_fact("Cy", "lives_in", "Odense", user="cy").id)
    assert [edge.fact for edge in mem.graph().edges] == [kept.id]


def test_graph_of_an_empty_space_is_empty(mem: mnemic.Memory) -> None:
    assert mem.graph() == Graph()
    mem.remember("no fact")
    assert mem.graph() == Graph()


# log


def test_log_says_how_many_changes_and_brings_as_many_as_are_asked_for(mem: mnemic.Memory) -> None:
    mem.remember_many([{"content": f"{at}"} for at in range(9)], reason="an import")
    [line] = mem.log()
    assert (line.changes, line.operation.changes, line.operation.reason) == (9, (), "an import")
    [line] = mem.log(changes=4)
    assert [change.after.content for change in line.operation.changes] == ["0", "1", "2", "3"]
    [whole] = mem.operations()
    assert line.operation.changes == whole.changes[:4]


def test_log_narrows_down_as_operations_do(mem: mnemic.Memory) -> None:
    first = mem.remember("one")
    second = mem.remember("two")
    mem.update(first.id, content="one, again")
    verbs = [line.operation.verb for line in mem.log(cube=first.id)]
    assert verbs == ["update", "remember"]
    [only] = mem.log(operation_id=second.operation, changes=1)
    assert only.operation.changes[0].after.id == second.id
    assert [line.operation.id for line in mem.log(before=second.operation)] == [first.operation]
    assert mem.log(operation_id=NOBODY) == []
    assert [line.operation for line in mem.log(limit=1, changes=50)] == mem.operations(limit=1)


def test_log_of_an_empty_space_is_empty(mem: mnemic.Memory) -> None:
    assert mem.log() == []
    with pytest.raises(OperationNotFound):
        mem.log(before=NOBODY)


# list, as of then


def test_list_shows_what_was_known_then_in_the_versions_of_then(
    clock: ManualClock, open_memory: OpenMemory
) -> None:
    mem = open_memory(":memory:", clock=clock)
    first = mem.remember("one")
    clock.advance(86_400)
    then = clock()
    clock.advance(86_400)
    mem.update(first.id, content="one, again")
    mem.remember("two")
    assert [cube.content for cube in mem.list()] == ["one, again", "two"]
    [known] = mem.list(known_at=then)
    assert known.content == "one"
    assert known.strength > mem.get(first.id).strength


def test_list_shows_what_was_true_then(mem: mnemic.Memory) -> None:
    mem.assert_fact("Ana", "lives_in", "Lisbon", user="ana", valid_from="2019-01-01T00:00:00Z")
    mem.assert_fact("Ana", "lives_in", "Porto", user="ana", valid_from="2024-01-01T00:00:00Z")
    assert [cube.content for cube in mem.list(valid_at="2020-01-01T00:00:00Z")] == ["Ana lives in Lisbon."]


def test_page_of_another_time_is_another_query(mem: mnemic.Memory) -> None:
    mem.remember_many([{"content": f"{at}"} for at in range(4)])
    cursor = mem.list(limit=2).cursor
    with pytest.raises(mnemic.MnemicError, match="another query"):
        mem.list(limit=2, cursor=cursor, known_at="2099-01-01T00:00:00Z")


# all of them


@pytest.mark.parametrize("call", ["curve", "links"])
def test_memory_that_is_not_there_is_said_so(mem: mnemic.Memory, call: str) -> None:
    with pytest.raises(CubeNotFound):
        getattr(mem, call)(NOBODY)
    mem.remember("one")
    with pytest.raises(CubeNotFound, match="never there, or erased"):
        getattr(mem, call)(NOBODY)


@pytest.mark.parametrize(
    ("call", "arguments"),
    [
        ("overview", {"top": 0}),
        ("overview", {"days": "many"}),
        ("graph", {"limit": 0}),
        ("graph", {"subject": ""}),
        ("log", {"changes": -1}),
        ("log", {"limit": 0}),
        ("log", {"nothing": 1}),
    ],
)
def test_argument_that_cannot_be_used_is_refused(
    mem: mnemic.Memory, call: str, arguments: dict[str, Any]
) -> None:
    with pytest.raises(ArgumentError):
        getattr(mem, call)(**arguments)


def test_what_they_give_back_is_read_from_its_json(
    mem: mnemic.Memory, told: tuple[mnemic.MemCube, mnemic.MemCube]
) -> None:
    said, _ = told
    for found in (mem.overview(), mem.curve(said.id), mem.links(said.id), mem.graph(), mem.log(changes=2)[0]):
        assert isinstance(found, Overview | Curve | Links | Graph | Logged)
        assert type(found).from_dict(found.to_dict()) == found
