"""The rows of vitality and bonds: what recalls have made of memories. Numbers only, changed in place."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping

from .._upkeep import BondRow, VitalityRow
from .._values import Space
from ._rows import chunks, marks, pack_id, unpack_id

_VITALITY = (
    "SELECT c.id, v.stability_days, v.recalls, v.last_recalled_us, v.useful, v.useless "
    "FROM vitality v JOIN cubes c ON c.row = v.cube WHERE v.space = ?"
)
_VITALITY_OF = (  # CROSS: from the few cubes to their rows, never through all rows of the space
    "SELECT c.id, v.stability_days, v.recalls, v.last_recalled_us, v.useful, v.useless "
    "FROM cubes c CROSS JOIN vitality v ON v.cube = c.row WHERE +c.space = ?"
)
_BOND = (
    "SELECT o.id, t.id, b.weight, b.at_us FROM bonds b JOIN cubes o ON o.row = b.one JOIN cubes t ON t.row = b.other "
    "WHERE b.space = ?"
)
_PAIR = "(SELECT row FROM cubes WHERE +space = :space AND id IN (:one, :other))"


def vitalities(
    connection: sqlite3.Connection, space: Space, ids: Collection[str] | None
) -> dict[str, VitalityRow]:
    """Return what is known of *ids*, or of every cube of the space."""
    if ids is None:
        rows = connection.execute(_VITALITY, (space.row,)).fetchall()
    else:
        rows = []
        for chunk in chunks(map(pack_id, ids)):
            rows += connection.execute(f"{_VITALITY_OF} AND c.id IN ({marks(chunk)})", (space.row, *chunk))
    return {unpack_id(id_): VitalityRow(*values) for id_, *values in rows}


def set_vitalities(connection: sqlite3.Connection, space: Space, rows: Mapping[str, VitalityRow]) -> None:
    """Replace the row of each cube; one that was erased meanwhile is skipped."""
    connection.executemany(
        "INSERT OR REPLACE INTO vitality (cube, space, stability_days, recalls, last_recalled_us, useful, useless) "
        "SELECT row, space, ?, ?, ?, ?, ? FROM cubes WHERE space = ? AND id = ?",
        [(*row, space.row, pack_id(id_)) for id_, row in rows.items()],
    )


def bonds_of(connection: sqlite3.Connection, space: Space, ids: Collection[str]) -> list[BondRow]:
    """Return every bond of any of *ids*, by the ids of both."""
    found: set[BondRow] = set()
    for chunk in chunks(map(pack_id, ids)):
        cubes = f"(SELECT row FROM cubes WHERE +space = ? AND id IN ({marks(chunk)}))"
        for column in ("one", "other"):
            rows = connection.execute(
                f"{_BOND} AND b.{column} IN {cubes}", (space.row, space.row, *chunk)
            ).fetchall()
            found.update(_bond(*row) for row in rows)
    return sorted(found)


def _bond(one: bytes, other: bytes, weight: float, at_us: int) -> BondRow:
    first, second = sorted((unpack_id(one), unpack_id(other)))
    return BondRow(first, second, weight, at_us)


def set_bonds(connection: sqlite3.Connection, space: Space, rows: Iterable[BondRow]) -> None:
    """Replace the bond of each pair; one that holds nothing goes, one of an erased cube is skipped."""
    for one, other, weight, at_us in rows:
        pair = {"space": space.row, "one": pack_id(one), "other": pack_id(other)}
        if weight <= 0.0:
            connection.execute(f"DELETE FROM bonds WHERE one IN {_PAIR} AND other IN {_PAIR}", pair)
            continue
        connection.execute(
            "INSERT INTO bonds (space, one, other, weight, at_us) "
            f"SELECT :space, min(row), max(row), :weight, :at FROM cubes WHERE row IN {_PAIR} "
            "GROUP BY space HAVING count(*) = 2 "
            "ON CONFLICT (one, other) DO UPDATE SET weight = excluded.weight, at_us = excluded.at_us",
            {**pair, "weight": weight, "at": at_us},
        )
