"""Filters: every operator on every type, against an evaluator that looks at one value at a time."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mnemic
from mnemic.cube import KINDS, TIERS, MemCube
from mnemic.errors import FilterError, MnemicError
from mnemic.index import FIELDS, OPERATORS, HeaderTable, Selector, parse_filter
from mnemic.index._table import columns_of
from mnemic.store import Header
from mnemic.testing import in_scope, matches
from mnemic.times import parse_time, utc_us

KEYS = ("a", "b", "a.b", "a\\", "é", "")
VALUES = st.recursive(
    st.sampled_from([None, True, False, 0, 1, 3, 3.0, 3.5, -1, 2**70, "", "3", "x", "xy", "é"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=5,
)
MOMENTS = st.sampled_from([
    "2026-01-01T00:00:00+00:00", "2026-01-01T01:00:00+01:00", "2026-01-01T00:00:00.000001Z", "1969-12-31T00:00:00Z",
    "2026-06-01T00:00:00[Europe/Lisbon]",
])  # fmt: skip
NAMES = st.sampled_from(["ana", "bo", "x", "xy", "é"])
SAID = {
    "user": NAMES, "agent": NAMES, "session": NAMES, "speaker": NAMES, "role": NAMES, "key": NAMES, "source": NAMES,
    "occurred_at": MOMENTS, "occurred_end": MOMENTS, "valid_from": MOMENTS, "valid_to": MOMENTS,
    "importance": st.sampled_from([0.0, 0.5, 1.0]),
}  # fmt: skip
HEADERS = st.fixed_dictionaries(
    {"kind": st.sampled_from(KINDS), "tier": st.sampled_from(TIERS), "metadata": st.dictionaries(
        st.sampled_from(KEYS), VALUES, max_size=3), "tags": st.lists(NAMES, max_size=2).map(tuple)},
    optional=SAID,
)  # fmt: skip
PATHS = st.sampled_from([
    "metadata.a", "metadata.b", r"metadata.a\.b", "metadata.a.b", "metadata.a.a", r"metadata.a\\", r"metadata.a\\.b",
    "metadata.é", "metadata.absent",
])  # fmt: skip


def operands(op: str, one: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return operands of the right shape."""
    many = st.lists(one, max_size=3)
    return st.booleans() if op == "exists" else many if op in ("in", "nin") else one


def conditions(one: st.SearchStrategy[Any], *without: str) -> st.SearchStrategy[Any]:
    """Return conditions with any of the operators."""
    ops = [op for op in OPERATORS if op not in without]
    return st.one_of([st.builds(lambda operand, op=op: {op: operand}, operands(op, one)) for op in ops])


def entry(field: str, condition: Any) -> dict[str, Any]:
    """Return a filter of one entry."""
    return {field: condition}


TEXT_FIELDS = st.sampled_from(
    ["user", "kind", "tier", "session", "speaker", "source", "key", "role", "agent"]
)
TIME_FIELDS = st.sampled_from(
    ["occurred_at", "occurred_end", "valid_from", "valid_to", "created_at", "recorded_at"]
)
SIMPLE = st.one_of(
    st.builds(entry, PATHS, conditions(VALUES)),
    st.builds(entry, PATHS, st.sampled_from([None, True, 3, "x", [3]])),
    st.builds(entry, TEXT_FIELDS, conditions(NAMES | st.sampled_from(["fact", "episode", "archive"]))),
    st.builds(entry, TIME_FIELDS, conditions(MOMENTS, "contains")),
    st.builds(entry, st.sampled_from(["seq", "version"]), conditions(st.sampled_from([0, 1, 2, 2.5, 2**70]), "contains")),
    st.builds(entry, st.just("importance"), conditions(st.sampled_from([0, 0.5, 1, 7]), "contains")),
    st.builds(entry, st.just("tags"), conditions(st.lists(NAMES, max_size=2), "contains")),
    st.builds(entry, st.just("tags"), st.builds(lambda name: {"contains": name}, NAMES)),
)  # fmt: skip
WHERES = st.recursive(
    SIMPLE | st.builds(lambda one, two: {**one, **two}, SIMPLE, SIMPLE),
    lambda inner: st.one_of(
        st.builds(lambda parts: {"and": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: {"or": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda part: {"not": part}, inner),
    ),
    max_leaves=6,
)


def us(value: Any) -> int | None:
    """Return a time as a header keeps it."""
    return None if value is None else utc_us(value)


def whole(row: int, given_: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a cube, times read."""
    recorded = parse_time("2026-01-01T00:00:00Z") + timedelta(seconds=row)
    cube = {item.name: None for item in fields(MemCube)} | {
        "seq": row, "version": 1 + row % 2, "form": "plaintext", "state": "active",
        "created_at": recorded, "recorded_at": recorded, **given_,
    }  # fmt: skip
    for name in ("occurred_at", "occurred_end", "valid_from", "valid_to"):
        cube[name] = None if cube[name] is None else parse_time(cube[name])
    return cube


def table_of(cubes: list[dict[str, Any]]) -> HeaderTable:
    """Return the columns the index makes of cubes."""
    rows = []
    for row, cube in enumerate(cubes, 1):
        named = {name: cube[name] for name in Header._fields if name in cube}
        named |= {
            "row": row, "cube": row, "superseded_us": None, "recorded_us": us(cube["recorded_at"]),
            "created_us": us(cube["created_at"]), "occurred_us": us(cube["occurred_at"]),
            "occurred_end_us": us(cube["occurred_end"]), "valid_from_us": us(cube["valid_from"]),
            "valid_to_us": us(cube["valid_to"]), "tags": json.dumps(cube["tags"]) if cube["tags"] else None,
            "metadata": json.dumps(cube["metadata"]) if cube["metadata"] else None,
        }  # fmt: skip
        rows.append(Header(**named))
    return HeaderTable.of(rows)


@settings(max_examples=400)
@given(st.lists(HEADERS, min_size=1, max_size=6), WHERES)
def test_columns_say_what_a_look_at_each_cube_says(
    given_: list[dict[str, Any]], where: dict[str, Any]
) -> None:
    cubes = [whole(row, header) for row, header in enumerate(given_, 1)]
    mask = parse_filter(where)(table_of(cubes).view)
    assert mask.dtype == np.bool_
    assert mask.tolist() == [matches(where, cube) for cube in cubes]


@given(
    st.lists(HEADERS, min_size=1, max_size=6),
    st.fixed_dictionaries({}, optional={
        "user": NAMES, "session": NAMES, "agent": NAMES, "kinds": st.lists(st.sampled_from(KINDS), min_size=1),
        "tags": st.lists(NAMES, min_size=1, max_size=2), "since": MOMENTS, "until": MOMENTS, "valid_at": MOMENTS,
        "holds_at": MOMENTS,
    }),
)  # fmt: skip
def test_selectors_say_what_a_look_at_each_cube_says(
    given_: list[dict[str, Any]], scope: dict[str, Any]
) -> None:
    cubes = [whole(row, header) for row, header in enumerate(given_, 1)]
    times = ("since", "until", "valid_at", "holds_at")
    named = {(f"{name}_us" if name in times else name): value for name, value in scope.items()}
    named |= {f"{name}_us": utc_us(parse_time(scope[name])) for name in times if name in scope}
    named |= {name: tuple(scope[name]) for name in ("kinds", "tags") if name in scope}
    mask = Selector(**named).select(table_of(cubes).view)
    if "holds_at" in scope:
        scope = {**scope, "holds_at": parse_time(scope["holds_at"])}
    assert mask.tolist() == [in_scope(cube, **scope) for cube in cubes]


@given(st.text(max_size=12), st.text(max_size=12) | VALUES, VALUES)
def test_any_filter_is_read_or_refused_with_a_reason(field: str, op: Any, operand: Any) -> None:
    for where in (
        {field: {op: operand}} if isinstance(op, str) else {field: op},
        {f"metadata.{field}": operand},
    ):
        try:
            parse_filter(where)(
                table_of([whole(1, {"metadata": {}, "tags": (), "kind": "fact", "tier": "working"})]).view
            )
        except FilterError as error:
            assert len(str(error)) > 10
            assert isinstance(error, MnemicError)


@pytest.mark.parametrize(
    ("where", "hint"),
    [({"usr": "ana"}, "did you mean 'user'"), ({"user": {"equals": 1}}, "there are: eq, ne"),
     ({"seq": {"$gte": 1}}, "did you mean 'gte'"), ({"user": None}, "exists"), ({"tags": "home"}, "contains"),
     ({"metadata.a.": 1}, "backslash"), ({"occurred_at": "2026-01-01T00:00:00"}, "no offset"),
     ({"or": {}}, "non-empty list"), ({"user": {}}, "exists"), (["user"], "must be a dict"),
     ({"colour": "red"}, "there are: kind")],
)  # fmt: skip
def test_a_bad_filter_is_told_the_way_out(where: Any, hint: str) -> None:
    with pytest.raises(FilterError, match=hint.replace("$", r"\$")):
        parse_filter(where)


def test_every_field_and_operator_there_is_can_be_used() -> None:
    view = table_of(
        [whole(1, {"metadata": {"key": 1}, "tags": ("t",), "kind": "fact", "tier": "working"})]
    ).view
    for field in (name.replace("<key>", "key") for name in FIELDS):
        assert parse_filter({field: {"exists": True}})(view).shape == (1,)
        assert parse_filter({field: {"in": []}})(view).tolist() == [False]


def test_a_path_is_looked_up_once_and_follows_what_is_added() -> None:
    table = table_of([whole(1, {"metadata": {"n": 1}, "tags": (), "kind": "fact", "tier": "working"})])
    wanted = parse_filter({"metadata.n": {"gte": 1}})
    early = table.view
    assert wanted(early).tolist() == [True]
    fields: dict[str, Any] = dict.fromkeys(Header._fields)
    fields |= {"row": 2, "cube": 2, "seq": 2, "version": 1, "recorded_us": 5, "created_us": 5, "kind": "fact"}
    fields |= {"form": "plaintext", "tier": "working", "state": "active", "metadata": '{"n": 0}'}
    table.extend(columns_of([Header(**fields)]))
    assert wanted(table.view).tolist() == [True, False]
    assert wanted(early).tolist() == [True]


def test_a_filter_reaches_every_version_known_then(mem: mnemic.Memory) -> None:
    cube = mem.remember("x", metadata={"n": 1})
    later = mem.update(cube.id, metadata={"n": 2})
    one: dict[str, Any] = {"metadata.n": 1}
    assert [hit.cube.version for hit in mem.recall("x", where=one, known_at=cube.recorded_at)] == [1]
    assert len(mem.recall("x", where=one, known_at=later.recorded_at)) == 0
    assert isinstance(later.recorded_at, datetime)
