"""The façade: opening a store, and the verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazily

if TYPE_CHECKING:
    from ._async import AsyncMemory, aopen, awaitable
    from ._compose import compose
    from ._door import Door
    from ._exported import Exported
    from ._imported import Imported
    from ._memory import Memory
    from ._migrate import migrate
    from ._open import open  # noqa: A004
    from ._results import AuditHead, BackgroundJob, Linked, Links, Logged, Page, Stats
    from ._taught import teach
    from ._verb import bound, verb

__all__ = [
    "AsyncMemory",
    "AuditHead",
    "BackgroundJob",
    "Door",
    "Exported",
    "Imported",
    "Linked",
    "Links",
    "Logged",
    "Memory",
    "Page",
    "Stats",
    "aopen",
    "awaitable",
    "bound",
    "compose",
    "migrate",
    "open",
    "teach",
    "verb",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        "_async": ("AsyncMemory", "aopen", "awaitable"),
        "_compose": ("compose",),
        "_door": ("Door",),
        "_exported": ("Exported",),
        "_imported": ("Imported",),
        "_memory": ("Memory",),
        "_migrate": ("migrate",),
        "_open": ("open",),
        "_results": ("AuditHead", "BackgroundJob", "Linked", "Links", "Logged", "Page", "Stats"),
        "_taught": ("teach",),
        "_verb": ("bound", "verb"),
    },
)
