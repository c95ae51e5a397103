"""
The authenticated envelope of an encrypted memcube file.

The key comes from the passphrase by scrypt. The content is cut into chunks, each encrypted and authenticated by itself
under a nonce that holds its number and whether it is the last: chunks can be read in any order, and one that is missing,
moved, changed or added is seen.

Source: the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár (CRYPTO 2015), as `age` uses it.
"""

from __future__ import annotations

import hashlib
import io
import os
import struct
import unicodedata
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from ..errors import MemcubeError, MemcubeTooNew, MissingExtra, PassphraseError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

MAGIC: Final = b"MEMCUBE\x00"
"""The first bytes of an encrypted file; a plain one begins as every zip does."""

CHUNK_BYTES: Final = 64 << 10
TAG_BYTES: Final = 16

_VERSION: Final = 1
_HEADER: Final = struct.Struct(">8sBBBB16s7s")
"""Magic, version, log2 of scrypt's n, its r and p, the salt, and how each nonce begins."""

_LOG_N, _R, _P = 17, 8, 1
"""128 MiB and about a third of a second for each guess: what OWASP recommends for scrypt."""

_LOG_NS, _RS, _PS = range(14, 21), range(1, 17), range(1, 5)
_MOST_KDF_BYTES: Final = 512 << 20
_MOST_PASSPHRASE_BYTES: Final = 4096
_SEALED_BYTES: Final = CHUNK_BYTES + TAG_BYTES


class _Header(NamedTuple):
    log_n: int
    r: int
    p: int
    salt: bytes
    prefix: bytes

    def pack(self) -> bytes:
        return _HEADER.pack(MAGIC, _VERSION, *self)

    def cipher(self, passphrase: str) -> ChaCha20Poly1305:
        """Return what seals and opens chunks under *passphrase*."""
        try:
            from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
        except ImportError as error:
            raise MissingExtra(
                "encrypted memcube files need an extra: pip install 'mnemic[encrypt]'"
            ) from error
        memory = 128 << self.log_n
        key = hashlib.scrypt(
            _normal(passphrase), salt=self.salt, n=1 << self.log_n, r=self.r, p=self.p, dklen=32,
            maxmem=memory * self.r * 2 + (1 << 20) * self.p,
        )  # fmt: skip
        return ChaCha20Poly1305(key)

    def nonce(self, number: int, *, last: bool) -> bytes:
        """Return the 12 bytes a chunk is sealed with."""
        return self.prefix + struct.pack(">IB", number, last)


def _normal(passphrase: object) -> bytes:
    """Return a passphrase as bytes: the same for the same letters, however a keyboard composed them."""
    if not isinstance(passphrase, str) or not passphrase:
        raise PassphraseError(
            "the passphrase must be text of at least one character; leave it out for a file that is not encrypted"
        )
    try:
        raw = unicodedata.normalize("NFKC", passphrase).encode()
    except UnicodeEncodeError:
        raise PassphraseError("the passphrase holds half of a character (a lone surrogate)") from None
    if len(raw) > _MOST_PASSPHRASE_BYTES:
        raise PassphraseError(f"the passphrase has {len(raw)} bytes; it may have {_MOST_PASSPHRASE_BYTES}")
    return raw


class Sealing(io.RawIOBase):
    """Writes what it is given to *file*, encrypted. `close` seals the last chunk, and leaves *file* open."""

    def __init__(self, file: BinaryIO, passphrase: str) -> None:
        self._file = file
        self._header = _Header(_LOG_N, _R, _P, os.urandom(16), os.urandom(7))
        self._cipher = self._header.cipher(passphrase)
        self._waiting = bytearray()
        self._number = 0
        self._at = 0
        file.write(self._header.pack())

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        size = memoryview(data).nbytes
        self._waiting += data
        self._at += size
        # The last chunk is only known when nothing follows it, so one is held back.
        while len(self._waiting) > CHUNK_BYTES:
            self._seal(last=False)
        return size

    def tell(self) -> int:
        return self._at

    def _seal(self, *, last: bool) -> None:
        chunk = bytes(self._waiting[:CHUNK_BYTES])
        del self._waiting[:CHUNK_BYTES]
        nonce = self._header.nonce(self._number, last=last)
        self._file.write(self._cipher.encrypt(nonce, chunk, self._header.pack()))
        self._number += 1

    def close(self) -> None:
        if not self.closed:
            self._seal(last=True)
        super().close()


class Opened(io.RawIOBase):
    """
    What an encrypted file holds, to be read from any place.

    Raises:
        PassphraseError: the passphrase is missing or wrong, or the file's end is not its own.

        MemcubeTooNew, MemcubeError: it cannot be read; later also by `read`, where a chunk was changed.
    """

    def __init__(self, file: BinaryIO, passphrase: str | None) -> None:
        self._file = file
        self._header = _read_header(file)
        body = file.seek(0, io.SEEK_END) - _HEADER.size
        self._count = -(-body // _SEALED_BYTES)
        self._size = body - self._count * TAG_BYTES
        if body < TAG_BYTES or 0 < body % _SEALED_BYTES < TAG_BYTES:
            raise MemcubeError("the encrypted memcube file is cut short; get it again from where it was made")
        if passphrase is None:
            raise PassphraseError("the memcube file is encrypted; pass passphrase=")
        self._cipher = self._header.cipher(passphrase)
        self._at = 0
        self._held = (-1, b"")
        self._check_ends()

    def _check_ends(self) -> None:
        try:
            self._chunk(0)
        except MemcubeError:
            raise PassphraseError(
                "the memcube file does not open with this passphrase: it is another one's, or the file is damaged"
            ) from None
        # Only the last chunk is sealed as such: a file that was cut between two of them is seen here.
        self._chunk(self._count - 1)

    def _chunk(self, number: int) -> bytes:
        from cryptography.exceptions import InvalidTag

        if self._held[0] != number:
            self._file.seek(_HEADER.size + number * _SEALED_BYTES)
            sealed = self._file.read(_SEALED_BYTES)
            nonce = self._header.nonce(number, last=number == self._count - 1)
            try:
                self._held = number, self._cipher.decrypt(nonce, sealed, self._header.pack())
            except InvalidTag:
                raise MemcubeError(
                    f"the encrypted memcube file was changed or cut short: chunk {number + 1} of {self._count} is not "
                    "as it was sealed; get it again from where it was made"
                ) from None
        return self._held[1]

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        number, start = divmod(self._at, CHUNK_BYTES)
        if self._at >= self._size:
            return 0
        found = self._chunk(number)[start : start + len(buffer)]
        buffer[: len(found)] = found
        self._at += len(found)
        return len(found)


def _read_header(file: BinaryIO) -> _Header:
    file.seek(0)
    raw = file.read(_HEADER.size)
    if len(raw) < _HEADER.size:
        raise MemcubeError("the encrypted memcube file ends within its header; it is cut short")
    _magic, version, *values = _HEADER.unpack(raw)
    if version > _VERSION:
        raise MemcubeTooNew(
            f"the memcube file's encryption has version {version}, and this Mnemic knows up to {_VERSION}; "
            "update it with: pip install --upgrade mnemic"
        )
    header = _Header(*values)
    sane = header.log_n in _LOG_NS and header.r in _RS and header.p in _PS
    if version < 1 or not sane or (128 << header.log_n) * header.r > _MOST_KDF_BYTES:
        raise MemcubeError(
            f"the memcube file asks for scrypt with n=2**{header.log_n}, r={header.r}, p={header.p}, which no Mnemic "
            f"writes and which may take more than {_MOST_KDF_BYTES >> 20} MiB; it is damaged or hostile"
        )
    return header
