# ruff: noqa: E501 - a pattern is read as one line
"""When two objects of one predicate say the same in other words: "jazz a lot", "jazz"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ..cube import value_key
from ..index._stems import term_of

_LOOSE: Final = frozenset(
    [
        "very",
        "much",
        "really",
        "so",
        "too",
        "still",
        "often",
        "always",
        "usually",
        "lot",
        "lots",
        "bit",
        "quite",
        "just",
        "mostly",
        "mainly",
        "regularly",
        "daily",
        "weekly",
        "truly",
        "also",
    ]
)
_DETERMINERS: Final = frozenset({"a", "an", "the", "my", "our", "some"})
_WHEN: Final = re.compile(
    r"\s+(?:every|each|before|after|on \w+days?|in the (?:morning|evening|afternoon)s?|twice|once|at (?:night|weekends?))\b.*",
    re.IGNORECASE,
)
_CALLED: Final = re.compile(r",?\s+(?:named|called)\s+\S.*", re.IGNORECASE)
_NAME_OR_NUMBER: Final = re.compile(r"\b(?:[^\W\d_]*[^\W\d_a-zà-þ][\w-]*|\w*\d\w*)\b")
_COUNTS: Final = frozenset(
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "no"]
)


def as_said_before(object_: str, held: Sequence[str]) -> str:
    """
    Return the one of the *held* objects that says the same as *object_*; *object_* where none does.

    The same is what has the same words up to their stems, articles, and adverbs, and when it is done. One with a name
    or number that the held one lacks says more, and is not the same.
    """
    if any(value_key(object_) == value_key(each) for each in held):
        return object_
    wanted = _core(object_)
    for each in held:
        if (
            wanted
            and _core(each) == wanted
            and _marks(object_) <= _marks(each)
            and _alike_marks(object_, each)
        ):
            return each
    return object_


def _core(text: str) -> tuple[str, ...]:
    bare = _WHEN.sub("", _CALLED.sub("", text))
    words = [word for word in value_key(bare).split() if word not in _LOOSE | _DETERMINERS]
    return tuple(term_of(word, "en") for word in words)


def _marks(text: str) -> set[str]:
    """Return the names and numbers in a text, in lower case."""
    found = {each.lower() for each in _NAME_OR_NUMBER.findall(text)}
    return found | (_COUNTS & set(text.lower().split()))


def _alike_marks(one: str, other: str) -> bool:
    """Return whether neither has a number that the other lacks; a name that only the held one has does no harm."""
    return {
        each for each in _marks(one) ^ _marks(other) if each in _COUNTS or any(map(str.isdigit, each))
    } == set()
