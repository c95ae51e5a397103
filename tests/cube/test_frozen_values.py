"""Metadata and cubes: frozen all the way down, lossless through JSON, pickle and copies."""

from __future__ import annotations

import copy
import json
import pickle
import types
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum, IntEnum
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnemic.cube import (
    KINDS,
    RELATIONS,
    STATES,
    TIERS,
    Evidence,
    Fact,
    FrozenDict,
    FrozenList,
    Link,
    MemCube,
    freeze,
    new_id,
)
from mnemic.errors import ArgumentError, MetadataError, UnknownArgument

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
SCALARS = st.none() | st.booleans() | st.integers(-(2**200), 2**200) | TEXTS
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    SCALARS | NUMBERS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)
METADATA = st.dictionaries(TEXTS, JSON, max_size=5)
ZONES = st.sampled_from([
    UTC, timezone(timedelta(hours=5, minutes=45)), timezone(timedelta(hours=-3, minutes=-30, seconds=-17)),
    ZoneInfo("Europe/Lisbon"), ZoneInfo("America/New_York"), ZoneInfo("UTC"),
])  # fmt: skip
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=ZONES, allow_imaginary=False)  # noqa: DTZ001
NAMES = st.none() | TEXTS.filter(bool)
IDS = st.builds(new_id)
FACTS = st.builds(
    Fact,
    subject=TEXTS.filter(str.strip),
    predicate=TEXTS.filter(str.strip),
    object=TEXTS.filter(str.strip),
    polarity=st.sampled_from(["affirmed", "negated"]),
    certainty=st.floats(0, 1),
    evidence=st.lists(st.builds(Evidence, IDS, st.integers(0, 5), st.integers(5, 9)), max_size=2).map(tuple),
)
CUBES = st.builds(
    MemCube,
    id=IDS, space=TEXTS, seq=st.integers(1), version=st.integers(1), content=TEXTS, operation=IDS,
    kind=st.sampled_from(KINDS), tier=st.sampled_from(TIERS), state=st.sampled_from(STATES),
    user=NAMES, agent=NAMES, session=NAMES, speaker=NAMES, role=NAMES, key=NAMES, source=NAMES,
    occurred_at=st.none() | MOMENTS, occurred_end=st.none() | MOMENTS, valid_from=st.none() | MOMENTS,
    valid_to=st.none() | MOMENTS, created_at=MOMENTS, recorded_at=MOMENTS, superseded_at=st.none() | MOMENTS,
    tags=st.lists(TEXTS, max_size=3).map(tuple), metadata=METADATA.map(freeze), importance=st.none() | st.floats(0, 1),
    links=st.lists(st.builds(Link, st.sampled_from(RELATIONS), IDS), max_size=3).map(tuple), fact=st.none() | FACTS,
)  # fmt: skip


def exact(value: Any) -> Any:
    """Return a form in which ``1``, ``1.0`` and ``True`` differ."""
    return json.dumps(value, sort_keys=True)


@given(METADATA)
def test_frozen_metadata_equals_prints_and_serialises_like_a_dict(data: dict[str, Any]) -> None:
    frozen = freeze(data)
    assert frozen == data
    assert repr(frozen) == repr(data)
    assert exact(frozen) == exact(data) == exact(frozen.thaw())


@given(METADATA)
def test_frozen_metadata_survives_pickle_and_copies(data: dict[str, Any]) -> None:
    frozen = freeze(data)
    again = pickle.loads(pickle.dumps(frozen))
    assert exact(again) == exact(frozen)
    assert type(again) is FrozenDict
    assert copy.copy(frozen) is frozen
    assert copy.deepcopy(frozen) is frozen
    assert hash(again) == hash(frozen)


@given(METADATA)
def test_every_container_inside_is_frozen(data: dict[str, Any]) -> None:
    waiting: list[Any] = [freeze(data)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            assert type(value) is FrozenDict
            waiting += value.values()
        elif isinstance(value, list):
            assert type(value) is FrozenList
            waiting += value
            assert copy.copy(value) is value
            assert copy.deepcopy(value) is value


@pytest.mark.parametrize(
    ("method", "arguments"),
    [("__setitem__", ("a", 1)), ("__delitem__", ("a",)), ("__ior__", ({},)), ("clear", ()), ("pop", ("a",)),
     ("popitem", ()), ("setdefault", ("b", 1)), ("update", ({"b": 1},))],
)  # fmt: skip
def test_a_frozen_dict_refuses_every_change(method: str, arguments: tuple[Any, ...]) -> None:
    frozen = freeze({"a": 1})
    with pytest.raises(TypeError, match=r"thaw\(\)"):
        getattr(frozen, method)(*arguments)
    assert frozen == {"a": 1}


@pytest.mark.parametrize(
    ("method", "arguments"),
    [("__setitem__", (0, 1)), ("__delitem__", (0,)), ("__iadd__", ([1],)), ("__imul__", (2,)), ("append", (1,)),
     ("clear", ()), ("extend", ([1],)), ("insert", (0, 1)), ("pop", ()), ("remove", (3,)), ("reverse", ()),
     ("sort", ())],
)  # fmt: skip
def test_a_frozen_list_refuses_every_change(method: str, arguments: tuple[Any, ...]) -> None:
    frozen = freeze({"a": [3, 4]})["a"]
    with pytest.raises(TypeError, match=r"thaw\(\)"):
        getattr(frozen, method)(*arguments)
    assert frozen == [3, 4]
    assert pickle.loads(pickle.dumps(frozen)) == [3, 4]


def test_a_thawed_copy_is_independent_all_the_way_down() -> None:
    frozen = freeze({"a": [{"b": [1]}]})
    thawed = frozen.thaw()
    thawed["a"][0]["b"].append(2)
    assert (frozen, thawed) == ({"a": [{"b": [1]}]}, {"a": [{"b": [1, 2]}]})
    assert frozen["a"].thaw() == [{"b": [1]}]
    assert type(thawed["a"][0]["b"]) is list


class Colour(str, Enum):  # noqa: UP042 - its str() is its name, which is the point
    RED = "red"


class Size(IntEnum):
    BIG = 3


def test_values_of_other_types_are_kept_as_what_json_makes_of_them() -> None:
    frozen = freeze(
        {Colour.RED: Colour.RED, "size": Size.BIG, "t": (1, 2), "m": types.MappingProxyType({"a": 1})}
    )
    assert frozen == {"red": "red", "size": 3, "t": [1, 2], "m": {"a": 1}}
    assert [type(key) for key in frozen] == [str] * 4
    assert [type(frozen[key]) for key in ("red", "size")] == [str, int]


def deep(levels: int) -> dict[str, Any]:
    """Return lists in lists."""
    value: Any = "bottom"
    for _ in range(levels):
        value = [value]
    return {"a": value}


@pytest.mark.parametrize(
    ("data", "message"),
    [([1], "must be a dict"), ({1: 2}, "the key 1"), ({"a": {"b": [0, {3}]}}, r"metadata\['a'\]\['b'\]\[1\]"),
     ({"a": float("nan")}, "nan"), ({"a": float("inf")}, "inf"), ({"a": "\0"}, "NUL"), ({"\ud800": 1}, "a key of"),
     ({"a": "x\udfff"}, "offset 1"), ({"a": 1 << 4096}, "bits"), (deep(66), "deeper"), ({"a": b"x"}, "bytes"),
     ({"a": {"b": {"c": object()}}}, r"\['c'\]")],
)  # fmt: skip
def test_what_is_not_plain_json_is_refused_with_its_place(data: Any, message: str) -> None:
    with pytest.raises(MetadataError, match=message):
        freeze(data)


def test_a_dict_inside_itself_is_refused() -> None:
    loop: dict[str, Any] = {}
    loop["a"] = {"b": loop}
    with pytest.raises(MetadataError, match="itself"):
        freeze(loop)


@given(CUBES)
def test_a_cube_survives_json_pickle_and_copies(cube: MemCube) -> None:
    again = MemCube.from_json(cube.to_json())
    assert again == cube
    assert exact(again.metadata) == exact(cube.metadata)
    assert again.to_dict() == cube.to_dict() == json.loads(cube.to_json())
    assert "\n" not in cube.to_json()
    assert pickle.loads(pickle.dumps(cube)) == cube
    assert copy.deepcopy(cube) == cube
    assert hash(again) == hash(cube)


@given(CUBES)
def test_a_cubes_times_keep_their_zone_through_json(cube: MemCube) -> None:
    again = MemCube.from_json(cube.to_json())
    for name in ("occurred_at", "valid_from", "created_at"):
        before, after = getattr(cube, name), getattr(again, name)
        if before is not None:
            assert after.utcoffset() == before.utcoffset()
            assert after.astimezone(UTC) == before.astimezone(UTC)
            assert getattr(after.tzinfo, "key", None) == getattr(before.tzinfo, "key", None)


@given(CUBES)
def test_a_cube_is_frozen(cube: MemCube) -> None:
    with pytest.raises(AttributeError):
        cube.content = "other"  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        cube.unknown = 1  # type: ignore[attr-defined]


def test_a_cube_is_not_read_from_something_else() -> None:
    cube = MemCube(id=new_id(), space="s", seq=1, version=1, content="x", operation=new_id(),
                   created_at=datetime.now(UTC), recorded_at=datetime.now(UTC))  # fmt: skip
    for data in ({**cube.to_dict(), "colour": "red"}, {"content": "x"}):
        with pytest.raises(UnknownArgument):
            MemCube.from_dict(data)


@given(FACTS)
def test_a_fact_survives_its_dict(fact: Fact) -> None:
    assert Fact.from_dict(fact.to_dict()) == fact
    assert Fact.from_dict(json.loads(json.dumps(fact.to_dict()))) == fact


@pytest.mark.parametrize(
    "change",
    [{"subject": ""}, {"predicate": " "}, {"object": 5}, {"object": "\0"}, {"subject": "\ud800"}, {"polarity": "no"},
     {"certainty": 1.5}, {"certainty": float("nan")}, {"certainty": "high"}, {"certainty": True}, {"colour": "red"},
     {"evidence": [{"cube": "x", "start": 0, "end": 1}]}, {"evidence": [{"cube": new_id(), "start": 2, "end": 1}]},
     {"evidence": [{"cube": new_id(), "start": -1, "end": 1}]}, {"evidence": [{"cube": new_id(), "start": 0}]},
     {"evidence": 5}, {"evidence": [{"cube": new_id(), "start": 0.0, "end": 1}]}],
)  # fmt: skip
def test_a_fact_that_says_nothing_sound_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ArgumentError):
        Fact.from_dict({"subject": "ana", "predicate": "likes", "object": "tea", **change})


def test_evidence_is_a_tuple_of_spans() -> None:
    spans: Any = [Evidence(new_id(), 0, 1)]
    with pytest.raises(ArgumentError, match="tuple"):
        Fact(subject="ana", predicate="likes", object="tea", evidence=spans)
