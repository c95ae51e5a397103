"""Memories on the move: memcube files, which carry them between stores and spaces as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazily

if TYPE_CHECKING:
    from ._export import Written, export
    from ._file import is_encrypted, is_memcube
    from ._format import Manifest
    from ._look import Left
    from ._markdown import MarkdownWritten, write_markdown
    from ._markdown_read import is_markdown
    from ._markdown_take import MarkdownTaken, take_markdown
    from ._meet import ON_CONFLICT, OnConflict
    from ._take import Expected, Taken, take_in
    from ._target import new_file

__all__ = [
    "ON_CONFLICT",
    "Expected",
    "Left",
    "Manifest",
    "MarkdownTaken",
    "MarkdownWritten",
    "OnConflict",
    "Taken",
    "Written",
    "export",
    "is_encrypted",
    "is_markdown",
    "is_memcube",
    "new_file",
    "take_in",
    "take_markdown",
    "write_markdown",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        "_export": ("Written", "export"),
        "_file": ("is_encrypted", "is_memcube"),
        "_format": ("Manifest",),
        "_look": ("Left",),
        "_markdown": ("MarkdownWritten", "write_markdown"),
        "_markdown_read": ("is_markdown",),
        "_markdown_take": ("MarkdownTaken", "take_markdown"),
        "_meet": ("ON_CONFLICT", "OnConflict"),
        "_take": ("Expected", "Taken", "take_in"),
        "_target": ("new_file",),
    },
)
