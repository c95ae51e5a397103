"""
SQLite files of other programs, read without trusting them.

Nothing of the file is run: only plain tables are read, and no function, trigger, view or virtual table of its schema
is let through. The file and what lies beside it stay as they are.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..errors import ArgumentError
from ._text import unreadable

MAGIC = b"SQLite format 3\0"

_MAX_VALUE_BYTES = 64 << 20
_BESIDE = ("-wal", "-journal")
"""What SQLite keeps next to a file while it is written; what was written last may only stand there."""


def is_sqlite(path: Path) -> bool:
    """Say whether *path* is a file that begins as SQLite's do."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(MAGIC)) == MAGIC
    except OSError as error:
        raise unreadable(path, error) from error


class ForeignTables:
    """The tables of an open file. `place` is what errors call it."""

    def __init__(self, connection: sqlite3.Connection, place: str) -> None:
        self._connection = connection
        self.place = place

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the columns of a table; none where there is no such table, or it is no plain one."""
        found = self._all("SELECT type, sql FROM sqlite_master WHERE name = ?", (table,))
        plain = [sql for kind, sql in found if kind == "table" and "VIRTUAL" not in str(sql)[:40].upper()]
        if not plain:
            return ()
        with self._errors():
            read = self._connection.execute(f"SELECT * FROM {_quoted(table)} LIMIT 0")  # noqa: S608 - quoted
        return tuple(column[0] for column in read.description)

    def rows(
        self, table: str, columns: Sequence[str], *, order_by: str = "rowid"
    ) -> Iterator[tuple[Any, ...]]:
        """
        Yield these columns of a table, which `columns` has named.

        Raises:
            ArgumentError: the file is damaged.
        """
        if not set(columns) <= set(self.columns(table)):
            raise ArgumentError(f"{self.place} has no table {table!r} with the columns {', '.join(columns)}")
        chosen = ", ".join(map(_quoted, columns))
        order = order_by if order_by == "rowid" else _quoted(order_by)
        with self._errors():
            yield from self._connection.execute(
                f"SELECT {chosen} FROM {_quoted(table)} ORDER BY {order}"  # noqa: S608 - all of them quoted
            )

    def _all(self, query: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        with self._errors():
            return self._connection.execute(query, values).fetchall()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise ArgumentError(
                f"{self.place} cannot be read as an SQLite file ({error}); copy it again while the program that "
                "writes it is closed"
            ) from None


@contextmanager
def foreign_tables(path: Path) -> Iterator[ForeignTables]:
    """
    Open an SQLite file of another program to read its tables.

    Raises:
        ArgumentError: it cannot be read, or is none.
    """
    if not is_sqlite(path):
        raise ArgumentError(
            f"{path.name} is no SQLite file; give the file the other program keeps its data in"
        )
    with _still(path) as (file, mode):
        # `uri=True` needs the path quoted: a question mark in it would begin options.
        uri = f"file:{quote(str(file.resolve()))}?{mode}"
        try:
            connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        except sqlite3.Error as error:
            raise ArgumentError(f"{path.name} cannot be opened ({error})") from None
        with closing(connection):
            tables = ForeignTables(connection, path.name)
            with tables._errors():
                connection.execute("PRAGMA trusted_schema = OFF")
                connection.execute("PRAGMA cell_size_check = ON")
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_VALUE_BYTES)
            connection.set_authorizer(_only_reads)
            yield tables


def _only_reads(action: int, *_what: object) -> int:
    return (
        sqlite3.SQLITE_OK if action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ) else sqlite3.SQLITE_DENY
    )


@contextmanager
def _still(path: Path) -> Iterator[tuple[Path, str]]:
    """Yield the file to open and how: a copy where what was written last stands beside it, else the file itself."""
    beside = [other for end in _BESIDE if (other := path.with_name(path.name + end)).is_file()]
    if not any(other.stat().st_size for other in beside):
        yield path, "mode=ro&immutable=1"
        return
    with tempfile.TemporaryDirectory(prefix="mnemic-") as folder:
        try:
            for file in (path, *beside):
                shutil.copyfile(file, Path(folder) / file.name)
        except OSError as error:
            raise unreadable(path, error) from error
        yield Path(folder) / path.name, "mode=rw"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
