"""Checking what a language model reports of a segment against the words of its turns."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from ..cube import PREDICATES, Predicate
from ..errors import TimeError
from ..index import analyze, query_terms
from ..index._language import detect_language
from ..times import find_dates, parse_time
from ._candidate import Candidate, supported
from ._procedure import Procedure
from ._reported import StatedFact, StatedLine, StatedProcedure
from ._sentences import Span, plain, sentences
from ._summary import dated
from ._turn import Turn
from .rules import LANGUAGES, documents, is_joke, saying

SHOWN_CHARS: Final = 32_000
"""So much of a turn is shown to a model, and believed of it: a document pasted into a chat is not read to its end."""

_AROUND: Final = 1_000
"""A sentence, and the dates beside it, are looked for so far around a quotation."""

_MOST_LINE_CHARS: Final = 400
_MOST_STEPS: Final = 20
_MOST_PROCEDURE_CHARS: Final = 2_000

_SUPPORT: Final = 0.5
"""The share of a line's words that its turns must hold: a paraphrase has other verbs, an invention other everything."""

_DAY: Final = timedelta(days=1)
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER: Final = re.compile(r"\d+")
_INNER: Final = re.compile(r"(?<=[\w,;:)] )\w[\w'’-]*")
_ASKS: Final = ("?", "？", "؟")


class Line(NamedTuple):
    """A line of a summary, and the places of the turns it rests on."""

    text: str
    turns: tuple[int, ...]


class Unsupported(Exception):
    """What is reported is not in the words it cites. The message is ours and quotes nothing."""


@dataclass(slots=True)
class Heard:
    """
    The turns of a segment, to check against what a model reports of them.

    Attributes:
        subject: Whom a turn's "I" is; `None` where it is nobody's own words.

        known: The predicates that are declared, by name.

        shown: The places of the turns that the model has seen.

        strays: What was left out of things that are taken over, with why.
    """

    turns: Sequence[Turn]
    subject: Callable[[Turn], str | None]
    known: dict[str, Predicate]
    shown: frozenset[int]
    strays: list[str] = field(default_factory=list)
    _closed: dict[int, list[Span]] = field(default_factory=dict)

    def fact(self, told: StatedFact) -> tuple[int, Candidate]:
        """
        Return a reported fact as a candidate, with the place of its turn.

        Raises:
            Unsupported: its turn does not say so.
        """
        at, who, span = self._own(told.turn, told.quote)
        turn = self.turns[at]
        predicate = self.known.get(told.predicate)
        if predicate is None:
            raise Unsupported("its predicate is not declared")
        if not supported(told.object, turn.text, span):
            raise Unsupported("its object is not in its quotation")
        if told.key and not supported(told.key, turn.text, (0, min(len(turn.text), SHOWN_CHARS))):
            raise Unsupported("its key is not in its turn")
        since, until = self._day(told.since, turn, span), self._day(told.until, turn, span)
        if since and until and until <= since:
            raise Unsupported("it ends before it begins")
        place = turn.text.casefold().find(told.object.casefold(), span[0])
        return at, Candidate(
            subject=who,
            predicate=predicate.name,
            object=told.object,
            key=told.key or None,
            polarity="negated" if told.denied else "affirmed",
            certainty=min(1.0, max(0.0, told.sure)),
            tense="past" if told.over else "present",
            stated_from=since,
            stated_to=until or (turn.occurred_at if told.over else None),
            act=told.act,
            span=span,
            object_span=(place, place + len(told.object)) if place >= 0 else span,
            language=self._language(turn),
            sentence=self._sentence(told, who, predicate, turn),
            reason="model",
        )

    def procedure(self, told: StatedProcedure) -> tuple[int, Procedure]:
        """
        Return a reported procedure, with the place of its turn.

        Raises:
            Unsupported: its turn does not say so.
        """
        at, _, span = self._own(told.turn, told.quote)
        text = self.turns[at].text
        if not 2 <= len(told.steps) <= _MOST_STEPS or span[1] - span[0] > _MOST_PROCEDURE_CHARS:
            raise Unsupported("a procedure has from two to twenty steps, told in a few sentences")
        if not all(supported(part, text, span) for part in (told.goal, *told.steps)):
            raise Unsupported("its goal or a step is not in its quotation")
        return at, Procedure(told.goal.strip(), tuple(step.strip() for step in told.steps), span)

    def line(self, told: StatedLine) -> Line:
        """
        Return a reported line of the summary.

        Raises:
            Unsupported: the turns it cites do not say so.
        """
        text = " ".join(told.text.split())
        if not text or len(text) > _MOST_LINE_CHARS:
            raise Unsupported("a line of its summary is empty or too long")
        cited = sorted({self._place(turn) for turn in told.turns})
        if not cited:
            raise Unsupported("a line of its summary cites no turn")
        if not _is_said(text, [self.turns[at] for at in cited]):
            raise Unsupported("a line of its summary is not in the turns it cites")
        return Line(text, tuple(cited))

    def _place(self, named: str) -> int:
        if not (named.isascii() and named.isdecimal()) or int(named) not in self.shown:
            raise Unsupported("it cites what is no turn of the segment")
        return int(named)

    def _own(self, named: str, quote: str) -> tuple[int, str, Span]:
        """Return where a quotation stands, if it is its speaker's own statement, and whom it is about."""
        at = self._place(named)
        turn = self.turns[at]
        who = self.subject(turn)
        if who is None:
            raise Unsupported("its turn is nobody's own words")
        start = turn.text.find(quote, 0, SHOWN_CHARS) if quote.strip() else -1
        if start < 0:
            raise Unsupported("its quotation is not in its turn")
        span = (start, start + len(quote))
        around = _sentences_around(turn.text, span)
        if around.rstrip("\"'”’»)* ").endswith(_ASKS):
            raise Unsupported("its quotation asks")
        if is_joke(plain(around)):
            raise Unsupported("its quotation is said in jest")
        if any(first <= start and span[1] <= last for first, last in self._borrowed(at)):
            raise Unsupported("its quotation is somebody else's words")
        return at, who, span

    def _borrowed(self, at: int) -> list[Span]:
        """Return the parts of a turn that are quoted or pasted."""
        if at not in self._closed:
            self._closed[at] = documents(plain(self.turns[at].text[:SHOWN_CHARS]))
        return self._closed[at]

    def _day(self, written: str | None, turn: Turn, span: Span) -> datetime | None:
        """Return the beginning of a day that is told beside *span*; `None` of one that only the model tells."""
        if not written or turn.occurred_at is None:
            return None
        midnight = turn.occurred_at.replace(hour=0, minute=0, second=0, microsecond=0)
        year, month, day = ([*written.split("-"), "1", "1"])[:3]
        try:
            found = parse_time(midnight.replace(year=int(year), month=int(month), day=int(day)), "date")
        except (ValueError, TimeError):
            raise Unsupported("its dates are not YYYY-MM-DD") from None
        near = turn.text[max(0, span[0] - _AROUND) : span[1] + _AROUND]
        phrases = find_dates(near, turn.occurred_at)
        if year in _YEAR.findall(near) or any(each.since - _DAY <= found <= each.until for each in phrases):
            return found
        self.strays.append("its date is not in its turn: kept without")
        return None

    def _language(self, turn: Turn) -> str:
        """Return the language of a turn; of the segment, where the turn is too short to tell."""
        return detect_language(turn.text) or detect_language(" ".join(each.text for each in self.turns))

    def _sentence(self, told: StatedFact, who: str, predicate: Predicate, turn: Turn) -> str:
        """Return the fact as a sentence of ours: a model's own would be words that nobody has said."""
        language = self._language(turn)
        if predicate.name not in PREDICATES:
            return predicate.sentence(who, told.object, told.key, denied=told.denied)
        if language in LANGUAGES:
            return saying(language, who, predicate.name, told.object, told.key, denied=told.denied)
        return f"{who}: {' '.join(told.quote.split())}"


def _sentences_around(text: str, span: Span) -> str:
    """Return the sentences that *span* lies in: a quotation may leave out what makes them a question or a joke."""
    low = max(0, span[0] - _AROUND)
    near = text[low : span[1] + _AROUND]
    touched = [
        (start, end) for start, end in sentences(plain(near)) if start + low < span[1] and span[0] < end + low
    ]
    return near[touched[0][0] : touched[-1][1]] if touched else text[slice(*span)]


def _is_said(line: str, turns: Sequence[Turn]) -> bool:
    """Return whether turns hold the names and numbers of *line*, its first word, and enough of the others."""
    said = "\n".join(_told_by(turn) for turn in turns)
    language = analyze(said).language
    held = {hash_ for term in query_terms(said, {language}) for hash_ in term.hashes}
    words = {term.word: not held.isdisjoint(term.hashes) for term in query_terms(line, {language})}
    # German writes all nouns with a capital.
    names = [word for word in _INNER.findall(line) if word[0].isupper() and language != "de"]
    strict = query_terms(" ".join((line.split()[0], *names, *_NUMBER.findall(line))), {language})
    return (
        all(words.get(term.word, True) for term in strict)
        and sum(words.values()) >= _SUPPORT * len(words)
        and any(words.values())
    )


def _told_by(turn: Turn) -> str:
    """Return what a turn says, with who says it, when, and the dates that its phrases mean."""
    text, at = turn.text[:SHOWN_CHARS], turn.occurred_at
    told = f"{at.date()} {dated(text, at)}" if at else text
    return f"{turn.speaker or ''} {turn.role or ''} {told}"
