"""What every verb works with: an open store, the space, and what this handle keeps in memory."""

from __future__ import annotations

import copy
from collections.abc import Collection
from typing import TYPE_CHECKING, NoReturn, Self, cast

from ..admit import name as checked_name
from ..cube import is_id
from ..errors import ArgumentError, OperationNotFound, StoreClosed
from ..index import ActiveModel, IndexCache, clear_caches
from ..recall import Lessons
from ..times import utc_us
from ._recent import RecentRecalls
from ._scrubber import Scrubber

if TYPE_CHECKING:
    from ..index import EmbedderSpec
    from ..llm import LanguageModel, Redact
    from ..recall import Pipeline
    from ..store import Store
    from ..times import Clock


class Handle:
    """An open store and one space of it."""

    def __init__(
        self,
        store: Store,
        *,
        space: str,
        embedder: EmbedderSpec | None,
        clock: Clock,
        cache_bytes: int,
        pipeline: Pipeline,
        llm: LanguageModel | None = None,
        redact: Redact | None = None,
    ) -> None:
        self._store = store
        self._space = space
        self._clock = clock
        self._llm = llm
        self._redact = redact
        self._pipeline = pipeline
        self._tokens = pipeline.tokens
        self._lessons = Lessons(pipeline, clock)
        self._recent = RecentRecalls()
        self._cache = IndexCache(cache_bytes)
        self._model = ActiveModel(store, embedder)
        self._scrubber = Scrubber(store)
        self._is_opener = True

    def __repr__(self) -> str:
        return f"mnemic.Memory({self._store.location!r}, space={self._space!r})"

    @property
    def space(self) -> str:
        """The name of the space this handle works in."""
        return self._space

    def _in_space(self, name: str) -> Self:
        """Return a copy of this handle for another space; what a handle keeps of its own space is its own."""
        checked = checked_name(name, "space")
        if checked is None:
            raise ArgumentError('space=None: a memory lives in a space; in_space("default") is the first one')
        other = copy.copy(self)
        other._space = checked
        other._lessons = Lessons(self._pipeline, self._clock)
        other._recent = RecentRecalls()
        other._is_opener = False
        return other

    def _leave(self) -> None:
        """Close the store, or, in a handle that shares it, let go of it."""
        if self._is_opener:
            self._scrubber.close()
            self._cache.clear()
            self._store.close()
        elif not self._store.closed:
            self._store = cast("Store", _LeftStore(repr(self)))

    def _now_us(self) -> int:
        return utc_us(self._clock())

    def _forget_caches(self) -> None:
        self._cache.clear()
        self._recent.forget(self._there)
        self._model.forget()
        clear_caches()

    def _there(self, ids: Collection[str]) -> Collection[str]:
        with self._store.read() as reader:
            space = reader.space(self._space)
            return reader.current(space, ids) if space else ()


class _LeftStore:
    """What a handle that shared its store has once it is closed."""

    closed = True

    def __init__(self, handle: str) -> None:
        self._handle = handle

    def __getattr__(self, name: str) -> NoReturn:
        raise StoreClosed(f"{self._handle} was closed; call in_space() again")


def checked_reason(value: str | None) -> str | None:
    """Return *value* if it can be kept as a reason."""
    return checked_name(value, "reason")


def checked_operation(value: object) -> str:
    """Return *value* if it is written like an operation's id."""
    if not isinstance(value, str):
        raise ArgumentError(f"an operation's id is text, got {type(value).__name__}: {value!r:.60}")
    if not is_id(value):
        raise OperationNotFound(f"no operation {value!r:.60}; mem.operations() lists them with their ids")
    return value
