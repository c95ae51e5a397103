"""
What a background job is given to do its work, and what becomes of one that fails.

A job is leased, done outside the write lock, and finished in the transaction that writes its effect: both are there
or neither is. Who lost the lease meanwhile, because a machine slept or the job took too long, finds the transaction
refused, and whoever holds the job by then does it.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Final, Literal, Protocol

from ..errors import MnemicError
from ..store import Job, Store, Writer

LEASE_S: Final = 60.0
"""How long a job is held without a sign of life; one whose worker was killed is taken up that much later."""

MAX_ATTEMPTS: Final = 10
"""So many attempts a job has; then it is dead, and waits for a person. They take three quarters of an hour or so."""

BACKOFF_BASE_S: Final = 10.0
BACKOFF_CAP_S: Final = 3600.0

Outcome = Literal["done", "failed", "dead", "paused", "lost"]
"""What came of an attempt; ``lost``: another worker holds the job by now, or it was dropped."""


class JobError(Exception):
    """
    Raised by a handler to fail its job with words of its own, which the job keeps.

    They stand beside the job for anybody to see, and no erasure looks there: never quote a memory.
    """


class Work:
    """
    A leased job in the hands of its handler.

    Attributes:
        operations: The ids of the operations it did so far.

        outcome: ``None`` while the lease is held.
    """

    def __init__(self, store: Store, job: Job, should_stop: Callable[[], bool] = lambda: False) -> None:
        self.store = store
        self.job = job
        self.operations: list[str] = []
        self.outcome: Outcome | None = None
        self._should_stop = should_stop

    @property
    def should_stop(self) -> bool:
        """Whether time is up: come to an end, or `pause`."""
        return self._should_stop()

    @contextmanager
    def transaction(self, *, durable: bool = True) -> Iterator[Writer]:
        """
        Write the job's effect and finish the job, both or neither.

        Args:
            durable: Whether both must outlast a power failure; not so where the job, there again, costs no more
                than a moment.

        Raises:
            LeaseLost: another worker holds the job by now; nothing was written.
        """
        with self._writing(durable=durable) as writer:
            yield writer
            writer.finish_job(self.job)
        self.outcome = "done"

    @contextmanager
    def step(self, *, durable: bool = True) -> Iterator[Writer]:
        """
        Write a part of the job's effect, which stays even if the rest fails; the lease lasts on.

        The job is begun anew then, so that a step must also write how far it got.

        Args:
            durable: Whether the part must outlast a power failure; not so where it is made again without a loss.

        Raises:
            LeaseLost: another worker holds the job by now; nothing was written.
        """
        with self._writing(durable=durable) as writer:
            writer.renew_lease(self.job, LEASE_S)
            yield writer

    @contextmanager
    def _writing(self, *, durable: bool = True) -> Iterator[Writer]:
        if self.outcome is not None:
            raise AssertionError(f"job {self.job.row} is {self.outcome} already; its handler must return")
        with self.store.write(durable=durable) as writer:
            writer.run = self.job.run
            yield writer
            begun = writer.begun
        if begun is not None:
            self.operations.append(begun)

    def renew(self) -> None:
        """
        Hold the job for another `LEASE_S` seconds: before something slow, like a call of a model.

        Raises:
            LeaseLost: another worker holds the job by now.
        """
        with self.step(durable=False):
            pass

    def pause(self) -> None:
        """
        Put the job back, to be gone on with later, with no attempt counted; the handler then returns.

        Raises:
            LeaseLost: another worker holds the job by now.
        """
        with self._writing(durable=False) as writer:
            writer.release_job(self.job)
        self.outcome = "paused"


class Handler(Protocol):
    """Does the jobs of one kind."""

    def run(self, job: Job, work: Work) -> None:
        """
        Do *job*: work its effect out, then write it within ``work.transaction()``.

        Returning without having done so finishes the job, with no effect; raising fails the attempt.
        """
        ...


def backoff_s(attempts: int, random: Callable[[], float]) -> float:
    """
    Return how long to wait after so many attempts, 1 or more: ``random() * min(cap, base * 2 ** (attempts - 1))``.

    Args:
        random: Returns numbers in [0, 1), evenly spread.

    Source: "full jitter" in Brooker, Exponential Backoff And Jitter (AWS Architecture Blog, 2015): jobs that failed
    together do not come back together.
    """
    # Beyond some power the cap holds anyway, and 2.0 ** 1024 is an error.
    return random() * min(BACKOFF_CAP_S, BACKOFF_BASE_S * 2.0 ** min(attempts - 1, 30))


def told(error: Exception) -> str:
    """
    Return what a job keeps of an error: its class and where it was raised, never its message.

    The message of any other error than `JobError` may quote the memory it stumbled over.
    """
    name = type(error).__name__
    if isinstance(error, JobError):
        return f"{name}: {error}"
    frames = traceback.extract_tb(error.__traceback__)
    where = f" in {PurePath(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    # The first line of our own errors' documentation is a message of ours too.
    meaning = (type(error).__doc__ or "").strip().partition("\n")[0] if isinstance(error, MnemicError) else ""
    return f"{name}{where}" + (f": {meaning}" if meaning else "")
