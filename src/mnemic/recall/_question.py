"""What a question asks, read from its words."""

from __future__ import annotations

import copy
from collections.abc import Collection
from datetime import datetime
from functools import cached_property
from typing import Final, Literal

from .._patterns import compiled
from ..index._language import detect_language
from ..times import DatePhrase, find_dates
from ._asked import MARKS, Kind, asked_of, asking_language, kind_of
from ._named import Place, find_entities, find_names
from ._subject import compared_in, compares, content_of, is_spread, parts_of


class Question:
    """
    What a question asks, as far as its words tell. What nobody asks of it is not read.

    Args:
        text: The question.

        asked_at: When it is asked, aware: "last week" is the week before in its zone.

        names: The speakers that may be meant.

    Attributes:
        kind: What would answer it; ``"open"`` where that may be anything.

        names: The speakers it mentions, in order, as they were given.

        entities: Other proper names and quoted titles, in order.

        dates: The times it names.

        about: Whose words it asks for; `None` where a speaker is named, or where nothing tells.

        content: What it is about: the question without what only asks, without names and dates. Never empty
            unless the text is.

        parts: The things it asks about, one by one; `content` alone where it is one.

        several: Whether the answer is likely to lie in several memories.

    Raises:
        NaiveTimeError: *asked_at* has no zone.
    """

    def __init__(self, text: str, *, asked_at: datetime, names: Collection[str]) -> None:
        self._text = text
        self._lowered = _lowered(text)
        self._core = _core(self._lowered)
        self._language = asking_language(self._core, detect_language(text))
        self._called = find_names(text, names)
        self._own_dates = find_dates(text, asked_at, language=self._language)
        self.names: tuple[str, ...] = tuple(dict.fromkeys(name for name, _ in self._called))
        self.dates: tuple[DatePhrase, ...] = self._own_dates

    def __repr__(self) -> str:
        return f"Question({self._text!r:.80})"

    def at_the_times_of(self, other: Question) -> Question:
        """Return this question, asked about the times that *other* names."""
        question = copy.copy(self)
        question.dates = other.dates
        return question

    @cached_property
    def kind(self) -> Kind:
        return kind_of(self._core, self._lowered, self._language)

    @cached_property
    def entities(self) -> tuple[str, ...]:
        return find_entities(self._text, self._taken, self._language)

    @cached_property
    def about(self) -> Literal["user", "assistant"] | None:
        return None if self._called else asked_of(self._lowered, self._language)

    @cached_property
    def content(self) -> str:
        return content_of(self._text, self._lowered, self._taken, self._language)

    @cached_property
    def parts(self) -> tuple[str, ...]:
        return self._offered or (self.content,)

    @cached_property
    def several(self) -> bool:
        named = len(self._offered) > 1 or len(self._own_dates) > 1
        return named or is_spread(self._core, self.kind, self.about)

    @cached_property
    def _offered(self) -> tuple[str, ...]:
        """The things it asks about, where they are several."""
        if self.kind == "statement":
            return ()
        return parts_of(self._text, self._times, self.kind) or (
            compared_in(self.content) if compares(self._lowered) else ()
        )

    @property
    def _times(self) -> list[Place]:
        return [(date.start_at, date.end_at) for date in self._own_dates]

    @property
    def _taken(self) -> list[Place]:
        """Where its names and times stand."""
        return [place for _, place in self._called] + self._times


_CORE_CHARS: Final = 1000
"""How much of a very long sentence's end is taken for the question."""

_SENTENCE: Final = (
    r"(?:[^.?!？。！\n]|(?<=\b[a-z])\.|(?<=\b[dms][rst])\.|(?<=\bmrs)\.|(?<=\bprof)\.|\.(?=[^\s.?!]))+"
    r"[.?!？。！]*"
)


def read_question(text: str, *, asked_at: datetime, names: Collection[str]) -> Question:
    """
    Return what *text* asks, without any model: the same words always read the same.

    Args:
        asked_at: When it is asked, aware: "last week" is the week before in its zone.

        names: The speakers that may be meant.

    Raises:
        NaiveTimeError: *asked_at* has no zone.
    """
    return Question(text, asked_at=asked_at, names=names)


def _lowered(text: str) -> str:
    """Return *text* in lower case with plain apostrophes, character for character."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.replace("’", "'")


def _core(lowered: str) -> str:
    """Return the sentence that asks: the last with a question mark, else the last."""
    sentences = [found[0].strip(" ¿¡\t\n") for found in compiled(_SENTENCE).finditer(lowered)]
    asking = [sentence for sentence in sentences if sentence.endswith(MARKS)]
    return (asking or sentences or [lowered])[-1][-_CORE_CHARS:]
