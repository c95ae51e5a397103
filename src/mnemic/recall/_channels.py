"""The ways a memory can be found. Each scores every version; none knows of the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ..index import UNSCORED, Posting, SpaceView, query_terms

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


class Found(Protocol):
    """
    What a channel found.

    Attributes:
        scores: A score for every version of the view; NaN where the channel has nothing to say.
    """

    @property
    def scores(self) -> Scores: ...

    def reason(self, row: int) -> str | None:
        """Say why the version in *row* got its score, for a person; `None` when there is nothing to say."""
        ...


class Channel(Protocol):
    """
    One way of finding memories.

    Attributes:
        name: What it is called in weights and explanations.
    """

    name: str

    def search(self, probe: Probe) -> Found:
        """Score every version of the probe's view."""
        ...


class LexicalChannel:
    """Words: BM25, >= 0 and unbounded; NaN where no word of the question occurs."""

    name = "lexical"

    def search(self, probe: Probe) -> Found:
        lexical = probe.view.lexical
        terms = query_terms(probe.text, lexical.languages())
        postings = {term.word: lexical.postings(term) for term in terms}
        scores = lexical.scores(postings.values(), probe.live)
        scores[scores <= 0] = np.nan
        return _Words(scores, postings)


@dataclass(frozen=True, slots=True)
class _Words:
    scores: Scores
    postings: Mapping[str, Posting]

    def reason(self, row: int) -> str | None:
        shared = [word for word, posting in self.postings.items() if row in posting.docs]
        return f"shares the words {', '.join(shared)} (BM25 {self.scores[row]:.2f})" if shared else None


class DenseChannel:
    """Meaning: the cosine of the question with the memory's best piece, in [-1, 1]; NaN without a vector."""

    name = "dense"

    def search(self, probe: Probe) -> Found:
        n = probe.view.table.n
        if probe.vector is None or probe.view.dense is None:
            return _Meaning(np.full(n, np.nan, np.float32))
        scores = probe.view.dense.scores(probe.vector, n)
        scores[scores <= UNSCORED] = np.nan
        return _Meaning(scores)


@dataclass(frozen=True, slots=True)
class _Meaning:
    scores: Scores

    def reason(self, row: int) -> str | None:
        return f"means something alike (cosine {self.scores[row]:.2f})"
