"""
What a sentence of Spanish, French, German or Portuguese says of a fact that is known: it is over, or gave way to another.

A sentence that names what is known may be read broadly: the patterns stand around the place where the known object is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from .._candidate import Known
from .._sentences import Span
from ._plain_frames import KNOWN, PlainLanguage, loosened
from ._plain_reading import TABLES, clause_before, clause_from, is_bygone, noun, told_part
from .english._over import Over

_NEVER: Final = frozenset({"name", "birthday", "born_in", "relative", "age", "comes_from", "nationality"})
"""What does not end by being left: a birthplace, a brother."""

_HEADED: Final = frozenset({"pet", "owns", "member_of", "uses", "activity", "studies", "goal", "health"})
"""Whose objects may be named by one of their words: "Rex", "the bike"."""

_THINGS: Final = frozenset({"owns", "pet"})
_PROPER: Final = frozenset({"works_at", "lives_in", "studies_at", "partner"})
_LINK: Final = re.compile(
    r"[ ']?\b(?:de|del|d|du|des|do|da|llamad[oa]|chamad[oa]|namens|nommée?|appelée?|que|von|mit|con|avec|com)\b",
    re.IGNORECASE,
)
"""What stands between what a thing is and what tells it apart: "dog *called* Rex"."""

_SWAP_WORDS: Final = 5


def endings(text: str, span: Span, known: Sequence[Known], language: str) -> Iterator[Over]:
    """Yield the known facts that a sentence says are over or have given way to something else."""
    table = TABLES[language]
    said = text[slice(*told_part(text, span, table))]
    if not said or table.refused.search(said):
        return
    facts = [fact for fact in dict.fromkeys(reversed(known)) if fact.predicate not in _NEVER]
    for fact in facts:
        for at in mentions(said, fact, language):
            new = _new(said, at, fact, language)
            if new is not None or _is_over(said, at, fact.predicate, language):
                moved = None if new is None else (span[0] + new[0], span[0] + new[1])
                yield Over(fact, (span[0] + at[0], span[0] + at[1]), moved)
                break
        else:
            bare = _bare(said, fact, table)
            if bare is not None:
                yield Over(fact, (span[0] + bare[0], span[0] + bare[1]))


def outdates(said: str, language: str) -> bool:
    """Return whether a sentence tells news, so that what it names has left its rivals behind."""
    return TABLES[language].over.now.search(said) is not None


def mentions(said: str, fact: Known, language: str) -> Iterator[Span]:
    """Yield where *said* names a known fact as the speaker's, with its determiner."""
    over = TABLES[language].over
    for name, lead in _names(fact, language):
        for hit in re.finditer(
            rf"(?<![\w-]){loosened(lead + re.escape(name))}(?![\w-])", said, re.IGNORECASE
        ):
            if not over.others.search(said, max(0, hit.start() - 20), hit.start()):
                yield hit.span()


def slot_named(said: str, language: str) -> str | None:
    """Return the predicate whose value *said* names by its noun: "my job"."""
    over = TABLES[language].over
    for predicate, nouns in over.slots.items():
        if re.search(loosened(rf"(?<![\w-])(?:{over.possessive})(?:{nouns})(?![\w-])"), said, re.IGNORECASE):
            return predicate
    return None


def is_named_over(said: str, at: Span, patterns: Sequence[str]) -> bool:
    """Return whether one of *patterns* holds of what is named *at*."""
    masked = said[: at[0]] + KNOWN + said[at[1] :]
    return any(re.search(loosened(each), masked, re.IGNORECASE) for each in patterns)


def _names(fact: Known, language: str) -> list[tuple[str, str]]:
    """Return the ways to name a fact, the longest first, each with what may or must stand before it."""
    over = TABLES[language].over
    own = rf"(?:{over.own})?"
    whole = re.split(r"[,(]", fact.object)[0].strip()
    free = {whole}
    if fact.predicate in _HEADED:
        head = _LINK.split(whole)[0].strip()
        free |= {head, *(word for word in re.findall(r"[\w-]{3,}", fact.object) if word[0].isupper())}
    if fact.predicate == "activity" and whole:
        ending, spoken = over.i_do
        free |= {whole.split()[-1], re.sub(ending, spoken, whole.split()[0])}
    listed = [(name, own) for name in free if len(name) > 1]
    if nouns := over.slots.get(fact.predicate):
        listed += [(name, rf"(?:{over.own})") for name in nouns.split("|")]
    if fact.predicate == "partner" and fact.key:
        listed.append((fact.key, rf"(?:{over.possessive})"))
    return sorted(listed, key=lambda each: (-len(each[0]), each))


def _is_over(said: str, at: Span, predicate: str, language: str) -> bool:
    masked = said[: at[0]] + KNOWN + said[at[1] :]
    return any(
        (hit := frame.search(masked)) is not None and _stands(masked, hit, TABLES[language])
        for frame in _frames(predicate, language)
    )


def _stands(masked: str, hit: re.Match[str], table: PlainLanguage) -> bool:
    """Return whether a pattern that was found is meant: its clause neither denies, nor is it for a while."""
    before = clause_before(masked, hit.start())
    if hit[0].startswith(KNOWN):
        opener = table.openers.match(before)
        if opener is None or opener.end() < len(before):
            return False  # "the engine of the car died"
    clause = clause_from(masked, hit.start())
    passing = table.brief.search(clause) is not None or is_bygone(masked, clause, table)
    return not passing and table.doubt.search(before) is None


def _new(said: str, at: Span, fact: Known, language: str) -> Span | None:
    """Return what took the place of a fact that is named *at*."""
    table = TABLES[language]
    masked = said[: at[0]] + KNOWN + said[at[1] :]
    shift = at[1] - at[0] - 1
    for frame in _swaps(language, places=fact.predicate == "lives_in"):
        hit = frame.search(masked)
        if hit is None or not _stands(masked, hit, table):
            continue
        start, end = hit.span("new") if "new" in frame.groupindex else (hit.end(), len(masked))
        start, end = (start, end) if end <= at[0] else (start + shift, end + shift)
        for found in noun(said, start, end, table):
            if _fits(said[slice(*found)], fact):
                return found
    return None


def _fits(said: str, fact: Known) -> bool:
    """Return whether *said* can be what took the place of *fact*."""
    words = said.split()
    if not words or len(words) > _SWAP_WORDS or not words[0][0].isalnum():
        return False
    proper = fact.predicate in _PROPER or (fact.predicate == "uses" and fact.object[:1].isupper())
    return said.casefold() != fact.object.casefold() and not (proper and not said[0].isupper())


def _bare(said: str, fact: Known, table: PlainLanguage) -> Span | None:
    """Return where a sentence ends the value of a predicate without naming it."""
    for bare in table.over.bare:
        if fact.predicate in bare.predicates and not (
            bare.unless and re.search(bare.unless, fact.object, re.IGNORECASE)
        ):
            hit = bare.pattern.search(said)
            if hit is not None and _stands(said, hit, table):
                return hit.span()
    return None


@cache
def _frames(predicate: str, language: str) -> tuple[re.Pattern[str], ...]:
    over = TABLES[language].over
    left = () if predicate in _THINGS else over.left
    done = (over.i_do_no_more,) if predicate == "activity" else ()
    return tuple(
        re.compile(loosened(rf"(?<!\w)(?:{each})"), re.IGNORECASE)
        for each in (*left, *over.ends, *over.ends_of.get(predicate, ()), *done)
    )


@cache
def _swaps(language: str, *, places: bool) -> tuple[re.Pattern[str], ...]:
    over = TABLES[language].over
    return tuple(
        re.compile(loosened(rf"(?<!\w)(?:{each})"), re.IGNORECASE)
        for each in (*over.swaps, *(() if places else over.shifts))
    )
