"""What may enter memory: arguments checked and normalised, then written as one operation."""

from ._arguments import choice, content, count, name, names, one_time, seconds, unknown_names
from ._draft import Draft
from ._facts import assert_fact, correct, retract
from ._write import UNSET, Unset, remember, update

__all__ = [
    "UNSET",
    "Draft",
    "Unset",
    "assert_fact",
    "choice",
    "content",
    "correct",
    "count",
    "name",
    "names",
    "one_time",
    "remember",
    "retract",
    "seconds",
    "unknown_names",
    "update",
]
