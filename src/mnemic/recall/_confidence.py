"""
How likely it is that the answer is among the hits.

A logistic model over a few signals of the ranking. It was fitted by ``bench/confidence.py``, which also reports
how it does on data it has not seen, and where it does not carry over: ``docs/design/recall.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log2
from typing import NamedTuple, Protocol

import numpy as np

from ..index import query_terms
from ._probe import Probe
from ._ranking import Ranking

CALIBRATION = "locomo+longmemeval/1"
"""The name of what the weights below were fitted on, and the version of the fit."""

WEIGHTS: Mapping[str, float] = {
    "tokens": 7.339,
    "lead": 0.409,
    "speakers": 2.800,
    "speaker_best": 0.986,
    "unknown": -0.229,
    "entities": -1.845,
    "dense": 2.114,
    "covered": -0.211,
}
BIAS = -8.412

ANSWERABLE_FROM = 0.5
"""The confidence from which on it is worth answering."""

_TOP = 5
_FIELD = 10
_RAREST = 5.0


class Judgement(NamedTuple):
    """
    What a recall says of itself.

    Attributes:
        confidence: The probability that the answer is among the hits.

        answerable: Whether it is worth answering from them.

        calibration: What the probability was calibrated on.
    """

    confidence: float
    answerable: bool
    calibration: str


class Judge(Protocol):
    """Says how likely it is that a ranking holds the answer."""

    def judge(self, ranking: Ranking, embedder: str) -> Judgement | None:
        """
        Return a judgement; `None` where there is no ground for one.

        Args:
            embedder: The name of what made the vectors.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrated:
    """
    A logistic model over `signals`.

    Attributes:
        embedder: The only one whose likenesses the weights know; with any other there is no judgement.
    """

    weights: Mapping[str, float]
    bias: float
    calibration: str
    embedder: str = "minilm"

    def judge(self, ranking: Ranking, embedder: str) -> Judgement | None:
        found = signals(ranking) if embedder == self.embedder else None
        if found is None:
            return None
        total = self.bias + sum(weight * found[name] for name, weight in self.weights.items())
        confidence = 1 / (1 + exp(-max(-30.0, min(30.0, total))))
        return Judgement(round(confidence, 4), confidence >= ANSWERABLE_FROM, self.calibration)


def signals(ranking: Ranking) -> dict[str, float] | None:
    """
    Return what tells whether the answer was found; `None` if there was no second look at the words.

    ``tokens``: how well the five best meet the question's words, in the mean.
    ``lead``: how far the best is ahead of the tenth, in doublings. ``speakers``: how many of the five best come
    from those asked about; ``speaker_best``: whether what meets the words best does. ``unknown``: the share of
    the question's words that never occur, by rarity. ``entities``: the share of the names in it that none
    of the five best holds. ``dense``: the best cosine. ``covered``: the share of its words that occur in the five best.
    """
    features = ranking.features
    cosines = ranking.probe.cosines[ranking.looked]
    if "tokens" not in features or "speaker" not in features or np.isnan(cosines).all():
        return None
    top = ranking.order[:_TOP]
    row_of = {place: row for row, place in enumerate(ranking.looked.tolist())}
    rows = np.array([row_of[place] for place in top.tolist() if place in row_of])
    tokens, speaker = features["tokens"], features["speaker"]
    last = ranking.scores[:_FIELD][-1]
    unknown, covered = _words(ranking.probe, frozenset(top.tolist()))
    return {
        "tokens": float(tokens[rows].mean()),
        "lead": log2(float(ranking.scores[0]) / max(float(last), 1e-9)),
        "speakers": float(speaker[rows].mean()),
        "speaker_best": float(speaker[int(tokens.argmax())]),
        "unknown": unknown,
        "entities": _missed_entities(ranking.probe, frozenset(top.tolist())),
        "dense": float(np.nanmax(cosines)),
        "covered": covered,
    }


def _words(probe: Probe, top: frozenset[int]) -> tuple[float, float]:
    """Return which share of the question's words occurs nowhere, and which in *top*, by rarity."""
    total = unknown = covered = 0.0
    for word, occurs, where in _occurrences(probe, probe.text, top):
        weight = min(probe.lexical.rarity(word, probe.live) or 0.0, _RAREST)
        total += weight
        unknown += weight * (not occurs)
        covered += weight * where
    return (unknown / total, covered / total) if total else (0.0, 0.0)


def _missed_entities(probe: Probe, top: frozenset[int]) -> float:
    entities = probe.question.entities
    missed = sum(any(not where for _, _, where in _occurrences(probe, entity, top)) for entity in entities)
    return missed / len(entities) if entities else 0.0


def _occurrences(probe: Probe, text: str, top: frozenset[int]) -> list[tuple[str, bool, bool]]:
    """Return each word of *text* with whether it occurs at all, and in *top*."""
    found = []
    for term in query_terms(text, probe.lexical.languages()):
        docs = probe.lexical.postings(term).docs
        docs = docs[probe.live[docs] & probe.mask[docs]]
        found.append((term.word, bool(len(docs)), bool(len(docs)) and not top.isdisjoint(docs.tolist())))
    return found


DEFAULT_JUDGE = Calibrated(weights=WEIGHTS, bias=BIAS, calibration=CALIBRATION)
