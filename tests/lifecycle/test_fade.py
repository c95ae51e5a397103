"""Fading: what moves and when, what it costs, what a budget takes, and what takes it back."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mnemic
from mnemic import Budget, Policy
from mnemic.cube import MemCube
from mnemic.embed import CallableEmbedder
from mnemic.index import terms_of
from mnemic.lifecycle import Cut, Fade, Report, reinforce, run_jobs
from mnemic.lifecycle._fit import cut_of
from mnemic.lifecycle._notice import notice
from mnemic.store import AgeRow, Space
from mnemic.store.sqlite._reader import SQLiteReader
from mnemic.testing import ManualClock
from mnemic.times import utc_us

if TYPE_CHECKING:
    from conftest import OpenMemory

DAY = 86_400


@pytest.fixture
def mem(open_memory: OpenMemory, clock: ManualClock) -> mnemic.Memory:
    return open_memory(clock=clock)


def fade(mem: mnemic.Memory, **bounds: Any) -> Fade:
    handler = Fade()
    report = faded(mem, handler, **bounds)
    assert (report.failed, report.dead) == (0, 0), [job.error for job in mem.jobs()]
    return handler


def faded(mem: mnemic.Memory, handler: Fade, **bounds: Any) -> Report:
    with mem._store.write() as writer:
        if not writer.jobs():
            writer.add_job("fade", space=writer.ensure_space(mem.space))
    return run_jobs(mem._store, {"fade": handler}, space=mem.space, **bounds)


def tiers(mem: mnemic.Memory) -> dict[str, str]:
    return {cube.content: cube.tier for cube in mem.list(tiers=None, limit=500).cubes}


def ages(mem: mnemic.Memory) -> dict[str, AgeRow]:
    with mem._store.read() as reader:
        space = reader.space(mem.space)
        assert space is not None
        return reader.ages(space, [cube.id for cube in mem.list(tiers=None, limit=500).cubes])


def use(mem: mnemic.Memory, clock: ManualClock, *ids: str) -> None:
    reinforce(mem._store, mem.space, cited=ids, at_us=utc_us(clock()))


# Tiers


def test_what_nobody_asks_for_is_archived_when_a_tenth_of_it_is_left(
    mem: mnemic.Memory, clock: ManualClock
) -> None:
    mem.remember("an episode")
    assert fade(mem).moves == {}
    clock.advance(597 * DAY)  # 180 days halve it; 597.9 leave a tenth
    assert fade(mem).moves == {}
    clock.advance(1 * DAY)
    assert fade(mem).moves == {"short_term→archive": 1}
    (done, _) = mem.operations()
    assert (done.verb, done.reason) == ("consolidate", "fading: 1 short_term→archive")
    assert mem.list().cubes == ()
    assert fade(mem).moves == {}


def test_what_matters_or_is_used_settles_after_a_day(mem: mnemic.Memory, clock: ManualClock) -> None:
    mem.remember("important", importance=0.8)
    used = mem.remember("used").id
    mem.pin([mem.remember("pinned").id])
    mem.remember("neither")
    fade(mem)
    use(mem, clock, used)
    clock.advance(3600)
    use(mem, clock, used)
    assert fade(mem).moves == {}
    clock.advance(DAY)
    assert fade(mem).moves == {"short_term→long_term": 3}
    assert tiers(mem)["neither"] == "short_term"


def test_a_recall_in_the_archive_brings_it_back(mem: mnemic.Memory, clock: ManualClock) -> None:
    one, other = (mem.remember(text).id for text in ("one", "other"))
    clock.advance(600 * DAY)
    assert fade(mem).moves == {"short_term→archive": 2}
    clock.advance(DAY)
    use(mem, clock, one)
    assert fade(mem).moves == {"archive→long_term": 1}
    assert (mem.get(one).tier, mem.get(other).tier) == ("long_term", "archive")


def test_what_a_person_archived_stays_there(mem: mnemic.Memory, clock: ManualClock) -> None:
    one = mem.remember("one").id
    mem.archive(ids=[one])
    assert fade(mem).moves == {}
    clock.advance(DAY)
    assert fade(mem).moves == {}
    assert mem.get(one).tier == "archive"


def test_an_old_chat_imported_after_newer_ones_is_not_archived_on_arrival(
    mem: mnemic.Memory, clock: ManualClock
) -> None:
    mem.remember("new", occurred_at=clock())
    fade(mem)
    mem.remember_many([{"content": f"old {n}", "occurred_at": f"200{n}-05-01T10:00:00Z"} for n in range(9)])
    assert fade(mem).moves == {}
    assert {cube.strength for cube in mem.list().cubes} == {1.0}


def test_a_time_to_live_ends_even_what_is_pinned(mem: mnemic.Memory, clock: ManualClock) -> None:
    mem.set_policy(Policy(ttl_days={"episode": 30}))
    mem.pin([mem.remember("pinned").id])
    mem.remember("resource", kind="resource")
    fade(mem)
    clock.advance(29 * DAY)
    assert "archive" not in {move.partition("→")[2] for move in fade(mem).moves}
    clock.advance(2 * DAY)
    fade(mem)
    assert tiers(mem) == {"pinned": "archive", "resource": "short_term"}


def test_a_new_policy_reaches_what_was_looked_at_before(mem: mnemic.Memory, clock: ManualClock) -> None:
    mem.remember("an episode")
    fade(mem)
    clock.advance(100 * DAY)
    assert fade(mem).moves == {}
    mem.set_policy(Policy(half_lives={"episode": 20}))
    assert fade(mem).moves == {"short_term→archive": 1}


def test_what_is_not_recalled_any_more_does_not_move(mem: mnemic.Memory, clock: ManualClock) -> None:
    kept = mem.remember("kept").id
    gone = mem.remember("gone")
    fade(mem)
    mem.undo(gone.operation)
    fade(mem)
    assert set(ages(mem)) == {kept}
    clock.advance(700 * DAY)
    assert fade(mem).moves == {"short_term→archive": 1}


def test_a_working_memory_lasts_a_day(mem: mnemic.Memory, clock: ManualClock) -> None:
    kept = mem.remember("kept")
    with mem._store.write() as writer:
        space = writer.ensure_space(mem.space)
        writer.begin(space, "update")
        writer.append(space, replace(kept, version=2, tier="working"), terms_of("kept", None))
    assert fade(mem).moves == {}
    clock.advance(DAY + 2)
    assert fade(mem).moves == {"working→short_term": 1}


# Undo, clocks, crashes


def test_a_run_of_fades_is_undone_operation_by_operation_and_not_made_again(
    mem: mnemic.Memory, clock: ManualClock
) -> None:
    mem.remember_many([{"content": f"turn {n}"} for n in range(120)])
    clock.advance(600 * DAY)
    assert fade(mem).moves == {"short_term→archive": 120}
    moves = [done for done in mem.operations() if done.verb == "consolidate"]
    assert [len(done.changes) for done in moves] == [20, 50, 50]
    for done in moves:
        mem.undo(done.id or "")
    assert set(tiers(mem).values()) == {"short_term"}
    assert fade(mem).moves == {}  # who brings it back has seen it
    clock.advance(900 * DAY)
    assert fade(mem).moves == {"short_term→archive": 120}
    assert mem.check() == []


def test_a_clock_that_jumps_back_moves_nothing(mem: mnemic.Memory, clock: ManualClock) -> None:
    mem.remember("one")
    clock.advance(600 * DAY)
    fade(mem)
    before = tiers(mem)
    clock.advance(-1_000 * DAY)
    mem.remember("two")
    assert fade(mem).moves == {}
    assert tiers(mem) == {**before, "two": "short_term"}
    assert mem.check() == []


def test_it_stops_when_time_is_up_and_goes_on_where_it_was(mem: mnemic.Memory, clock: ManualClock) -> None:
    mem.remember_many([{"content": f"turn {n}"} for n in range(130)])
    clock.advance(600 * DAY)
    rounds = 0
    handler = Fade()
    while not rounds or mem.jobs():
        left = iter([False] * 3)
        report = faded(mem, handler, stop=lambda left=left: next(left, True))
        assert report.failed == 0
        rounds += 1
        assert rounds < 50
    assert rounds > 3
    assert handler.moves == {"short_term→archive": 130}


def test_a_job_of_a_dropped_space_does_nothing(mem: mnemic.Memory) -> None:
    assert faded(mem, Fade()).done == 1
    with mem._store.write() as writer:
        writer.add_job("fade")
    assert run_jobs(mem._store, {"fade": Fade()}).done == 1


KILLED = """
    import os, signal, sys
    import mnemic
    from mnemic.lifecycle import Fade, run_jobs
    from mnemic.store.sqlite._writer import SQLiteWriter
    from mnemic.testing import ManualClock

    mem = mnemic.open(sys.argv[1], embedder="hash", clock=ManualClock("2030-01-01T00:00:00Z"))
    left = int(sys.argv[2])
    append = SQLiteWriter.append

    def counted(*arguments):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return append(*arguments)

    SQLiteWriter.append = counted
    run_jobs(mem._store, {"fade": Fade()}, space="default")
"""


@pytest.mark.slow
@pytest.mark.parametrize("appends", [0, 30, 75])
def test_a_fade_that_is_killed_leaves_whole_operations_and_is_gone_on_with(
    open_memory: OpenMemory, clock: ManualClock, tmp_path: Path, appends: int
) -> None:
    mem = open_memory(clock=clock)
    mem.remember_many([{"content": f"turn {n}"} for n in range(110)])
    with mem._store.write() as writer:
        writer.add_job("fade", space=writer.ensure_space(mem.space))
    mem.close()
    script = textwrap.dedent(KILLED)
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "memory.db"), str(appends)], check=False
    )
    assert done.returncode == -signal.SIGKILL
    later = open_memory(clock=ManualClock("2030-01-02T00:00:00Z"))
    assert Counter(tiers(later).values())["archive"] == appends // 50 * 50
    assert fade(later).moves == {"short_term→archive": 110 - appends // 50 * 50}
    assert later.check() == []


# What it costs


def test_nothing_due_reads_no_memory_whatever_the_size(
    mem: mnemic.Memory, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    mem.remember_many([{"content": f"turn {n}"} for n in range(300)])
    fade(mem)
    clock.advance(10 * DAY)
    read: list[int] = []
    with_links = SQLiteReader._with_links

    def counted(reader: SQLiteReader, space: Space, rows: Sequence[Any]) -> list[MemCube]:
        read.append(len(rows))
        return with_links(reader, space, rows)

    monkeypatch.setattr(SQLiteReader, "_with_links", counted)
    fade(mem)
    assert sum(read) == 0
    clock.advance(590 * DAY)
    fade(mem)
    assert sum(read) == 300


def test_a_move_takes_the_vectors_along_and_asks_no_model(
    open_memory: OpenMemory, clock: ManualClock
) -> None:
    made: list[str] = []

    def embed(texts: list[str]) -> Any:
        made.extend(texts)
        return np.ones((len(texts), 4), np.float32) / 2

    mem = open_memory(embedder=CallableEmbedder(embed, name="counted-v1"), clock=clock)
    kept = mem.remember("a cat")
    mem.flush()
    count = len(made)
    mem.update(kept.id, metadata={"seen": True})
    clock.advance(600 * DAY)
    mem.update(kept.id, importance=0.1)
    mem.archive(ids=[kept.id])
    assert mem.stats().pending_vectors == 0
    assert mem.stats().vectors == 4
    assert len(made) == count
    mem.update(kept.id, content="a dog")
    assert mem.stats().pending_vectors == 1
    mem.update(kept.id, tags=["pet"])  # what has no vectors yet hands none on
    assert mem.stats().pending_vectors == 2
    mem.flush()
    assert mem.check() == []


# Worth


def test_words_are_judged_once_and_again_when_they_change(mem: mnemic.Memory) -> None:
    told = mem.remember("I moved to Porto in May because of my new job at the shipyard.", speaker="Ana").id
    said = mem.remember("ok", speaker="Bo").id
    mem.remember("a summary", kind="summary")
    fade(mem)
    rows = ages(mem)
    assert rows[told].worth > rows[said].worth  # type: ignore[operator]
    assert [row.worth for id_, row in rows.items() if id_ not in (told, said)] == [None]
    mem.update(said, metadata={"n": 1})
    fade(mem)
    assert ages(mem)[said].worth == rows[said].worth
    mem.update(said, content="I adopted two greyhounds from the shelter in Braga last Sunday.")
    assert ages(mem)[said].worth is None
    fade(mem)
    assert ages(mem)[said].worth > rows[said].worth  # type: ignore[operator]


def test_worth_is_the_same_however_the_turns_arrive(open_memory: OpenMemory, clock: ManualClock) -> None:
    texts = [f"I saw {n} herons and a boat called {'xyz'[n % 3]}" for n in range(120)]
    whole, parts = (open_memory(name, clock=clock) for name in ("whole.db", "parts.db"))
    whole.remember_many([{"content": text} for text in texts])
    fade(whole)
    for text in texts:
        parts.remember(text)
        if len(text) % 3:
            fade(parts)
    fade(parts)
    first, second = (
        [ages(mem)[cube.id].worth for cube in mem.list(limit=500).cubes] for mem in (whole, parts)
    )
    assert first == second


# Budgets


def test_a_budget_archives_the_least_valuable_and_no_more(mem: mnemic.Memory) -> None:
    for n in range(6):
        mem.remember(f"I told {n} things about my holiday in Crete in July {n}", speaker="Ana")
        mem.remember("ok", speaker="Bo")
    mem.set_policy(Policy(budget=Budget(cubes=6)))
    done = fade(mem)
    assert done.met
    assert Counter(tiers(mem).values())["archive"] <= 6
    assert {cube.content for cube in mem.list(tiers=["archive"]).cubes} == {"ok"}
    assert len(mem.list().cubes) == 6
    assert mem.operations(limit=1)[0].reason == "fading: 6 short_term→archive to keep the budget"
    assert fade(mem).moves == {}


def test_the_archive_has_a_budget_too_and_what_leaves_it_is_gone(mem: mnemic.Memory) -> None:
    mem.remember_many([{"content": f"turn number {n}"} for n in range(10)])
    mem.set_policy(Policy(budget=Budget(cubes=6, archive_cubes=1)))
    done = fade(mem)
    assert (done.evicted, len(mem.list(tiers=None).cubes)) == (3, 7)
    (receipt,) = [operation for operation in mem.operations() if operation.verb == "forget"]
    assert mem.receipt(receipt.id or "").cubes == 3
    assert mem.check() == []


def test_bytes_are_bounded_as_cubes_are(mem: mnemic.Memory) -> None:
    mem.remember_many([{"content": "é" * 50} for _ in range(10)])
    mem.set_policy(Policy(budget=Budget(size_bytes=450, archive_bytes=200)))
    assert fade(mem).met
    assert [len(mem.list(tiers=[tier]).cubes) for tier in ("short_term", "archive")] == [4, 2]


def test_a_pin_and_what_a_current_fact_rests_on_stay(mem: mnemic.Memory, clock: ManualClock) -> None:
    pinned = mem.remember("pinned").id
    mem.pin([pinned])
    said = mem.remember("I live in Porto")
    fact = mem.assert_fact("Ana", "lives_in", "Porto", user="ana", evidence=[said])
    left = mem.remember("I lived in Faro")
    past = mem.assert_fact(
        "Ana", "works_at", "Acme", user="ana", evidence=[left], valid_to="2020-01-01T00:00:00Z"
    )
    noted = mem.remember("noted")
    summary = mem.remember("a summary", kind="summary", links=[("derived_from", noted.id)])
    mem.pin([summary.id])
    mem.set_policy(Policy(budget=Budget(cubes=0, archive_cubes=0)))
    done = fade(mem)
    assert not done.met
    there = {cube.id for cube in mem.list(tiers=None).cubes}
    assert {pinned, said.id, noted.id, summary.id} <= there
    assert not {left.id, past.id} & there
    assert fact.id not in there  # a fact itself is as valuable as its words


def test_a_budget_that_held_memories_exceed_takes_all_it_may(mem: mnemic.Memory) -> None:
    mem.pin([cube.id for cube in mem.remember_many([{"content": f"pinned {n}"} for n in range(5)])])
    mem.remember("free")
    mem.set_policy(Policy(budget=Budget(cubes=3)))
    done = fade(mem)
    assert (done.met, tiers(mem)["free"]) == (False, "archive")


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.integers(1, 60), st.booleans()), min_size=1, max_size=14),
    st.builds(Budget, *[st.none() | st.integers(0, 12)] * 4),
)
def test_no_budget_takes_what_is_pinned_or_more_than_it_must(
    turns: list[tuple[int, bool]], budget: Budget
) -> None:
    mem = mnemic.open(":memory:", embedder="hash", clock=ManualClock())
    cubes = [mem.remember("x" * size) for size, _ in turns]
    pinned = {cube.id for cube, (_, held) in zip(cubes, turns, strict=True) if held}
    if pinned:
        mem.pin(list(pinned))
    mem.set_policy(Policy(budget=budget))
    done = fade(mem)
    left = {cube.id: cube for cube in mem.list(tiers=None).cubes}
    assert pinned <= {id_ for id_, cube in left.items() if cube.tier != "archive"}
    outside = [cube for cube in left.values() if cube.tier != "archive"]
    if done.met and budget.cubes is not None:
        assert len(outside) <= budget.cubes
    if budget == Budget(cubes=len(turns)):
        assert len(outside) == len(turns)
    assert mem.check() == []
    mem.close()


def test_a_cut_is_the_same_however_few_are_read_at_first(
    open_memory: OpenMemory, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = []
    for name, first in (("many.db", 500), ("few.db", 1)):
        monkeypatch.setattr("mnemic.lifecycle._fit._FIRST", first)
        mem = open_memory(name, clock=clock)
        ids = [mem.remember(f"I told {'more ' * n} in May", speaker="Ana").id for n in range(12)]
        mem.pin(ids[:5])
        mem.set_policy(Policy(budget=Budget(cubes=7, size_bytes=300, archive_cubes=3)))
        fade(mem)
        kept.append([(cube.content, cube.tier) for cube in mem.list(tiers=None).cubes])
    assert kept[0] == kept[1]


def test_a_budget_is_kept_step_by_step_when_time_is_short(mem: mnemic.Memory) -> None:
    mem.remember_many([{"content": f"turn number {n}"} for n in range(160)])
    mem.set_policy(Policy(budget=Budget(cubes=30, archive_cubes=70)))
    handler = Fade()
    rounds = 0
    while not rounds or mem.jobs():
        left = iter([False] * 3)
        faded(mem, handler, stop=lambda left=left: next(left, True))
        rounds += 1
        assert rounds < 60
    assert rounds > 2
    assert len(mem.list(tiers=None, limit=500).cubes) == 100
    assert len(mem.list(limit=500).cubes) == 30
    assert mem.check() == []


def test_what_is_written_while_it_fades_is_noticed_the_next_time(
    mem: mnemic.Memory, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    mem.remember("old")
    clock.advance(600 * DAY)

    def then_somebody_writes(*arguments: Any) -> bool:
        done = notice(*arguments)
        mem.remember("new")
        return done

    monkeypatch.setattr("mnemic.lifecycle._fade.notice", then_somebody_writes)
    assert fade(mem).moves == {"short_term→archive": 1}
    monkeypatch.undo()
    assert len(ages(mem)) == 1
    assert fade(mem).moves == {}
    assert len(ages(mem)) == 2


def test_what_is_pinned_between_the_cut_and_the_move_stays(
    mem: mnemic.Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [mem.remember(f"turn {n}").id for n in range(4)]
    mem.set_policy(Policy(budget=Budget(cubes=0, archive_cubes=0)))

    def then_somebody_pins(*arguments: Any) -> Cut:
        cut = cut_of(*arguments)
        mem.pin(ids[:2])
        return cut

    monkeypatch.setattr("mnemic.lifecycle._fade.cut_of", then_somebody_pins)
    assert fade(mem).evicted == 2
    assert {cube.id for cube in mem.list().cubes} == set(ids[:2])
    monkeypatch.undo()
    mem.set_policy(Policy(budget=Budget(cubes=0)))
    mem.unpin(ids[:2])
    mem.remember("one more")
    monkeypatch.setattr("mnemic.lifecycle._fade.cut_of", then_somebody_pins)
    assert fade(mem).moves == {"short_term→archive": 1}


# Links


def test_memories_cited_together_are_linked_and_let_go_again(mem: mnemic.Memory, clock: ManualClock) -> None:
    one, other = sorted(mem.remember(text).id for text in ("one", "other"))
    fade(mem)
    for _ in range(4):
        use(mem, clock, one, other)
    assert fade(mem).related == 1
    assert [(link.relation, link.target) for link in mem.get(one).links] == [("related", other)]
    assert mem.operations(limit=1)[0].reason == "fading: 1 related"
    clock.advance(80 * DAY)
    assert fade(mem).related == 0
    clock.advance(60 * DAY)
    assert fade(mem).related == 1
    assert mem.get(one).links == ()


def test_what_a_person_linked_stays_linked(mem: mnemic.Memory, clock: ManualClock) -> None:
    other = mem.remember("other").id
    one = mem.remember("one", links=[("related", other)]).id
    low, high = sorted((one, other))
    fade(mem)
    use(mem, clock, low, high)
    clock.advance(400 * DAY)
    use(mem, clock, other)
    assert fade(mem).related == 0
    assert [link.target for link in mem.get(one).links] == [other]
