"""What extraction finds in a turn: candidates for facts, each with the words that support it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ..cube._parts import Polarity
from ._turn import Turn

Act = Literal["tell", "correct", "retract", "end"]
"""
What a candidate asks for. ``"tell"``: it holds, or held, or will; ``"correct"``: it stands for what was said wrongly;
``"retract"``: what was said is taken back; ``"end"``: it no longer holds.
"""

Tense = Literal["present", "past", "future"]
Span = tuple[int, int]
"""A stretch of a turn's text, in characters, half-open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A fact about the speaker that is known already, as far as extraction needs it."""

    predicate: str
    object: str
    key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """
    What extraction may know of a turn beside its text.

    Attributes:
        user: Whose memory it is; the subject where no speaker is named.

        language: ISO 639-1 code; `None`: found out.

        before: The turns before it, oldest first; a question is looked for in the last, and what a correction corrects
            in the speaker's own.

        known: Facts that hold of the speaker, the newest last. With them, what a bare "I sold the boat" ends is
            understood.
    """

    user: str | None = None
    language: str | None = None
    before: Sequence[Turn] = ()
    known: Sequence[Known] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """
    A fact that a turn states, or takes back.

    Attributes:
        subject: Whom it is about.

        predicate: One of `mnemic.PREDICATES`; `None` where a correction or retraction does not say, and nothing
            that was said before does: then the speaker's newest fact with that object is meant.

        object: As it stands in the text.

        key: What the object is the value of, e.g. ``"colour"`` of a favorite.

        certainty: How sure the speaker sounds, in [0, 1].

        stated_from, stated_to: Since and until when, as far as that was said; what is over has a `stated_to` that
            is not after the turn.

        span: The sentence that says so.

        object_span: Where the object stands.

        instead_of: The object that a correction says was wrong; `None`: not said.

        language: ISO 639-1 code.

        sentence: The fact in a short sentence, in its language.

        reason: The name of the rule that found it.
    """

    subject: str
    predicate: str | None
    object: str
    span: Span
    object_span: Span
    language: str
    sentence: str
    reason: str
    key: str | None = None
    polarity: Polarity = "affirmed"
    certainty: float = 1.0
    tense: Tense = "present"
    stated_from: datetime | None = None
    stated_to: datetime | None = None
    act: Act = "tell"
    instead_of: str | None = None


_WORDS = re.compile(r"\w+")


def supported(object_: str, text: str, span: Span) -> bool:
    """
    Return whether *span* of *text* holds the words of an object, in order, whatever stands between them.

    Extraction by rules and by language models is checked by this: what its evidence does not say is not stored.
    """
    start, end = span
    if not 0 <= start < end <= len(text):
        return False
    said = iter(_WORDS.findall(text[start:end].casefold()))
    wanted = _WORDS.findall(object_.casefold())
    return bool(wanted) and all(word in said for word in wanted)
