"""What was said or known before a turn, in which its corrections and retractions find what they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ...cube import PREDICATES
from .._candidate import Candidate, Context
from .._sentences import plain
from .._turn import Turn

Make = Callable[..., Candidate]
Extract = Callable[[Turn, Context], "tuple[Candidate, ...]"]

_LAST_CHARS: Final = 300
"""What was asked stands at the end of a turn."""

_WORD: Final = re.compile(r"\w{3,}")


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was said of the speaker before: what a correction may be about."""

    predicate: str
    object: str
    key: str | None


def spoken_before(turn: Turn, context: Context, extract: Extract) -> list[Said]:
    """Return what the speaker is known to have said, oldest first."""
    own = [other for other in context.before if other.speaker == turn.speaker and other.role == turn.role][
        -3:
    ]
    return [
        Said(each.predicate, each.object, each.key)
        for other in own
        for each in extract(other, Context(user=context.user, language=context.language))
        if each.predicate is not None and each.act in {"tell", "correct"}
    ]


def said_by_another(turn: Turn, context: Context) -> str:
    """Return what somebody else said just before *turn*; nothing where its speaker goes on."""
    last = context.before[-1] if context.before else None
    return plain(last.text[-_LAST_CHARS:]) if last is not None and last.speaker != turn.speaker else ""


def same(one: Candidate, others: Sequence[Candidate]) -> bool:
    return any(
        one.predicate == other.predicate and one.object.casefold() == other.object.casefold()
        for other in others
    )


def named_in(said: str, before: Sequence[Said]) -> Said | None:
    """Return the newest thing said before that shares its words with *said*."""
    words = {word.casefold() for word in _WORD.findall(said)}
    for each in reversed(before):
        wanted = {word.casefold() for word in _WORD.findall(each.object)}
        names = {word.casefold() for word in _WORD.findall(each.object) if word[0].isupper()}
        if wanted and (
            wanted <= words or len(wanted & words) * 2 > len(wanted) or (names and names <= words)
        ):
            return each
    for each in reversed(before):
        if each.predicate in {"age", "birthday", "name", "diet", "pet"} and re.search(
            rf"\bmy {each.predicate}\b", said, re.IGNORECASE
        ):
            return each
    return None


def fitting(object_: str, said: Sequence[Said], *, loosely: bool) -> Said | None:
    """Return the newest thing said whose object has the same look: a number, a name, a common word; *loosely*, any."""
    for each in reversed(said):
        if _look(each.object) == _look(object_):
            return each
    return said[-1] if loosely and said and not any(char.isdigit() for char in object_) else None


def _look(phrase: str) -> str:
    if phrase[:1].isdigit() or re.search(r"\d", phrase):
        return "number"
    return "name" if phrase[:1].isupper() else "word"


def _one_at_a_time(predicate: str | None) -> bool:
    declared = PREDICATES.get(predicate or "")
    return declared is not None and declared.cardinality != "multi" and declared.keyed == "key"


def as_correction(each: Candidate, before: Sequence[Said], *, sure: bool) -> Candidate:
    """
    Return a whole statement as the correction of the last one of its predicate.

    Args:
        sure: Whether the turn says that something was wrong. "Actually" alone does not: of several likes, none goes.
    """
    if not sure and not _one_at_a_time(each.predicate):
        return each
    if each.act != "tell" or each.predicate is None or each.polarity == "negated" or each.tense != "present":
        return each
    old = next(
        (said for said in reversed(before) if said.predicate == each.predicate and said.key == each.key), None
    )
    if old is None or old.object.casefold() == each.object.casefold():
        return each
    return replace(each, act="correct", instead_of=old.object)
