"""Running jobs: in order, within bounds, with none stopping the rest, and whatever the worker suffers."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from mnemic.errors import LeaseLost, ReadOnlyStore
from mnemic.lifecycle import LEASE_S, MAX_ATTEMPTS, Handler, JobError, Outcome, Report, Work, run_jobs
from mnemic.store import Job
from mnemic.store.sqlite import SQLiteStore
from mnemic.testing import ManualClock


class Do:
    """A handler that does what it is given."""

    def __init__(self, work: Callable[[Work], None]) -> None:
        self._work = work

    def run(self, job: Job, work: Work) -> None:
        assert job is work.job
        self._work(work)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def store(tmp_path: Path, clock: ManualClock) -> Iterator[SQLiteStore]:
    with closing(SQLiteStore(str(tmp_path / "m.db"), clock=clock)) as store:
        yield store


def add(store: SQLiteStore, *kinds: str, space: str = "default") -> None:
    with store.write() as writer:
        for kind in kinds:
            writer.add_job(kind, space=writer.ensure_space(space))


def jobs(store: SQLiteStore) -> list[Job]:
    with store.read() as reader:
        return reader.jobs()


def write_one(work: Work) -> None:
    with work.transaction() as writer:
        writer.begin(writer.ensure_space("default"), "consolidate")


def broken(work: Work) -> None:
    raise ValueError("whose number is 555-0199")


GOOD: Mapping[str, Handler] = {"good": Do(write_one)}
BOTH: Mapping[str, Handler] = {**GOOD, "bad": Do(broken)}


def counts(report: Report) -> tuple[int, ...]:
    return report[:6]


def test_due_jobs_are_done_in_order_and_their_operations_told(store: SQLiteStore) -> None:
    add(store, "good", "good", "other", "good")
    heard: list[tuple[int, Outcome]] = []
    report = run_jobs(store, GOOD, on_progress=lambda job, outcome: heard.append((job.row, outcome)))
    assert counts(report) == (3, 0, 0, 0, 0, 0)
    assert heard == [(1, "done"), (2, "done"), (4, "done")]
    with store.read() as reader:
        done = reader.operations(reader.spaces()[0], None, None, 10)
    assert report.operations == tuple(operation.id for operation in done[::-1])
    assert [job.kind for job in jobs(store)] == ["other"], "a kind nobody handles waits"


def test_a_handler_that_has_nothing_to_write_is_done(store: SQLiteStore) -> None:
    add(store, "idle")
    assert run_jobs(store, {"idle": Do(lambda work: None)}).done == 1
    assert jobs(store) == []


def test_only_the_jobs_of_a_space_are_done_where_one_is_named(store: SQLiteStore) -> None:
    add(store, "good", space="a")
    add(store, "good", space="b")
    assert counts(run_jobs(store, GOOD, space="nowhere")) == (0, 0, 0, 0, 0, 0)
    assert run_jobs(store, GOOD, space="b").done == 1
    assert [job.space for job in jobs(store)] == ["a"]


def test_a_job_that_always_fails_stops_no_other_and_is_dead_in_the_end(
    store: SQLiteStore, clock: ManualClock
) -> None:
    add(store, "bad", "good", "bad", "good")
    first = run_jobs(store, BOTH, random=lambda: 0.9)
    assert counts(first) == (2, 2, 0, 0, 0, 2)
    for attempt in range(2, MAX_ATTEMPTS + 1):
        assert run_jobs(store, BOTH).failed == 0, "before its time"
        clock.advance(3600)
        report = run_jobs(store, BOTH, random=lambda: 0.9)
        last = attempt == MAX_ATTEMPTS
        assert counts(report) == ((0, 0, 2, 0, 0, 0) if last else (0, 2, 0, 0, 0, 2))
    clock.advance(86_400)
    assert counts(run_jobs(store, BOTH)) == (0, 0, 0, 0, 0, 0)
    for job in jobs(store):
        assert (job.state, job.attempts) == ("dead", MAX_ATTEMPTS)
        assert job.error is not None
        assert job.error.startswith("ValueError in test_runner.py:")
        assert "555" not in job.error


def test_a_failed_job_is_done_once_what_it_lacked_is_there(store: SQLiteStore, clock: ManualClock) -> None:
    add(store, "flaky")
    tries = itertools.count(1)

    def flaky(work: Work) -> None:
        if next(tries) < 3:
            raise JobError("the model is asleep")
        write_one(work)

    handlers = {"flaky": Do(flaky)}
    reports = []
    for _ in range(3):
        reports.append(run_jobs(store, handlers, random=lambda: 0.5))
        assert all(job.error == "JobError: the model is asleep" for job in jobs(store))
        clock.advance(3600)
    assert [(report.done, report.failed) for report in reports] == [(0, 1), (0, 1), (1, 0)]
    assert jobs(store) == []


def test_a_run_ends_with_its_time_its_number_or_when_it_is_told_to(store: SQLiteStore) -> None:
    add(store, *["good"] * 6)
    ticks = itertools.count()
    timed = run_jobs(store, GOOD, max_s=3.0, clock=lambda: next(ticks))
    assert (timed.done, timed.left) == (2, 4)
    assert timed.seconds > 3.0
    assert run_jobs(store, GOOD, max_jobs=1).left == 3
    assert run_jobs(store, GOOD, max_s=0.0).left == 3
    heard: list[Job] = []
    stopped = run_jobs(
        store, GOOD, stop=lambda: len(heard) == 2, on_progress=lambda job, _: heard.append(job)
    )
    assert (stopped.done, stopped.left) == (2, 1)


def test_a_job_that_runs_out_of_time_pauses_and_goes_on_where_it_was(store: SQLiteStore) -> None:
    add(store, "long")
    told_to_stop = [False]

    def count_to_five(work: Work) -> None:
        with store.read() as reader:
            far = int(reader.setting("far") or 0)
        while far < 5:
            far += 1
            with work.step() as writer:
                writer.set_setting("far", str(far))
            told_to_stop[0] = far == 3
            if work.should_stop:
                work.pause()
                return
        write_one(work)

    handlers = {"long": Do(count_to_five)}
    first = run_jobs(store, handlers, stop=lambda: told_to_stop[0])
    assert counts(first) == (0, 0, 0, 1, 0, 1)
    assert [job.attempts for job in jobs(store)] == [0]
    told_to_stop[0] = False
    assert run_jobs(store, handlers, stop=lambda: told_to_stop[0]).done == 1


def test_a_job_whose_lease_ran_out_is_the_next_workers_and_takes_effect_once(
    store: SQLiteStore, clock: ManualClock
) -> None:
    add(store, "slow")

    def sleep(work: Work) -> None:
        clock.advance(LEASE_S + 1)
        assert run_jobs(store, {"slow": Do(write_one)}).done == 1
        write_one(work)

    report = run_jobs(store, {"slow": Do(sleep)})
    assert counts(report) == (0, 0, 0, 0, 1, 0)
    with store.read() as reader:
        assert len(reader.operations(reader.spaces()[0], None, None, 10)) == 1


@pytest.mark.parametrize("then", [broken, lambda work: None], ids=["fails", "does nothing"])
def test_a_job_that_was_dropped_meanwhile_is_lost_whatever_its_handler_does(
    store: SQLiteStore, then: Callable[[Work], None]
) -> None:
    add(store, "gone")

    def drop(work: Work) -> None:
        with store.write() as writer:
            assert writer.drop_job(work.job.row)
        then(work)

    assert counts(run_jobs(store, {"gone": Do(drop)})) == (0, 0, 0, 0, 1, 0)


def test_an_interrupt_puts_the_job_back_and_goes_on_up(store: SQLiteStore) -> None:
    add(store, "good")

    def interrupted(work: Work) -> None:
        raise KeyboardInterrupt

    def interrupted_late(work: Work) -> None:
        write_one(work)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_jobs(store, {"good": Do(interrupted)})
    assert [(job.attempts, job.holder) for job in jobs(store)] == [(0, None)]
    with pytest.raises(KeyboardInterrupt):
        run_jobs(store, {"good": Do(interrupted_late)})
    assert jobs(store) == []


def test_a_handler_that_fails_after_it_finished_is_done_and_heard_of(store: SQLiteStore) -> None:
    add(store, "late")

    def late(work: Work) -> None:
        write_one(work)
        raise ValueError("555-0199")

    with pytest.warns(
        RuntimeWarning, match=r"job 1 \(late\) was done when its handler failed: ValueError in"
    ):
        report = run_jobs(store, {"late": Do(late)})
    assert report.done == 1


def test_a_job_that_kills_its_worker_each_time_is_dead_in_the_end(
    store: SQLiteStore, clock: ManualClock
) -> None:
    add(store, "deadly", "good")
    for _ in range(MAX_ATTEMPTS):
        with store.write() as writer:
            assert writer.lease_next_job(["deadly"], LEASE_S) is not None
        clock.advance(LEASE_S + 1)
    report = run_jobs(store, {**GOOD, "deadly": Do(broken)})
    assert counts(report) == (1, 0, 1, 0, 0, 0)
    assert [job.error for job in jobs(store)] == [
        "10 attempts ended without a word, as when a worker is killed"
    ]


def test_jobs_go_on_when_the_clock_jumps_back(store: SQLiteStore, clock: ManualClock) -> None:
    add(store, "bad", "good")
    with store.write() as writer:
        assert writer.lease_next_job(["good"], LEASE_S) is not None
    run_jobs(store, BOTH)
    clock.advance(-7 * 86_400)
    report = run_jobs(store, BOTH, random=lambda: 0.9)
    assert counts(report) == (1, 1, 0, 0, 0, 1)


def test_a_handler_may_add_jobs_with_its_effect(store: SQLiteStore) -> None:
    add(store, "first")

    def chain(work: Work) -> None:
        with work.transaction() as writer:
            writer.add_job("good", space=writer.space("default"), run=work.job.run)

    assert run_jobs(store, {**GOOD, "first": Do(chain)}).done == 2


def test_a_read_only_store_runs_nothing(store: SQLiteStore) -> None:
    add(store, "good")
    closed = SQLiteStore(store.location, clock=ManualClock(), read_only=True)
    with closing(closed), pytest.raises(ReadOnlyStore):
        run_jobs(closed, GOOD)


def test_a_lost_lease_is_an_error_the_handler_may_see(store: SQLiteStore, clock: ManualClock) -> None:
    add(store, "good")

    def look(work: Work) -> None:
        clock.advance(LEASE_S + 1)
        with store.write() as writer:
            writer.lease_next_job(["good"], LEASE_S)
        with pytest.raises(LeaseLost, match="another took it"):
            work.renew()

    assert run_jobs(store, {"good": Do(look)}).lost == 1
