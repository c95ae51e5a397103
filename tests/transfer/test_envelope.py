"""Encrypted memcube files: what opens them, and what is seen when somebody touched them."""

from __future__ import annotations

import io
import random
import struct
import sys
from pathlib import Path

import pytest

import mnemic
from mnemic.errors import MemcubeError, MemcubeTooNew, MissingExtra, PassphraseError
from mnemic.transfer import _envelope
from mnemic.transfer._envelope import CHUNK_BYTES, TAG_BYTES, Opened, Sealing

HEADER = 35


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spend little on keys here; what a file says of them is kept to."""
    monkeypatch.setattr(_envelope, "_LOG_N", 14)


def sealed(data: bytes, passphrase: str = "p") -> bytearray:
    file = io.BytesIO()
    with Sealing(file, passphrase) as sealing:
        for start in range(0, len(data), 50_000):
            sealing.write(data[start : start + 50_000])
    return bytearray(file.getvalue())


def opened(raw: bytes | bytearray, passphrase: str | None = "p") -> bytes:
    return io.BufferedReader(Opened(io.BytesIO(raw), passphrase)).read()


@pytest.mark.parametrize(
    "size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 200_001]
)
def test_what_was_sealed_opens_from_any_place(size: int) -> None:
    data = random.Random(size).randbytes(size)
    raw = sealed(data)
    assert opened(raw) == data
    reader = io.BufferedReader(Opened(io.BytesIO(raw), "p"))
    for place in (0, size // 2, max(0, size - 3), size, size + 5):
        reader.seek(place)
        assert reader.read(100_000) == data[place : place + 100_000]
    assert data[:50] not in raw or size < 10


def test_the_same_letters_open_it_however_they_were_typed() -> None:
    assert opened(sealed(b"x", "caf\u00e9"), "cafe\u0301") == b"x"


def test_no_two_files_are_alike() -> None:
    assert sealed(b"x") != sealed(b"x")


@pytest.mark.parametrize("passphrase", [None, "", "q", "P"])
def test_another_passphrase_opens_nothing(passphrase: str | None) -> None:
    with pytest.raises(PassphraseError):
        opened(sealed(b"x" * 100), passphrase)


@pytest.mark.parametrize("passphrase", ["", 5, "\ud800", "x" * 5000])
def test_a_passphrase_that_is_none_is_refused(passphrase: str) -> None:
    with pytest.raises(PassphraseError):
        sealed(b"x", passphrase)


def test_every_change_is_seen() -> None:
    raw = sealed(random.Random(1).randbytes(3 * CHUNK_BYTES + 100))
    for place in [*range(8, HEADER), *range(HEADER, len(raw), 10_007), len(raw) - 1]:
        raw[place] ^= 1
        with pytest.raises(MemcubeError):
            opened(raw)
        raw[place] ^= 1
    opened(raw)


def test_chunks_that_are_left_out_moved_doubled_or_of_another_file_are_seen() -> None:
    data = random.Random(1).randbytes(3 * CHUNK_BYTES + 100)
    raw, other = sealed(data), sealed(data)
    size = CHUNK_BYTES + TAG_BYTES
    head, *chunks = [
        bytes(raw[:HEADER]),
        *(bytes(raw[HEADER + n * size : HEADER + (n + 1) * size]) for n in range(4)),
    ]
    strange = bytes(other[HEADER + size : HEADER + 2 * size])
    for order in (
        chunks[:3], chunks[:1], [], [chunks[0], chunks[2], chunks[1], chunks[3]], [chunks[0], *chunks],
        chunks[1:], [chunks[0], strange, *chunks[2:]], [*chunks, chunks[3]], [*chunks, b"more"],
    ):  # fmt: skip
        with pytest.raises(MemcubeError):
            opened(head + b"".join(order))
    for size_cut in (1, 16, 17, 100, 116, size, size + 116):
        with pytest.raises(MemcubeError):
            opened(raw[:-size_cut])


def test_a_file_cannot_ask_for_the_memory_of_the_machine() -> None:
    raw = sealed(b"x")
    for place, value in ((9, 63), (9, 21), (9, 3), (10, 255), (10, 0), (11, 200), (11, 0)):
        hostile = bytearray(raw)
        hostile[place] = value
        with pytest.raises(MemcubeError, match="scrypt"):
            opened(hostile)
    hostile = bytearray(raw)
    hostile[9], hostile[10] = 20, 16
    with pytest.raises(MemcubeError, match="512 MiB"):
        opened(hostile)


def test_a_newer_envelope_says_so() -> None:
    raw = sealed(b"x")
    raw[8] = 2
    with pytest.raises(MemcubeTooNew, match="pip install --upgrade"):
        opened(raw)


def test_the_header_is_as_documented() -> None:
    magic, version, log_n, r, p, salt, prefix = struct.unpack(">8sBBBB16s7s", sealed(b"x")[:HEADER])
    assert (magic, version, log_n, r, p, len(salt), len(prefix)) == (b"MEMCUBE\0", 1, 14, 8, 1, 16, 7)


def test_without_its_extra_the_way_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives.ciphers.aead", None)
    with pytest.raises(MissingExtra, match=r"mnemic\[encrypt\]"):
        sealed(b"x")


def test_nothing_of_a_memory_can_be_read_in_an_encrypted_file(tmp_path: Path) -> None:
    with mnemic.open(tmp_path / "a.db", embedder="hash") as mem:
        cube = mem.remember("Ana keeps bees in Porto", user="ana")
        done = mem.export(tmp_path / "a.memcube", passphrase="p")
        plain = mem.export(tmp_path / "b.memcube")
    raw = (tmp_path / "a.memcube").read_bytes()
    # Two or three bytes alone stand in any noise, sooner or later.
    assert all(
        word not in raw for word in (b"Ana keeps", b"bees in", b"PK\x03\x04", b"manifest", cube.id.encode())
    )
    assert (done.digest, done.encrypted) == (plain.digest, True)
    with mnemic.open(tmp_path / "b.db", embedder="hash") as mem:
        assert mem.import_(tmp_path / "a.memcube", passphrase="p").new == 1
