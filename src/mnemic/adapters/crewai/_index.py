"""CrewAI's records as they are in a memory now, held ready to be searched."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NamedTuple

from ...cube import RECALLABLE
from ...errors import Forbidden
from .._owner import owned_by
from .._pages import every
from ._records import TAG, embedding_of, holds_record, key_of, path_of, record_of
from ._vectors import Vectors

if TYPE_CHECKING:
    from crewai.memory.types import MemoryRecord

    from ...cube import MemCube
    from ...engine import Logged, Memory

_FEW: Final = 1000
"""So many changes are taken over one by one, however few records there are."""
_MOST_MISSED: Final = 200
"""How many operations are looked back over for what changed; beyond that everything is read anew."""


class Entry(NamedTuple):
    """A record, with the id and version of its memory, its scope's parts and the row of its embedding."""

    cube: str
    version: int
    record: MemoryRecord
    path: tuple[str, ...]
    row: int


class Records:
    """
    All records of one memory, kept up to date by what was done since: here, in other threads and other processes.

    A look costs one small question, which operation was the latest, while nothing was written.
    """

    def __init__(self, memory: Memory, user: str | None) -> None:
        self._memory = memory
        self._user = user
        self._lock = threading.RLock()
        self._entries: dict[str, Entry] = {}
        self._latest: str | None = None
        self._erased: dict[str, list[str]] = {}
        self.vectors = Vectors()

    @contextmanager
    def now(self) -> Iterator[dict[str, Entry]]:
        """Yield all records by the id of their memories, in the order of arrival; nobody changes them meanwhile."""
        with self._lock:
            self._catch_up()
            yield self._entries

    def is_record(self, cube: MemCube) -> bool:
        """Say whether *cube* is one of the records: of this user, of CrewAI, and not withdrawn by an undo."""
        return (
            cube.user == self._user
            and TAG in cube.tags
            and cube.state in RECALLABLE
            and holds_record(cube.metadata)
            and cube.key == key_of(cube.metadata["id"])
        )

    def erased(self, cubes: list[str], operation: str | None) -> None:
        """Note which memories an erasure took, since the record of operations doesn't say."""
        if operation is not None:
            with self._lock:
                self._erased[operation] = cubes

    def _catch_up(self) -> None:
        try:
            head = self._memory.log(limit=1)
        except Forbidden:  # a key that is bound to one user is not told what was done
            self._load(None)
            return
        latest = head[0].operation.id if head else None
        if latest == self._latest:
            return
        missed = self._missed()
        if missed is None or self.vectors.other:
            self._load(latest)
            return
        for logged in missed:
            self._repeat(logged)

    def _missed(self) -> list[Logged] | None:
        """Return what was done since the last look, first to last; `None` where reading everything is less work."""
        if self._latest is None:
            return None
        missed: list[Logged] = []
        for logged in self._memory.log(limit=_MOST_MISSED):
            done = logged.operation
            if done.id == self._latest:
                many = sum(each.changes for each in missed) > max(len(self._entries), _FEW)
                return None if many else missed[::-1]
            if done.erased and done.id not in self._erased:
                return None
            missed.append(logged)
        return None

    def _repeat(self, logged: Logged) -> None:
        """Take over what an operation changed."""
        done = logged.operation
        for cube in self._erased.pop(done.id or "", ()):
            self._drop(cube)
        if logged.changes:
            whole = self._memory.log(operation_id=done.id, changes=logged.changes)
            for change in whole[0].operation.changes if whole else ():
                self._take(change.after)
        self._latest = done.id

    def _load(self, latest: str | None) -> None:
        """Read everything. What is written meanwhile comes after *latest*, and is taken in at the next look."""
        self._entries, self._erased, self.vectors, self._latest = {}, {}, Vectors(), latest
        for cube in every(self._memory, tags=(TAG,), kinds=("resource",), **owned_by(self._user)):
            self._take(cube)

    def _take(self, cube: MemCube) -> None:
        """Put a version in the place of an older one."""
        held = self._entries.get(cube.id)
        if held is not None and held.version >= cube.version:
            return
        if not self.is_record(cube):
            self._drop(cube.id)
            return
        if held is not None:
            self.vectors.drop(held.row)
        record = record_of(cube)
        row = self.vectors.put(embedding_of(cube))
        self._entries[cube.id] = Entry(cube.id, cube.version, record, path_of(record.scope), row)

    def _drop(self, cube: str) -> None:
        held = self._entries.pop(cube, None)
        if held is not None:
            self.vectors.drop(held.row)

    def whole(self, entry: Entry) -> MemoryRecord:
        """Return a record of its own for the caller to keep and change, with its embedding."""
        copy = entry.record.model_copy(deep=True)
        copy.embedding = self.vectors.at(entry.row)
        return copy


def below(prefix: str | None, entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries in the scope *prefix* and in those below it; `None`, ``""`` and ``"/"`` are all."""
    path = path_of(prefix or "")
    return [entry for entry in entries if entry.path[: len(path)] == path]


def chosen(entries: Iterable[Entry], *tests: Callable[[MemoryRecord], bool]) -> list[Entry]:
    """Return the entries whose records pass all *tests*."""
    return [entry for entry in entries if all(test(entry.record) for test in tests)]
