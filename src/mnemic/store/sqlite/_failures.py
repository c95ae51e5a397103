"""SQLite's errors, said in ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from ...errors import (
    MnemicError,
    NotAMnemicStore,
    StoreBusy,
    StoreCorrupted,
    StoreError,
    StoreFull,
    StorePathError,
    StoreUnwritable,
)

_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_IOERR_SHORT_READ}
_UNWRITABLE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}


@contextmanager
def translated(location: str) -> Iterator[None]:
    """Raise what SQLite raises inside as one of our errors about the store at *location*."""
    try:
        yield
    except sqlite3.Error as error:
        raise failure(error, location) from error


def failure(error: sqlite3.Error, location: str) -> MnemicError:
    """Return our error for one of SQLite's."""
    extended = getattr(error, "sqlite_errorcode", None) or 0
    code = extended & 0xFF
    if code in _BUSY:
        return StoreBusy(
            f"store {location!r} is held by another connection; nothing was written. "
            "Try again, or open it with a longer busy_timeout_s"
        )
    if extended in _FULL or code == sqlite3.SQLITE_FULL:
        return StoreFull(
            f"no space is left for store {location!r}; nothing was written. Free some and try again"
        )
    if code == sqlite3.SQLITE_NOTADB:
        return NotAMnemicStore(
            f"{location!r} is not a Mnemic store, or its first page is destroyed; "
            "check the path, or restore a backup (mnemic backup makes them)"
        )
    if code in _DAMAGED or extended in _DAMAGED:
        return StoreCorrupted(
            f"store {location!r} is damaged ({error}); keep a copy of the file, run: mnemic check {location} "
            "and restore a backup if it cannot be repaired"
        )
    if code in _UNWRITABLE:
        return StoreUnwritable(
            f"store {location!r} cannot be written ({error}); check the permissions of the file and its folder, "
            "or open it with read_only=True"
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return StorePathError(
            f"store {location!r} cannot be opened ({error}); check that its folder exists and can be written"
        )
    return StoreError(f"store {location!r} failed: {error} ({getattr(error, 'sqlite_errorname', 'no code')})")
