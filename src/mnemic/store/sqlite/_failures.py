"""SQLite's errors, said in ours."""

from __future__ import annotations

import os
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
    except UnicodeDecodeError as error:
        # SQLite quotes what it cannot read, and Python cannot read the quotation.
        raise _damaged(error, location) from error


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
    # Python's own complaint about text that is no UTF-8 has no code.
    undecodable = not code and "decode" in str(error)
    if code in _DAMAGED or extended in _DAMAGED or undecodable:
        return _damaged(error, location)
    if code in _UNWRITABLE:
        return StoreUnwritable(
            f"store {location!r} cannot be written ({error}); check the permissions of the file and its folder, "
            "or open it with read_only=True"
        )
    folder = os.path.dirname(os.path.abspath(location))
    if code == sqlite3.SQLITE_CANTOPEN and os.path.isfile(location) and not os.access(folder, os.W_OK):
        return StoreUnwritable(
            f"store {location!r} cannot be opened: SQLite keeps files beside it, and folder {folder!r} cannot be "
            "written; copy the file elsewhere, or, on a read-only file system, open it with read_only=True"
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return StorePathError(
            f"store {location!r} cannot be opened ({error}); check that its folder exists and can be written"
        )
    return StoreError(f"store {location!r} failed: {error} ({getattr(error, 'sqlite_errorname', 'no code')})")


def _damaged(error: Exception, location: str) -> StoreCorrupted:
    return StoreCorrupted(
        f"store {location!r} is damaged ({error}); keep a copy of the file, run: mnemic check --db {location} "
        "and restore a backup if it cannot be repaired"
    )
