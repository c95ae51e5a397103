"""
Writing rows that come from another store, as they were there.

An operation from elsewhere becomes a row of the audit chain where it arrives, and commits to its header only; what it
wrote there may come in parts, and a link of the chain is never made anew. The versions are committed to by the
operation that brings them: see `placed`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ...times import utc_from_us
from .. import _audit
from .._values import Model, Space
from ._rows import chunks, header_payload, marks, pack_id

if TYPE_CHECKING:
    from .._records import Adopted, LinkRecord, OperationRecord

_BROUGHT_BITS = 32

_INSERT_OPERATION = (
    "INSERT INTO operations (row, id, space, verb, actor, reason, undoes, run, recorded_us, erased, salt, leaves, chain) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_VERSION = (
    "INSERT INTO versions (row, cube, space, version, operation, leaf, salt, recorded_us, superseded_us, "
    "kind, form, tier, state, agent, session, speaker, role, occurred_us, occurred_zone, "
    "occurred_end_us, occurred_end_zone, valid_from_us, valid_from_zone, valid_to_us, valid_to_zone, "
    "source, importance, tags, metadata, fact, content, slot, language, length, terms) "
    f"VALUES ({','.join('?' * 35)})"
)
_KEPT = 8
"""From here on a `VersionRecord` is what the audit chain commits to as it stands."""


class Bringing(NamedTuple):
    """
    The operation that brings rows from elsewhere.

    Attributes:
        leaves: Its commitments, to which each version adds one.

        next_seq: Gives the next place in the space.
    """

    row: int
    leaves: list[bytes]
    next_seq: Callable[[], int]


def placed(operation: int, leaf: int) -> int:
    """Return what a version's `leaf` holds that another operation than its own, by row, commits to."""
    return operation << _BROUGHT_BITS | leaf


COMMITTING = f"CASE v.leaf >> {_BROUGHT_BITS} WHEN 0 THEN v.operation ELSE v.leaf >> {_BROUGHT_BITS} END"
"""The row of the operation that commits to a version, as SQL."""


def leaf_of(place: int) -> int:
    """Return which of its commitments is a version's, of what its `leaf` holds."""
    return place & (1 << _BROUGHT_BITS) - 1


def insert_operations(
    connection: sqlite3.Connection, space: Space, last: int, chain: bytes, records: Sequence[OperationRecord]
) -> tuple[int, bytes]:
    """Add *records* to the chain behind the row *last*; return its new end."""
    rows = []
    for record in records:
        last += 1
        raw, salt = pack_id(record.id), _audit.new_salt()
        leaf = _audit.leaf(
            salt,
            header_payload(
                record.id, space.row, record.verb, record.actor, record.reason, record.undoes, record.run
            ),
        )
        chain = _audit.link(chain, raw, record.recorded_us, leaf)
        rows.append(
            (last, raw, space.row, record.verb, record.actor, record.reason,
             record.undoes and pack_id(record.undoes), record.run and pack_id(record.run),
             record.recorded_us, record.erased, salt, leaf, chain)
        )  # fmt: skip
    connection.executemany(_INSERT_OPERATION, rows)
    return last, chain


def insert_versions(
    connection: sqlite3.Connection,
    space: Space,
    bringing: Bringing,
    adopted: Sequence[Adopted],
    targets: Sequence[int],
    model: Model | None,
) -> int:
    """
    Store versions with their cubes, where those are new; return the row of the first, which the others follow on.

    Args:
        targets: The models by row, each of which is to have a vector of every version.
    """
    operations = _rows_of(connection, "operations", (item.record.operation for item in adopted))
    cubes = _cubes(connection, space, bringing, adopted)
    found = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'versions'").fetchone()
    first = (found[0] if found else 0) + 1
    rows = []
    for number, item in enumerate(adopted, first):
        record = item.record
        cube, seq = cubes[record.id]
        salt = _audit.new_salt()
        recorded = utc_from_us(record.recorded_us).isoformat()
        kept = record[_KEPT:]
        payload = (record.id, seq, record.user, record.key, record.version, recorded, *kept)
        place = placed(bringing.row, len(bringing.leaves))
        bringing.leaves.append(_audit.leaf(salt, payload))
        rows.append(
            (number, cube, space.row, record.version, operations[record.operation], place, salt,
             record.recorded_us, record.superseded_us, *kept, item.slot, item.language, item.length, item.terms)
        )  # fmt: skip
    connection.executemany(_INSERT_VERSION, rows)
    _vectors(connection, space, list(enumerate(adopted, first)), targets, model)
    # Caches that are kept current by what is new do not expect versions that were superseded long ago.
    connection.execute("UPDATE spaces SET purges = purges + 1 WHERE row = ?", (space.row,))
    return first


def brought(connection: sqlite3.Connection, operations: Sequence[int]) -> dict[int, range]:
    """Return the rows of the versions that each of these operations brought from elsewhere, those erased since too."""
    found = {}
    for row, detail in connection.execute(
        f"SELECT row, detail FROM operations WHERE row IN ({marks(operations)}) AND verb = 'import' "
        "AND detail IS NOT NULL",
        operations,
    ):
        first, count = json.loads(detail)["brought"]
        found[row] = range(first, first + count)
    return found


def told(first: int, count: int) -> str:
    """Return what an operation that brought versions keeps of them: see `brought`."""
    return json.dumps({"brought": [first, count]})


def _rows_of(connection: sqlite3.Connection, table: str, ids: Iterable[str]) -> dict[str, int]:
    by_raw = {pack_id(id_): id_ for id_ in set(ids)}
    found: dict[str, int] = {}
    for chunk in chunks(by_raw):
        for row, raw in connection.execute(
            f"SELECT row, id FROM {table} WHERE id IN ({marks(chunk)})", chunk
        ):
            found[by_raw[raw]] = row
    return found


def _cubes(
    connection: sqlite3.Connection, space: Space, bringing: Bringing, adopted: Sequence[Adopted]
) -> dict[str, tuple[int, int]]:
    """Return the row and the place in the space of each cube by id; what is new is made, what is there ends."""
    new = [item.record for item in adopted if item.record.version == 1]
    last = connection.execute("SELECT ifnull(max(row), 0) FROM cubes").fetchone()[0]
    places = {record.id: (last + n, bringing.next_seq()) for n, record in enumerate(new, 1)}
    connection.executemany(
        "INSERT INTO cubes (row, id, space, seq, user, key, created_us) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (places[r.id][0], pack_id(r.id), space.row, places[r.id][1], r.user, r.key, r.created_us)
            for r in new
        ],
    )
    for item in adopted:
        record = item.record
        if record.id not in places:
            row, seq = connection.execute(
                "SELECT row, seq FROM cubes WHERE space = ? AND id = ?", (space.row, pack_id(record.id))
            ).fetchone()
            places[record.id] = row, seq
            connection.execute(
                "UPDATE versions SET superseded_us = ? WHERE cube = ? AND version = ?",
                (record.recorded_us, row, record.version - 1),
            )
            connection.execute("DELETE FROM ages WHERE cube = ?", (row,))
    return places


def _vectors(
    connection: sqlite3.Connection,
    space: Space,
    versions: Sequence[tuple[int, Adopted]],
    targets: Sequence[int],
    model: Model | None,
) -> None:
    """Store the vectors that came along, and queue the versions that have none."""
    mine = model.row if model else None
    connection.executemany(
        "INSERT INTO pending VALUES (?, ?, ?)",
        [
            (target, space.row, row)
            for row, item in versions
            for target in targets
            if target != mine or not item.vectors
        ],
    )
    last = connection.execute("SELECT ifnull(max(row), 0) FROM vectors").fetchone()[0]
    rows, tokens = [], []
    for row, item in versions:
        for vector in item.vectors:
            last += 1
            # A digest of its own: made elsewhere, it must never answer for the same text in another memory.
            rows.append(
                (last, space.row, mine, row, vector.field, vector.piece, vector.start, vector.stop,
                 _audit.new_salt(), vector.data)
            )  # fmt: skip
            if vector.tokens:
                tokens.append((last, vector.token_bytes, vector.tokens))
    connection.executemany(
        "INSERT INTO vectors (row, space, model, version, field, piece, start, stop, digest, data) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    connection.executemany("INSERT INTO tokens VALUES (?, ?, ?)", tokens)


def insert_links(connection: sqlite3.Connection, space: Space, links: Sequence[LinkRecord]) -> None:
    """Store edges; one that is there without an end gets the end that is given."""
    operations = _rows_of(connection, "operations", (link.operation for link in links))
    cubes = _rows_of(connection, "cubes", (end for link in links for end in (link.source, link.target)))
    rows = [
        (space.row, cubes[link.source], cubes[link.target], link.relation, operations[link.operation],
         link.recorded_us, link.superseded_us)
        for link in links
    ]  # fmt: skip
    same = (
        "source = ?2 AND target = ?3 AND relation = ?4 AND operation = ?5 AND recorded_us = ?6 AND space = ?1"
    )
    connection.executemany(
        f"UPDATE links SET superseded_us = ?7 WHERE {same} AND superseded_us IS NULL AND ?7 IS NOT NULL", rows
    )
    connection.executemany(
        "INSERT INTO links (space, source, target, relation, operation, recorded_us, superseded_us) "
        f"SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE NOT EXISTS (SELECT 1 FROM links WHERE {same})",
        rows,
    )
