"""Less usual English ways of saying the same facts: "I answer to Bex", "I clock in at Ford"."""

from __future__ import annotations

from collections.abc import Iterable

from ..._frames import Frame
from ._days import days
from ._person import person
from ._taste import taste
from ._things import things
from ._work import work

__all__ = ["idioms"]


def idioms() -> Iterable[Frame]:
    """Yield the frames; of those that find the same, the first is taken."""
    yield from person()
    yield from work()
    yield from things()
    yield from taste()
    yield from days()
