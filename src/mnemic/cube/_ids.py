"""Public identifiers: UUID version 7, which sort by the time they were made."""

from __future__ import annotations

import os
import threading
import time

from .._patterns import compiled

_ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

_lock = threading.Lock()
_last_ms = 0
_counter = 0


def new_id() -> str:
    """
    Return a new UUIDv7 string; within a process each is greater than the one before.

    Source: RFC 9562 section 6.2, method 1 (a 12-bit counter within the millisecond).
    """
    global _last_ms, _counter
    with _lock:
        now_ms = time.time_ns() // 1_000_000
        if now_ms > _last_ms:
            # A random start leaves ids of other processes in the same millisecond unguessable, and half of
            # the range leaves room to count.
            _last_ms, _counter = now_ms, int.from_bytes(os.urandom(2), "big") & 0x7FF
        else:
            _counter += 1
            if _counter > 0xFFF:
                _last_ms, _counter = _last_ms + 1, 0
        ms, counter = _last_ms, _counter
    tail = int.from_bytes(os.urandom(8), "big") & 0x3FFF_FFFF_FFFF_FFFF
    value = (ms & 0xFFFF_FFFF_FFFF) << 80 | 0x7 << 76 | counter << 64 | 0x2 << 62 | tail
    return id_of(value.to_bytes(16, "big"))


def id_of(raw: bytes) -> str:
    """
    Return an id as it is written.

    Raises:
        ValueError: *raw* is not 16 bytes.
    """
    if len(raw) != 16:
        raise ValueError(f"an id has 16 bytes, got {len(raw)}")
    text = raw.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def is_id(value: object) -> bool:
    """Say whether *value* is written like an id: a UUID in its usual form."""
    return isinstance(value, str) and compiled(_ID).fullmatch(value) is not None
