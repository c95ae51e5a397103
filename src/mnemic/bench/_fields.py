"""Reading files, and the fields of what they hold; an error names the place, the value and the way out."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..errors import ArgumentError, TimeError
from ..times import parse_time
from ._dataset import Source

Record = Mapping[str, Any]

_GZIP = b"\x1f\x8b"


def read_bytes(path: Path) -> tuple[bytes, Source]:
    """
    Return what the file holds, unpacked where it is gzipped, and where it came from.

    Raises:
        ArgumentError: it cannot be read.
    """
    try:
        packed = path.read_bytes()
    except OSError as error:
        raise ArgumentError(
            f"{str(path)!r} cannot be read ({error.strerror or error}); name a file that is there"
        ) from None
    source = Source(str(path), sha256(packed).hexdigest())
    try:
        return (gzip.decompress(packed) if packed.startswith(_GZIP) else packed), source
    except (OSError, EOFError, zlib.error) as error:
        raise ArgumentError(f"{path.name} is a damaged gzip file ({error}); fetch it again") from None


def read_json(path: Path) -> tuple[Any, Source]:
    """
    Return the JSON document in a file, plain or gzipped, and where it came from.

    Raises:
        ArgumentError: it holds none.
    """
    data, source = read_bytes(path)
    try:
        return json.loads(data), source
    except (ValueError, RecursionError) as error:
        raise ArgumentError(
            f"{path.name} is not JSON ({error}); give the data set's .json file, plain or gzipped"
        ) from None


def read_lines(path: Path) -> tuple[list[tuple[str, Record]], Source]:
    """
    Return the objects of a file of JSON lines, each with its place, and where they came from.

    Raises:
        ArgumentError: a line holds no object.
    """
    data, source = read_bytes(path)
    return list(_objects(path, data)), source


def _objects(path: Path, data: bytes) -> Iterator[tuple[str, Record]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        bad = data[: error.start].count(b"\n") + 1
        raise ArgumentError(f"{path.name}:{bad}: not UTF-8; save the file as UTF-8") from None
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        place = f"{path.name}:{number}"
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ArgumentError(
                f"{place}: not JSON ({error}): {line.strip()[:40]!r}; write one complete object on each line"
            ) from None
        yield place, of_type(record, dict, place, "the line")


def of_type(value: Any, kind: type, place: str, name: str) -> Any:
    """
    Return *value*.

    Raises:
        ArgumentError: it is not of *kind*.
    """
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is int):
        raise ArgumentError(f"{place}: {name} is {_shown(value)}; it must be {_KINDS[kind]}")
    return value


def text(record: Record, name: str, place: str) -> str:
    """Return a field that must be there and hold text that says something."""
    value = optional(record, name, place)
    if value is None or not value.strip():
        raise ArgumentError(f"{place}: {name!r} is {_shown(record.get(name))}; it must be text")
    return value


def optional(record: Record, name: str, place: str) -> str | None:
    """Return a field that holds text, or is null or left out."""
    value = record.get(name)
    return None if value is None else str(of_type(value, str, place, repr(name)))


def moment(record: Record, name: str, place: str) -> datetime | None:
    """
    Return a field that holds a time with its offset, or is null or left out.

    Raises:
        TimeError: it is something else.
    """
    value = record.get(name)
    try:
        return None if value is None else parse_time(value, name)
    except TimeError as error:
        raise type(error)(f"{place}: {error}") from None


def items(record: Record, name: str, kind: type, place: str) -> list[Any]:
    """Return a field that must be a list of things of *kind*; left out, it is empty."""
    value = record.get(name)
    if value is None:
        return []
    for number, item in enumerate(of_type(value, list, place, repr(name)), 1):
        of_type(item, kind, place, f"{name!r}, item {number}")
    return list(value)


_KINDS: Mapping[type, str] = {
    str: "text",
    int: "a whole number",
    dict: "a JSON object",
    list: "a list",
}


def _shown(value: object) -> str:
    shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= 60 else shown[:59] + "…"
