"""What may enter memory: arguments checked and normalised, then written as one operation."""

from ._arguments import choice, content, count, name, names, one_time, seconds, unknown_names
from ._draft import Draft
from ._write import UNSET, Unset, remember, update

__all__ = [
    "UNSET",
    "Draft",
    "Unset",
    "choice",
    "content",
    "count",
    "name",
    "names",
    "one_time",
    "remember",
    "seconds",
    "unknown_names",
    "update",
]
