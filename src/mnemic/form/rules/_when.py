# ruff: noqa: E501 - a pattern is read as one line
"""Since and until when a statement says that something holds."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from ...times import DatePhrase, find_dates, has_date
from .._candidate import Act, Tense
from .._sentences import Span

_SINCE: Final = re.compile(
    r"(?:since|from|starting|as of|desde|depuis|seit|ab|a partir d\w+|à partir d\w+)\b", re.IGNORECASE
)
_UNTIL: Final = re.compile(r"(?:until|till|til|up to|through|hasta|jusqu\w+|bis|até)\b", re.IGNORECASE)
_FOR: Final = re.compile(
    r"\b(?:for|hace|desde hace|depuis|seit|há)\s+(?:(?:about|almost|over|nearly|the (?:last|past)|around|more than|like|the|casi|presque|fast|quase)\s+)?"
    r"(?P<n>\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|un|una|dos|tres|cuatro|cinco|deux|trois|quatre|cinq|"
    r"zwei|drei|vier|fünf|um|uma|dois|duas|três)\s+(?P<u>years?|months?|weeks?|años?|mes(?:es)?|semanas?|ans?|mois|semaines?|jahren?|monaten?|wochen?|anos?)\b",
    re.IGNORECASE,
)
_COUNTS: Final = {
    word: count
    for count, listed in enumerate(
        (
            "", "a an one un una um uma", "two dos deux zwei dois duas", "three tres trois drei três", "four cuatro quatre vier quatro",
            "five cinco cinq fünf", "six seis", "seven siete sept sieben sete", "eight ocho huit acht oito", "nine nueve neuf neun nove",
            "ten diez dix zehn dez", "", "twelve", "", "", "fifteen", "", "", "", "", "twenty",
        )
    )
    for word in listed.split()
}  # fmt: skip
_DAYS: Final = {"y": 365.25, "a": 365.25, "j": 365.25, "m": 30.44, "w": 7.0, "s": 7.0}


class Times(NamedTuple):
    """Since and until when; `None`: not said. `cuts` are the phrases that say so."""

    since: datetime | None
    until: datetime | None
    cuts: list[Span]


def dates_in(text: str, span: Span, at: datetime | None, language: str) -> list[tuple[Span, DatePhrase]]:
    """Return the times named inside *span*, with where they stand in *text*."""
    said = text[slice(*span)]
    if at is None or not has_date(said, language=language):
        return []
    return [((span[0] + d.start_at, span[0] + d.end_at), d) for d in find_dates(said, at, language=language)]


def times(
    dates: list[tuple[Span, DatePhrase]],
    text: str,
    clause: Span,
    said_at: datetime | None,
    *,
    tense: Tense,
    act: Act,
    event: bool,
) -> Times:
    """
    Return the limits that the words of a clause set.

    Args:
        event: Whether the verb is a change ("moved", "joined"), so that its date is a beginning.
    """
    since = until = None
    inside = [(span, date) for span, date in dates if clause[0] <= span[0] and span[1] <= clause[1]]
    for span, date in inside:
        phrase = text[slice(*span)]
        before = text[max(clause[0], span[0] - 12) : span[0]]
        if _UNTIL.match(phrase) or re.search(r"\b(?:until|till|til|hasta|bis|até)\s*\Z", before):
            until = date.until
        elif _SINCE.match(phrase) or re.search(r"\b(?:since|desde|depuis|seit)\s*\Z", before):
            since = date.since
            if date.grain == "range" and not date.relative:
                until = date.until
        elif act == "end" or (event and tense == "past"):
            until = date.since
        elif event or tense == "future":
            since = date.since
        elif tense == "past":
            since, until = date.since, date.until
    since = since or _ago(text[slice(*clause)], said_at, tense)
    return _agreed(since, until, said_at, tense, act, [span for span, _ in inside])


def _agreed(
    since: datetime | None,
    until: datetime | None,
    said_at: datetime | None,
    tense: Tense,
    act: Act,
    cuts: list[Span],
) -> Times:
    """Return limits that fit the tense: what is over ended at the latest when it was said."""
    if said_at is not None:
        if tense == "future":
            since = _later(since, said_at)
        elif since is not None and since > said_at:
            since = None
        if tense == "past" or act == "end":
            until = min(until, said_at) if until is not None else said_at
        if tense == "present" and act == "tell" and until is not None and until <= said_at:
            until = None
    if since is not None and until is not None and until <= since:
        since = None
    return Times(since, until, cuts)


def _later(since: datetime | None, said_at: datetime) -> datetime | None:
    """Return the next such day: "in May" of a plan is the May to come."""
    if since is None or since > said_at:
        return since
    week = since + timedelta(days=7)
    year = since.replace(year=since.year + 1, day=min(since.day, 28) if since.month == 2 else since.day)
    return next((moved for moved in (week, year) if moved > said_at), None)


def _ago(said: str, said_at: datetime | None, tense: Tense) -> datetime | None:
    """Return since when, of what has held "for three years"."""
    found = _FOR.search(said)
    if found is None or said_at is None or tense != "present":
        return None
    word = found["n"].lower()
    count = int(word) if word.isdigit() else _COUNTS.get(word, 0)
    return said_at - timedelta(days=count * _DAYS[found["u"][0].lower()]) if count else None
