# ruff: noqa: E501 - a pattern is read as one line
"""Ends that name nothing, because what they end is plain: "we broke up", "she dumped me", "I got fired"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ..._candidate import Known
from ..._sentences import Span
from ._checks import MONTH
from ._over_words import LASTS

_LEAD: Final = r"(?:^|[.;!,:]\s+|\b(?:and|but|so|because|since)\s+)(?:(?:so|well|ok|okay|yes|yeah|and|but|oh|update|news|bad news|sadly|unfortunately|just|btw|hey|actually)[,:.!]*\s+){0,3}"
_WHEN: Final = rf"(?=\s*(?:[.,;:!()]|$)|\s+(?:yesterday|today|recently|again|for good|last (?:\w+)|this (?:week|month|year|spring|summer|morning|\w+day)|in (?:(?:early|late|mid) )?(?:{MONTH}|spring|summer|autumn|fall|winter|\d{{4}})\b|on (?:\w+day|the \d)|(?:a|two|three|four|five|six|\d+|a few|some) (?:days?|weeks?|months?|years?) ago|after (?:\w+ ){{1,2}}(?:years?|months?|weeks?)|lol|haha|btw|tbh|and)\b)"
_ADVERB: Final = r"(?:\s+(?:just|finally|recently|actually|sadly|also|both|officially|then))?"
_COUPLE: Final = re.compile(
    rf"{_LEAD}(?:(?:we|my (?:girlfriend|boyfriend|partner|husband|wife|fianc[eé]e?) and (?:i|me))(?:'ve|'re| have| are)?{_ADVERB}\s+(?:broke(?:n)? up|split up|separated|(?:got |gotten )?divorced|called it quits|ended things|(?:no longer|not) together(?: any ?more)?)"
    rf"|we(?:'re not| aren't) (?:together|a couple) any ?more|(?:she|he|they){_ADVERB}\s+(?:broke up with|dumped|divorced) me)(?:\s+(?:sadly|unfortunately))?{_WHEN}",
    re.IGNORECASE,
)
_FIRED: Final = re.compile(
    rf"{_LEAD}(?:(?:i|i've|i have)\s+)?{_ADVERB}\s*(?:got|was|been|been just|just got)\s+(?:fired|sacked|laid off|made redundant|let go|axed)(?:\s+(?:sadly|unfortunately))?{_WHEN}"
    rf"|{_LEAD}they{_ADVERB}\s+(?:fired|sacked|axed) me{_WHEN}|{_LEAD}they{_ADVERB}\s+(?:let me go|made me redundant|laid me off){_WHEN}",
    re.IGNORECASE,
)
_RETIRED: Final = re.compile(rf"{_LEAD}(?:i|i've|i have){_ADVERB}\s+(?:retired|(?:took|taken) (?:early )?retirement|(?:went|gone) into retirement){_WHEN}|{_LEAD}took (?:early )?retirement{_WHEN}|\b(?:i'm|i am)(?:(?: now| finally| officially)+ retired{_WHEN}| retired (?:now|as of|since)\b)", re.IGNORECASE)  # fmt: skip
_REACHED: Final = re.compile(rf"\b(?:goal|target|mission|dream) (?:reached|achieved|accomplished|met|smashed|unlocked|fulfilled)\b|\b(?:i|we)(?:'ve)?{_ADVERB} (?:reached|hit|met|achieved|smashed|crushed) (?:my|our|the|that) (?:\w+ )?(?:goal|target)\b", re.IGNORECASE)  # fmt: skip
_TOGETHER: Final = re.compile(
    r"\b(?:relationship|dating|engaged|taken|boyfriend|girlfriend|seeing)\b", re.IGNORECASE
)
_TAKEN: Final = re.compile(
    rf"{_LEAD}(?:i(?:'ve)?(?: have)?(?: got)?(?: just| finally)?\s*(?:have|got|found|met)?\s+(?:a|myself a)\s+(?:new\s+)?(?:girlfriend|boyfriend|partner)(?:\s+(?:now|again|finally|these days))|i'm (?:in a relationship|seeing someone|dating someone|taken)(?:\s+(?:now|again|these days))?)(?=\s*(?:[.,;:!()]|$))",
    re.IGNORECASE,
)
_OTHER_TIME: Final = re.compile(
    LASTS
    + r"|\bfrom\b|\b(?:back (?:together|in)|almost|nearly|never|once|when|if|wish\w*|said|says|told|tells|texted|wrote|announced|thinks?|dream\w*|imagine\w*|pretend\w*|film|movie|show|song|book|novel|episode|jok\w+)\b|\?[\"')* ]*\Z",
    re.IGNORECASE,
)


def parted(said: str, known: Sequence[Known]) -> Iterator[tuple[Known, Span]]:
    """Yield the known facts that a sentence ends without naming them, and the words that do."""
    if _OTHER_TIME.search(said):
        return
    couple = _COUPLE.search(said)
    if couple is not None:
        for fact in dict.fromkeys(reversed(known)):
            if fact.predicate == "partner" or (
                fact.predicate == "relationship_status" and _TOGETHER.search(fact.object)
            ):
                yield fact, couple.span()
    if _TAKEN.search(said) is not None:
        for fact in known:
            if fact.predicate == "relationship_status" and re.search(
                r"\bsingle\b", fact.object, re.IGNORECASE
            ):
                yield fact, (0, len(said))
    goals = [fact for fact in dict.fromkeys(known) if fact.predicate == "goal"]
    reached = _REACHED.search(said)
    if reached is not None and len(goals) == 1:
        yield goals[0], reached.span()
    for pattern, predicates in ((_FIRED, ("works_at",)), (_RETIRED, ("works_at", "occupation"))):
        hit = pattern.search(said)
        if hit is not None:
            yield from ((fact, hit.span()) for fact in _newest(known, predicates))


def _newest(known: Sequence[Known], predicates: Sequence[str]) -> Iterator[Known]:
    for predicate in predicates:
        yield from [fact for fact in known if fact.predicate == predicate][-1:]
