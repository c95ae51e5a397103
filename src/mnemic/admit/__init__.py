"""What may enter memory: arguments checked and normalised, then written as one operation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazily

if TYPE_CHECKING:
    from ._arguments import choice, content, count, name, names, one_time, seconds, unknown_names
    from ._draft import Draft, normalised
    from ._facts import assert_fact, correct, retract
    from ._unset import UNSET, Unset
    from ._write import UPDATABLE, remember, update

__all__ = [
    "UNSET",
    "UPDATABLE",
    "Draft",
    "Unset",
    "assert_fact",
    "choice",
    "content",
    "correct",
    "count",
    "name",
    "names",
    "normalised",
    "one_time",
    "remember",
    "retract",
    "seconds",
    "unknown_names",
    "update",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        "_arguments": ("choice", "content", "count", "name", "names", "one_time", "seconds", "unknown_names"),
        "_draft": ("Draft", "normalised"),
        "_facts": ("assert_fact", "correct", "retract"),
        "_unset": ("UNSET", "Unset"),
        "_write": ("UPDATABLE", "remember", "update"),
    },
)
