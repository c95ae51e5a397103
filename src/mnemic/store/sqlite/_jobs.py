"""
The rows of jobs: background work, leased to one worker at a time.

Due times and leases are kept by the machine's clock as it stood when they were written, together with that
moment. Should the clock then stand before that moment, it has jumped back, and nobody can tell how long is left
to wait: the job is due, its lease over. Waiting until the clock has caught up could take for ever; a worker that
still holds such a lease finds it lost when it is to finish, and its effect is rolled back.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from ... import store
from ...errors import LeaseLost
from .._values import Space
from ._rows import chunks, marks, pack_id, unpack_id

if TYPE_CHECKING:
    from .._upkeep import Job

_SECOND_US = 1_000_000
_SLACK_US = _SECOND_US  # a clock that is set right by less has not jumped
_HOLDER_BYTES = 16

_SELECT = (
    "SELECT j.row, s.name, j.kind, j.payload, j.run, j.state, j.due_us, j.attempts, j.lease_until_us, j.holder, "
    "j.error, j.created_us FROM jobs j LEFT JOIN spaces s ON s.row = j.space"
)
_FREE = "j.state = 'waiting' AND (j.touched_us > :now + :slack OR (j.due_us <= :now AND j.lease_until_us <= :now))"

_ABOUT = (
    "EXISTS (SELECT 1 FROM job_cubes b JOIN cubes c ON c.row = b.cube WHERE b.job = j.row AND c.user = :user)"
)


def add(
    connection: sqlite3.Connection,
    now_us: int,
    kind: str,
    payload: bytes,
    space: Space | None,
    cubes: Collection[str],
    run: str | None,
    delay_s: float,
) -> int:
    """Store a job, due after *delay_s*; return its row."""
    row = connection.execute(
        "INSERT INTO jobs (space, kind, payload, run, due_us, touched_us, created_us) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (space.row if space else None, kind, payload, pack_id(run) if run else None,
         now_us + _us(delay_s), now_us, now_us),
    ).lastrowid or 0  # fmt: skip
    connection.executemany(
        "INSERT INTO job_cubes (job, cube) SELECT ?, row FROM cubes WHERE id = ?",
        [(row, pack_id(cube)) for cube in dict.fromkeys(cubes)],
    )
    return row


def listed(connection: sqlite3.Connection, space: Space | None) -> list[Job]:
    """Return every job, or those of a space, in the order they were added."""
    where, values = ("WHERE j.space = ?", (space.row,)) if space else ("", ())
    return _read(connection, connection.execute(f"{_SELECT} {where} ORDER BY j.row", values).fetchall())


def lease(
    connection: sqlite3.Connection,
    now_us: int,
    kinds: Collection[str],
    lease_s: float,
    space: Space | None,
    user: str | None,
) -> Job | None:
    """Lease the job that has been due for longest of those nobody holds, that are about *user* or about no cube."""
    kinds = list(dict.fromkeys(kinds))
    names = {f"kind{place}": kind for place, kind in enumerate(kinds)}
    inside = ",".join(f":{name}" for name in names)
    found = connection.execute(
        f"SELECT j.row FROM jobs j WHERE {_FREE} AND j.kind IN ({inside}) AND (:space IS NULL OR j.space = :space) "
        f"AND (:user IS NULL OR {_ABOUT} OR NOT EXISTS (SELECT 1 FROM job_cubes WHERE job = j.row)) "
        "ORDER BY j.due_us, j.row LIMIT 1",
        {"now": now_us, "slack": _SLACK_US, "space": space.row if space else None, "user": user, **names},
    ).fetchone()
    if found is None:
        return None
    connection.execute(
        "UPDATE jobs SET attempts = attempts + 1, lease_until_us = ?, holder = ?, touched_us = ? WHERE row = ?",
        (now_us + _us(lease_s), os.urandom(_HOLDER_BYTES), now_us, found[0]),
    )
    return _read(connection, connection.execute(f"{_SELECT} WHERE j.row = ?", found).fetchall())[0]


def renew(connection: sqlite3.Connection, now_us: int, job: Job, lease_s: float) -> None:
    """Let a lease last *lease_s* from now."""
    _change(
        connection, job, "UPDATE jobs SET lease_until_us = ?, touched_us = ?", (now_us + _us(lease_s), now_us)
    )


def fail(connection: sqlite3.Connection, now_us: int, job: Job, error: str, delay_s: float | None) -> None:
    """Give a lease back, for another attempt after *delay_s* or, without one, for none."""
    _change(
        connection,
        job,
        "UPDATE jobs SET state = ?, error = ?, due_us = ?, touched_us = ?, lease_until_us = 0, holder = NULL",
        ("dead" if delay_s is None else "waiting", error, now_us + _us(delay_s or 0.0), now_us),
    )


def release(connection: sqlite3.Connection, now_us: int, job: Job) -> None:
    """Give a lease back as if it had not been taken."""
    _change(
        connection,
        job,
        "UPDATE jobs SET attempts = attempts - 1, touched_us = ?, lease_until_us = 0, holder = NULL",
        (now_us,),
    )


def finish(connection: sqlite3.Connection, job: Job) -> None:
    """Delete a job that was done."""
    _change(connection, job, "DELETE FROM jobs", ())


def _change(connection: sqlite3.Connection, job: Job, statement: str, values: Sequence[Any]) -> None:
    done = connection.execute(
        f"{statement} WHERE row = ? AND state = 'waiting' AND holder IS ?", (*values, job.row, job.holder)
    )
    if not done.rowcount:
        raise LeaseLost(
            f"job {job.row} ({job.kind}) is no longer this worker's: its lease ran out and another took it, or it was "
            "dropped. What was to be written with it was not; whoever holds it does it"
        )


def retry(connection: sqlite3.Connection, now_us: int, row: int) -> bool:
    """Give a dead job its attempts back, due now; say whether it was dead."""
    return bool(
        connection.execute(
            "UPDATE jobs SET state = 'waiting', attempts = 0, due_us = ?, touched_us = ? "
            "WHERE row = ? AND state = 'dead'",
            (now_us, now_us, row),
        ).rowcount
    )


def drop(connection: sqlite3.Connection, row: int) -> bool:
    """Delete a job; say whether it was there. A worker that holds it finds its lease lost."""
    return bool(connection.execute("DELETE FROM jobs WHERE row = ?", (row,)).rowcount)


def _read(connection: sqlite3.Connection, rows: Sequence[Any]) -> list[Job]:
    named: dict[int, list[str]] = {row[0]: [] for row in rows}
    for chunk in chunks(named):
        for job, cube in connection.execute(
            "SELECT n.job, c.id FROM job_cubes n JOIN cubes c ON c.row = n.cube "
            f"WHERE n.job IN ({marks(chunk)}) ORDER BY n.row",
            chunk,
        ):
            named[job].append(unpack_id(cube))
    return [
        store.Job(row, space, kind, payload, tuple(named[row]), unpack_id(run) if run else None, *rest)
        for row, space, kind, payload, run, *rest in rows
    ]


def _us(seconds: float) -> int:
    return round(seconds * _SECOND_US)
