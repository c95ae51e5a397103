"""The parts of a turn that are read at once: a few sentences that were said together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .._sentences import Span, sentences
from ..rules._gate import documents, is_joke, overlaps

SENTENCES: Final = 3
CHARS: Final = 400
SENTENCE_CHARS: Final = 500
"""A longer sentence is pasted, or made to confuse."""

CHUNKS: Final = 12
"""So many parts of a turn are read; who tells that much is telling a story."""


def chunks(text: str) -> list[Span]:
    """Return the stretches of *text* that hold up to three sentences of its speaker's own, in order."""
    spans = sentences(text)
    closed = documents(text)
    jokes = {at for at, span in enumerate(spans) if is_joke(text[slice(*span)])}
    found: list[Span] = []
    count = 0
    for at, (start, end) in enumerate(spans):
        own = at not in jokes and at + 1 not in jokes and not _mostly_in((start, end), closed)
        if not own or end - start > SENTENCE_CHARS:
            count = 0
        elif count and count < SENTENCES and end - found[-1][0] <= CHARS:
            found[-1] = (found[-1][0], end)
            count += 1
        else:
            found.append((start, end))
            count = 1
    return found[:CHUNKS]


def _mostly_in(span: Span, closed: Sequence[Span]) -> bool:
    """Return whether what is closed takes up half of *span*: a quoted word does not, a text behind its heading does."""
    return any(2 * (min(end, span[1]) - max(start, span[0])) >= span[1] - span[0] for start, end in closed)


def sentence_at(spans: Sequence[Span], place: int) -> Span | None:
    """Return the sentence that holds a place; `None`: none does."""
    return next((span for span in spans if span[0] <= place < span[1]), None)


__all__ = ["chunks", "overlaps", "sentence_at"]
