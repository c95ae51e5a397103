"""
Cutting conversations into segments, each about one topic.

A new session and a long pause always begin a segment. Between them every gap gets the probability that the topic
changes there, from the signals of `_signals.py`, weighed by logistic regression (`bench/lifecycle/segments.py --fit`
prints the weights); where vectors are missing, from words alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from ._signals import AHEAD, CONTEXT, VECTOR_SIGNALS, WORD_SIGNALS, vector_signals, word_signals
from ._turn import Turn

Cause = Literal["session", "pause", "topic", "size"]
"""Why a segment begins: with the session; after a pause; with a new topic; because the one before was full."""

PAUSE: Final = timedelta(hours=3)
"""
The silence that ends a segment. All pauses between LoCoMo's sessions are longer, and 83 % of those between
LongMemEval's; what pauses there are inside sessions, the data does not say.
"""

MIN_TURNS: Final = 3
"""The fewest turns of a segment, unless session or pause end it, or a turn is huge."""

MAX_TURNS: Final = 64
MAX_CHARS: Final = 24_000
"""The most a segment holds; a longer turn is a segment of its own, never cut."""

LOOK_AGAIN: Final = AHEAD + MIN_TURNS
"""
Boundaries before the last so many turns stay as more is said, unless a full segment, of up to `MAX_TURNS`, reaches
into those turns.
"""

WEIGHTS: Final[Mapping[str, float]] = {
    "bias": -8.26,
    "rift": 4.91,
    "newness": 4.52,
    "greets": 5.09,
    "greeted": -4.18,
    "is_greeted": 3.08,
    "shifts": 2.25,
    "left": 1.78,
    "leaves": -1.54,
    "replies": -5.25,
    "answers": -0.96,
    "likeness": -2.33,
    "dip": 3.40,
    "surprise": 0.48,
}
WORD_WEIGHTS: Final[Mapping[str, float]] = {
    "bias": -9.50,
    "rift": 13.95,
    "newness": 4.80,
    "greets": 4.34,
    "greeted": -4.67,
    "is_greeted": 2.17,
    "shifts": 3.06,
    "left": 1.76,
    "leaves": -1.63,
    "replies": -5.27,
    "answers": -1.21,
}

THRESHOLD: Final = 0.3
"""The probability from which on a gap is a boundary."""

_BLOCK: Final = 4096


@dataclass(frozen=True, slots=True)
class Segment:
    """
    A run of turns.

    Attributes:
        start, end: Its turns' places in what was given, half-open.

        cause: Why it begins.

        score: The probability that the topic changes where it begins; 1 after a pause and at a session's beginning.
    """

    start: int
    end: int
    cause: Cause
    score: float


def segments(turns: Sequence[Turn], *, before: Sequence[Segment] = ()) -> tuple[Segment, ...]:
    """
    Return the segments of *turns*, in order; together they hold every turn once.

    Deterministic, in time linear in the turns; of a long turn only its ends are read.

    Args:
        turns: In the order they were said, one session after another.

        before: What this returned for the first of *turns*, when the rest was not said yet. The result is the same as
            without it, and no more than about `LOOK_AGAIN` + 2 `MAX_TURNS` of those turns are read again.

    Raises:
        ValueError: *turns* have vectors of several lengths, or *before* is not of the first of *turns*.
    """
    if before and (before[0].start or before[-1].end > len(turns)):
        raise ValueError(
            f"before holds turns {before[0].start} to {before[-1].end}, and there are {len(turns)};"
            " pass what segments() returned for the first of them"
        )
    known = _settled(before)
    found = list(before[:known])
    begin = before[known].start if before else 0
    for first, end, cause in _stretches(turns, max(0, begin - CONTEXT - MIN_TURNS)):
        if end > begin:
            opening = (cause, 1.0) if first >= begin else (before[known].cause, before[known].score)
            found += _cut(turns, (first, end), max(first, begin), opening)
    return tuple(found)


def _settled(before: Sequence[Segment]) -> int:
    """Return how many of *before* stay as they are whatever is said next; where the next begins stays too."""
    until = before[-1].end - LOOK_AGAIN if before else 0
    for known in range(len(before) - 1, 0, -1):
        reach = before[known - 1].start + MAX_TURNS if before[known].cause == "size" else before[known].start
        if reach <= until:
            return known
    return 0


def _stretches(turns: Sequence[Turn], begin: int) -> Iterator[tuple[int, int, Cause]]:
    """Yield the turns from *begin* on between session changes and long pauses, and what each run begins with."""
    start = begin
    cause: Cause = "session"
    for at in range(begin + 1, len(turns)):
        new = _break(turns[at - 1], turns[at])
        if new:
            yield start, at, cause
            start, cause = at, new
    if turns:
        yield start, len(turns), cause


def _break(last: Turn, turn: Turn) -> Cause | None:
    """Return what parts two turns whatever they say."""
    if turn.session != last.session:
        return "session"
    if last.occurred_at is None or turn.occurred_at is None:
        return None
    return "pause" if abs(turn.occurred_at - last.occurred_at) >= PAUSE else None


def _cut(
    turns: Sequence[Turn], stretch: tuple[int, int], begin: int, opening: tuple[Cause, float]
) -> Iterator[Segment]:
    """Yield the segments of *stretch* from *begin* on, a boundary, whose cause and score are *opening*."""
    first, end = stretch
    chances = _chances(turns[first:end])
    sizes = np.cumsum([0, *(len(turn.text) for turn in turns[first:end])]).tolist()
    start = begin - first
    for stop in [*peaks(chances, THRESHOLD), end - first]:
        if stop - start < MIN_TURNS and stop < end - first:
            continue
        while (full := _full(sizes, start, stop)) < stop:
            half = start + (full - start) // 2 + 1
            cut = half + int(np.argmax(chances[half : full + 1]))
            yield Segment(first + start, first + cut, *opening)
            start, opening = cut, ("size", float(chances[cut]))
        yield Segment(first + start, first + stop, *opening)
        if stop < end - first:
            start, opening = stop, ("topic", float(chances[stop]))


def _full(sizes: Sequence[int], start: int, stop: int) -> int:
    """Return where a segment that begins at *start* is full, at the latest *stop*; it holds at least one turn."""
    fitting = bisect_right(sizes, sizes[start] + MAX_CHARS) - 1
    return min(stop, max(start + 1, min(fitting, start + MAX_TURNS)))


def peaks(chances: NDArray[np.float64], threshold: float) -> list[int]:
    """Return the gaps likely enough that are the likeliest near them, the first of equals, but those at the end."""
    near = MIN_TURNS - 1
    padded = np.pad(chances, near, constant_values=-1.0)
    peak = chances >= threshold
    for shift in range(1, near + 1):
        peak &= chances > padded[near - shift : len(padded) - near - shift]
        peak &= chances >= padded[near + shift : len(padded) - near + shift]
    return [at for at in np.flatnonzero(peak).tolist() if at <= len(chances) - MIN_TURNS]


def _chances(turns: Sequence[Turn]) -> NDArray[np.float64]:
    """Return the probability that the topic changes before each of *turns*, one stretch; 0 for the first."""
    chances = np.zeros(len(turns))
    for begin in range(0, len(turns), _BLOCK):
        low, end = max(0, begin - CONTEXT), min(len(turns), begin + _BLOCK)
        read = turns[low : end + AHEAD]
        chances[begin:end] = _weighed(read)[begin - low : end - low]
    chances[:1] = 0.0
    return chances


def _weighed(turns: Sequence[Turn]) -> NDArray[np.float64]:
    words = word_signals(turns)
    odds = _odds(words, WORD_SIGNALS, WORD_WEIGHTS)
    vectors = _vectors(turns)
    if vectors is not None:
        seen = np.any(vectors != 0, axis=1)
        both = seen & np.concatenate([[False], seen[:-1]])
        signals = np.column_stack([words, vector_signals(vectors)])
        odds = np.where(both, _odds(signals, WORD_SIGNALS + VECTOR_SIGNALS, WEIGHTS), odds)
    # Rounded, so that where a block begins does not show in the last bits.
    return np.round(1 / (1 + np.exp(-odds)), 9)


def _odds(
    signals: NDArray[np.float64], names: Sequence[str], weights: Mapping[str, float]
) -> NDArray[np.float64]:
    """Return the logarithm of the odds of a change at each gap."""
    odds: NDArray[np.float64] = weights["bias"] + signals @ np.array([weights[name] for name in names])
    return odds


def _vectors(turns: Sequence[Turn]) -> NDArray[np.float32] | None:
    """Return the turns' vectors, zeros where there is none; `None` where no turn has one."""
    shapes = {turn.vector.shape for turn in turns if turn.vector is not None}
    if len(shapes) > 1:
        raise ValueError(f"the turns' vectors have shapes {sorted(shapes)}; pass those of one model")
    if not shapes:
        return None
    none = np.zeros(shapes.pop(), np.float32)
    return np.stack([none if turn.vector is None else turn.vector for turn in turns])
