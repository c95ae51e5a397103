"""
The rows of lessons: what was found useful or useless, by the numbers that ranked it.

A lesson is taken back by marking its rows, and taught again by copying them, so that undo works on lessons as
it does on versions: nothing is changed but who took it back. The copies keep the time of the first.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ... import store
from .. import _audit
from .._values import Space
from ._rows import marks, pack_id, unpack_id

if TYPE_CHECKING:
    from .._upkeep import LessonRow, Verdict


class Act(NamedTuple):
    """
    The operation under which lessons are written.

    Attributes:
        leaves: Its commitments, to which each row adds one.
    """

    row: int
    id: str
    now_us: int
    leaves: list[bytes]


_INSERT = (
    "INSERT INTO lessons (space, operation, leaf, salt, taught_us, cube, useful, names, data) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_COPIED = "l.taught_us, l.cube, c.id, l.useful, l.names, l.data FROM lessons l JOIN cubes c ON c.row = l.cube"


def insert(connection: sqlite3.Connection, space: Space, act: Act, judged: Sequence[Verdict]) -> None:
    """Store a lesson, and delete what is older than the space keeps."""
    for item in judged:
        raw = pack_id(item.cube)
        found = connection.execute("SELECT row FROM cubes WHERE space = ? AND id = ?", (space.row, raw))
        names = json.dumps(item.names, ensure_ascii=False, separators=(",", ":"))
        data = np.asarray(item.numbers, "<f4").tobytes()
        _insert(connection, space, act, (act.now_us, found.fetchone()[0], raw, int(item.useful), names, data))
    for state in ("IS NULL", "IS NOT NULL"):
        connection.execute(
            f"DELETE FROM lessons WHERE space = ?1 AND superseded_us {state} AND taught_us <= "
            f"(SELECT DISTINCT taught_us FROM lessons WHERE space = ?1 AND superseded_us {state} "
            "ORDER BY taught_us DESC LIMIT 1 OFFSET ?2)",
            (space.row, store.LESSONS_KEPT),
        )


def _insert(connection: sqlite3.Connection, space: Space, act: Act, values: Sequence[Any]) -> None:
    taught_us, cube, id_, useful, names, data = values
    salt = _audit.new_salt()
    connection.execute(
        _INSERT,
        (space.row, act.row, len(act.leaves), salt, taught_us, cube, useful, names, data),
    )
    act.leaves.append(_audit.leaf(salt, _payload(act.id, taught_us, id_, useful, names, data)))


def drop(connection: sqlite3.Connection, space: Space, act: Act) -> int:
    """Take every lesson back."""
    return _supersede(connection, space, act, "1", ())


def _supersede(
    connection: sqlite3.Connection, space: Space, act: Act, where: str, values: Sequence[Any]
) -> int:
    return connection.execute(
        "UPDATE lessons SET superseded_us = ?, superseded_by = ? "
        f"WHERE space = ? AND superseded_us IS NULL AND {where}",
        (act.now_us, act.row, space.row, *values),
    ).rowcount


def undo(connection: sqlite3.Connection, space: Space, act: Act, operations: Collection[str]) -> int:
    """Take back what *operations* taught, and teach again what they took back and didn't teach themselves."""
    undone = [row for (row,) in connection.execute(
        f"SELECT row FROM operations WHERE id IN ({marks([*operations])})", [*map(pack_id, operations)]
    )]  # fmt: skip
    inside = f"IN ({marks(undone)})"
    again = connection.execute(
        f"SELECT {_COPIED} WHERE l.space = ? AND l.superseded_by {inside} AND NOT l.operation {inside} "
        "ORDER BY l.row",
        (space.row, *undone, *undone),
    ).fetchall()
    taken = _supersede(connection, space, act, f"operation {inside}", undone)
    for values in again:
        _insert(connection, space, act, values)
    return taken + len(again)


def held(connection: sqlite3.Connection, space: Space) -> list[LessonRow]:
    """Return the lessons that hold, earliest first."""
    rows = connection.execute(
        "SELECT taught_us, useful, names, data FROM lessons WHERE space = ? AND superseded_us IS NULL "
        "ORDER BY taught_us, row",
        (space.row,),
    )
    return [store.LessonRow(taught_us, bool(useful), names, data) for taught_us, useful, names, data in rows]


def mark(connection: sqlite3.Connection, space: Space) -> tuple[int, int]:
    """Return what differs as soon as a lesson was added or taken back."""
    added = connection.execute("SELECT ifnull(max(row), 0) FROM lessons WHERE space = ?", (space.row,))
    taken = connection.execute(
        "SELECT ifnull(max(superseded_by), 0) FROM lessons WHERE space = ?", (space.row,)
    )
    return added.fetchone()[0], taken.fetchone()[0]


def later(connection: sqlite3.Connection, space: Space, operation: str) -> list[str]:
    """Return the operations after *operation* that touched lessons it taught or took back."""
    ids = connection.execute(
        """
        WITH this AS (SELECT row FROM operations WHERE id = ?1),
             touched AS (SELECT operation, superseded_by FROM lessons WHERE space = ?2 AND taught_us IN (
                SELECT taught_us FROM lessons
                WHERE space = ?2 AND (operation = (SELECT row FROM this) OR superseded_by = (SELECT row FROM this))))
        SELECT id FROM operations
        WHERE row IN (SELECT operation FROM touched UNION SELECT superseded_by FROM touched)
        AND row > (SELECT row FROM this) ORDER BY row
        """,
        (pack_id(operation), space.row),
    )
    return [unpack_id(id_) for (id_,) in ids]


TOUCHES = 3
"""How often `touching` repeats its parameters."""


def touching(cubes: str) -> str:
    """
    Return the query of the operations that changed or judged cubes, each with the cube.

    Args:
        cubes: Their rows, as SQL.
    """
    return (
        f"SELECT operation, cube FROM versions WHERE cube IN ({cubes}) "
        f"UNION SELECT operation, cube FROM lessons WHERE cube IN ({cubes}) "
        f"UNION SELECT superseded_by, cube FROM lessons WHERE superseded_by IS NOT NULL AND cube IN ({cubes})"
    )


def counts(connection: sqlite3.Connection, space: Space, operations: Sequence[int]) -> dict[int, int]:
    """Return how many verdicts each of *operations*, by row, taught or took back."""
    inside = f"IN ({marks(operations)})"
    rows = connection.execute(
        "SELECT done, count(*) FROM (SELECT operation AS done FROM lessons "
        f"WHERE operation {inside} UNION ALL SELECT superseded_by FROM lessons "
        f"WHERE space = ? AND superseded_by {inside}) GROUP BY done",
        (*operations, space.row, *operations),
    )
    return dict(rows.fetchall())


def committed(connection: sqlite3.Connection) -> Iterator[Sequence[Any]]:
    """Yield every row as `is_kept` reads it, its cube's id first."""
    yield from connection.execute(
        "SELECT c.id, o.id, l.taught_us, l.useful, l.names, l.data, l.salt, l.leaf, o.leaves FROM lessons l "
        "JOIN cubes c ON c.row = l.cube JOIN operations o ON o.row = l.operation ORDER BY l.row"
    )


def is_kept(row: Sequence[Any]) -> bool:
    """Say whether a row of `committed` is what its operation committed to."""
    cube, operation, taught_us, useful, names, data, salt, place, leaves = row
    start = place * _audit.LEAF_BYTES
    kept: bytes = leaves[start : start + _audit.LEAF_BYTES]
    return _audit.leaf(salt, _payload(unpack_id(operation), taught_us, cube, useful, names, data)) == kept


def _payload(
    operation: str, taught_us: int, cube: bytes, useful: int, names: str, data: bytes
) -> tuple[object, ...]:
    """Return what a row's leaf commits to."""
    return (operation, taught_us, unpack_id(cube), useful, names, data.hex())
