"""Bringing an older store to the present schema and word index."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..index import reindex
from ..store.sqlite import SQLiteStore, migrate_file
from ..times import Clock, system_clock


def migrate(
    location: str | Path,
    *,
    backup: str | Path | None = None,
    progress: Callable[[int, int], None] | None = None,
    clock: Clock = system_clock,
) -> tuple[int, int]:
    """
    Bring the store in the file *location* to the present schema and word index.

    Args:
        backup: Copy the file there first.

        progress: Called with the pages of the backup still to go, and the pages in all.

    Returns:
        The schema versions before and after.

    Raises:
        StoreBusy: another program has the file open; nothing was changed.
    """
    before, after = migrate_file(str(location), backup=backup, progress=progress)
    store = SQLiteStore(str(location), clock=clock)
    try:
        with store.write() as writer:
            reindex(writer)
    finally:
        store.close()
    return before, after
