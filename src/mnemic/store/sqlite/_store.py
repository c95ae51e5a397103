"""The embedded store: one SQLite file, one writer at a time, readers beside it."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..._lazy import Later
from ...errors import ForkedHandle, ReadOnlyStore, StoreBusy, StoreClosed, StoreCorrupted
from ...times import Clock, utc_us
from . import _raw
from ._failures import failure, translated
from ._migrate import migrate, schema_version
from ._open import MEMORY, check_identity, check_path, connect, prepare, switch_to_wal
from ._reader import SQLiteReader

if TYPE_CHECKING:
    from . import _backup
    from ._backup import PageProgress
    from ._writer import SQLiteWriter
else:
    _backup = Later(f"{__package__}._backup")

_POLL_S = 0.001

_inherited: list[SQLiteStore] = []
"""Handles from before a fork that were closed in the child; collected as garbage, their connections would close."""


class SQLiteStore:
    """
    A store in one SQLite file; see `mnemic.store.Store`.

    One connection writes, under a lock of this process and SQLite's own between processes; reads take a
    connection of their own from a pool, so they see one snapshot and never wait. ``:memory:`` has a single
    connection that everyone takes turns on.
    """

    def __init__(
        self,
        location: str,
        *,
        clock: Clock,
        actor: str | None = None,
        read_only: bool = False,
        busy_timeout_s: float = 10.0,
    ) -> None:
        if location != MEMORY:
            check_path(location, read_only=read_only)
            location = os.path.realpath(location)
        self._location = location
        self._clock = clock
        self._actor = actor
        self._read_only = read_only
        self._busy_timeout_s = busy_timeout_s
        self._process = os.getpid()
        self._write_lock = threading.RLock() if location == MEMORY else threading.Lock()
        self._pool_lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._lent = 0
        self._closed = False
        # From before the first connection: a handle that closes meanwhile must not take its locks away.
        _raw.register(location)
        try:
            self._main, self._secret = self._opened()
        except BaseException:
            _raw.unregister(location)
            raise

    def _opened(self) -> tuple[sqlite3.Connection, bytes]:
        """Return the writing connection, to a file that is a whole store, and the store's secret."""
        with translated(self._location):
            connection = connect(
                self._location, read_only=self._read_only, busy_timeout_s=self._busy_timeout_s
            )
            try:
                prepare(connection, self._location, read_only=self._read_only)
                secret = self._read_secret(connection)
            except BaseException:
                connection.close()
                raise
            return connection, secret

    def _read_secret(self, connection: sqlite3.Connection) -> bytes:
        row = connection.execute("SELECT value FROM meta WHERE name = 'secret'").fetchone()
        if row is None or not isinstance(row[0], bytes):
            raise StoreCorrupted(
                f"store {self._location!r} has lost its secret, without which no text can be told from another; "
                "restore a backup (mnemic backup makes them)"
            )
        return row[0]

    @property
    def location(self) -> str:
        return self._location

    @property
    def read_only(self) -> bool:
        return self._read_only

    @property
    def closed(self) -> bool:
        return self._closed

    def secret(self) -> bytes:
        return self._secret

    @contextmanager
    def read(self) -> Iterator[SQLiteReader]:
        self._check_usable()
        if self._location == MEMORY:
            # Its one connection may be in a write of this same thread, which a reader then sees.
            with self._turn() as connection:
                yield SQLiteReader(connection)
            return
        with self._connection() as connection, translated(self._location):
            connection.execute("BEGIN")
            try:
                yield SQLiteReader(connection)
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """Hold a connection for reading: of the pool, or the only one."""
        if self._location == MEMORY:
            with self._turn() as connection:
                yield connection
            return
        connection = self._borrow()
        try:
            yield connection
        finally:
            self._give_back(connection)

    @contextmanager
    def write(
        self, *, dry_run: bool = False, wait_s: float | None = None, durable: bool = True
    ) -> Iterator[SQLiteWriter]:
        from ._writer import SQLiteWriter  # by those who write: most openings only read

        self._check_writable()
        with self._turn(wait_s) as connection, translated(self._location), self._synced(connection, durable):
            self._begin(connection, wait_s)
            try:
                writer = SQLiteWriter(connection, utc_us(self._clock()), self._actor)
                yield writer
                writer.finish()
                connection.execute("ROLLBACK" if dry_run else "COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _synced(self, connection: sqlite3.Connection, durable: bool) -> Iterator[None]:
        """Have the commit wait for the disk or not; the next one that waits takes those before it along."""
        if durable:
            yield
            return
        connection.execute("PRAGMA synchronous=NORMAL")
        try:
            yield
        finally:
            connection.execute("PRAGMA synchronous=FULL")

    def _begin(self, connection: sqlite3.Connection, wait_s: float | None) -> None:
        """
        Take the write lock of the file.

        SQLite's own waiting naps for up to 100 ms, and a worker that writes often may have taken the lock again by
        then, many times over; so we look more often.
        """
        patience_s = self._patience_s(wait_s)
        until = time.monotonic() + patience_s
        connection.execute("PRAGMA busy_timeout=0")
        try:
            while not connection.in_transaction:
                try:
                    connection.execute("BEGIN IMMEDIATE")
                except sqlite3.OperationalError as error:
                    passing = isinstance(failure(error, self._location), StoreBusy)
                    if not passing or time.monotonic() >= until:
                        raise
                    time.sleep(_POLL_S)
        finally:
            connection.execute(f"PRAGMA busy_timeout={int(patience_s * 1000)}")

    def _patience_s(self, wait_s: float | None) -> float:
        return self._busy_timeout_s if wait_s is None else min(wait_s, self._busy_timeout_s)

    @contextmanager
    def _turn(self, wait_s: float | None = None) -> Iterator[sqlite3.Connection]:
        """Hold the writing connection, waiting *wait_s* for other threads, and as long for other processes."""
        patience_s = self._patience_s(wait_s)
        if not self._write_lock.acquire(timeout=patience_s):
            raise StoreBusy(
                f"store {self._location!r} was held by another thread for {patience_s} s; "
                "nothing was written. Try again, or open it with a longer busy_timeout_s"
            )
        try:
            # Another thread may have closed the handle while this one waited.
            self._check_usable()
            if wait_s is not None:
                self._main.execute(f"PRAGMA busy_timeout={int(patience_s * 1000)}")
            yield self._main
        finally:
            if wait_s is not None and not self._closed:
                self._main.execute(f"PRAGMA busy_timeout={int(self._busy_timeout_s * 1000)}")
            self._write_lock.release()

    def _borrow(self) -> sqlite3.Connection:
        with self._pool_lock:
            self._check_usable()
            self._lent += 1
            if self._idle:
                return self._idle.pop()
        try:
            with translated(self._location):
                return connect(self._location, read_only=self._read_only, busy_timeout_s=self._busy_timeout_s)
        except BaseException:
            self._give_back(None)
            raise

    def _give_back(self, connection: sqlite3.Connection | None) -> None:
        with self._pool_lock:
            if connection is not None and not self._closed:
                self._idle.append(connection)
                connection = None
            if connection is not None:
                connection.close()
            self._lent -= 1
            last = self._closed and not self._lent
        if last:
            _raw.unregister(self._location)

    def _check_usable(self) -> None:
        if os.getpid() != self._process:
            raise ForkedHandle(
                f"store {self._location!r} was opened by process {self._process}, before a fork, and SQLite "
                "connections must not cross one; call mnemic.open() again in this process"
            )
        if self._closed:
            raise StoreClosed(f"store {self._location!r} was closed; call mnemic.open() again")

    def _check_writable(self) -> None:
        self._check_usable()
        if self._read_only:
            raise ReadOnlyStore(
                f"store {self._location!r} was opened with read_only=True; open it without to write"
            )

    def scrub(self, timeout_s: float) -> str | None:
        self._check_writable()
        if self._location == MEMORY:
            return None
        with self._turn(timeout_s) as connection, translated(self._location):
            try:
                busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlite3.OperationalError as error:
                if not isinstance(failure(error, self._location), StoreBusy):
                    raise
                busy = 1
        return "another connection is reading or writing the file" if busy else None

    def rewrite(self) -> None:
        self._check_writable()
        with self._turn() as connection, translated(self._location):
            # The copy VACUUM makes holds only rows that still exist, so it may go to disk rather than memory.
            connection.execute("PRAGMA temp_store=FILE")
            try:
                connection.execute("VACUUM")
            finally:
                connection.execute("PRAGMA temp_store=MEMORY")

    def raw(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        self._check_usable()
        if self._location == MEMORY:
            with self._turn() as connection:
                yield MEMORY, iter((connection.serialize(),))
            return
        for suffix in ("", "-wal", "-shm", "-journal"):
            path = self._location + suffix
            if os.path.exists(path):
                yield os.path.basename(path), _raw.read_chunks(self._location, path)

    def integrity(self) -> list[str]:
        self._check_usable()
        with self._turn() as connection:
            try:
                rows = connection.execute("PRAGMA integrity_check(20)").fetchall()
            except sqlite3.DatabaseError as error:
                if not isinstance(failure(error, self._location), StoreCorrupted):
                    raise failure(error, self._location) from error
                return [str(error)]
        return [text for (text,) in rows if text != "ok"]

    def reindex(self) -> None:
        """Build SQLite's own indexes anew from the rows."""
        self._check_writable()
        with self._turn() as connection, translated(self._location):
            connection.execute("REINDEX")

    def schema_version(self) -> int:
        """Return the schema version of the file."""
        with self._turn() as connection:
            return schema_version(connection)

    def size_bytes(self) -> int:
        if self._location == MEMORY:
            with self._turn() as connection:
                return len(connection.serialize())
        names = (self._location + suffix for suffix in ("", "-wal", "-shm"))
        return sum(os.stat(name).st_size for name in names if os.path.exists(name))

    def backup(self, target: str | Path, progress: PageProgress | None = None) -> None:
        self._check_usable()
        with self._connection() as connection:
            _backup.back_up(connection, target, progress)

    def close(self) -> None:
        if os.getpid() != self._process:
            # SQLite would take the parent's locks for its own, and its log for one to clear away. Nor may our own
            # lock be waited for: the thread that held it during the fork is not in this process.
            self._closed = True
            _inherited.append(self)
            return
        with self._pool_lock:
            if self._closed:
                return
            self._closed = True
            idle, self._idle = self._idle, []
            # Read under one lock with what `_give_back` decides by, so that exactly one of both unregisters.
            self._lent += 1
        for connection in idle:
            connection.close()
        with self._write_lock:
            self._main.close()
        self._give_back(None)


def migrate_file(
    location: str, *, backup: str | Path | None = None, progress: PageProgress | None = None
) -> tuple[int, int]:
    """
    Bring the file *location* to the present schema while nobody else has it open.

    Args:
        backup: Copy the file there first.

    Returns:
        The schema versions before and after.

    Raises:
        StoreBusy: another program has the file open; nothing was changed.
    """
    check_path(location, read_only=True)
    with translated(location):
        connection = connect(location, read_only=False, busy_timeout_s=1.0)
    try:
        with translated(location):
            check_identity(connection, location)
            if backup is not None:
                _backup.back_up(connection, backup, progress)
            # Leaving the write-ahead log needs every other connection gone, and says busy otherwise.
            connection.execute("PRAGMA journal_mode=DELETE")
            try:
                return migrate(connection, location)
            finally:
                switch_to_wal(connection)
    finally:
        connection.close()
