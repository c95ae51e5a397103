"""Whether the rows of a store file agree with each other, and mending what is derived."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ...cube import slot_of
from ...errors import StoreCorrupted
from .. import _audit
from .._upkeep import Finding
from . import _lessons
from ._adopt import COMMITTING, leaf_of
from ._rows import CUBE_SELECT, UNREADABLE, cube_from, header_payload, show_id, stored_payload, unpack_id

_ROW_CHECKS = {
    "cubes have no current version, or several": """
        SELECT count(*) FROM cubes c WHERE
        (SELECT count(*) FROM versions v WHERE v.cube = c.row AND v.superseded_us IS NULL) != 1""",
    "versions belong to no cube": "SELECT count(*) FROM versions WHERE cube NOT IN (SELECT row FROM cubes)",
    "versions belong to no operation":
        "SELECT count(*) FROM versions WHERE operation NOT IN (SELECT row FROM operations)",
    "cubes or versions belong to no space": """
        SELECT count(*) FROM (SELECT space FROM cubes UNION ALL SELECT space FROM versions)
        WHERE space NOT IN (SELECT row FROM spaces)""",
    "versions don't follow on the one before": """
        SELECT count(*) FROM versions v WHERE v.version > 1 AND NOT EXISTS (
        SELECT 1 FROM versions p WHERE p.cube = v.cube AND p.version = v.version - 1
        AND p.superseded_us = v.recorded_us)""",
    "cubes were not created with their first version": """
        SELECT count(*) FROM cubes c WHERE NOT EXISTS (
        SELECT 1 FROM versions v WHERE v.cube = c.row AND v.version = 1 AND v.recorded_us = c.created_us)""",
}  # fmt: skip

_DERIVED_CHECKS = {
    "vectors": {
        "vectors belong to no version":
            "vectors WHERE version NOT IN (SELECT row FROM versions)",
        "vectors belong to no model":
            "vectors WHERE model NOT IN (SELECT row FROM models)",
        "vectors have another size than their model's first": """
            vectors WHERE length(data) != (SELECT length(f.data) FROM vectors f
            WHERE f.model = vectors.model ORDER BY f.row LIMIT 1)""",
        "vectors have token vectors of no whole number": """
            vectors WHERE row IN (SELECT row FROM tokens
            WHERE typeof(data) != 'blob' OR length(data) = 0 OR length(data) % width != 0)""",
        "token vectors belong to no vector": "tokens WHERE row NOT IN (SELECT row FROM vectors)",
        "pending entries belong to no version": "pending WHERE version NOT IN (SELECT row FROM versions)",
    },
    "lessons": {
        "lessons are about no cube": "lessons WHERE cube NOT IN (SELECT row FROM cubes)",
        "lessons were taught by no operation": "lessons WHERE operation NOT IN (SELECT row FROM operations)",
    },
    "links": {
        "links lead from or to no cube": """
            links WHERE source NOT IN (SELECT row FROM cubes) OR target NOT IN (SELECT row FROM cubes)""",
    },
    "replays": {
        "idempotency keys belong to no cube": "replays WHERE cube NOT IN (SELECT row FROM cubes)",
    },
    "jobs": {
        "jobs are of no space": "jobs WHERE space NOT IN (SELECT row FROM spaces)",
        "jobs name cubes that are not there": """
            job_cubes WHERE cube NOT IN (SELECT row FROM cubes) OR job NOT IN (SELECT row FROM jobs)""",
        "marks are of no space": "marks WHERE space NOT IN (SELECT row FROM spaces)",
    },
    "vitality": {
        "vitalities are of no cube": "vitality WHERE cube NOT IN (SELECT row FROM cubes)",
        "bonds are of no cube": """
            bonds WHERE one NOT IN (SELECT row FROM cubes) OR other NOT IN (SELECT row FROM cubes)""",
    },
    "ages": {"ages are of no cube": "ages WHERE cube NOT IN (SELECT row FROM cubes)"},
    "sessions": {"sessions are of no key": "sessions WHERE key NOT IN (SELECT row FROM api_keys)"},
    "requests": {
        "requests did no operation": "requests WHERE operation NOT IN (SELECT row FROM operations)",
    },
}  # fmt: skip
"""What is wrong, by part, as the rows to count, and to delete in a repair."""

_UNEMBEDDED = """
    FROM versions v JOIN models m WHERE
    NOT EXISTS (SELECT 1 FROM vectors x WHERE x.version = v.row AND x.model = m.row) AND
    NOT EXISTS (SELECT 1 FROM pending p WHERE p.version = v.row AND p.space = v.space AND p.model = m.row)
"""


def findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Yield everything in which rows disagree."""
    for what, sql in _ROW_CHECKS.items():
        count = connection.execute(sql).fetchone()[0]
        if count:
            yield Finding("rows", f"{count} {what}", repairable=False)
    for part, checks in _DERIVED_CHECKS.items():
        for what, rows in checks.items():
            count = connection.execute(f"SELECT count(*) FROM {rows}").fetchone()[0]
            if count:
                yield Finding(part, f"{count} {what}", repairable=True)
    count = connection.execute(f"SELECT count(*) {_UNEMBEDDED}").fetchone()[0]
    if count:
        yield Finding("vectors", f"{count} versions have no vector and are not pending", repairable=True)
    count = sum(1 for _ in _wrong_slots(connection))
    if count:
        yield Finding("rows", f"{count} versions stand in another slot than their fact's", repairable=True)
    yield from _audit_findings(connection)


def repair(connection: sqlite3.Connection) -> None:
    """Delete derived rows that belong to nothing, queue vectors that are missing, put facts into their slots."""
    for checks in _DERIVED_CHECKS.values():
        for rows in checks.values():
            connection.execute(f"DELETE FROM {rows}")
    connection.execute(f"INSERT INTO pending SELECT m.row, v.space, v.row {_UNEMBEDDED}")
    connection.executemany("UPDATE versions SET slot = ? WHERE row = ?", list(_wrong_slots(connection)))


def _wrong_slots(connection: sqlite3.Connection) -> Iterator[tuple[str | None, int]]:
    """Yield the right slot, and the row, of every version that stands in another; not of damaged ones."""
    with_slot = CUBE_SELECT.replace(" FROM ", ", v.slot FROM ", 1)
    for *row, slot in connection.execute(f"{with_slot} WHERE v.fact IS NOT NULL OR v.slot IS NOT NULL"):
        try:
            right = slot_of(cube_from(row, "", ()))
        except StoreCorrupted:
            continue
        if right != slot:
            yield right, row[-2]


def _audit_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    previous = _audit.GENESIS
    for *header, recorded_us, salt, leaves, chain in connection.execute(
        "SELECT id, space, verb, actor, reason, undoes, run, recorded_us, salt, leaves, chain "
        "FROM operations ORDER BY row"
    ):
        name = show_id(header[0])
        if not _holds(_is_chained, previous, header[0], recorded_us, leaves, chain):
            yield Finding("audit", f"the chain breaks at operation {name}", repairable=False)
        previous = chain
        if salt is not None and not _holds(_is_header_kept, header, salt, leaves):
            yield Finding("audit", f"operation {name} is not as it was recorded", repairable=False)
    yield from _leaf_findings(connection)


def _leaf_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Compare every version, and every verdict, with what its operation committed to."""
    with_leaf = CUBE_SELECT.replace(" FROM ", ", v.salt, v.leaf, k.leaves FROM ", 1)
    versions = connection.execute(
        f"{with_leaf} LEFT JOIN operations k ON k.row = {COMMITTING} ORDER BY v.row"
    )
    for row in versions:
        if not _holds(_is_version_kept, row):
            detail = f"version {row[6]!r:.20} of cube {show_id(row[0])} is not as it was recorded"
            yield Finding("audit", detail, repairable=False)
    for row in _lessons.committed(connection):
        if not _holds(_lessons.is_kept, row):
            detail = f"a lesson about cube {show_id(row[0])} is not as it was recorded"
            yield Finding("audit", detail, repairable=False)


def _holds(claim: Callable[..., bool], *values: Any) -> bool:
    """Say whether *claim* holds of *values*; of a damaged row that cannot even be read it doesn't."""
    try:
        return claim(*values)
    except UNREADABLE:
        return False


def _is_chained(previous: bytes, id_: bytes, recorded_us: int, leaves: bytes, chain: bytes) -> bool:
    return _audit.link(previous, id_, recorded_us, leaves) == chain


def _is_header_kept(header: Sequence[Any], salt: bytes, leaves: bytes) -> bool:
    id_, space, verb, actor, reason, undoes, run = header
    payload = header_payload(
        unpack_id(id_), space, verb, actor, reason,
        unpack_id(undoes) if undoes else None, unpack_id(run) if run else None,
    )  # fmt: skip
    return _audit.leaf(salt, payload) == leaves[: _audit.LEAF_BYTES]


def _is_version_kept(row: Sequence[Any]) -> bool:
    *columns, salt, leaf, leaves = row
    start = leaf_of(leaf) * _audit.LEAF_BYTES
    kept: bytes = leaves[start : start + _audit.LEAF_BYTES]
    return _audit.leaf(salt, stored_payload(columns)) == kept
