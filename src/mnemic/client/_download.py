"""Writing what a server streams."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO, Final

_PAGE_BYTES: Final = 4096


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
