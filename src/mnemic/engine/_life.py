"""The verbs about what happens in the background."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from ..errors import ArgumentError, JobNotFound
from ..times import utc_from_us, utc_us
from ._handle import Handle
from ._verb import verb

if TYPE_CHECKING:
    from ..store import Job
    from ._results import BackgroundJob


class LifeVerbs(Handle):
    """What `Memory` can say about background work."""

    @verb
    def jobs(self) -> list[BackgroundJob]:
        """Return the background jobs of this space, and of the store as a whole, in the order they were added."""
        now_us = utc_us(self._clock())
        return [_shown(job, now_us) for job in self._jobs()]

    @verb
    def retry_jobs(self, ids: Collection[int] | None = None) -> int:
        """
        Give dead jobs their attempts back, due now; return how many.

        Args:
            ids: Which; by default all dead ones of this space. One that isn't dead stays as it is.

        Raises:
            JobNotFound: the space has no job of that id.
        """
        chosen = [job.row for job in self._own(ids)]
        with self._store.write() as writer:
            return sum(writer.retry_job(row) for row in chosen)

    @verb
    def drop_jobs(self, ids: Collection[int]) -> int:
        """
        Throw jobs away, undone; return how many. What a worker is doing for one is then not written.

        Raises:
            JobNotFound: the space has no job of that id.
        """
        chosen = [job.row for job in self._own(ids)]
        with self._store.write() as writer:
            return sum(writer.drop_job(row) for row in chosen)

    def _jobs(self) -> list[Job]:
        with self._store.read() as reader:
            return [job for job in reader.jobs() if job.space in (None, self._space)]

    def _own(self, ids: Collection[int] | None) -> list[Job]:
        """Return the jobs of the space that *ids* name, once each."""
        there = {job.row: job for job in self._jobs() if job.space is not None}
        if ids is None:
            return list(there.values())
        if not isinstance(ids, Collection) or not all(isinstance(id_, int) for id_ in ids):
            raise ArgumentError(f"ids={ids!r:.60}: ids are a list of numbers; mem.jobs() lists them")
        unknown = next((id_ for id_ in ids if id_ not in there), None)
        if unknown is not None:
            raise JobNotFound(
                f"no job {unknown} in space {self._space!r}: done, dropped, of another space, or the store's own "
                "(mem.scrub() does those); mem.jobs() lists them"
            )
        return [there[id_] for id_ in dict.fromkeys(ids)]


def _shown(job: Job, now_us: int) -> BackgroundJob:
    from ._results import BackgroundJob

    leased = job.state == "waiting" and job.lease_until_us > now_us
    return BackgroundJob(
        id=job.row,
        kind=job.kind,
        space=job.space,
        state="running" if leased else job.state,
        attempts=job.attempts,
        due_at=utc_from_us(job.due_us),
        created_at=utc_from_us(job.created_us),
        error=job.error,
        run=job.run,
    )
