"""Each space's matrices, kept in memory within a budget and current by the space's change counter."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, NamedTuple

from ..errors import StoreCorrupted
from ._dense import DenseIndex, DenseView
from ._lexical import LexicalIndex, LexicalView
from ._table import HeaderTable, TableView

if TYPE_CHECKING:
    from ..store import Model, Reader, Space, Store


class SpaceView(NamedTuple):
    """A space's matrices, all of one moment. `dense` is `None` when no model was asked for."""

    table: TableView
    lexical: LexicalView
    dense: DenseView | None


class _Entry:
    """The matrices of one space."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.purges = -1
        self.generation = -1
        self._reset()

    def _reset(self) -> None:
        self.table = HeaderTable()
        self.lexical = LexicalIndex()
        self.dense: dict[str, DenseIndex] = {}
        self.dense_generation = -1
        self.last_version = 0
        self.last_lexical = 0

    def refresh(self, reader: Reader, space: Space, model: Model | None, *, words: bool) -> None:
        """
        Read what is new in *reader*'s snapshot; everything, after an erasure.

        Raises:
            StoreCorrupted: there are rows no matrix can be made of.
        """
        try:
            self._refresh(reader, space, model, words=words)
        except BaseException as error:
            # What was half read must not answer the next question.
            self.purges = self.generation = -1
            self._reset()
            if isinstance(error, ValueError | TypeError | ArithmeticError | LookupError):
                raise StoreCorrupted(
                    f"rows of space {space.name!r} are damaged and cannot be searched ({error!r:.200}); "
                    "mnemic check names them, and mends those that are derived"
                ) from error
            raise

    def _refresh(self, reader: Reader, space: Space, model: Model | None, *, words: bool) -> None:
        if space.purges != self.purges:
            self._reset()
        if (space.purges, space.generation) != (self.purges, self.generation):
            headers = reader.header_columns(space, self.last_version)
            self.table.extend(headers)
            self.last_version = max(headers["row"], default=self.last_version)
        if words and self.last_lexical < self.last_version:
            terms = reader.terms(space, self.last_lexical)
            self.lexical.extend(terms)
            self.last_lexical = max(terms.rows, default=self.last_lexical)
        if model is not None:
            self._refresh_dense(reader, space, model)
        self.purges, self.generation = space.purges, space.generation

    def _refresh_dense(self, reader: Reader, space: Space, model: Model) -> None:
        index = self.dense.get(model.model)
        if index is None:
            self.dense = {model.model: DenseIndex()}
            index = self.dense[model.model]
        elif space.generation == self.dense_generation:
            return
        index.extend(reader.vectors(space, model, index.last_row), self.table.view.numbers["row"])
        self.dense_generation = space.generation

    @property
    def size_bytes(self) -> int:
        dense = sum(index.size_bytes for index in self.dense.values())
        return self.table.size_bytes + self.lexical.size_bytes + dense


class IndexCache:
    """
    The matrices of the spaces in use, least recently used out first.

    Args:
        limit_bytes: How much memory they may take together; the space in use stays whatever its size.
    """

    def __init__(self, limit_bytes: int) -> None:
        self._limit_bytes = limit_bytes
        self._lock = threading.Lock()
        self._entries: OrderedDict[int, _Entry] = OrderedDict()

    @contextmanager
    def open(
        self, store: Store, name: str, model: Model | None = None, *, words: bool = True
    ) -> Iterator[tuple[Reader, Space, SpaceView] | None]:
        """
        Open one snapshot of *store* with the matrices of the space *name* as of that snapshot.

        Yields `None` when there is no such space.
        """
        with ExitStack() as stack:
            entry = self._entry(store, name)
            if entry is None:
                yield None
                return
            # The snapshot is taken while the entry is locked, so it is never older than the matrices.
            with entry.lock:
                reader = stack.enter_context(store.read())
                space = reader.space(name)
                view = None
                if space is not None:
                    entry.refresh(reader, space, model, words=words)
                    dense = entry.dense[model.model].view if model else None
                    view = SpaceView(entry.table.view, entry.lexical.view, dense)
            self._shrink(keep=entry)
            yield (reader, space, view) if space is not None and view is not None else None

    def _entry(self, store: Store, name: str) -> _Entry | None:
        with store.read() as reader:
            space = reader.space(name)
        if space is None:
            return None
        with self._lock:
            entry = self._entries.setdefault(space.row, _Entry())
            self._entries.move_to_end(space.row)
        return entry

    def _shrink(self, keep: _Entry) -> None:
        with self._lock:
            total = sum(entry.size_bytes for entry in self._entries.values())
            for row, entry in list(self._entries.items()):
                if total <= self._limit_bytes or entry is keep:
                    break
                total -= entry.size_bytes
                del self._entries[row]

    def clear(self) -> None:
        """Forget everything that was read, e.g. because it was erased."""
        with self._lock:
            self._entries.clear()

    @property
    def size_bytes(self) -> int:
        """What the matrices take in memory, nearly."""
        with self._lock:
            return sum(entry.size_bytes for entry in self._entries.values())
