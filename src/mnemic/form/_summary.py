"""Summaries without a model: the sentences that tell most, verbatim and cited, in the order they were said."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple

import numpy as np

from ..errors import ArgumentError
from ..times import DatePhrase, find_dates
from ._sentences import sentences
from ._turn import Turn
from ._worth import Sentence, term_set, worth

_CANDIDATES: Final = 400
"""Redundancy is looked for among so many of the sentences that tell most, which bounds the time."""

_REDUNDANCY: Final = 0.5
"""How much of its worth a sentence loses whose words were all said."""

_SHORT: Final = 10
"""Sentences shorter than so many characters are not preferred to each other."""

_READ_CHARS: Final = 32_000
"""So much of a turn is read: a document pasted into a chat is not summarised to its end."""

MAX_SENTENCE_CHARS: Final = 400
"""What has no full stop for longer is cut between words."""

_PIECE: Final = re.compile(
    rf"\S(?:.{{0,{MAX_SENTENCE_CHARS - 2}}}\S)?(?!\S)|\S{{1,{MAX_SENTENCE_CHARS}}}", re.DOTALL
)


class Citation(NamedTuple):
    """
    Where a sentence of a summary stands.

    Attributes:
        turn: The place of its turn in what was summarised.

        start, end: Its characters in the turn's text, half-open.
    """

    turn: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Summary:
    """
    The sentences that tell most.

    Attributes:
        text: A sentence a line, after its speaker's name; behind a phrase such as "yesterday" stands the date
            it means, in parentheses. The rest is verbatim.

        spans: Where each line was said.
    """

    text: str
    spans: tuple[Citation, ...]


def summarise(turns: Sequence[Turn], max_chars: int) -> Summary:
    """
    Return the sentences of *turns* that tell most, within *max_chars* characters, in order and language of the source.

    Of a session's summaries, given as turns without a speaker, it makes one of theirs: a line stays one.

    Args:
        turns: A segment, a session, or summaries of them.

        max_chars: The most characters of the text, >= 1. Nothing is cut short to fit, so a text may be empty.

    Raises:
        ArgumentError: *max_chars* is less than 1.

    Source: Carbonell and Goldstein 1998, maximal marginal relevance (what is said already tells less); the worth of a
    sentence is in `_worth.py`.
    """
    if max_chars < 1:
        raise ArgumentError(f"max_chars is {max_chars}; a summary needs room for at least 1 character")
    found = sentences_of(turns)
    return fill(turns, found, _telling_most(turns, found), max_chars)


def sentences_of(turns: Sequence[Turn]) -> list[Sentence]:
    """Return the sentences of *turns*, in order."""
    return [
        Sentence(place, start, end, turn.text[start:end], term_set(turn.text[start:end]))
        for place, turn in enumerate(turns)
        for sentence in _read(turn.text)
        for start, end in _pieces(turn.text, *sentence)
    ]


def fill(turns: Sequence[Turn], found: Sequence[Sentence], order: Iterable[int], max_chars: int) -> Summary:
    """Return a summary of those of the sentences *found* that fit, taken by *order*, their places in *found*."""
    lines: dict[int, str] = {}
    room = max_chars + 1
    for at in order:
        if len(found[at].text) < room:
            line = _line(turns[found[at].turn], found[at].text)
            if len(line) < room:
                lines[at] = line
                room -= len(line) + 1
    kept = sorted(lines)
    return Summary(
        "\n".join(lines[at] for at in kept),
        tuple(Citation(found[at].turn, found[at].start, found[at].end) for at in kept),
    )


def _telling_most(turns: Sequence[Turn], found: Sequence[Sentence]) -> Iterator[int]:
    """Yield the places of the sentences that tell most, each less by what those before it told."""
    # By the root of the length: what tells as much in fewer characters leaves room for more.
    values = worth(turns, found) / np.sqrt([max(_SHORT, len(sentence.text)) for sentence in found])
    ranked = [at for at in np.argsort(-values, kind="stable").tolist() if _says_something(found[at])]
    once = {(turns[found[at].turn].speaker, found[at].text): at for at in reversed(ranked)}
    left = sorted(once.values(), key=lambda at: (-values[at], at))[:_CANDIDATES]
    told = np.zeros(len(found))
    while left:
        best = max(left, key=lambda at: (values[at] * (1 - _REDUNDANCY * told[at]), -at))
        left.remove(best)
        yield best
        for at in left:
            told[at] = max(told[at], _alike(found[at].terms, found[best].terms))


def _read(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of *text*, or of its beginning, stand; the one that reading stops in is left out."""
    found = sentences(text[:_READ_CHARS])
    return found if len(text) <= _READ_CHARS else found[:-1] or found


def _says_something(sentence: Sentence) -> bool:
    """Return whether *sentence* is more than "Wow!" or "I'm fine."."""
    return len(sentence.terms) > 1 or len(sentence.text.split()) > 2


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return a sentence whole, or cut between words where it is too long to be one."""
    if end - start <= MAX_SENTENCE_CHARS:
        return [(start, end)]
    return [match.span() for match in _PIECE.finditer(text, start, end)]


def _alike(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the cosine of two sets of words."""
    if not one or not other:
        return 1.0
    return len(one & other) / math.sqrt(len(one) * len(other))


def _line(turn: Turn, text: str) -> str:
    """Return a sentence as it stands in a summary: attributed, with the dates that its phrases mean."""
    said = dated(text, turn.occurred_at) if turn.occurred_at else text
    return f"{turn.speaker}: {said}" if turn.speaker else said


def dated(text: str, at: datetime) -> str:
    """Return *text* with the date behind each phrase that depends on when it was said, but where one stands."""
    parts, last = [], 0
    for phrase in find_dates(text, at):
        if phrase.relative and not text.startswith(" (", phrase.end_at):
            parts += [text[last : phrase.end_at], f" ({_when(phrase)})"]
            last = phrase.end_at
    return "".join([*parts, text[last:]])


def _when(phrase: DatePhrase) -> str:
    """Return the stretch a phrase stands for, as ISO 8601 has it: a year, a month, a day, or from and to a day."""
    first, last = phrase.since.date(), (phrase.until - timedelta(microseconds=1)).date()
    if phrase.grain == "year":
        return f"{first:%Y}"
    if phrase.grain == "month":
        return f"{first:%Y-%m}"
    return f"{first}" if first >= last else f"{first} to {last}"
