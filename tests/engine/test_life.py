"""The verbs about background work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import mnemic
from mnemic.cube import new_id
from mnemic.errors import ArgumentError, JobNotFound, OperationNotFound
from mnemic.testing import ManualClock

if TYPE_CHECKING:
    from conftest import OpenMemory


def add(mem: mnemic.Memory, kind: str, **options: Any) -> int:
    with mem._store.write() as writer:
        return writer.add_job(kind, space=writer.ensure_space(mem.space), **options)


def fail(mem: mnemic.Memory, kind: str, delay_s: float | None) -> None:
    with mem._store.write() as writer:
        job = writer.lease_next_job([kind], 60.0)
        assert job is not None
        writer.fail_job(job, "StoreFull in x.py:1", delay_s)


def test_jobs_tell_what_waits_runs_and_is_dead(open_memory: OpenMemory, clock: ManualClock) -> None:
    mem = open_memory(clock=clock)
    assert mem.jobs() == []
    run = new_id()
    first = add(mem, "form", run=run)
    add(mem, "link", delay_s=30.0)
    add(mem, "fade")
    fail(mem, "fade", None)
    with mem._store.write() as writer:
        writer.lease_next_job(["form"], 60.0)
    assert [(job.kind, job.state) for job in mem.jobs()] == [
        ("form", "running"), ("link", "waiting"), ("fade", "dead"),
    ]  # fmt: skip
    assert mem.jobs()[0].to_dict() == {
        "id": first, "kind": "form", "space": "default", "state": "running", "attempts": 1,
        "due_at": "2026-01-01T00:00:00+00:00", "created_at": "2026-01-01T00:00:00+00:00",
        "error": None, "run": run,
    }  # fmt: skip
    assert mem.jobs()[1].to_dict()["due_at"] == "2026-01-01T00:00:30+00:00"
    assert mem.jobs()[2].error == "StoreFull in x.py:1"
    clock.advance(61)
    assert mem.jobs()[0].state == "waiting", "nobody holds it any more"


def test_dead_jobs_are_retried_and_others_left(open_memory: OpenMemory) -> None:
    mem = open_memory()
    dead, waiting, also = add(mem, "a"), add(mem, "b"), add(mem, "c")
    fail(mem, "a", None)
    fail(mem, "c", None)
    assert mem.retry_jobs([dead, waiting, dead]) == 1
    assert mem.retry_jobs() == 1
    assert [(job.id, job.state, job.attempts) for job in mem.jobs()] == [
        (dead, "waiting", 0), (waiting, "waiting", 0), (also, "waiting", 0),
    ]  # fmt: skip


def test_jobs_are_dropped_by_their_id(open_memory: OpenMemory) -> None:
    mem = open_memory()
    one, two = add(mem, "a"), add(mem, "b")
    with pytest.raises(JobNotFound, match=r"no job 99 in space 'default'"):
        mem.drop_jobs([one, 99])
    assert mem.drop_jobs([one, one]) == 1
    assert [job.id for job in mem.jobs()] == [two]


@pytest.mark.parametrize("ids", ["1", ["1"], [None], 7])
def test_ids_that_are_no_numbers_are_refused(mem: mnemic.Memory, ids: Any) -> None:
    with pytest.raises(ArgumentError, match=r"ids are a list of numbers"):
        mem.drop_jobs(ids)


def test_jobs_of_another_space_are_neither_seen_nor_touched(open_memory: OpenMemory) -> None:
    mem, other = open_memory(), open_memory(space="other")
    theirs = add(other, "form")
    fail(other, "form", None)
    assert (mem.jobs(), mem.retry_jobs()) == ([], 0)
    for verb in (mem.retry_jobs, mem.drop_jobs):
        with pytest.raises(JobNotFound):
            verb([theirs])
    assert [job.state for job in other.jobs()] == ["dead"]


def test_the_stores_own_jobs_are_seen_and_cannot_be_dropped(open_memory: OpenMemory) -> None:
    mem = open_memory()
    with mem._store.write() as writer:
        scrub = writer.add_job("scrub", b"")
    assert [(job.id, job.space) for job in mem.jobs()] == [(scrub, None)]
    with pytest.raises(JobNotFound, match=r"mem\.scrub\(\)"):
        mem.drop_jobs([scrub])


def test_dead_jobs_are_seen_after_reopening(open_memory: OpenMemory) -> None:
    mem = open_memory()
    add(mem, "form")
    fail(mem, "form", None)
    mem.close()
    assert [(job.state, job.error) for job in open_memory().jobs()] == [("dead", "StoreFull in x.py:1")]


def test_operations_of_a_run_nobody_knows_are_none(mem: mnemic.Memory) -> None:
    mem.remember("one")
    assert mem.operations(run=new_id()) == []
    for id_ in (new_id(), "nonsense"):
        with pytest.raises(OperationNotFound):
            mem.undo(id_)
    with pytest.raises(OperationNotFound):
        mem.operations(run="nonsense")
