"""What a question asks, read from its words."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final, Literal, NamedTuple

from ..index._language import detect_language
from ..times import DatePhrase, find_dates
from ._asked import MARKS, Kind, asked_of, asking_language, kind_of
from ._named import find_entities, find_names
from ._patterns import compiled
from ._subject import content_of, is_spread, parts_of


class Question(NamedTuple):
    """
    What a question asks, as far as its words tell.

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
    """

    kind: Kind
    names: tuple[str, ...]
    entities: tuple[str, ...]
    dates: tuple[DatePhrase, ...]
    about: Literal["user", "assistant"] | None
    content: str
    parts: tuple[str, ...]
    several: bool


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
    lowered = _lowered(text)
    core = _core(lowered)
    language = asking_language(core, detect_language(text))
    kind = kind_of(core, lowered, language)
    dates = find_dates(text, asked_at, language=language)
    called = find_names(text, names)
    named, times = [place for _, place in called], [(date.start_at, date.end_at) for date in dates]
    content = content_of(text, lowered, named + times, language)
    parts = parts_of(text, content, times, kind)
    about = None if called else asked_of(lowered, language)
    return Question(
        kind=kind,
        names=tuple(dict.fromkeys(name for name, _ in called)),
        entities=find_entities(text, named + times, language),
        dates=dates,
        about=about,
        content=content,
        parts=parts,
        several=len(parts) > 1 or len(dates) > 1 or is_spread(core, kind, about),
    )


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
