"""The ways a memory can be found. Each scores every version; none knows of the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import numpy as np

from ..index import UNSCORED, Posting, Units, query_terms
from ._probe import NOWHERE, Found, Probe, Scores, at


class Channel(Protocol):
    """
    One way of looking at all memories.

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
        postings = _postings(probe)
        scores = _found(probe.lexical.scores(postings.values(), probe.live))

        def why(place: int) -> str | None:
            shared = [word for word, posting in postings.items() if place in posting.docs]
            return f"shares the words {', '.join(shared)} (BM25 {scores[place]:.2f})" if shared else None

        return Found(scores, why)


class ContextChannel:
    """Words of a turn together with the one before and the one after it: BM25, >= 0; NaN where none occurs."""

    name = "context"

    def search(self, probe: Probe) -> Found:
        turns = probe.turns
        # A turn is part of its own window, of the next one's and of the one before's.
        of = np.stack([np.arange(probe.table.n), turns.after, turns.before], axis=1)
        units = Units(of, probe.table.n, probe.live & probe.mask)
        scores = probe.lexical.joint_scores(_postings(probe).values(), units, probe.mask)
        return Found(_found(scores))


class SessionChannel:
    """Words of a whole session: BM25, >= 0, the same for all its turns; NaN where none occurs."""

    name = "session"

    def search(self, probe: Probe) -> Found:
        conversation = probe.turns.conversation
        count = int(conversation.max(initial=NOWHERE)) + 1
        seen = conversation[probe.live & probe.mask]
        live = np.bincount(seen[seen != NOWHERE], minlength=count) > 0
        units = Units(conversation[:, None], count, live)
        scores = probe.lexical.joint_scores(_postings(probe).values(), units, probe.mask)
        return Found(at(_found(scores), conversation))


class DenseChannel:
    """Meaning: the cosine of the question with the memory's best piece, in [-1, 1]; NaN without a vector."""

    name = "dense"

    def search(self, probe: Probe) -> Found:
        scores = _cosines(probe)
        return Found(scores, lambda place: f"means something alike (cosine {scores[place]:.2f})")


class DenseBeforeChannel:
    """Meaning of the turn before: its cosine with the question, in [-1, 1]; NaN without one."""

    name = "dense_before"

    def search(self, probe: Probe) -> Found:
        return Found(at(_cosines(probe), probe.turns.before))


def _postings(probe: Probe) -> Mapping[str, Posting]:
    terms = query_terms(probe.text, probe.lexical.languages())
    return {term.word: probe.lexical.postings(term) for term in terms}


def _found(scores: Scores) -> Scores:
    scores[scores <= 0] = np.nan
    return scores


def _cosines(probe: Probe) -> Scores:
    n = probe.table.n
    if probe.vectors is None or probe.view.dense is None:
        return np.full(n, np.nan, np.float32)
    scores = probe.view.dense.scores(probe.vectors.vector, n)
    scores[scores <= UNSCORED] = np.nan
    return scores
