"""Bringing a file to the present schema."""

from __future__ import annotations

import sqlite3

from ._failures import failure, translated
from ._schema import migrations_from


def schema_version(connection: sqlite3.Connection) -> int:
    """Return the schema version the file was written with."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, location: str) -> tuple[int, int]:
    """
    Bring the file to the present schema, each step in a transaction of its own.

    Returns:
        The schema versions before and after.

    Raises:
        StoreBusy: another connection is writing.
    """
    with translated(location):
        before = schema_version(connection)
        for step in migrations_from(before):
            connection.execute("BEGIN EXCLUSIVE")
            try:
                if schema_version(connection) < step.version:
                    step.apply(connection)
                    connection.execute(f"PRAGMA user_version={step.version}")
                connection.execute("COMMIT")
            except BaseException as error:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                if isinstance(error, sqlite3.Error):
                    raise failure(error, location) from error
                raise
        return before, schema_version(connection)
