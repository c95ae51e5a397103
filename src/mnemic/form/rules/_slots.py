# ruff: noqa: E501 - a pattern is read as one line
"""What is meant by the name of its place alone: "my job", "where I live", "my wife's name"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ...cube import value_key
from ._said import Said
from .english._words import ANIMALS, KIN, PARTNER

_NOUNS: Final = {
    noun: predicates
    for nouns, predicates in (
        ("job work", ("works_at", "occupation", "out_of_work")),
        ("employer company workplace", ("works_at",)),
        ("profession trade occupation", ("occupation",)),
        ("address home city hometown", ("lives_in",)),
        ("age", ("age",)),
        ("birthday birthdate", ("birthday",)),
        ("name", ("name",)),
        ("diet", ("diet",)),
        ("kids children son daughter", ("children",)),
        ("allergy allergies", ("allergic_to",)),
        ("degree studies major", ("studies",)),
        ("school university college", ("studies_at",)),
        ("marriage engagement relationship divorce", ("relationship_status",)),
        ("nationality", ("nationality",)),
        ("goal", ("goal",)),
        ("pet pets", ("pet",)),
    )
    for noun in nouns.split()
}
"""The nouns that name a place, with the predicates of what stands in it."""
_CLAUSES: Final = (
    (re.compile(r"where (?:i|we) live\b", re.IGNORECASE), ("lives_in",)),
    (re.compile(r"where (?:i|we) work\b", re.IGNORECASE), ("works_at",)),
    (re.compile(r"what (?:i|we) do(?: for (?:a living|work))?\b", re.IGNORECASE), ("occupation", "works_at")),
    (re.compile(r"how old i am\b", re.IGNORECASE), ("age",)),
    (re.compile(r"where i(?:'m| am| come) from\b", re.IGNORECASE), ("comes_from",)),
    (re.compile(r"what i(?:'m| am) called\b", re.IGNORECASE), ("name",)),
)
_FROM_MEMORY: Final = (
    r"\s+(?:from|in)\s+(?:your|the)\s+(?:notes?|memory|memories|records?|files?|profile|database)"
)
_BIDS: Final = re.compile(
    r"(?:^|[,;:]\s+)(?:(?:please|just|ok|okay|actually|sorry|so|oh|no|wait|can you|could you|would you|you can),?\s+){0,4}"
    r"(?:(?:forget|ignore|disregard|scratch|never ?mind)(?:\s+about)?\s+(?P<said>(?:(?:what|everything|anything|all|whatever|that)\s+)?(?:i|we)(?:'ve| have)?\s+(?:just\s+|ever\s+)?(?:said|told you|mentioned|wrote)(?:\s+(?:about|of|on))?\s+)?"
    r"|(?P<sure>delete|erase|remove|wipe)\s+)"
    rf"(?P<what>[\w' -]{{3,40}}?)(?P<memory>{_FROM_MEMORY})?(?:,?\s+please)?\s*(?:[.!]|$)",
    re.IGNORECASE,
)
_OWN: Final = re.compile(
    rf"(?:my|our)\s+(?:(?:old|current|new|real|whole)\s+)?(?P<n>{'|'.join(_NOUNS)}|{PARTNER}|{KIN}|{'|'.join(map(re.escape, ANIMALS))})(?:'s (?:name|birthday))?",
    re.IGNORECASE,
)
_NO_NAME: Final = re.compile(r"'s birthday\Z", re.IGNORECASE)


def slot_taken_back(said: str, before: Sequence[Said]) -> Said | None:
    """Return what a sentence asks to forget by the name of its place: "forget what I said about my job"."""
    bid = _BIDS.search(said)
    if bid is None or (bid["sure"] and not bid["memory"]):
        return None
    for pattern, predicates in _CLAUSES:
        if pattern.fullmatch(bid["what"]):
            return _newest(before, predicates)
    own = _OWN.fullmatch(bid["what"])
    if own is None or _NO_NAME.search(bid["what"]):
        return None
    noun = own["n"].lower()
    keyed = [
        each
        for each in before
        if each.predicate in {"partner", "relative"} and (each.key or "").lower() == noun
    ]
    if keyed:
        return keyed[-1]
    if noun in _NOUNS:
        return _newest(before, _NOUNS[noun])
    pets = [
        each
        for each in before
        if each.predicate == "pet" and re.search(rf"\b{re.escape(noun)}s?\b", each.object, re.IGNORECASE)
    ]
    words = [set(value_key(each.object).split()) for each in pets]
    return pets[0] if pets and all(one <= words[0] or words[0] <= one for one in words) else None


def _newest(before: Sequence[Said], predicates: Sequence[str]) -> Said | None:
    """Return the newest thing said of the first predicate of which anything was."""
    for predicate in predicates:
        for each in reversed(before):
            if each.predicate == predicate:
                return each
    return None
