"""How an idiom is written."""

from __future__ import annotations

import re
from typing import Any, Final

from ..._frames import Check, Frame
from ..._objects import Cut

BE: Final = "be been was"
AN: Final = r"(?:an?\s+|the\s+)?"


def idiom(
    reason: str,
    predicate: str,
    pattern: str,
    cut: Cut = "noun",
    *,
    first: str = "",
    aux: str = "",
    check: Check | None = None,
    **more: Any,
) -> Frame:
    """Return a frame whose *pattern* holds its verbs too; *first* and *aux* are given as one text, parted by blanks."""
    return Frame(
        reason=reason,
        predicate=predicate,
        pattern=re.compile(pattern, re.IGNORECASE),
        cut=cut,
        first=frozenset(first.split()),
        aux=frozenset(aux.split(" ")),
        check=check,
        **more,
    )
