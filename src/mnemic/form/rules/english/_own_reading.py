# ruff: noqa: E501 - a pattern is read as one line
"""What the frames find whose subject is something of the speaker's: "my name is", "my sister Lea"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ..._candidate import Tense
from ..._sentences import Span
from .._clauses import admits, boundaries
from .._frames import Found, Frame
from .._gate import overlaps
from .._objects import cut_objects
from . import _checks as english
from . import _own as own
from ._beside import barred
from ._known_places import is_known_place
from ._matching import objects
from ._refusals import misplaced

_CUES: Final = (
    "my", "our ", "me ", "call", "favo", "fav ", "always", "never", "from now", "goal", "home", "dream", "please", "every time", "future", "emoji", "units", "bullet",
    "years old", "being ", " here", " today", ":", "what i", "fan of", "nothing beats", "by trade", "profession", " i like", "name", "one day", "some day", "someday",
)  # fmt: skip
"""Letters without which no frame begins inside a sentence."""
_INNER_CUES: Final = (
    "i have a", "i've a", "i've got a", "half", "citizenship", "nationality", "my ", "our ", " me", "as a", "being a", " i use", " i ", "year-old", "children", "kids", "where we", "m, ", "f, ",
)  # fmt: skip
"""Letters without which no frame states by the way."""
_MARKS: Final = re.compile(r"[\s\"(*]*")
_MINE: Final = re.compile(r"\b(?:my|favou?rite|home|calls?|always|never)\b", re.IGNORECASE)
_UNSURE: Final = re.compile(
    r"\b(?:if|would|whether|imagine|suppose|maybe|perhaps|possibly|might)\b[^,;]*\Z", re.IGNORECASE
)
_NOT: Final = re.compile(r"\bnot\b|n't\b", re.IGNORECASE)
_CORRECTED: Final = frozenset({"any more, it's", "not that name", "my car, it's a"})
"""Frames that say first what is not so, then what is."""
_DIED: Final = re.compile(
    r"\s*,?\s*(?:who\s+)?(?:(?:has|had|sadly|suddenly|recently|just|unexpectedly)\s+)*(?:passed(?:\s+away\b|(?:\s+on)?(?=\s*(?:[.,;!?]|$|\s(?:in (?:\d|the|early|late)|last|when|\w+ years ago)\b)))|died\b|was killed\b|is (?:dead|no longer with us)\b)",
    re.IGNORECASE,
)
_WEAKLY: Final = frozenset({"tongue at a level"})
"""Frames whose denial says how well, and not whether: "my English is not so good"."""
_LEADS_IN: Final = re.compile(
    r"\W*(?:(?:and|so|but|also|oh|ok|okay|hey|btw|then|thanks|thank you|yes|no|yeah|actually)\W+)*",
    re.IGNORECASE,
)
_OTHERS: Final = re.compile(r"\b(?:they|he|she|it|these|those|which|who|people)\b", re.IGNORECASE)
_NAME_FRAME: Final = Frame(
    reason="greeting", predicate="name", pattern=own.GREETED, cut="name", check=english.is_name
)


def read_own(text: str, span: Span, part: Span, closed: list[Span]) -> list[Found]:
    """Return what the frames find whose subject is something of the speaker's."""
    found: list[Found] = []
    cuts = boundaries(text, span)
    low = text[slice(*part)].lower()
    asked = any(cue in low for cue in _CUES)
    if asked or part[0] == span[0]:
        for start in sorted({span[0], *(end for _, end in cuts)}) if asked else [span[0]]:
            if not part[0] <= start < part[1] or overlaps((start, start + 1), closed):
                continue
            found += _starting(text, span, part, start)
    if any(cue in low for cue in _INNER_CUES):
        for frame in own.anywhere():
            if frame.cue not in low:
                continue
            for hit in frame.pattern.finditer(text, *part):
                found += _owned(text, hit, span, part, frame)
    greeted = own.GREETED.match(text, *part)
    if greeted is not None:
        found += _greeting(text, greeted, part)
    return found


def _starting(text: str, span: Span, part: Span, start: int) -> list[Found]:
    lead = _MARKS.match(text, start, part[1])
    at = lead.end() if lead else start
    places = [at]
    mine = _MINE.search(text, at, part[1])
    if (
        mine is not None
        and mine.start() > at
        and not text[at : mine.start()].rstrip().lower().endswith(" of")
    ):
        places.append(mine.start())
    low = text[slice(*part)].lower()
    admitted = {place: admits(text, span, start, place) for place in places}
    for frame in own.starting():
        if frame.cue not in low:
            continue
        for place in places:
            hit = frame.pattern.match(text, place, part[1]) if admitted[place] else None
            found = _owned(text, hit, span, part, frame) if hit is not None else []
            if found:
                return found
    return []


def _owned(text: str, hit: re.Match[str], span: Span, part: Span, frame: Frame) -> list[Found]:
    before = text[max(span[0], hit.start() - 40) : hit.start()]
    if _UNSURE.search(before) or _misread(text, hit, span, frame):
        return []
    key = hit.groupdict().get("k")
    if key:
        key = key.strip().lower()
    denied = (
        _NOT.search(text[hit.start() : hit.end() + 4])
        and frame.predicate != "instruction"
        and frame.reason not in _CORRECTED
    )
    if denied and frame.reason in _WEAKLY:
        return []
    tense: Tense = (
        "past"
        if re.search(r"\bwas\b", hit[0])
        and frame.predicate in {"favorite", "works_at", "occupation", "lives_in", "goal"}
        else "present"
    )
    if frame.predicate == "favorite" and not key:
        # Of what it is the favorite is not said: two of them must not stand in one slot.
        if denied:
            return []
        frame = replace(frame, predicate="likes")
    polarity = "negated" if denied else frame.polarity
    said = own.pet_named(text, hit, part[1]) if frame.reason == "pet's name" else frame.says
    made = [
        Found(
            frame=frame,
            object_span=each,
            clause=span,
            key=key,
            tense="past" if (dead := _is_dead(text, hit, each[1], part[1], frame)) else tense,
            act="end" if dead else frame.act,
            polarity=polarity,
            said=said,
        )
        for each in objects(text, hit, part[1], frame)
    ]
    return [
        each
        for each in made
        if not misplaced(text, span[0], part[1], each)
        and not barred(text, (span[0], part[1]), frame.reason, hit.start(), each.object_span)
    ]


def _is_dead(text: str, hit: re.Match[str], at: int, end: int, frame: Frame) -> bool:
    """Return whether the partner that is named is told to have died."""
    return frame.predicate == "partner" and (
        re.search(r"\blate\b", hit[0], re.IGNORECASE) is not None or _DIED.match(text, at, end) is not None
    )


def _misread(text: str, hit: re.Match[str], span: Span, frame: Frame) -> bool:
    """Return whether another is spoken of: "they always remind me", or a brand: "my Sweet Baby Ray's"."""
    if frame.predicate == "instruction":
        if frame.reason == "asked to speak" and text[hit.end() : hit.end() + 2].strip().startswith(
            (":", ",")
        ):
            return True
        told = not frame.reason.startswith("asked") or _LEADS_IN.fullmatch(text, span[0], hit.start())
        return not told or bool(_OTHERS.search(text, span[0], hit.start()))
    return frame.predicate in {"relative", "partner"} and bool(
        re.match(r"(?:my|our)\s+(?-i:[A-Z]\w+)\s", hit[0], re.IGNORECASE)
        and re.match(r"\w+\s+(?:\w+\s+)", text[hit.start() : hit.start("k")])
    )


def _introduced(text: str, hit: re.Match[str], name: Span, after: str) -> bool:
    """Return whether somebody begins a turn with who he is, and goes on about himself, without a greeting."""
    if not re.fullmatch(r"(?:i'm|i am|im)\s+", hit[0], re.IGNORECASE):
        return False
    if not english.is_given_name(text[slice(*name)]):
        return False
    place = re.match(r",?\s+from\s+", after)
    if place is None:
        return own.INTRODUCED.match(after) is not None
    return any(
        is_known_place(after[slice(*each)]) for each in cut_objects(after, place.end(), len(after), "place")
    )


def _greeting(text: str, hit: re.Match[str], part: Span) -> list[Found]:
    spans = [
        each for each in cut_objects(text, hit.end(), part[1], "name") if english.is_name(text[slice(*each)])
    ]
    told = text[slice(*spans[0])] if spans else ""
    if not told or (english.is_state(told) and not hit[0].lower().startswith("my")):
        return []
    after = text[spans[0][1] : part[1]]
    before = text[: hit.start()]
    greeted = own.HAILED.fullmatch(before) is not None
    if before.strip() and not greeted:
        return []
    hailed = greeted or not re.match(r"(?:i'm|i am|im|this|it)", hit[0], re.IGNORECASE)
    met = re.match(
        r"\s*(?:[.!]?\s*$|,?\s*(?:from(?= (?-i:(?:the )?[A-Z]))|and|nice to|pleased|good to|by the way|btw|here|new here)\b|,)",
        after,
        re.IGNORECASE,
    )
    if met is None or not (
        hailed
        or re.search(r"nice to meet|pleased to meet|new here", after, re.IGNORECASE)
        or _introduced(text, hit, spans[0], after)
    ):
        return []
    return [Found(frame=_NAME_FRAME, object_span=spans[0], clause=part)]
