"""Whether a confidence can be believed: does it tell right from wrong, and is it as often right as it says?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

_BINS = 10
_POINTS = 200


@dataclass(frozen=True, slots=True)
class Bin:
    """
    Some questions of about the same confidence.

    Attributes:
        confidence: The mean of what was said.

        right: The share that was right.
    """

    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """
    How a confidence compares with what came true.

    Attributes:
        ece: The mean distance between confidence and truth over bins of equal size.

        brier: The mean squared distance, question by question.
    """

    ece: float
    brier: float
    bins: tuple[Bin, ...]


def roc_area(positives: Sequence[float], negatives: Sequence[float]) -> float | None:
    """
    Return how often one of *positives* lies above one of *negatives*, a tie counting half.

    `None` where there are none of either.
    """
    if not len(positives) or not len(negatives):
        return None
    ordered = np.sort(np.asarray(negatives, np.float64))
    below = np.searchsorted(ordered, positives, "left")
    not_above = np.searchsorted(ordered, positives, "right")
    return float((below + not_above).sum() / 2 / len(positives) / len(negatives))


def roc_curve(positives: Sequence[float], negatives: Sequence[float]) -> list[tuple[float, float]]:
    """Return at most 200 points (share of *negatives* let through, share of *positives* let through)."""
    if not len(positives) or not len(negatives):
        return []
    thresholds = np.unique(np.concatenate([positives, negatives]))[::-1]
    if len(thresholds) > _POINTS - 2:
        thresholds = thresholds[np.linspace(0, len(thresholds) - 1, _POINTS - 2).astype(int)]
    up, down = np.sort(positives), np.sort(negatives)
    through = [
        (
            1 - float(np.searchsorted(down, threshold, "left")) / len(down),
            1 - float(np.searchsorted(up, threshold, "left")) / len(up),
        )
        for threshold in thresholds
    ]
    return [(0.0, 0.0), *through, (1.0, 1.0)]


def calibration(confidence: Sequence[float], right: Sequence[bool]) -> Calibration:
    """
    Compare what was said with what came true, in ten bins of equal size, fewer where there are fewer values.

    Source: Naeini et al. 2015 (expected calibration error), with bins of equal mass; Brier 1950.
    """
    said = np.asarray(confidence, np.float64)
    true = np.asarray(right, np.float64)
    order = np.argsort(said, kind="stable")
    parts = [part for part in np.array_split(order, _BINS) if len(part)]
    bins = tuple(Bin(len(part), float(said[part].mean()), float(true[part].mean())) for part in parts)
    ece = sum(part.count * abs(part.confidence - part.right) for part in bins) / len(said)
    return Calibration(ece, float(((said - true) ** 2).mean()), bins)
