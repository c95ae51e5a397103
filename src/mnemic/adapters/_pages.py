"""Reading a long list whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..cube import MemCube
    from ..engine import Memory

_PAGE = 1000


def every(memory: Memory, **scope: Any) -> Iterator[MemCube]:
    """Return the cubes of every page of ``memory.list(**scope)``, in its order; those in the archive too."""
    cursor: str | None = None
    while True:
        page = memory.list(**scope, tiers=None, limit=_PAGE, cursor=cursor)
        yield from page
        cursor = page.cursor
        if cursor is None:
            return
