"""Opening a memory, wherever it is: a file is opened here, an address is that of a server."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ._address import is_address
from .engine import open as open_file
from .engine import verb
from .errors import ArgumentError
from .times import Clock, system_clock

if TYPE_CHECKING:
    from .engine import Memory
    from .index import EmbedderSpec
    from .llm import LanguageModel, Redact
    from .recall import Pipeline


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
    api_key: str | None = None,
    timeout_s: float | None = None,
    allow_http: bool = False,
) -> Memory:
    """
    Open the memory in a file, made if it isn't there, or the one on a server. A file needs no key and no service.

    A server has its own embedder, language model and clock, and records the key's name as the actor: those arguments,
    and what concerns this process's caches, are for files.

    Args:
        location: A path; ``":memory:"`` for one that ends with the handle; or the address of a server that
            ``mnemic serve`` runs, ``"https://memory.example"``.

        space: The isolation wall to work behind. Nothing crosses it.

        embedder: A name (``"minilm"``, ``"hash"``, ``"openai:MODEL"`` …), an `Embedder` or a callable;
            `None` for the one the store was made with, for a new store ``"minilm"``.

        llm: A language model for `Memory.consolidate` and `Memory.reflect`: its name (``"openai:gpt-4o-mini"``,
            ``"http://127.0.0.1:8080/v1#my-model"``, ``"smollm"``), an object or a function. Without one nothing
            is ever asked.

        redact: What each text goes through before it leaves for the model, e.g. `mnemic.llm.redact_contacts`.

        read_only: Refuse every write.

        actor: Who works through this handle, for the record of operations.

        busy_timeout_s: How long a write waits for another writer before `StoreBusy`; of a server, for how long it is
            asked again while it is busy or can't be reached.

        cache_bytes: How much memory the matrices of the spaces in use may take.

        clock: Where "now" comes from.

        pipeline: Another read path than the default; see `mnemic.recall.Pipeline`.

        api_key: For a server: the key; by default the variable ``MNEMIC_API_KEY``, read anew for each call.

        timeout_s: For a server: how long to wait for one answer, by default 60. Verbs that may take minutes are
            waited for.

        allow_http: For a server: send the key over a network without encryption, as ``MNEMIC_ALLOW_HTTP=1`` does.
            On this machine it always may.

    Raises:
        StorePathError, StoreUnwritable, NotAMnemicStore, StoreTooNew, StoreCorrupted, MigrationRequired:
            the file cannot be opened; the message says what to do.

        EmbedderMismatch: the store's vectors come from another model.

        ArgumentError: an argument cannot be used, or is for the other sort of memory.

        MissingExtra: a server needs httpx: ``pip install 'mnemic[client]'``. It is not asked before the first verb.
    """
    given: dict[str, Any] = dict(
        space=space, embedder=embedder, llm=llm, redact=redact, read_only=read_only, actor=actor,
        busy_timeout_s=busy_timeout_s, cache_bytes=cache_bytes, clock=clock, pipeline=pipeline,
        api_key=api_key, timeout_s=timeout_s, allow_http=allow_http,
    )  # fmt: skip
    if is_address(location):
        return _on_server(str(location), given)
    _refuse(given, ("api_key", "timeout_s", "allow_http"), f"{str(location)!r:.60} is a file and needs none")
    return open_file(location, **{name: given[name] for name in _FILE})


def _on_server(location: str, given: dict[str, Any]) -> Memory:
    here = (
        "the server has its own: give it to mnemic serve"
        if given["actor"] is None
        else "the server records the name of the key"
    )
    _refuse(given, _ONLY_FILE, f"{location!r:.60} is a server, and {here}")
    # Loaded for those who have a server.
    from .client import connect

    return connect(location, **{name: value for name, value in given.items() if name not in _ONLY_FILE})


def _refuse(given: dict[str, Any], names: tuple[str, ...], why: str) -> None:
    """Raise if one of *names* was given."""
    for name in names:
        if given[name] != _DEFAULTS[name]:
            raise ArgumentError(f"{name}= cannot be used here: {why}; leave it out")


_FILE = tuple(name for name in inspect.signature(open_file).parameters if name != "location")
_ONLY_FILE = ("embedder", "llm", "redact", "actor", "cache_bytes", "clock", "pipeline")
_DEFAULTS = {name: parameter.default for name, parameter in inspect.signature(open).parameters.items()}
