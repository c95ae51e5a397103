"""Words beside what a frame reads that show it to state nothing: "you're calling my stepdad Tom"."""

from __future__ import annotations

import re
from typing import Final

_NAMED_WRONGLY: Final = re.compile(
    r"\byou(?:'re|'ve| are| keep| always| have)*\s+(?:call|calls|called|calling|mistake|mistook|take|took)\s+\Z"
    r"|\b(?:told|tells|said|says|shouted|announced)\b(?:(?!\bi\b)[^.;!?:])*:\s*\Z",
    re.IGNORECASE,
)
_BY_DRINK: Final = re.compile(
    r"\b(?:beers?|pints?|drinks?|shots?|cocktails?|whisk(?:e)?ys|glass(?:es)? of \w+|tequilas?)\b[^.;!?]*\Z",
    re.IGNORECASE,
)
_BEGONE: Final = re.compile(
    r"\s+who(?:'s|\s+has|\s+have|'ve)?\s+(?:just\s+|finally\s+)?(?:got out|retired|resigned"
    r"|(?:quit|left|gave up)(?=\s*(?:[.,;!?]|$)"
    r"|\s+(?:it|last|in \d|the (?:job|trade|profession|field|business))\b)|(?:gave|given) it up)\b"
    r"|\s+(?:tonight|this (?:evening|time)|for (?:the|one) (?:day|night|evening|weekend))\b",
    re.IGNORECASE,
)
"""Behind a trade: it was left, or is played for an evening."""
_SUPPOSED: Final = re.compile(r"\b(?:apparently|supposedly|allegedly)\W*(?:i'm|i am)?\s*\Z", re.IGNORECASE)
_OF_A_DAY: Final = re.compile(r"\btoday\W+(?:i'm|i am) an? [\w -]+, an? [\w -]+,? and an? ", re.IGNORECASE)
"""Roles that somebody plays one day, and no trades: "today I'm a cook, a nurse and a taxi driver"."""
_IN_THE_PAST: Final = re.compile(r"\b(?:was|were|did|had|once|when)\b[^.;!?]*\Z", re.IGNORECASE)
_ELSEWHERE: Final = re.compile(
    r"\s+(?:up|down|through|across|into|onto|past)\s+(?:the|a|an|my|our|two|three|four|five|six|\d+|several)\b",
    re.IGNORECASE,
)
_CAME_BACK: Final = re.compile(
    r"[^.;!?]{0,60}\b(?:then|and|but|before)\s+(?:(?:i|we|then|later|finally|soon)\s+){0,2}(?:(?:came|went|moved)\s+(?:right\s+|straight\s+)?back|returned)\b",
    re.IGNORECASE,
)
"""Behind a place one moved to: one is there no more."""

_BEFORE: Final = {
    "relative's name": _NAMED_WRONGLY,
    "partner's name": _NAMED_WRONGLY,
    "speak": _BY_DRINK,
    "tongue at a level": _BY_DRINK,
    "occupation": _SUPPOSED,
    "roughly of age": _IN_THE_PAST,
}
"""By a frame, what must not stand before it in its sentence."""

_AFTER: Final = {
    "occupation": _BEGONE, "moved to": _CAME_BACK, "have a thing": _ELSEWHERE, "have something": _ELSEWHERE
}  # fmt: skip
"""By a frame, what must not stand behind its object."""

_OWNERS: Final = frozenset({"relative's name", "partner's name"})
_SUBJECT: Final = re.compile(r"\s+(?:is|was|isn't|wasn't|has|does)\b", re.IGNORECASE)
_APPOSED: Final = re.compile(r"[\w' -]+,\s*", re.IGNORECASE)
_EQUATED: Final = re.compile(r"(?:'s|\b(?:is|was|isn't|not))\s+\Z", re.IGNORECASE)


def barred(text: str, span: tuple[int, int], reason: str, at: int, found: tuple[int, int]) -> bool:
    """
    Return whether the words beside a frame show that it states nothing.

    Args:
        span: The sentence.

        reason: The frame's name.

        at: Where it begins.

        found: Where its object stands.
    """
    start, stop = found
    before, after = _BEFORE.get(reason), _AFTER.get(reason)
    if before is not None and before.search(text[span[0] : at]):
        return True
    if after is not None and after.match(text, stop, span[1]):
        return True
    if reason == "occupation" and _OF_A_DAY.search(text, *span):
        return True
    # "Olga is my niece, Ada is not": the name behind the comma is a subject of its own.
    return (
        reason in _OWNERS
        and _EQUATED.search(text[span[0] : at]) is not None
        and _APPOSED.fullmatch(text, at, start) is not None
        and _SUBJECT.match(text, stop, span[1]) is not None
    )
