"""What a turn of Spanish, French, German or Portuguese corrects or takes back of earlier ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ...cube import value_key
from .._candidate import Candidate, Context, Known
from .._sentences import Span, sentences
from .._turn import Turn
from ._gate import documents, overlaps
from ._plain_frames import PlainBack, pattern
from ._plain_over import is_named_over, mentions, slot_named
from ._plain_reading import TABLES, clause_before, noun
from ._said import Extract, Make, Said, as_correction, fitting, named_in, same, spoken_before

_NO_SLOT: Final = frozenset({"likes", "prefers", "uses", "activity", "instruction", "goal"})
_MOST_WORDS: Final = 5
_LED: Final = pattern(
    r"(?:tengo|soy|estoy\s+en|vivo\s+en|trabajo\s+en|tenho|sou|estou\s+(?:em|no|na)|moro\s+(?:em|no|na)|trabalho\s+(?:em|no|na)|"
    r"j'ai\s|je\s+suis|j'habite\s+(?:à|en)|je\s+vis\s+(?:à|en)|(?:ich\s+)?bin|(?:ich\s+)?wohne\s+in|(?:ich\s+)?arbeite\s+bei)\s+(?=\w)"
)
"""What leads to the right object: "tengo" in "tengo 36, no 63"."""


def plain_taken_back(
    turn: Turn,
    text: str,
    context: Context,
    found: list[Candidate],
    make: Make,
    extract: Extract,
    language: str,
) -> list[Candidate]:
    """Return *found* with what the turn corrects and takes back."""
    back = TABLES[language].back
    if not any(each.search(text) for each in (back.sorry, back.wrong, back.cue)):
        return found
    spoken = spoken_before(turn, context, extract)
    before = [*(Said(each.predicate, each.object, each.key) for each in context.known), *spoken]
    closed = documents(text)
    for span in sentences(text):
        if text[slice(*span)].endswith("?") or overlaps(span, closed):
            continue
        meant = _forgotten(text, span, before, spoken, found, language)
        if meant is not None:
            taken = _retraction(text, span, meant, make)
            found = [each for each in found if each.span != span and not same(each, [taken])] + [taken]
            continue
        found = _corrected(text, span, before, found, make, language)
    return [_put_right(text, each, before, back) for each in found]


def _put_right(text: str, each: Candidate, before: Sequence[Said], back: PlainBack) -> Candidate:
    """Return a whole statement as a correction, where its sentence, or the one before it, begins as one."""
    said = text[slice(*each.span)]
    wrong = back.wrong.search(text[max(0, each.span[0] - 60) : each.span[1]]) is not None
    if not (wrong or back.sorry.match(said)) or (not wrong and back.news.search(said)):
        return each
    return as_correction(each, before, sure=wrong)


def _forgotten(
    text: str,
    span: Span,
    before: Sequence[Said],
    spoken: Sequence[Said],
    found: Sequence[Candidate],
    language: str,
) -> Said | None:
    """Return what a sentence takes back."""
    said = text[slice(*span)]
    table = TABLES[language]
    for fact in reversed(before):
        known = Known(predicate=fact.predicate, object=fact.object, key=fact.key)
        if any(is_named_over(said, at, table.back.untrue) for at in mentions(said, known, language)):
            return fact
    hit = table.back.forget.search(said)
    if hit is None or table.doubt.search(clause_before(said, hit.start())):
        return None
    named = named_in(said[hit.end() :], before)
    if named is not None:
        return named
    slot = slot_named(said[hit.end() :], language)
    if slot is not None:
        return next((fact for fact in reversed(before) if fact.predicate == slot), None)
    for each in found:
        if each.span == span and each.predicate is not None:
            return Said(each.predicate, each.object, each.key)
    rest = re.search(r"\w+ \w+", said[hit.end() :])
    return spoken[-1] if spoken and rest is None else None


def _retraction(text: str, span: Span, meant: Said, make: Make) -> Candidate:
    at = text.lower().find(meant.object.lower(), *span)
    object_span = (at, at + len(meant.object)) if at >= 0 else span
    made = make(meant.predicate, meant.object, object_span, span, key=meant.key, reason="take back")
    return replace(made, act="retract")


def _corrected(
    text: str, span: Span, before: Sequence[Said], found: list[Candidate], make: Make, language: str
) -> list[Candidate]:
    """Return *found* with what a sentence corrects by a bare object."""
    said = text[slice(*span)]
    told = [
        Said(each.predicate, each.object, each.key)
        for each in found
        if each.predicate and each.act == "tell" and each.span[0] <= span[0]
    ]
    for meant in TABLES[language].back.meant:
        hit = meant.search(said)
        right = _right(said, hit, language) if hit is not None else None
        if hit is None or right is None:
            continue
        start, end = right
        if any(each.span == span and each.object_span[0] >= span[0] + hit.start("x") for each in found):
            return found  # a whole statement: read as one
        named = hit.groupdict().get("y")
        wrong = _wrong(said[start:end], named, [*before, *told])
        if wrong is None:
            if named is None and meant is TABLES[language].back.meant[0] and not before and not told:
                made = make(None, said[start:end], (span[0] + start, span[0] + end), span, reason="correct")
                return [*found, replace(made, act="correct")]
            continue
        object_span = (span[0] + start, span[0] + end)
        made = make(wrong.predicate, said[start:end], object_span, span, key=wrong.key, reason="correct")
        kept = [
            each
            for each in found
            if (each.predicate, each.object) != (wrong.predicate, wrong.object) or each.act != "tell"
        ]
        return [*kept, replace(made, act="correct", instead_of=wrong.object)]
    return found


def _right(said: str, hit: re.Match[str], language: str) -> Span | None:
    """Return where the right object stands, if what stands there names something."""
    table = TABLES[language]
    start, end = hit.span("x")
    led = _LED.match(said, start, end)
    spans = noun(said, led.end() if led is not None else start, end, table)
    object_ = said[slice(*spans[0])] if spans else ""
    if not object_ or len(object_.split()) > _MOST_WORDS or table.back.vague.match(object_):
        return None
    return spans[0]


def _wrong(right: str, named: str | None, said: Sequence[Said]) -> Said | None:
    """Return what was said wrongly: what is named as wrong, else the newest thing that looks like what is right."""
    if named is not None:
        if named[:1].isdigit() and not right[:1].isdigit():
            return None  # "my son has 3, not 4"
        alike = [each for each in said if value_key(each.object) == value_key(named)]
        wrong = next((each for each in reversed(alike) if each.predicate not in _NO_SLOT), None)
    else:
        wrong = fitting(right, said, loosely=False)
    return wrong if wrong is not None and value_key(wrong.object) != value_key(right) else None
