"""From the tags of words to objects and their keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Span = tuple[int, int]


class Tagged(NamedTuple):
    """
    An object that words are tagged to be.

    Attributes:
        sure: How sure its tags are on average, in [0, 1].
    """

    object: Span
    key: Span | None
    sure: float


def objects_of(logits: NDArray[np.float32], spans: Sequence[Span]) -> list[Tagged]:
    """
    Return the objects that words are tagged to be, in order, each with its key.

    Args:
        logits: Shape ``(n, 5)``: no part, begin and inside of an object, begin and inside of a key.

        spans: Where the n words stand.
    """
    import numpy as np

    tags = logits.argmax(axis=1).tolist()
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    best = (powers.max(axis=1) / powers.sum(axis=1)).tolist()
    keys = [(spans[first][0], spans[last][1]) for first, last in _runs(tags, 3, 4)]
    found = []
    for first, last in _runs(tags, 1, 2):
        place = spans[first][0], spans[last][1]
        # Of several keys the nearest: "my brother Tom and my sister Lea".
        key = min(keys, key=lambda one: _apart(one, place), default=None)
        found.append(Tagged(place, key, sum(best[first : last + 1]) / (last + 1 - first)))
    return found


def _runs(tags: Sequence[int], begin: int, inside: int) -> list[tuple[int, int]]:
    """Return the first and last word of each run."""
    found: list[tuple[int, int]] = []
    before = 0
    for at, tag in enumerate(tags):
        if tag == begin or (tag == inside and before not in {begin, inside}):
            found.append((at, at))
        elif tag == inside:
            found[-1] = (found[-1][0], at)
        before = tag
    return found


def _apart(one: Span, other: Span) -> int:
    return max(one[0] - other[1], other[0] - one[1])
