"""The ways a memory can be found. Each scores every version; none knows of the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ..index import UNSCORED, SpaceView, query_terms

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Probe:
    """
    A question as the channels see it.

    Attributes:
        vector: The question's unit vector, or `None` when there is no model to make one.

        live: Which versions count in statistics.
    """

    text: str
    vector: NDArray[np.float32] | None
    view: SpaceView
    live: NDArray[np.bool_]


class Channel(Protocol):
    """
    One way of finding memories.

    Attributes:
        name: What it is called in weights and explanations.
    """

    name: str

    def scores(self, probe: Probe) -> Scores:
        """Return a score for every version of the view; NaN where the channel has nothing to say."""
        ...

    def reason(self, probe: Probe, row: int, score: float) -> str | None:
        """Say why the version in *row* got its score, for a person; `None` when there is nothing to say."""
        ...


class LexicalChannel:
    """Words: BM25, >= 0 and unbounded; NaN where no word of the question occurs."""

    name = "lexical"

    def scores(self, probe: Probe) -> Scores:
        lexical = probe.view.lexical
        scores = lexical.scores(query_terms(probe.text, lexical.languages()), probe.live)
        scores[scores <= 0] = np.nan
        return scores

    def reason(self, probe: Probe, row: int, score: float) -> str | None:
        lexical = probe.view.lexical
        terms = query_terms(probe.text, lexical.languages())
        shared = [term.word for term in terms if row in lexical.postings(term).docs]
        return f"shares the words {', '.join(shared)} (BM25 {score:.2f})" if shared else None


class DenseChannel:
    """Meaning: the cosine of the question with the memory's best piece, in [-1, 1]; NaN without a vector."""

    name = "dense"

    def scores(self, probe: Probe) -> Scores:
        if probe.vector is None or probe.view.dense is None:
            return np.full(probe.view.table.n, np.nan, np.float32)
        scores = probe.view.dense.scores(probe.vector, probe.view.table.numbers["row"])
        scores[scores <= UNSCORED] = np.nan
        return scores

    def reason(self, probe: Probe, row: int, score: float) -> str | None:
        return f"means something alike (cosine {score:.2f})"
