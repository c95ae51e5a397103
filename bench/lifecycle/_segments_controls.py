"""Other ways of cutting a conversation, to compare with."""

import random
from collections import Counter
from collections.abc import Sequence

import numpy as np
from _segments_data import Stream
from numpy.typing import NDArray

from mnemic.form import Turn
from mnemic.index import query_terms


def nowhere(stream: Stream) -> list[int]:
    """Cut nowhere."""
    return []


def regularly(stream: Stream) -> list[int]:
    """Cut every so many turns as a session has on average."""
    length = round(len(stream.turns) / (len(stream.truth) + 1))
    return list(range(length, len(stream.turns), length))


def at_random(stream: Stream) -> list[int]:
    """Cut as often as there are boundaries, anywhere, seeded."""
    return sorted(random.Random(7).sample(range(1, len(stream.turns)), len(stream.truth)))


def by_text_tiling(stream: Stream, *, block: int = 6) -> list[int]:
    """
    Cut where the words before and after are least alike.

    Source: Hearst 1997: the depth of a dip over the mean of all less half a deviation; blocks of *block* turns.
    """
    counts = [_words(turn) for turn in stream.turns]
    alike = np.array(
        [_cosine(sum(counts[max(0, at - block) : at], Counter()), sum(counts[at : at + block], Counter()))
         for at in range(1, len(counts))]
    )  # fmt: skip
    depths = np.array([_hill(alike[at::-1]) + _hill(alike[at:]) for at in range(len(alike))])
    least = depths.mean() - depths.std() / 2
    return [
        at + 1
        for at in range(1, len(alike) - 1)
        if depths[at] > least and alike[at] <= alike[at - 1] and alike[at] < alike[at + 1]
    ]


def by_threshold(stream: Stream) -> list[int]:
    """
    Cut where neighbours' vectors are unlike, the threshold rising from .20 by .05 to .50 until there is a cut.

    Source: LightMem's fine cut (Fang et al. 2025), turn by turn as there, in its window of about 512 tokens;
    its coarse cut needs LLMLingua-2's attention.
    """
    cuts: list[int] = []
    for begin in range(0, len(stream.turns), 12):
        alike = _alike(stream.turns[max(0, begin - 1) : begin + 12])
        for threshold in np.arange(0.20, 0.501, 0.05):
            found = np.flatnonzero(alike < threshold)
            if len(found):
                cuts += (found + max(1, begin)).tolist()
                break
    return cuts


def by_fitted_threshold(stream: Stream, threshold: float) -> list[int]:
    """Cut where neighbours' vectors are less alike than *threshold*, which was fitted."""
    return (np.flatnonzero(_alike(stream.turns) < threshold) + 1).tolist()


def _alike(turns: Sequence[Turn]) -> NDArray[np.float32]:
    vectors = np.stack([turn.vector for turn in turns if turn.vector is not None])
    alike: NDArray[np.float32] = (vectors[1:] * vectors[:-1]).sum(axis=1)
    return alike


def _words(turn: Turn) -> Counter[int]:
    return Counter(term.hashes[0] for term in query_terms(turn.text, {"en"}))


def _cosine(one: Counter[int], other: Counter[int]) -> float:
    dot = sum(count * other[word] for word, count in one.items())
    lengths = sum(c * c for c in one.values()) * sum(c * c for c in other.values())
    return float(dot / max(lengths**0.5, 1e-9))


def _hill(values: NDArray[np.float64]) -> float:
    """Return how far *values* climb from the first on before they fall."""
    top = values[0]
    for value in values[1:]:
        if value < top:
            break
        top = value
    return float(top - values[0])
