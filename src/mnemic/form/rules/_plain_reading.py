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
from ._plain_frames import PlainFrame, PlainLanguage, pattern
from ._plain_places import place_at
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

_FOREIGN: Final = {
    "es": re.compile(
        r"\b(?:[Nn][ãa]o|[Ee]u|meus?|minhas?|[Mm]inha|[Mm]eu|uma|um|você|voce|em|ao|[Tt]alvez|[Qq]uase|[Aa]cho|[Oo]ntem|[Hh]oje|[Qq]uando|[Dd]epois|[Aa]gora|[Jj][áa]|nem|mais|são|sonhei)\b"
    ),
    "pt": re.compile(r"\b(?:el|los|las|y|[Yy]o|mi|mis|una|[Yy]a|muy|del|en|soñé|pero)\b"),
}
"""Words that only the other of the two has: without accents, the one reads much like the other."""

_PERSON: Final = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'-]+(?: [A-ZÀ-ÖØ-Þ][\w'-]+)?")
_SMALL_NAME: Final = pattern(
    r"(?!(?:as[ií]|como|igual|comme|pareil|auch|so|wie|também|assim|el|la|un|una|der|die|das|o|a|que|y|e|et|und)\b)[^\W\d_]{2,15}"
    r"(?=\s*(?:[,.;!)]|$)|\s+(?:y|e|et|und|pero|mas|mais|aber|soy|sou|tengo|tenho|vivo|moro|j'|ich)\b)"
)
_JOINT: Final = pattern(
    r"\s*(?:,\s*(?:(?P<last>y|e|et|und|sowie)\s+)?|\s(?P<last2>y|e|et|und|sowie|&)\s+)(?:también\s+|tb\s+|aussi\s+|auch\s+|também\s+)?"
    r"(?:(?:un\s+poco|algo|un\s+poquito|ein\s+bisschen|ein\s+wenig|etwas|un\s+peu|um\s+pouco|um\s+pouquinho)\s+(?:de\s+|d')?)?"
    r"(?P<to>(?:al?|à|aux?|aos?|às?|de|do|da|dos|das|du|des|gegen|auf)\s+|à\s+l'|d')?"
)
_ITEM_WORDS: Final = 3
_ITEM_END: Final = re.compile(
    r"\s*(?:[.,;!?)\n]|$)|\s+(?:y|e|et|und|pero|mais|mas|aber|sowie)\s", re.IGNORECASE
)
_VERBS: Final = pattern(
    r"\b(?:yo|vivo|trabajo|tengo|uso|soy|estoy|juego|hago|hablo|odio|nado|voy|es|son|era|me|nos|te|se|que|je|j'\w+|il|elle|on|nous|est|sont|"
    r"ich|wir|er|sie|es|ist|sind|habe?|bin|wohne?|mag|eu|sou|estou|moro|tenho|trabalho|falo|faço|é|são|não|no|nicht|pas|kein\w*|verdad|verdade)(?!\w)"
)
_END: Final = re.compile(r"(?:\s+(?:y|e|et|und|ou|o|oder|de|do|da|du|des))?[^\w+#%)]*\Z", re.IGNORECASE)


def has_cue(text: str, language: str) -> bool:
    """Return whether *text* has words with which a person speaks of himself in *language*, and none of its neighbour."""
    foreign = _FOREIGN.get(language)
    return bool(TABLES[language].cue.search(text)) and (foreign is None or foreign.search(text) is None)


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
    elif frame.cut == "place":
        spans = _place(text, hit.end(), end)
    elif frame.cut == "name":
        spans = _name(text, hit.end(), end, small=frame.predicate == "name" or "llam" in hit[0].lower())
    else:
        spans = _listed(text, hit.end(), end, frame, table)
    return [(a, b) for a, b in spans if b > a and (frame.check is None or frame.check(text[a:b]))]


def _place(text: str, start: int, end: int) -> list[Span]:
    """Return where a place is named: by a proper name, or by a known one in small letters."""
    proper = PLACE.match(text, start, end)
    if proper is not None and proper[0][:1].isupper():
        return [proper.span()]
    known = place_at(text, start, end)
    return [(start, known)] if known is not None else []


def _name(text: str, start: int, end: int, *, small: bool) -> list[Span]:
    """Return where a person is named; *small*: it may be in small letters, where it ends its clause."""
    proper = _PERSON.match(text, start, end)
    if proper is not None and proper[0][:1].isupper():
        return [proper.span()]
    single = _SMALL_NAME.match(text, start, end) if small else None
    return [single.span()] if single is not None else []


def _listed(text: str, start: int, end: int, frame: PlainFrame, table: PlainLanguage) -> list[Span]:
    """Return where the nouns of a frame stand: one, or as many as are listed and can each be its object."""
    article = table.articles.match(text, start, end)
    whole = noun(text, start, end, table)[0]
    if frame.stop is not None and (sooner := frame.stop.search(text, *whole)) is not None:
        whole = (whole[0], sooner.start())
    if not frame.several:
        return [whole]
    inner = _JOINT.search(text, whole[0], end)
    inner = inner if inner is not None and inner.start() < whole[1] else None
    items = [(whole[0], inner.start()) if inner is not None else whole]
    closed = False
    while (joint := _JOINT.match(text, items[-1][1], end)) is not None:
        item = noun(text, joint.end(), end, table)[0]
        following = _JOINT.search(text, item[0], end)
        item = (item[0], min(item[1], following.start())) if following is not None else item
        led = bool(joint["to"]) or item[0] > joint.end()
        if not _is_item(text, item, frame, table, led=led or article is None):
            break
        items.append(item)
        closed = closed or bool(joint["last"] or joint["last2"])
    if inner is not None and (frame.predicate in {"uses", "speaks"} or _VERBS.match(text, inner.end())):
        return items if closed else items[:1]
    return items if closed else [whole]


def _is_item(text: str, item: Span, frame: PlainFrame, table: PlainLanguage, *, led: bool) -> bool:
    """Return whether what is listed can stand for itself: short, an object like the first, and no clause."""
    said = text[slice(*item)]
    words = said.split()
    if not words or len(words) > _ITEM_WORDS or not led or table.cue.match(said) or _VERBS.search(said):
        return False
    if frame.predicate in {"uses", "owns"} and not all(
        word[0].isupper() or word[0].isdigit() for word in words
    ):
        return False
    first = words[0] if frame.predicate == "speaks" else said
    return _ITEM_END.match(text, item[1]) is not None and (frame.check is None or frame.check(first))


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
