"""The store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, Literal, Self, cast

import anyio.to_thread
from langgraph.store.base import (
    BaseStore,
    GetOp,
    IndexConfig,
    Item,
    ListNamespacesOp,
    Op,
    PutOp,
    Result,
    SearchItem,
    SearchOp,
    TTLConfig,
)

from ...errors import ArgumentError, CubeNotFound, Forbidden, NothingMatched, ReadOnlyStore, VersionConflict
from ...times import Clock, system_clock, utc_us
from .._opened import Location, opened
from .._removal import Removal, checked_removal
from .._storable import storable
from . import _document as document
from ._embedder import embedder_of
from ._filter import accepts, where_of
from ._operation import check, is_match
from ._sweeper import Sweeper

if TYPE_CHECKING:
    from types import TracebackType

    from ...cube import MemCube
    from ...engine import Memory

Namespace = tuple[str, ...]
Owner = str | Callable[[Namespace], str | None]
Place = tuple[Namespace, str]

_PAGE: Final = 500
_ALL: Final = 10**9
_TRIES: Final = 5
_PATIENCE_MS: Final = 30_000
"""How long a search waits for the vectors of what was just written."""

_WITHDRAWN: Final = "expired"
"""The state of what an undo has taken back."""

_REFRESHED_EVERY: Final = 0.05
"""The part of a time to live that must have gone by before a read writes a new end."""

_DEFAULT_INTERVAL_MINUTES: Final = 5


class MnemicStore(BaseStore):
    """
    A LangGraph store in a Mnemic memory. Safe to use from several threads, and by several processes on one file.

    A document is one keyed memory of kind ``resource``: each `put` is a version of it, its value is in the metadata,
    and what it is found by is its content. Close it, or use it in a ``with``, where it opened the memory itself.

    Args:
        memory: An open memory, a path, or the address of a server.

        index: What documents are found by, `IndexConfig`'s ``fields``; by default all they hold. ``embed`` and
            ``dims`` are for a memory that is opened here: by default it has Mnemic's own embedder. `False`: nothing
            is found by meaning, and a ``query`` is passed over.

        ttl: When documents expire; see LangGraph's `TTLConfig`. Nothing is deleted before `sweep_ttl` or
            `start_ttl_sweeper` is called.

        on_delete: ``"erase"``: a deleted document is erased for good, with all its versions. ``"archive"``: it goes
            into the archive with them, which is quick.

        form: Keep documents as episodes, so that `Memory.consolidate` forms facts from them.

        user: Whose the documents are, or what says so of a namespace: ``lambda namespace: namespace[1]``. Nothing
            may change about it later. It lets ``memory.forget(user=…)`` and keys of one user reach them.

        clock: Where "now" comes from.

        options: For `mnemic.open`, where the memory is opened here.

    Raises:
        ArgumentError: an argument cannot be used.
    """

    supports_ttl = True

    def __init__(
        self,
        memory: Location,
        *,
        index: IndexConfig | Literal[False] | None = None,
        ttl: TTLConfig | None = None,
        on_delete: Removal = "erase",
        form: bool = False,
        user: Owner | None = None,
        clock: Clock = system_clock,
        **options: Any,
    ) -> None:
        if index is not False and index is not None and not isinstance(index, Mapping):
            raise ArgumentError(
                f'index={index!r:.60} must be a dict such as {{"fields": ["text"]}}, False or None'
            )
        if ttl is not None and not isinstance(ttl, Mapping):
            raise ArgumentError(f'ttl={ttl!r:.60} must be a dict such as {{"default_ttl": 60}}, or None')
        self._is_searchable = index is not False
        self._fields = document.fields_of((index or {}).get("fields") or ["$"])
        self.ttl_config = ttl
        self._erases = checked_removal(on_delete) == "erase"
        self._kind = "episode" if form else "resource"
        self._user = user
        self._whose: dict[str, Any] = {"user": user} if isinstance(user, str) else {}
        self._clock = clock
        self._sweeper = Sweeper(self.sweep_ttl)
        if index and "embed" in index:
            options["embedder"] = embedder_of(index, options)
        self._opened = opened(memory, **options)

    def __repr__(self) -> str:
        return f"MnemicStore({self.memory!r})"

    @property
    def memory(self) -> Memory:
        """The memory the documents are in."""
        return self._opened.memory

    def close(self) -> None:
        """Stop the sweeper, and close the memory if it was opened here."""
        self.stop_ttl_sweeper()
        self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # What LangGraph calls

    def batch(self, ops: Iterable[Op]) -> list[Result]:
        """
        Carry out *ops*: what is read is read first, then all puts are written in one transaction, then all deletes.

        Of several puts of one document the last one counts.

        Raises:
            ArgumentError: a value is no JSON, a filter has an operator that does not exist …; nothing was written.

            InvalidNamespaceError: a namespace cannot be used; nothing was written.
        """
        asked = list(ops)
        for op in asked:
            check(op)
        puts = {(op.namespace, op.key): op for op in asked if isinstance(op, PutOp)}
        documents = [self._written(op) for op in puts.values() if op.value is not None]
        results = [self._read(op) for op in asked]
        if documents:
            now_us = self._now_us()
            self.memory.remember_many(
                [
                    document.draft(each, kind=self._kind, user=self._owner(each.namespace), now_us=now_us)
                    for each in documents
                ]
            )
        gone = [place for place, op in puts.items() if op.value is None]
        if gone:
            self._delete(gone)
        return results

    async def abatch(self, ops: Iterable[Op]) -> list[Result]:
        """Do as `batch`, in a worker thread."""
        asked = list(ops)
        return await anyio.to_thread.run_sync(partial(self.batch, asked))

    def _read(self, op: Op) -> Result:
        if isinstance(op, GetOp):
            return self._get(op)
        if isinstance(op, SearchOp):
            return self._search(op)
        if isinstance(op, ListNamespacesOp):
            return self._namespaces(op)
        return None

    def _written(self, op: PutOp) -> document.Written:
        fields = self._fields if op.index is None else document.fields_of(op.index or ())
        if not self._is_searchable:
            fields = ()
        return document.written(op.namespace, op.key, cast("Mapping[str, Any]", op.value), fields, op.ttl)

    # Reading

    def _get(self, op: GetOp) -> Item | None:
        cube = self._find(op.namespace, op.key)
        if cube is None or self._is_omitted(cube):
            return None
        if op.refresh_ttl:
            self._refresh([cube])
        return document.item_of(cube)

    def _find(self, namespace: Namespace, key: str) -> MemCube | None:
        """Return a document."""
        cube = self._kept(namespace, key)
        return cube if cube is not None and document.is_document(cube) else None

    def _kept(self, namespace: Namespace, key: str) -> MemCube | None:
        """Return what is kept in the place of a document, which may have been archived since."""
        try:
            return self.memory.lookup(document.cube_key(namespace, key), user=self._owner(namespace))
        except CubeNotFound:
            return None

    def _search(self, op: SearchOp) -> list[SearchItem]:
        wanted = op.offset + op.limit
        if op.limit == 0:
            return []
        if op.query and op.query.strip() and self._is_searchable:
            found = self._by_meaning(op, op.query, wanted)
        else:
            found = self._in_order(op, wanted)
        chosen = found[op.offset : wanted]
        if op.refresh_ttl:
            self._refresh([cube for cube, _ in chosen])
        return [document.search_item_of(cube, score) for cube, score in chosen]

    def _in_order(self, op: SearchOp, wanted: int) -> list[tuple[MemCube, float | None]]:
        """Return the first *wanted* documents that pass the filter, in the order in which they came."""
        pages = self._pages([document.prefix_tag(op.namespace_prefix)], self._where(op), first=wanted)
        passing = (cube for cube in pages if self._passes(op, cube))
        return [(cube, None) for cube in islice(passing, wanted)]

    def _pages(
        self, tags: Sequence[str], where: Mapping[str, Any] | None, *, first: int = _PAGE
    ) -> Iterator[MemCube]:
        limit, cursor = min(first, _PAGE), None
        while True:
            # Every tier: a store keeps what it was given, also what has faded.
            page = self.memory.list(
                tags=tags, where=where, tiers=None, limit=limit, cursor=cursor, **self._whose
            )
            yield from page
            if page.cursor is None:
                return
            limit, cursor = min(2 * limit, _PAGE), page.cursor

    def _by_meaning(self, op: SearchOp, query: str, wanted: int) -> list[tuple[MemCube, float | None]]:
        """Return the best *wanted* documents that pass the filter, best first."""
        limit = wanted
        while True:
            hits = self.memory.recall(
                storable(query, blank=query),
                tags=[document.prefix_tag(op.namespace_prefix), document.INDEXED],
                where=self._where(op),
                tiers=None,
                limit=limit,
                pending_budget_ms=_PATIENCE_MS,
                **self._whose,
            ).hits
            passing = [(hit.cube, hit.score) for hit in hits if self._passes(op, hit.cube)]
            if len(passing) >= wanted or len(hits) < limit:
                return list(passing[:wanted])
            limit *= 4

    def _where(self, op: SearchOp) -> dict[str, Any] | None:
        parts = [where_of(op.filter)] if op.filter else []
        if self._omits_expired:
            parts.append({"not": self._expired()})
        there = [part for part in parts if part is not None]
        return {"and": there} if there else None

    def _passes(self, op: SearchOp, cube: MemCube) -> bool:
        return not op.filter or accepts(op.filter, document.value_of(cube))

    def _namespaces(self, op: ListNamespacesOp) -> list[Namespace]:
        found = self._all_namespaces()
        for condition in op.match_conditions or ():
            found = [namespace for namespace in found if is_match(condition, namespace)]
        named = {namespace[: op.max_depth] for namespace in found}
        return sorted(named)[op.offset : op.offset + op.limit]

    def _all_namespaces(self) -> Iterable[Namespace]:
        seen = self.memory.overview(top=_ALL, days=1, **self._whose)
        if _WITHDRAWN in seen.states or self._omits_expired:
            # What was undone, or has expired, is counted there; so each document is looked at.
            where = {"not": self._expired()} if self._omits_expired else None
            return {tuple(cube.metadata["namespace"]) for cube in self._pages([document.ROOT], where)}
        there = map(document.namespace_of, seen.tags)
        return [namespace for namespace in there if namespace is not None]

    # Deleting

    def _delete(self, places: Sequence[Place]) -> None:
        found = self._kept if self._erases else self._find
        for left in reversed(range(_TRIES)):
            cubes = [cube for cube in (found(*place) for place in places) if cube is not None]
            try:
                self._remove(cubes)
            except (CubeNotFound, VersionConflict):  # another program wrote or deleted one of them meanwhile
                if not left:
                    raise
            else:
                return

    def _remove(self, cubes: Sequence[MemCube]) -> None:
        """Delete documents in one go."""
        ids = [cube.id for cube in cubes]
        if not ids:
            return
        if self._erases:
            self.memory.forget(ids=ids, wait=False)
            return
        # A document is one by its tags. Without them the version is only read where the archive is.
        self.memory.remember_many([document.archived(cube) for cube in cubes], reason="deleted")
        self.memory.archive(ids=ids, reason="deleted")

    # Time to live

    def sweep_ttl(self) -> int:
        """Delete the documents that have expired; return how many."""
        if not self._erases:
            expired = list(self._pages([document.ROOT], self._expired()))
            self._remove(expired)
            return len(expired)
        try:
            # Chosen under the lock of the write, so that what is put or read meanwhile stays.
            return self.memory.forget(
                tags=[document.ROOT], where=self._expired(), wait=False, **self._whose
            ).cubes
        except NothingMatched:
            return 0

    def start_ttl_sweeper(self, sweep_interval_minutes: float | None = None) -> Future[None]:
        """
        Call `sweep_ttl` every so often, in a thread, until `stop_ttl_sweeper` or `close`.

        Args:
            sweep_interval_minutes: By default what ``ttl`` says, or 5. Without either nothing is started.

        Returns:
            A future that is done when the sweeper has ended; cancelling it stops the sweeper.
        """
        if sweep_interval_minutes is None and not self.ttl_config:
            ended: Future[None] = Future()
            ended.set_result(None)
            return ended
        configured = (self.ttl_config or {}).get("sweep_interval_minutes")
        minutes = sweep_interval_minutes or configured or _DEFAULT_INTERVAL_MINUTES
        return self._sweeper.start(minutes * 60)

    def stop_ttl_sweeper(self, timeout: float | None = None) -> bool:
        """Stop the sweeper; say whether it has ended within *timeout* seconds. `None` waits as long as it takes."""
        return self._sweeper.stop(timeout)

    @property
    def _omits_expired(self) -> bool:
        return bool(self.ttl_config and self.ttl_config.get("omit_expired"))

    def _expired(self) -> dict[str, Any]:
        return {"metadata.expires_us": {"lte": self._now_us()}}

    def _is_omitted(self, cube: MemCube) -> bool:
        ends_us = cube.metadata.get("expires_us")
        return self._omits_expired and ends_us is not None and ends_us <= self._now_us()

    def _refresh(self, cubes: Sequence[MemCube]) -> None:
        """Have the time to live of *cubes*, which were read, begin anew."""
        now_us = self._now_us()
        for cube in cubes:
            minutes = cube.metadata.get("ttl_minutes")
            if minutes is None:
                continue
            ends_us = document.expiry(now_us, minutes)
            if ends_us - cube.metadata["expires_us"] < _REFRESHED_EVERY * minutes * 60_000_000:
                continue  # each is a version, and a document that is read all the time would be full of them
            # Whoever wrote it meanwhile began its time anew; and who may only read still reads.
            with suppress(VersionConflict, CubeNotFound, ReadOnlyStore, Forbidden):
                self.memory.update(
                    cube.id,
                    metadata={"expires_us": ends_us},
                    merge=True,
                    if_version=cube.version,
                    reason="read",
                )

    # Who, and when

    def _owner(self, namespace: Namespace) -> str | None:
        return self._user(namespace) if callable(self._user) else self._user

    def _now_us(self) -> int:
        return utc_us(self._clock())
