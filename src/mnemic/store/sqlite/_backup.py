"""Copying a store while it is in use."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from ...errors import StorePathError
from ._failures import translated
from ._open import check_path

PageProgress = Callable[[int, int], None]
"""Called with the pages still to go and the pages in all."""

_STEP_PAGES = 256


def back_up(source: sqlite3.Connection, target: str | Path, progress: PageProgress | None) -> None:
    """
    Copy what *source* sees to the new file *target*, which appears whole or not at all.

    Raises:
        StorePathError: *target* exists, or its folder doesn't.
    """
    path = os.path.realpath(target)
    if os.path.exists(path):
        raise _taken(target)
    check_path(path, read_only=False)
    partial = f"{path}.partial-{os.getpid()}"
    try:
        with translated(path):
            _copy(source, partial, progress)
        try:
            _publish(partial, path)
        except FileExistsError:
            raise _taken(target) from None
        _sync_folder(os.path.dirname(path))
    finally:
        for leftover in (partial, partial + "-journal"):
            if os.path.exists(leftover):
                os.remove(leftover)


def _taken(target: str | Path) -> StorePathError:
    return StorePathError(f"backup target {str(target)!r} exists; name a new file")


def _publish(partial: str, path: str) -> None:
    """Give the whole copy its name; unlike a renaming, a link never takes the place of another file."""
    try:
        os.link(partial, path)
    except FileExistsError:
        raise
    except OSError:
        # A file system without links. What appeared meanwhile is still noticed, but for an instant.
        if os.path.exists(path):
            raise FileExistsError(path) from None
        os.replace(partial, path)


def _copy(source: sqlite3.Connection, partial: str, progress: PageProgress | None) -> None:
    target = sqlite3.connect(partial, isolation_level=None)
    try:
        # A read transaction pins one snapshot; without it a write by another process starts the copy over.
        source.execute("BEGIN")
        source.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        source.backup(
            target,
            pages=_STEP_PAGES,
            progress=(lambda _status, left, total: progress(left, total)) if progress else None,
        )
    finally:
        if source.in_transaction:
            source.execute("ROLLBACK")
        target.close()


def _sync_folder(folder: str) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
