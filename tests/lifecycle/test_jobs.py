"""What a handler is given, and what becomes of a job that fails."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

import mnemic
from mnemic.cube import new_id
from mnemic.errors import CubeNotFound, LeaseLost, StoreFull
from mnemic.index import terms_of
from mnemic.lifecycle import BACKOFF_BASE_S, BACKOFF_CAP_S, LEASE_S, JobError, Work, backoff_s
from mnemic.lifecycle._jobs import told
from mnemic.store import Job
from mnemic.store.sqlite import SQLiteStore
from mnemic.testing import ManualClock


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def store(tmp_path: Path, clock: ManualClock) -> Iterator[SQLiteStore]:
    with closing(SQLiteStore(str(tmp_path / "m.db"), clock=clock)) as store:
        yield store


def leased(store: SQLiteStore, run: str | None = None) -> Work:
    with store.write() as writer:
        writer.add_job("tidy", space=writer.ensure_space("default"), run=run)
    with store.write() as writer:
        job = writer.lease_next_job(["tidy"], LEASE_S)
        assert job is not None
    return Work(store, job)


def jobs(store: SQLiteStore) -> list[Job]:
    with store.read() as reader:
        return reader.jobs()


def test_the_effect_and_the_end_of_a_job_are_one_commit(store: SQLiteStore) -> None:
    work = leased(store)

    def break_off() -> None:
        with work.transaction() as writer:
            writer.set_setting("effect", "half")
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        break_off()
    with store.read() as reader:
        assert (reader.setting("effect"), len(reader.jobs())) == (None, 1)
    with work.transaction() as writer:
        writer.set_setting("effect", "whole")
    with store.read() as reader:
        assert (reader.setting("effect"), reader.jobs()) == ("whole", [])
    assert work.outcome == "done"


def test_operations_of_a_job_belong_to_its_run(store: SQLiteStore) -> None:
    run = new_id()
    work = leased(store, run)
    for ending in (work.step, work.transaction):
        with ending() as writer:
            space = writer.ensure_space("default")
            writer.begin(space, "consolidate")
    with store.read() as reader:
        done = reader.operations(space, None, None, 10, run=run)
        assert [operation.id for operation in done] == work.operations[::-1]
        assert [operation.run for operation in done] == [run, run]
        assert reader.operations(space, None, None, 10, run=new_id()) == []
        assert list(reader.findings()) == [], "the audit chain knows the run"


def test_a_step_stays_and_holds_the_job_for_longer(store: SQLiteStore, clock: ManualClock) -> None:
    work = leased(store)
    for ending in range(3):
        clock.advance(LEASE_S - 1)
        with work.step() as writer:
            writer.set_setting("step", str(ending))
            assert writer.lease_next_job(["tidy"], 1.0) is None
    clock.advance(LEASE_S - 1)
    work.renew()
    clock.advance(LEASE_S + 1)
    with store.write() as writer:
        assert writer.lease_next_job(["tidy"], LEASE_S) is not None
    for write in (work.step, work.transaction):
        with pytest.raises(LeaseLost), write() as writer:
            writer.set_setting("step", "stolen")
    for act in (work.renew, work.pause):
        with pytest.raises(LeaseLost):
            act()
    with store.read() as reader:
        assert reader.setting("step") == "2"


def test_a_paused_job_waits_with_no_attempt_counted(store: SQLiteStore) -> None:
    work = leased(store)
    work.pause()
    assert [(job.attempts, job.state, job.error) for job in jobs(store)] == [(0, "waiting", None)]
    assert work.outcome == "paused"
    with pytest.raises(AssertionError, match="paused already"), work.transaction():
        pass


def test_backoff_grows_to_a_cap_with_full_jitter() -> None:
    assert [backoff_s(n, lambda: 1.0) for n in (1, 2, 3)] == [BACKOFF_BASE_S * k for k in (1, 2, 4)]
    assert backoff_s(20, lambda: 1.0) == backoff_s(5000, lambda: 1.0) == BACKOFF_CAP_S
    jitter = random.Random(1).random
    waits = [backoff_s(3, jitter) for _ in range(2000)]
    assert 0.0 <= min(waits) < 1.0
    assert 39.0 < max(waits) < 40.0
    assert abs(sum(waits) / len(waits) - 20.0) < 1.0


def test_what_a_job_keeps_of_an_error_never_quotes_it() -> None:
    secret = "555-0199"
    for error in (ValueError(secret), StoreFull(secret), CubeNotFound(secret), KeyError(secret)):
        try:
            raise error
        except (ValueError, StoreFull, CubeNotFound, KeyError) as caught:
            kept = told(caught)
        assert kept.startswith(f"{type(error).__name__} in test_jobs.py:")
        assert secret not in kept
    assert told(StoreFull(secret)).startswith("StoreFull: ")
    assert told(ValueError(secret)) == "ValueError"
    assert told(JobError("3 of 7 segments were too long")) == "JobError: 3 of 7 segments were too long"


def test_a_work_knows_when_to_stop(store: SQLiteStore) -> None:
    job = leased(store).job
    assert not Work(store, job).should_stop
    assert Work(store, job, lambda: True).should_stop


def test_undo_of_a_run_takes_back_all_it_did_and_nothing_else(tmp_path: Path) -> None:
    with mnemic.open(tmp_path / "m.db", embedder="hash") as mem:
        old, other = mem.remember("one"), mem.remember("other")
        run = ran(mem, {old.id: "ONE"}, {old.id: "One"}, {other.id: "Other"})
        later = mem.remember("later")
        before = [mem.get(cube.id).content for cube in (old, other, later)]
        shown = mem.undo(run, dry_run=True)
        assert {change.cube for change in shown.changes} == {old.id, other.id}
        undone = mem.undo(run)
        assert (undone.verb, undone.undoes, undone.run) == ("undo", run, None)
        assert [mem.get(cube.id).content for cube in (old, other, later)] == ["one", "other", "later"]
        assert undone.id is not None
        mem.undo(undone.id)
        assert [mem.get(cube.id).content for cube in (old, other, later)] == before
        assert len(mem.operations(run=run)) == 3
        assert {operation.run for operation in mem.operations()} == {run, None}


def test_undo_of_a_run_refuses_while_later_operations_rest_on_it(tmp_path: Path) -> None:
    with mnemic.open(tmp_path / "m.db", embedder="hash") as mem:
        cube = mem.remember("one")
        run = ran(mem, {cube.id: "two"}, {cube.id: "three"})
        later = mem.update(cube.id, content="four")
        with pytest.raises(mnemic.errors.UndoRefused, match=f"the 2 operation.* of run {run}") as refused:
            mem.undo(run)
        assert refused.value.dependents == (later.operation,)
        mem.undo(run, cascade=True)
        assert mem.get(cube.id).content == "one"
        with pytest.raises(mnemic.errors.UndoRefused, match="it was undone by"):
            mem.undo(run)


def test_undo_of_a_run_leaves_out_what_was_erased_since(tmp_path: Path) -> None:
    with mnemic.open(tmp_path / "m.db", embedder="hash") as mem:
        kept, gone = mem.remember("one"), mem.remember("two")
        run = ran(mem, {kept.id: "ONE"}, {gone.id: "TWO"})
        mem.forget(ids=[gone.id])
        mem.undo(run)
        assert mem.get(kept.id).content == "one"
        mem.forget(ids=[kept.id])
        with pytest.raises(mnemic.errors.ErasureIsFinal):
            mem.undo(run)


def test_undo_of_a_run_that_erased_is_refused(tmp_path: Path) -> None:
    with mnemic.open(tmp_path / "m.db", embedder="hash") as mem:
        kept, gone = mem.remember("one"), mem.remember("two")
        run = ran(mem, {kept.id: "ONE"})
        with mem._store.write() as writer:
            writer.run = run
            space = writer.ensure_space(mem.space)
            writer.begin(space, "forget")
            writer.erase(space, [gone.id])
        with pytest.raises(mnemic.errors.ErasureIsFinal, match="erased 1 cubes"):
            mem.undo(run)
        assert mem.get(kept.id).content == "ONE"


def ran(mem: mnemic.Memory, *changes: dict[str, str]) -> str:
    """Change contents as a run of several operations would; return its id."""
    run = new_id()
    for change in changes:
        with mem._store.write() as writer:
            space = writer.ensure_space(mem.space)
            writer.begin(space, "consolidate", run=run)
            for cube in writer.current(space, change).values():
                text = change[cube.id]
                writer.append(
                    space, replace(cube, content=text, version=cube.version + 1), terms_of(text, None)
                )
    return run
