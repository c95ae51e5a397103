"""The conversations inside a data export: a JSON file, or a zip with one or several of them."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ..errors import ArgumentError
from ._text import decode, unreadable

MAX_MEMBER_BYTES = 2 << 30
"""Larger zip members are refused: no chat history is that long, and a zip bomb is."""

MAX_RATIO = 200
"""Zip members that grow by more than this are refused above `FREE_BYTES`. JSON shrinks about tenfold."""

FREE_BYTES = 16 << 20

_CONVERSATIONS = re.compile(r"conversations(-\d+)?\.json")
_SPACE = re.compile(r"[\s,]*")


class Conversation(NamedTuple):
    """One conversation as the export holds it."""

    place: str
    """File and number, e.g. ``"conversations.json:3"``."""

    data: dict[str, object]


def conversations(path: Path) -> Iterator[Conversation]:
    """Yield the conversations of an export, one at a time, in the order of its files."""
    for name, text in _documents(path):
        for number, data in enumerate(_elements(text, name), start=1):
            if not isinstance(data, dict):
                raise ArgumentError(f"{name}:{number}: expected a conversation (an object), got {data!r:.60}")
            yield Conversation(f"{name}:{number}", data)


def _documents(path: Path) -> Iterator[tuple[str, str]]:
    if not zipfile.is_zipfile(path):
        yield path.name, decode(_file_bytes(path), path.name)
        return
    found = False
    for name in conversation_members(path):
        found = True
        label = f"{path.name}/{PurePosixPath(name).name}"
        yield label, decode(member_bytes(path, name), label)
    if not found:
        raise ArgumentError(f"{path.name} holds no conversations.json; give the zip as it was downloaded")


def _file_bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
    if not data.strip():
        raise ArgumentError(f"{path.name} is empty; there is nothing to read")
    return data


def member_names(path: Path) -> list[str]:
    """Return the names of the files in a zip, sorted."""
    with open_zip(path) as archive:
        return sorted(info.filename for info in archive.infolist() if not info.is_dir())


def conversation_members(path: Path) -> list[str]:
    """Return the members that hold conversations: conversations.json, or its numbered parts."""
    return [name for name in member_names(path) if _CONVERSATIONS.fullmatch(PurePosixPath(name).name)]


def member_bytes(path: Path, name: str, limit_bytes: int | None = None) -> bytes:
    """
    Return a zip member's content, or its first *limit_bytes*, without writing it anywhere.

    Raises:
        ArgumentError: The member is encrypted, damaged, or would unpack to an unreasonable size.
    """
    with open_zip(path) as archive:
        return read_member(archive, archive.getinfo(name), f"{path.name}/{name}", limit_bytes)


def read_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, label: str, limit_bytes: int | None = None
) -> bytes:
    """
    Return what `member_bytes` does, of an open zip.

    Args:
        label: What errors call the member.
    """
    refuse_bomb(info, label)
    try:
        with archive.open(info) as stream:
            return stream.read(info.file_size if limit_bytes is None else limit_bytes)
    except RuntimeError as error:
        raise ArgumentError(f"{label} is encrypted; unpack it and give the file in it") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise ArgumentError(f"{label} cannot be unpacked ({error}); download the export again") from error


def refuse_bomb(info: zipfile.ZipInfo, label: str) -> None:
    """
    Refuse a member of a zip that would unpack to an unreasonable size.

    Raises:
        ArgumentError: it would.
    """
    # zipfile never hands out more than the declared size, so checking the declaration is enough.
    ratio = info.file_size / max(info.compress_size, 1)
    if info.file_size > MAX_MEMBER_BYTES or (info.file_size > FREE_BYTES and ratio > MAX_RATIO):
        raise ArgumentError(
            f"{label} would unpack from {info.compress_size} to {info.file_size} bytes, which looks like a "
            "zip bomb; if you trust it, unpack it yourself and give the file in it"
        )


def open_zip(path: Path) -> zipfile.ZipFile:
    """
    Open a zip.

    Raises:
        ArgumentError: it is none, or its directory is damaged.
    """
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, OSError) as error:
        raise ArgumentError(f"{path.name} is no readable zip ({error}); download it again") from error


def _elements(text: str, name: str) -> Iterator[object]:
    """Yield the items of a JSON array one by one, so that only one conversation is unpacked at a time."""
    if not text.lstrip().startswith("["):
        whole = _parse(text, 0, name)[0]
        inner = whole.get("conversations", whole) if isinstance(whole, dict) else whole
        yield from inner if isinstance(inner, list) else [inner]
        return
    position = _SPACE.match(text, text.index("[") + 1)
    while position and position.end() < len(text) and text[position.end()] != "]":
        value, end = _parse(text, position.end(), name)
        yield value
        position = _SPACE.match(text, end)
    if position is None or text[position.end() :].strip() != "]":
        raise ArgumentError(
            f"{name} breaks off at character {len(text)}: the list has no end; export it again"
        )


def _parse(text: str, start: int, name: str) -> tuple[object, int]:
    try:
        start = len(text) - len(text[start:].lstrip()) if start == 0 else start
        return json.JSONDecoder().raw_decode(text, start)
    except json.JSONDecodeError as error:
        place = f"{name}:{error.lineno}:{error.colno}"
        raise ArgumentError(f"{place}: not valid JSON ({error.msg}); export it again") from None
    except (RecursionError, ValueError) as error:
        raise ArgumentError(f"{name}: not usable JSON at character {start} ({error})") from None


def sniff(path: Path, limit_bytes: int = 1 << 20) -> str:
    """Return the beginning of an export's first conversations file, or of the file itself, as text."""
    if zipfile.is_zipfile(path):
        names = conversation_members(path)
        head = member_bytes(path, names[0], limit_bytes) if names else b""
    else:
        try:
            with path.open("rb") as stream:
                head = stream.read(limit_bytes)
        except OSError as error:
            raise unreadable(path, error) from error
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    return io.TextIOWrapper(io.BytesIO(head), encoding=encoding, errors="replace").read().lstrip("\ufeff")
