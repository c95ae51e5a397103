"""Which model a store's vectors come from, and the embedder that goes with it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from ..embed import resolve
from ..errors import EmbedderMismatch
from ._vectors import Vectorizer

if TYPE_CHECKING:
    from ..embed import Embedder
    from ..store import Model, Store

DEFAULT_EMBEDDER = "minilm"

EmbedderSpec: TypeAlias = "str | Embedder | Callable[..., object]"


class ActiveModel:
    """
    The model a store was made with, loaded when it is first needed.

    Args:
        spec: The embedder asked for; `None` for the one the store recorded, or for a new store the default.

    Raises:
        EmbedderMismatch: *spec* is another model than the store's.
    """

    def __init__(self, store: Store, spec: EmbedderSpec | None) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._asked = resolve(spec) if spec is not None else None
        self._vectorizer: Vectorizer | None = None
        recorded = self._recorded()
        if recorded is None:
            self._record(self._asked or resolve(DEFAULT_EMBEDDER))
        elif self._asked is not None:
            self._check(self._asked, recorded)

    def _recorded(self) -> Model | None:
        with self._store.read() as reader:
            return next((model for model in reader.models() if model.role == "active"), None)

    def _record(self, embedder: Embedder) -> None:
        if self._store.read_only:
            return
        with self._store.write() as writer:
            if not writer.models():
                writer.enqueue_all(writer.add_model(embedder.name, embedder.model, 0, "active"))

    def current(self) -> tuple[Model, Vectorizer] | tuple[None, None]:
        """
        Return the model that answers now, and what makes its vectors; nothing when none was ever recorded.

        Raises:
            EmbedderMismatch: the store was re-embedded meanwhile, or its model cannot be had by its name.
        """
        model = self._recorded()
        if model is None:
            return None, None
        with self._lock:
            if self._vectorizer is None or self._vectorizer.embedder.model != model.model:
                embedder = self._asked or self._by_name(model)
                self._check(embedder, model)
                self._vectorizer = Vectorizer(self._store, embedder)
            return model, self._vectorizer

    def _by_name(self, model: Model) -> Embedder:
        try:
            return resolve(model.name)
        except ValueError as error:
            raise EmbedderMismatch(
                f"store {self._store.location!r} holds vectors of the embedder {model.name!r}, which has to be "
                f"passed to mnemic.open(embedder=…): {error}"
            ) from None

    def _check(self, embedder: Embedder, recorded: Model) -> None:
        if embedder.model != recorded.model:
            location = self._store.location
            raise EmbedderMismatch(
                f"store {location!r} holds vectors of {recorded.model!r}, got embedder {embedder.model!r}; "
                f"open it with embedder={recorded.name!r} (or none), "
                f"or run: mnemic reembed --db {location} --embedder {embedder.name}"
            )

    def adopt(self, embedder: Embedder) -> None:
        """Go on with *embedder*, which the store was just re-embedded with."""
        with self._lock:
            self._asked = embedder
            self._vectorizer = None

    def forget(self) -> None:
        """Drop what is kept in memory of texts seen."""
        with self._lock:
            if self._vectorizer is not None:
                self._vectorizer.forget()
