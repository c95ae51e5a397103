# ruff: noqa: E501 - a pattern is read as one line
"""Names that a turn spells: "it's spelled Anja", "John with an h"; the name that was said wrongly looks like it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

from ...cube import value_key
from .._sentences import Span
from ._said import Said

_OF_NAMES: Final = frozenset(
    {"name", "partner", "relative", "pet", "lives_in", "works_at", "studies_at", "comes_from", "born_in"}
)
_WORD: Final = r"(?P<x>[^\W\d_][\w'’-]{1,23})"
_ENDS: Final = r"(?=\s*(?:[.,;!()]|$)|\s+(?:not|and not|instead|sorry|please|actually|btw|with|at the end|in the (?:middle|end))\b)"
_SPELLED: Final = tuple(
    re.compile(each, re.IGNORECASE)
    for each in (
        rf"\b(?:spelled|spelt|written)(?: (?:like this|this way|as|like))?[:,]?\s+[\"']?{_WORD}[\"']?{_ENDS}",
        rf"^(?:(?:no|oh|oops|sorry|actually|wait|ah|well|btw),?\s+)*(?:(?:it's|its|it is|that's|(?:my|his|her|their|the) name is|(?:my|his|her) name's|i'm)\s+(?:actually\s+|really\s+)?)?{_WORD},?\s+(?:with|without)\s+(?:an?\s+|one\s+|two\s+|the\s+|double\s+|a double\s+)?[\"']?(?:[^\W\d_]|th|ck|ph|ch|sch|ie|ei|ey)[\"']?(?:'?s)?{_ENDS}",
        rf"\b(?:spelled|spelt|wrote|got|have|misspelled)\s+(?:my|her|his|the|our|their)\s+(?:\w+'s\s+)?name(?:\s+wrong)?[,.:;!]?\s+(?:it's|its|it is|it should be|that's)\s+(?:actually\s+)?{_WORD}{_ENDS}",
    )
)
_ALIKE: Final = 0.6
"""So alike are two spellings of one name at least, of 1."""


def respelled(said: str, before: Sequence[Said]) -> tuple[Said, Span] | None:
    """Return the thing said before whose name is spelled otherwise in *said*, and where."""
    for pattern in _SPELLED:
        hit = pattern.search(said)
        if hit is None:
            continue
        for each in reversed(before):
            if each.predicate in _OF_NAMES and _is_other_spelling(hit["x"], each):
                return each, hit.span("x")
    return None


def _is_other_spelling(name: str, each: Said) -> bool:
    """Return whether *name* looks like the name in what was said, and is not the same."""
    said = value_key(name)
    names = [value_key(word) for word in re.findall(r"[\w'’-]+", each.object) if word[0].isupper()]
    names = names or [value_key(each.object)]
    return said not in names and any(SequenceMatcher(None, said, other).ratio() >= _ALIKE for other in names)
