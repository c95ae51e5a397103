"""CrewAI's storage backend."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Self, get_args

import anyio.to_thread
import numpy as np
from crewai.memory.storage.backend import EmbeddingDimensionMismatchError
from crewai.memory.types import MemoryRecord, ScopeInfo

from ...errors import ArgumentError, CubeNotFound, VersionConflict
from .._opened import opened
from .._owner import owned_by
from .._removal import Removal, checked_removal
from ._index import Entry, Records, below, chosen
from ._records import (
    PRIVATE,
    TAG,
    category_tag,
    embedding_of,
    item_of,
    key_of,
    moment,
    path_of,
    record_of,
    scope_tag,
    vector_of,
    withdrawn,
)
from ._vectors import Distance

if TYPE_CHECKING:
    from types import TracebackType

    from ...engine import Memory
    from ...recall import Recall
    from .._opened import Location

Test = Callable[[MemoryRecord], bool]


class MnemicStorage:
    """
    A `crewai.memory.storage.backend.StorageBackend` over a Mnemic memory.

    Each record is a memory of kind ``resource`` with the record's id as its key: an update appends a version, a
    deletion erases. Safe to use from several threads, and several processes may use one file.

    Attributes:
        memory: The memory beneath, for everything else: `Memory.history`, `Memory.undo`, `Memory.recall` …
    """

    def __init__(
        self,
        memory: Location,
        *,
        user: str | None = None,
        distance: Distance = "l2",
        on_delete: Removal = "erase",
        **options: Any,
    ) -> None:
        """
        Open the storage.

        Args:
            memory: An open memory, a path, or the URL of a server.

            user: Whose memories the records are; by default nobody's. Records of others are not seen.

            distance: How `search` scores: ``"l2"`` as CrewAI's default store, LanceDB, ``"cosine"`` as its Qdrant Edge.

            on_delete: ``"erase"`` erases deleted records from the store for good; ``"archive"`` keeps them in the
                archive, where they are no records, and is quick.

            options: For `mnemic.open`, where it is opened here.

        Raises:
            ArgumentError: an argument cannot be used.
        """
        if distance not in get_args(Distance):
            raise ArgumentError(f'distance={distance!r:.60} does not exist; it is "l2" or "cosine"')
        self._erases = checked_removal(on_delete) == "erase"
        self._opened = opened(memory, **options)
        self._user = user
        self._distance: Distance = distance
        self._records = Records(self._opened.memory, user)

    @property
    def memory(self) -> Memory:
        """The memory beneath."""
        return self._opened.memory

    def __repr__(self) -> str:
        return f"MnemicStorage(space={self.memory.space!r}, user={self._user!r})"

    def __deepcopy__(self, _memo: object) -> Self:
        # CrewAI copies a crew with all its fields: the copies work on the same store.
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the memory, if it was opened here. `crewai.Memory.close` calls this."""
        self._opened.close()

    # Writing

    def save(self, records: list[MemoryRecord]) -> None:
        """
        Keep *records* in one transaction: all of them, or none. One whose id is there already replaces it.

        Raises:
            EmbeddingDimensionMismatchError: an embedding has another dimension than those before it.

            ArgumentError: a record cannot be kept, e.g. for its metadata.
        """
        latest = {record.id: record for record in records}
        dimensions = [len(record.embedding) for record in latest.values() if record.embedding]
        self._check_dimensions(dimensions)
        if latest:
            self.memory.remember_many([item_of(record, self._user) for record in latest.values()])

    def update(self, record: MemoryRecord) -> None:
        """
        Put *record* in the place of the one with its id, as another version of it; where there is none, keep it.

        Raises:
            EmbeddingDimensionMismatchError, ArgumentError: as for `save`.
        """
        self.save([record])

    def _check_dimensions(self, dimensions: Sequence[int]) -> None:
        for dimension in dimensions:
            if dimension != dimensions[0]:
                raise EmbeddingDimensionMismatchError(dimensions[0], dimension)
        if dimensions:
            with self._records.now():
                self._records.vectors.check(dimensions[0])

    # Reading

    def search(
        self,
        query_embedding: list[float],
        scope_prefix: str | None = None,
        categories: list[str] | None = None,
        metadata_filter: dict[str, Any] | None = None,
        limit: int = 10,
        min_score: float = 0.0,
    ) -> list[tuple[MemoryRecord, float]]:
        """
        Return the records whose embeddings lie nearest, best first, each with its score.

        Every record that passes the filters is compared: nothing is approximate, and no filter comes too late.

        Args:
            scope_prefix: Only this scope and those below it.

            categories: Only records with one of these.

            metadata_filter: Only records whose metadata hold all of these.

            min_score: The least a score may be.

        Raises:
            EmbeddingDimensionMismatchError: the records' embeddings have another dimension.

            ArgumentError: the embedding holds something that is no number.
        """
        query = vector_of(query_embedding, "query_embedding")
        with self._records.now() as entries:
            vectors = self._records.vectors
            vectors.check(len(query))
            found = chosen(below(scope_prefix, entries.values()), *_tests(categories, metadata_filter))
            rows = np.fromiter((entry.row for entry in found), dtype=np.intp, count=len(found))
            scores = vectors.scores(rows, query, self._distance)
            best = np.argsort(-scores, kind="stable")[: max(limit, 0)]
            return [(self._records.whole(found[i]), float(scores[i])) for i in best if scores[i] >= min_score]

    def get_record(self, record_id: str) -> MemoryRecord | None:
        """Return the record of that id; `None`: there is none."""
        try:
            cube = self.memory.lookup(key_of(record_id), user=self._user)
        except CubeNotFound:
            return None
        if not self._records.is_record(cube):
            return None
        record, vector = record_of(cube), embedding_of(cube)
        record.embedding = None if vector is None else vector.tolist()
        return record

    def list_records(
        self, scope_prefix: str | None = None, limit: int = 200, offset: int = 0
    ) -> list[MemoryRecord]:
        """Return the records of a scope and those below it, newest first."""
        if limit <= 0 or offset < 0:
            return []
        with self._records.now() as entries:
            found = below(scope_prefix, reversed(entries.values()))
            found.sort(key=lambda entry: moment(entry.record.created_at), reverse=True)
            return [self._records.whole(entry) for entry in found[offset : offset + limit]]

    def get_scope_info(self, scope: str) -> ScopeInfo:
        """Return what a scope and those below it hold."""
        with self._records.now() as entries:
            found = below(scope, entries.values())
        times = sorted((entry.record.created_at for entry in found), key=moment)
        return ScopeInfo(
            path=scope.rstrip("/") or "/",
            record_count=len(found),
            categories=sorted({category for entry in found for category in entry.record.categories}),
            oldest_record=times[0] if times else None,
            newest_record=times[-1] if times else None,
            child_scopes=_children(scope, found),
        )

    def list_scopes(self, parent: str = "/") -> list[str]:
        """Return the scopes right below *parent* that hold records, or have some below them."""
        with self._records.now() as entries:
            return _children(parent, below(parent, entries.values()))

    def list_categories(self, scope_prefix: str | None = None) -> dict[str, int]:
        """Return how many records of a scope and those below it have each category."""
        counts: dict[str, int] = {}
        with self._records.now() as entries:
            for entry in below(scope_prefix, entries.values()):
                for category in entry.record.categories:
                    counts[category] = counts.get(category, 0) + 1
        return counts

    def count(self, scope_prefix: str | None = None) -> int:
        """Return how many records a scope and those below it hold."""
        with self._records.now() as entries:
            return len(below(scope_prefix, entries.values()))

    def recall(
        self,
        query: str,
        *,
        scope_prefix: str | None = None,
        categories: list[str] | None = None,
        source: str | None = None,
        include_private: bool = False,
        limit: int = 10,
        max_tokens: int | None = None,
    ) -> Recall:
        """
        Return the records that answer a question in words, found by Mnemic's own recall rather than by embedding.

        Args:
            scope_prefix, categories: As for `search`.

            source, include_private: As for `crewai.Memory.recall`: private records are for the source they came from.

            limit, max_tokens: As for `mnemic.Memory.recall`.
        """
        path = path_of(scope_prefix or "")
        scope = owned_by(self._user)
        wanted: list[dict[str, Any]] = [scope.pop("where")] if "where" in scope else []
        if categories:
            wanted.append({"or": [{"tags": {"contains": category_tag(category)}} for category in categories]})
        if not include_private:
            own = [] if source is None else [{"source": source}]
            wanted.append({"or": [{"not": {"tags": {"contains": PRIVATE}}}, *own]})
        return self.memory.recall(
            query,
            **scope,
            kinds=("resource",),
            tags=(TAG, scope_tag(path)) if path else (TAG,),
            where={"and": wanted} if wanted else None,
            limit=limit,
            max_tokens=max_tokens,
        )

    # Deleting

    def delete(
        self,
        scope_prefix: str | None = None,
        categories: list[str] | None = None,
        record_ids: list[str] | None = None,
        older_than: datetime | None = None,
        metadata_filter: dict[str, Any] | None = None,
    ) -> int:
        """
        Erase the records that match all that is given, for good; without any argument, all of them.

        An empty list, or an empty filter, matches none. With ``on_delete="archive"`` they are archived instead.

        Returns:
            How many records were deleted.
        """
        if any(given is not None and not given for given in (categories, record_ids, metadata_filter)):
            return 0
        tests = _tests(categories, metadata_filter)
        if record_ids is not None:
            ids = set(record_ids)
            tests.append(lambda record: record.id in ids)
        if older_than is not None:
            before = moment(older_than)
            tests.append(lambda record: moment(record.created_at) < before)
        with self._records.now() as entries:
            doomed = [entry.cube for entry in chosen(below(scope_prefix, entries.values()), *tests)]
        return self._erase(doomed) if self._erases else self._archive(doomed)

    def _erase(self, cubes: list[str]) -> int:
        """Erase *cubes* in one go; return how many of them were still there."""
        while cubes:
            try:
                receipt = self.memory.forget(ids=cubes, wait=False)
            except CubeNotFound:  # somebody else was quicker with some of them
                cubes = [cube for cube in cubes if self._is_there(cube)]
            else:
                if not receipt.derived:
                    self._records.erased(cubes, receipt.operation)
                return len(cubes)
        return 0

    def _archive(self, cubes: list[str]) -> int:
        """Make no records of *cubes*, and archive them; return how many of them still were records."""
        while True:
            held = [self.memory.get(cube) for cube in cubes if self._is_there(cube)]
            held = [cube for cube in held if self._records.is_record(cube)]
            if not held:
                return 0
            try:
                self.memory.remember_many([withdrawn(cube) for cube in held], reason="deleted")
            except VersionConflict:  # somebody else just wrote one of them
                continue
            self.memory.archive(ids=[cube.id for cube in held], reason="deleted")
            return len(held)

    def _is_there(self, cube: str) -> bool:
        try:
            self.memory.get(cube)
        except CubeNotFound:
            return False
        return True

    def reset(self, scope_prefix: str | None = None) -> None:
        """Delete all records of a scope and of those below it; without one, all records. Other memories stay."""
        self.delete(scope_prefix)

    # The same for coroutines

    async def asave(self, records: list[MemoryRecord]) -> None:
        """Do `save` without holding the loop up."""
        await anyio.to_thread.run_sync(self.save, records)

    async def asearch(
        self,
        query_embedding: list[float],
        scope_prefix: str | None = None,
        categories: list[str] | None = None,
        metadata_filter: dict[str, Any] | None = None,
        limit: int = 10,
        min_score: float = 0.0,
    ) -> list[tuple[MemoryRecord, float]]:
        """Do `search` without holding the loop up."""
        search = partial(
            self.search, query_embedding, scope_prefix, categories, metadata_filter, limit, min_score
        )
        return await anyio.to_thread.run_sync(search)

    async def adelete(
        self,
        scope_prefix: str | None = None,
        categories: list[str] | None = None,
        record_ids: list[str] | None = None,
        older_than: datetime | None = None,
        metadata_filter: dict[str, Any] | None = None,
    ) -> int:
        """Do `delete` without holding the loop up."""
        delete = partial(self.delete, scope_prefix, categories, record_ids, older_than, metadata_filter)
        return await anyio.to_thread.run_sync(delete)


def _tests(categories: list[str] | None, metadata_filter: dict[str, Any] | None) -> list[Test]:
    """Return the tests of a record that CrewAI's own stores make."""
    tests: list[Test] = []
    if categories:
        any_of = set(categories)
        tests.append(lambda record: not any_of.isdisjoint(record.categories))
    if metadata_filter:
        items = metadata_filter.items()
        tests.append(lambda record: all(record.metadata.get(name) == value for name, value in items))
    return tests


def _children(parent: str, entries: list[Entry]) -> list[str]:
    """Return the scopes right below *parent* that *entries*, which lie in it, lie in."""
    depth = len(path_of(parent)) + 1
    return sorted({"/" + "/".join(entry.path[:depth]) for entry in entries if len(entry.path) >= depth})
