# ruff: noqa: E501 - a pattern is read as one line
"""What the frames find in a clause."""

from __future__ import annotations

import re
from typing import Final

from ....cube._parts import Polarity
from ..._candidate import Tense
from ..._sentences import Span
from .._clauses import Clause
from .._frames import Found, Frame
from .._objects import cut_objects
from ._beside import barred
from ._checks import is_illness
from ._hasty import place_at
from ._refusals import refused
from ._table import by_first

_ANYMORE: Final = re.compile(r"\b(?:any ?more|any longer|these days|nowadays)\b", re.IGNORECASE)
_PERFECTS: Final = frozenset({"have lived in", "have worked at", "have worked as"})
_LASTING: Final = re.compile(
    r"\b(?:for|since|all my life|always|now|my whole life|these|years|months|ever)\b", re.IGNORECASE
)
_FOR_LIFE: Final = frozenset({"born_in", "birthday", "comes_from"})
"""Predicates that hold now though they are told with "was"."""
_PLANNED: Final = frozenset({"lives_in", "works_at", "studies_at"})
"""Predicates that "will" tells of without a day."""
_LETTERS: Final = re.compile(r"[A-Za-z]+")
_WHOLE: Final = frozenset({"owns", "pet", "uses", "member_of", "works_at"})
"""Predicates whose object means another thing where its last noun is cut off."""
_WITH_VERB: Final = frozenset({"lessons", "do regularly", "a habit"})
"""Frames whose deed begins with their own verb: "take piano lessons"."""
_AFTER_NOUN: Final = re.compile(
    r"(?:\d+ (?:years?|months?|weeks?)\b|and|or|but|so|as|to|of|for|with|in|on|at|by|from|than|that|who|which|named|called|too|again|back|now|[A-Z]\w*|(?!(?:family|butterfly|belly|lily|jelly|bully|supply|assembly|monopoly|bed|shed|sled|seed|weed|feed|breed|moped)\b)\w+(?:ed|ly)|all|my|the|a|an|this|these|last|next|it|is|are|if|when|because|half|every|each|forever|always|long|recently|years?|just|twice|once|full|part)\b"
)
_CLAUSE_END: Final = re.compile(
    r"[;:!?()]| - |,\s+(?:and|but|so|which|who)?\s*(?:i|i'm|i've|it|he|she|we|they|my|the)\b|\s(?:but|so|and)\s+(?:i|it|he|she|we|they|my|the|now)\b",
    re.IGNORECASE,
)
_MOST_DROPPED: Final = 4
_MOST_NAMED: Final = 8
_NAMED: Final = frozenset({"pet", "owns", "member_of", "uses"})
"""Predicates whose objects may have names of their own."""
_NAME: Final = r"[A-ZÀ-Þ][\w'’-]*\w(?: [A-ZÀ-Þ][\w'’-]*\w)?"
_GIVEN_NAME: Final = re.compile(
    rf"(?:\s+(?:named|called))?\s+[\"“'‘](?=[A-Z\d])[^\"“”'‘’\n]{{2,60}}[\"”'’](?!\w)|\s+(?:named|called)\s+(?:The )?{_NAME}(?:(?:,? and |, ){_NAME}(?=\s*(?:[.,;!?]|$|and\b))){{0,5}}"
)
_NAMES_BESIDE: Final = re.compile(
    rf"(?:,|:| -)? (?:{_NAME}(?:, {_NAME}){{0,4}},? (?:and|&) )?{_NAME}(?=\s*(?:[.;!?]|$)|,? and (?:an?|two|three|my|our)\b)"
)
"""Names in apposition: "two cats, Milo and Otis", "3 cats: Luna, Pixel and Bean"."""
_ANOTHER: Final = re.compile(
    r",?\s+(?:and|plus)\s+(?=(?:an?|another|two|three|four|five|six|\d+|some|my|our)\b)|,\s+(?=(?:an?|two|three|four|five|six|\d+)\b)"
)
_HABIT: Final = re.compile(r"\b(?:usually|often|normally|typically|regularly|generally)\b", re.IGNORECASE)
_DEEPLY: Final = re.compile(r"\b(?:mostly|mainly|always|deeply)\b", re.IGNORECASE)
_TENSES: Final[dict[str, Tense]] = {
    "was": "past",
    "had": "past",
    "used": "past",
    "will": "future",
    "willbe": "future",
}


def matched(text: str, clause: Clause, end: int) -> list[Found]:
    """Return what the frames find in a clause: of each predicate what the first frame finds."""
    word = _LETTERS.match(text, clause.verb, end)
    low = word[0].lower() if word else ""
    begin = _sentence_start(text, clause.start)
    index = by_first()
    found: list[Found] = []
    taken: set[str] = set()
    for frame in (*index.get(low, ()), *index.get("", ())):
        if frame.predicate in taken or clause.aux not in frame.aux or _lacks_its_word(text, clause, frame):
            continue
        hits = [
            each
            for each in _frame_in(text, clause, end, frame)
            if not refused(text, clause, end, each)
            and not barred(text, (begin, end), frame.reason, clause.verb, each.object_span)
        ]
        if hits:
            taken.add(frame.predicate)
            found += hits
    return found


def _sentence_start(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in ".!?\n") + 1


def _lacks_its_word(text: str, clause: Clause, frame: Frame) -> bool:
    """Return whether a frame is none without a word before its verb that is missing: "usually", "never"."""
    if frame.reason == "usually do":
        return not _HABIT.search(text, clause.start, clause.verb)
    if frame.reason == "always wanted to":
        return not clause.aux and "always" not in text[clause.start : clause.verb].lower()
    if frame.reason == "interested in":
        return not _DEEPLY.search(text[clause.start : clause.verb])
    if frame.reason == "don't eat":
        return not (clause.denied or clause.over)
    return frame.reason.startswith("have never") and not clause.denied


def _frame_in(text: str, clause: Clause, end: int, frame: Frame) -> list[Found]:
    hit = frame.pattern.match(text, clause.verb, end)
    if hit is None or (clause.denied and (not frame.deny or clause.aux in {"did", "used"})):
        return []
    tense = _tense(text, clause, end, hit, frame)
    if tense == "future" and frame.tense != "future" and not frame.dated and frame.predicate not in _PLANNED:
        return []
    over = clause.over or (clause.denied and bool(_ANYMORE.search(text, clause.verb, end)))
    if frame.reason == "can't stand" and not clause.denied and not over:
        return []
    if over and frame.deny:
        tense = "past"
    polarity = _polarity(frame, hit, flipped=clause.denied and not over)
    return [
        Found(
            frame=frame,
            object_span=each,
            clause=(clause.start, _clause_end(text, each[1], end)),
            key=frame.key or _key_said(hit),
            tense=tense,
            polarity="negated" if _is_none(text, each, frame) else polarity,
            act="end" if over else frame.act,
            sure=clause.sure,
            said=frame.says,
        )
        for each in objects(text, hit, end, frame)
    ]


def _key_said(hit: re.Match[str]) -> str | None:
    """Return the key that a frame's words name: "daughter" in "a daughter named Lucy"."""
    said = hit.groupdict().get("k")
    return said.strip().lower() if said else None


def _tense(text: str, clause: Clause, end: int, hit: re.Match[str], frame: Frame) -> Tense:
    if hit.groupdict().get("past") is not None or (
        frame.reason in _PERFECTS and not _LASTING.search(text, clause.verb, end)
    ):
        return "past"
    if frame.tense != "present" or frame.event:
        return frame.tense
    if frame.predicate in _FOR_LIFE or frame.reason in {"diagnosed with", "was given"}:
        return "present"
    return _TENSES.get(clause.aux, "present")


def _polarity(frame: Frame, hit: re.Match[str], *, flipped: bool) -> Polarity:
    """Return whether a frame affirms; a few deny, or affirm, whatever "not" stands before them."""
    if frame.reason == "can't stand":
        return "negated"
    if frame.reason == "can't have it, allergic":
        return "affirmed"
    if not flipped or (frame.reason == "live for" and hit[0].lower().startswith("get enough")):
        return frame.polarity
    return "negated" if frame.polarity == "affirmed" else "affirmed"


def _is_none(text: str, span: Span, frame: Frame) -> bool:
    """Return whether "no" before an object denies it: "I have no car"."""
    return (
        frame.predicate in {"owns", "pet", "speaks", "allergic_to", "nationality", "diet", "health"}
        and text[max(0, span[0] - 3) : span[0]].lower() == "no "
    )


def _clause_end(text: str, at: int, end: int) -> int:
    stop = _CLAUSE_END.search(text, at, end)
    return stop.start() if stop else end


def objects(text: str, hit: re.Match[str], end: int, frame: Frame) -> list[Span]:
    """Return the objects of a frame that pass its check."""
    given = hit.span("o") if "o" in hit.re.groupindex and hit.span("o")[0] >= 0 else None
    if frame.cut == "given" and given is not None:
        spans = [given]
    else:
        start = hit.end()
        if given is not None and frame.cut == "deed":
            start = hit.start() if frame.reason in _WITH_VERB else given[0]
        spans = cut_objects(text, start, end, frame.cut)
        if not spans and frame.cut == "place" and (known := place_at(text, start, end)) is not None:
            return [(start, known)]
    fit = [fitting for each in spans if (fitting := _fitting(text, each, frame)) is not None]
    if frame.predicate == "works_at":
        return _one_firm(text, fit)
    if frame.predicate == "health" and frame.cut == "noun":
        return [part for each in fit for part in _each_illness(text, each)]
    return _with_names(text, fit, end, frame) if frame.predicate in _NAMED and frame.cut == "noun" else fit


def _each_illness(text: str, span: Span) -> list[Span]:
    """Return the illnesses of a list where each is one: "type 2 diabetes and high cholesterol"."""
    start, stop = span
    at = text.find(" and ", start, stop)
    parts = [(start, at), (at + 5, stop)] if at > 0 else []
    return parts if parts and all(is_illness(text[slice(*each)]) for each in parts) else [span]


def _one_firm(text: str, spans: list[Span]) -> list[Span]:
    """Return the parts of one firm's name as one: "Marks and Spencer"."""
    if len(spans) != 2 or text[spans[0][1] : spans[1][0]] not in {" and ", " & "}:
        return spans
    return [(spans[0][0], spans[1][1])]


def _with_names(text: str, spans: list[Span], end: int, frame: Frame) -> list[Span]:
    """Return each object with the name it is given behind it, and what follows such a name: "a dog called Rex and a cat"."""
    named: list[Span] = []
    while spans and len(named) < _MOST_NAMED:
        start, stop = spans.pop(0)
        called = _GIVEN_NAME.match(text, stop, end)
        if called is None and frame.predicate == "pet":
            called = _NAMES_BESIDE.match(text, stop, end)
        named.append((start, called.end() if called is not None else stop))
        more = _ANOTHER.match(text, called.end(), end) if called is not None else None
        if more is not None and not spans:
            found = cut_objects(text, more.end(), end, frame.cut)
            spans = [fitting for each in found if (fitting := _fitting(text, each, frame)) is not None]
    return [*named, *spans]


def _fitting(text: str, span: Span, frame: Frame) -> Span | None:
    """Return as much of an object, from its beginning, as its frame takes: "a proofreader and proud of it" is a trade."""
    start, end = span
    if frame.check is None or frame.check(text[start:end]):
        return span
    if frame.cut != "noun":
        return None
    for _ in range(_MOST_DROPPED):
        cut = text.rfind(" ", start, end)
        if cut <= start:
            return None
        end = cut
        kept = text[start:end].rstrip(" ,")
        if kept.endswith((" of", " for", " with", " in", " to", " by", " from", " and", "'s")):
            continue
        if frame.check(kept):
            return (start, start + len(kept)) if _ends_there(text, start + len(kept), frame) else None
    return None


def _ends_there(text: str, end: int, frame: Frame) -> bool:
    """Return whether a noun ends where it was cut, and is no part of a longer one: "a new dog" of "a new dog bed"."""
    if frame.predicate not in _WHOLE:
        return True
    if frame.predicate == "works_at" and re.match(r" [A-Z]", text[end:]):
        return False
    return re.match(r" (?=\w)", text[end:]) is None or _AFTER_NOUN.match(text, end + 1) is not None
