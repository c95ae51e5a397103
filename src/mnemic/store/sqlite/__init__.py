"""The embedded store: one SQLite file."""

from ._store import SQLiteStore

__all__ = ["SQLiteStore"]
