"""Opening a memory."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from .. import admit, govern
from ..cube import text_problem
from ..errors import ArgumentError
from ..index import EmbedderSpec, keep_terms_current
from ..recall import Pipeline
from ..store.sqlite import SQLiteStore
from ..times import Clock, parse_time, system_clock
from ._memory import Memory
from ._verb import verb

if TYPE_CHECKING:
    from ..llm import LanguageModel, Redact

_OPENING_SCRUB_S = 0.2


@verb
def open(  # noqa: A001 - the public name
    location: str | Path,
    *,
    space: str = "default",
    embedder: EmbedderSpec | None = None,
    llm: str | LanguageModel | Callable[[str], str] | None = None,
    redact: Redact | None = None,
    read_only: bool = False,
    actor: str | None = None,
    busy_timeout_s: float = 10.0,
    cache_bytes: int = 256 << 20,
    clock: Clock = system_clock,
    pipeline: Pipeline | None = None,
) -> Memory:
    """
    Open the memory in the file *location*, made if it isn't there. Needs no key, no service, no download.

    Args:
        location: A path; ``":memory:"`` for one that ends with the handle.

        space: The isolation wall to work behind. Nothing crosses it.

        embedder: A name (``"minilm"``, ``"hash"``, ``"openai:MODEL"`` …), an `Embedder` or a callable;
            `None` for the one the store was made with, for a new store ``"minilm"``.

        llm: A language model for `Memory.consolidate` and `Memory.reflect`: its name (``"openai:gpt-4o-mini"``,
            ``"http://127.0.0.1:8080/v1#my-model"``, ``"smollm"``), an object or a function. Without one nothing
            is ever asked.

        redact: What each text goes through before it leaves for the model, e.g. `mnemic.llm.redact_contacts`.

        read_only: Refuse every write.

        actor: Who works through this handle, for the record of operations.

        busy_timeout_s: How long a write waits for another writer before `StoreBusy`.

        cache_bytes: How much memory the matrices of the spaces in use may take.

        clock: Where "now" comes from.

        pipeline: Another read path than the default; see `mnemic.recall.Pipeline`.

    Raises:
        StorePathError, StoreUnwritable, NotAMnemicStore, StoreTooNew, StoreCorrupted, MigrationRequired:
            the file cannot be opened; the message says what to do.

        EmbedderMismatch: the store's vectors come from another model.
    """
    name = admit.name(space, "space")
    if name is None:
        raise ArgumentError('space=None: a memory lives in a space; leave it out for "default"')
    model = _model(llm)
    if redact is not None and not callable(redact):
        raise ArgumentError(f"redact={redact!r:.60} must be a function from text to text, or None")
    clock = _aware(clock)
    store = SQLiteStore(
        _path(location),
        clock=clock,
        actor=admit.name(actor, "actor"),
        read_only=read_only,
        busy_timeout_s=admit.seconds(busy_timeout_s, "busy_timeout_s"),
    )
    try:
        keep_terms_current(store)
        memory = Memory(
            store,
            space=name,
            embedder=embedder,
            clock=clock,
            cache_bytes=admit.count(cache_bytes, "cache_bytes", least=0),
            pipeline=pipeline or Pipeline(),
            llm=model,
            redact=redact,
        )
        if not read_only:
            govern.finish_erasures(store, _OPENING_SCRUB_S)
    except BaseException:
        store.close()
        raise
    return memory


def _model(llm: str | LanguageModel | Callable[[str], str] | None) -> LanguageModel | None:
    if llm is None:
        return None
    # Loaded for those who name one.
    from ..llm import resolve

    return resolve(llm)


def _aware(clock: Clock) -> Clock:
    """Return *clock*, held to giving aware times."""
    return lambda: parse_time(clock(), "clock()")


def _path(location: object) -> str:
    if isinstance(location, os.PathLike):
        location = os.fspath(location)
    if not isinstance(location, str) or not location:
        raise ArgumentError(
            f'a store is opened by its path, e.g. mnemic.open("memory.db"), got {location!r:.60}'
        )
    if "://" in location:
        raise ArgumentError(
            f'{location.partition("://")[0]}:// stores are not built yet; pass a path such as "memory.db"'
        )
    problem = text_problem(location)
    if problem:
        raise ArgumentError(f"the path {location!r:.60} {problem}")
    return location
