"""Ridge logistic regression."""

import numpy as np
from numpy.typing import NDArray

_RIDGE = 1.0
_STEPS = 30

Floats = NDArray[np.float64]


def fit_logistic(rows: Floats, labels: Floats, counts: Floats) -> Floats:
    """
    Return bias and weights that tell rows labelled 1 from those labelled 0, by Newton's method.

    Args:
        rows: Shape ``(n, signals)``; standardised here, the weights are those of the signals as given.

        labels: 0 or 1, shape ``(n,)``.

        counts: How often each row counts, shape ``(n,)``.
    """
    means, deviations = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    design = np.column_stack([np.ones(len(rows)), (rows - means) / deviations])
    ridge = np.diag([0.0, *[_RIDGE] * rows.shape[1]])
    weights = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (counts * (chances - labels)) + ridge @ weights
        bend = design.T @ (design * (counts * chances * (1 - chances))[:, None]) + ridge
        weights -= np.linalg.solve(bend, slope)
    scaled = weights[1:] / deviations
    fitted: Floats = np.concatenate([[weights[0] - scaled @ means], scaled])
    return fitted
