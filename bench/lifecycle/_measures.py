"""How well boundaries were found: P_k, WindowDiff and F1, with their spread over sessions."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_RESAMPLES = 1000

Tally = NDArray[np.float64]
"""A row a session: windows judged wrongly by P_k, by WindowDiff, windows, hits, found and true boundaries."""


class Scores(NamedTuple):
    """
    How found boundaries compare with the true ones; of `p_k` and `window_diff` less is better.

    Attributes:
        p_k: Share of pairs of turns, half a true segment apart, wrongly taken for one segment or two (Beeferman 1999).

        window_diff: Share of such windows with a wrong number of boundaries (Pevzner and Hearst 2002).

        f1, precision, recall: Of boundaries, each matched with at most one true one at most a turn away.
    """

    p_k: float
    window_diff: float
    f1: float
    precision: float
    recall: float


def tally(truth: Sequence[int], found: Sequence[int], turns: int) -> Tally:
    """Return what each true segment adds to the scores; a boundary is the turn that begins a segment."""
    window = max(2, round(turns / (len(truth) + 1) / 2))
    true_between, found_between = (_between(bounds, turns, window) for bounds in (truth, found))
    rows = np.zeros((len(truth) + 1, 6))
    begun_in = np.searchsorted(truth, np.arange(turns - window), side="right")
    np.add.at(rows[:, 0], begun_in, (true_between > 0) != (found_between > 0))
    np.add.at(rows[:, 1], begun_in, true_between != found_between)
    np.add.at(rows[:, 2], begun_in, 1.0)
    hits = _hits(truth, found)
    rows[1:, 3] = [bound in hits for bound in truth]
    rows[1:, 5] = 1.0
    matched = {at: bound for bound, at in hits.items()}
    places = np.searchsorted(truth, [matched.get(at, at) for at in found], side="right")
    np.add.at(rows[:, 4], places, 1.0)
    return rows


def scores(rows: Tally) -> Scores:
    """Return the scores of all sessions of *rows* together."""
    p_k, window_diff, windows, hits, found, true = rows.sum(axis=0)
    precision, recall = hits / max(1.0, found), hits / max(1.0, true)
    return Scores(p_k / windows, window_diff / windows, 2 * hits / max(1.0, found + true), precision, recall)


def spread(rows: Tally) -> Scores:
    """Return the standard error of each score over sessions drawn anew, seeded."""
    draws = np.random.default_rng(7).integers(0, len(rows), (_RESAMPLES, len(rows)))
    return Scores(*np.std([scores(rows[draw]) for draw in draws], axis=0))


def _between(bounds: Sequence[int], turns: int, window: int) -> NDArray[np.int64]:
    """Return how many of *bounds* lie between each turn and the one *window* later."""
    marks = np.zeros(turns, np.int64)
    marks[list(bounds)] = 1
    counts = np.cumsum(marks)
    between: NDArray[np.int64] = counts[window:] - counts[:-window]
    return between


def _hits(truth: Sequence[int], found: Sequence[int]) -> dict[int, int]:
    """Return the boundary found for each of *truth*: the very one if possible, else one a turn away."""
    hits = {bound: bound for bound in truth if bound in set(found)}
    free = set(found) - set(hits)
    for bound in sorted(set(truth) - set(hits)):
        near = next((at for at in (bound - 1, bound + 1) if at in free), None)
        if near is not None:
            free.remove(near)
            hits[bound] = near
    return hits
