"""How a frame of English is written."""

from __future__ import annotations

import re
from typing import Any, Final

from .._frames import Check, Frame
from .._objects import Cut
from ._checks import FLAGS

AUX_HAVE: Final = frozenset({"", "have", "had", "used", "was"})


def frame(
    reason: str,
    predicate: str,
    verbs: str,
    rest: str,
    cut: Cut = "noun",
    *,
    check: Check | None = None,
    **more: Any,
) -> Frame:
    if "have" in verbs.split("|"):
        verbs += "|ve"  # "I've a dog"
    first = (
        frozenset(each.split()[0].replace("\\", "") for each in verbs.split("|")) if verbs else frozenset()
    )
    pattern = re.compile(rf"(?:{verbs})(?![\w']){rest}" if verbs else rest, FLAGS)
    if "aux" in more:
        more["aux"] = frozenset(more["aux"].split(" ")) if isinstance(more["aux"], str) else more["aux"]
    return Frame(
        reason=reason, predicate=predicate, pattern=pattern, cut=cut, first=first, check=check, **more
    )


BE: Final = "be been was willbe"
S: Final = r"\s+"
