"""Finding dates in a text and saying which time each stands for."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from functools import cache
from typing import Final

from ..._patterns import compiled
from .._moment import parse_time
from ._calendar import Span
from ._grammar import Language, Parts
from ._guess import guess_languages
from ._phrase import DatePhrase

_LANGUAGES: Final = {
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "de": "german",
    "pt": "portuguese",
    "zh": "chinese",
    "ja": "japanese",
}
_ALIKE: Final = str.maketrans(
    "\t\n\r\u00a0\u202f\u2019\u2018\u02bc\u2013\u2014\u2011áàâãäåéèêëíìîïóòôõöúùûüçñ",
    "     '''---aaaaaaeeeeiiiiooooouuuucn",
)
_BEFORE_CHARS: Final = 48
_AFTER_CHARS: Final = 40
"""How far around a trigger a phrase may reach."""

_FIRM: Final = frozenset({"in", "third", "nth_of", "unit_of", "since", "until", "pair"})
"""Leads behind which "may", "fall" and "2022" are times."""

_IDLE: Final = frozenset({"in", "on"})
"""Leads that change nothing."""

_APART: Final = frozenset({"since", "before", "until", "after", "pair"})
"""Leads that no other preposition stands before: "around since 1946"."""

_NTH: Final = r"\d(?:st|nd|rd|th)|\bof\b"
_WORDS_BEFORE: Final = r"(\w+)(?: (\w+))? ?\Z"
_CAPITAL_BEFORE: Final = r"\b[A-Z]\w+ \Z"
_WORD_AFTER: Final = r" ?([a-z]+|%)"


@dataclass(slots=True, eq=False, repr=False)
class _Found:
    """A frame with its leads where it stands in the text; *at* is where the frame itself begins."""

    start: int
    at: int
    end: int
    name: str
    parts: Parts
    leads: list[tuple[str, Parts]]
    meant: bool = True

    def led_by(self, names: frozenset[str]) -> bool:
        """Return whether one of the leads *names* stands before it."""
        return any(name in names for name, _ in self.leads)


def find_dates(text: str, at: datetime, *, language: str | None = None) -> tuple[DatePhrase, ...]:
    """
    Return the times that *text* names, in order, as they were meant at *at*.

    A month, weekday or holiday without a year is the latest that began at or before *at*: what is told and
    asked of a memory is mostly past. Weeks begin on Monday; seasons are meteorological and northern.
    Nothing is said of phrases whose time cannot be known ("after my birthday", "recently").

    Args:
        at: When the text was said, aware; "yesterday" is the day before in its zone.

        language: The text's ISO 639-1 code; guessed where left out. English, Spanish, French, German,
            Portuguese, Chinese and Japanese are read; other texts as English.

    Raises:
        NaiveTimeError: *at* has no zone.
    """
    zone = parse_time(at, "at").tzinfo
    local, plain = at.replace(tzinfo=None, fold=0), _plain(text)
    readings = [
        tuple(_Reading(text, plain, each, local, zone).phrases()) for each in _grammars(plain, language)
    ]
    return max(readings, key=lambda phrases: sum(phrase.end_at - phrase.start_at for phrase in phrases))


def has_date(text: str, *, language: str | None = None) -> bool:
    """Return whether *text* seems to name a time; cheaper than `find_dates`, and right nearly as often."""
    plain, at = _plain(text), datetime(2000, 1, 1)  # noqa: DTZ001
    grammars = _grammars(plain, language)
    return any(
        item.meant for grammar in grammars for item in _Reading(text, plain, grammar, at, None).items()
    )


def _grammars(plain: str, language: str | None) -> Iterator[Language]:
    """Yield the grammars to read a text with; the one that finds most is right."""
    for code in [language] if language else guess_languages(plain):
        yield _grammar(_LANGUAGES.get(code, "english"))


@cache
def _grammar(name: str) -> Language:
    """Return the grammar of a language, loaded with the first text that is read in it."""
    found: Language = getattr(importlib.import_module(f"._{name}", __package__), name.upper())
    return found


class _Reading:
    """One text being read in one language."""

    def __init__(self, text: str, plain: str, grammar: Language, at: datetime, zone: tzinfo | None) -> None:
        self._text = text
        self._plain = plain
        self._grammar = grammar
        self._at = at
        self._zone = zone

    def phrases(self) -> Iterator[DatePhrase]:
        """Yield the times the text names, in order."""
        for start, end, span in self._spans():
            yield DatePhrase(
                text=self._text[start:end],
                start_at=start,
                end_at=end,
                since=span.since.replace(tzinfo=self._zone),
                until=span.until.replace(tzinfo=self._zone),
                relative=span.relative,
                grain=span.grain,
            )

    def _spans(self) -> Iterator[tuple[int, int, Span]]:
        """Yield where each time stands and which it is, the two ends of a range as one."""
        waiting: _Found | None = None
        for item in self.items():
            if waiting is not None:
                joined = self._linked(waiting, item)
                if joined is not None:
                    yield waiting.start, item.end, joined
                    waiting = None
                    continue
                yield from self._alone(waiting)
            waiting = item
        if waiting is not None:
            yield from self._alone(waiting)

    def items(self) -> Iterator[_Found]:
        """Yield what has the form of a time, and whether it is meant as one."""
        grammar, plain = self._grammar, self._plain
        for begin, end in self._windows():
            for found in grammar.pattern.finditer(plain, begin, end):
                name, parts = grammar.frame_of(found)
                start, leads = self._leads(found, name)
                item = _Found(start, found.end("leads"), found.end(), name, parts, leads)
                item.meant = self._is_meant(item)
                yield item

    def _leads(self, found: re.Match[str], name: str) -> tuple[int, list[tuple[str, Parts]]]:
        """Return the leads of a frame and where the first begins, without those of the words before."""
        start, at = found.span("leads")
        if start == at:
            return start, []
        hits: list[re.Match[str]] = []
        for hit in self._grammar.lead_pattern.finditer(self._plain, start, at):
            hits = [*hits, hit] if hits and hits[-1].end() == hit.start() else [hit]
        leads = [self._grammar.lead_of(hit) for hit in hits]
        while leads and _is_idle(leads, name):
            leads, hits = leads[1:], hits[1:]
        return hits[0].start() if hits else at, leads

    def _windows(self) -> Iterator[tuple[int, int]]:
        """Yield the stretches of the text that may hold a time: those around a trigger."""
        begin = end = -1
        for start, stop in self._grammar.triggers_in(self._plain):
            if start - _BEFORE_CHARS > end:
                if end >= 0:
                    yield begin, end
                begin = max(0, start - _BEFORE_CHARS)
            end = stop + _AFTER_CHARS
        if end >= 0:
            yield begin, end

    def _is_meant(self, item: _Found) -> bool:
        """Return whether *item* is meant as a time, and is no ordinary word or number."""
        plain, grammar = self._plain, self._grammar
        said = plain[item.at : item.end]
        firm = item.led_by(_FIRM)
        ambiguous = next((word for word in said.split() if word in grammar.capitals), None)
        if ambiguous and not firm and not self._capital(item, said, ambiguous):
            return False
        if said in grammar.small and self._text[item.at].isupper() and item.at > 0:
            return False
        if "w" in item.parts and "k" not in item.parts and self._follows(item, grammar.never_after):
            return False
        if not item.name.startswith("weak_"):
            return True
        if item.name == "weak_unit":
            return (
                bool(item.leads)
                and item.leads[-1][0] in ("third", "earlier", "later")
                and not self._is_owned(item)
            )
        if item.name == "weak_year":
            return self._is_year(item, said, firm=firm)
        if item.leads:
            return firm or item.name != "weak_season" or item.led_by(frozenset({"before", "after", "offset"}))
        if item.name == "weak_weekday":
            return grammar.lone_weekdays or self._is_told(item)
        if item.name == "weak_holiday" and " " not in said and plain[item.end : item.end + 1] == " ":
            return False  # "Christmas tree"
        return item.name in ("weak_month", "weak_holiday", "weak_day") and not ambiguous

    def _capital(self, item: _Found, said: str, word: str) -> bool:
        """Return whether a word such as "may" is written or used as the name of a time."""
        at = self._plain.index(word, item.at)
        if self._text[at].isupper() and not (item.name == "weak_month" and not item.leads):
            return True
        return (
            bool(compiled(_NTH).search(said)) or "y" in item.parts or item.parts.get("k") in ("last", "next")
        )

    def _is_year(self, item: _Found, said: str, *, firm: bool) -> bool:
        after = compiled(_WORD_AFTER).match(self._plain, item.end)
        if after and (after[1] == "%" or after[1] in self._grammar.counted):
            return False
        alone = self._plain.strip() == said or self._plain[max(0, item.start - 1) : item.start] == "("
        return firm or alone or bool(item.leads)

    def _is_told(self, item: _Found) -> bool:
        """Return whether a weekday without any preposition is part of a sentence, no heading or name."""
        text = self._text
        before, after = (
            compiled(_CAPITAL_BEFORE).search(text, max(0, item.at - 24), item.at),
            text[item.end : item.end + 2],
        )
        framed = text[max(0, item.at - 1) : item.at] not in ("", " ") or after[:1] in (
            '"',
            "*",
            ":",
            ")",
            "/",
            "-",
        )
        return text[item.at].isupper() and not (
            framed or before or (after[:1] == " " and after[1:].isupper())
        )

    def _is_owned(self, item: _Found) -> bool:
        """Return whether a unit is one of something else: "the end of the year of my wedding"."""
        return self._plain.startswith(" of ", item.end)

    def _follows(self, item: _Found, words: frozenset[str]) -> bool:
        before = compiled(_WORDS_BEFORE).search(self._plain, max(0, item.start - 20), item.start)
        return before is not None and (before[1] in words or before[2] in words)

    def _linked(self, first: _Found, last: _Found) -> Span | None:
        """Return the range from *first* to *last* where they are its ends."""
        if not first.meant:
            return None
        gap = self._gap(first, last.start)
        if gap is None and last.leads:
            gap = self._gap(first, last.at)  # "until" leads a time, and links two
            last = replace(last, leads=[]) if gap else last
        if gap is None:
            return None
        last.meant = True
        return self._joined(first, last) if gap[1] or first.led_by(frozenset({"pair"})) else None

    def _gap(self, first: _Found, end: int) -> re.Match[str] | None:
        return self._grammar.link_pattern.fullmatch(self._plain, first.end, end)

    def _joined(self, first: _Found, last: _Found) -> Span | None:
        """Return the stretch from one time to another, each lending the other its year."""
        since, until = self._span(first, self._at), self._span(last, self._at)
        if since is None or until is None:
            return None
        if since.relative and not until.relative:
            since = self._span(first, until.until - timedelta(microseconds=1))
        elif until.relative and until.until <= since.since:
            until = self._span(last, since.since + timedelta(days=364))
        if since is None or until is None or until.until <= since.since:
            return None
        return Span(since.since, until.until, "range", since.relative and until.relative)

    def _alone(self, item: _Found) -> Iterator[tuple[int, int, Span]]:
        span = self._span(item, self._at) if item.meant else None
        if span is not None:
            yield item.start, item.end, span

    def _span(self, item: _Found, at: datetime) -> Span | None:
        """Return which time *item* is, `None` where the calendar has none such."""
        # Most questions name no time, and do without what a phrase means.
        from ._leads import lead_span
        from ._meanings import frame_span

        parts: Parts = {**item.parts, "day_first": int(self._grammar.day_first)}
        try:
            span = frame_span(item.name, parts, at, self._plain[item.at : item.end], self._zone)
            for name, lead in reversed(item.leads):
                span = span and lead_span(name, span, lead, at)
        except (ValueError, OverflowError):
            return None
        return (
            span
            if span and span.since < span.until and span.since.year > 1 and span.until.year < 9999
            else None
        )


def _is_idle(leads: list[tuple[str, Parts]], frame: str) -> bool:
    """Return whether the first of *leads* belongs to the words before: "chosen for in May", "I work at last week"."""
    if len(leads) > 1:
        first, second = leads[0][0], leads[1][0]
        return second in _IDLE if first == "in" else first == "on" and second in _IDLE | _APART
    return (leads[0][0] == "on" and frame in ("day_word", "that_unit", "ago")) or (
        leads[0][0] == "in" and frame == "ago"
    )


def _plain(text: str) -> str:
    """Return *text* in lower case and without accents, character for character."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.translate(_ALIKE)
