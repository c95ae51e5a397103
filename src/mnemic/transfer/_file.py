"""Opening a memcube file, and reading its members line by line, whoever made it."""

from __future__ import annotations

import hashlib
import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final

from ..errors import MemcubeError, StorePathError
from ._envelope import MAGIC, Opened
from ._format import MANIFEST, MEMBERS, MOST_LINE_BYTES, MOST_MANIFEST_BYTES, Manifest, plain_json

SUFFIX: Final = ".memcube"

_ZIP_MAGIC: Final = b"PK\x03\x04"
_END: Final = struct.Struct("<4s4H2LH")
_END_64: Final = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64: Final = struct.Struct("<4sLQL")
_LOCAL_BYTES: Final = 30
_MOST_ENTRIES: Final = 16
_MOST_DIRECTORY_BYTES: Final = 64 << 10
_AT_ONCE: Final = 256 << 10
_LEAST_BOUND_BYTES: Final = 4 << 30
_MOST_RATIO: Final = 64
"""Lines of JSON shrink to a tenth or so. What claims to hold far more than its file could is a bomb."""

_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error, ValueError)


def is_memcube(path: Path) -> bool:
    """
    Say whether *path* is meant for a memcube file: by its name, or since it is encrypted or a zip that holds a manifest.

    By its name too, so that of one that was cut off on the way the damage is told, and not that it is no chat.
    """
    return path.suffix.lower() == SUFFIX or is_encrypted(path) or _holds_manifest(path)


def is_encrypted(path: Path) -> bool:
    """Say whether *path* begins like an encrypted memcube file."""
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def _holds_manifest(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            _check_directory(file)
            with zipfile.ZipFile(file) as zipped:
                return MANIFEST in zipped.namelist()
    except (*_BROKEN, MemcubeError, OSError):
        return False


class MemcubeFile:
    """
    An open memcube file: its manifest, and the lines of its members.

    What `lines` yields was compared with the manifest only once the last line has come.
    """

    def __init__(self, zipped: zipfile.ZipFile, size_bytes: int) -> None:
        self._zipped = zipped
        entries = _checked_entries(zipped, size_bytes)
        raw = self._read_manifest(entries)
        self.manifest: Final = Manifest.from_bytes(raw)
        self.digest: Final = hashlib.sha256(raw).hexdigest()
        if entries.keys() - {MANIFEST} != self.manifest.members.keys():
            raise MemcubeError("the members of the memcube file are not those that its manifest names")
        total = sum(member.size_bytes for member in self.manifest.members.values())
        if total > max(_LEAST_BOUND_BYTES, _MOST_RATIO * size_bytes):
            raise MemcubeError(
                f"the memcube file has {size_bytes} bytes and would unfold into {total}; it is damaged or hostile"
            )

    def _read_manifest(self, entries: dict[str, zipfile.ZipInfo]) -> bytes:
        if MANIFEST not in entries:
            raise MemcubeError(f"the file holds no {MANIFEST}, so it is no memcube file")
        with translated(), self._zipped.open(entries[MANIFEST]) as member:
            raw = member.read(MOST_MANIFEST_BYTES + 1)
        if len(raw) > MOST_MANIFEST_BYTES:
            raise MemcubeError(
                f"{MANIFEST} has more than {MOST_MANIFEST_BYTES} bytes; it is damaged or hostile"
            )
        return raw

    def lines(self, name: str) -> Iterator[tuple[int, Any]]:
        """
        Yield the number and the JSON of each line of a member.

        Raises:
            MemcubeError: it is not what the manifest says.
        """
        if name not in self.manifest.members:
            return
        said = self.manifest.members[name]
        sha256, number, size = hashlib.sha256(), 0, 0
        with translated(), self._zipped.open(name) as member:
            for text in _cut(member, sha256, said.size_bytes, name):
                number += 1
                size += len(text)
                yield number, plain_json(text, f"{name}, line {number}")
        if (number, size, sha256.hexdigest()) != said:
            raise MemcubeError(
                f"{name} is not what the manifest says it is ({number} lines of {said.lines}, {size} bytes of "
                f"{said.size_bytes}, or other ones); the file was changed or cut short"
            )


def _cut(member: Any, sha256: Any, most: int, name: str) -> Iterator[bytes]:
    """Yield the lines of *member*, their ends with them."""
    rest, read = b"", 0
    while data := member.read(_AT_ONCE):
        read += len(data)
        if read > most:
            raise MemcubeError(f"{name} is longer than the manifest says; the file was changed")
        sha256.update(data)
        *whole, rest = (rest + data).split(b"\n") if b"\n" in data else (rest + data,)
        for text in whole:
            yield text + b"\n"
        if len(rest) > MOST_LINE_BYTES:
            raise MemcubeError(
                f"{name} has a line of more than {MOST_LINE_BYTES} bytes, which no memory needs"
            )
    if rest:
        raise MemcubeError(f"{name} does not end with a line's end; it is cut short")


@contextmanager
def translated() -> Iterator[None]:
    """Give what a damaged zip raises as an error of ours."""
    try:
        yield
    except MemcubeError:
        raise
    except _BROKEN as error:
        raise MemcubeError(
            f"the memcube file is damaged ({error!s:.120}); get it again from where it was made"
        ) from error


@contextmanager
def opened(path: Path, passphrase: str | None) -> Iterator[MemcubeFile]:
    """
    Open a memcube file.

    Raises:
        StorePathError: there is no such file.

        PassphraseError, MemcubeTooNew, MemcubeError: it cannot be read.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise StorePathError(
            f"the memcube file {str(path)!r} cannot be read: {error.strerror or error}"
        ) from error
    with file:
        size = file.seek(0, io.SEEK_END)
        plain = _plain(file, passphrase)
        with translated():
            _check_directory(plain)
            zipped = zipfile.ZipFile(plain)
        with zipped:
            yield MemcubeFile(zipped, size)


def _plain(file: BinaryIO, passphrase: str | None) -> BinaryIO:
    file.seek(0)
    start = file.read(len(MAGIC))
    if start == MAGIC:
        return io.BufferedReader(Opened(file, passphrase), _AT_ONCE)
    if start[:4] != _ZIP_MAGIC:
        raise MemcubeError(
            f"the file begins with {start!r}, which is neither a memcube file nor an encrypted one"
        )
    return file


def _check_directory(file: BinaryIO) -> None:
    """
    Raise unless the zip's table of contents is as small as ours are.

    `zipfile` reads it whole, and would take as much memory as somebody says it has.
    """
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _END.size))
    tail = file.read(_END.size)
    if len(tail) < _END.size or tail[:4] != b"PK\x05\x06":
        raise MemcubeError(
            "the memcube file does not end as it should; it is cut short, or something follows it"
        )
    _, _, _, _, entries, directory, start, _ = _END.unpack(tail)
    if entries == 0xFFFF or 0xFFFFFFFF in (directory, start):
        file.seek(max(0, size - _END.size - _LOCATOR_64.size))
        mark, _, place, _ = _LOCATOR_64.unpack(file.read(_LOCATOR_64.size))
        if mark != b"PK\x06\x07" or place > size - _END_64.size:
            raise MemcubeError("the memcube file has a damaged end; get it again from where it was made")
        file.seek(place)
        _, _, _, _, _, _, _, entries, directory, _ = _END_64.unpack(file.read(_END_64.size))
    if entries > _MOST_ENTRIES or directory > _MOST_DIRECTORY_BYTES:
        raise MemcubeError(
            f"the file's table of contents names {entries} parts in {directory} bytes; a memcube file has at most "
            f"{_MOST_ENTRIES}"
        )


def _checked_entries(zipped: zipfile.ZipFile, size_bytes: int) -> dict[str, zipfile.ZipInfo]:
    """Return the parts by name; raise if any is what no export writes."""
    found: dict[str, zipfile.ZipInfo] = {}
    end = 0
    for entry in sorted(zipped.infolist(), key=lambda entry: entry.header_offset):
        problem = _problem(entry, found, end)
        if problem:
            raise MemcubeError(f"the part {entry.filename!r:.80} {problem}; the file is damaged or hostile")
        end = entry.header_offset + _LOCAL_BYTES + len(entry.filename.encode()) + entry.compress_size
        if end > size_bytes:
            raise MemcubeError(
                f"the part {entry.filename!r:.80} leads beyond the end of the file; it is cut short"
            )
        found[entry.filename] = entry
    return found


def _problem(entry: zipfile.ZipInfo, found: dict[str, zipfile.ZipInfo], end: int) -> str | None:
    if entry.filename not in (*MEMBERS, MANIFEST):
        return "is none of a memcube file's"
    if entry.filename in found:
        return "is there twice"
    if entry.header_offset < end:
        return "overlaps another"
    if entry.flag_bits & 0x1:
        return "is encrypted by zip's own means, which are not used here"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return f"is compressed by method {entry.compress_type}, which is not used here"
    if stat.S_ISLNK(entry.external_attr >> 16) or stat.S_ISDIR(entry.external_attr >> 16):
        return "is a link or a folder"
    return None
