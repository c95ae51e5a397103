# ruff: noqa: E501 - a pattern is read as one line
"""Since when a thing told holds, where the date stands beside it rather than with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from ..cube import PREDICATES
from ._candidate import Candidate
from ._sentences import Span, plain
from ._turn import Turn
from .rules._when import dates_in

_I: Final = re.IGNORECASE

_BECAME: Final = {
    "en": re.compile(
        r"\b(?:turned|became|become|joined|started|began|begun|moved|switched|swapped|changed|traded|migrated|converted|signed (?:up|on|with)|bought|adopted|picked up|took (?:up|over|on)|taken (?:up|over|on)|landed|"
        r"transferred|enrolled|graduated|settled|relocated|upgraded|went (?:vegan|vegetarian|back|freelance|independent|part|full)|gone (?:vegan|vegetarian|freelance)|got (?:engaged|married|divorced|together|hired|promoted|a|an|my|our|the|into)|"
        r"(?:been|was|am|were) (?:hired|promoted|diagnosed|offered|made|born)|married|divorced|separated|broke up|split up)\b",
        _I,
    ),
    "es": re.compile(r"\b(?:cumpl[ií]|empec[eé]|empezamos|comenc[eé]|pas[eé]|pasamos|cambi[eé]|me (?:hice|cas[eé]|volv[ií]|un[ií]|mud[eé]|convert[ií])|nos (?:casamos|mudamos)|compr[eé]|adopt[eé]|entr[eé]|estren[eé])\b", _I),
    "fr": re.compile(r"\b(?:devenue?|commencé|débuté|rejoint|passée?|changé|mariée?s?|divorcé|acheté|adopté|emménagé|déménagé|embauchée?|mise?|eu)\b", _I),
    "de": re.compile(r"\b(?:geworden|wurde|angefangen|begonnen|gewechselt|umgestiegen|gezogen|umgezogen|geheiratet|gekauft|adoptiert|übernommen|gestartet|bekommen)\b", _I),
    "pt": re.compile(r"\b(?:virei|fiz|completei|comecei|come[cç]amos|passei|mudei|troquei|(?:me )?casei|casamos|comprei|adotei|entrei|tornei)\b", _I),
}  # fmt: skip
"""Words of something that came to be: a date in their sentence is its beginning."""

_BREAK: Final = re.compile(r"[,;:!?]|\b(?:and|but|y|pero|et|mais|und|aber|e|mas)\b", _I)
"""What stands between a word and another that it does not go with."""

_TO_COME: Final = re.compile(r"\b(?:until|till|before|by|hasta|antes|jusqu\w+|avant|bis|vor|até)\b", _I)
"""Words whose date is no beginning."""


def begun(turn: Turn, found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """
    Return candidates, those without a beginning with the one that their turn gives them elsewhere.

    "I turned 35 yesterday" begins yesterday; of "I left Acme in March and joined Globex" both halves are of March.
    """
    if turn.occurred_at is None:
        return tuple(found)
    text = plain(turn.text)
    made = []
    for each in found:
        since = _since(text, turn.occurred_at, each, found) if _lacks(each) else None
        made.append(each if since is None else replace(each, stated_from=since))
    return tuple(made)


def _lacks(each: Candidate) -> bool:
    """Whether something is told that began some time, and not when."""
    holds = each.act == "tell" and each.tense == "present" and each.polarity == "affirmed"
    return (
        holds
        and each.stated_from is None
        and each.predicate in PREDICATES
        and PREDICATES[each.predicate].temporal
    )


def _since(text: str, said_at: datetime, each: Candidate, found: Sequence[Candidate]) -> datetime | None:
    if _came(text, each):
        dates = [
            (span, date.since)
            for span, date in dates_in(text, each.span, said_at, each.language)
            if date.since <= said_at and _TO_COME.search(text, max(0, span[0] - 8), span[1]) is None
        ]
        near = [one for one in dates if _together(text, one[0], each.object_span)] or dates
        if near:
            return near[0][1] if len(near) == 1 else None
    ends = [
        other.stated_to
        for other in found
        if other.act == "end" and other.predicate == each.predicate and other.span == each.span
    ]
    return max(
        (end for end in ends if end is not None and end < said_at), default=_told_next(text, said_at, each)
    )


_FOLLOWS: Final = re.compile(r"[.!]*\s*(?:(?:and|well|actually),? )?(?:(?:i|we|it|that) )?(?:(?:only|just|officially) )?(?:started|began|since|been there since|was|happened)\b[^.!?,]{2,30}(?=[.!?]|$)", _I)  # fmt: skip


def _told_next(text: str, said_at: datetime, each: Candidate) -> datetime | None:
    """Return since when by a sentence of its own behind a statement: "I'm at Globex now. Started in May"."""
    told = _FOLLOWS.match(text, each.span[1]) if each.language == "en" else None
    dates = dates_in(text, told.span(), said_at, each.language) if told is not None else []
    return dates[0][1].since if len(dates) == 1 and dates[0][1].since < said_at else None


def _came(text: str, each: Candidate) -> bool:
    """Whether words beside its object say that something came to be."""
    words = _BECAME.get(each.language)
    return words is not None and any(
        _together(text, found.span(), each.object_span) for found in words.finditer(text, *each.span)
    )


def _together(text: str, one: Span, other: Span) -> bool:
    """Whether nothing that parts clauses stands between two places."""
    first, second = sorted((one, other))
    return _BREAK.search(text, first[1], second[0]) is None
