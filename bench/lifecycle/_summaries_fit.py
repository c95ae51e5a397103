"""The weights of the signals by which a summary chooses its sentences."""

from collections.abc import Sequence

import numpy as np
from _logistic import fit_logistic
from _summaries_data import Half
from numpy.typing import NDArray

from mnemic.form._summary import sentences_of
from mnemic.form._worth import SIGNALS, signals

_COUNT = 4000


def fit(halves: Sequence[Half]) -> dict[str, float]:
    """Return the weights that tell evidence from the other sentences; each of *halves* counts alike."""
    designs = [_design(half) for half in halves]
    counts = [np.full(len(labels), _COUNT / len(labels)) for _, labels in designs]
    rows, labels = (np.concatenate(parts) for parts in zip(*designs, strict=True))
    weights = fit_logistic(rows, labels, np.concatenate(counts))
    return dict(zip(("bias", *SIGNALS), np.round(weights, 2).tolist(), strict=True))


def _design(half: Half) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the signals of all sentences, and which says most of an answer in a turn of evidence."""
    rows, labels = [], []
    for name, session in half.sessions.items():
        found = sentences_of(session.turns)
        chosen = np.zeros(len(found))
        for evidence in half.evidence:
            if evidence.session == name:
                own = [at for at, each in enumerate(found) if each.turn == evidence.turn]
                chosen[
                    max(own, key=lambda at: (len(found[at].terms & evidence.words), len(found[at].terms)))
                ] = 1
        rows.append(signals(session.turns, found))
        labels.append(chosen)
    return np.concatenate(rows), np.concatenate(labels)
