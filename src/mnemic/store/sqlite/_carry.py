"""Reading a space's rows as they are carried to another store: streamed, in an order that no row number decides."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from .._values import Model, Space
from ._rows import VERSION_COLUMNS, chunks, marks, pack_id, unpack_id

if TYPE_CHECKING:
    from .._records import LinkRecord, OperationRecord, ReplayRecord, VectorRecord, VersionRecord

_VERSION_SELECT = (
    "SELECT c.row, c.id, c.user, c.key, c.created_us, o.id, v."
    + VERSION_COLUMNS.replace(", ", ", v.")
    + " FROM cubes c CROSS JOIN versions v ON v.cube = c.row JOIN operations o ON o.row = v.operation"
)
_OPERATION_SELECT = "SELECT id, verb, actor, reason, undoes, run, recorded_us, erased FROM operations"


def arrivals(connection: sqlite3.Connection, space: Space, ids: Collection[str] | None) -> list[int]:
    """Return the rows of *ids*, or of every cube of the space, in the order of arrival."""
    if ids is None:
        every = connection.execute("SELECT row FROM cubes WHERE space = ? ORDER BY seq", (space.row,))
        return [row for (row,) in every]
    found: list[tuple[int, int]] = []
    for chunk in chunks(map(pack_id, ids)):
        found += connection.execute(
            f"SELECT seq, row FROM cubes WHERE +space = ? AND id IN ({marks(chunk)})", (space.row, *chunk)
        )
    return [row for _, row in sorted(found)]


def elsewhere(connection: sqlite3.Connection, space: Space, ids: Collection[str]) -> set[str]:
    """Return which of *ids* name a cube or an operation of another space."""
    found: set[str] = set()
    for chunk in chunks(map(pack_id, ids)):
        for table in ("cubes", "operations"):
            rows = connection.execute(
                f"SELECT id FROM {table} WHERE +space != ? AND id IN ({marks(chunk)})", (space.row, *chunk)
            )
            found |= {unpack_id(id_) for (id_,) in rows}
    return found


def versions(connection: sqlite3.Connection, cubes: Sequence[int]) -> Iterator[VersionRecord]:
    """Yield every version of *cubes*, in their order."""
    from .._records import VersionRecord

    new = tuple.__new__
    for chunk in chunks(cubes):
        place = {row: number for number, row in enumerate(chunk)}
        rows = connection.execute(f"{_VERSION_SELECT} WHERE c.row IN ({marks(chunk)})", chunk).fetchall()
        # The version is the seventh column; the cube's row, the first, is not carried.
        for row in sorted(rows, key=lambda row: (place[row[0]], row[6])):
            _, id_, user, key, created_us, operation, *rest = row
            yield new(VersionRecord, (unpack_id(id_), user, key, created_us, unpack_id(operation), *rest))


def links(connection: sqlite3.Connection, cubes: Sequence[int]) -> Iterator[LinkRecord]:
    """Yield the edges from *cubes*, in their order."""
    from .._records import LinkRecord

    for chunk in chunks(cubes):
        place = {row: number for number, row in enumerate(chunk)}
        rows = connection.execute(
            "SELECT l.source, l.recorded_us, l.relation, t.id, o.id, s.id, l.superseded_us FROM links l "
            "JOIN cubes s ON s.row = l.source JOIN cubes t ON t.row = l.target "
            f"JOIN operations o ON o.row = l.operation WHERE l.source IN ({marks(chunk)})",
            chunk,
        ).fetchall()
        rows.sort(key=lambda row: (place[row[0]], *row[1:5], row[6] or 0))
        for _, recorded_us, relation, target, operation, source, superseded_us in rows:
            yield LinkRecord(
                unpack_id(source),
                unpack_id(target),
                relation,
                unpack_id(operation),
                recorded_us,
                superseded_us,
            )


def replays(connection: sqlite3.Connection, cubes: Sequence[int]) -> Iterator[ReplayRecord]:
    """Yield the idempotency keys of *cubes*, in their order."""
    from .._records import ReplayRecord

    for chunk in chunks(cubes):
        place = {row: number for number, row in enumerate(chunk)}
        rows = connection.execute(
            "SELECT r.cube, r.user, r.idempotency_key, c.id, r.digest FROM replays r JOIN cubes c ON c.row = r.cube "
            f"WHERE r.cube IN ({marks(chunk)})",
            chunk,
        ).fetchall()
        for _, user, key, id_, digest in sorted(rows, key=lambda row: (place[row[0]], row[1] or "", row[2])):
            yield ReplayRecord(unpack_id(id_), user, key, digest)


def vectors(connection: sqlite3.Connection, model: Model, cubes: Sequence[int]) -> Iterator[VectorRecord]:
    """Yield what *model* made of every version of *cubes*, in their order."""
    from .._records import VectorRecord

    for chunk in chunks(cubes, 100):
        place = {row: number for number, row in enumerate(chunk)}
        rows = connection.execute(
            "SELECT v.cube, v.version, x.field, x.piece, c.id, x.start, x.stop, x.data, t.width, t.data "
            "FROM versions v CROSS JOIN vectors x ON x.version = v.row AND x.model = ? "
            "JOIN cubes c ON c.row = v.cube LEFT JOIN tokens t ON t.row = x.row "
            f"WHERE v.cube IN ({marks(chunk)})",
            (model.row, *chunk),
        ).fetchall()
        rows.sort(key=lambda row: (place[row[0]], *row[1:4]))
        for _, version, field, piece, id_, start, stop, data, width, tokens in rows:
            yield VectorRecord(
                unpack_id(id_), version, field, piece, start, stop, data, width or 0, tokens or b""
            )


def operations(
    connection: sqlite3.Connection, space: Space, ids: Collection[str]
) -> Iterator[OperationRecord]:
    """Yield *ids* in the order of their time."""
    from .._records import OperationRecord

    moments: list[tuple[int, bytes]] = []
    for chunk in chunks(map(pack_id, ids)):
        moments += connection.execute(
            f"SELECT recorded_us, id FROM operations WHERE +space = ? AND id IN ({marks(chunk)})",
            (space.row, *chunk),
        )
    moments.sort()
    for chunk in chunks(id_ for _, id_ in moments):
        rows = connection.execute(f"{_OPERATION_SELECT} WHERE id IN ({marks(chunk)})", chunk).fetchall()
        for id_, verb, actor, reason, undoes, run, recorded_us, erased in sorted(
            rows, key=lambda row: (row[6], row[0])
        ):
            yield OperationRecord(
                unpack_id(id_),
                verb,
                actor,
                reason,
                undoes and unpack_id(undoes),
                run and unpack_id(run),
                recorded_us,
                erased,
            )
