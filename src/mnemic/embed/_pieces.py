"""Cutting a long text into overlapping pieces that fit a model."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_LOOK_BACK = 64
"""How far a cut moves back to spare a grapheme cluster. Longer clusters exist only as abuse."""


def split_chars(text: str, window: int, overlap: int) -> list[tuple[int, int]]:
    """
    Cut *text* into overlapping pieces of at most *window* characters.

    Cuts fall after whitespace where the second half of a piece has any, else between two characters that
    a reader sees as two. The pieces cover every character, in order.

    Args:
        text: Any string.

        window: Characters a piece may have, >= 4.

        overlap: Characters two neighbours share, roughly; less than half of *window*.
    """
    pieces = []
    start = 0
    while len(text) - start > window:
        end = _cut(text, start + window // 2 + 1, start + window)
        pieces.append((start, end))
        start = max(start + 1, _cut(text, max(start + 1, end - overlap), end, forward=True))
    pieces.append((start, len(text)))
    return pieces


def split_units(
    length: int, starts: Sequence[int], sizes: Sequence[int], window: int, overlap: int
) -> list[tuple[int, int]]:
    """
    Cut a text between its units (words, usually) into overlapping pieces of at most *window* tokens.

    Args:
        length: Characters of the text.

        starts: Where each unit starts, in characters, ascending.

        sizes: How many tokens each unit has, each at most *window*.

        window: Tokens a piece may have.

        overlap: Tokens two neighbours may share.
    """
    pieces = []
    first, start = 0, 0
    filled = 0
    for unit, size in enumerate(sizes):
        if filled + size > window:
            pieces.append((start, starts[unit]))
            first = _step_back(sizes, first + 1, unit, min(overlap, window - size))
            start = starts[first]
            filled = sum(sizes[first:unit])
        filled += size
    pieces.append((start, length))
    return pieces


def _step_back(sizes: Sequence[int], earliest: int, unit: int, tokens: int) -> int:
    """Return the first unit, from *earliest* on, of the longest run before *unit* within *tokens*."""
    while unit > earliest and tokens >= sizes[unit - 1]:
        unit -= 1
        tokens -= sizes[unit]
    return unit


def _cut(text: str, low: int, high: int, *, forward: bool = False) -> int:
    """Return a good place to cut in ``[low, high]``, the last one, or with *forward* the first one."""
    places = range(low, high + 1) if forward else range(high, low - 1, -1)
    for place in places:
        if text[place - 1].isspace() and not text[place : place + 1].isspace():
            return place
    place = low if forward else high
    for candidate in range(place, max(place - _LOOK_BACK, 1 if forward else low) - 1, -1):
        if not _joined(text, candidate):
            return candidate
    return place


def _joined(text: str, place: int) -> bool:
    """Tell whether the characters before and after *place* belong to one grapheme cluster, nearly always."""
    before, after = text[place - 1], text[place]
    return (
        unicodedata.category(after)[0] == "M"
        or "\u200d" in (before, after)
        or (before, after) == ("\r", "\n")
        or "\U0001f3fb" <= after <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= after <= "\U000e007f"  # the tags of regional flags
        or "\u1160" <= after <= "\u11ff"  # the vowel or final consonant of a Hangul syllable
        or ("\ud800" <= before <= "\udbff" and "\udc00" <= after <= "\udfff")
        or (_is_flag_half(after) and _flag_halves_before(text, place) % 2 == 1)
    )


def _is_flag_half(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _flag_halves_before(text: str, place: int) -> int:
    halves = 0
    while halves < min(place, _LOOK_BACK) and _is_flag_half(text[place - 1 - halves]):
        halves += 1
    return halves
