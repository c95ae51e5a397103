"""How much of the evidence a ranking holds, and how far the average can be trusted."""

import math
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass

import numpy as np
import numpy.typing as npt

MEASURES = ("R@5", "R@10", "R@20", "nDCG@10", "any@10", "all@10")
ROUNDS = 2_000
_SEED = 7
_TAILS = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean over questions and its 95 % interval by bootstrap, drawing questions anew."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.mean:.3f} ({self.low:.3f}–{self.high:.3f})"

    def signed(self) -> str:
        """Return a difference as text, with its sign."""
        return f"{self.mean:+.3f} ({self.low:+.3f} to {self.high:+.3f})"

    def to_dict(self) -> dict[str, float]:
        """Return plain JSON."""
        return {name: round(value, 5) for name, value in asdict(self).items()}


def measure(ranked: Sequence[str], gold: AbstractSet[str]) -> dict[str, float]:
    """
    Return the measures of one ranking, each in [0, 1].

    `R@k` is the share of the *gold* turns among the first k; `any@k` and `all@k` whether one or all of them are
    there; nDCG@k counts a gold turn at place i as 1 / log2(i + 1), relative to the best order there could be.

    Args:
        ranked: Ids, best first. One that comes twice counts where it comes first.

        gold: Ids, at least one.
    """
    order = list(dict.fromkeys(ranked))
    found = {k: len(gold & set(order[:k])) for k in (5, 10, 20)}
    gain = sum(1 / math.log2(place + 2) for place, one in enumerate(order[:10]) if one in gold)
    best = sum(1 / math.log2(place + 2) for place in range(min(10, len(gold))))
    return {f"R@{k}": found[k] / len(gold) for k in found} | {
        "nDCG@10": gain / best,
        "any@10": float(found[10] > 0),
        "all@10": float(found[10] == len(gold)),
    }


def intervals(rows: Sequence[Mapping[str, float]]) -> dict[str, Interval]:
    """Return the mean of every measure over *rows*, one a question; the same rows give the same intervals."""
    if not rows:
        return {}
    values = np.array([[row[name] for name in MEASURES] for row in rows], np.float64)
    low, high = np.percentile(_means(values), _TAILS, axis=0)
    mean = values.mean(axis=0)
    return {
        name: Interval(float(mean[place]), float(low[place]), float(high[place]))
        for place, name in enumerate(MEASURES)
    }


def differences(
    theirs: Mapping[str, Mapping[str, float]], ours: Mapping[str, Mapping[str, float]]
) -> dict[str, Interval]:
    """
    Return *theirs* less *ours*, paired question by question.

    Args:
        theirs, ours: Rows by question; only questions that both have count.
    """
    both = [question for question in theirs if question in ours]
    return intervals([{name: theirs[one][name] - ours[one][name] for name in MEASURES} for one in both])


def _means(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the columns' means in every round of drawing rows anew."""
    count = len(values)
    drawn = np.random.default_rng(_SEED).multinomial(count, np.full(count, 1 / count), size=ROUNDS)
    means: npt.NDArray[np.float64] = drawn @ values / count
    return means
