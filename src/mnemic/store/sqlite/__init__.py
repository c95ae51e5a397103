"""The embedded store: one SQLite file."""

from ._store import SQLiteStore, migrate_file

__all__ = ["SQLiteStore", "migrate_file"]
