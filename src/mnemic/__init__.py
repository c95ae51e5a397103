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

from typing import TYPE_CHECKING

from ._lazy import lazily
from ._version import __version__

if TYPE_CHECKING:
    from ._aopen import aopen
    from ._open import open  # noqa: A004
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
    from .engine import (
        AsyncMemory,
        AuditHead,
        BackgroundJob,
        Exported,
        Imported,
        Memory,
        Page,
        Stats,
        compose,
    )
    from .errors import MnemicError
    from .lifecycle import Budget, Consolidation, Policy, Reflection
    from .recall import Hit, Missing, Profile, Recall

__all__ = [
    "AsyncMemory",
    "AuditHead",
    "BackgroundJob",
    "Budget",
    "Change",
    "Consolidation",
    "ErasureReceipt",
    "Evidence",
    "Exported",
    "Fact",
    "FrozenDict",
    "Hit",
    "Imported",
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
    "compose",
    "open",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        "engine": (
            "AsyncMemory",
            "AuditHead",
            "BackgroundJob",
            "Exported",
            "Imported",
            "Memory",
            "Page",
            "Stats",
            "compose",
        ),
        "_aopen": ("aopen",),
        "_open": ("open",),
        "cube": (
            "Change",
            "ErasureReceipt",
            "Evidence",
            "Fact",
            "FrozenDict",
            "Link",
            "MemCube",
            "Operation",
            "Predicate",
        ),
        "lifecycle": ("Budget", "Consolidation", "Policy", "Reflection"),
        "recall": ("Hit", "Missing", "Profile", "Recall"),
        "errors": ("MnemicError",),
    },
)
