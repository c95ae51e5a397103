"""
Facts from turns by rules, without a model.

A turn's sentences pass a gate that refuses what is not its speaker's own statement; frames, one table a language, read
what is left. What no frame knows yields nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ...index._language import detect_language
from ...times import DatePhrase
from .._candidate import Candidate, Context, supported
from .._people import names_beside, subject_of
from .._sentences import Span, plain, sentences
from .._turn import Turn
from . import _plain_reading
from ._answers import answers
from ._frames import Found
from ._gate import documents, is_joke, overlaps, wishes_forgotten
from ._said import said_by_another
from ._sayings import saying
from ._turns_back import taken_back
from ._when import dates_in, times
from .english import _reading as _english_reading

LANGUAGES = ("en", "es", "fr", "de", "pt")
"""The languages that are read, by ISO 639-1 code; all others yield nothing."""

_READ_CHARS = 20_000
"""A turn is read so far; what is longer is pasted."""

SENTENCE_CHARS = 1_000
"""A longer sentence is nobody's plain statement, and patterns would take seconds over one made to that end."""

MACHINES = frozenset({"assistant", "tool", "system", "function", "developer", "ai", "bot", "model"})


def extract(turn: Turn, context: Context | None = None) -> tuple[Candidate, ...]:
    """
    Return what a turn states of its speaker, in the order of the text.

    Args:
        turn: What was said. Turns of an assistant, a tool or a system state nothing, nor do turns that ask not to be
            remembered (`wishes_forgotten`).
    """
    context = context or Context()
    said = turn.text[:_READ_CHARS]
    if (turn.role or "").lower() in MACHINES or not said.strip() or wishes_forgotten(plain(said)):
        return ()
    text = _readable(said)
    for language in languages_of(plain(text), context.language):
        reading = _Reading(turn, text, context, language)
        found = reading.candidates()
        if found:
            return found
    return ()


_SURE_CHARS = 240
"""From so many characters on the language that is told from them is believed."""

_ENGLISH_CUE = re.compile(r"\b(?:im?|ive|my|me|we|our|(?:want|trying) to|based in)\b", re.IGNORECASE)


def _readable(text: str) -> str:
    """Return *text* with blanks for the sentences that are too long to be read, character for character."""
    for start, end in sentences(plain(text)):
        if end - start > SENTENCE_CHARS:
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def languages_of(text: str, told: str | None) -> Sequence[str]:
    """Return the languages to read a text in: all whose words for "I" it has where it is too short to tell."""
    code = told or detect_language(text)
    if told or (code and len(text) >= _SURE_CHARS):
        return (code,) if code in LANGUAGES else ()
    spoken = [
        each
        for each in LANGUAGES
        if (_ENGLISH_CUE.search(text) if each == "en" else _plain_reading.has_cue(text, each))
    ]
    first = [code] if code in LANGUAGES else ["en"] if not code else []
    return list(dict.fromkeys([*first, *spoken]))


def maker(turn: Turn, text: str, context: Context, language: str) -> Callable[..., Candidate]:
    """Return what makes candidates of a turn: with its subject, and in a sentence of its language."""
    return _Reading(turn, text, context, language).make


class _Reading:
    """One turn being read in one language."""

    def __init__(self, turn: Turn, text: str, context: Context, language: str) -> None:
        self._turn = turn
        self._text = text
        self._plain = plain(text)
        self._context = context
        self._language = language
        said_before = [other.speaker for other in context.before if other.speaker]
        names = names_beside(turn.speaker, context.user, said_before)
        self._subject = subject_of(turn.speaker, context.user, names)

    def candidates(self) -> tuple[Candidate, ...]:
        """Return everything found, each thing once."""
        spans = sentences(self._plain)
        closed = documents(self._plain, said_by_another(self._turn, self._context))
        jokes = [at for at, span in enumerate(spans) if is_joke(self._plain[slice(*span)])]
        refused = {at for joke in jokes for at in (joke, joke - 1)}
        found: list[Candidate] = []
        for at, span in enumerate(spans):
            if at in refused or _inside(span, closed):
                continue
            found += self._sentence(span, closed)
        found = taken_back(self._turn, self._plain, self._context, found, self.make, extract, self._language)
        return tuple(_once(found))

    def _sentence(self, span: Span, closed: list[Span]) -> list[Candidate]:
        if self._language == "en":
            found = _english_reading.read(self._plain, span, closed, self._context)
            found += _beside(found, answers(self._turn, self._plain, span, self._context))
        else:
            found = _plain_reading.read(self._plain, span, self._language)
        found = [
            each
            for each in found
            if (not overlaps(each.object_span, closed) or _is_title(each.object_span, closed))
            and not _asks_of_text(self._plain, each, span, closed)
        ]
        if not found:
            return []
        dates = dates_in(self._plain, span, self._turn.occurred_at, self._language)
        return [made for each in found if (made := self._dated(each, span, dates)) is not None]

    def _dated(self, found: Found, span: Span, dates: list[tuple[Span, DatePhrase]]) -> Candidate | None:
        frame = found.frame
        limits = times(
            dates,
            self._plain,
            found.clause,
            self._turn.occurred_at,
            tense=found.tense,
            act=found.act,
            event=frame.event,
        )
        if frame.dated and limits.since is None:
            return None
        start, end = found.object_span
        for cut_start, cut_end in limits.cuts if frame.predicate != "birthday" else ():
            if start < cut_start < end and cut_end >= end - 1:
                end = cut_start
            elif self._language == "de" and cut_start <= start < cut_end < end:
                # Of these languages only German puts a date before the object: "ich bin letztes Jahr Lehrer geworden".
                start = cut_end + 1
        said = self._text[start:end].rstrip(" ,.;:-")
        if not said:
            return None
        place = (start, start + len(said))
        said = found.said or said
        made = self.make(frame.predicate, said, place, span, key=found.key, reason=frame.reason)
        return replace(
            made,
            polarity=found.polarity,
            tense=found.tense,
            act=found.act,
            stated_from=limits.since,
            stated_to=limits.until,
            certainty=round(min(1.0, frame.certainty) * (1.0 if found.sure else 0.6), 2),
            sentence=saying(
                self._language,
                self._subject,
                frame.predicate,
                said,
                found.key,
                denied=found.polarity == "negated",
            ),
        )

    def make(
        self,
        predicate: str | None,
        object_: str,
        object_span: Span,
        span: Span,
        *,
        key: str | None = None,
        reason: str = "",
    ) -> Candidate:
        return Candidate(
            subject=self._subject,
            predicate=predicate,
            object=object_,
            key=key,
            span=span,
            object_span=object_span,
            language=self._language,
            sentence=saying(self._language, self._subject, predicate, object_, key, denied=False),
            reason=reason,
        )


def _beside(found: list[Found], answered: list[Found]) -> list[Found]:
    """Return what a sentence answers as far as it does not state it by itself."""
    stated = {each.frame.predicate for each in found}
    first = min((each.object_span[0] for each in found), default=None)
    return [
        each
        for each in answered
        if each.frame.predicate not in stated and (first is None or each.object_span[1] <= first)
    ]


def _inside(span: Span, closed: list[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in closed)


def _is_title(span: Span, closed: list[Span]) -> bool:
    """Return whether an object merely holds, or is, a quoted title."""
    return any(
        start <= span[0] + 1 and end - start < 80 and abs(start - span[0]) <= 2 for start, end in closed
    ) or not _inside(span, closed)


def _asks_of_text(text: str, each: Found, span: Span, closed: list[Span]) -> bool:
    """Return whether an instruction is a task for the text behind its colon: "Plain English, please: ..."."""
    return each.frame.predicate == "instruction" and any(
        each.object_span[1] <= start <= span[1] + 2 and ":" in text[each.object_span[1] : start]
        for start, _ in closed
    )


def _once(found: Sequence[Candidate]) -> list[Candidate]:
    """Return each statement once, the surest first found, checked against what was said."""
    kept: dict[tuple[object, ...], Candidate] = {}
    for each in found:
        key = (each.act, each.predicate, each.key, each.object.casefold(), each.polarity)
        if key not in kept:
            kept[key] = each
    return sorted(kept.values(), key=lambda each: (each.span, each.object_span))


__all__ = ["LANGUAGES", "extract", "supported"]
