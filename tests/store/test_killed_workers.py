"""Workers that are killed: no job is lost, none takes effect twice, and none is in two hands at a time."""

from __future__ import annotations

import fcntl
import functools
import os
import random
import signal
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from store_processes import Child, Say, child

import mnemic
from mnemic.cube import new_id
from mnemic.index import terms_of
from mnemic.lifecycle import LEASE_S, Handler, Work, _jobs, _runner, run_jobs
from mnemic.store import Job
from mnemic.store.sqlite import SQLiteStore

JOBS, KILLS, SHORT_LEASE_S = 250, 20, 2.0


class Note:
    """Remembers its number, and a second thing about it, in two operations."""

    def __init__(self, say: Say, folder: str) -> None:
        self._say = say
        self._folder = folder

    def run(self, job: Job, work: Work) -> None:
        number = int(job.payload)
        # The lock of a process that is killed goes with it.
        with open(os.path.join(self._folder, str(number)), "w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self._say("two hands", number)
            with work.step() as writer:
                space = writer.ensure_space("default")
                if writer.mark(space, f"begun {number}") == 0:
                    _append(work, writer, f"begun {number}")
                    writer.set_mark(space, f"begun {number}", 1)
            time.sleep(random.uniform(0.0, 0.004))
            with work.transaction() as writer:
                _append(work, writer, f"done {number}")


class Bad:
    """Always fails."""

    def run(self, job: Job, work: Work) -> None:
        raise ValueError(f"job {job.row}")


def _append(work: Work, writer: Any, text: str) -> None:
    space = writer.ensure_space("default")
    writer.begin(space, "consolidate")
    writer.append(space, replace(_some_cube(), id=new_id(), content=text), terms_of(text, None))


@functools.cache
def _some_cube() -> mnemic.MemCube:
    with mnemic.open(":memory:", embedder="hash") as mem:
        return mem.remember("anything")


def now() -> datetime:
    return datetime.now(UTC)


def handlers(say: Say, folder: str) -> dict[str, Handler]:
    return {"note": Note(say, folder), "bad": Bad()}


def work_on(say: Say, path: str, folder: str) -> None:
    """Do jobs until none is left that waits."""
    vars(_jobs).update(LEASE_S=SHORT_LEASE_S, BACKOFF_BASE_S=0.001)
    vars(_runner).update(LEASE_S=SHORT_LEASE_S)
    say("working")
    with closing(SQLiteStore(path, clock=now, busy_timeout_s=30.0)) as store:
        while run_jobs(store, handlers(say, folder)).left:
            time.sleep(0.005)


@pytest.mark.slow
def test_workers_killed_at_random_lose_no_job_and_do_none_twice(tmp_path: Path) -> None:
    path, folder, random_ = tmp_path / "m.db", tmp_path / "locks", random.Random(20260520)
    folder.mkdir()
    run = new_id()
    with closing(SQLiteStore(str(path), clock=now)) as store, store.write() as writer:
        space = writer.ensure_space("default")
        for number in range(JOBS):
            writer.add_job("note", str(number).encode(), space=space, run=run)
        for _ in range(3):
            writer.add_job("bad", space=space)
    killed = 0
    for _ in range(KILLS):
        pair = [Child(work_on, str(path), str(folder)) for _ in range(2)]
        for one in pair:
            assert one.hear() == ("working",)
        until = time.monotonic() + random_.uniform(0.0, 0.08)
        for one in pair:
            heard = one.hear_all(until=until)
            assert set(heard) <= {("end",)}
            killed += not heard
    assert killed > KILLS, "most were killed at work"
    with child(work_on, str(path), str(folder)) as one, child(work_on, str(path), str(folder)) as two:
        assert one.finish() == two.finish() == [("working",)]
    with mnemic.open(path, embedder="hash") as mem:
        said = sorted(cube.content for cube in mem.list(limit=10_000))
        assert said == sorted(f"{word} {number}" for word in ("begun", "done") for number in range(JOBS))
        assert len(mem.operations(run=run, limit=10_000)) == 2 * JOBS
        assert [(job.kind, job.state) for job in mem.jobs()] == [("bad", "dead")] * 3, "seen after reopening"
        assert mem.check() == []


def trap(say: Say, path: str, folder: str, at: int) -> None:
    """Run the jobs and be killed just before the *at*-th statement on the writing connection."""
    store = SQLiteStore(path, clock=now)
    count = 0

    def tick(statement: str) -> None:
        nonlocal count
        count += 1
        if count == at:
            os.kill(os.getpid(), signal.SIGKILL)

    connection: sqlite3.Connection = store._main
    connection.set_trace_callback(tick)
    run_jobs(store, handlers(say, folder))
    say("count", count)


@pytest.mark.slow
def test_a_worker_killed_before_any_statement_leaves_the_job_to_the_next(tmp_path: Path) -> None:
    folder, at, ended = tmp_path / "locks", 0, False
    folder.mkdir()
    while not ended:
        at += 1
        path = str(tmp_path / f"m{at}.db")
        with closing(SQLiteStore(path, clock=now)) as store, store.write() as writer:
            writer.add_job("note", b"7", space=writer.ensure_space("default"))
        heard = Child(trap, path, str(folder), at).hear_all()
        ended = bool(heard)
        later = SQLiteStore(path, clock=lambda: now() + timedelta(seconds=LEASE_S + 1))
        with closing(later) as store:
            run_jobs(store, handlers(lambda *message: None, str(folder)))
            with store.read() as reader:
                space = reader.spaces()[0]
                kept = reader.at(space, [header.row for header in reader.headers(space)])
                assert [cube.content for cube in kept] == ["begun 7", "done 7"]
                assert (reader.jobs(), list(reader.findings())) == ([], [])
    assert at > 20
