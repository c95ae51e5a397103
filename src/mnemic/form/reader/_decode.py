"""From the tags of words to objects and their keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Span = tuple[int, int]


def objects_of(logits: NDArray[np.float32], spans: Sequence[Span]) -> list[tuple[Span, Span | None]]:
    """
    Return the objects that words are tagged to be, in order, each with its key.

    Args:
        logits: Shape ``(n, 5)``: no part, begin and inside of an object, begin and inside of a key.

        spans: Where the n words stand.
    """
    tags = logits.argmax(axis=1).tolist()
    objects = _runs(tags, spans, 1, 2)
    keys = _runs(tags, spans, 3, 4)
    if not keys:
        return [(each, None) for each in objects]
    # Of several keys the nearest: "my brother Tom and my sister Lea".
    return [(each, min(keys, key=lambda key: _apart(key, each))) for each in objects]


def _runs(tags: Sequence[int], spans: Sequence[Span], begin: int, inside: int) -> list[Span]:
    found: list[Span] = []
    before = 0
    for tag, (start, end) in zip(tags, spans, strict=True):
        if tag == begin or (tag == inside and before not in {begin, inside}):
            found.append((start, end))
        elif tag == inside:
            found[-1] = (found[-1][0], end)
        before = tag
    return found


def _apart(one: Span, other: Span) -> int:
    return max(one[0] - other[1], other[0] - one[1])
