"""
What speaks for and against a change of topic at each gap between two turns.

Every signal at a gap is made from the `CONTEXT` turns before it and the `AHEAD` turns after it, no further: so time is
linear, memory is bounded, and turns that come later change only what is near the end.

Sources: Hearst 1997, TextTiling (likeness of what lies before and after, and the depth of its dips); Galley et al.
2003, LCseg (chains of the same word across a gap); Fountas et al. 2024, EM-LLM (surprise over its trailing mean and
deviation).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..index import analyze, query_terms
from ._cues import greets, shifts, takes_leave
from ._turn import Turn

Row = NDArray[np.float64]

CONTEXT: Final = 32
"""Turns before a gap that may have a part in its signals."""

AHEAD: Final = 12
"""Turns after a gap that may have a part in its signals."""

WORD_SIGNALS: Final = (
    "rift",
    "newness",
    "greets",
    "greeted",
    "is_greeted",
    "shifts",
    "left",
    "leaves",
    "replies",
    "answers",
)
"""
At the gap before a turn: how deep the dip in words shared across it is; the share of the turn's words that are new;
whether it greets, the turn before did, the turn after does; whether it leads to something new; whether the turn before
took leave, or this one does; whether an assistant replies to someone; whether the turn before ends with a question.
"""

VECTOR_SIGNALS: Final = ("likeness", "dip", "surprise")
"""
The cosine of the `_WINDOW` turns before a gap and those after it; the depth of its dip; how many deviations the turn after
is less like the `_WINDOW` before it than the turns of late were.
"""

_READ_CHARS: Final = 4000
_CHAIN: Final = 8
_BESIDE: Final = 3
_RECENT: Final = 24
_DIP: Final = 6
_WINDOW: Final = 4
_TRAILING: Final = 16
_LEAST_TRAILING: Final = 4
_LEAST_DEVIATION: Final = 0.05


def word_signals(turns: Sequence[Turn]) -> Row:
    """Return the `WORD_SIGNALS` of the gap before each of *turns*, shape ``(len(turns), len(WORD_SIGNALS))``."""
    terms = [_terms(turn.text) for turn in turns]
    greeting = np.array([greets(turn.text) for turn in turns], float)
    leaving = np.array([takes_leave(turn.text) for turn in turns], float)
    asking = np.array([turn.text.rstrip().endswith(("?", "？")) for turn in turns], float)
    roles = [turn.role for turn in turns]
    replying = [now == "assistant" != then for then, now in zip([None, *roles], roles, strict=False)]
    return np.column_stack(
        [
            _depth(_chains(terms)),
            _newness(terms),
            greeting,
            _before(greeting),
            np.append(greeting[1:], 0.0),
            np.array([shifts(turn.text) for turn in turns], float),
            _before(leaving),
            leaving,
            np.array(replying, float),
            _before(asking),
        ]
    )


def vector_signals(vectors: NDArray[np.float32]) -> Row:
    """Return the `VECTOR_SIGNALS` of the gap before each turn, given its vector; zeros stand for none."""
    past, coming = _window(vectors, before=True), _window(vectors, before=False)
    likeness = (past * coming).sum(axis=1)
    unlike = 1.0 - (past * vectors).sum(axis=1)
    return np.column_stack([likeness, _depth(likeness), _surprise(unlike)])


def _terms(text: str) -> frozenset[int]:
    """Return the words of *text*'s beginning, without function words, as hashes."""
    read = text[:_READ_CHARS]
    return frozenset(term.hashes[0] for term in query_terms(read, {analyze(read).language}))


def _chains(terms: Sequence[frozenset[int]]) -> Row:
    """Return how much the words that stand on both sides of each gap, not far apart, hold it together."""
    steps = np.zeros(len(terms) + 1)
    last: dict[int, int] = {}
    for at, said in enumerate(terms):
        for term in said:
            since = last.get(term)
            if since is not None and at - since <= _CHAIN:
                strength = 1 / math.sqrt(at - since)
                steps[since + 1] += strength
                steps[at + 1] -= strength
            last[term] = at
    totals = np.concatenate([[0.0], np.cumsum([len(said) for said in terms])])
    places = np.arange(len(terms))
    before = totals[places] - totals[np.maximum(places - _BESIDE, 0)]
    after = totals[np.minimum(places + _BESIDE, len(terms))] - totals[places]
    held: Row = np.cumsum(steps)[:-1] / np.sqrt((1 + before) * (1 + after))
    return held


def _newness(terms: Sequence[frozenset[int]]) -> Row:
    """Return the share of each turn's words that were not said of late; what a turn of few words has counts less."""
    last: dict[int, int] = {}
    shares = []
    for at, said in enumerate(terms):
        new = sum(at - last.get(term, -_RECENT - 1) > _RECENT for term in said)
        shares.append(new / (len(said) + 2))
        last.update(dict.fromkeys(said, at))
    return np.array(shares)


def _window(vectors: NDArray[np.float32], *, before: bool) -> Row:
    """Return the direction of the `_WINDOW` vectors before each turn, or of those from it on."""
    total = np.zeros(vectors.shape)
    for shift in range(1, _WINDOW + 1) if before else range(_WINDOW):
        far = max(0, len(vectors) - shift)
        if before:
            total[shift:] += vectors[:far]
        else:
            total[:far] += vectors[shift:]
    lengths = np.linalg.norm(total, axis=1, keepdims=True)
    directions: Row = total / np.maximum(lengths, 1e-9)
    return directions


def _depth(values: Row) -> Row:
    """Return how far each of *values* lies below the highest a few places before and after it, the two summed."""
    highs = np.zeros((2, len(values)))
    highs[:] = values
    for shift in range(1, min(_DIP, len(values) - 1) + 1):
        np.maximum(highs[0, shift:], values[:-shift], out=highs[0, shift:])
        np.maximum(highs[1, :-shift], values[shift:], out=highs[1, :-shift])
    depths: Row = highs.sum(axis=0) - 2 * values
    return depths


def _surprise(values: Row) -> Row:
    """Return how many deviations each of *values* lies above the mean of those before it; 0 after very few."""
    trailing = np.full((_TRAILING, len(values)), np.nan)
    for shift in range(1, min(_TRAILING, len(values) - 1) + 1):
        trailing[shift - 1, shift:] = values[:-shift]
    known = ~np.isnan(trailing)
    counts = np.maximum(known.sum(axis=0), 1)
    means = np.where(known, trailing, 0.0).sum(axis=0) / counts
    deviations = np.sqrt(np.where(known, (trailing - means) ** 2, 0.0).sum(axis=0) / counts)
    surprise: Row = (values - means) / (deviations + _LEAST_DEVIATION)
    return np.where(counts >= _LEAST_TRAILING, surprise, 0.0)


def _before(values: Row) -> Row:
    return np.concatenate([[0.0], values[:-1]])
