"""The rows that say how memories age: when each is to be looked at again, and what it is worth. Numbers only."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping

from .._upkeep import AgeRow, Load
from .._values import Space
from ._rows import chunks, marks, pack_id, unpack_id


def ages(connection: sqlite3.Connection, space: Space, ids: Collection[str]) -> dict[str, AgeRow]:
    """Return the rows of *ids*, without those that have none."""
    found: dict[str, AgeRow] = {}
    for chunk in chunks(map(pack_id, ids)):
        rows = connection.execute(
            # CROSS: from the few cubes to their rows, never through all rows of the space.
            "SELECT c.id, a.archived, a.size_bytes, a.worth, a.value, a.due_us FROM cubes c "
            f"CROSS JOIN ages a ON a.cube = c.row WHERE +c.space = ? AND c.id IN ({marks(chunk)})",
            (space.row, *chunk),
        )
        found |= {unpack_id(id_): AgeRow(bool(archived), *rest) for id_, archived, *rest in rows}
    return found


def due(connection: sqlite3.Connection, space: Space, at_us: int, limit: int) -> list[str]:
    """Return the ids of what is due, the earliest first."""
    rows = connection.execute(
        "SELECT c.id FROM ages a JOIN cubes c ON c.row = a.cube WHERE a.space = ? AND a.due_us <= ? "
        "ORDER BY a.due_us, a.cube LIMIT ?",
        (space.row, at_us, limit),
    )
    return [unpack_id(id_) for (id_,) in rows]


def load(connection: sqlite3.Connection, space: Space) -> Load:
    """Return how much a space holds, inside and outside its archive."""
    rows = connection.execute(
        "SELECT archived, count(*), sum(size_bytes) FROM ages WHERE space = ? GROUP BY archived", (space.row,)
    )
    held = {archived: (count, size) for archived, count, size in rows}
    return Load(*held.get(0, (0, 0)), *held.get(1, (0, 0)))


def least(connection: sqlite3.Connection, space: Space, archived: bool, limit: int) -> list[str]:
    """Return the ids of the least valuable, the shortest of equals first."""
    rows = connection.execute(
        "SELECT c.id FROM ages a JOIN cubes c ON c.row = a.cube WHERE a.space = ? AND a.archived = ? "
        "ORDER BY a.value, a.size_bytes LIMIT ?",
        (space.row, archived, limit),
    )
    return [unpack_id(id_) for (id_,) in rows]


def arrived_before(
    connection: sqlite3.Connection, space: Space, seq: int, kind: str, limit: int
) -> list[int]:
    """Return the rows of the current versions of a kind that arrived just before *seq*, in order of arrival."""
    rows = connection.execute(
        "SELECT v.row FROM cubes c JOIN versions v ON v.cube = c.row WHERE c.space = ? AND c.seq < ? "
        "AND v.superseded_us IS NULL AND v.kind = ? ORDER BY c.seq DESC LIMIT ?",
        (space.row, seq, kind, limit),
    )
    return [row for (row,) in rows][::-1]


def set_ages(connection: sqlite3.Connection, space: Space, rows: Mapping[str, AgeRow | None]) -> None:
    """Replace the row of each cube, or take it away; one that was erased meanwhile is skipped."""
    connection.executemany(
        "DELETE FROM ages WHERE cube = (SELECT row FROM cubes WHERE space = ? AND id = ?)",
        [(space.row, pack_id(id_)) for id_, row in rows.items() if row is None],
    )
    connection.executemany(
        "INSERT OR REPLACE INTO ages (cube, space, archived, size_bytes, worth, value, due_us) "
        "SELECT row, space, ?, ?, ?, ?, ? FROM cubes WHERE space = ? AND id = ?",
        [(*row, space.row, pack_id(id_)) for id_, row in rows.items() if row is not None],
    )


def set_due(connection: sqlite3.Connection, space: Space, ids: Collection[str] | None, at_us: int) -> None:
    """Let these, or all, be due at *at_us*; one that has no row yet is looked at anyway."""
    if ids is None:
        connection.execute("UPDATE ages SET due_us = ? WHERE space = ?", (at_us, space.row))
        return
    connection.executemany(
        "UPDATE ages SET due_us = ? WHERE cube = (SELECT row FROM cubes WHERE space = ? AND id = ?)",
        [(at_us, space.row, pack_id(id_)) for id_ in ids],
    )
