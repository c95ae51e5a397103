"""Replies as frozen dataclasses: the JSON schema of one, and reading one from JSON."""

from __future__ import annotations

import math
import re
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from ..errors import ArgumentError

R = TypeVar("R")

_NAMES: Mapping[type, str] = {str: "string", bool: "boolean", int: "integer", float: "number"}
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Misfit(Exception):
    """JSON that doesn't fit. The message names the place and what belongs there, nothing of what is there."""


def schema_of(reply: type[Any]) -> dict[str, Any]:
    """
    Return the JSON schema of the dataclass *reply*, in the form services are strict about.

    Every field is required and no other is allowed. A field may be of type ``str``, ``bool``, ``int``,
    ``float``, a ``Literal`` of texts, another dataclass, a ``tuple[X, ...]`` of those, or one of them
    ``| None``. ``field(metadata={"description": …})`` tells the model what belongs there.

    Raises:
        ArgumentError: *reply* is no dataclass, or has a field of another type.
    """
    if not (isinstance(reply, type) and is_dataclass(reply)):
        raise ArgumentError(f"{reply!r} is no dataclass; describe the reply as a frozen dataclass")
    hints = _hints(reply)
    properties = {field.name: _described(_schema(hints[field.name], reply), field) for field in fields(reply)}
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _hints(reply: type[Any]) -> dict[str, Any]:
    try:
        return get_type_hints(reply)
    except NameError as error:
        raise ArgumentError(
            f"{reply.__name__} has a field whose type cannot be looked up ({error}); define it in a module"
        ) from error


def _described(schema: dict[str, Any], field: Field[Any]) -> dict[str, Any]:
    description = field.metadata.get("description")
    return {**schema, "description": description} if description else schema


def _schema(hint: Any, owner: type[Any]) -> dict[str, Any]:
    inner = _optional(hint)
    if inner is not None:
        return {"anyOf": [_schema(inner, owner), {"type": "null"}]}
    if hint in _NAMES:
        return {"type": _NAMES[hint]}
    if get_origin(hint) is Literal and all(isinstance(choice, str) for choice in get_args(hint)):
        return {"type": "string", "enum": list(get_args(hint))}
    if get_origin(hint) is tuple and get_args(hint)[1:] == (...,):
        return {"type": "array", "items": _schema(get_args(hint)[0], owner)}
    if isinstance(hint, type) and is_dataclass(hint):
        return schema_of(hint)
    raise ArgumentError(
        f"{owner.__name__} has a field of type {hint}, which no reply can have; use str, bool, int, float, "
        f"Literal, a dataclass, tuple[X, ...], or one of them | None"
    )


def read(reply: type[R], data: object) -> R:
    """
    Return *data*, as JSON gives it, as a *reply*. What the dataclass doesn't name is left out.

    A field with a default may be missing. Nothing is coerced but whole numbers to floats.

    Raises:
        Misfit: something is missing or of another type.
    """
    value: R = _read(reply, data, "the reply")
    return value


def _read(hint: Any, data: Any, place: str) -> Any:
    inner = _optional(hint)
    if inner is not None:
        return None if data is None else _read(inner, data, place)
    if hint in _NAMES:
        return _plain(hint, data, place)
    if get_origin(hint) is Literal:
        if data not in get_args(hint) or not isinstance(data, str):
            raise Misfit(f"{place} must be one of {', '.join(map(repr, get_args(hint)))}")
        return data
    if get_origin(hint) is tuple:
        if not isinstance(data, list):
            raise Misfit(f"{place} must be a list")
        return tuple(_read(get_args(hint)[0], item, f"{place}[{at}]") for at, item in enumerate(data))
    return _read_object(hint, data, place)


def _plain(hint: type, data: Any, place: str) -> Any:
    """Return *data* where it is of the plain type *hint*; JSON's true is no number."""
    if hint is float and type(data) is int and abs(data) < 2**53:
        data = float(data)
    if type(data) is not hint or (isinstance(data, float) and not math.isfinite(data)):
        raise Misfit(f"{place} must be of type {_NAMES[hint]}")
    if isinstance(data, str) and _UNSTORABLE.search(data):
        raise Misfit(f"{place} must be text without NUL and half characters")
    return data


def _read_object(hint: type[Any], data: Any, place: str) -> Any:
    if not isinstance(data, dict):
        raise Misfit(f"{place} must be an object")
    hints = _hints(hint)
    values = {}
    for field in fields(hint):
        if field.name in data:
            at = field.name if place == "the reply" else f"{place}.{field.name}"
            values[field.name] = _read(hints[field.name], data[field.name], at)
        elif field.default is MISSING and field.default_factory is MISSING:
            raise Misfit(f"{place} must have {field.name!r}")
    return hint(**values)


def _optional(hint: Any) -> Any:
    """Return X of a type ``X | None``, None of any other type."""
    if get_origin(hint) not in (Union, types.UnionType):
        return None
    inner = [option for option in get_args(hint) if option is not type(None)]
    return inner[0] if len(inner) == 1 and len(get_args(hint)) == 2 else None
