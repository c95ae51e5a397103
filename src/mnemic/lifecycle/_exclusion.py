"""Facts that cannot hold side by side, though they are about different things: one ends the other."""

from __future__ import annotations

from typing import Final

from .._patterns import compiled
from ..cube import Fact, Predicate, value_key
from ..form import Candidate

_RATHER_THAN: Final = r"(?i)\s+(?:rather than|instead of|more than|than|over|to|a|que|à|als|do que)\s+"


def excludes(new: Candidate, old: Fact, predicate: Predicate) -> bool:
    """
    Whether *old* can no longer hold when *new* is told, both of *predicate*.

    "No pets" and any pet exclude each other; "coffee" and "tea rather than coffee" do.
    """
    if old.polarity != new.polarity:
        denied = new.object if new.polarity == "negated" else old.object
        return predicate.is_general(denied)
    if predicate.name != "prefers" or new.polarity == "negated":
        return False
    liked, less = _compared(new.object)
    liked_before, less_before = _compared(old.object)
    return liked == less_before or (less is not None and less == liked_before)


def _compared(object_: str) -> tuple[str, str | None]:
    """Return what is preferred, and to what; `None`: nothing was named."""
    parts = compiled(_RATHER_THAN).split(object_, maxsplit=1)
    return value_key(parts[0]), value_key(parts[1]) if len(parts) > 1 else None
