# ruff: noqa: E501 - a pattern is read as one line
"""What a frame seems to find, and is no lasting fact: reactions, errands, gifts, things only pointed at."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from ..._sentences import Span
from .._clauses import Clause
from .._frames import Found
from . import _checks as english
from ._doings import PRACTISED

_I: Final = re.IGNORECASE
_POINTS: Final = r"(?:it|them|one|ones|that|this|here|there|him|her|those|these)"
_MONTHS: Final = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_SOON: Final = r"(?:this (?:week(?:end)?|month|morning|afternoon|evening|coming)|tomorrow|tonight|next (?:week(?:end)?|month)|later today|on (?:mon|tues|wednes|thurs|fri|satur|sun)day\b)"
_ON_A_DAY: Final = rf"[^.,;!?]{{0,40}}?\b(?:{_SOON}|in (?:early |mid |late |mid-)?{_MONTHS})"
_KIN: Final = (
    r"(?:friend|sister|brother|mom|mum|mother|dad|father|wife|husband|cousin|niece|nephew|son|daughter|colleague|coworker|boss|"
    r"partner|girlfriend|boyfriend|aunt|uncle|grandma|grandpa|grandmother|grandfather|kids?|neighbou?r|roommate)"
)

_ANY_TOOL: Final = r"(?:(?:new|free|online|mobile|different|great|good|simple|few|couple of|another|other|similar) )*(?:apps?|tools?|software|programs?|websites?|sites?|systems?|products?|services?|brands?|methods?|platforms?|devices?|machines?|resources?|recipes?|templates?)"
_TIME: Final = (
    r"(?:[\w'-]+ )*(?:commutes?|breaks?|time|hours?|mornings?|evenings?|nights?|weekends?|days?|vacation)"
)

_NO_OBJECT: Final[dict[str, str]] = {
    "goal": rf"\w+ (?:\w+ )?{_POINTS}\b|\w+ (?:make|let|have|see) (?:{_POINTS}|their)\b|.*\bnew ones\b|visit(?:\Z| in | on | during | at )|(?:stay|feel|remain|keep) (?:positive|calm|strong|safe|sane|busy|open|cool)\b"
    r"|(?:dive|dig|go|look) (?:deeper|further)\Z|(?:get|do|be|feel|become) (?:better|more|healthier|happier)\Z|try (?:out )?(?:some |a few |something )?(?:new|different)?\s*(?:methods?|ways|things?|stuff|options|approaches)?\Z",
    "activity": rf"including\b|playing catch|(?:\w+ing|get|go|do) (?:\w+ )?{_POINTS}\b|go (?:a few|\w+|a couple(?: of)?) times\b|\w+ing (?:\w+ )?(?:making )?(?:my|our) own(?:\Z| from\b| at\b)|\w+ing [^,]*\bin the (?:industry|field|business)\b"
    r"|\w+ing (?:quite |way too |too )?(?:a few |a lot of |many |some |several |more )*(?:pieces|things|stuff|ones|items)\Z|(?:collecting|gathering|playing|buying|selling)\Z|working (?:professionally|hard|non-?stop|overtime)\Z|doing (?:(?:really|pretty|so|very|quite|super) )?(?:great|well|good|better|okay|ok|fine|amazing|poorly|badly|terribl[ey]|awesome)\b"
    r"|(?:laughing|crying|counting|screaming|sweating|shaking|smiling|wondering|noticing|realizing|panicking|sneezing|coughing|bleeding|yelling|thinking|feeling)\b",
    "uses": rf"same\b|{_ANY_TOOL}\Z|{_TIME}\Z|(?:[\w'-]+ )*(?:park|streets?|neighbou?rhood|tips|metric system)\Z|milk\Z|(?:combination|mix|cost|variety|range|bunch|lot|amount)\b|\d+ ?[mgt]b|(?:.* )?(?:strategy|strategies|technique|method|approach|data|analytics|testing|marketing|practice|principle|truck|car|suv|coupon|framework of)\Z",
    "likes": r"to\Z|.*\bthem\b|.*\b(?:idea|suggestion|option|recommendation|approach)\Z|making sure\b|.*\b(?:vibe|support)\Z|the (?:reminder|mix|variety)\b",
    "speaks": r"(?:i|we)\b",
    "favorite": r"(?:usually|always|enough|not|never|often|still|pretty|very|so|really|too|to|just)\b(?! [A-Z])",
    "prefers": r".*\b(?:from|of|with|for|by)\Z|\d+\Z|(?:not|be|go)\b",
    "works_at": r".*\b(?:class|thesis|project|daily|weekly|exam|assignment)\Z",
    "owns": r".*\b(?:subscription|question|appointment|reservation)\Z|(?:\w+ )?same\b",
    "pet": r"\w+ of\b",
    "studies": r"(?:the )?(?:menu|map|situation|problem|call|instructions|question|contract)\Z|procrastination",
    "health": r"no\b|(?:[\w-]+ )?allergy\Z",
    "age": r"1[3-9]\d|[2-9]\d\d",
}
"""What an object of a predicate must not be like, from its beginning on."""

_NOT_BEFORE: Final[dict[str, str]] = {
    "goal": rf"\s{_ON_A_DAY}",
    "owns": rf"\s*[^.,;!?]{{0,40}}?\bfor (?:my|another|a|our|his|her) (?:[\w'’]+ ){{0,2}}?{_KIN}\b",
    "uses": r"\s+(?:[^.,;!?]{0,40}?\b(?:today|yesterday|last night|this morning)\b|in (?:my )?(?:cooking|salads?|recipes|dishes))",
    "occupation": r"\s*,?\s*(?:and|but|then)?\s*(?:have |has )?(?:worked|moved) (?:my|our) way up",
    "age": r"\s+(?:on (?:the|a) (?:motorway|highway|road|test|exam|scale|track)|in the)",
    "pet": r"\s+(?:in (?:my|his|her|the) (?:throat|chest)|bed|food|toy|leash|collar)\b",
    # Another one, beside those that were told: not how many there are.
    "children": r"\s*,?\s*(?:too|as well|also)\b",
}
"""What must not stand behind an object of a predicate."""

_NOT_BEHIND: Final = re.compile(
    r"\b(?:instead of|rather than|without|such as|how to)\s+(?:\w+ing\s+(?:\w+\s+){0,2}?or\s+)?\Z"
    r"|\b(?:importance|benefits?|joys?|value|idea|thought|point) of\s+(?:[\w' ]{0,40}\band\s+)?(?:\w+ing\s+)?\Z",
    _I,
)
"""What takes back, or sets in another thought, the words behind it."""

_HEDGE: Final = re.compile(
    r"\b(?:may|might|could|would|should)(?:'ve| have)\b|\bi think i(?:'ll| will)\b", _I
)
_ALMOST: Final = re.compile(
    r"\b(?:almost|nearly) (?!always\b|every\b|only\b|exclusively\b|never\b|all\b)(?!\d)", _I
)
"""What came close to being so: "I almost got a job as a waiter"."""
_TOPIC: Final = re.compile(
    r"\b(?:in terms of|for this (?:task|project|trip|report|model|one))\b[^.!?\n]*\Z", _I
)
_TOPIC_CHARS: Final = 80
"""So far before a clause its topic may be named: "in terms of size, I …"."""
_CLAUSE_LIKED: Final = re.compile(
    r"\b(?:love|like|enjoy|loving|enjoying|liking)\s+(?:how|when|where|it|what)\b|\b(?:love|like|enjoy)\s+that\s+(?:i|you|it|we|they|he|she|there|the)\b",
    _I,
)
_SUBJECT: Final = re.compile(r"\b(?:i|we|i'm|i've|im)\b", _I)
_MINE: Final = re.compile(r"\b(?:my|our)\s+(?:own\s+)?\Z", _I)
_DONE_TO: Final = re.compile(
    r"\s+(?:\w{3,}ed|back|fixed|cut|done|redone|taken|stolen|towed|ready|out)\b(?!\s+\w+\s*=)", _I
)
_DETERMINED: Final = re.compile(
    r"\b(?:a|an|the|my|our|his|her|these|those|this|that|some|two|three|four|\d+|new)\s+(?:own\s+|new\s+)?\Z",
    _I,
)
_TOOL: Final = re.compile(
    r"(?:apps?|tool|software|planner|cleaner|spray|cream|sunscreen|retinol|calendar|website|program|system|tracker|browser|editor|extension|serum|moisturizer|cleanser|shampoo|brush)\Z",
    _I,
)


def refused(text: str, clause: Clause, end: int, found: Found) -> bool:
    """Return whether what a frame found in a clause is no lasting fact after all."""
    at = clause.verb
    said = text[clause.start : found.object_span[0]]
    predicate = found.frame.predicate
    if predicate == "uses" and clause.plural and found.frame.reason.startswith("using"):
        return True
    if (
        _HEDGE.search(said)
        or _ALMOST.search(text, clause.start, at)
        or misplaced(text, clause.start, end, found)
    ):
        return True
    check = _BY_CLAUSE.get(predicate)
    return check is not None and check(text, clause, found.object_span, at)


def misplaced(text: str, begin: int, end: int, found: Found) -> bool:
    """Return whether an object is none by itself or by the words beside it; *begin* is where it begins to count."""
    start, stop = found.object_span
    predicate = found.frame.predicate
    if found.frame.act == "end" or predicate == "instruction":
        return False
    low = text[start:stop]
    return (
        is_no_object(predicate, low)
        or _matches(_AFTER.get(predicate), text[:end], stop)
        or bool(_NOT_BEHIND.search(text, begin, start))
    )


def is_no_object(predicate: str, said: str) -> bool:
    """Return whether *said* is no object of a predicate by itself: too vague, or pointing at something near."""
    return _matches(_OBJECTS.get(predicate), said, 0)


def _matches(pattern: re.Pattern[str] | None, text: str, at: int) -> bool:
    return pattern is not None and pattern.match(text, at) is not None


def _no_liking(text: str, clause: Clause, span: Span, at: int) -> bool:
    """Return whether what is liked is what was just said, shown or offered, or no thing."""
    lead = text[at : span[0]]
    if _CLAUSE_LIKED.search(text, at, span[0]) or _TOPIC.search(
        text, max(0, clause.start - _TOPIC_CHARS), at
    ):
        return True
    the = re.match(r"\w+ (?:both )?the\s", text[at:], _I)
    if the is None:
        return text[max(0, span[0] - 4) : span[0]].lower() == "the " and not english.THE.match(
            "the " + text[slice(*span)]
        )
    if not _SUBJECT.search(text, clause.start, at) or re.match(
        r"like the (?:mix|sound|look|reminder|variety|larger|idea)\b", text[at:], _I
    ):
        return True
    return not english.THE.match(text, at + the.end() - 4, span[1]) and not lead.count(",") > 3


def _no_holding(text: str, clause: Clause, span: Span, at: int) -> bool:
    """Return whether something of one's own was merely seen to: "got my bike serviced"."""
    return text[at : at + 3].lower() == "got" and bool(
        _MINE.search(text, at, span[0]) and _DONE_TO.match(text, span[1])
    )


def _no_tool(text: str, clause: Clause, span: Span, at: int) -> bool:
    """Return whether what is used is a stuff or a thought and no tool."""
    said = text[slice(*span)]
    named = any(word[:1].isupper() for word in said.split()) or said[:1].isdigit()
    plural = said.endswith("s") and not said.endswith(("ics", "ss"))
    return not (
        named
        or plural
        or _TOOL.search(said)
        or english.is_holding(said)
        or _DETERMINED.search(text, at, span[0])
    )


def _no_doing(text: str, clause: Clause, span: Span, at: int) -> bool:
    """Return whether a doing is only a ground for something else: "since I started collecting again"."""
    return " " not in text[slice(*span)] and bool(
        re.search(r"\b(?:since|because|why|when|as)\s*\Z", text[: clause.start], _I)
        or re.match(r"(?:\W*\w+\W+){0,3}(?:since|why|when)\b", text[clause.start : at], _I)
    )


def _no_aim(text: str, clause: Clause, span: Span, at: int) -> bool:
    """Return whether one is trying to do again and again what is no aim: that is a doing."""
    if clause.denied and not english.is_aim(text[slice(*span)]):
        return True
    if re.match(r"(?:want|plan|planning|going|looking)\b", text[at:], _I) and re.match(
        r"visit (?:the )?[A-Z]", text[slice(*span)]
    ):
        return True
    return (
        bool(
            (text[at : at + 7].lower() == "meaning" and not english.is_aim(text[slice(*span)]))
            or re.match(rf"trying to {PRACTISED}", text[at:], _I)
            or re.search(r"\bmore (?:often|regularly)\b|\bper (?:day|week)\b", text[slice(*span)])
        )
        and clause.aux == "been"
    )


def _no_employer(text: str, clause: Clause, span: Span, at: int) -> bool:
    """Return whether one works on something for somewhere, and not there."""
    return bool(re.match(r"\w+ on\b.*\bfor\b", text[at : span[0]], _I))


_BY_CLAUSE: Final[dict[str, Callable[[str, Clause, Span, int], bool]]] = {
    "likes": _no_liking,
    "owns": _no_holding,
    "uses": _no_tool,
    "activity": _no_doing,
    "goal": _no_aim,
    "works_at": _no_employer,
}
_OBJECTS: Final = {
    name: re.compile(pattern, _I) for name, pattern in _NO_OBJECT.items() if name != "goal"
} | {"goal": re.compile(_NO_OBJECT["goal"])}
_AFTER: Final = {name: re.compile(pattern, _I) for name, pattern in _NOT_BEFORE.items()}
