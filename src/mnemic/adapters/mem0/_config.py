"""mem0's configuration: what of it has a meaning here, and what has to be named as unused."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ..._address import is_address
from ...errors import ArgumentError

FILE = "mnemic.db"
"""What the file is called in a folder that mem0's configuration, or MEM0_DIR, names."""


class Settings(NamedTuple):
    """
    What a configuration comes to.

    Attributes:
        location: The file, or the address of a server.

        space: The space, where the configuration names a collection.

        unused: The settings that have no part here, by their path: ``"vector_store.config.host"``. Names only:
            a configuration holds keys and passwords.
    """

    location: str
    space: str | None
    unused: tuple[str, ...]


def read_config(config: object) -> Settings:
    """
    Read mem0's configuration, as a dict or as its ``MemoryConfig``; `None` for none.

    Raises:
        ArgumentError: it is neither.
    """
    given = _as_dict(config)
    store = _inner(given, "vector_store")
    folder = store.get("path") or _parent(given.get("history_db_path"))
    used = {"vector_store.provider", "vector_store.config.path", "vector_store.config.collection_name"}
    if given.get("version") == "v1.1":
        used.add("version")
    if not store.get("path"):
        used.add("history_db_path")
    space = store.get("collection_name")
    return Settings(
        location=_in_folder(folder) if folder else default_location(),
        space=None if space is None else str(space),
        unused=tuple(name for name in _names(given) if name not in used),
    )


def default_location() -> str:
    """Return ``$MNEMIC_DB``, else ``mnemic.db`` in ``$MEM0_DIR``, else in ``~/.mem0``."""
    named = os.environ.get("MNEMIC_DB")
    if named:
        return named
    return _in_folder(os.environ.get("MEM0_DIR") or Path.home() / ".mem0")


def make_folder(location: str) -> None:
    """Make the folder of a file, as mem0 does."""
    if location != ":memory:" and not is_address(location):
        Path(location).expanduser().parent.mkdir(parents=True, exist_ok=True)


def warn_unused(names: tuple[str, ...], location: object) -> None:
    """Say once, in one warning, which settings are not used, and what stands in their place."""
    if names:
        warnings.warn(
            f"mem0's settings {', '.join(names)} have no part in mnemic.adapters.mem0 and are not used: memories, "
            f"vectors and history are all in {str(location)!r}; Memory(embedder=…) names another embedder, and facts "
            "are formed without a language model unless Memory(llm=…) names one",
            UserWarning,
            stacklevel=3,
        )


def _as_dict(config: object) -> Mapping[str, Any]:
    if config is None:
        return {}
    if isinstance(config, Mapping):
        return config
    dump = getattr(config, "model_dump", None)
    if dump is None:
        raise ArgumentError(
            f"config={config!r:.60} is no mem0 configuration: pass a dict, or mem0's MemoryConfig; "
            "a Mnemic memory, path or address goes to memory="
        )
    # What was not set is mem0's default, and no wish of the application.
    return _as_dict(dump(exclude_unset=True, warnings=False))


def _inner(given: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return the ``config`` inside a component's settings."""
    component = given.get(name)
    inner = component.get("config") if isinstance(component, Mapping) else None
    return inner if isinstance(inner, Mapping) else {}


def _names(given: Mapping[str, Any]) -> Iterator[str]:
    """Yield the path of every setting that was given; of a component that has no part here, only its name."""
    for name, value in given.items():
        if name != "vector_store" or not isinstance(value, Mapping):
            if value is not None:
                yield str(name)
            continue
        for inner, setting in value.items():
            if inner == "config" and isinstance(setting, Mapping):
                yield from (f"{name}.config.{key}" for key, told in setting.items() if told is not None)
            elif setting is not None:
                yield f"{name}.{inner}"


def _parent(path: object) -> str | None:
    return str(Path(str(path)).parent) if path and str(path) != ":memory:" else None


def _in_folder(folder: object) -> str:
    return ":memory:" if folder == ":memory:" else str(Path(str(folder)).expanduser() / FILE)
