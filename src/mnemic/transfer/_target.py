"""A new file, which appears whole or not at all, and that nobody but its owner may read."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ..errors import StoreFull, StorePathError, StoreUnwritable


@contextmanager
def new_file(target: str | Path, what: str = "export") -> Iterator[BinaryIO]:
    """
    Yield a file to write; it gets its name when all is written.

    Args:
        what: What it is, for messages.

    Raises:
        StorePathError: *target* exists, or its folder doesn't.

        StoreUnwritable, StoreFull: it can't be written.
    """
    path = os.path.realpath(target)
    folder = os.path.dirname(path)
    if os.path.lexists(path):
        raise _taken(target, what)
    if not os.path.isdir(folder):
        raise StorePathError(f"there is no folder {folder!r} for the {what}; make it first")
    partial = f"{path}.partial-{os.getpid()}"
    try:
        # What was left by a process of this number that was killed is nobody's.
        if os.path.lexists(partial):
            os.remove(partial)
        with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _publish(partial, path, _taken(target, what))
        _sync(folder)
    except OSError as error:
        if isinstance(error, StorePathError | StoreFull | StoreUnwritable):
            raise
        kind = StoreFull if error.errno in (errno.ENOSPC, errno.EDQUOT) else StoreUnwritable
        raise kind(f"the {what} {str(target)!r} cannot be written: {error.strerror or error}") from error
    finally:
        if os.path.exists(partial):
            os.remove(partial)


def _taken(target: str | Path, what: str) -> StorePathError:
    return StorePathError(f"{what} target {str(target)!r} exists; name a new file")


def _publish(partial: str, path: str, taken: StorePathError) -> None:
    """Give the whole file its name; unlike a renaming, a link never takes the place of another file."""
    try:
        os.link(partial, path)
    except FileExistsError:
        raise taken from None
    except OSError:
        # A file system without links. What appeared meanwhile is still noticed, but for an instant.
        if os.path.exists(path):
            raise taken from None
        os.replace(partial, path)


def _sync(folder: str) -> None:
    """Have the name outlast a power failure as well."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
