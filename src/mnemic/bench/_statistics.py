"""How far a mean can be trusted: intervals by resampling."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_SEED = 7
_TAILS = (2.5, 97.5)
MOST_GROUPS = 30
"""From so many conversations on, resampling questions and resampling conversations say about the same."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """
    A mean and where it may lie.

    Attributes:
        low, high: The 95 % interval when questions are drawn anew.

        by_conversation: The same when whole conversations are drawn anew; `None` for one conversation, or many.
    """

    mean: float
    low: float
    high: float
    by_conversation: tuple[float, float] | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the estimate as plain JSON."""
        both = self.by_conversation
        return {
            "mean": round(self.mean, 6),
            "low": round(self.low, 6),
            "high": round(self.high, 6),
            "by_conversation": both and {"low": round(both[0], 6), "high": round(both[1], 6)},
        }


def estimates(
    columns: Mapping[str, Sequence[float]], conversations: Sequence[str], rounds: int
) -> dict[str, Estimate]:
    """
    Return the mean of each column with its percentile bootstrap intervals.

    All columns are resampled together, with a fixed seed, so the same data gives the same intervals.

    Args:
        columns: A value a question; all of one length, at least 1.

        conversations: The conversation of each question.

        rounds: How often to draw anew.
    """
    if not columns:
        return {}
    values = np.array(list(columns.values()), np.float64).T
    count = len(values)
    rng = np.random.default_rng(_SEED)
    drawn = rng.multinomial(count, np.full(count, 1 / count), size=rounds) @ values / count
    low, high = np.percentile(drawn, _TAILS, axis=0)
    wide = _by_conversation(values, conversations, rounds, rng)
    return {
        name: Estimate(
            float(values[:, place].mean()),
            float(low[place]),
            float(high[place]),
            None if wide is None else (float(wide[0][place]), float(wide[1][place])),
        )
        for place, name in enumerate(columns)
    }


def _by_conversation(
    values: NDArray[np.float64], conversations: Sequence[str], rounds: int, rng: np.random.Generator
) -> NDArray[np.float64] | None:
    names, group = np.unique(np.array(conversations), return_inverse=True)
    groups = len(names)
    if not 1 < groups < MOST_GROUPS:
        return None
    sums = np.zeros((groups, values.shape[1]))
    np.add.at(sums, group, values)
    sizes = np.bincount(group, minlength=groups)
    drawn = rng.multinomial(groups, np.full(groups, 1 / groups), size=rounds)
    return np.asarray(np.percentile((drawn @ sums) / (drawn @ sizes)[:, None], _TAILS, axis=0))


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which a *share* of *values*, which must not be empty, lies; the lower of two."""
    if share == 0.5:
        return statistics.median(values)
    return sorted(values)[int(share * (len(values) - 1))]
