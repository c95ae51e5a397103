"""The job queue: leased rows of the store, and the numbers background work keeps."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import mnemic
from mnemic.cube import new_id
from mnemic.errors import LeaseLost
from mnemic.store import BondRow, Job, Space, VitalityRow
from mnemic.store.sqlite import SQLiteStore
from mnemic.testing import ManualClock
from mnemic.times import system_clock


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock("2026-05-20T00:00:00+00:00")


@pytest.fixture
def store(tmp_path: Path, clock: ManualClock) -> Iterator[SQLiteStore]:
    with closing(SQLiteStore(str(tmp_path / "m.db"), clock=clock)) as store:
        yield store


def _lease(store: SQLiteStore, *kinds: str, lease_s: float = 60.0, space: Space | None = None) -> Job | None:
    with store.write() as writer:
        return writer.lease_next_job(kinds or ("tidy",), lease_s, space)


def _held(store: SQLiteStore, *kinds: str) -> Job:
    job = _lease(store, *kinds)
    assert job is not None
    return job


def test_a_job_is_leased_to_one_at_a_time_and_again_when_the_lease_is_over(
    store: SQLiteStore, clock: ManualClock
) -> None:
    with store.write() as writer:
        row = writer.add_job("tidy", b"payload")
    first = _held(store)
    assert first[:7] == (row, None, "tidy", b"payload", (), None, "waiting")
    assert (first.attempts, first.error) == (1, None)
    assert _lease(store) is None
    clock.advance(61)
    second = _held(store)
    assert (second.row, second.attempts, second.holder != first.holder) == (row, 2, True)
    with store.write() as writer:
        writer.fail_job(second, "StoreFull", 0.0)
    third = _held(store)
    assert (third.attempts, third.error) == (3, "StoreFull")
    with store.write() as writer:
        writer.finish_job(third)
    with store.read() as reader:
        assert reader.jobs() == []


def test_who_lost_the_lease_cannot_finish_fail_or_renew_and_its_effect_is_rolled_back(
    store: SQLiteStore, clock: ManualClock
) -> None:
    with store.write() as writer:
        writer.add_job("tidy")
    late = _held(store)
    clock.advance(61)
    _held(store)
    for act in ("finish", "fail", "renew"):
        with pytest.raises(LeaseLost, match=rf"job {late.row} \(tidy\)"), store.write() as writer:
            writer.set_setting("effect", act)
            if act == "finish":
                writer.finish_job(late)
            elif act == "fail":
                writer.fail_job(late, "late", 0.0)
            else:
                writer.renew_lease(late, 60.0)
    with store.read() as reader:
        assert reader.setting("effect") is None
        assert len(reader.jobs()) == 1


def test_a_renewed_lease_holds_longer(store: SQLiteStore, clock: ManualClock) -> None:
    with store.write() as writer:
        writer.add_job("tidy")
    job = _held(store)
    clock.advance(50)
    with store.write() as writer:
        writer.renew_lease(job, 60.0)
    clock.advance(50)
    assert _lease(store) is None
    with store.write() as writer:
        writer.finish_job(job)


def test_the_job_due_for_longest_comes_first_of_the_kinds_and_the_space_asked_for(
    store: SQLiteStore, clock: ManualClock
) -> None:
    with store.write() as writer:
        space, other = writer.ensure_space("a"), writer.ensure_space("b")
        later = writer.add_job("tidy", space=space, delay_s=10.0)
        sooner = writer.add_job("tidy", space=space, delay_s=5.0)
        elsewhere = writer.add_job("tidy", space=other)
        odd = writer.add_job("odd", space=space)
    assert _lease(store, "unknown") is None
    assert _lease(store, "tidy", space=space) is None
    clock.advance(20)
    rows = [_held(store, "tidy", "odd").row for _ in range(4)]
    assert rows == [elsewhere, odd, sooner, later]
    with store.read() as reader:
        assert [job.row for job in reader.jobs(other)] == [elsewhere]
        assert [job.space for job in reader.jobs()] == ["a", "a", "b", "a"]


def test_a_dead_job_waits_for_a_person(store: SQLiteStore) -> None:
    with store.write() as writer:
        row = writer.add_job("tidy")
    job = _held(store)
    with store.write() as writer:
        writer.fail_job(job, "ValueError", None)
        assert not writer.drop_job(row + 1)
    assert _lease(store) is None
    with store.read() as reader:
        assert [(job.state, job.error) for job in reader.jobs()] == [("dead", "ValueError")]
    with store.write() as writer:
        assert writer.retry_job(row)
        assert not writer.retry_job(row)
    again = _held(store)
    assert (again.attempts, again.error) == (1, "ValueError")
    with store.write() as writer:
        assert writer.drop_job(row)
    with pytest.raises(LeaseLost), store.write() as writer:
        writer.finish_job(again)


@pytest.mark.parametrize("delay_s", [0.0, 3600.0], ids=["leased", "waiting for another attempt"])
def test_a_clock_that_jumps_back_holds_no_job_up(
    store: SQLiteStore, clock: ManualClock, delay_s: float
) -> None:
    with store.write() as writer:
        writer.add_job("tidy")
    job = _held(store)
    if delay_s:
        with store.write() as writer:
            writer.fail_job(job, "StoreBusy", delay_s)
    clock.advance(-0.5)
    assert _lease(store) is None, "set right by half a second"
    clock.advance(-86_400)
    assert _held(store).attempts == 2
    assert _lease(store) is None, "held by the clock that is now right"


def test_a_job_added_before_the_clock_jumped_back_is_due(store: SQLiteStore, clock: ManualClock) -> None:
    with store.write() as writer:
        space = writer.ensure_space("a")
        writer.begin(space, "consolidate")
        writer.add_job("tidy", space=space)
    clock.advance(-86_400)
    with store.write() as writer:
        writer.add_job("tidy", space=space)
    assert [_held(store).attempts for _ in range(2)] == [1, 1]


def test_erasure_takes_a_cube_out_of_the_jobs_that_name_it(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with mnemic.open(path, embedder="hash") as mem:
        kept, gone = mem.remember("Ana has a cat").id, mem.remember("Ana's number is 555-0199").id
        store = mem._store
        with store.write() as writer:
            space = writer.ensure_space("default")
            writer.add_job("tidy", space=space, cubes=[gone, kept, gone, new_id()])
            writer.set_vitalities(space, {gone: VitalityRow(1.0, 0, None, 0, 0)})
            writer.set_bonds(space, [BondRow(gone, kept, 0.5, 1)])
        assert _held_cubes(mem) == (gone, kept)
        mem.forget(ids=[gone])
        assert _held_cubes(mem) == (kept,)
        with store.read() as reader:
            assert reader.vitalities(space) == {}
            assert reader.bonds_of(space, [kept]) == []
        assert mem.check() == []
    assert bytes.fromhex(gone.replace("-", "")) not in path.read_bytes()


def _held_cubes(mem: mnemic.Memory) -> tuple[str, ...]:
    with mem._store.read() as reader:
        return reader.jobs()[0].cubes


def test_everything_of_a_dropped_space_goes(store: SQLiteStore) -> None:
    with store.write() as writer:
        space = writer.ensure_space("a")
        writer.add_job("tidy", space=space)
        kept = writer.add_job("tidy")
        writer.set_mark(space, "form", 7)
        assert (writer.mark(space, "form"), writer.mark(space, "fade")) == (7, 0)
        writer.drop_space(space)
        assert [job.row for job in writer.jobs()] == [kept]
        assert writer.mark(writer.ensure_space("a"), "form") == 0


def test_vitalities_are_replaced_and_read_by_cube(tmp_path: Path) -> None:
    with mnemic.open(tmp_path / "m.db", embedder="hash") as mem:
        one, two, three = (mem.remember(text).id for text in ("one", "two", "three"))
        first, second = VitalityRow(10.0, 1, None, 0, 1), VitalityRow(20.5, 2, 7, 1, 0)
        with mem._store.write() as writer:
            space = writer.ensure_space("default")
            writer.set_vitalities(space, {one: first, two: first, new_id(): first})
            writer.set_vitalities(space, {two: second})
            assert writer.vitalities(space) == {one: first, two: second}
            assert writer.vitalities(space, [two, three]) == {two: second}
            assert writer.vitalities(writer.ensure_space("other")) == {}


def test_bonds_are_kept_once_a_pair_and_go_when_nothing_is_left(tmp_path: Path) -> None:
    with mnemic.open(tmp_path / "m.db", embedder="hash") as mem:
        one, two, three = sorted(mem.remember(text).id for text in ("one", "two", "three"))
        with mem._store.write() as writer:
            space = writer.ensure_space("default")
            writer.set_bonds(space, [BondRow(two, one, 0.2, 1), BondRow(two, three, 0.3, 2)])
            writer.set_bonds(space, [BondRow(one, two, 0.4, 3), BondRow(one, new_id(), 0.4, 3)])
            assert writer.bonds_of(space, [one]) == [BondRow(one, two, 0.4, 3)]
            assert writer.bonds_of(space, [one, two, three]) == [
                BondRow(one, two, 0.4, 3), BondRow(two, three, 0.3, 2),
            ]  # fmt: skip
            assert writer.bonds_of(writer.ensure_space("other"), [one]) == []
            writer.set_bonds(space, [BondRow(two, one, 0.0, 4)])
            assert writer.bonds_of(space, [one]) == []


def test_check_finds_and_mends_rows_of_what_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with mnemic.open(path, embedder="hash") as mem:
        mem.remember("one")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(
            "INSERT INTO jobs (space, kind, payload, due_us, touched_us, created_us) VALUES (9, 'x', x'', 0, 0, 0);"
            "INSERT INTO job_cubes (job, cube) VALUES (7, 1);"
            "INSERT INTO marks VALUES (9, 'x', 1);"
            "INSERT INTO vitality VALUES (9, 1, 1.0, 0, NULL, 0, 0);"
            "INSERT INTO bonds (space, one, other, weight, at_us) VALUES (1, 1, 9, 0.5, 0);"
        )
    with mnemic.open(path) as mem:
        parts = [finding.part for finding in mem.check()]
        assert parts == ["jobs"] * 3 + ["vitality"] * 2
        mem.check(repair=True)
        assert mem.check() == []


def test_a_writer_waits_little_beside_one_that_writes_often(tmp_path: Path) -> None:
    path, held_s, gap_s, waits = str(tmp_path / "m.db"), 0.01, 0.002, []
    done = threading.Event()
    # Two handles of one process meet at SQLite's own lock, as two processes do.
    mine, theirs = (SQLiteStore(path, clock=system_clock) for _ in range(2))

    def write_often() -> None:
        while not done.is_set():
            with theirs.write():
                time.sleep(held_s)
            time.sleep(gap_s)

    worker = threading.Thread(target=write_often)
    with closing(mine), closing(theirs):
        worker.start()
        try:
            for _ in range(50):
                began = time.monotonic()
                with mine.write():
                    waits.append(time.monotonic() - began)
                time.sleep(gap_s)
        finally:
            done.set()
            worker.join()
    assert sorted(waits)[44] < 10 * held_s
