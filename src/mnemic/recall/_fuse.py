"""Making one score of several."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

DEFAULT_WEIGHTS: Mapping[str, float] = {"lexical": 0.5, "dense": 0.5}


class Fusion(Protocol):
    """Makes one score of the channels' scores."""

    def fuse(self, channels: Mapping[str, Scores]) -> Scores:
        """
        Return one score in [0, 1] for each candidate; NaN where no channel found it.

        Args:
            channels: Each channel's scores of the candidates, all of one length; NaN for "nothing to say".
        """
        ...


@dataclass(frozen=True, slots=True)
class WeightedSum:
    """
    The weighted mean of each channel's scores, stretched to [0, 1] over the candidates.

    Attributes:
        weights: How much each channel counts.

        unsure: The channels whose silence says that something is not known yet (a vector still to be made),
            not that there is nothing: a candidate is then weighed by the others alone.
    """

    weights: Mapping[str, float]
    unsure: frozenset[str] = frozenset({"dense"})

    def fuse(self, channels: Mapping[str, Scores]) -> Scores:
        size = len(next(iter(channels.values()), ()))
        total = np.zeros(size)
        weighed = np.zeros(size)
        found = np.zeros(size, np.bool_)
        for name, scores in channels.items():
            said = ~np.isnan(scores)
            total += self.weights[name] * np.where(said, stretched(scores), 0.0)
            weighed += self.weights[name] * (said if name in self.unsure else 1.0)
            found |= said
        return np.asarray(np.where(found, total / np.where(weighed > 0, weighed, 1.0), np.nan), np.float32)


def stretched(scores: Scores) -> Scores:
    """Return *scores* moved to [0, 1]: the worst said becomes 0 (or stays what it is of the best), the best 1."""
    said = scores[~np.isnan(scores)]
    if not len(said):
        return scores
    high = float(said.max())
    # BM25 has a natural zero, so only what lies below it is stretched from the minimum.
    low = min(float(said.min()), high) if float(said.min()) < 0 or high <= 0 else 0.0
    return (scores - low) / (high - low) if high > low else np.where(np.isnan(scores), scores, 1.0)
