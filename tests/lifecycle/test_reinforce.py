"""What citing does to memories, and what it never does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import mnemic
from mnemic.cube import new_id
from mnemic.errors import ReadOnlyStore, StoreBusy
from mnemic.lifecycle import reinforce
from mnemic.store import BondRow, VitalityRow
from mnemic.testing import ManualClock
from mnemic.times import utc_us

if TYPE_CHECKING:
    from conftest import OpenMemory


DAY = 86_400


@pytest.fixture
def mem(open_memory: OpenMemory, clock: ManualClock) -> mnemic.Memory:
    return open_memory(clock=clock)


def lived(mem: mnemic.Memory) -> dict[str, VitalityRow]:
    with mem._store.read() as reader:
        space = reader.space(mem.space)
        return reader.vitalities(space) if space else {}


def bonds(mem: mnemic.Memory, *ids: str) -> list[BondRow]:
    with mem._store.read() as reader:
        space = reader.space(mem.space)
        assert space is not None
        return reader.bonds_of(space, ids)


def three(mem: mnemic.Memory) -> list[str]:
    return [cube.id for cube in mem.remember_many([{"content": f"a cat called {name}"} for name in "ABC"])]


def test_a_cited_memory_is_whole_again_and_fades_more_slowly(mem: mnemic.Memory, clock: ManualClock) -> None:
    one, other, _ = three(mem)
    clock.advance(100 * DAY)
    faded = mem.get(one).strength
    mem.recall("cat").cite([one])
    assert mem.get(one).strength == 1.0 > faded == mem.get(other).strength
    clock.advance(100 * DAY)
    assert mem.get(one).strength > faded


def test_judged_useful_counts_more_than_cited_and_seen_least(mem: mnemic.Memory, clock: ManualClock) -> None:
    one, two, three_ = three(mem)
    clock.advance(50 * DAY)
    at_us = utc_us(clock())
    assert (
        reinforce(mem._store, mem.space, useful=[one], cited=[two], seen=[one, two, three_], at_us=at_us) == 3
    )
    rows = lived(mem)
    assert rows[one].stability_days > rows[two].stability_days > rows[three_].stability_days
    assert [rows[id_].recalls for id_ in (one, two, three_)] == [1, 1, 1]
    assert (rows[one].useful, rows[two].useful) == (1, 0)


def test_useless_shrinks_and_is_no_recall(mem: mnemic.Memory, clock: ManualClock) -> None:
    ids = three(mem)
    clock.advance(50 * DAY)
    before = mem.get(ids[1]).strength
    mem.feedback(mem.recall("cat").id, useful=[ids[0]], useless=[ids[1]])
    row = lived(mem)[ids[1]]
    assert (row.recalls, row.useless, row.last_recalled_us) == (0, 1, None)
    assert mem.get(ids[1]).strength < before
    assert ids[2] not in lived(mem)  # what nobody spoke of


def test_what_is_cited_together_is_bound_and_what_is_cited_alone_loosens(mem: mnemic.Memory) -> None:
    one, other, third = three(mem)
    found = mem.recall("cat")
    found.cite([one, other])
    (bond,) = bonds(mem, one)
    assert {bond.one, bond.other} == {one, other}
    found.cite([one, third])
    weights = {frozenset((row.one, row.other)): row.weight for row in bonds(mem, one)}
    assert weights[frozenset((one, third))] > weights[frozenset((one, other))]
    for _ in range(20):
        found.cite([other])
    assert {frozenset((row.one, row.other)) for row in bonds(mem, one)} == {frozenset((one, third))}


def test_no_operation_is_made_and_no_undo_takes_it_back(mem: mnemic.Memory) -> None:
    one, *_ = three(mem)
    done = mem.recall("cat").cite([one])
    before = lived(mem)
    assert [operation.verb for operation in mem.operations()] == ["feedback", "remember"]
    mem.undo(done.id or "")
    assert lived(mem) == before
    assert len(mem.history(one)) == 1


def test_recall_writes_nothing_unless_asked_to(mem: mnemic.Memory, open_memory: OpenMemory) -> None:
    three(mem)
    mem.recall("cat")
    assert lived(mem) == {}
    before = mem.operations()
    assert mem.recall("cat", reinforce=True, limit=2).degraded == ()
    assert len(lived(mem)) == 2
    assert mem.operations() == before
    assert mem.recall("cat", reinforce=True, known_at="2300-01-01T00:00:00Z").hits
    assert len(lived(mem)) == 2
    reader = open_memory(read_only=True)
    assert reader.recall("cat", reinforce=True).degraded == ()
    assert not mem.recall("cat", reinforce=True, user="nobody").hits
    with pytest.raises(ReadOnlyStore):
        reader.recall("cat").cite(["m1"])
    assert len(lived(mem)) == 2


def test_a_writer_in_the_way_costs_the_note_and_not_the_answer(
    mem: mnemic.Memory, open_memory: OpenMemory
) -> None:
    three(mem)
    mem.flush()
    other = open_memory()
    with other._store.write():
        found = mem.recall("cat", reinforce=True)
    assert len(found) == 3
    assert found.degraded == ("not_reinforced",)
    assert lived(mem) == {}


def test_feedback_is_kept_when_nothing_can_be_reinforced(
    mem: mnemic.Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    three(mem)
    found = mem.recall("cat")

    def busy(*_args: object, **_ways: object) -> int:
        raise StoreBusy("held")

    monkeypatch.setattr("mnemic.lifecycle.reinforce", busy)
    with pytest.warns(RuntimeWarning, match="the feedback is kept, but no memory was reinforced: held"):
        assert found.cite(["m1"]).lessons == 3


def test_an_erased_memory_takes_what_recalls_made_of_it_with_it(
    mem: mnemic.Memory, clock: ManualClock
) -> None:
    one, other, _ = three(mem)
    mem.recall("cat").cite([one, other])
    mem.forget(ids=[one])
    assert set(lived(mem)) == {other}
    assert bonds(mem, one, other) == []
    at_us = utc_us(clock())
    assert reinforce(mem._store, mem.space, cited=[one], at_us=at_us) == 0
    assert reinforce(mem._store, mem.space, cited=[one, other], at_us=at_us) == 1
    assert reinforce(mem._store, "nowhere", cited=[new_id()], at_us=at_us) == 0
    assert reinforce(mem._store, mem.space, at_us=at_us) == 0
    assert mem.check() == []


def test_a_clock_that_jumps_back_gains_nothing(mem: mnemic.Memory, clock: ManualClock) -> None:
    one, *_ = three(mem)
    clock.advance(30 * DAY)
    mem.recall("cat").cite([one])
    row = lived(mem)[one]
    clock.advance(-60 * DAY)
    mem.recall("cat").cite([one])
    assert lived(mem)[one]._replace(recalls=row.recalls) == row
    assert mem.get(one).strength == 1.0


def test_strength_as_of_a_past_moment_goes_by_age_alone(mem: mnemic.Memory, clock: ManualClock) -> None:
    one, *_ = three(mem)
    fact = mem.assert_fact("Ana", "lives_in", "Porto", user="ana")
    clock.advance(180 * DAY)
    then = clock()
    mem.recall("cat").cite([one])
    clock.advance(1 * DAY)
    (now,) = [hit.cube.strength for hit in mem.recall("cat") if hit.cube.id == one]
    (past,) = [hit.cube.strength for hit in mem.recall("cat", known_at=then) if hit.cube.id == one]
    assert past == 0.5 < now
    (known,) = mem.facts(user="ana", known_at=then)
    (held,) = mem.facts(user="ana")
    assert known.strength > held.strength == mem.get(fact.id).strength
    assert next(iter(mem.list().cubes)).strength == now


def test_strength_is_no_part_of_what_makes_cubes_equal(
    mem: mnemic.Memory, clock: ManualClock, tmp_path: Path
) -> None:
    kept = mem.remember("a cat")
    clock.advance(90 * DAY)
    assert mem.get(kept.id) == kept
    assert mem.get(kept.id).strength < kept.strength == 1.0
    assert mem.history(kept.id)[0].strength == 1.0
