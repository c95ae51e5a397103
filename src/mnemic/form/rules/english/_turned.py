# ruff: noqa: E501 - a pattern is read as one line
"""
Sentences that turn a statement around: "Opera is what I love", "What I play is the harp", "Nuts I'm allergic to".

Each is put back into the usual order, read, and its object looked for where it stood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from ..._sentences import Span

_SUBJECT: Final = r"(?P<s>(?:i|we)(?:'m|'ve|'d| am| have)?(?: (?:really|always|usually|mostly|truly|absolutely|also|still|just|currently|now|both))*)"
_IS: Final = r"(?:'s|\s+is|\s+are)\s+(?:now\s+|definitely\s+|really\s+|also\s+|just\s+|still\s+|exactly\s+|probably\s+)*"
_FRONT: Final = r"^(?:(?:and|but|so|well|oh|yes|yeah|honestly|by the way|btw|actually|ok|okay|fyi),?\s+)*"
_OBJECT: Final = r"(?P<o>(?!(?:it|that|this|they|these|those|he|she|which|there|here|what|where|who|how|when|why|if|all|everything|nothing|something|one|someone|people|you|i|we|the (?:first|last|only|best|worst|thing|reason|way|day|time|moment|problem|question|point|one))\b)[^.,;:!?]{2,50}?)"
_PLACE_WORDS: Final = {
    "live": "live in", "living": "living in", "work": "work at", "working": "working at", "study": "study at", "studying": "studying at", "grew up": "grew up in",
    "was born": "was born in", "was raised": "was raised in", "come from": "come from", "volunteer": "volunteer at", "go to school": "go to", "moved": "moved to",
    "based": "based in", "from": "from", "settled": "settled in",
}  # fmt: skip
_PATTERNS: Final = (
    re.compile(rf"{_FRONT}{_OBJECT}{_IS}(?P<w>what|where|who)\s+{_SUBJECT}\s*(?P<v>[a-z][a-z' ]{{0,40}}?)(?=[.,;!]|$| and\b| but\b| because\b| so\b)", re.IGNORECASE),
    re.compile(rf"{_FRONT}(?P<w>what|where|who)\s+{_SUBJECT}\s*(?P<v>[a-z][a-z' ]{{0,40}}?|){_IS}(?P<o>[^.;:!?]{{2,60}})", re.IGNORECASE),
    re.compile(rf"{_FRONT}(?:the|my|one|a|some)\s+(?:[\w-]+\s+){{0,3}}?(?P<w>[\w-]+)\s+(?:that\s+|which\s+|where\s+|who\s+)?{_SUBJECT}\s*(?P<v>[a-z][a-z' ]{{0,40}}?|){_IS}(?:called\s+)?(?P<o>[^.;:!?]{{2,60}})", re.IGNORECASE),
    re.compile(rf"{_FRONT}{_OBJECT}{_IS}(?:the|my|a|one)\s+(?:[\w-]+\s+){{0,2}}?(?P<w>[\w-]+)\s+(?:that\s+|which\s+|where\s+)?{_SUBJECT}\s*(?P<v>[a-z][a-z' ]{{0,40}}?)(?=[.,;!]|$| and\b| but\b| because\b| so\b)", re.IGNORECASE),
    re.compile(rf"{_FRONT}it(?:'s|\s+is)\s+{_OBJECT}\s+(?:that\s+|where\s+)?{_SUBJECT}\s+(?P<v>[a-z][a-z' ]{{1,40}}?)(?=[.,;!]|$| and\b| but\b)(?P<w>)", re.IGNORECASE),
    re.compile(rf"{_FRONT}{_OBJECT},?\s+{_SUBJECT}\s*(?P<v>(?:love|adore|hate|like|enjoy|detest|despise|can't stand|cannot stand|don't like|prefer|speak|own|use|play|study|know|allergic to|passionate about|crazy about|fluent in|addicted to|fond of)(?: (?:so much|most|best|daily|every day|too|well|fluently|badly))?)(?=[.,;!]|$| and\b| but\b)(?P<w>)", re.IGNORECASE),
)  # fmt: skip
_ATTRIBUTE: Final = re.compile(
    rf"{_FRONT}(?P<o>[^.,;:!?]{{1,50}}?){_IS}(?P<a>my\s+(?:(?:current|new|real|first|full|mother|native|own|main|legal|given)\s+)*(?:name|age|birthday|date of birth|birthplace|nationality|citizenship|home ?town|"
    r"home|city|employer|workplace|job|profession|occupation|trade|major|degree|school|university|college|diet|allergy|diagnosis|condition|sport|instrument|hobby|passion|"
    r"language|tongue|browser|editor|phone|laptop|computer|operating system|car|bike|dream|goal|ambition|husband|wife|partner|boyfriend|girlfriend|marital status|relationship status))\b",
    re.IGNORECASE,
)
_NAME_OF: Final = re.compile(
    rf"{_FRONT}the\s+name\s+of\s+(?P<a>my\s+[\w -]{{2,24}}?)\s+is\s+(?P<o>[A-ZÀ-Þ][\w'-]+)", re.IGNORECASE
)


class Turned(NamedTuple):
    """A sentence in the usual order, and where what it tells stood before."""

    text: str
    object_span: Span


def turned(text: str, span: Span) -> Iterator[Turned]:
    """Yield the usual order of a sentence that has another."""
    for pattern in _PATTERNS:
        found = pattern.match(text[slice(*span)])
        if found is not None:
            verb = _with_preposition(found["v"].strip(), found["w"].lower())
            yield Turned(f"{found['s']} {verb} {found['o'].strip()}.", _placed(found, span))
            return
    for pattern in (_ATTRIBUTE, _NAME_OF):
        found = pattern.match(text[slice(*span)])
        if found is not None:
            own = found["a"] + ("'s name" if pattern is _NAME_OF else "")
            yield Turned(f"{own} is {found['o'].strip()}.", _placed(found, span))
            return


def _placed(found: re.Match[str], span: Span) -> Span:
    return span[0] + found.start("o"), span[0] + found.end("o")


def _with_preposition(verb: str, asked: str) -> str:
    """Return the verb as it stands before its object: "where I live" is "live in"."""
    low = re.sub(r"\s+(?:most|best|so much|a lot|daily|for a living|the most|at home)\Z", "", verb.lower())
    if low in {"do", "do for work", "do for money"}:
        return "work as"
    low = re.sub(r"^call home\Z", "live in", low)
    if asked in {
        "where",
        "place",
        "city",
        "town",
        "country",
        "company",
        "firm",
        "school",
        "university",
        "college",
    }:
        return _PLACE_WORDS.get(low, low)
    return low
