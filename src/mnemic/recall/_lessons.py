"""
What a space has learned from feedback: how much more, or less, each number counts in its last fusion.

A lesson says of some hits of one recall that they were useful and of others that they weren't. From all
lessons of a space a small pairwise logistic regression is fitted anew whenever they change: useful above
useless, starting from the static weights. Nothing of it is stored, so that what is undone, reset or erased
is unlearned at once, and the same lessons always give the same weights.

Four things keep it from doing harm. It is *bounded*: no weight moves by more than half of itself. It is
*patient*: of few lessons only a part counts. It is *wary*: lessons that contradict the static order as often
as they confirm it are noise, or hostile, and count for nothing. And it is *tested*: what is learned from some
lessons must put others in better order, or it counts for nothing. ``bench/feedback.py`` measures it.

Source: Tan et al. 2025, "In Prospect and Retrospect: Reflective Memory Management", retrospective reflection:
cited +1, not cited −1. There a policy gradient moves two matrices; here a convex fit moves a dozen numbers.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..times import Clock, utc_us
from ._fuse import WeightedSum
from ._pipeline import Pipeline

if TYPE_CHECKING:
    from ..store import LessonRow, Reader, Space

Floats = NDArray[np.float64]

_DAY_US = 86_400_000_000
HALF_LIFE_DAYS = 90.0
"""After how long a lesson counts half."""

BOUND = 0.5
"""The most a weight may change, as a share of itself."""

_LEAST_SHARE = 1 / 16
"""A weight smaller than this share of the greatest is moved as if it were that large."""

_STIFFNESS = 10.0
"""How strongly the fit is held to the static weights: as by so many lessons that find them right."""

_PATIENCE = 10.0
"""With as many lessons, half of what they say counts."""

_CHANCE, _SURE = 0.55, 0.70
"""The share of pairs in static order up to which lessons are noise, and from which on they are trusted fully."""

_FOLDS = 5
_DOUBTFUL, _PROVEN = 0.5, 2.0
"""By how many standard errors lessons held out must be better off for the rest to count at all, and fully."""

_STEPS = 20
_CLOSE = 1e-7


class Lesson(NamedTuple):
    """
    What was found useful, and useless, among the hits of one recall: the numbers that ranked each, by name.

    Attributes:
        taught_us: When, in UTC microseconds.
    """

    taught_us: int
    useful: tuple[Mapping[str, float], ...]
    useless: tuple[Mapping[str, float], ...]


class _Pairs(NamedTuple):
    """
    What lessons say as pairs of a useful and a useless hit.

    Attributes:
        differences: Of the two's numbers, a row for each pair.

        counts: How much each pair counts; those of a new lesson together 1.

        lesson: The place of each pair's lesson.
    """

    differences: Floats
    counts: Floats
    lesson: NDArray[np.int64]

    def only(self, chosen: NDArray[np.bool_]) -> _Pairs:
        """Return the chosen pairs."""
        return _Pairs(self.differences[chosen], self.counts[chosen], self.lesson[chosen])


def learn(lessons: Sequence[Lesson], now_us: int, static: Mapping[str, float]) -> dict[str, float]:
    """
    Return what *lessons* add to the *static* weights; empty when they teach nothing.

    Args:
        now_us: UTC microseconds, from which ages are counted, in days of the calendar.
    """
    names = sorted(static)
    pairs = _pairs(sorted(lessons, key=lambda lesson: lesson.taught_us), now_us, names)
    total = float(pairs.counts.sum())
    if not total:
        return {}
    weights = np.array([static[name] for name in names])
    scale = np.maximum(np.abs(weights), _LEAST_SHARE * np.abs(weights).max(initial=0.0))
    trust = total / (total + _PATIENCE) * _plausible(pairs, weights)
    trust = trust and trust * _proven(pairs, weights, scale)
    if not trust:
        return {}
    shares, _ = _fit(pairs, weights, scale)
    deltas = np.round(trust * shares * scale, 9).tolist()
    return {name: delta for name, delta in zip(names, deltas, strict=True) if delta}


def _pairs(lessons: Iterable[Lesson], now_us: int, names: Sequence[str]) -> _Pairs:
    differences, counts = [np.empty((0, len(names)))], [np.empty(0)]
    for lesson in lessons:
        useful, useless = _matrix(lesson.useful, names), _matrix(lesson.useless, names)
        size = len(useful) * len(useless)
        if size:
            age_days = max(now_us // _DAY_US - lesson.taught_us // _DAY_US, 0)
            worth = 0.5 ** (age_days / HALF_LIFE_DAYS)
            differences.append((useful[:, None] - useless[None]).reshape(size, len(names)))
            counts.append(np.full(size, worth / size))
    lesson_of = np.repeat(np.arange(len(counts)), list(map(len, counts)))
    return _Pairs(np.concatenate(differences), np.concatenate(counts), lesson_of)


def _matrix(hits: Sequence[Mapping[str, float]], names: Sequence[str]) -> Floats:
    # A hit that wasn't looked at closely has no numbers, which is not to have zeros.
    rows = [[hit.get(name, 0.0) for name in names] for hit in hits if hit]
    return np.nan_to_num(np.array(rows, np.float64).reshape(len(rows), len(names)), posinf=0.0, neginf=0.0)


def _plausible(pairs: _Pairs, weights: Floats) -> float:
    """Return in [0, 1] whether the lessons agree with the static order more often than chance does."""
    margins = pairs.differences @ weights
    agreed = float(pairs.counts @ ((margins > 0) + 0.5 * (margins == 0)) / pairs.counts.sum())
    return _between(agreed, _CHANCE, _SURE)


def _proven(pairs: _Pairs, weights: Floats, scale: Floats) -> float:
    """Return in [0, 1] whether what some lessons teach is borne out by the others."""
    fold = pairs.lesson % _FOLDS
    gains = np.zeros(int(pairs.lesson.max()) + 1)
    for number in range(_FOLDS):
        held_out = pairs.only(fold == number)
        rest = pairs.only(fold != number)
        if len(held_out.counts) and len(rest.counts):
            shares, sureness = _fit(rest, weights, scale)
            before = sureness * (held_out.differences @ weights)
            after = before + sureness * (held_out.differences @ (scale * shares))
            gained = np.logaddexp(0, -before) - np.logaddexp(0, -after)
            np.add.at(gains, held_out.lesson, held_out.counts * gained)
    spread = float(np.sqrt(gains @ gains))
    return _between(float(gains.sum()) / spread, _DOUBTFUL, _PROVEN) if spread else 0.0


def _between(value: float, low: float, high: float) -> float:
    return min(max((value - low) / (high - low), 0.0), 1.0)


def _fit(pairs: _Pairs, weights: Floats, scale: Floats) -> tuple[Floats, float]:
    """
    Return by which share of *scale* each weight should change, within `BOUND`, and how sure the order then is.

    By Newton's method.

    How sure the order is, as a factor on the static score, is fitted beside them: labels that are now and
    then wrong then make the fit less sure instead of making all weights smaller.
    """
    columns = np.column_stack([pairs.differences @ weights, pairs.differences * scale])
    start = np.zeros(columns.shape[1])
    start[0] = 1.0
    held = np.full(len(start), _STIFFNESS)
    held[0] = 1.0
    found = start.copy()
    for _ in range(_STEPS):
        wrong = 1 / (1 + np.exp(np.clip(columns @ found, -50, 50)))
        slope = held * (found - start) - columns.T @ (pairs.counts * wrong)
        curve = (columns.T * (pairs.counts * wrong * (1 - wrong))) @ columns + np.diag(held)
        step = np.linalg.solve(curve, slope)
        found -= step
        if np.abs(step).max() < _CLOSE:
            break
    sureness = max(float(found[0]), 0.5)
    return np.clip(found[1:] / sureness, -BOUND, BOUND), sureness


class Lessons:
    """
    What a space has learned, read when it has changed.

    Args:
        pipeline: Whose last weights are learned.
    """

    def __init__(self, pipeline: Pipeline, clock: Clock) -> None:
        self._pipeline = pipeline
        self._clock = clock
        self._lock = threading.Lock()
        self._seen: tuple[int, ...] = ()
        self._mark: tuple[int, ...] = ()
        self._weights: Mapping[str, float] = {}

    def weights(self, reader: Reader, space: Space) -> Mapping[str, float]:
        """Return what the lessons that hold in *space* add to the weights."""
        fusion = self._pipeline.second_fusion
        if not isinstance(fusion, WeightedSum):
            return {}
        now_us = utc_us(self._clock())
        seen = (space.row, space.generation, now_us // _DAY_US)
        with self._lock:
            if seen == self._seen:
                return self._weights
            mark = (space.row, space.purges, now_us // _DAY_US, *reader.lessons_mark(space))
            if mark != self._mark:
                self._weights = learn(read_lessons(reader.lessons(space)), now_us, fusion.weights)
            self._mark, self._seen = mark, seen
            return self._weights

    def applied(self, reader: Reader, space: Space | None) -> Pipeline:
        """Return the pipeline with what *space* has learned."""
        deltas = self.weights(reader, space) if space is not None else {}
        fusion = self._pipeline.second_fusion
        if not deltas or not isinstance(fusion, WeightedSum):
            return self._pipeline
        return replace(self._pipeline, second_fusion=replace(fusion, adjust=deltas))


def read_lessons(rows: Iterable[LessonRow]) -> list[Lesson]:
    """Return the lessons of stored rows, which come earliest first."""
    found = []
    for taught_us, group in groupby(rows, key=lambda row: row.taught_us):
        hits = [(row.useful, _numbers(row)) for row in group]
        useful = tuple(numbers for is_useful, numbers in hits if is_useful)
        useless = tuple(numbers for is_useful, numbers in hits if not is_useful)
        found.append(Lesson(taught_us, useful, useless))
    return found


def _numbers(row: LessonRow) -> dict[str, float]:
    return dict(zip(_names(row.names), np.frombuffer(row.data, "<f4").tolist(), strict=True))


@lru_cache(maxsize=64)
def _names(written: str) -> tuple[str, ...]:
    return tuple(json.loads(written))
