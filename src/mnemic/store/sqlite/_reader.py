"""Reading one snapshot of a store file."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ... import cube, store
from ..._lazy import Later
from ...errors import StoreCorrupted
from ...times import utc_from_us
from .._audit import GENESIS
from .._values import Header, Model, Space, StoredVector, TermRows, Terms, TokenRow, VectorRows
from ._rows import CUBE_SELECT, chunks, columns, cube_from, made, marks, pack_id, unpack_id

if TYPE_CHECKING:
    from ...cube import Change, Link, MemCube, Operation
    from .._records import LinkRecord, OperationRecord, ReplayRecord, VectorRecord, VersionRecord
    from .._upkeep import (
        AgeRow,
        ApiKeyRow,
        BondRow,
        Counts,
        Finding,
        Job,
        LessonRow,
        LinkRow,
        Load,
        Pending,
        Replay,
        RequestRow,
        SessionRow,
        SlotRow,
        StoredTerms,
        VitalityRow,
    )
    from .._values import Columns
    from . import _access, _adopt, _ages, _carry, _check, _jobs, _lessons, _vitality
else:
    # What is no part of opening and recalling is loaded by those who ask for it.
    _access, _adopt, _ages, _carry, _check, _jobs, _lessons, _vitality = (
        Later(f"{__package__}.{name}")
        for name in ("_access", "_adopt", "_ages", "_carry", "_check", "_jobs", "_lessons", "_vitality")
    )

_HEADER_SELECT = """
SELECT v.row, v.cube, c.seq, v.version, v.recorded_us, v.superseded_us, c.created_us,
       v.kind, v.form, v.tier, v.state, c.user, v.agent, v.session, v.speaker, v.role, c.key, v.source,
       v.occurred_us, v.occurred_end_us, v.valid_from_us, v.valid_to_us, v.importance, v.tags, v.metadata
FROM versions v JOIN cubes c ON c.row = v.cube
"""

_OPERATION_SELECT = "SELECT row, id, verb, actor, reason, undoes, run, recorded_us, erased FROM operations"

_PERSONAL = {
    "cubes": ("user", "key"),
    "versions": (
        "agent", "session", "speaker", "role", "source", "tags", "metadata", "fact", "slot", "content",
        "terms", "salt",
    ),
    "vectors": ("data", "digest"),
    "tokens": ("data",),
    "replays": ("user", "idempotency_key", "digest"),
    "lessons": ("data", "salt"),
    "operations": ("actor", "reason", "salt"),
}  # fmt: skip
"""
The columns in which someone's words, or numbers made from them, are kept; and those by which a guess at the
words could be confirmed, since the digests' key and the commitments that go with the salts stay in the file.
"""


def _raw_bytes(value: str | bytes) -> bytes:
    return value if isinstance(value, bytes) else value.encode()


class SQLiteReader:
    """One consistent snapshot of a store file; see `mnemic.store.Reader`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._run = connection.execute

    def space(self, name: str) -> Space | None:
        row = self._run("SELECT row, name, generation, purges FROM spaces WHERE name = ?", (name,)).fetchone()
        return Space(*row) if row else None

    def spaces(self) -> list[Space]:
        rows = self._run("SELECT row, name, generation, purges FROM spaces ORDER BY name")
        return [Space(*row) for row in rows]

    def counts(self, space: Space) -> Counts:
        tables = ("cubes", "versions", "links", "vectors", "pending", "operations")
        return store.Counts(
            *(
                self._run(f"SELECT count(*) FROM {table} WHERE space = ?", (space.row,)).fetchone()[0]
                for table in tables
            )
        )

    def current(self, space: Space, ids: Collection[str]) -> dict[str, MemCube]:
        # Here and below, + keeps SQLite from going through the whole space when there are several ids.
        found: list[Any] = []
        for chunk in chunks(map(pack_id, ids)):
            found += self._run(
                f"{CUBE_SELECT} WHERE +c.space = ? AND v.superseded_us IS NULL AND c.id IN ({marks(chunk)})",
                (space.row, *chunk),
            )
        return {each.id: each for each in self._with_links(space, found)}

    def history(self, space: Space, cube: str) -> list[MemCube]:
        rows = self._run(
            f"{CUBE_SELECT} WHERE c.space = ? AND c.id = ? ORDER BY v.version", (space.row, pack_id(cube))
        ).fetchall()
        return self._with_links(space, rows)

    def at(self, space: Space, rows: Sequence[int]) -> list[MemCube]:
        found: dict[int, Any] = {}
        for chunk in chunks(rows):
            for row in self._run(
                f"{CUBE_SELECT} WHERE v.space = ? AND v.row IN ({marks(chunk)})", (space.row, *chunk)
            ):
                found[row[-2]] = row
        return self._with_links(space, [found[row] for row in rows if row in found])

    def _with_links(self, space: Space, rows: Sequence[Any]) -> list[MemCube]:
        links = self._links_from({row[-1] for row in rows})
        return [
            cube_from(
                row,
                space.name,
                tuple(
                    sorted(
                        link
                        for link, since, until in links.get(row[-1], ())
                        if since <= row[7] and (until is None or until > row[7])
                    )
                ),
            )
            for row in rows
        ]

    def _links_from(self, cubes: Collection[int]) -> dict[int, list[tuple[Link, int, int | None]]]:
        found: dict[int, list[tuple[Link, int, int | None]]] = defaultdict(list)
        for chunk in chunks(cubes):
            for source, relation, target, since, until in self._run(
                "SELECT l.source, l.relation, c.id, l.recorded_us, l.superseded_us FROM links l "
                f"JOIN cubes c ON c.row = l.target WHERE l.source IN ({marks(chunk)}) ORDER BY l.row",
                chunk,
            ):
                found[source].append((cube.Link(relation, unpack_id(target)), since, until))
        return found

    def session(self, space: Space, user: str | None, session: str, kind: str) -> list[int]:
        rows = self._run(
            "SELECT v.row FROM versions v JOIN cubes c ON c.row = v.cube WHERE v.space = ? AND v.session = ? "
            "AND v.superseded_us IS NULL AND v.kind = ? AND c.user IS ? ORDER BY c.seq",
            (space.row, session, kind, user),
        )
        return [row for (row,) in rows]

    def slots(self, space: Space, prefix: str) -> list[SlotRow]:
        rows = self._run(
            "SELECT row, recorded_us, superseded_us, slot FROM versions "
            "WHERE space = ? AND slot >= ? AND slot < ? ORDER BY row",
            (space.row, prefix, prefix + "\U0010ffff"),
        )
        return made(store.SlotRow, rows)

    def texts(self, rows: Sequence[int]) -> list[str]:
        found: dict[int, str] = {}
        for chunk in chunks(rows):
            found |= self._run(
                f"SELECT row, content FROM versions WHERE row IN ({marks(chunk)})", chunk
            ).fetchall()
        return [found[row] for row in rows]

    def headers(self, space: Space, after: int = 0) -> list[Header]:
        return made(Header, self._headers(space, after))

    def header_columns(self, space: Space, after: int = 0) -> Columns:
        return dict(zip(Header._fields, columns(self._headers(space, after)), strict=True))

    def _headers(self, space: Space, after: int) -> sqlite3.Cursor:
        return self._run(
            f"{_HEADER_SELECT} WHERE v.space = ? AND v.row > ? ORDER BY v.row", (space.row, after)
        )

    def headers_of(self, space: Space, ids: Collection[str]) -> list[Header]:
        found: list[Header] = []
        for chunk in chunks(map(pack_id, ids)):
            rows = self._run(
                f"{_HEADER_SELECT} WHERE +c.space = ? AND c.id IN ({marks(chunk)})", (space.row, *chunk)
            )
            found += made(Header, rows)
        return sorted(found)

    def terms(self, space: Space, after: int = 0) -> TermRows:
        rows = self._run(
            # Joined like `headers`, so that both number the same versions, whatever is missing.
            "SELECT v.row, v.language, v.length, v.terms FROM versions v JOIN cubes c ON c.row = v.cube "
            "WHERE v.space = ? AND v.row > ? ORDER BY v.row",
            (space.row, after),
        )
        return TermRows(*columns(rows))

    def term_lists(self, rows: Sequence[int]) -> list[tuple[str | None, bytes]]:
        found: dict[int, tuple[str | None, bytes]] = {}
        for chunk in chunks(rows):
            for row, speaker, terms in self._run(
                f"SELECT row, speaker, terms FROM versions WHERE row IN ({marks(chunk)})", chunk
            ):
                found[row] = speaker, terms
        return [found[row] for row in rows]

    def vectors(self, space: Space, model: Model, after: int = 0) -> VectorRows:
        rows = self._run(
            "SELECT row, version, data FROM vectors WHERE space = ? AND model = ? AND row > ? ORDER BY row",
            (space.row, model.row, after),
        )
        return VectorRows(*columns(rows))

    def tokens(self, model: Model, versions: Sequence[int]) -> list[TokenRow]:
        found: list[TokenRow] = []
        for chunk in chunks(versions):
            rows = self._run(
                "SELECT v.version, v.piece, t.data FROM vectors v JOIN tokens t ON t.row = v.row "
                f"WHERE v.version IN ({marks(chunk)}) AND v.model = ?",
                (*chunk, model.row),
            )
            found += made(TokenRow, rows)
        return sorted(found)

    def setting(self, name: str) -> str | None:
        row = self._run("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def models(self) -> list[Model]:
        return [
            Model(*row) for row in self._run("SELECT row, name, model, dims, role FROM models ORDER BY row")
        ]

    def find_key(self, space: Space, user: str | None, key: str) -> str | None:
        row = self._run(
            "SELECT id FROM cubes WHERE space = ? AND ifnull(user, '') = ? AND key = ?",
            (space.row, user or "", key),
        ).fetchone()
        return unpack_id(row[0]) if row else None

    def find_replay(self, space: Space, user: str | None, key: str) -> Replay | None:
        row = self._run(
            "SELECT c.id, r.digest FROM replays r JOIN cubes c ON c.row = r.cube "
            "WHERE r.space = ? AND ifnull(r.user, '') = ? AND r.idempotency_key = ?",
            (space.row, user or "", key),
        ).fetchone()
        return store.Replay(unpack_id(row[0]), row[1]) if row else None

    def links_to(self, space: Space, ids: Collection[str]) -> list[LinkRow]:
        found: list[LinkRow] = []
        for chunk in chunks(map(pack_id, ids)):
            rows = self._run(
                "SELECT l.row, s.id, t.id, l.relation, o.id, l.recorded_us, l.superseded_us FROM links l "
                "JOIN cubes s ON s.row = l.source JOIN cubes t ON t.row = l.target "
                f"JOIN operations o ON o.row = l.operation WHERE +t.space = ? AND t.id IN ({marks(chunk)})",
                (space.row, *chunk),
            )
            found += [
                store.LinkRow(
                    row, unpack_id(source), unpack_id(target), relation, unpack_id(operation), since, until
                )
                for row, source, target, relation, operation, since, until in rows
            ]
        return sorted(found)

    def operation(self, space: Space, operation: str) -> Operation | None:
        rows = self._run(
            f"{_OPERATION_SELECT} WHERE space = ? AND id = ?",
            (space.row, pack_id(operation)),
        ).fetchall()
        found = self._operations_from(space, rows, self._changes_of(space, [row[0] for row in rows]))
        return found[0] if found else None

    def operations(
        self, space: Space, before: str | None, cube: str | None, limit: int, run: str | None = None
    ) -> list[Operation]:
        rows = self._operation_rows(space, None, before, cube, run, limit)
        return self._operations_from(space, rows, self._changes_of(space, [row[0] for row in rows]))

    def log(
        self,
        space: Space,
        *,
        operation: str | None,
        before: str | None,
        cube: str | None,
        run: str | None,
        limit: int,
        changes: int,
    ) -> list[tuple[Operation, int]]:
        rows = self._operation_rows(space, operation, before, cube, run, limit)
        numbers = [row[0] for row in rows]
        found = self._operations_from(
            space, rows, self._changes_of(space, numbers, changes) if changes else {}
        )
        counts: dict[int, int] = {}
        for chunk in chunks(numbers):
            counts |= dict(
                self._run(
                    f"SELECT operation, count(*) FROM versions WHERE operation IN ({marks(chunk)}) GROUP BY operation",
                    chunk,
                ).fetchall()
            )
            for row, brought in _adopt.brought(self._connection, chunk).items():
                (count,) = self._run(
                    "SELECT count(*) FROM versions WHERE row BETWEEN ? AND ?", (brought[0], brought[-1])
                ).fetchone()
                counts[row] = counts.get(row, 0) + count
        return [(done, counts.get(number, 0)) for number, done in zip(numbers, found, strict=True)]

    def _operation_rows(
        self,
        space: Space,
        operation: str | None,
        before: str | None,
        cube: str | None,
        run: str | None,
        limit: int,
    ) -> list[Any]:
        clauses, values = ["space = ?"], [space.row]
        if operation is not None:
            clauses.append("id = ?")
            values.append(pack_id(operation))  # type: ignore[arg-type]
        if before is not None:
            clauses.append("row < (SELECT row FROM operations WHERE id = ?)")
            values.append(pack_id(before))  # type: ignore[arg-type]
        if cube is not None:
            clauses.append(
                "row IN (SELECT operation FROM versions WHERE cube = (SELECT row FROM cubes WHERE id = ?))"
            )
            values.append(pack_id(cube))  # type: ignore[arg-type]
        if run is not None:
            clauses.append("run = ?")
            values.append(pack_id(run))  # type: ignore[arg-type]
        return self._run(
            f"{_OPERATION_SELECT} WHERE {' AND '.join(clauses)} ORDER BY row DESC LIMIT ?",
            (*values, limit),
        ).fetchall()

    def _operations_from(
        self, space: Space, rows: Sequence[Any], changes: Mapping[int, Sequence[Change]]
    ) -> list[Operation]:
        lessons = _lessons.counts(self._connection, space, [row[0] for row in rows])
        return [
            cube.Operation(
                id=unpack_id(id_),
                space=space.name,
                verb=verb,
                actor=actor,
                reason=reason,
                undoes=unpack_id(undoes) if undoes else None,
                run=unpack_id(run) if run else None,
                recorded_at=utc_from_us(recorded_us),
                erased=erased,
                changes=tuple(changes.get(row, ())),
                lessons=lessons.get(row, 0),
            )
            for row, id_, verb, actor, reason, undoes, run, recorded_us, erased in rows
        ]

    def _changes_of(
        self, space: Space, operations: Sequence[int], most: int | None = None
    ) -> dict[int, list[Change]]:
        bound = "" if most is None else f"WHERE place <= {most:d}"
        found: dict[int, list[Change]] = defaultdict(list)
        for chunk in chunks(operations):
            rows = self._run(
                "SELECT operation, row, before FROM (SELECT v.operation, v.row, (SELECT p.row FROM versions p "
                "WHERE p.cube = v.cube AND p.version = v.version - 1) AS before, "
                "row_number() OVER (PARTITION BY v.operation ORDER BY v.row) AS place "
                f"FROM versions v WHERE v.operation IN ({marks(chunk)})) {bound} ORDER BY row",
                chunk,
            ).fetchall()
            for operation, brought in _adopt.brought(self._connection, chunk).items():
                rows += self._run(
                    "SELECT ?, v.row, (SELECT p.row FROM versions p WHERE p.cube = v.cube AND p.version = v.version - 1) "
                    "FROM versions v WHERE v.row BETWEEN ? AND ? ORDER BY v.row LIMIT ?",
                    (operation, brought[0], brought[-1], -1 if most is None else most),
                ).fetchall()
            wanted = list({row for _, after, before in rows for row in (after, before) if row is not None})
            cubes = dict(zip(wanted, self.at(space, wanted), strict=True))
            for operation, after, before in rows:
                found[operation].append(
                    cube.Change(cube=cubes[after].id, before=cubes.get(before), after=cubes[after])
                )
        return found

    def operation_detail(self, operation: str) -> str | None:
        row = self._run("SELECT detail FROM operations WHERE id = ?", (pack_id(operation),)).fetchone()
        return row[0] if row else None

    def lessons(self, space: Space) -> list[LessonRow]:
        return _lessons.held(self._connection, space)

    def lessons_mark(self, space: Space) -> tuple[int, int]:
        return _lessons.mark(self._connection, space)

    def lessons_later(self, space: Space, operation: str) -> list[str]:
        return _lessons.later(self._connection, space, operation)

    def pending(self, model: Model, space: Space | None, limit: int) -> list[Pending]:
        where, values = ("AND p.space = ?", (space.row,)) if space else ("", ())
        rows = self._run(
            "SELECT p.space, p.version, v.content, v.speaker FROM pending p JOIN versions v ON v.row = p.version "
            f"WHERE p.model = ? {where} ORDER BY p.model, p.space, p.version LIMIT ?",
            (model.row, *values, limit),
        )
        return made(store.Pending, rows)

    def pending_count(self, model: Model, space: Space | None) -> int:
        where, values = ("AND space = ?", (space.row,)) if space else ("", ())
        row = self._run(f"SELECT count(*) FROM pending WHERE model = ? {where}", (model.row, *values))
        return int(row.fetchone()[0])

    def cached_vectors(self, digests: Collection[bytes]) -> dict[bytes, StoredVector]:
        found: dict[bytes, StoredVector] = {}
        for chunk in chunks(digests):
            rows = self._run(
                "SELECT v.digest, v.data, ifnull(t.data, x''), ifnull(t.width, 0) FROM vectors v "
                f"LEFT JOIN tokens t ON t.row = v.row WHERE v.digest IN ({marks(chunk)})",
                chunk,
            )
            found |= {digest: StoredVector(*stored) for digest, *stored in rows}
        return found

    def footprint(self, space: Space, ids: Collection[str]) -> Iterator[tuple[str, str, bytes]]:
        for chunk in chunks(map(pack_id, ids)):
            cubes = f"SELECT row FROM cubes WHERE +space = ? AND id IN ({marks(chunk)})"
            selections = {
                "cubes": f"row IN ({cubes})",
                "versions": f"cube IN ({cubes})",
                "vectors": f"version IN (SELECT row FROM versions WHERE cube IN ({cubes}))",
                "tokens": "row IN (SELECT row FROM vectors WHERE version IN "
                f"(SELECT row FROM versions WHERE cube IN ({cubes})))",
                "replays": f"cube IN ({cubes})",
                "lessons": f"cube IN ({cubes})",
                "operations": f"row IN (SELECT operation FROM ({_lessons.touching(cubes)}))",
            }
            for table, where in selections.items():
                columns = _PERSONAL[table]
                rows = self._run(
                    f"SELECT {', '.join(columns)} FROM {table} WHERE {where}",
                    (space.row, *chunk) * where.count(cubes),
                )
                for row in rows:
                    for column, value in zip(columns, row, strict=True):
                        if value is not None:
                            yield table, column, _raw_bytes(value)

    def everything(self) -> Iterator[bytes]:
        tables = [name for (name,) in self._run("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in (*tables, "sqlite_master"):
            named = self._run(f"PRAGMA table_info({table})")
            # Joined by SQLite itself: a value each would take three times as long, and an erasure waits for it.
            joined = " || ".join(
                f"CAST(ifnull({column}, '') AS BLOB)"
                for _, column, kind, *_ in named
                if kind not in ("INTEGER", "INT", "REAL")
            )
            if joined:
                yield from (row for (row,) in self._run(f"SELECT CAST({joined} AS BLOB) FROM {table}"))

    def held(self, space: Space, texts: Collection[str]) -> int:
        count = "SELECT count(DISTINCT content) FROM versions WHERE space = ? AND content IN"
        return sum(
            self._run(f"{count} ({marks(chunk)})", (space.row, *chunk)).fetchone()[0]
            for chunk in chunks(set(texts), 10_000)
        )

    def stored_terms(self) -> Iterator[StoredTerms]:
        rows = self._run("SELECT row, content, speaker, language, length, terms FROM versions")
        for row, content, speaker, *terms in rows:
            if not isinstance(content, str) or not isinstance(speaker, str | None):
                raise StoreCorrupted(f"the text of version row {row} is damaged; a backup has it whole")
            yield store.StoredTerms(row, content, speaker, Terms(*terms))

    def findings(self) -> Iterator[Finding]:
        yield from _check.findings(self._connection)

    def jobs(self, space: Space | None = None) -> list[Job]:
        return _jobs.listed(self._connection, space)

    def mark(self, space: Space, name: str) -> int:
        row = self._run("SELECT row FROM marks WHERE space = ? AND name = ?", (space.row, name)).fetchone()
        return row[0] if row else 0

    def vitalities(self, space: Space, ids: Collection[str] | None = None) -> dict[str, VitalityRow]:
        return _vitality.vitalities(self._connection, space, ids)

    def bonds_of(self, space: Space, ids: Collection[str]) -> list[BondRow]:
        return _vitality.bonds_of(self._connection, space, ids)

    def has_vitalities(self, space: Space) -> bool:
        found = self._run("SELECT 1 FROM vitality WHERE space = ? LIMIT 1", (space.row,)).fetchone()
        return found is not None

    def ages(self, space: Space, ids: Collection[str]) -> dict[str, AgeRow]:
        return _ages.ages(self._connection, space, ids)

    def due(self, space: Space, at_us: int, limit: int) -> list[str]:
        return _ages.due(self._connection, space, at_us, limit)

    def load(self, space: Space) -> Load:
        return _ages.load(self._connection, space)

    def least(self, space: Space, archived: bool, limit: int) -> list[str]:
        return _ages.least(self._connection, space, archived, limit)

    def arrived_before(self, space: Space, seq: int, kind: str, limit: int) -> list[int]:
        return _ages.arrived_before(self._connection, space, seq, kind, limit)

    def audit_head(self) -> tuple[int, bytes]:
        row = self._run("SELECT row, chain FROM operations ORDER BY row DESC LIMIT 1").fetchone()
        return (row[0], row[1]) if row else (0, GENESIS)

    def arrivals(self, space: Space, ids: Collection[str] | None = None) -> list[int]:
        return _carry.arrivals(self._connection, space, ids)

    def elsewhere(self, space: Space, ids: Collection[str]) -> set[str]:
        return _carry.elsewhere(self._connection, space, ids)

    def version_records(self, space: Space, cubes: Sequence[int]) -> Iterator[VersionRecord]:
        return _carry.versions(self._connection, cubes)

    def link_records(self, space: Space, cubes: Sequence[int]) -> Iterator[LinkRecord]:
        return _carry.links(self._connection, cubes)

    def replay_records(self, space: Space, cubes: Sequence[int]) -> Iterator[ReplayRecord]:
        return _carry.replays(self._connection, cubes)

    def vector_records(self, model: Model, cubes: Sequence[int]) -> Iterator[VectorRecord]:
        return _carry.vectors(self._connection, model, cubes)

    def operation_records(self, space: Space, ids: Collection[str]) -> Iterator[OperationRecord]:
        return _carry.operations(self._connection, space, ids)

    def api_keys(self) -> list[ApiKeyRow]:
        return _access.api_keys(self._connection)

    def api_key(self, id_: str) -> ApiKeyRow | None:
        return _access.api_key(self._connection, id_)

    def session_token(self, digest: bytes) -> SessionRow | None:
        return _access.session_token(self._connection, digest)

    def request(self, token: bytes) -> RequestRow | None:
        return _access.request(self._connection, token)
