# ruff: noqa: E501 - a pattern is read as one line
"""Reading one English sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ..._candidate import Context
from ..._sentences import Span
from .._clauses import boundaries, clauses
from .._frames import Found
from .._gate import overlaps
from ._ends import ends, gone
from ._matching import matched
from ._own_reading import read_own
from ._spoken_clauses import spoken_clauses
from ._turned import turned

_ASKS: Final = re.compile(
    r"(?:^|[,;:—-]\s*|\b(?:and|but|so|or|also)\s+)(?:(?:so|and|but|or|also|well|hey|ok|okay|btw|please|oh|then)[, ]+)*(?:can|could|would|will|do|does|did|is|are|was|were|am|"
    r"should|shall|have|has|may|might|what|which|who|whom|whose|where|when|why|how|any|isn't|aren't|don't|doesn't|didn't|won't|can't|got any|"
    r"know any|you (?:know|think|got|like|have)|right|huh|yeah|eh|ok|okay|thoughts|ideas|anyone|wanna|care to|guess|tell me|remember)\b",
    re.IGNORECASE,
)
_WONDERS: Final = re.compile(
    r"\b(?:i was wondering|i'm wondering|i wonder|wondering (?:if|whether))\b", re.IGNORECASE
)
_GIVEN: Final = re.compile(
    r"\b(?:considering|given that|since|seeing as|seeing that|because|as|now that)\s+(?=(?:i|i'm|i've|we)\b)",
    re.IGNORECASE,
)
_REFUSED: Final = re.compile(
    r"^(?:if (?!you must know|it helps|that helps|i'm honest|that's relevant|it matters|you're wondering)|suppose|supposing|imagine|what if|were i|had i|let's say|say i|pretend|assume|assuming|hypothetically|in (?:a |my |another )?(?:dream|parallel|alternate|another life))\b"
    r"|\bin (?:my|the|a|our) (?:save ?(?:file|game)|simulation|play-?through|sims)\b|\bon the (?:monopoly|game) board\b|\bmonopoly night\b|^oh,? sure\b"
    r"|\bfor (?:the|this|our|a) (?:\w+ )?(?:debate|role[- ]?play|sketch|skit|improv|exercise|scene|game),? (?:i'm|i am|we're|we are)\b|\bif (?:you|we) (?:count|include)\b"
    r"|\bin another life\b|\bi could see myself\b|\bquote unquote\b|\bmy character\b|\bin (?:the|this|my) (?:play|scene|movie|story|novel|game|dream)\b|\bin this scenario\b",
    re.IGNORECASE,
)
_TURNS: Final = re.compile(r"\w (?:i|i'm|i've|we|my)\b", re.IGNORECASE)
_WEAK: Final = {"activity": 1, "owns": 1}
"""Predicates that give way where another reads the same words."""
_EXCLUSIVE: Final = (
    {"pet", "owns"}, {"diet", "likes"}, {"diet", "activity"}, {"occupation", "studies_at"}, {"uses", "diet"},
    {"goal", "activity"}, {"speaks", "activity"}, {"studies", "speaks"}, {"member_of", "activity"},
    {"studies", "activity"}, {"works_at", "member_of"}, {"likes", "favorite"}, {"likes", "prefers"},
    {"allergic_to", "health"}, {"occupation", "studies"}, {"works_at", "activity"},
    {"studies_at", "activity"}, {"occupation", "activity"}, {"uses", "activity"}, {"prefers", "activity"},
    {"health", "activity"}, {"goal", "studies"}, {"partner", "works_at"}, {"uses", "works_at"},
    {"uses", "lives_in"}, {"works_at", "lives_in"}, {"studies_at", "works_at"}, {"diet", "allergic_to"},
)  # fmt: skip
"""Pairs of predicates that do not both read the same words."""


def read(text: str, span: Span, closed: list[Span], context: Context) -> list[Found]:
    """Return what a sentence states."""
    said = text[slice(*span)]
    if _REFUSED.search(said):
        return []
    limit = _statement_end(text, span)
    found: list[Found] = []
    for part in _statements(text, span, limit):
        found += _clause_frames(text, span, part, closed, context)
        found += read_own(text, span, part, closed)
    if limit >= span[1]:
        found += gone(text, span, context.known)
        if not found and _TURNS.search(said):
            found += _turned_back(text, span, closed)
    return _without_doubles([_without_no(text, each) for each in found])


def _without_no(text: str, found: Found) -> Found:
    """Return a finding whose object "no" denies as denied: "no children"."""
    start, end = found.object_span
    if found.frame.predicate not in {"children", "pet"} or text[start : start + 3].lower() != "no ":
        return found
    return replace(found, object_span=(start + 3, end), polarity="negated")


def _turned_back(text: str, span: Span, closed: list[Span]) -> list[Found]:
    """Return what a sentence states that begins with its object."""
    found: list[Found] = []
    for usual, place in turned(text, span):
        whole = (0, len(usual))
        stated = [
            each
            for clause in clauses(usual, whole, boundaries(usual, whole))
            for each in matched(usual, clause, len(usual))
        ]
        stated += read_own(usual, whole, whole, [])
        for each in stated:
            at = text.find(usual[slice(*each.object_span)], *place)
            if at >= 0 and not overlaps((at, at + 1), closed):
                found.append(
                    replace(
                        each, object_span=(at, at + each.object_span[1] - each.object_span[0]), clause=span
                    )
                )
    return found


def _statement_end(text: str, span: Span) -> int:
    """Return where a sentence begins to ask."""
    said = text[slice(*span)]
    wonders = _WONDERS.search(said)
    end = span[1]
    if wonders is not None:
        end = span[0] + wonders.start()
    if said.rstrip("\"')*_ ").endswith("?") or "?" in said[-4:]:
        hits = list(_ASKS.finditer(said))
        if not hits:
            return span[0]
        end = min(end, span[0] + hits[0].start())
    return end


def _statements(text: str, span: Span, limit: int) -> list[Span]:
    """Return the parts of a sentence that may state something: what comes before it asks, and grounds given for asking."""
    parts = [(span[0], limit)] if limit > span[0] else []
    if limit < span[1]:
        given = _GIVEN.search(text, limit, span[1])
        if given is not None and not re.match(
            r"(?:what|why|how|when)\b[^,]*\bif\b", text[limit : span[1]], re.IGNORECASE
        ):
            end = text.find(",", given.end(), span[1])
            asked = span[1] - 1 if text[span[1] - 1] == "?" else span[1]
            parts.append((given.end(), end if end > 0 else asked))
    return parts


def _clause_frames(text: str, span: Span, part: Span, closed: list[Span], context: Context) -> list[Found]:
    found: list[Found] = []
    for clause in spoken_clauses(text, span, part):
        if overlaps((clause.verb, clause.verb + 1), closed):
            continue
        ended = list(ends(text, clause, part[1], context.known))
        found += ended or matched(text, clause, part[1])
        if ended and ended[0].frame.reason.startswith("switched"):
            found += matched(text, clause, part[1])
    return found


def _without_doubles(found: list[Found]) -> list[Found]:
    """Return what was found without weaker readings of the same words."""
    kept: list[Found] = []
    for each in sorted(
        found, key=lambda one: (one.act != "end", _WEAK.get(one.frame.predicate, 0), -one.frame.certainty)
    ):
        same = [
            one
            for one in kept
            if one.object_span[0] < each.object_span[1] and each.object_span[0] < one.object_span[1]
        ]
        if any(one.frame.predicate == each.frame.predicate or _stronger(one, each) for one in same):
            continue
        kept.append(each)
    return kept


def _stronger(one: Found, other: Found) -> bool:
    """Return whether what is held already makes another reading of its words unlikely."""
    return {one.frame.predicate, other.frame.predicate} in _EXCLUSIVE
