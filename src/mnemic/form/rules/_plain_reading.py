"""Reading a sentence of Spanish, French, German or Portuguese: direct statements at a clause's beginning."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from .._candidate import Act, Tense
from .._sentences import Span
from ._frames import Found, Frame
from ._french import FRENCH
from ._german import GERMAN
from ._objects import PLACE
from ._plain_frames import PlainFrame, PlainLanguage
from ._portuguese import PORTUGUESE
from ._spanish import SPANISH

TABLES: Final = {"es": SPANISH, "fr": FRENCH, "de": GERMAN, "pt": PORTUGUESE}
_BOUNDARY: Final = re.compile(
    r"[,;:!.(]\s+|\s(?:y|pero|et|mais|und|aber|e|mas|que|porque|also)\s+", re.IGNORECASE
)
_CLAUSE_END: Final = re.compile(
    r"[;:!.(]\s|\s(?:y|pero|et|mais|und|aber|e|mas|porque|weil|parce que)\s", re.IGNORECASE
)
"""Where a clause ends together with what is added to it after a comma: "…, until Friday"."""

_PERSON: Final = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'-]+(?: [A-ZÀ-ÖØ-Þ][\w'-]+)?")
_END: Final = re.compile(r"[^\w+#%)]+\Z")


def has_cue(text: str, language: str) -> bool:
    """Return whether *text* has words with which a person speaks of himself in *language*."""
    return bool(TABLES[language].cue.search(text))


def told_part(text: str, span: Span, table: PlainLanguage) -> Span:
    """Return the part of a sentence that tells: nothing of a question, but what stands before one that is added."""
    said = text[slice(*span)]
    if not said.rstrip(')"» ').endswith("?"):
        return (span[0], span[0]) if said.startswith("¿") else (span[0], span[1])
    asked = table.asks.search(said)
    return span[0], span[0] + (asked.start() if asked is not None else 0)


def clause_before(text: str, at: int) -> str:
    """Return what stands before *at* in its clause."""
    starts = [hit.end() for hit in _BOUNDARY.finditer(text, 0, at)]
    return text[max(starts, default=0) : at]


def clause_from(text: str, at: int) -> str:
    """Return a clause from *at* on, with what is added to it."""
    end = _CLAUSE_END.search(text, at)
    return text[at : end.start() if end is not None else len(text)]


def read(text: str, span: Span, language: str) -> list[Found]:
    """Return what a sentence states; a question or condition states nothing."""
    table = TABLES[language]
    told = told_part(text, span, table)
    said = text[slice(*told)]
    if not said or table.refused.search(said):
        return []
    found: list[Found] = []
    for start in [told[0], *(hit.end() for hit in _BOUNDARY.finditer(text, *told))]:
        opener = table.openers.match(text, start, told[1])
        for at in dict.fromkeys((opener.end() if opener else start, start)):
            hits = _at(text, at, told, table)
            if hits:
                found += [
                    each for each in hits if not any(each.object_span == one.object_span for one in found)
                ]
                break
    return found


def _at(text: str, at: int, span: Span, table: PlainLanguage) -> list[Found]:
    found: list[Found] = []
    taken: set[str] = set()
    passing = _is_passing(text, at, span, table)
    for frame in table.frames:
        hit = frame.pattern.match(text, at, span[1])
        if hit is None or frame.predicate in taken or (passing and _is_change(frame)):
            continue
        for object_span in _objects(text, hit, span[1], frame, table):
            taken.add(frame.predicate)
            found.append(_found(frame, hit, object_span, (span[0], span[1])))
            found += _gave_way(frame, hit, (span[0], span[1]))
    first = {each.object_span for each in found[:1]}
    return [each for at, each in enumerate(found) if not at or each.object_span not in first]


def _is_passing(text: str, at: int, span: Span, table: PlainLanguage) -> bool:
    """Return whether a clause tells of a visit, a pause, a plan or of long ago."""
    said = clause_from(text[: span[1]], at)
    return bool(table.brief.search(said)) or is_bygone(text[slice(*span)], said, table)


def is_bygone(sentence: str, clause: str, table: PlainLanguage) -> bool:
    """Return whether a sentence tells of long ago, and *clause* in it does not bring it up to date."""
    return table.bygone.search(sentence) is not None and table.over.now.search(clause) is None


def _is_change(frame: PlainFrame) -> bool:
    return frame.event or frame.act == "end" or (frame.predicate == "lives_in" and frame.tense == "present")


def _gave_way(frame: PlainFrame, hit: re.Match[str], clause: Span) -> list[Found]:
    """Return the end of what the object took the place of, where the pattern names it."""
    if "x" not in hit.re.groupindex or not hit["x"]:
        return []
    return [
        Found(frame=_framed(frame, "end"), object_span=hit.span("x"), clause=clause, tense="past", act="end")
    ]


def _objects(text: str, hit: re.Match[str], end: int, frame: PlainFrame, table: PlainLanguage) -> list[Span]:
    if frame.cut == "given":
        spans = [hit.span(name) for name in ("o", "o2") if name in hit.re.groupindex and hit[name]]
    elif frame.cut in {"name", "place"}:
        proper = (PLACE if frame.cut == "place" else _PERSON).match(text, hit.end(), end)
        spans = [proper.span()] if proper is not None and proper[0][:1].isupper() else []
    else:
        spans = noun(text, hit.end(), end, table)
    return [(a, b) for a, b in spans if b > a and (frame.check is None or frame.check(text[a:b]))]


def noun(text: str, start: int, end: int, table: PlainLanguage) -> list[Span]:
    """Return where the noun stands that begins at *start*, without its article."""
    article = table.articles.match(text, start, end)
    start = article.end() if article else start
    stop = table.stop.search(text, start, end)
    limit = stop.start() if stop else end
    tail = _END.search(text[start:limit])
    limit = start + tail.start() if tail else limit
    return [(start, limit)]


def _found(frame: PlainFrame, hit: re.Match[str], object_span: Span, clause: Span) -> Found:
    tense: Tense = "past" if frame.act == "end" else frame.tense
    key = hit.groupdict().get("k")
    return Found(
        frame=_framed(frame, frame.act),
        object_span=object_span,
        clause=clause,
        key=key.lower() if key else None,
        tense=tense,
        polarity="negated" if frame.negated else "affirmed",
        act=frame.act,
    )


@cache
def _framed(frame: PlainFrame, act: Act) -> Frame:
    return Frame(
        reason=f"{act} {frame.predicate}",
        predicate=frame.predicate,
        pattern=frame.pattern,
        cut="given",
        act=act,
        event=frame.event,
    )
