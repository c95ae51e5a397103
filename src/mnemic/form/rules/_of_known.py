"""Candidates from what a turn says of facts that are known: that they are over, or gave way to something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from ...cube import value_key
from .._candidate import Act, Candidate, Context, Tense
from .._sentences import Span, sentences
from .._turn import Turn
from . import _plain_over
from ._gate import documents, is_joke, overlaps
from ._said import said_by_another
from ._when import Times, dates_in, times
from .english._checks import is_animal
from .english._over import Over, endings, renewed
from .english._parted import parted
from .english._rivals import CHANGED, rivals

Make = Callable[..., Candidate]


def of_known(
    turn: Turn, text: str, context: Context, found: list[Candidate], make: Make, language: str = "en"
) -> list[Candidate]:
    """Return *found* with what the turn says is over of what is known, and with what came in its place."""
    found = [each for each in found if not _bygone(text, each)]
    if not context.known:
        return found
    found = [_with_known_key(each, context) for each in found]
    spans = sentences(text)
    closed = documents(text, said_by_another(turn, context))
    jokes = {at for at, span in enumerate(spans) if is_joke(text[slice(*span)])}
    for at, span in enumerate(spans):
        if at in jokes or at + 1 in jokes or overlaps(span, closed):
            continue
        for each in _over(text, span, context, language):
            fact = each.fact
            made = make(fact.predicate, fact.object, each.at, span, key=fact.key, reason="over")
            ended = replace(
                made, act="end", tense="past", stated_to=_limits(turn, text, span, "end", language).until
            )
            told = None
            if each.new is not None and (language != "en" or _fits(fact.predicate, text[slice(*each.new)])):
                said = text[slice(*each.new)]
                made = make(fact.predicate, said, each.new, span, key=fact.key, reason="instead of it")
                told = replace(made, stated_from=_limits(turn, text, span, "tell", language).since)
            found = _with(found, each, span, ended, told)
        found = [*found, *_outdone(turn, text, span, context, found, make, language)]
    return found


_SPELLED: Final = {"colour": "color", "movie": "film", "show": "series", "tv show": "series", "meal": "dish"}
"""Keys that are the same by another word."""


def _with_known_key(each: Candidate, context: Context) -> Candidate:
    """Return a favorite by the key that is known where it is told by another word for it: "colour" of "color"."""
    for fact in context.known:
        same = _SPELLED.get(fact.key or "", fact.key) == _SPELLED.get(each.key or "", each.key)
        if each.predicate == fact.predicate == "favorite" and same:
            return replace(each, key=fact.key)
    return each


def _outdone(
    turn: Turn,
    text: str,
    span: Span,
    context: Context,
    found: list[Candidate],
    make: Make,
    language: str,
) -> list[Candidate]:
    """Return the ends of known facts that something told as a change rivals: "I switched to Firefox" ends Chrome."""
    if not any(
        CHANGED.search(said) if language == "en" else _plain_over.outdates(said, language)
        for said in (text[slice(*span)], text[max(0, span[0] - 60) : span[0]])
    ):
        return []
    over = {(each.predicate, each.object) for each in found if each.act == "end"}
    ended: list[Candidate] = []
    for each in found:
        if each.span != span or each.act != "tell" or each.polarity == "negated" or each.tense != "present":
            continue
        for fact in dict.fromkeys(context.known):
            if fact.predicate != each.predicate or (fact.predicate, fact.object) in over:
                continue
            if rivals(fact.predicate, each.object, fact.object):
                made = make(fact.predicate, fact.object, each.object_span, span, key=fact.key, reason="rival")
                until = _limits(turn, text, span, "end", language).until
                ended.append(replace(made, act="end", tense="past", stated_to=until))
    return ended


def _over(text: str, span: Span, context: Context, language: str) -> Iterator[Over]:
    """Yield what a sentence says is over of what is known."""
    if language == "en":
        yield from endings(text, span, context.known)
        yield from renewed(text, span, context.known)
        for fact, (start, end) in parted(text[slice(*span)], context.known):
            yield Over(fact, (span[0] + start, span[0] + end))
    else:
        yield from _plain_over.endings(text, span, context.known, language)


def _limits(turn: Turn, text: str, span: Span, act: Act, language: str) -> Times:
    dates = dates_in(text, span, turn.occurred_at, language)
    tense: Tense = "past" if act == "end" else "present"
    return times(dates, text, span, turn.occurred_at, tense=tense, act=act, event=True)


def _with(
    found: list[Candidate], over: Over, span: Span, ended: Candidate, told: Candidate | None
) -> list[Candidate]:
    """Return *found* with the end of a fact, and with what is *told* in its place, where neither is there yet."""
    of_slot = [each for each in found if each.span == span and each.predicate == over.fact.predicate]
    if not any(each.act != "tell" and _meets(each, over.fact.object) for each in of_slot):
        # What was read as holding of the same object is a part of the ending: "an ex-soldier".
        found = [each for each in found if each not in of_slot or not _affirms(each, over.fact.object)]
        found = [*found, ended]
    # "My egg allergy is gone" tells of no egg allergy, whatever predicate that was read as.
    found = [each for each in found if each.predicate == ended.predicate or not _within(each, over.at)]
    if told is None:
        return found
    # "I changed from Acme to Globex" reads as a change of tools to whoever does not know that Acme is an employer.
    names = {value_key(ended.object), value_key(told.object)}
    found = [
        each
        for each in found
        if each.span != span or each.predicate == told.predicate or value_key(each.object) not in names
    ]
    if any(_affirms(each, told.object) for each in of_slot):
        return found
    return [*found, told]


_NOTHING: Final = re.compile(
    r"(?:love|good|fun|now|ever|free|money|lent|charity|scrap|science|parts|life|magic)\b(?! [a-z])"
    r"|\w+'(?:s|ve|re|m|ll|d)\b.*\b(?:i|we|you|he|she|they)(?:'\w+)?\b",
    re.IGNORECASE,
)
"""What something is given up for, or a clause, and nothing that came in its place."""


def _fits(predicate: str, new: str) -> bool:
    """Return whether what seems to have come in place of a fact can be one: no man to whom a pet was sold."""
    if _NOTHING.match(new):
        return False
    return predicate != "pet" or is_animal(new) or new[:1].isupper()


_BEFORE_THAT: Final = re.compile(
    r"\bonce before\b|\b(?:my|our) first (?:husband|wife|marriage)\b|\bold stuff\b", re.IGNORECASE
)


_PARTLY: Final = re.compile(
    r"\b(?:strict|strictly|real|fully|full|100 ?%|completely|totally|hardcore|perfect|total|full-time|exactly)\b|\b100 ?%",
    re.IGNORECASE,
)
_BRIEFLY: Final = re.compile(
    r"\b(?:today|tonight|tomorrow|this (?:week|weekend|morning|afternoon|evening|time|\w+day)|right now)\b",
    re.IGNORECASE,
)


def _bygone(text: str, each: Candidate) -> bool:
    """Return whether what is told was over before what holds now began, or is denied for a while or in part."""
    if each.polarity == "negated" and each.language == "en":
        said = text[slice(*each.span)]
        partly = each.predicate == "diet" and _PARTLY.search(text, each.span[0], each.object_span[1])
        briefly = each.predicate in {"activity", "uses"} and _BRIEFLY.search(said)
        return bool(partly or briefly)
    told = each.act == "tell" and each.predicate == "relationship_status"
    return told and _BEFORE_THAT.search(text[slice(*each.span)]) is not None


def _within(each: Candidate, at: Span) -> bool:
    told = each.act == "tell" and each.polarity == "affirmed" and each.tense != "future"
    return told and at[0] <= each.object_span[0] and each.object_span[1] <= at[1]


def _affirms(each: Candidate, object_: str) -> bool:
    return each.act == "tell" and each.polarity == "affirmed" and _meets(each, object_)


def _meets(each: Candidate, object_: str) -> bool:
    one, other = set(value_key(each.object).split()), set(value_key(object_).split())
    return one <= other or other <= one
