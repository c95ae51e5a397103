"""The façade: opening a store, and the verbs."""

from ._async import AsyncMemory, aopen
from ._life import BackgroundJob
from ._memory import Memory
from ._migrate import migrate
from ._open import open  # noqa: A004
from ._results import AuditHead, Page, Stats

__all__ = ["AsyncMemory", "AuditHead", "BackgroundJob", "Memory", "Page", "Stats", "aopen", "migrate", "open"]
