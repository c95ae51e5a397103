"""The weights of `mnemic.lifecycle`'s signs, fitted anew."""

from collections.abc import Sequence

import numpy as np
from _retention_spaces import Space

from mnemic.lifecycle import Signs

_ROUNDS = 30
_MOST_ASKED = 3.0  # a turn that many questions are about counts no more than this


def fit(tuned: Sequence[Space], ridge: float = 1.0) -> Signs:
    """Return the weights of a ridge logistic regression of "a question is about this turn" on its signs."""
    table = np.array([[*signs, 1.0] for space in tuned for signs in space.signs])
    asked = np.concatenate([_asked(space) for space in tuned])
    target, count = (asked > 0).astype(float), np.where(asked > 0, np.minimum(asked, _MOST_ASKED), 1.0)
    penalty = ridge * np.diag([*np.ones(table.shape[1] - 1), 0.0])
    weights = np.zeros(table.shape[1])
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (count * (chance - target)) + penalty @ weights
        curve = (table * (count * chance * (1 - chance))[:, None]).T @ table + penalty
        weights -= np.linalg.solve(curve, slope)
    return Signs(*weights[:-1].tolist())


def _asked(space: Space) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    asked = np.zeros(len(space.signs))
    for gold in space.gold:
        asked[gold] += 1 / len(gold)
    return asked
