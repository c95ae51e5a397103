"""The weights of the signals, by logistic regression, and what each group of signals adds."""

from collections.abc import Callable, Sequence

import numpy as np
from _logistic import fit_logistic
from _measures import Scores, scores, tally
from _segments_data import Halves, Stream
from numpy.typing import NDArray

from mnemic.form._segment import peaks
from mnemic.form._signals import VECTOR_SIGNALS, WORD_SIGNALS, vector_signals, word_signals

GROUPS = {
    "words shared": ("rift", "newness"),
    "phrases": ("greets", "greeted", "is_greeted", "shifts", "left", "leaves"),
    "roles, questions": ("replies", "answers"),
    "likeness": ("likeness", "dip"),
    "surprise": ("surprise",),
}
NAMES: tuple[str, ...] = (*WORD_SIGNALS, *VECTOR_SIGNALS)
_THRESHOLDS = np.arange(0.15, 0.71, 0.05)

Signals = tuple[Stream, NDArray[np.float64]]


def signals_of(stream: Stream) -> Signals:
    """Return *stream* with the signals `NAMES` of its gaps."""
    vectors = np.stack([turn.vector for turn in stream.turns if turn.vector is not None])
    return stream, np.column_stack([word_signals(stream.turns), vector_signals(vectors)])


class Model:
    """A logistic regression on some of the signals, and the threshold that did best on what it was fitted on."""

    def __init__(self, names: Sequence[str], sets: Sequence[Sequence[Signals]]) -> None:
        self.names = names
        self._columns = [NAMES.index(name) for name in names]
        gaps, labels, counts = [], [], []
        for streams in sets:
            size = sum(len(stream.turns) for stream, _ in streams)
            for stream, signals in streams:
                gaps.append(signals[1:, self._columns])
                labels.append(np.isin(np.arange(1, len(signals)), stream.truth).astype(float))
                counts.append(np.full(len(signals) - 1, 1500 / size))  # a large set is not all that is heard
        self.weights = fit_logistic(np.concatenate(gaps), np.concatenate(labels), np.concatenate(counts))
        self.threshold = max(_THRESHOLDS, key=lambda at: sum(self.scores(streams, at).f1 for streams in sets))

    def scores(self, streams: Sequence[Signals], threshold: float | None = None) -> Scores:
        """Return how well the sessions of *streams* are told apart."""
        least = self.threshold if threshold is None else threshold
        return scores(
            np.concatenate(
                [
                    tally(stream.truth, peaks(self._chances(signals), least), len(stream.turns))
                    for stream, signals in streams
                ]
            )
        )

    def _chances(self, signals: NDArray[np.float64]) -> NDArray[np.float64]:
        odds = self.weights[0] + signals[:, self._columns] @ self.weights[1:]
        chances: NDArray[np.float64] = 1 / (1 + np.exp(-odds))
        chances[0] = 0.0
        return chances


def fit_and_print(sets: Sequence[Halves], tell: Callable[[str], None]) -> None:
    """Print the weights with vectors and without, and a table of what each group adds on the held-out halves."""
    tuned = [[signals_of(stream) for stream in each.tuned] for each in sets]
    held = [[signals_of(stream) for stream in each.held] for each in sets]
    for label, names in (("with vectors", NAMES), ("words alone", NAMES[: len(WORD_SIGNALS)])):
        model = Model(names, tuned)
        rounded = dict(zip(("bias", *names), np.round(model.weights, 2).tolist(), strict=True))
        tell(f"{label}: threshold {model.threshold:.2f}, weights {rounded}")
    tell("\n| signals | " + " | ".join(f"{each.name} P_k | F1" for each in sets) + " |")
    tell("|---|" + "---|---|" * len(sets))
    for label, names in _subsets():
        model = Model(names, tuned)
        found = [model.scores(streams) for streams in held]
        tell(f"| {label} | " + " | ".join(f"{each.p_k:.3f} | {each.f1:.3f}" for each in found) + " |")


def _subsets() -> list[tuple[str, tuple[str, ...]]]:
    subsets: list[tuple[str, tuple[str, ...]]] = [("all", NAMES)]
    for group, members in GROUPS.items():
        subsets.append((f"without {group}", tuple(name for name in NAMES if name not in members)))
    subsets.append(("without vectors", WORD_SIGNALS))
    for group, members in GROUPS.items():
        subsets.append((f"only {group}", members))
    return subsets
