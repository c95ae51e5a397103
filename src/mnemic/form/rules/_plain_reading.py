"""Reading a sentence of Spanish, French, German or Portuguese: direct statements at a clause's beginning."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from .._candidate import Tense
from .._sentences import Span
from ._frames import Found, Frame
from ._french import FRENCH
from ._german import GERMAN
from ._objects import PLACE
from ._plain_frames import PlainFrame, PlainLanguage
from ._portuguese import PORTUGUESE
from ._spanish import SPANISH

_TABLES: Final = {"es": SPANISH, "fr": FRENCH, "de": GERMAN, "pt": PORTUGUESE}
_BOUNDARY: Final = re.compile(
    r"[,;:!.(]\s+|\s(?:y|pero|et|mais|und|aber|e|mas|que|porque|also)\s+", re.IGNORECASE
)
_PERSON: Final = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'-]+(?: [A-ZÀ-ÖØ-Þ][\w'-]+)?")
_END: Final = re.compile(r"[^\w+#%)]+\Z")


def has_cue(text: str, language: str) -> bool:
    """Return whether *text* has words with which a person speaks of himself in *language*."""
    return bool(_TABLES[language].cue.search(text))


def read(text: str, span: Span, language: str) -> list[Found]:
    """Return what a sentence states; a question or condition states nothing."""
    table = _TABLES[language]
    said = text[slice(*span)]
    if said.rstrip(')"» ').endswith("?") or said.startswith("¿") or table.refused.search(said):
        return []
    found: list[Found] = []
    for start in [span[0], *(hit.end() for hit in _BOUNDARY.finditer(text, *span))]:
        opener = table.openers.match(text, start, span[1])
        for at in dict.fromkeys((opener.end() if opener else start, start)):
            hits = _at(text, at, span, table)
            if hits:
                found += [
                    each for each in hits if not any(each.object_span == one.object_span for one in found)
                ]
                break
    return found


def _at(text: str, at: int, span: Span, table: PlainLanguage) -> list[Found]:
    found: list[Found] = []
    taken: set[str] = set()
    for frame in table.frames:
        hit = frame.pattern.match(text, at, span[1])
        if hit is None or frame.predicate in taken:
            continue
        for object_span in _objects(text, hit, span[1], frame, table):
            taken.add(frame.predicate)
            found.append(_found(frame, hit, object_span, (span[0], span[1])))
    first = {each.object_span for each in found[:1]}
    return [each for at, each in enumerate(found) if not at or each.object_span not in first]


def _objects(text: str, hit: re.Match[str], end: int, frame: PlainFrame, table: PlainLanguage) -> list[Span]:
    if frame.cut == "given":
        spans = [hit.span(name) for name in ("o", "o2") if name in hit.re.groupindex and hit[name]]
    elif frame.cut in {"name", "place"}:
        proper = (PLACE if frame.cut == "place" else _PERSON).match(text, hit.end(), end)
        spans = [proper.span()] if proper is not None and proper[0][:1].isupper() else []
    else:
        spans = _noun(text, hit.end(), end, table)
    return [(a, b) for a, b in spans if b > a and (frame.check is None or frame.check(text[a:b]))]


def _noun(text: str, start: int, end: int, table: PlainLanguage) -> list[Span]:
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
        frame=_framed(frame), object_span=object_span, clause=clause, key=key.lower() if key else None, tense=tense,
        polarity="negated" if frame.negated else "affirmed", act=frame.act,
    )  # fmt: skip


@cache
def _framed(frame: PlainFrame) -> Frame:
    return Frame(
        reason=f"{frame.act} {frame.predicate}",
        predicate=frame.predicate,
        pattern=frame.pattern,
        cut="given",
        act=frame.act,
        event=frame.event,
    )
