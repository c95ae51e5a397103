"""Values out of other programs' JSON, which may be of any type."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path

from ..errors import ArgumentError
from ._text import decode, unreadable

Values = dict[str, object]

MAX_JSON_BYTES = 2 << 30
"""A larger file is refused: it would not fit into memory when it is read."""


def string(value: object) -> str:
    """Return *value* if it is text, else empty text."""
    return value if isinstance(value, str) else ""


def mapping(value: object) -> Values:
    """Return *value* if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def listing(value: object) -> list[object]:
    """Return *value* if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def mappings(value: object) -> list[Values]:
    """Return the objects in *value*, a list."""
    return [item for item in listing(value) if isinstance(item, dict)]


def filled(values: Mapping[str, object]) -> Values:
    """Return *values* without those that say nothing: None, empty text, empty lists and objects, False."""
    return {name: value for name, value in values.items() if value or (value == 0 and value is not False)}


def needed(data: Mapping[str, object], name: str, place: str) -> str:
    """
    Return the text under *name*.

    Raises:
        ArgumentError: there is none.
    """
    value = data.get(name)
    if not isinstance(value, str) or not value.strip():
        raise ArgumentError(f"{place}: {name!r} is {value!r:.60}; expected text. Is the file damaged?")
    return value


def texts(value: object, name: str, place: str) -> list[str]:
    """
    Return *value* if it is a list of texts.

    Raises:
        ArgumentError: it is something else.
    """
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ArgumentError(f"{place}: {name!r} is {value!r:.60}; expected a list of texts")
    return value


def parse_json(text: str, name: str) -> object:
    """
    Return what a whole JSON text holds. Twice the same key, NaN, Infinity and 1e999 are errors here.

    Raises:
        ArgumentError: it is not valid, nested too deep, or holds a number too long to read.
    """
    try:
        return json.loads(
            text, parse_constant=_refuse_constant, parse_float=_finite, object_pairs_hook=unique_keys
        )
    except json.JSONDecodeError as error:
        raise ArgumentError(
            f"{name}:{error.lineno}:{error.colno}: not valid JSON ({error.msg}); export it again"
        ) from None
    except RecursionError:
        raise ArgumentError(f"{name}: JSON that is nested too deep to be read") from None
    except ValueError as error:
        raise ArgumentError(f"{name}: JSON that cannot be kept: {error}") from None


def read_json(path: Path) -> object:
    """
    Return what a JSON file holds.

    Raises:
        ArgumentError: see `parse_json`; or the file is empty, too large, or cannot be read.
    """
    try:
        if path.stat().st_size > MAX_JSON_BYTES:
            raise ArgumentError(f"{path.name} is larger than {MAX_JSON_BYTES >> 30} GiB; export it in parts")
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
    if not data.strip():
        raise ArgumentError(f"{path.name} is empty; there is nothing to read")
    return parse_json(decode(data, path.name), path.name)


def unique_keys(pairs: list[tuple[str, object]]) -> Values:
    """
    Return an object of JSON from its parts.

    Raises:
        ValueError: a key stands in it twice.
    """
    data: Values = {}
    for key, value in pairs:
        if key in data:
            raise ValueError(f"the key {key!r:.80} stands twice in one object")
        data[key] = value
    return data


def _finite(number: str) -> float:
    value = float(number)
    if math.isinf(value):
        raise ValueError(f"{number:.40} is too large a number")
    return value


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is no JSON number")
