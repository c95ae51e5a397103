"""What a frame is: a way of saying a fact, and what it says of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from ...cube._parts import Polarity
from .._candidate import Act, Tense
from .._sentences import Span
from ._objects import Cut

Check = Callable[[str], bool]
"""Whether a phrase can be the object of a frame."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """
    One way of saying a fact.

    Attributes:
        reason: Its name.

        pattern: What is said after subject and auxiliaries. The object begins where it ends, or is its group ``o``;
            its group ``k`` is the key.

        first: The words, in lower case, one of which must stand first; empty: any.

        aux: The auxiliaries it may stand behind.

        tense: When it holds; ``"past"`` of a verb that is itself in the past.

        check: What its object must be like.

        deny: Whether its denial says something ("I don't live in Rome"), or nothing ("I didn't move").

        dated: Whether it holds only with its day: a plan without one is a wish.

        event: Whether it tells of a change, whose date is a beginning.

        says: What it says of its object where that is no word of its own: "married" of "tied the knot".

        cue: Letters, in lower case, without which a sentence need not be searched.
    """

    reason: str
    predicate: str
    pattern: re.Pattern[str]
    cut: Cut
    first: frozenset[str] = frozenset()
    aux: frozenset[str] = frozenset({"", "can"})
    tense: Tense = "present"
    polarity: Polarity = "affirmed"
    act: Act = "tell"
    key: str | None = None
    check: Check | None = None
    deny: bool = True
    dated: bool = False
    event: bool = False
    says: str = ""
    cue: str = ""
    certainty: float = field(default=1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a frame found, before times and subject are known."""

    frame: Frame
    object_span: Span
    clause: Span
    key: str | None = None
    tense: Tense = "present"
    polarity: Polarity = "affirmed"
    act: Act = "tell"
    sure: bool = True
    said: str = ""
    """The object's own words, where others stand between them: "dog Rex" of "dog's name is Rex"."""
