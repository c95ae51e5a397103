"""
Stores of LangGraph: the SQLite file of its ``SqliteStore``, and a plain ``pg_dump`` of its ``PostgresStore``.

A document becomes a keyed memory laid out as `mnemic.adapters.langgraph` does, so that a ``MnemicStore`` of the same
user finds it under its namespace and key.

Source: langgraph.store.sqlite 3.1 and langgraph.store.postgres 3.1, their table ``store``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any, Final, NamedTuple

from ..errors import ArgumentError
from ._langgraph_layout import cube_key, epoch_us, lines_of, storable, tags_of
from ._pg_dump import rows_of
from ._record import Draft, Record, digest, episode
from ._sqlite import foreign_tables, is_sqlite
from ._text import decode
from ._values import Values, parse_json
from ._zone import read_iso

TABLE: Final = "store"
COLUMNS: Final = ("prefix", "key", "value", "created_at", "updated_at")
_MORE: Final = ("expires_at", "ttl_minutes")
_VECTORS: Final = "store_vectors"

_LONGEST_TEXT: Final = 1 << 20
_DEEPEST: Final = 60
_LARGEST: Final = 1 << 4096


class _Row(NamedTuple):
    place: str
    values: dict[str, Any]


def read_langgraph(path: Path, draft: Draft, zone: tzinfo | None) -> Iterator[Record]:
    """Yield the documents of a store."""
    rows = _from_sqlite(path, draft) if is_sqlite(path) else _from_dump(path, draft)
    # SQLite's own CURRENT_TIMESTAMP is UTC, and writes no offset.
    zone = UTC if zone is None and is_sqlite(path) else zone
    places: dict[str, str] = {}
    now = datetime.now(UTC)
    for row in rows:
        record = _document(row, draft, zone, now)
        if record is None:
            continue
        before = places.setdefault(str(record["key"]), row.place)
        if before != row.place:
            raise ArgumentError(
                f"{row.place}: this document stands at {before} already; the store is damaged"
            )
        yield record


def _from_sqlite(path: Path, draft: Draft) -> Iterator[_Row]:
    with foreign_tables(path) as tables:
        there = tables.columns(TABLE)
        if not set(COLUMNS) <= set(there):
            raise ArgumentError(f"{path.name} has no table 'store' as LangGraph's SqliteStore makes it")
        columns = [*COLUMNS, *(name for name in _MORE if name in there)]
        for number, values in enumerate(tables.rows(TABLE, columns), start=1):
            yield _Row(f"{path.name}:{TABLE}[{number}]", dict(zip(columns, values, strict=True)))
        if "prefix" in tables.columns(_VECTORS):
            vectors = sum(1 for _ in tables.rows(_VECTORS, ["prefix"]))
            if vectors:
                draft.notes.add("vector", "vectors are made anew", f"{path.name}:{_VECTORS}", vectors)


def _from_dump(path: Path, draft: Draft) -> Iterator[_Row]:
    found = False
    for table, place, values in rows_of(path, {TABLE: (*COLUMNS, *_MORE), _VECTORS: ("prefix",)}):
        found = True
        if table == _VECTORS:
            draft.notes.add("vector", "vectors are made anew", place)
        elif set(COLUMNS) <= values.keys():
            yield _Row(place, dict(values))
        else:
            raise ArgumentError(f"{place}: a row of 'store' lacks one of: {', '.join(COLUMNS)}")
    if not found:
        raise ArgumentError(
            f"{path.name} holds no rows of a table 'store'; make it with: pg_dump --table=store --data-only --format=plain"
        )


def _document(row: _Row, draft: Draft, zone: tzinfo | None, now: datetime) -> Record | None:
    place, values = row
    prefix, key = values["prefix"], values["key"]
    if not isinstance(prefix, str) or not isinstance(key, str) or not all(prefix.split(".")):
        raise ArgumentError(f"{place}: {prefix!r:.60} and {key!r:.60} are no namespace and key of LangGraph")
    namespace = prefix.split(".")
    # SqliteStore writes the bytes of its JSON, which SQLite keeps as bytes.
    told = values["value"]
    text = decode(told, place) if isinstance(told, bytes) else str(told)
    value = parse_json(text, place)
    if not isinstance(value, dict):
        raise ArgumentError(f"{place}: 'value' is {value!r:.60}; a document is an object")
    times = {
        name: _time(values.get(name), name, zone, place)
        for name in ("created_at", "updated_at", "expires_at")
    }
    created, updated, expires = times["created_at"], times["updated_at"], times["expires_at"]
    if expires is not None and expires <= now:
        draft.notes.add("document past its time to live", "LangGraph would not give it out either", place)
        return None
    metadata: Values = {"namespace": namespace, **_named("key", key, "key_json"), **_held(value)}
    if updated is not None:
        metadata["written_us"] = epoch_us(updated)
    if created is not None:
        metadata["created_us"] = epoch_us(created)
    if expires is not None and values.get("ttl_minutes") is not None:
        metadata |= {"ttl_minutes": _minutes(values["ttl_minutes"], place), "expires_us": epoch_us(expires)}
    found_by = storable("\n".join(line for line in lines_of(value) if line.strip()))[:_LONGEST_TEXT]
    fields: Record = {
        "kind": "resource",
        "user": draft.user,
        "key": cube_key(namespace, key),
        "tags": tags_of(namespace, indexed=bool(found_by)),
        "metadata": metadata,
        "idempotency_key": f"langgraph:{digest(prefix, key, text, updated)}",
    }
    return episode(place, found_by or storable(f"{key} ({' / '.join(namespace)})"), fields)


def _time(value: object, name: str, zone: tzinfo | None, place: str) -> datetime | None:
    return None if value is None else read_iso(value, name, zone, place)


def _minutes(value: object, place: str) -> float:
    try:
        minutes = float(str(value))
    except ValueError:
        minutes = -1.0
    if not 0 <= minutes < math.inf:
        raise ArgumentError(f"{place}: 'ttl_minutes' is {value!r:.60}; expected a number of minutes")
    return minutes


def _named(name: str, text: str, exact: str) -> Values:
    return {name: text} if text == storable(text) else {exact: json.dumps(text)}


def _held(value: Values) -> Values:
    """Return a document's value as metadata holds it, or as JSON where metadata cannot."""
    return {"value": value} if _is_plain(value, 0) else {"value_json": json.dumps(value, allow_nan=False)}


def _is_plain(value: object, depth: int) -> bool:
    if depth > _DEEPEST:
        return False
    if isinstance(value, str):
        return value == storable(value)
    if isinstance(value, dict):
        return all(_is_plain(key, depth) and _is_plain(item, depth + 1) for key, item in value.items())
    if isinstance(value, list):
        return all(_is_plain(item, depth + 1) for item in value)
    if isinstance(value, float):
        return math.isfinite(value)
    return not isinstance(value, int) or abs(value) < _LARGEST
