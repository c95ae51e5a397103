"""Running the jobs that are due: one after another, within a time, with none stopping the rest."""

from __future__ import annotations

import random as _random
import time
import warnings
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from ..errors import LeaseLost
from ..store import Job, Store, Writer
from ._jobs import LEASE_S, MAX_ATTEMPTS, Handler, Outcome, Work, backoff_s, told

_PAUSE_S = 0.002  # between jobs, so that whoever waits for the write lock gets it


class Report(NamedTuple):
    """
    What a run of jobs came to.

    Attributes:
        done: Jobs that are finished.

        failed: Attempts that failed and will be made again.

        dead: Jobs that were tried too often now; `Writer.retry_job` wakes them.

        paused: Jobs that were put back for want of time.

        lost: Attempts whose lease ran out, so that another worker has the job.

        left: Jobs of these kinds that still wait, due or not.

        seconds: How long it took.

        operations: The ids of the operations they did, in order.
    """

    done: int
    failed: int
    dead: int
    paused: int
    lost: int
    left: int
    seconds: float
    operations: tuple[str, ...]


def run_jobs(
    store: Store,
    handlers: Mapping[str, Handler],
    *,
    space: str | None = None,
    user: str | None = None,
    max_s: float | None = None,
    max_jobs: int | None = None,
    stop: Callable[[], bool] = lambda: False,
    on_progress: Callable[[Job, Outcome], None] = lambda job, outcome: None,
    clock: Callable[[], float] = time.monotonic,
    random: Callable[[], float] = _random.random,
) -> Report:
    """
    Do the jobs that are due, until none is, or time, number or *stop* says so.

    Each is leased, done and finished on its own; the write lock is held only while one writes. A job that raises is
    put back with a growing pause, and is dead after `MAX_ATTEMPTS`; the others go on. Several processes may run the
    jobs of one store: no job is held by two.

    Args:
        handlers: What does each kind of job; jobs of other kinds are left alone. It is read before each job, so
            that *on_progress* may take a kind out of it.

        space: Only jobs of this space; `None`: of every space, and of the store.

        user: Only jobs about this user's memories, and those about none; `None`: of anybody.

        max_s: No job is begun after so many seconds, and ``work.should_stop`` tells the one that is running.

        max_jobs: So many attempts are made at most.

        stop: Asked before each job, and by handlers.

        on_progress: Called after each attempt.

        clock: Counts seconds.

    Raises:
        StoreBusy, StoreFull, StoreUnwritable: no job could be leased, or what came of one could not be written;
            its lease runs out by itself.
    """
    started = clock()

    def should_stop() -> bool:
        return stop() or (max_s is not None and clock() - started >= max_s)

    outcomes: list[Outcome] = []
    operations: list[str] = []
    kinds = frozenset(handlers)
    while (max_jobs is None or len(outcomes) < max_jobs) and not should_stop():
        job = _lease(store, handlers, space, user)
        if job is None:
            break
        work = Work(store, job, should_stop)
        outcome = _attempt(handlers[job.kind], work, random)
        outcomes.append(outcome)
        operations += work.operations
        on_progress(job, outcome)
        time.sleep(_PAUSE_S)
    return Report(
        done=outcomes.count("done"),
        failed=outcomes.count("failed"),
        dead=outcomes.count("dead"),
        paused=outcomes.count("paused"),
        lost=outcomes.count("lost"),
        left=_left(store, kinds, space),
        seconds=clock() - started,
        operations=tuple(operations),
    )


def _lease(store: Store, handlers: Mapping[str, Handler], space: str | None, user: str | None) -> Job | None:
    # A lease that a power failure undoes is one that nobody holds.
    with store.write(durable=False) as writer:
        found = None if space is None else writer.space(space)
        if found is None and space is not None:
            return None
        return writer.lease_next_job(handlers, LEASE_S, found, user)


def _left(store: Store, kinds: Collection[str], space: str | None) -> int:
    with store.read() as reader:
        found = None if space is None else reader.space(space)
        if found is None and space is not None:
            return 0
        return sum(job.kind in kinds and job.state == "waiting" for job in reader.jobs(found))


def _attempt(handler: Handler, work: Work, random: Callable[[], float]) -> Outcome:
    """Have a job done; whatever its handler raises is the job's failure and stops no other."""
    job = work.job
    if job.attempts > MAX_ATTEMPTS:
        return _failed(
            work, f"{MAX_ATTEMPTS} attempts ended without a word, as when a worker is killed", None
        )
    try:
        handler.run(job, work)
    except LeaseLost:
        return "lost"
    except KeyboardInterrupt:
        if work.outcome is None:
            work.pause()
        raise
    except Exception as error:
        if work.outcome is None:
            last = job.attempts >= MAX_ATTEMPTS
            return _failed(work, told(error), None if last else backoff_s(job.attempts, random))
        late = f"job {job.row} ({job.kind}) was {work.outcome} when its handler failed: {told(error)}"
        warnings.warn(late, RuntimeWarning, stacklevel=2)
    if work.outcome is None:
        return _ended(work, "done", lambda writer: writer.finish_job(job))
    return work.outcome


def _failed(work: Work, error: str, delay_s: float | None) -> Outcome:
    outcome: Outcome = "dead" if delay_s is None else "failed"
    return _ended(work, outcome, lambda writer: writer.fail_job(work.job, error, delay_s))


def _ended(work: Work, outcome: Outcome, write: Callable[[Writer], None]) -> Outcome:
    try:
        # Of no effect, and idempotent where one was written before it: it may be done again.
        with work.store.write(durable=False) as writer:
            write(writer)
    except LeaseLost:
        return "lost"
    return outcome
