"""Weights under which gold memories come first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ._features import Example

Matrix = NDArray[np.float64]

_ROUNDS = 30
_HALVINGS = 20
_ENOUGH = 1e-7


def fit(
    examples: Sequence[Example], names: Sequence[str], counts: Sequence[float], ridge: float = 1e-3
) -> Mapping[str, float]:
    """
    Return the weights of a conditional logit: a memory is gold with ``softmax(sum of weight * feature)``.

    Args:
        names: The features to weigh.

        counts: How much each example counts.

        ridge: What keeps weights small: its share of the squared weights, in units of each feature's spread.
    """
    used = [(example, count) for example, count in zip(examples, counts, strict=True) if example.gold.any()]
    tables = [
        np.stack([example.features[name] for name in names], axis=1).astype(np.float64) for example, _ in used
    ]
    spread = np.concatenate(tables).std(axis=0) + 1e-6
    tables = [table / spread for table in tables]
    shares = [example.gold / example.gold.sum() for example, _ in used]
    parts = np.array([count for _, count in used])
    parts = parts / parts.sum()
    weights = np.zeros(len(names))
    loss, slope, curve = _derivatives(tables, shares, parts, weights, ridge)
    for _ in range(_ROUNDS):
        step = np.linalg.solve(curve, slope)
        # Far from the optimum a whole step overshoots.
        for _ in range(_HALVINGS):
            moved = _derivatives(tables, shares, parts, weights - step, ridge)
            if moved[0] <= loss:
                break
            step = step / 2
        gained, weights = loss - moved[0], weights - step
        loss, slope, curve = moved
        if gained < _ENOUGH:
            break
    return dict(zip(names, (weights / spread).tolist(), strict=True))


def _derivatives(
    tables: Sequence[Matrix], shares: Sequence[Matrix], parts: Matrix, weights: Matrix, ridge: float
) -> tuple[float, Matrix, Matrix]:
    value, slope = ridge * float(weights @ weights), 2 * ridge * weights
    curve = 2 * ridge * np.eye(len(weights))
    for table, share, part in zip(tables, shares, parts, strict=True):
        scores = table @ weights
        scores -= scores.max()
        chance = np.exp(scores)
        chance /= chance.sum()
        mean = chance @ table
        value -= part * float(share @ np.log(np.maximum(chance, 1e-300)))
        slope += part * (mean - share @ table)
        curve += part * ((table * chance[:, None]).T @ table - np.outer(mean, mean))
    return value, slope, curve
