# ruff: noqa: E501 - a pattern is read as one line
"""Whether a phrase may be the value of a predicate: what a correction puts in another's place."""

from __future__ import annotations

import re
from typing import Final

from .._sentences import Span
from .english import _checks as english
from .english._words import KIN, PARTNER

_I: Final = re.IGNORECASE
_NO_VALUE: Final = re.compile(
    r"(?:in|on|at|for|from|to|with|of|about|by|into|like|because|when|where|who|whom|whose|what|which|why|how|if|that|this|these|those|it|he|she|they|you|i|we|no|yes|nope|yeah|ok|okay|fine|done|not|"
    r"(?:the )?(?:other|next|last|first|second|previous|former|latter|same|wrong|right|one|ones)|(?:it|that|he|she|they|you|i|we|there|what|who|here|this)'\w+|i'?m|ive)\b"
    r"|.*\b(?:is|are|was|were|am|it's|that's|he's|she's|they're|i'm|i've|you're|they|hails?|comes|lives|works)\b|.* ones?$",
    _I,
)
"""What points at something, or states something, and names nothing."""
_PEOPLE: Final = re.compile(rf"(?:(?:my|our|his|her|the) )?(?:{KIN}|{PARTNER})(?:'s)?$", _I)
_AGE: Final = re.compile(
    rf"(?:(?:about|only|just|almost|nearly|over|not quite) )?(?:\d{{1,3}}|{english.NUMBER})(?:[ -]?(?:years?|yrs?|yo|y/o)(?:[ -]old)?| and a half)?", _I
)  # fmt: skip
_DAY: Final = re.compile(rf"\d|\b{english.MONTH}\b|\b(?:first|second|third|\w+(?:th|st|nd|rd))\b", _I)
_STATUS: Final = re.compile(
    rf"{english.STATUS}|(?:.*\b)?(?:dating|taken|relationship|widow\w*|spinster|partnered|together|boyfriend|girlfriend|partner|fianc\w+|wed|unattached|polyamorous|complicated|remarried|newlywed\w*|available)\b.*",
    _I,
)
_NAMES: Final = frozenset(
    [
        "lives_in",
        "comes_from",
        "born_in",
        "works_at",
        "studies_at",
        "partner",
        "name",
        "nationality",
        "relative",
    ]
)
_BEHIND: Final = re.compile(r"(?:,?\s+(?:[a-z]+ly|though|of course|instead|sorry|lol|haha|please))+$", _I)
_LINKS: Final = frozenset(
    ["of", "de", "la", "le", "el", "da", "do", "dos", "das", "van", "von", "der", "den", "del", "di", "du", "and", "the", "y", "&", "for", "in", "on", "upon", "sur", "am", "at", "al", "bin"]
)  # fmt: skip


_LED: Final = re.compile(
    r"(?:(?:ha(?:ha)+|lol|lmao|um+|er+|well|so),?\s+)*(?:(?P<who>it|that|this|i|he|she|they|(?:my|our) [\w' -]{1,30}?|[a-z]+)(?:'s(?! name\b)|'m|'re|\s+is|\s+are|\s+am)\s+)?(?:(?:called|spelled|spelt|named|written|really|actually)\s+)*(?:(?:an?|the)\s+)?(?=\w)",
    _I,
)
_CLEFT: Final = re.compile(
    r"(?:it (?:was|is)|it's) (?:the |an? )?(?P<o>.+?) (?:(?:that|which|who|where) )?(?:i|we) [\w ]+", _I
)
_PRONOUNS: Final = frozenset({"it", "that", "this", "i", "he", "she", "they"})
_OF_OTHERS: Final = frozenset({"partner", "relative", "pet"})


def value_at(predicate: str, said: str, span: Span) -> Span:
    """Return where the value stands in a whole clause: "Maeve" in "my sister's name is Maeve"."""
    cleft = _CLEFT.fullmatch(said, *span)
    if cleft is not None:
        return cleft.span("o")
    led = _LED.match(said, *span)
    who = (led["who"] or "it").lower() if led is not None else ""
    if led is None or (who not in {"it", "that", "this", "i"} and predicate not in _OF_OTHERS):
        return span
    if _PEOPLE.fullmatch(said, led.end(), span[1]) and who not in _PRONOUNS:
        return led.span("who")
    return (led.end(), span[1])


def may_be(predicate: str, said: str, old: str) -> bool:
    """
    Return whether *said* may be the value of a predicate.

    Args:
        old: The value it would take the place of; what is put in a name's place is a name, in one's own spelling.
    """
    said = said.strip()
    if not said or _NO_VALUE.match(said):
        return False
    if _PEOPLE.fullmatch(said):
        return predicate in {"relative", "partner", "children", "relationship_status"}
    if predicate == "age":
        return _AGE.fullmatch(said) is not None
    if predicate == "birthday":
        return _DAY.search(said) is not None
    if predicate == "relationship_status":
        return _STATUS.fullmatch(said) is not None
    if predicate in _NAMES and old[:1].isupper():
        return _is_a_name(said)
    return True


def _is_a_name(said: str) -> bool:
    """Return whether a phrase is a name: capitals but for what links them; or a word or two, all small."""
    words = _BEHIND.sub("", said).split()
    if said == said.lower():
        return len(words) <= 2 and words[0] not in {"the", "a", "an", "my", "our"}
    return all(word[0].isupper() or word[0].isdigit() or word.lower() in _LINKS for word in words)
