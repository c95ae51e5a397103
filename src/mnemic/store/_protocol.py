"""What every store can do. `mnemic.testing.check_store` holds each implementation to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from ..cube import MemCube, Operation, Verb
    from ._records import Adopted, LinkRecord, OperationRecord, ReplayRecord, VectorRecord, VersionRecord
    from ._request import Request
    from ._upkeep import (
        AgeRow,
        ApiKeyRow,
        BondRow,
        Counts,
        Erased,
        Finding,
        Job,
        LessonRow,
        LinkRow,
        Load,
        NewVector,
        Pending,
        Replay,
        RequestRow,
        SessionRow,
        SlotRow,
        StoredTerms,
        Verdict,
        VitalityRow,
    )
    from ._values import Columns, Header, Model, Space, StoredVector, TermRows, Terms, TokenRow, VectorRows


class Reader(Protocol):
    """One consistent snapshot of a store. Cubes are named by public id, versions by internal row."""

    def space(self, name: str) -> Space | None: ...
    def spaces(self) -> list[Space]: ...
    def counts(self, space: Space) -> Counts: ...
    def current(self, space: Space, ids: Collection[str]) -> dict[str, MemCube]: ...
    def history(self, space: Space, cube: str) -> list[MemCube]: ...
    def at(self, space: Space, rows: Sequence[int]) -> list[MemCube]: ...
    def session(self, space: Space, user: str | None, session: str, kind: str) -> list[int]:
        """Return the rows of the current versions of a kind in one session of a user's, in order of arrival."""
        ...

    def slots(self, space: Space, prefix: str) -> list[SlotRow]:
        """Return the versions of facts whose slot begins with *prefix*, past ones too, earliest first."""
        ...

    def texts(self, rows: Sequence[int]) -> list[str]:
        """Return the content of each of these versions, in their order."""
        ...

    def headers(self, space: Space, after: int = 0) -> list[Header]: ...
    def header_columns(self, space: Space, after: int = 0) -> Columns:
        """Return the same, column by column."""
        ...

    def headers_of(self, space: Space, ids: Collection[str]) -> list[Header]: ...
    def terms(self, space: Space, after: int = 0) -> TermRows: ...
    def vectors(self, space: Space, model: Model, after: int = 0) -> VectorRows: ...
    def tokens(self, model: Model, versions: Sequence[int]) -> list[TokenRow]:
        """Return the token vectors of these versions' pieces, by version and piece."""
        ...

    def term_lists(self, rows: Sequence[int]) -> list[tuple[str | None, bytes]]:
        """Return the speaker and the term list of each of these versions, in their order."""
        ...

    def setting(self, name: str) -> str | None: ...
    def models(self) -> list[Model]: ...
    def find_key(self, space: Space, user: str | None, key: str) -> str | None: ...
    def find_replay(self, space: Space, user: str | None, key: str) -> Replay | None: ...
    def links_to(self, space: Space, ids: Collection[str]) -> list[LinkRow]: ...
    def operation(self, space: Space, operation: str) -> Operation | None: ...
    def operations(
        self, space: Space, before: str | None, cube: str | None, limit: int, run: str | None = None
    ) -> list[Operation]: ...
    def log(
        self,
        space: Space,
        *,
        operation: str | None,
        before: str | None,
        cube: str | None,
        run: str | None,
        limit: int,
        changes: int,
    ) -> list[tuple[Operation, int]]:
        """Return operations, latest first, each with *changes* of its changes at most, and how many it has."""
        ...

    def operation_detail(self, operation: str) -> str | None: ...
    def lessons(self, space: Space) -> list[LessonRow]:
        """Return the lessons that hold, earliest first."""
        ...

    def lessons_mark(self, space: Space) -> tuple[int, int]:
        """Return what differs as soon as a lesson was added or taken back."""
        ...

    def lessons_later(self, space: Space, operation: str) -> list[str]:
        """Return the operations after this one that took back, or brought back, lessons it did."""
        ...

    def pending(self, model: Model, space: Space | None, limit: int) -> list[Pending]: ...
    def pending_count(self, model: Model, space: Space | None) -> int: ...
    def cached_vectors(self, digests: Collection[bytes]) -> dict[bytes, StoredVector]: ...
    def footprint(self, space: Space, ids: Collection[str]) -> Iterator[tuple[str, str, bytes]]:
        """Yield everything personal that is kept of these cubes: table, column, bytes."""
        ...

    def everything(self) -> Iterator[bytes]:
        """Yield the text and bytes of every row of the store, of every table."""
        ...

    def held(self, space: Space, texts: Collection[str]) -> int:
        """Return how many of these texts, each counted once, are the content of a version of a space."""
        ...

    def stored_terms(self) -> Iterator[StoredTerms]:
        """Yield every version's content and term list, of every space."""
        ...

    def findings(self) -> Iterator[Finding]:
        """Yield everything in which rows disagree with each other or with the audit chain."""
        ...

    def jobs(self, space: Space | None = None) -> list[Job]:
        """Return every job of the store, or those of one space, in the order they were added."""
        ...

    def mark(self, space: Space, name: str) -> int:
        """Return how far *name* has looked at the space's versions: a version's row, 0 at the start."""
        ...

    def vitalities(self, space: Space, ids: Collection[str] | None = None) -> dict[str, VitalityRow]:
        """Return what recalls have made of these cubes, or of all, without those that were never recalled."""
        ...

    def bonds_of(self, space: Space, ids: Collection[str]) -> list[BondRow]:
        """Return every bond of any of these cubes."""
        ...

    def has_vitalities(self, space: Space) -> bool:
        """Say whether any cube of the space was ever recalled."""
        ...

    def ages(self, space: Space, ids: Collection[str]) -> dict[str, AgeRow]:
        """Return what the lifecycle knows of these cubes, without those it has not seen yet."""
        ...

    def due(self, space: Space, at_us: int, limit: int) -> list[str]:
        """Return the cubes that are to be looked at by then, the earliest first, *limit* at most."""
        ...

    def load(self, space: Space) -> Load: ...
    def least(self, space: Space, archived: bool, limit: int) -> list[str]:
        """Return the cubes of the least stored value inside, or outside, the archive, least first."""
        ...

    def arrived_before(self, space: Space, seq: int, kind: str, limit: int) -> list[int]:
        """Return the rows of the current versions of a kind that arrived just before *seq*, in order of arrival."""
        ...

    def audit_head(self) -> tuple[int, bytes]: ...

    def arrivals(self, space: Space, ids: Collection[str] | None = None) -> list[int]:
        """Return the rows of these cubes, or of all of the space, in the order of arrival."""
        ...

    def elsewhere(self, space: Space, ids: Collection[str]) -> set[str]:
        """Return which of these ids name a cube or an operation of another space of the store."""
        ...

    def version_records(self, space: Space, cubes: Sequence[int]) -> Iterator[VersionRecord]:
        """Yield every version of these cubes, by their rows: in the order of *cubes*, earliest first."""
        ...

    def link_records(self, space: Space, cubes: Sequence[int]) -> Iterator[LinkRecord]:
        """Yield the edges from these cubes, past ones too: in the order of *cubes*, then of time, then of target."""
        ...

    def replay_records(self, space: Space, cubes: Sequence[int]) -> Iterator[ReplayRecord]:
        """Yield the idempotency keys that made these cubes, in the order of *cubes*, then of user and key."""
        ...

    def vector_records(self, model: Model, cubes: Sequence[int]) -> Iterator[VectorRecord]:
        """Yield what a model made of these cubes' versions, in the order of `version_records`."""
        ...

    def operation_records(self, space: Space, ids: Collection[str]) -> Iterator[OperationRecord]:
        """Yield these operations in the order of their time; those of one moment by id."""
        ...

    def api_keys(self) -> list[ApiKeyRow]:
        """Return every API key, those that were revoked too, in the order they were made."""
        ...

    def api_key(self, id_: str) -> ApiKeyRow | None:
        """Return the API key of this id."""
        ...

    def session_token(self, digest: bytes) -> SessionRow | None:
        """Return the session, or the link, whose token has this digest."""
        ...

    def request(self, token: bytes) -> RequestRow | None:
        """Return what the request of this token has done; `None`: nothing that is known of."""
        ...


class Writer(Reader, Protocol):
    """
    One write transaction: all of it or nothing.

    Attributes:
        now_us: Its transaction time, greater than any before it.

        actor: Who writes, as the store was opened for.

        run: The id of the consolidation its operation is part of, where `begin` is given none; set it before.
    """

    now_us: int
    actor: str | None
    run: str | None

    @property
    def begun(self) -> str | None:
        """The id of the operation that was begun, or `None`."""
        ...

    def ensure_space(self, name: str) -> Space: ...
    def begin(
        self,
        space: Space,
        verb: Verb,
        *,
        reason: str | None = None,
        undoes: str | None = None,
        run: str | None = None,
    ) -> str: ...
    def append(self, space: Space, cube: MemCube, terms: Terms) -> MemCube:
        """
        Store *cube* as the current version of its memory, superseding the one before, if any.

        Sequence, version, transaction times and operation are the store's to set; the memory's open links
        become ``cube.links``. Returns the cube as stored.
        """
        ...

    def adopt_operations(self, space: Space, records: Sequence[OperationRecord]) -> None:
        """
        Store operations of another store under their own ids and times; `begin` comes after it.

        The transaction's own time is then later than any of theirs.
        """
        ...

    def adopt(
        self,
        space: Space,
        versions: Sequence[Adopted],
        links: Sequence[LinkRecord],
        model: Model | None = None,
    ) -> None:
        """
        Store versions and edges of another store as they were there, under operations that are here already.

        The operation that was begun commits to them. All versions of a cube are given, or all that follow on those
        here. An edge that is open here and has an end in *links* gets that end.

        Args:
            model: What made the vectors of *versions*.
        """
        ...

    def teach(self, space: Space, judged: Sequence[Verdict]) -> None:
        """Store a lesson; the oldest beyond `LESSONS_KEPT` go."""
        ...

    def drop_lessons(self, space: Space) -> int:
        """Take every lesson back; return how many verdicts that were."""
        ...

    def undo_lessons(self, space: Space, operations: Collection[str]) -> int:
        """Take back what *operations* taught and teach again what they took back; return how many verdicts."""
        ...

    def remember_replay(self, space: Space, user: str | None, key: str, replay: Replay) -> None: ...
    def set_detail(self, operation: str, detail: str) -> None: ...
    def erase(self, space: Space, ids: Collection[str]) -> Erased: ...
    def drop_space(self, space: Space) -> None: ...
    def add_model(self, name: str, model: str, dims: int, role: str) -> Model: ...
    def drop_model(self, model: Model) -> None: ...
    def activate(self, model: Model) -> None: ...
    def enqueue_all(self, model: Model) -> None: ...
    def add_vectors(self, model: Model, done: Sequence[Pending], vectors: Sequence[NewVector]) -> None:
        """Store the vectors of *done*; those that were erased or finished by another meanwhile are skipped."""
        ...

    def invalidate(self) -> None:
        """Have every cached matrix of the store built anew."""
        ...

    def set_setting(self, name: str, value: str) -> None: ...
    def replace_terms(self, row: int, terms: Terms) -> None: ...
    def repair(self) -> None:
        """Delete derived rows that belong to nothing, queue missing vectors, invalidate cached matrices."""
        ...

    def set_mark(self, space: Space, name: str, row: int) -> None: ...
    def set_vitalities(self, space: Space, rows: Mapping[str, VitalityRow]) -> None:
        """Replace these rows, by cube id. No undo takes them back; one of an erased cube is skipped."""
        ...

    def set_bonds(self, space: Space, rows: Iterable[BondRow]) -> None:
        """Replace these bonds; a weight of 0 takes one away. One of an erased cube is skipped."""
        ...

    def set_ages(self, space: Space, rows: Mapping[str, AgeRow | None]) -> None:
        """Replace these rows, by cube id; `None` takes one away. One of an erased cube is skipped."""
        ...

    def set_due(self, space: Space, ids: Collection[str] | None, at_us: int) -> None:
        """Have these cubes, or all, looked at by then, those that have an `AgeRow`."""
        ...

    def add_job(
        self,
        kind: str,
        payload: bytes = b"",
        *,
        space: Space | None = None,
        cubes: Collection[str] = (),
        run: str | None = None,
        delay_s: float = 0.0,
    ) -> int:
        """Store a job, due after *delay_s*, and return its row. See `Job` for what it may hold."""
        ...

    def lease_next_job(
        self, kinds: Collection[str], lease_s: float, space: Space | None = None, user: str | None = None
    ) -> Job | None:
        """
        Hold the job of these kinds that has been due for longest and that nobody holds, for *lease_s*.

        Args:
            space: Only jobs of this space; `None`: of any, and of the store.

            user: Only jobs about cubes of this user's, and those about no cube.
        """
        ...

    def renew_lease(self, job: Job, lease_s: float) -> None:
        """
        Let the lease last *lease_s* from now.

        Raises:
            LeaseLost: another holds the job by now, or it is gone. So do the next three.
        """
        ...

    def fail_job(self, job: Job, error: str, delay_s: float | None) -> None:
        """Give the lease back, for another attempt after *delay_s*; `None`: the job is dead."""
        ...

    def release_job(self, job: Job) -> None:
        """Give the lease back as if it had not been taken: to be gone on with later, no attempt counted."""
        ...

    def finish_job(self, job: Job) -> None:
        """Delete a job that is done, in the transaction that holds its effect."""
        ...

    def retry_job(self, row: int) -> bool:
        """Give a dead job its attempts back, due now; say whether it was dead."""
        ...

    def drop_job(self, row: int) -> bool:
        """Delete a job, whoever holds it; say whether it was there."""
        ...

    def set_api_key(self, key: ApiKeyRow) -> ApiKeyRow:
        """Store a key, in place of the one of its id; return it as stored. Its row is the store's to set."""
        ...

    def drop_api_keys(self, ids: Collection[str]) -> None:
        """Delete keys with all that is known of them, and their sessions."""
        ...

    def set_session(self, session: SessionRow) -> None:
        """Store a session or link, in place of the one of its digest. Its row is the store's to set."""
        ...

    def drop_session(self, digest: bytes) -> bool:
        """Delete a session or link; say whether it was there."""
        ...

    def drop_sessions(self, *, key: int | None = None, before_us: int | None = None) -> None:
        """Delete the sessions and links of a key, or those that ended before a moment."""
        ...

    def set_request(
        self, request: Request, *, cubes: Collection[str] | None = None, number: int | None = None
    ) -> None:
        """
        Note what a request was answered with; the operation that did it is noted already, see `carrying_out`.

        Raises:
            RequestDone: another sending of it was first.
        """
        ...


class Store(Protocol):
    """A place that keeps memories. Safe to use from several threads."""

    @property
    def location(self) -> str:
        """The path or URL it was opened by, without secrets."""
        ...

    @property
    def read_only(self) -> bool: ...

    @property
    def closed(self) -> bool: ...

    def secret(self) -> bytes:
        """Return the store's own key, which makes its digests useless elsewhere."""
        ...

    def read(self) -> AbstractContextManager[Reader]: ...
    def write(
        self, *, dry_run: bool = False, wait_s: float | None = None, durable: bool = True
    ) -> AbstractContextManager[Writer]:
        """
        Hold the write lock for one transaction; a dry run is rolled back at its end.

        Args:
            wait_s: How long to wait for the lock, where that is less than the store's own patience.

            durable: Whether it must outlast a power failure. What would be made again, like a lease or a plan, need
                not, and the lock is then held for less long; it outlasts the process in any case, and the file stays
                sound.

        Raises:
            StoreBusy: another writer held it for longer.
        """
        ...

    def scrub(self, timeout_s: float) -> str | None:
        """Move every committed byte to its final place and cut the logs; say why not, or `None`."""
        ...

    def rewrite(self) -> None:
        """Write the files afresh, without anything that no row accounts for."""
        ...

    def raw(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Yield each file's name and its bytes, in chunks."""
        ...

    def reindex(self) -> None:
        """Build the store's own indexes anew from its rows."""
        ...

    def schema_version(self) -> int: ...
    def integrity(self) -> list[str]:
        """Return what is wrong with the files themselves; empty when sound."""
        ...

    def size_bytes(self) -> int: ...
    def backup(self, target: Any, progress: Any = None) -> None: ...
    def close(self) -> None: ...
