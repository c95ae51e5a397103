"""
Looking for what was erased, byte by byte.

What is looked for are windows of 16 bytes (of 8 for words and short texts), kept only as salted 64-bit
hashes: the search can go on after a crash without a second copy of the text lying around, and the
journal that holds the hashes says nothing once its salt is gone. Every offset of every file is hashed
and looked up, so a piece of 31 bytes of an erased text, wherever it lies, holds a window and is found.
That is so of texts up to 4 KB and erasures up to some hundred values; of longer texts, and of very many,
windows are taken evenly, at most `_MAX_PER_VALUE` of a value and some `_MAX_WINDOWS` in all.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

_LONG, _SHORT = 16, 8
_STRIDE = 8
_BINARY_STRIDE = 48
_MAX_PER_VALUE = 512
_MAX_WINDOWS = 400_000
_CHUNK_BYTES = 32 << 10
_BINARY = {"terms", "data", "digest", "salt"}
_WORD = re.compile(rb"[^\s\x00-\x2f:-?\[-`{-\x7f]{8,}")


class Value(NamedTuple):
    """One stored value of what is to be erased."""

    table: str
    column: str
    data: bytes


class Sighting(NamedTuple):
    """
    Which windows were seen.

    Attributes:
        long, short: The hashes found, of each length.

        files: The names of what was searched.
    """

    long: Hashes
    short: Hashes
    files: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many windows were seen."""
        return len(self.long) + len(self.short)

    def of(self, probe: WindowProbe) -> int:
        """Return how many windows of *probe* were seen."""
        return int(np.isin(probe.long, self.long).sum() + np.isin(probe.short, self.short).sum())

    def without(self, other: Sighting) -> Sighting:
        """Return what was seen here and not there."""
        return Sighting(
            np.setdiff1d(self.long, other.long), np.setdiff1d(self.short, other.short), self.files
        )


class WindowProbe:
    """A set of windows to look for, as salted hashes."""

    def __init__(self, salt: bytes, long: Hashes, short: Hashes) -> None:
        self._salt = salt
        self._keys = np.frombuffer(salt, "<u8") | np.uint64(1)
        self.long = np.unique(long)
        self.short = np.unique(short)
        self._bitmaps = {_LONG: _bitmap(self.long), _SHORT: _bitmap(self.short)}

    @classmethod
    def of(cls, values: Sequence[Value], salt: bytes) -> WindowProbe:
        """
        Return a probe for everything in *values*.

        Args:
            salt: 32 random bytes.
        """
        empty = cls(salt, np.empty(0, np.uint64), np.empty(0, np.uint64))
        share = max(4, min(_MAX_PER_VALUE, _MAX_WINDOWS // max(len(values), 1)))
        long: list[bytes] = []
        short: list[bytes] = []
        for value in values:
            for data in _spellings(value):
                long += _windows(data, value.column in _BINARY, share)
            short += _words(value)
        return cls(salt, empty._hash_all(long, _LONG), empty._hash_all(short, _SHORT))

    @classmethod
    def merged(cls, probes: Sequence[WindowProbe]) -> WindowProbe:
        """Return one probe for what *probes*, at least one and all of one salt, look for."""
        return cls(
            probes[0].salt,
            np.concatenate([probe.long for probe in probes]),
            np.concatenate([probe.short for probe in probes]),
        )

    @property
    def salt(self) -> bytes:
        """What the hashes were made with."""
        return self._salt

    @property
    def windows(self) -> int:
        """How many distinct windows are looked for."""
        return len(self.long) + len(self.short)

    def sees(self, value: Value, sighting: Sighting) -> bool | None:
        """Say whether a window of *value* is among those seen; `None` when it is too short to have one."""
        long = self._hash_all(_windows(value.data, value.column in _BINARY, _MAX_PER_VALUE), _LONG)
        short = self._hash_all(_words(value), _SHORT)
        if not len(long) and not len(short):
            return None
        return _meet(long, sighting.long) or _meet(short, sighting.short)

    def search(self, sources: Iterable[tuple[str, Iterator[bytes]]]) -> Sighting:
        """Look through *sources*, named streams of bytes, at every offset."""
        long: list[Hashes] = []
        short: list[Hashes] = []
        names = []
        for name, stream in sources:
            names.append(name)
            for piece in _overlapping(stream):
                long.append(self._find(piece, _LONG, self.long))
                short.append(self._find(piece, _SHORT, self.short))
        return Sighting(_union(long), _union(short), tuple(names))

    def _find(self, piece: bytes, width: int, wanted: Hashes) -> Hashes:
        if len(piece) < width or not len(wanted):
            return np.empty(0, np.uint64)
        hashes = self._hash_offsets(piece, width)
        bitmap = self._bitmaps[width]
        likely = hashes[bitmap[hashes >> _shift(bitmap)]]
        places = np.minimum(np.searchsorted(wanted, likely), len(wanted) - 1)
        return np.unique(likely[wanted[places] == likely])

    def _hash_offsets(self, piece: bytes, width: int) -> Hashes:
        """Return the hash of the window at every offset of *piece*."""
        count = len(piece) - width + 1
        with np.errstate(over="ignore"):
            hashes: Hashes = np.ndarray(count, "<u8", piece, 0, (1,)) * self._keys[0]
            if width == _LONG:
                hashes ^= hashes >> np.uint64(29)
                hashes += np.ndarray(count, "<u8", piece, 8, (1,)) * self._keys[1]
            hashes ^= hashes >> np.uint64(32)
            hashes *= self._keys[2]
            return hashes

    def _hash_all(self, windows: Sequence[bytes], width: int) -> Hashes:
        if not windows:
            return np.empty(0, np.uint64)
        return self._hash_offsets(b"".join(windows), width)[::width]

    def to_bytes(self) -> bytes:
        """Return the probe as bytes that `from_bytes` reads back."""
        sizes = struct.pack("<II", len(self.long), len(self.short))
        return self._salt + sizes + self.long.astype("<u8").tobytes() + self.short.astype("<u8").tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> WindowProbe:
        """Read what `to_bytes` wrote."""
        long, short = struct.unpack_from("<II", data, 32)
        hashes = np.frombuffer(data, "<u8", long + short, 40)
        return cls(data[:32], hashes[:long], hashes[long:])


def _bitmap(hashes: Hashes) -> NDArray[np.bool_]:
    """Return which leading bits occur: small enough for the processor's cache, sparse enough to tell."""
    bits = min(max(len(hashes).bit_length() + 6, 14), 24)
    bitmap = np.zeros(1 << bits, np.bool_)
    bitmap[hashes >> _shift(bitmap)] = True
    return bitmap


def _shift(bitmap: NDArray[np.bool_]) -> np.uint64:
    """Return how far a hash is shifted to the right to be a place in *bitmap*."""
    return np.uint64(65 - len(bitmap).bit_length())


def _spellings(value: Value) -> list[bytes]:
    """Return how a value may be written: as it is, and, where that differs, escaped as in JSON."""
    if value.column in _BINARY:
        return [value.data]
    escaped = json.dumps(value.data.decode()).encode()[1:-1]
    return [value.data] if escaped == value.data else [value.data, escaped]


def _windows(data: bytes, binary: bool, share: int) -> list[bytes]:
    """Return up to *share* windows, evenly over *data*, of `_LONG` bytes."""
    if len(data) < _LONG:
        return []
    starts = range(0, len(data) - _LONG + 1, _BINARY_STRIDE if binary else _STRIDE)
    step = -(-len(starts) // share)
    chosen = [*starts[::step], len(data) - _LONG]
    # A window of one repeated byte is padding, and found in every file.
    return [window for start in chosen if len(set(window := data[start : start + _LONG])) > 2]


def _words(value: Value) -> list[bytes]:
    """Return the first `_SHORT` bytes of the long words of a text, and of a text too short for a window."""
    if value.column in _BINARY:
        return []
    found = [match[:_SHORT] for match in _WORD.findall(value.data)[:_MAX_PER_VALUE]]
    if _SHORT <= len(value.data) < _LONG:
        found += [value.data[:_SHORT], value.data[-_SHORT:]]
    return found


def _overlapping(stream: Iterator[bytes]) -> Iterator[bytes]:
    """Cut a stream into pieces that share enough bytes for no window to fall between two."""
    tail = b""
    for chunk in stream:
        for start in range(0, len(chunk), _CHUNK_BYTES):
            piece = tail + chunk[start : start + _CHUNK_BYTES]
            yield piece
            tail = piece[-(_LONG - 1) :]


def _meet(some: Hashes, among: Hashes) -> bool:
    """Say whether any of *some* is in *among*, which is sorted: `np.isin` would look at all of it each time."""
    if not len(among):
        return False
    places = np.minimum(np.searchsorted(among, some), len(among) - 1)
    return bool((among[places] == some).any())


def _union(parts: list[Hashes]) -> Hashes:
    return np.unique(np.concatenate(parts)) if parts else np.empty(0, np.uint64)
