"""What every verb works with: an open store, the space, and what this handle keeps in memory."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from ..admit import name as checked_name
from ..cube import is_id
from ..errors import ArgumentError, OperationNotFound
from ..index import ActiveModel, EmbedderSpec, IndexCache, clear_caches
from ..recall import Lessons, Pipeline
from ..store import Store
from ..times import Clock
from ._recent import RecentRecalls

if TYPE_CHECKING:
    from ..llm import LanguageModel, Redact


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
        self._tokens = pipeline.tokens
        self._lessons = Lessons(pipeline, clock)
        self._recent = RecentRecalls()
        self._cache = IndexCache(cache_bytes)
        self._model = ActiveModel(store, embedder)

    def __repr__(self) -> str:
        return f"mnemic.Memory({self._store.location!r}, space={self._space!r})"

    @property
    def space(self) -> str:
        """The name of the space this handle works in."""
        return self._space

    def _forget_caches(self) -> None:
        self._cache.clear()
        self._recent.forget(self._there)
        self._model.forget()
        clear_caches()

    def _there(self, ids: Collection[str]) -> Collection[str]:
        with self._store.read() as reader:
            space = reader.space(self._space)
            return reader.current(space, ids) if space else ()


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
