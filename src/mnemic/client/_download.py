"""Writing what a server streams to a file, which appears whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from ..errors import StoreFull, StorePathError, StoreUnwritable

_PAGE_BYTES: Final = 4096


@contextmanager
def new_file(target: str | Path) -> Iterator[BinaryIO]:
    """
    Yield a file to write; it gets its name when all is written.

    Raises:
        StorePathError: *target* exists, or its folder doesn't.

        StoreUnwritable, StoreFull: it can't be written.
    """
    path = os.path.realpath(target)
    folder = os.path.dirname(path)
    if os.path.exists(path):
        raise _taken(target)
    if not os.path.isdir(folder):
        raise StorePathError(f"there is no folder {folder!r} for the backup; make it first")
    partial = f"{path}.partial-{os.getpid()}"
    try:
        with open(partial, "xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _publish(partial, path, target)
        _sync_folder(folder)
    except OSError as error:
        if isinstance(error, StorePathError | StoreFull | StoreUnwritable):
            raise
        kind = StoreFull if error.errno in (errno.ENOSPC, errno.EDQUOT) else StoreUnwritable
        raise kind(f"the backup {str(target)!r} cannot be written: {error.strerror or error}") from error
    finally:
        if os.path.exists(partial):
            os.remove(partial)


def write_all(
    file: BinaryIO,
    chunks: Iterator[bytes],
    size_bytes: int | None,
    progress: Callable[[int, int], None] | None,
) -> None:
    """
    Write *chunks*.

    Args:
        size_bytes: How many bytes there are, where that is known; `None`: nothing is reported.

        progress: Called with the pages of 4096 bytes still to come and the pages in all.
    """
    written = 0
    for chunk in chunks:
        file.write(chunk)
        written += len(chunk)
        if progress is not None and size_bytes is not None:
            progress(-(-(size_bytes - written) // _PAGE_BYTES), -(-size_bytes // _PAGE_BYTES))


def _taken(target: str | Path) -> StorePathError:
    return StorePathError(f"backup target {str(target)!r} exists; name a new file")


def _publish(partial: str, path: str, target: str | Path) -> None:
    """Give the whole copy its name; unlike a renaming, a link never takes the place of another file."""
    try:
        os.link(partial, path)
    except FileExistsError:
        raise _taken(target) from None
    except OSError:
        # A file system without links. What appeared meanwhile is still noticed, but for an instant.
        if os.path.exists(path):
            raise _taken(target) from None
        os.replace(partial, path)


def _sync_folder(folder: str) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
