"""Opening a memory from async code, wherever it is."""

from __future__ import annotations

from ._open import open as open_memory
from .engine import awaitable

aopen = awaitable(open_memory)
"""Open a memory from async code: ``amem = await mnemic.aopen("memory.db")``. Takes what `open` takes."""
