"""Text out of files: which encoding, which line, and nothing that a store cannot hold."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..errors import ArgumentError, ContentError

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def numbered_lines(path: Path) -> Iterator[tuple[int, str]]:
    """
    Yield the lines of a text file with their numbers from 1, without line ends, one at a time.

    Raises:
        ArgumentError: The file cannot be read, is empty, holds NUL bytes, or is neither UTF-8 nor UTF-16
            with a byte order mark.
    """
    blank = True
    for number, line in _lines(path):
        blank = blank and not line.strip()
        yield number, line
    if blank:
        raise ArgumentError(f"{path.name} is empty; there is nothing to read")


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with path.open("rb") as stream:
            if stream.read(2) in _UTF16:
                stream.seek(0)
                yield from enumerate(split_lines(decode(stream.read(), path.name)), start=1)
                return
            stream.seek(0)
            offset = 0
            for number, raw in enumerate(stream, start=1):
                yield number, _decode_utf8(raw, path.name, offset).rstrip("\r\n")
                offset += len(raw)
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError) -> ArgumentError:
    """Return the error to raise when the system refuses to hand out *path*."""
    reason = error.strerror or str(error)
    return ArgumentError(f"{path} cannot be read: {reason}; give the path of a readable file")


def decode(data: bytes, name: str) -> str:
    """Return a whole file's or zip member's bytes as text. *name* is what an error calls it."""
    if data[:2] not in _UTF16:
        return _decode_utf8(data, name, 0)
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise ArgumentError(
            f"{name} begins as UTF-16 but breaks off at byte {error.start} ({error.reason}); save it as UTF-8"
        ) from None
    if "\0" in text:
        raise _binary(name, 2 + len(text[: text.index("\0")].encode("utf-16-le")))
    return text


def _decode_utf8(data: bytes, name: str, offset: int) -> str:
    if b"\0" in data:
        raise _binary(name, offset + data.index(b"\0"))
    bare = data.removeprefix(codecs.BOM_UTF8) if offset == 0 else data
    try:
        return bare.decode("utf-8")
    except UnicodeDecodeError as error:
        at = offset + len(data) - len(bare) + error.start
        raise ArgumentError(
            f"{name} is not UTF-8: byte {at} is 0x{bare[error.start]:02x} ({error.reason}); "
            f"save it as UTF-8, e.g.: iconv -f windows-1252 -t utf-8 {name}"
        ) from None


def _binary(name: str, offset: int) -> ArgumentError:
    return ArgumentError(
        f"{name} holds a NUL at byte {offset}, so it is no text file; give a text file, or save it as UTF-8"
    )


def split_lines(text: str) -> list[str]:
    """Split at line feeds only: `str.splitlines` would also cut at U+2028 and form feeds inside a message."""
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    return lines[:-1] if lines[-1] == "" else lines


def check_text(value: object, name: str, place: str) -> None:
    """
    Refuse text that no store holds, however deep in lists and dicts: NULs and lone surrogates.

    Args:
        name: The field, for the error.

        place: File and line, for the error.
    """
    if isinstance(value, str):
        _check_string(value, name, place)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            check_text(key, name, place)
            check_text(inner, f"{name}.{key}", place)
    elif isinstance(value, list | tuple):
        for inner in value:
            check_text(inner, name, place)


def _check_string(value: str, name: str, place: str) -> None:
    if (at := value.find("\0")) >= 0:
        raise ContentError(f"{place}: {name} holds a NUL (U+0000) at character {at}; take it out")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        code = ord(value[error.start])
        raise ContentError(
            f"{place}: {name} holds a lone surrogate (U+{code:04X}), half of a character, "
            f"at character {error.start}; take it out"
        ) from None
