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
from ._probe import Places, Probe, Scores
from ._ranking import Ranking

CALIBRATION = "locomo+longmemeval/2"
"""The name of what the weights below were fitted on, and the version of the fit."""

WEIGHTS: Mapping[str, float] = {
    "asked": 6.598,
    "own": 5.858,
    "lead": 0.253,
    "dense": 1.470,
    "entities": -2.424,
}
BIAS = -5.367

ANSWERABLE_FROM = 0.5
"""The confidence from which on it is worth answering."""

_BEST = 3
_ALONE = 0.1
"""No text counts as farther behind the best one: an answer that was given once stands alone."""

_TOP = 5
_FIELD = 50
_FIELD_LEAD = 4.0
"""How far ahead of the fiftieth a hit is where nothing answers: what a memory of fewer tells nothing against."""

_UNTOLD = 0.5


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

    ``asked``: how well the three texts that meet the question's words best meet them, in the mean, in [-1, 1]; none
    counts as farther behind the best than 0.1. Where it is known whose words are asked for, only theirs count; 0 if
    they said nothing. ``own``: how much better their best text meets the question's words than anybody else's, in
    [-2, 2]; 0 where that isn't known, or where only one side spoke. ``lead``: how far the first hit is ahead of the
    fiftieth, in doublings of the score, in [0, 30]; where there are fewer, ahead of the last, and 4 at least.
    ``dense``: the best cosine. ``entities``: the share of the names in the question that none of the five best hits
    holds, in [0, 1].
    """
    features = ranking.features
    cosines = ranking.probe.cosines[ranking.looked]
    if "tokens" not in features or "speaker" not in features or np.isnan(cosines).all():
        return None
    asked, own = _met(features["tokens"], features["speaker"])
    return {
        "asked": asked,
        "own": own,
        "lead": _lead(ranking.scores),
        "dense": float(np.nanmax(cosines)),
        "entities": _missed_entities(ranking.probe, ranking.order[:_TOP]),
    }


def _lead(scores: Scores) -> float:
    """Return how many doublings the first of *scores* is ahead of the field."""
    lead = log2(float(scores[0]) / max(float(scores[:_FIELD][-1]), 1e-9))
    return lead if len(scores) >= _FIELD else max(lead, _FIELD_LEAD)


def _met(tokens: Scores, speaker: Scores) -> tuple[float, float]:
    """Return how well those asked about meet the question's words, and how much better than the others do."""
    theirs, others = np.sort(tokens[speaker >= _UNTOLD])[::-1], tokens[speaker < _UNTOLD]
    if not len(theirs):
        return 0.0, 0.0
    own = float(theirs[0] - others.max()) if len(others) else 0.0
    return float(np.maximum(theirs[:_BEST], theirs[0] - _ALONE).mean()), own


def _missed_entities(probe: Probe, top: Places) -> float:
    entities = probe.question.entities
    missed = sum(not _holds(probe, entity, top) for entity in entities)
    return missed / len(entities) if entities else 0.0


def _holds(probe: Probe, text: str, top: Places) -> bool:
    """Return whether every word of *text* occurs in *top*."""
    terms = query_terms(text, probe.lexical.languages())
    return all(bool(np.isin(top, probe.lexical.postings(term).docs).any()) for term in terms)


DEFAULT_JUDGE = Calibrated(weights=WEIGHTS, bias=BIAS, calibration=CALIBRATION)
