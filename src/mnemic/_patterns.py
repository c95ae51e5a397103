"""Regular expressions that are compiled when they are first needed."""

from __future__ import annotations

import re
from functools import cache


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """
    Return *pattern*, which is one of the module's own, compiled once in a process.

    A process needs some of them, and compiling all would hold up its first call by tens of milliseconds.
    The cache of `re` would not do: it is shared with the whole program, and forgets.
    """
    return re.compile(pattern, flags)
