"""Simulated signals of a preference: how often constants see a shift that is none, and how late one that is."""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mnemic.lifecycle import OBSERVED_WEIGHT, STATED_WEIGHT, Constants

SEED = 7
RUNS = 2000
BEFORE, AFTER = 20, 15
NOISE = (0.05, 0.1, 0.2)  # the share of signals that say the opposite
STATED = 0.4  # the share of signals that are said; the rest is observed


class Tried(NamedTuple):
    """
    What constants do, over preferences of which 5, 10 and 20 % of the signals say the opposite.

    Attributes:
        false: Share of steady preferences for which a shift is seen, at any of 35 signals.

        seen: Share of true turns that are seen as a shift within 15 signals.

        delay: Signals from the turn until it is seen, where it is: the mean.

        wrong: Share of the signals of steady preferences after which the score has the wrong sign.

        turned: Signals from the turn until the score has the new sign: the mean.
    """

    constants: Constants
    false: float
    seen: float
    delay: float
    wrong: float
    turned: float


def tried() -> Iterator[Tried]:
    """Yield what each choice of constants does, on the same signals."""
    rng = np.random.default_rng(SEED)
    shape = (len(NOISE), RUNS, BEFORE + AFTER)
    values = np.where(rng.random(shape) < np.array(NOISE)[:, None, None], -1.0, 1.0).reshape(-1, shape[-1])
    weights = np.where(rng.random(shape) < STATED, STATED_WEIGHT, OBSERVED_WEIGHT).reshape(-1, shape[-1])
    turned = values.copy()
    turned[:, BEFORE:] *= -1
    for window, averaging in product((3, 5, 7, 10), (0.05, 0.1, 0.2, 0.3)):
        steady, moved = (followed(each, weights, window, averaging) for each in (values, turned))
        for shift, share in product((0.7, 0.9, 1.0, 1.1), (0.4, 0.6, 0.8)):
            yield _judged(Constants(window, averaging, share, shift), steady, moved)


def followed(
    values: NDArray[np.float64], weights: NDArray[np.float64], window: int, averaging: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the window's mean and the average after each signal, one row a preference."""
    total, weight = np.cumsum(values * weights, axis=1), np.cumsum(weights, axis=1)
    lasting = np.empty_like(values)
    lasting[:, 0] = values[:, 0]
    for at in range(1, values.shape[1]):
        before = lasting[:, at - 1]
        rate = weights[:, at] * np.maximum(averaging, 1 / weight[:, at])
        lasting[:, at] = before + rate * (values[:, at] - before)
    total[:, window:], weight[:, window:] = (
        total[:, window:] - total[:, :-window],
        weight[:, window:] - weight[:, :-window],
    )
    return total / weight, lasting


def _judged(
    constants: Constants,
    steady: tuple[NDArray[np.float64], NDArray[np.float64]],
    moved: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> Tried:
    share = constants.window_share
    false = np.abs(steady[0] - steady[1])[:, constants.window :] > constants.shift_above
    shifted = np.abs(moved[0] - moved[1])[:, BEFORE:] > constants.shift_above
    seen = shifted.any(axis=1)
    after = (share * moved[0] + (1 - share) * moved[1])[:, BEFORE:] < 0
    turned = np.where(after.any(axis=1), after.argmax(axis=1) + 1, AFTER)
    return Tried(
        constants,
        false=float(false.any(axis=1).mean()),
        seen=float(seen.mean()),
        delay=float(shifted.argmax(axis=1)[seen].mean() + 1) if seen.any() else float(AFTER),
        wrong=float((share * steady[0] + (1 - share) * steady[1] <= 0).mean()),
        turned=float(turned.mean()),
    )
