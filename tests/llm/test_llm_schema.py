"""Replies as dataclasses: their schemas, and what is read as one."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnemic.errors import ArgumentError
from mnemic.llm import schema_of
from mnemic.llm._json import json_objects
from mnemic.llm._schema import Misfit, read


@dataclass(frozen=True)
class Place:
    town: str
    zip: int | None = None


@dataclass(frozen=True)
class Found:
    kind: Literal["home", "work"]
    sure: float
    now: bool
    places: tuple[Place, ...] = field(default=(), metadata={"description": "each town once"})


FOUND = {"kind": "home", "sure": 1, "now": True, "places": [{"town": "Porto", "zip": 4000}, {"town": "Faro"}]}


def test_a_schema_requires_every_field_and_allows_no_other() -> None:
    assert schema_of(Found) == {
        "type": "object",
        "properties": {
            "kind": {"type": "string", "enum": ["home", "work"]},
            "sure": {"type": "number"},
            "now": {"type": "boolean"},
            "places": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "town": {"type": "string"},
                        "zip": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
                    },
                    "required": ["town", "zip"],
                    "additionalProperties": False,
                },
                "description": "each town once",
            },
        },
        "required": ["kind", "sure", "now", "places"],
        "additionalProperties": False,
    }


def test_json_is_read_as_the_dataclass() -> None:
    found = read(Found, {**FOUND, "more": "than asked for"})
    assert found == Found("home", 1.0, True, (Place("Porto", 4000), Place("Faro")))
    assert type(found.sure) is float


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "boat"}, "kind must be one of 'home', 'work'"),
        ({"kind": 3}, "kind must be one of"),
        ({"sure": "1"}, "sure must be of type number"),
        ({"sure": True}, "sure must be of type number"),
        ({"sure": float("inf")}, "sure must be of type number"),
        ({"sure": 10**400}, "sure must be of type number"),
        ({"now": 1}, "now must be of type boolean"),
        ({"now": None}, "now must be of type boolean"),
        ({"places": {}}, "places must be a list"),
        ({"places": ["Porto"]}, "places[0] must be an object"),
        ({"places": [{"town": "a"}, {"zip": 1}]}, "places[1] must have 'town'"),
        ({"places": [{"town": "a", "zip": 1.5}]}, "places[0].zip must be of type integer"),
        ({"places": [{"town": "a\0"}]}, "places[0].town must be text without NUL"),
        ({"places": [{"town": "\ud800"}]}, "places[0].town must be text without NUL and half characters"),
    ],
)
def test_what_does_not_fit_is_told_by_its_place_and_not_by_what_it_says(
    change: dict[str, Any], told: str
) -> None:
    with pytest.raises(Misfit) as caught:
        read(Found, FOUND | change)
    assert str(caught.value).startswith(told)
    assert "boat" not in str(caught.value)


def test_a_reply_that_is_no_object_does_not_fit() -> None:
    with pytest.raises(Misfit, match="the reply must be an object"):
        read(Found, [FOUND])


@dataclass(frozen=True)
class Mapped:
    towns: dict[str, int]


@dataclass(frozen=True)
class Either:
    town: int | str | None


@dataclass(frozen=True)
class Pair:
    towns: tuple[str, str]


@pytest.mark.parametrize("reply", [Mapped, Either, Pair])
def test_a_type_no_schema_can_be_strict_about_is_refused(reply: type[Any]) -> None:
    with pytest.raises(ArgumentError, match=rf"{reply.__name__} has a field of type"):
        schema_of(reply)


@pytest.mark.parametrize("reply", [dict, Place("Porto"), "Place"])
def test_only_dataclasses_are_replies(reply: Any) -> None:
    with pytest.raises(ArgumentError, match="is no dataclass"):
        schema_of(reply)


def test_a_type_that_cannot_be_looked_up_is_told() -> None:
    @dataclass(frozen=True)
    class Inner:
        town: str

    @dataclass(frozen=True)
    class Outer:
        place: Inner

    with pytest.raises(
        ArgumentError, match=r"Outer has a field whose type cannot be looked up \(name 'Inner'"
    ):
        schema_of(Outer)


# Finding JSON in what was said

OBJECTS = st.dictionaries(
    st.text(max_size=5),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=8,
    ),
    max_size=4,
)
PROSE = st.text(st.characters(exclude_characters="{"), max_size=40).filter(lambda text: "<think" not in text)


@given(OBJECTS, PROSE, PROSE, st.booleans(), st.sampled_from([None, 2]))
def test_an_object_is_found_in_any_prose(
    data: dict[str, Any], before: str, after: str, fenced: bool, indent: int | None
) -> None:
    said = json.dumps(data, indent=indent, ensure_ascii=False)
    text = f"{before}\n```json\n{said}\n```\n{after}" if fenced else f"{before}{said}{after}"
    assert list(json_objects(text)) == [data]


@given(st.text(st.sampled_from('{}[]",:0a\\ \n'), max_size=200))
def test_any_text_is_looked_through_without_an_error(text: str) -> None:
    assert all(isinstance(found, dict) for found in json_objects(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("no JSON at all", []),
        ('{"a": NaN}', []),
        ('{"a": 1', []),
        ('{not json} {"a": {"b": 1}} {"c": 2}', [{"a": {"b": 1}}, {"c": 2}]),
        ('<think>is it {"a": 1}?</think> {"a": 2}', [{"a": 2}]),
        ('[{"a": 1}]', [{"a": 1}]),
        ('{"a":' * 100_000, []),
        ("{" * 1000 + '{"a": 1}', []),
    ],
)
def test_objects_are_found_in_order(text: str, found: list[Any]) -> None:
    assert list(json_objects(text)) == found
