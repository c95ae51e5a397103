"""What a server asks of a store about those who come in; no verbs, since a program that has the file needs none."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from .. import govern
from ..cube import is_id
from ..store import RequestDone, carrying_out
from ..times import utc_us

if TYPE_CHECKING:
    from ..cube import ErasureReceipt, Operation
    from ..govern import ApiKey, Done, NewKey, Session
    from ..store import Reader, Request, Space
    from ._handle import Handle

T = TypeVar("T")

_RECENT = 200


class Happened(NamedTuple):
    """
    What was done in a space since some moment: ids and words of ours, no memory.

    Attributes:
        operations: Ids and verbs of the operations, oldest first.

        has_gap: Whether there was more before these than is told.
    """

    operations: tuple[tuple[str, str], ...]
    has_gap: bool


class JobStatus(NamedTuple):
    """How a background job stands."""

    id: int
    kind: str
    state: str
    attempts: int


class Load(NamedTuple):
    """How much the whole store holds, and how much waits in it."""

    operations: int
    waiting: int
    dead: int
    size_bytes: int


class Door:
    """
    The door of a store: keys are shown here, links and sessions of the web page kept, requests known again.

    Args:
        memory: An open handle; the door is its store's, whatever its space.
    """

    def __init__(self, memory: Handle) -> None:
        self._store = memory._store
        self._clock = memory._clock

    def _now_us(self) -> int:
        return utc_us(self._clock())

    # Keys

    def key(self, text: str) -> ApiKey:
        """
        Return the key that *text* is.

        Raises:
            Unauthorized: it is none, or none that counts.
        """
        return govern.checked_key(self._store, text, self._now_us())

    def first_key(self) -> NewKey | None:
        """Make a key that may do everything, unless there was ever one; `None` then, and for a store that is only read."""
        if self._store.read_only:
            return None
        return govern.make_key(
            self._store, "first", space=None, user=None, right="admin", expires_at=None, only_first=True
        )

    # The web page

    def link(self, key_id: str | None = None) -> str:
        """
        Return a token for one sign-in, good for ten minutes.

        Args:
            key_id: Whose rights the session has; by default it may do everything, like whoever has the file.

        Raises:
            Unauthorized: there is no such key.
        """
        return govern.make_link(self._store, key_id, self._now_us())

    def sign_in(self, token: str) -> str:
        """
        Return the token of a new session, for the token of a link, which is used up.

        Raises:
            Unauthorized: the link is unknown, was used, or is too old.
        """
        return govern.sign_in(self._store, token, self._now_us())

    def session(self, token: str) -> Session:
        """
        Return who is signed in.

        Raises:
            Unauthorized: nobody with this token, or no longer.
        """
        return govern.session_of(self._store, token, self._now_us())

    def sign_out(self, token: str) -> None:
        """End a session."""
        govern.sign_out(self._store, token)

    # Whose memories

    def owners(self, space: str, ids: Collection[str]) -> dict[str, str | None]:
        """Return whose each of these cubes is; those that the space has not are left out."""
        with self._store.read() as reader:
            found = reader.space(space)
            there = reader.current(found, [id_ for id_ in ids if is_id(id_)]) if found else {}
        return {id_: cube.user for id_, cube in there.items()}

    # Requests

    def request(self, who: str, key: str, words: bytes) -> Request:
        """Return the request that *who* sends with an idempotency key; *words* is everything it says."""
        return govern.request_of(self._store, who=who, key=key, words=words)

    def done(self, request: Request) -> Done | None:
        """
        Return what an earlier sending of *request* did.

        Raises:
            IdempotencyConflict, ReplyErased: see `mnemic.errors`.
        """
        return govern.done_by(self._store, request, self._now_us())

    def carry_out(self, request: Request | None, actor: str, work: Callable[[], T]) -> T:
        """
        Return what *work* returns; what it writes is noted as done by *actor*, and for *request*.

        Raises:
            RequestDone: another sending of the request did it meanwhile; `done` tells what.
        """
        with carrying_out(request, actor):
            return work()

    def note(
        self, request: Request, *, cubes: Collection[str] | None = None, number: int | None = None
    ) -> None:
        """Keep what *request* was answered with, where its operation does not tell."""
        try:
            govern.note_reply(self._store, request, cubes=cubes, number=number)
        except RequestDone:
            # Two sendings that did nothing twice; the first one's answer stands.
            return

    def receipt(self, operation_id: str) -> ErasureReceipt:
        """Return the receipt of an erasure, also of one whose space went with it."""
        return govern.receipt_of(self._store, operation_id)

    # What happens

    def latest(self, space: str) -> str | None:
        """Return the id of the last operation of a space."""
        with self._store.read() as reader:
            found = reader.space(space)
            last = _heads(reader, found, 1) if found else []
        return last[0].id if last else None

    def happened(self, space: str, after: str | None) -> Happened:
        """
        Return what was done in a space after an operation, the last 200 at most.

        Args:
            after: The operation's id; `None`: from the beginning.
        """
        with self._store.read() as reader:
            found = reader.space(space)
            operations = _heads(reader, found, _RECENT) if found else []
        later: list[tuple[str, str]] = []
        for operation in operations:
            if operation.id is None or operation.id == after:
                return Happened(tuple(reversed(later)), has_gap=False)
            later.append((operation.id, operation.verb))
        return Happened(tuple(reversed(later)), has_gap=after is not None or len(later) == _RECENT)

    def jobs(self, space: str) -> tuple[JobStatus, ...]:
        """Return how the background jobs of a space stand."""
        now_us = self._now_us()
        with self._store.read() as reader:
            found = reader.space(space)
            jobs = reader.jobs(found) if found else []
        running = [job.state == "waiting" and job.lease_until_us > now_us for job in jobs]
        return tuple(
            JobStatus(job.row, job.kind, "running" if runs else job.state, job.attempts)
            for job, runs in zip(jobs, running, strict=True)
        )

    def mark(self) -> tuple[int, bytes]:
        """Return what differs as soon as an operation was done in the store."""
        with self._store.read() as reader:
            return reader.audit_head()

    def load(self) -> Load:
        """Return how much the store holds, and how much waits in it."""
        with self._store.read() as reader:
            states = [job.state for job in reader.jobs()]
            operations, _ = reader.audit_head()
        return Load(operations, states.count("waiting"), states.count("dead"), self._store.size_bytes())


def _heads(reader: Reader, space: Space, limit: int) -> list[Operation]:
    """Return the latest operations without their changes, of which an import has thousands."""
    found = reader.log(space, operation=None, before=None, cube=None, run=None, limit=limit, changes=0)
    return [operation for operation, _ in found]
