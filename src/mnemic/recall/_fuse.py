"""
Making one score of several.

The weights were fitted by ``bench/weights.py`` on the tuning half of the development data and are reported on
the other half, in ``docs/design/recall.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

FIRST_WEIGHTS: Mapping[str, float] = {
    "lexical": 1.48,
    "context": 2.41,
    "session": 2.27,
    "dense": 5.24,
    "dense_before": 3.25,
    "speaker": 2.70,
    "time": 3.61,
    "opening": 1.44,
    "length": -1.03,
}
"""What the channels weigh when all memories are looked at."""

SECOND_WEIGHTS: Mapping[str, float] = {
    "context": 1.52,
    "tokens": 3.58,
    "tokens_context": 12.94,
    "tokens_session": 6.76,
    "speaker": 2.22,
    "time": 3.55,
    "opening": 1.42,
    "length": -1.27,
    "asks": -0.79,
    "dated": 1.94,
    "counted": 0.45,
}
"""
What they weigh, with the second look, among the best candidates.

The sentence vectors, and a turn's words alone, find candidates and then add nothing: the words in their contexts say
all they say.
"""

RELATIVE = frozenset({"lexical", "context", "session"})
"""The channels whose scores have no upper bound; they are measured by the best candidate's."""

EVIDENCE = frozenset({"lexical", "dense"})
"""The channels that find; the others only speak for or against what was found."""


class Fusion(Protocol):
    """Makes one score of the channels' scores."""

    def fuse(self, channels: Mapping[str, Scores]) -> Scores:
        """
        Return one score for each candidate, higher is better; NaN where nothing found it.

        Args:
            channels: Each channel's scores of the candidates, all of one length; NaN for "nothing to say".
        """
        ...

    def features(self, channels: Mapping[str, Scores]) -> Mapping[str, Scores]:
        """Return the numbers that `fuse` weighs, by name: what a hit shows, and what feedback learns from."""
        ...


@dataclass(frozen=True, slots=True)
class WeightedSum:
    """
    The weighted sum of each channel's calibrated scores.

    Unbounded scores (BM25) are measured by the best candidate's; silence there is a 0. Silence of any other
    channel says that something is not known yet, like a vector still to be made: it counts as the mean.

    Attributes:
        weights: How much each channel counts; one without a weight doesn't.

        adjust: What is added to the weights, as feedback taught.
    """

    weights: Mapping[str, float]
    adjust: Mapping[str, float] = field(default_factory=dict)

    def fuse(self, channels: Mapping[str, Scores]) -> Scores:
        total: NDArray[np.float64] = np.zeros(len(next(iter(channels.values()), ())))
        for name, values in self.features(channels).items():
            total += self.weight(name) * values
        return np.asarray(np.where(_is_found(channels), total, np.nan), np.float32)

    def weight(self, name: str) -> float:
        """Return how much the channel *name* counts."""
        return self.weights[name] + self.adjust.get(name, 0.0)

    def features(self, channels: Mapping[str, Scores]) -> Mapping[str, Scores]:
        """Return the calibrated scores of the channels that have a weight."""
        return {name: calibrated(name, scores) for name, scores in channels.items() if name in self.weights}


def calibrated(name: str, scores: Scores) -> Scores:
    """Return the scores of the channel *name*, about in [-1, 1] and without NaN."""
    silent = np.isnan(scores)
    heard = len(scores) - int(np.count_nonzero(silent))
    if not heard:
        return np.zeros_like(scores)
    # Scores are not gathered from among the silent ones: filling these with 0 takes a tenth of the time.
    said = scores if heard == len(scores) else np.where(silent, np.float32(0), scores)
    if name not in RELATIVE:
        return said if said is scores else np.where(silent, said.sum() / np.float32(heard), scores)
    best = said.max()
    return said / best if best > 0 else np.zeros_like(scores)


def shown(fused: Scores) -> Scores:
    """Return *fused*, best first, as scores in (0, 1] for people: 1 is the best, and half is one weight less."""
    return np.asarray(np.exp2(fused - fused[:1]), np.float32)


def _is_found(channels: Mapping[str, Scores]) -> NDArray[np.bool_]:
    found = [~np.isnan(scores) for name, scores in channels.items() if name in EVIDENCE]
    # A pipeline of other channels than ours says what it found by them.
    found = found or [~np.isnan(scores) for scores in channels.values()]
    return np.asarray(np.logical_or.reduce(found), np.bool_)
