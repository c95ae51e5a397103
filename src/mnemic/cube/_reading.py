"""Reading back what `to_dict` wrote, with an error that says what doesn't fit."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, fields
from functools import lru_cache
from typing import Any

from ..errors import UnknownArgument


def read_fields(kind: type, data: object, *, beside: Collection[str] = ()) -> dict[str, Any]:
    """
    Return the fields of *kind*, a frozen dataclass or a NamedTuple, that *data* holds.

    Args:
        data: An object of JSON.

        beside: What `to_dict` writes besides the fields, since readers like to have it. It is left out.

    Raises:
        UnknownArgument: *data* is no object, has a field that does not exist, or lacks one that has no default.
    """
    if not isinstance(data, Mapping):
        raise UnknownArgument(f"a {kind.__name__} is read from an object of JSON, got {data!r:.80}")
    required, known = _fields(kind)
    if data.keys() == known.keys():
        return dict(data)
    unknown = [name for name in data if name not in known and name not in beside]
    if unknown:
        raise UnknownArgument(
            f"a {kind.__name__} has no field {unknown[0]!r:.60}; was this written by a newer Mnemic? "
            f"There are: {', '.join(known)}"
        )
    missing = [name for name in required if name not in data]
    if missing:
        raise UnknownArgument(f"a {kind.__name__} lacks its field {missing[0]!r}: {dict(data)!r:.120}")
    return {name: value for name, value in data.items() if name in known}


@lru_cache(maxsize=64)
def _fields(kind: type) -> tuple[list[str], dict[str, None]]:
    """Return the names of the fields that must be given, and of all, in order."""
    named = getattr(kind, "_fields", None)
    if named is not None:
        defaults = kind._field_defaults  # type: ignore[attr-defined]
        return [name for name in named if name not in defaults], dict.fromkeys(named)
    own = [item for item in fields(kind) if item.init and not item.name.startswith("_")]
    required = [item.name for item in own if item.default is MISSING and item.default_factory is MISSING]
    return required, {item.name: None for item in own}


def unless_none(convert: Callable[[Any], Any], value: Any) -> Any:
    """Return *value* converted; `None` stays `None`."""
    return None if value is None else convert(value)
