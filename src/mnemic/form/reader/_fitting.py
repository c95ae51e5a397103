# ruff: noqa: E501 - a pattern is read as one line
"""Which words the network points at can be the object of a predicate where they stand."""

from __future__ import annotations

import re
from typing import Final

from .._sentences import Span
from ..rules.english._checks import is_group
from ..rules.english._refusals import is_no_object

_I: Final = re.IGNORECASE

_NO_VALUES: Final = {
    "health": re.compile(r"(?:aries|taurus|gemini|leo|virgo|libra|scorpio|sagittarius|capricorn|aquarius|pisces)\Z", _I),
    "children": re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]+(?:,? (?:and )?[A-ZÀ-Þ][a-zà-ÿ]+)*\Z"),
    "occupation": re.compile(r"(?:.* )?(?:company|firm|agency|startup|start-up|corporation|team|department)\Z", _I),
    "speaks": re.compile(r"(?:duolingo|babbel|anki|memrise|busuu|pimsleur|italki|rosetta stone)\Z", _I),
}  # fmt: skip
"""What is no value of a predicate, whatever the network thinks: a star sign is no illness, a firm no trade, a name no number of children."""


_FOR_NOW: Final = re.compile(
    r"\b(?:i|we)(?:'?m|'re| am| are) (?:currently |back )?in [\w' ]{2,40}? (?:now|right now|today|atm|rn|at the moment|this \w+)\b",
    _I,
)
"""Where somebody is just now, and may not live."""

_CUT_OFF: Final = re.compile(
    r"\A(?:and|or|but|is|are|was|were|has|than|because|which|so)\s|(?:\A|\s)(?:and|or|but|nor|the|an?|my|our|than|as|because|that|which|using)\Z",
    _I,
)
"""Where an object begins or ends in the air."""
_EXAMPLES: Final = re.compile(r"\s+(?:like|such as)\s", _I)
_NAME_BEFORE: Final = re.compile(
    r"(?<=\S\s)(?!I\s|(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\s)[A-Z\d][\w-]*\s\Z"
)
"""A word of the name whose end alone was read: "Page" of "Page Turners"."""
_DONE_TO: Final = re.compile(
    r"\s+(?:out|up|down|off|away|back|over|my|our|an?|the|some|it|this|that|them|him|her|his|their|all|me|us|you)\b",
    _I,
)
_HAS_OBJECT: Final = re.compile(
    r"\s+(?!(?:in|on|at|with|for|every|each|and|or|but|most|once|twice|a|three|daily|weekly|because|to|when|\w+ly)\b)[a-z]",
    _I,
)
_SAYS_I: Final = re.compile(r"\b(?:i|we)\s(?:\w+ly\s|also\s|often\s|always\s)?\Z", _I)
_NOT_SO: Final = re.compile(r"\s+(?:isn't|is not|aren't|are not|wasn't)\b", _I)
_POINTS: Final = re.compile(r"\w+ (?:it|that|this|them|one|there|here)\b", _I)
_MOOD: Final = re.compile(r"\b(?:in the mood for|craving|could go for|hungry for)\s(?:an?\s|some\s)?\Z", _I)
_WOULD_BE: Final = re.compile(
    r"\b(?:aspiring|amateur|wannabe|would-be|budding|armchair|(?:with|by|for|see|seeing) (?:an?|the|my|our))\s(?:[\w-]+\s)?\Z",
    _I,
)
_ADDRESS: Final = re.compile(r"(?:,|\b(?:thanks|thank you|hi|hey|hello|dear|bye|sure|okay|ok))\s*\Z", _I)
_OWN_NAME: Final = re.compile(
    r"\b(?:names?|named|call\w*|known|go by|goes by|i'm|i am|im|it's|this is|that's|me|here|no|nope|not|actually|sorry)\b",
    _I,
)
_NAMED_ALONE: Final = frozenset({"member_of", "works_at", "studies_at", "owns", "uses", "likes"})


def fits(predicate: str, text: str, place: Span, sentence: Span) -> bool:
    """
    Return whether words can be the whole object of a predicate, by themselves and by those beside them.

    Args:
        place: Where they stand in *text*.

        sentence: Where their sentence stands.
    """
    said = text[slice(*place)]
    if predicate in _NO_VALUES and _NO_VALUES[predicate].match(said):
        return False
    if _CUT_OFF.search(said) or (predicate != "goal" and is_no_object(predicate, said)):
        return False
    return not _is_another(predicate, said, text[sentence[0] : place[0]], text[place[1] : sentence[1]])


def _is_another(predicate: str, said: str, before: str, behind: str) -> bool:
    """Return whether the words before and behind make of *said* a part of something else, or nobody's fact."""
    if said[:1].isupper() and predicate in _NAMED_ALONE and _NAME_BEFORE.search(before):
        return True
    match predicate:
        case "lives_in":
            return _FOR_NOW.search(before + said + behind) is not None
        case "activity" if " " not in said and said.endswith("ing"):
            return _DONE_TO.match(behind) is not None
        case "activity" if " " not in said:
            return _SAYS_I.search(before) is not None and _HAS_OBJECT.match(behind) is not None
        case "member_of":
            return said.islower() and " " not in said and not is_group(said)
        case "likes":
            return _EXAMPLES.match(behind) is not None or _MOOD.search(before) is not None
        case "goal":
            return _NOT_SO.match(behind) is not None or _POINTS.match(said) is not None
        case "occupation":
            return _WOULD_BE.search(before) is not None
        case "name":
            # "Sure thing, Maria.": whoever is spoken to has that name.
            return _ADDRESS.search(before) is not None and not _OWN_NAME.search(before + behind)
    return False
