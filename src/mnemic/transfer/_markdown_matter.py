"""The front matter of a note: as much of YAML as properties need, so that other programs read and edit it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from ..errors import ArgumentError

FENCE: Final = "---"
_NAME: Final = re.compile(r"[A-Za-z_][\w -]*")
_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9_./@+-]*(?: [A-Za-z0-9_./@+-]+)*")
_WORDS: Final = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf"})
"""What YAML takes for something else than text."""

Value = str | list[str]


class Matter(NamedTuple):
    """
    A file, taken apart.

    Attributes:
        properties: By name; a value is text, or a list of texts. Empty ones are left out.

        body: What stands below.

        line: The number of the body's first line.
    """

    properties: dict[str, Value]
    body: str
    line: int


def write_matter(properties: Mapping[str, Any]) -> str:
    """Return front matter with *properties* in their order: texts, whole numbers, lists of texts, and JSON of dicts."""
    lines = [f"{name}: {_shown(value)}" for name, value in properties.items()]
    return "\n".join([FENCE, *lines, FENCE, ""])


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return "'" + as_json(value).replace("'", "''") + "'"
    if isinstance(value, str):
        return value if _PLAIN.fullmatch(value) and value.casefold() not in _WORDS else as_json(value)
    return as_json(value)


def as_json(value: Any) -> str:
    """Return *value* as one line of JSON that shows what can be shown and escapes the rest."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else json.dumps(value)


def read_matter(text: str, place: str, known: Sequence[str]) -> Matter:
    """
    Take a file apart. Without front matter all of it is the body.

    Args:
        place: What errors call the file.

        known: The properties that have to be readable; those of other programs need not be.

    Raises:
        ArgumentError: the front matter has no end, or a property that is known cannot be read.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return Matter({}, text, 1)
    ends = (number for number, line in enumerate(lines[1:], 1) if line.rstrip() in (FENCE, "..."))
    end = next(ends, None)
    if end is None:
        raise ArgumentError(f"{place}: its front matter has no end; close it with a line {FENCE}")
    return Matter(_properties(lines[1:end], place, known), "\n".join(lines[end + 1 :]), end + 2)


def _properties(lines: Sequence[str], place: str, known: Sequence[str]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    name = ""
    for number, line in enumerate(lines, 2):
        item = line.strip()
        if not item or item.startswith("#"):
            continue
        told, colon, rest = line.partition(":")
        if colon and _NAME.fullmatch(told) and (not rest or rest[0].isspace()):
            name = told.rstrip()
            if name in found:
                raise ArgumentError(f"{place}:{number}: {name} is there twice; leave one")
            found[name] = _value(name, rest, f"{place}:{number}", known)
        elif name and item.startswith("-") and not found[name]:
            found[name] = [_item(name, item, f"{place}:{number}", known)]
        elif name and item.startswith("-") and isinstance(found[name], list):
            found[name] = [*found[name], _item(name, item, f"{place}:{number}", known)]
        elif name in known or not name:
            raise ArgumentError(f"{place}:{number}: {line.strip()!r:.60} cannot be read; write name: value")
    return {name: value for name, value in found.items() if value}


def _item(name: str, item: str, place: str, known: Sequence[str]) -> str:
    value = _value(name, item[1:].strip(), place, known)
    return value if isinstance(value, str) else ", ".join(value)


def _value(name: str, told: str, place: str, known: Sequence[str]) -> Value:
    told = told.strip()
    try:
        return _read(told)
    except ValueError:
        if name not in known:
            return told
        raise ArgumentError(
            f"{place}: {name}: {told!r:.60} cannot be read; write it on one line, in double quotes where it holds "
            "more than words"
        ) from None


def _read(told: str) -> Value:
    if told.startswith("["):
        return _listed(told)
    if told.startswith('"'):
        return _text(json.loads(told))
    if told.startswith("'"):
        if len(told) < 2 or not told.endswith("'"):
            raise ValueError(told)
        return told[1:-1].replace("''", "'")
    if told.startswith("{"):
        return told
    if told[:1] in ("|", ">", "&", "*", "!"):
        raise ValueError(told)
    plain = told.partition(" #")[0].rstrip()
    return "" if plain in ("null", "~") else plain


def _listed(told: str) -> list[str]:
    try:
        items = json.loads(told)
    except ValueError:
        if not told.endswith("]"):
            raise
        parts = (_read(part.strip()) for part in told[1:-1].split(",") if part.strip())
        return [_text(part) for part in parts]
    return [item if isinstance(item, str) else json.dumps(item) for item in items]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(value)  # noqa: TRY004 - read by `_value`, which says where
    return value
