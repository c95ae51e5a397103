"""What every part of the read path is given, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..index import (
    UNSCORED,
    LexicalView,
    Posting,
    QueryVectors,
    SpaceView,
    TableView,
    query_terms,
)
from ._question import Question

Scores = NDArray[np.float32]
Places = NDArray[np.int64]
Mask = NDArray[np.bool_]

NOWHERE = -1
"""Stands for "there is none" among places."""


class Part:
    """A part of the read path without settings of its own: shown as it is made."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


class _Asked(NamedTuple):
    """The fields of a `Probe`; a dataclass takes ten times as long to define, and the first recall would wait for it."""

    text: str
    question: Question
    vectors: QueryVectors | None
    view: SpaceView
    live: Mask
    mask: Mask


class Probe(_Asked):
    """
    A question, and where it is asked.

    Attributes:
        text: The question as it was asked.

        question: What it asks.

        vectors: The question as the model reads it, or `None` when there is no model.

        view: The space.

        live: Which versions count in statistics.

        mask: Which versions pass the filters. No other may be told of, or tell of another.
    """

    @property
    def table(self) -> TableView:
        return self.view.table

    @property
    def lexical(self) -> LexicalView:
        return self.view.lexical

    @cached_property
    def postings(self) -> Mapping[str, Posting]:
        """Where each word of the question occurs."""
        terms = query_terms(self.text, self.lexical.languages())
        return {term.word: self.lexical.postings(term) for term in terms}

    @cached_property
    def cosines(self) -> Scores:
        """The cosine of the question with every version's best piece; NaN without a vector."""
        n = self.table.n
        if self.vectors is None or self.view.dense is None:
            return np.full(n, np.nan, np.float32)
        scores = self.view.dense.scores(self.vectors.vector, n)
        scores[scores <= UNSCORED] = np.nan
        return scores

    @cached_property
    def turns(self) -> Turns:
        """Who spoke before whom, among the versions that pass the filters."""
        return Turns.of(self.table, self.mask)


class Found(NamedTuple):
    """
    What one look at the memories found.

    Attributes:
        scores: A score for each version, or candidate, that was looked at; NaN where there is nothing to say.

        why: Says for a person why the one in a given place got its score; `None` when there is nothing to say.
    """

    scores: Scores
    why: Callable[[int], str | None] = lambda _: None


class Turns(NamedTuple):
    """
    The conversations of a space, as far as the filters let them be seen.

    Attributes:
        before, after: For every version the place of the turn before it, and after it; `NOWHERE` without one.

        opening: Which turns begin their conversation.

        conversation: The number of each version's conversation, `NOWHERE` without one.
    """

    before: Places
    after: Places
    opening: Mask
    conversation: Places

    @classmethod
    def of(cls, table: TableView, mask: Mask) -> Turns:
        """Return the turns of *table* that pass *mask*; those that don't are as if never said."""
        order, conversation = table.turns()
        order = order[mask[order]]
        before, after = np.full((2, table.n), NOWHERE, np.int64)
        opening = np.zeros(table.n, np.bool_)
        together = conversation[order[1:]] == conversation[order[:-1]]
        before[order[1:][together]] = order[:-1][together]
        after[order[:-1][together]] = order[1:][together]
        opening[order] = np.concatenate([[True], ~together])[: len(order)]
        return cls(before, after, opening, conversation)


def at(scores: Scores, places: Places, missing: float = np.nan) -> Scores:
    """Return ``scores[places]``, and *missing* where a place is `NOWHERE`."""
    if not len(scores):
        return np.full(places.shape, missing, np.float32)
    return np.asarray(np.where(places == NOWHERE, missing, scores[places]), np.float32)
