"""The ways a memory can be found. Each scores every version; none knows of the others."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from ..index import Units
from ._probe import NOWHERE, Found, Part, Probe, Scores, at


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


class LexicalChannel(Part):
    """Words: BM25, >= 0 and unbounded; NaN where no word of the question occurs."""

    name = "lexical"

    def search(self, probe: Probe) -> Found:
        postings = probe.postings
        scores = _found(probe.lexical.scores(postings.values(), probe.live))

        def why(place: int) -> str | None:
            shared = [word for word, posting in postings.items() if posting.holds(place)]
            return f"shares the words {', '.join(shared)} (BM25 {scores[place]:.2f})" if shared else None

        return Found(scores, why)


class ContextChannel(Part):
    """Words of a turn together with the one before and the one after it: BM25, >= 0; NaN where none occurs."""

    name = "context"

    def search(self, probe: Probe) -> Found:
        turns = probe.turns
        n = probe.table.n
        # A turn is part of its own window, of the next one's and of the one before's.
        of = np.stack([np.arange(n), turns.after, turns.before], axis=1)
        words = np.zeros(n + 1)  # the last place is `NOWHERE`
        np.multiply(probe.lexical.lengths, probe.mask, out=words[:n])
        units = Units(of, n, probe.live & probe.mask, words[:n] + words[turns.before] + words[turns.after])
        scores = probe.lexical.joint_scores(probe.postings.values(), units, probe.mask)
        return Found(_found(scores))


class SessionChannel(Part):
    """Words of a whole session: BM25, >= 0, the same for all its turns; NaN where none occurs."""

    name = "session"

    def search(self, probe: Probe) -> Found:
        conversation = probe.turns.conversation
        count = int(conversation.max(initial=NOWHERE)) + 1
        if not count:
            return Found(np.full(probe.table.n, np.nan, np.float32))
        places = conversation + 1  # what is in no session is counted in front of the first, and dropped
        live = np.bincount(places[probe.live & probe.mask], minlength=count + 1)[1:] > 0
        words = np.bincount(places, probe.lexical.lengths * probe.mask, minlength=count + 1)[1:]
        units = Units(conversation[:, None], count, live, words.astype(np.float64))
        scores = probe.lexical.joint_scores(probe.postings.values(), units, probe.mask)
        return Found(at(_found(scores), conversation))


class DenseChannel(Part):
    """Meaning: the cosine of the question with the memory's best piece, in [-1, 1]; NaN without a vector."""

    name = "dense"

    def search(self, probe: Probe) -> Found:
        scores = probe.cosines
        return Found(scores, lambda place: f"means something alike (cosine {scores[place]:.2f})")


class DenseBeforeChannel(Part):
    """Meaning of the turn before: its cosine with the question, in [-1, 1]; NaN without one."""

    name = "dense_before"

    def search(self, probe: Probe) -> Found:
        return Found(at(probe.cosines, probe.turns.before))


def _found(scores: Scores) -> Scores:
    scores[scores <= 0] = np.nan
    return scores
