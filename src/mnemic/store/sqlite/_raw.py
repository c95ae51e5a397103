"""
Reading a store's files byte by byte, without breaking its locks.

POSIX drops *all* locks a process holds on a file as soon as the process closes *any* descriptor of it, so
opening a store's file beside SQLite and closing it again would let another process overwrite what this
one reads (see "How To Corrupt An SQLite Database File", section 2.2). The descriptors here are therefore
shared by every handle of the process on that file, and closed only after the last handle is.
"""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

_CHUNK_BYTES = 4 << 20


class _Inode(NamedTuple):
    device: int
    number: int


_lock = threading.Lock()
_handles: Counter[str] = Counter()
_descriptors: dict[str, dict[_Inode, int]] = {}


def register(path: str) -> None:
    """Say that one more handle of this process has the store at *path* open."""
    with _lock:
        _handles[path] += 1


def unregister(path: str) -> None:
    """Say that one of them, with its SQLite connections, is closed."""
    with _lock:
        _handles[path] -= 1
        if _handles[path] <= 0:
            del _handles[path]
            for descriptor in _descriptors.pop(path, {}).values():
                os.close(descriptor)


def read_chunks(store: str, path: str) -> Iterator[bytes]:
    """
    Yield the bytes of *path*, one of the files of the registered *store*, in chunks.

    A file that is not there yields nothing.
    """
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return
    with _lock:
        descriptors = _descriptors.setdefault(store, {})
        inode = _Inode(found.st_dev, found.st_ino)
        if inode not in descriptors:
            descriptors[inode] = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        descriptor = descriptors[inode]
    offset = 0
    while chunk := os.pread(descriptor, _CHUNK_BYTES, offset):
        yield chunk
        offset += len(chunk)
