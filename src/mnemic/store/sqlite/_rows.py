"""Between table rows and values."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from ... import cube
from ...cube import KINDS, TIERS, FrozenDict, MemCube, freeze, id_of
from ...errors import StoreCorrupted
from ...times import from_stamp, to_stamp, utc_from_us

if TYPE_CHECKING:
    from ...cube import Link

T = TypeVar("T")
N = TypeVar("N", bound=tuple[Any, ...])

VERSION_COLUMNS = (
    "version, recorded_us, superseded_us, kind, form, tier, state, agent, session, speaker, role, "
    "occurred_us, occurred_zone, occurred_end_us, occurred_end_zone, "
    "valid_from_us, valid_from_zone, valid_to_us, valid_to_zone, "
    "source, importance, tags, metadata, fact, content"
)
"""What `cube_from` reads after ``cubes.id, cubes.seq, cubes.user, cubes.key, cubes.created_us, operations.id``."""

CUBE_SELECT = (
    "SELECT c.id, c.seq, c.user, c.key, c.created_us, o.id, v."
    + VERSION_COLUMNS.replace(", ", ", v.")
    + ", v.row, v.cube FROM versions v JOIN cubes c ON c.row = v.cube JOIN operations o ON o.row = v.operation"
)
"""Reads versions with everything of their header but the links."""

_ROWS_AT_ONCE = 256
_NO_METADATA = FrozenDict()
_KINDS, _TIERS = frozenset(KINDS), frozenset(TIERS)

UNREADABLE = (ValueError, TypeError, AttributeError, KeyError, ArithmeticError, RecursionError)
"""What reading a damaged value may raise."""


def pack_id(text: str) -> bytes:
    """Return a public id as the 16 bytes a row keeps."""
    return bytes.fromhex(text.replace("-", ""))


def unpack_id(raw: bytes) -> str:
    """Return the public id of 16 bytes."""
    return id_of(raw)


def show_id(raw: object) -> str:
    """Return the public id of *raw*, or what it is instead, for a message about a damaged row."""
    return unpack_id(raw) if isinstance(raw, bytes) and len(raw) == 16 else f"{raw!r:.60}"


def chunks(items: Iterable[T], size: int = 500) -> Iterator[list[T]]:
    """Yield *items* in lists no longer than SQLite's limit on parameters allows."""
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk


def made(kind: type[N], rows: Iterable[Sequence[Any]]) -> list[N]:
    """Return *rows* as named tuples; twice as quick as ``kind._make``, which counts the fields of each."""
    new = tuple.__new__
    return [new(kind, row) for row in rows]


def columns(rows: sqlite3.Cursor) -> list[list[Any]]:
    """Return *rows* column by column; of values alone there is nothing that garbage collection would look through."""
    found: list[list[Any]] = [[] for _ in rows.description]
    while some := rows.fetchmany(_ROWS_AT_ONCE):
        for column, values in zip(found, zip(*some, strict=True), strict=True):
            column += values
    return found


def marks(items: Sequence[object]) -> str:
    """Return as many parameter marks as there are *items*."""
    return ",".join("?" * len(items))


def cube_from(row: Sequence[Any], space: str, links: tuple[Link, ...]) -> MemCube:
    """
    Return the MemCube of a row that `CUBE_SELECT` read.

    Raises:
        StoreCorrupted: a column holds what was never written there.
    """
    try:
        return _read_cube(row, space, links)
    except UNREADABLE as error:
        raise StoreCorrupted(
            f"version {row[6]!r:.20} of cube {show_id(row[0])} is damaged ({error!r:.200}); "
            "mnemic check names all that is, and a backup has it whole"
        ) from error


def _read_cube(row: Sequence[Any], space: str, links: tuple[Link, ...]) -> MemCube:
    (id_, seq, user, key, created_us, operation, version, recorded_us, superseded_us, kind, form, tier, state,
     agent, session, speaker, role, at_us, at_zone, end_us, end_zone, from_us, from_zone, to_us, to_zone,
     source, importance, tags, metadata, fact, content, _row, _cube) = row  # fmt: skip
    if kind not in _KINDS or tier not in _TIERS or not 0.0 <= (importance or 0.0) <= 1.0:
        raise ValueError(f"kind {kind!r}, tier {tier!r}, importance {importance!r}")
    return MemCube(
        id=unpack_id(id_),
        space=space,
        seq=seq,
        version=version,
        content=content,
        kind=kind,
        form=form,
        user=user,
        agent=agent,
        session=session,
        speaker=speaker,
        role=role,
        occurred_at=_time(at_us, at_zone),
        occurred_end=_time(end_us, end_zone),
        valid_from=_time(from_us, from_zone),
        valid_to=_time(to_us, to_zone),
        created_at=utc_from_us(created_us),
        recorded_at=utc_from_us(recorded_us),
        superseded_at=None if superseded_us is None else utc_from_us(superseded_us),
        key=key,
        source=source,
        tags=() if tags is None else tuple(json.loads(tags)),
        metadata=_NO_METADATA if metadata is None else freeze(json.loads(metadata)),
        importance=importance,
        tier=tier,
        state=state,
        links=links,
        fact=None if fact is None else cube.Fact.from_dict(json.loads(fact)),
        operation=unpack_id(operation),
    )


def version_values(cube: MemCube) -> tuple[Any, ...]:
    """
    Return the columns of a version that are settled before it is stored, from `kind` to `content`.

    They are also, with the id, version and transaction time, what the audit chain commits to.
    """
    return (
        cube.kind,
        cube.form,
        cube.tier,
        cube.state,
        cube.agent,
        cube.session,
        cube.speaker,
        cube.role,
        *_stamp(cube.occurred_at),
        *_stamp(cube.occurred_end),
        *_stamp(cube.valid_from),
        *_stamp(cube.valid_to),
        cube.source,
        cube.importance,
        _json(list(cube.tags)) if cube.tags else None,
        _json(cube.metadata) if cube.metadata else None,
        _json(cube.fact.to_dict()) if cube.fact else None,
        cube.content,
    )


def header_payload(
    operation: str,
    space: int,
    verb: str,
    actor: str | None,
    reason: str | None,
    undoes: str | None,
    run: str | None,
) -> tuple[object, ...]:
    """Return what an operation's first leaf commits to."""
    return (operation, space, verb, actor, reason, undoes, run)


def version_payload(cube: MemCube) -> tuple[object, ...]:
    """Return what a version's leaf commits to: everything but its links, which may go with their target."""
    recorded = cube.recorded_at.isoformat()
    return (cube.id, cube.seq, cube.user, cube.key, cube.version, recorded, *version_values(cube))


def stored_payload(row: Sequence[Any]) -> tuple[object, ...]:
    """
    Return the same of a row that `CUBE_SELECT` read, as it is stored.

    It goes through no value of ours: what was altered may be nothing that can be one.
    """
    id_, seq, user, key, _created_us, _operation, version, recorded_us, _superseded_us, *kept, _row, _cube = (
        row
    )
    return (unpack_id(id_), seq, user, key, version, utc_from_us(recorded_us).isoformat(), *kept)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _time(us: int | None, zone: str | None) -> datetime | None:
    return None if us is None or zone is None else from_stamp(us, zone)


def _stamp(moment: datetime | None) -> tuple[int | None, str | None]:
    return (None, None) if moment is None else to_stamp(moment)
