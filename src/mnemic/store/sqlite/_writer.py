"""One write transaction on a store file."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ...cube import Link, MemCube, Verb, new_id, slot_of
from ...times import utc_from_us
from .. import _audit
from .._request import Request, current_actor, current_request
from .._upkeep import (
    AgeRow,
    ApiKeyRow,
    BondRow,
    Erased,
    Job,
    NewVector,
    Pending,
    Replay,
    SessionRow,
    Verdict,
    VitalityRow,
)
from .._values import Model, Space, Terms
from . import _access, _adopt, _ages, _check, _jobs, _lessons, _vitality
from ._reader import SQLiteReader
from ._rows import chunks, header_payload, marks, pack_id, unpack_id, version_payload, version_values

if TYPE_CHECKING:
    from .._records import Adopted, LinkRecord, OperationRecord

_INSERT_VERSION = (
    "INSERT INTO versions (cube, space, version, operation, leaf, salt, recorded_us, "
    "kind, form, tier, state, agent, session, speaker, role, occurred_us, occurred_zone, "
    "occurred_end_us, occurred_end_zone, valid_from_us, valid_from_zone, valid_to_us, valid_to_zone, "
    "source, importance, tags, metadata, fact, content, slot, language, length, terms) "
    f"VALUES ({','.join('?' * 33)})"
)


class _Header:
    """The operation a transaction is carrying out, until its leaves are known."""

    def __init__(
        self,
        row: int,
        space: Space,
        verb: Verb,
        actor: str | None,
        reason: str | None,
        undoes: str | None,
        run: str | None,
    ):
        self.row = row
        self.id = new_id()
        self.space = space
        self.verb = verb
        self.actor = actor
        self.reason = reason
        self.undoes = undoes
        self.erased = 0
        self.detail: str | None = None
        self.salt = _audit.new_salt()
        self.leaves = [
            _audit.leaf(self.salt, header_payload(self.id, space.row, verb, actor, reason, undoes, run))
        ]


class SQLiteWriter(SQLiteReader):
    """One write transaction on a store file; see `mnemic.store.Writer`."""

    def __init__(self, connection: sqlite3.Connection, now_us: int, actor: str | None) -> None:
        super().__init__(connection)
        row = self._run("SELECT row, recorded_us, chain FROM operations ORDER BY row DESC LIMIT 1").fetchone()
        last_row, last_us, chain = row or (0, 0, _audit.GENESIS)
        self._last: int = last_row
        self._chain: bytes = chain
        self._clock_us = now_us
        self.now_us = max(now_us, last_us + 1)
        self._now = utc_from_us(self.now_us)
        self.actor = current_actor() or actor
        self.run: str | None = None
        self._header: _Header | None = None
        self._taken: Counter[int] = Counter()
        self._targets: list[int] | None = None

    def ensure_space(self, name: str) -> Space:
        self._run("INSERT INTO spaces (name, next_seq, generation, purges) VALUES (?, 1, 0, 0) "
                  "ON CONFLICT DO NOTHING", (name,))  # fmt: skip
        space = self.space(name)
        assert space is not None  # noqa: S101 - inserted on the line above
        return space

    @property
    def begun(self) -> str | None:
        return self._header.id if self._header else None

    def begin(
        self,
        space: Space,
        verb: Verb,
        *,
        reason: str | None = None,
        undoes: str | None = None,
        run: str | None = None,
    ) -> str:
        # An erasure is recorded without who or why: either could name the one who asked to be forgotten.
        actor, why = (None, None) if verb == "forget" else (self.actor, reason)
        run = self.run if run is None else run
        header = self._header = _Header(self._last + 1, space, verb, actor, why, undoes, run)
        # Versions are read together with their operation, also by later steps of this transaction.
        self._run(
            "INSERT INTO operations "
            "(row, id, space, verb, actor, reason, undoes, run, recorded_us, salt, leaves, chain) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, x'', x'')",
            (header.row, pack_id(header.id), space.row, verb, actor, why, pack_id(undoes) if undoes else None,
             pack_id(run) if run else None, self.now_us, header.salt),
        )  # fmt: skip
        if (request := current_request()) is not None:
            _access.begin_request(self._connection, request, header.row, self._clock_us)
        return header.id

    def append(self, space: Space, cube: MemCube, terms: Terms) -> MemCube:
        header = self._open_header()
        row, stored = self._place(space, cube)
        salt = _audit.new_salt()
        values = version_values(stored)
        if stored.version > 1:
            self._run(
                "UPDATE versions SET superseded_us = ? WHERE cube = ? AND version = ?",
                (self.now_us, row, stored.version - 1),
            )
        cursor = self._run(
            _INSERT_VERSION,
            (row, space.row, stored.version, header.row, len(header.leaves), salt, self.now_us, *values,
             slot_of(stored), terms.language, terms.length, terms.blob),
        )  # fmt: skip
        header.leaves.append(_audit.leaf(salt, version_payload(stored)))
        self._vectors_for(space, row, stored, cursor.lastrowid or 0)
        if stored.links or stored.version > 1:
            self._sync_links(space, row, stored.links)
        return stored

    def _place(self, space: Space, cube: MemCube) -> tuple[int, MemCube]:
        """Return the internal row of *cube*'s memory, made if new, and the cube as it will be stored."""
        header = self._open_header()
        settled = {
            "space": space.name,
            "recorded_at": self._now,
            "superseded_at": None,
            "operation": header.id,
        }
        if cube.version > 1:
            found = self._run(
                "SELECT row FROM cubes WHERE space = ? AND id = ?", (space.row, pack_id(cube.id))
            )
            return found.fetchone()[0], replace(cube, **settled)  # type: ignore[arg-type]
        seq = self._take_seq(space)
        cursor = self._run(
            "INSERT INTO cubes (id, space, seq, user, key, created_us) VALUES (?, ?, ?, ?, ?, ?)",
            (pack_id(cube.id), space.row, seq, cube.user, cube.key, self.now_us),
        )
        new = replace(cube, **settled, seq=seq, created_at=self._now)  # type: ignore[arg-type]
        return cursor.lastrowid or 0, new

    def _take_seq(self, space: Space) -> int:
        if space.row not in self._taken:
            row = self._run("SELECT next_seq FROM spaces WHERE row = ?", (space.row,)).fetchone()
            self._taken[space.row] = row[0]
        self._taken[space.row] += 1
        return self._taken[space.row] - 1

    def _vectors_for(self, space: Space, cube: int, stored: MemCube, version: int) -> None:
        """Queue a version for vectors, or give it those of the version before, where its words are the same."""
        if self._targets is None:
            self._targets = [model.row for model in self.models()]
        before = self._run(
            "SELECT row, content = ? AND speaker IS ? FROM versions WHERE cube = ? AND version = ?",
            (stored.content, stored.speaker, cube, stored.version - 1),
        ).fetchone()
        row, same = before or (0, 0)
        if before and not same:
            self._run("UPDATE ages SET worth = NULL WHERE cube = ?", (cube,))
        for model in self._targets:
            if not (same and self._copy_vectors(model, row, version)):
                self._run("INSERT INTO pending VALUES (?, ?, ?)", (model, space.row, version))

    def _copy_vectors(self, model: int, before: int, version: int) -> bool:
        """Give *version* the vectors of the version row *before*; say whether that has any."""
        copied = self._run(
            "INSERT INTO vectors (space, model, version, field, piece, start, stop, digest, data) "
            "SELECT space, model, ?, field, piece, start, stop, digest, data FROM vectors "
            "WHERE version = ? AND model = ?",
            (version, before, model),
        ).rowcount
        if copied:
            self._run(
                "INSERT INTO tokens SELECT new.row, t.width, t.data FROM vectors old "
                "JOIN tokens t ON t.row = old.row JOIN vectors new ON new.version = ? AND new.model = old.model "
                "AND new.field = old.field AND new.piece = old.piece WHERE old.version = ? AND old.model = ?",
                (version, before, model),
            )
        return copied > 0

    def _sync_links(self, space: Space, source: int, wanted: tuple[Link, ...]) -> None:
        header = self._open_header()
        open_rows = {
            (relation, unpack_id(target)): row
            for row, relation, target in self._run(
                "SELECT l.row, l.relation, c.id FROM links l JOIN cubes c ON c.row = l.target "
                "WHERE l.source = ? AND l.superseded_us IS NULL",
                (source,),
            ).fetchall()
        }
        keys = {(link.relation, link.target) for link in wanted}
        for key, row in open_rows.items():
            if key not in keys:
                self._run("UPDATE links SET superseded_us = ? WHERE row = ?", (self.now_us, row))
        for link in wanted:
            if (link.relation, link.target) not in open_rows:
                self._run(
                    "INSERT INTO links (space, source, target, relation, operation, recorded_us) "
                    "SELECT ?, ?, row, ?, ?, ? FROM cubes WHERE id = ?",
                    (space.row, source, link.relation, header.row, self.now_us, pack_id(link.target)),
                )

    def adopt_operations(self, space: Space, records: Sequence[OperationRecord]) -> None:
        if self._header is not None:
            raise AssertionError(
                "operations are adopted before the one that brings them: call begin() after it"
            )
        self._last, self._chain = _adopt.insert_operations(
            self._connection, space, self._last, self._chain, records
        )
        # What is written next supersedes some of it, and must not have been recorded before it.
        self.now_us = max(self.now_us, *(record.recorded_us + 1 for record in records), 0)
        self._now = utc_from_us(self.now_us)

    def adopt(
        self,
        space: Space,
        versions: Sequence[Adopted],
        links: Sequence[LinkRecord],
        model: Model | None = None,
    ) -> None:
        header = self._open_header()
        bringing = _adopt.Bringing(header.row, header.leaves, lambda: self._take_seq(space))
        targets = [target.row for target in self.models()]
        first = _adopt.insert_versions(self._connection, space, bringing, versions, targets, model)
        if versions:
            header.detail = _adopt.told(first, len(versions))
        _adopt.insert_links(self._connection, space, links)

    def teach(self, space: Space, judged: Sequence[Verdict]) -> None:
        _lessons.insert(self._connection, space, self._act(), judged)

    def drop_lessons(self, space: Space) -> int:
        return _lessons.drop(self._connection, space, self._act())

    def undo_lessons(self, space: Space, operations: Collection[str]) -> int:
        return _lessons.undo(self._connection, space, self._act(), operations)

    def _act(self) -> _lessons.Act:
        header = self._open_header()
        return _lessons.Act(header.row, header.id, self.now_us, header.leaves)

    def remember_replay(self, space: Space, user: str | None, key: str, replay: Replay) -> None:
        self._run(
            "INSERT INTO replays (space, user, idempotency_key, cube, digest) "
            "SELECT ?, ?, ?, row, ? FROM cubes WHERE id = ?",
            (space.row, user, key, replay.digest, pack_id(replay.cube)),
        )

    def set_detail(self, operation: str, detail: str) -> None:
        if self._header is not None and self._header.id == operation:
            self._header.detail = detail
            return
        self._run("UPDATE operations SET detail = ? WHERE id = ?", (detail, pack_id(operation)))

    def erase(self, space: Space, ids: Collection[str]) -> Erased:
        total = Counter[str]()
        for chunk in chunks(map(pack_id, ids)):
            rows = [row for (row,) in self._run(
                f"SELECT row FROM cubes WHERE +space = ? AND id IN ({marks(chunk)})", (space.row, *chunk)
            )]  # fmt: skip
            total.update(self._erase_rows(space, rows))
        self._run("UPDATE spaces SET purges = purges + 1 WHERE row = ?", (space.row,))
        header = self._open_header()
        header.leaves.append(_audit.leaf(_audit.new_salt(), tuple(total.values())))
        header.erased = total["cubes"]
        return Erased(*(total[name] for name in Erased._fields))

    def _erase_rows(self, space: Space, cubes: list[int]) -> dict[str, int]:
        where = f"IN ({marks(cubes)})"
        versions = f"IN (SELECT row FROM versions WHERE cube {where})"
        self._scrub_operations(cubes)
        self._run(f"DELETE FROM pending WHERE space = ? AND version {versions}", (space.row, *cubes))
        self._run(f"DELETE FROM job_cubes WHERE cube {where}", cubes)
        self._run(f"DELETE FROM vitality WHERE cube {where}", cubes)
        self._run(f"DELETE FROM ages WHERE cube {where}", cubes)
        self._run(f"DELETE FROM bonds WHERE one {where} OR other {where}", (*cubes, *cubes))
        gone = {
            "vectors": f"DELETE FROM vectors WHERE version {versions}",
            "links": f"DELETE FROM links WHERE source {where} OR target {where}",
            "replays": f"DELETE FROM replays WHERE cube {where}",
            "lessons": f"DELETE FROM lessons WHERE cube {where}",
            "versions": f"DELETE FROM versions WHERE cube {where}",
            "cubes": f"DELETE FROM cubes WHERE row {where}",
        }
        return {
            name: self._run(sql, (*cubes, *cubes) if name == "links" else cubes).rowcount
            for name, sql in gone.items()
        }

    def _scrub_operations(self, cubes: list[int]) -> None:
        """Take who and why out of every operation that touched *cubes*, and count what it loses."""
        touched = self._run(
            f"SELECT operation, count(*) FROM ({_lessons.touching(marks(cubes))}) GROUP BY operation",
            cubes * _lessons.TOUCHES,
        ).fetchall()
        for row, count in touched:
            self._run(
                "UPDATE operations SET actor = NULL, reason = NULL, salt = NULL, erased = erased + ? "
                "WHERE row = ?",
                (count, row),
            )
        _access.forget_requests(self._connection, [row for row, _ in touched])

    def drop_space(self, space: Space) -> None:
        for table in ("jobs", "marks", "vitality", "bonds", "ages"):
            self._run(f"DELETE FROM {table} WHERE space = ?", (space.row,))
        # What a space settled for itself stands beside the store's own settings, under its row.
        self._run("DELETE FROM meta WHERE name LIKE '%:' || ?", (space.row,))
        self._run("DELETE FROM spaces WHERE row = ?", (space.row,))

    def add_model(self, name: str, model: str, dims: int, role: str) -> Model:
        cursor = self._run("INSERT INTO models (name, model, dims, role) VALUES (?, ?, ?, ?)",
                           (name, model, dims, role))  # fmt: skip
        self._targets = None
        return Model(cursor.lastrowid or 0, name, model, dims, role)

    def drop_model(self, model: Model) -> None:
        for table in ("vectors", "pending"):
            self._run(f"DELETE FROM {table} WHERE model = ?", (model.row,))
        self._run("DELETE FROM models WHERE row = ?", (model.row,))
        self._targets = None

    def activate(self, model: Model) -> None:
        for other in self.models():
            if other.row != model.row:
                self.drop_model(other)
        self._run("UPDATE models SET role = 'active' WHERE row = ?", (model.row,))
        self.invalidate()

    def enqueue_all(self, model: Model) -> None:
        self._run("INSERT OR IGNORE INTO pending SELECT ?, space, row FROM versions", (model.row,))

    def add_vectors(self, model: Model, done: Sequence[Pending], vectors: Sequence[NewVector]) -> None:
        ready: dict[int, int] = {}
        for item in done:
            gone = self._run("DELETE FROM pending WHERE model = ? AND space = ? AND version = ?",
                             (model.row, item.space, item.version))  # fmt: skip
            if gone.rowcount:
                ready[item.version] = item.space
        self._connection.executemany(
            "INSERT OR IGNORE INTO vectors (space, model, version, field, piece, start, stop, digest, data) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(ready[v.version], model.row, *v[:-1], v.vector.data) for v in vectors if v.version in ready],
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO tokens SELECT row, ?, ? FROM vectors "
            "WHERE version = ? AND model = ? AND field = ? AND piece = ?",
            [
                (v.vector.token_bytes, v.vector.tokens, v.version, model.row, v.field, v.piece)
                for v in vectors
                if v.vector.tokens and v.version in ready
            ],
        )
        for space in set(ready.values()):
            self._run("UPDATE spaces SET generation = generation + 1 WHERE row = ?", (space,))

    def invalidate(self) -> None:
        self._run("UPDATE spaces SET purges = purges + 1, generation = generation + 1")

    def set_setting(self, name: str, value: str) -> None:
        self._run("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def replace_terms(self, row: int, terms: Terms) -> None:
        self._run(
            "UPDATE versions SET language = ?, length = ?, terms = ? WHERE row = ?",
            (terms.language, terms.length, terms.blob, row),
        )

    def repair(self) -> None:
        _check.repair(self._connection)
        self.invalidate()

    def set_mark(self, space: Space, name: str, row: int) -> None:
        self._run("INSERT OR REPLACE INTO marks VALUES (?, ?, ?)", (space.row, name, row))

    def set_vitalities(self, space: Space, rows: Mapping[str, VitalityRow]) -> None:
        _vitality.set_vitalities(self._connection, space, rows)

    def set_bonds(self, space: Space, rows: Iterable[BondRow]) -> None:
        _vitality.set_bonds(self._connection, space, rows)

    def set_ages(self, space: Space, rows: Mapping[str, AgeRow | None]) -> None:
        _ages.set_ages(self._connection, space, rows)

    def set_due(self, space: Space, ids: Collection[str] | None, at_us: int) -> None:
        _ages.set_due(self._connection, space, ids, at_us)

    def add_job(
        self,
        kind: str,
        payload: bytes = b"",
        *,
        space: Space | None = None,
        cubes: Collection[str] = (),
        run: str | None = None,
        delay_s: float = 0.0,
    ) -> int:
        return _jobs.add(self._connection, self._clock_us, kind, payload, space, cubes, run, delay_s)

    def lease_next_job(
        self, kinds: Collection[str], lease_s: float, space: Space | None = None, user: str | None = None
    ) -> Job | None:
        return _jobs.lease(self._connection, self._clock_us, kinds, lease_s, space, user)

    def renew_lease(self, job: Job, lease_s: float) -> None:
        _jobs.renew(self._connection, self._clock_us, job, lease_s)

    def fail_job(self, job: Job, error: str, delay_s: float | None) -> None:
        _jobs.fail(self._connection, self._clock_us, job, error, delay_s)

    def release_job(self, job: Job) -> None:
        _jobs.release(self._connection, self._clock_us, job)

    def finish_job(self, job: Job) -> None:
        _jobs.finish(self._connection, job)

    def retry_job(self, row: int) -> bool:
        return _jobs.retry(self._connection, self._clock_us, row)

    def drop_job(self, row: int) -> bool:
        return _jobs.drop(self._connection, row)

    def set_api_key(self, key: ApiKeyRow) -> ApiKeyRow:
        return _access.set_api_key(self._connection, key)

    def drop_api_keys(self, ids: Collection[str]) -> None:
        _access.drop_api_keys(self._connection, ids)

    def set_session(self, session: SessionRow) -> None:
        _access.set_session(self._connection, session)

    def drop_session(self, digest: bytes) -> bool:
        return _access.drop_session(self._connection, digest)

    def drop_sessions(self, *, key: int | None = None, before_us: int | None = None) -> None:
        _access.drop_sessions(self._connection, key, before_us)

    def set_request(
        self, request: Request, *, cubes: Collection[str] | None = None, number: int | None = None
    ) -> None:
        _access.set_request(self._connection, request, cubes, number, self._clock_us)

    def finish(self) -> None:
        """Complete the operation's row and write the counters; the last act before the commit."""
        for space, next_seq in self._taken.items():
            self._run("UPDATE spaces SET next_seq = ? WHERE row = ?", (next_seq, space))
        header = self._header
        if header is None:
            return
        leaves = b"".join(header.leaves)
        raw = pack_id(header.id)
        chain = _audit.link(self._chain, raw, self.now_us, leaves)
        self._run(
            "UPDATE operations SET erased = ?, detail = ?, leaves = ?, chain = ? WHERE row = ?",
            (header.erased, header.detail, leaves, chain, header.row),
        )
        self._run("UPDATE spaces SET generation = generation + 1 WHERE row = ?", (header.space.row,))

    def _open_header(self) -> _Header:
        if self._header is None:
            raise AssertionError("a write needs an operation: call begin() first")
        return self._header
