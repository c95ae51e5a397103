"""Opening a store file: is it ours, is it whole, is it of a version we know?"""

from __future__ import annotations

import os
import sqlite3
import time
import urllib.parse
from pathlib import Path

from ...errors import (
    MigrationRequired,
    NotAMnemicStore,
    StoreCorrupted,
    StorePathError,
    StoreTooNew,
    StoreUnwritable,
)
from ._failures import translated
from ._migrate import migrate, schema_version
from ._schema import APPLICATION_ID, SCHEMA, SCHEMA_VERSION, migrations_from

MEMORY = ":memory:"


def check_path(location: str, *, read_only: bool) -> None:
    """
    Raise unless *location* can be a store's path. Opens nothing.

    Raises:
        StorePathError: a folder, or in a folder that isn't there, or (read-only) no file.

        StoreUnwritable: the folder cannot be written, or not even be looked into.
    """
    path = Path(location)
    try:
        path.exists()
    except PermissionError as error:
        raise StoreUnwritable(
            f"{location!r} lies in a folder that may not be looked into ({error.strerror}); "
            "check the permissions of all folders above it"
        ) from error
    if path.is_dir():
        raise StorePathError(f"{location!r} is a folder; name a file in it, e.g. {str(path / 'memory.db')!r}")
    if not path.parent.is_dir():
        raise StorePathError(
            f"{location!r} lies in a folder that does not exist: {str(path.parent)!r}; create it"
        )
    if path.exists() and not path.is_file():
        raise StorePathError(f"{location!r} is neither a file nor missing (a device or a socket?)")
    if not path.exists():
        if read_only:
            raise StorePathError(f"{location!r} does not exist, and read_only=True creates nothing")
        if not os.access(path.parent, os.W_OK):
            raise StoreUnwritable(
                f"folder {str(path.parent)!r} cannot be written, so no store can be made there"
            )


def connect(location: str, *, read_only: bool, busy_timeout_s: float) -> sqlite3.Connection:
    """Return a connection to *location* with this project's settings."""
    if location == MEMORY:
        uri = "file::memory:"
    else:
        mode = "rwc" if not read_only else "ro&immutable=1" if _is_frozen(location) else "ro"
        uri = f"file:{urllib.parse.quote(os.path.abspath(location))}?mode={mode}"
    connection = sqlite3.connect(
        uri,
        uri=True,
        timeout=busy_timeout_s,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    pragmas = ("secure_delete=ON", "temp_store=MEMORY", "cache_size=-16000", "trusted_schema=OFF")
    try:
        for pragma in pragmas if read_only else (*pragmas, "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _is_frozen(location: str) -> bool:
    """
    Say whether nobody can be writing the file, so that SQLite may do without the lock files it cannot make there.

    Permissions alone don't say so: somebody else may have them.
    """
    read_only_disk = os.statvfs(os.path.dirname(os.path.abspath(location))).f_flag & os.ST_RDONLY
    log = Path(location + "-wal")
    return bool(read_only_disk) and not (log.exists() and log.stat().st_size)


def prepare(connection: sqlite3.Connection, location: str, *, read_only: bool) -> None:
    """
    Check that the file is a whole store of ours, create it when it is new, migrate it when that is small.

    Raises:
        NotAMnemicStore, StoreTooNew, StoreCorrupted, MigrationRequired, StoreBusy: see their docs.
    """
    with translated(location):
        if _is_empty(connection):
            if read_only:
                raise NotAMnemicStore(
                    f"{location!r} is an empty database, and read_only=True creates nothing"
                )
            _create(connection, location)
        check_identity(connection, location)
        _check_whole(connection, location)
        _migrate_small(connection, location, read_only=read_only)
        if location != MEMORY and not read_only:
            # An interrupted migration leaves the rollback journal on.
            switch_to_wal(connection)


def _is_empty(connection: sqlite3.Connection) -> bool:
    return not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()


def _create(connection: sqlite3.Connection, location: str) -> None:
    if location != MEMORY:
        switch_to_wal(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have created it between our look and our lock.
        if _is_empty(connection):
            for statement in SCHEMA.split(";\n"):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
            connection.executemany(
                "INSERT INTO meta VALUES (?, ?)",
                [("secret", os.urandom(32)), ("store", os.urandom(16).hex())],
            )
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def switch_to_wal(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on. Two creators at once collide here without SQLite's busy wait."""
    deadline = time.monotonic() + 10.0
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if (error.sqlite_errorcode & 0xFF) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def check_identity(connection: sqlite3.Connection, location: str) -> None:
    found = int(connection.execute("PRAGMA application_id").fetchone()[0])
    if found != APPLICATION_ID:
        raise NotAMnemicStore(
            f"{location!r} is an SQLite database of another program (application id {found:#x}); "
            "give Mnemic a file of its own"
        )
    version = schema_version(connection)
    if version > SCHEMA_VERSION:
        raise StoreTooNew(
            f"store {location!r} has schema version {version}, and this Mnemic knows up to {SCHEMA_VERSION}; "
            "upgrade with: pip install --upgrade mnemic"
        )


def _check_whole(connection: sqlite3.Connection, location: str) -> None:
    """
    Compare the size the header tells with the file's.

    Only sound when no log holds newer pages, and only in one snapshot: while it lasts, and the log is
    empty, no other process can grow or shrink the file.
    """
    if location == MEMORY:
        return
    connection.execute("BEGIN")
    try:
        pages = int(connection.execute("PRAGMA page_count").fetchone()[0])
        expected = pages * int(connection.execute("PRAGMA page_size").fetchone()[0])
        log = Path(location + "-wal")
        size = expected if log.exists() and log.stat().st_size else os.stat(location).st_size
    finally:
        connection.execute("ROLLBACK")
    if size < expected:
        raise StoreCorrupted(
            f"store {location!r} is truncated: {size} bytes of {expected}; "
            "restore a backup (mnemic backup makes them)"
        )


def _migrate_small(connection: sqlite3.Connection, location: str, *, read_only: bool) -> None:
    steps = migrations_from(schema_version(connection))
    if not steps:
        return
    if read_only or any(step.large for step in steps):
        raise MigrationRequired(
            f"store {location!r} has schema version {schema_version(connection)} and needs {SCHEMA_VERSION}; "
            f"close every program that has it open and run: mnemic migrate --db {location}"
        )
    migrate(connection, location)
