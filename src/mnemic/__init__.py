"""
Mnemic: a memory operating system for AI agents.

>>> import mnemic
>>> mem = mnemic.open(":memory:", embedder="hash")
>>> cube = mem.remember("I moved to Porto in May.", user="ana")
>>> mem.recall("Where did Ana move?", user="ana")[0].cube.content
'I moved to Porto in May.'
>>> mem.close()

Importing this does no I/O and loads nothing heavy; `open` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._version import __version__

if TYPE_CHECKING:
    from .cube import (
        Change,
        ErasureReceipt,
        Evidence,
        Fact,
        FrozenDict,
        Link,
        MemCube,
        Operation,
        Predicate,
    )
    from .engine import AsyncMemory, AuditHead, BackgroundJob, Memory, Page, Stats, aopen, open  # noqa: A004
    from .errors import MnemicError
    from .lifecycle import Budget, Consolidation, Policy, Reflection
    from .recall import Hit, Missing, Profile, Recall

_EXPORTS = {
    "engine": ("AsyncMemory", "AuditHead", "BackgroundJob", "Memory", "Page", "Stats", "aopen", "open"),
    "cube": ("Change", "ErasureReceipt", "Evidence", "Fact", "FrozenDict", "Link", "MemCube", "Operation", "Predicate"),
    "lifecycle": ("Budget", "Consolidation", "Policy", "Reflection"),
    "recall": ("Hit", "Missing", "Profile", "Recall"),
    "errors": ("MnemicError",),
}
_HOME = {name: module for module, names in _EXPORTS.items() for name in names}

__all__ = [
    "AsyncMemory",
    "AuditHead",
    "BackgroundJob",
    "Budget",
    "Change",
    "Consolidation",
    "ErasureReceipt",
    "Evidence",
    "Fact",
    "FrozenDict",
    "Hit",
    "Link",
    "MemCube",
    "Memory",
    "Missing",
    "MnemicError",
    "Operation",
    "Page",
    "Policy",
    "Predicate",
    "Profile",
    "Recall",
    "Reflection",
    "Stats",
    "__version__",
    "aopen",
    "open",
]


def __getattr__(name: str) -> Any:
    """Load what is asked for when it is asked for, so that importing stays instant."""
    module = _HOME.get(name)
    if module is None:
        raise AttributeError(f"module 'mnemic' has no attribute {name!r}")
    import importlib

    value = getattr(importlib.import_module(f".{module}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
