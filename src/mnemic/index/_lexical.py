"""
Words: BM25 over a space's stored term lists, with that space's own statistics.

The matrix is kept term by term for what was there when it was last built, and document by document for
what came since, which is looked through from end to end until there is enough of it to build anew, and a
second question that would gain by it.

Source: Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework"; the idf is Lucene's, which is
never negative.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..store import TermRows, Terms
from ._columns import Coded, CodedView, Growing
from ._terms import QueryTerm, analyze, query_terms
from ._text import searchable

K1 = 0.9
"""How soon more of the same word stops counting."""

B = 0.4
"""How much a long text is held against it, from 0 to 1. Both are the usual values for short passages."""

_ENTRY = np.dtype([("term", "<u8"), ("count", "<u4")])
_TAIL_MIN = 20_000
_TAIL_SHARE = 0.25


def terms_of(content: str, speaker: str | None) -> Terms:
    """Return the term list a version is stored with."""
    analysis = analyze(searchable(content, speaker))
    return Terms(analysis.language, analysis.length, analysis.blob)


class Posting(NamedTuple):
    """Where one query word occurs: document numbers, ascending, and how often in each."""

    docs: NDArray[np.int32]
    counts: NDArray[np.float32]

    def holds(self, document: int) -> bool:
        """Return whether the word occurs in a document."""
        at = int(self.docs.searchsorted(np.int32(document)))
        return at < len(self.docs) and int(self.docs[at]) == document


class Units(NamedTuple):
    """
    What counts as one text: versions alone, or joined to something longer.

    Attributes:
        of: For each version the numbers of the units it is a part of, -1 where there is none; shape ``(n, k)``.

        size: How many units there are.

        live: Which units count in statistics, shape ``(size,)``.

        lengths: How many words each unit has, shape ``(size,)``.
    """

    of: NDArray[np.int64]
    size: int
    live: NDArray[np.bool_]
    lengths: NDArray[np.float64]


class _Inverted(NamedTuple):
    """The part of the matrix kept term by term."""

    docs_end: int
    terms: NDArray[np.uint64]
    starts: NDArray[np.int64]
    docs: NDArray[np.int32]
    counts: NDArray[np.float32]


_NOTHING = _Inverted(
    0, np.empty(0, np.uint64), np.zeros(1, np.int64), np.empty(0, np.int32), np.empty(0, np.float32)
)


class LexicalIndex:
    """The term lists of a space's versions, numbered as in its `HeaderTable`. Grows at the end."""

    def __init__(self) -> None:
        self._terms = Growing(np.uint64)
        self._counts = Growing(np.float32)
        self._docs = Growing(np.int32)
        self._lengths = Growing(np.float32)
        self._languages: Coded[str] = Coded()
        self._inverted = _NOTHING
        self._inverted_entries = 0
        self._tail_was_asked = False

    def extend(self, added: TermRows) -> None:
        """Add the next versions' term lists."""
        if not added.rows:
            return
        first, count = len(self._lengths.view), len(added.rows)
        entries = np.frombuffer(b"".join(added.blobs), _ENTRY)
        sizes = np.fromiter(map(len, added.blobs), np.int64, count) // _ENTRY.itemsize
        self._terms.extend(entries["term"])
        self._counts.extend(entries["count"])
        self._docs.extend(np.repeat(np.arange(first, first + count, dtype=np.int32), sizes))
        self._lengths.extend(added.lengths)
        self._languages.extend(added.languages)

    def _look_at_tail(self) -> None:
        """Build anew when a long tail is asked a second time; who asks one question never waits for that."""
        tail = len(self._terms.view) - self._inverted_entries
        if tail <= max(_TAIL_MIN, _TAIL_SHARE * self._inverted_entries):
            return
        if self._tail_was_asked:
            self._invert()
        self._tail_was_asked = not self._tail_was_asked

    def _invert(self) -> None:
        terms = self._terms.view
        order = np.argsort(terms, kind="stable")
        in_order = terms[order]
        starts = np.flatnonzero(np.concatenate([[True], in_order[1:] != in_order[:-1]]))
        self._inverted = _Inverted(
            len(self._lengths.view),
            in_order[starts],
            np.append(starts, len(terms)),
            self._docs.view[order],
            self._counts.view[order],
        )
        self._inverted_entries = len(terms)

    @property
    def view(self) -> LexicalView:
        """The matrix as it stands."""
        self._look_at_tail()
        tail = slice(self._inverted_entries, None)
        return LexicalView(
            self._inverted,
            self._terms.view[tail],
            self._docs.view[tail],
            self._counts.view[tail],
            self._lengths.view,
            self._languages.view,
        )

    @property
    def size_bytes(self) -> int:
        """What the matrix takes in memory, nearly."""
        growing = (self._terms, self._counts, self._docs, self._lengths)
        inverted = sum(part.nbytes for part in self._inverted if isinstance(part, np.ndarray))
        return sum(column.size_bytes for column in growing) + self._languages.size_bytes + inverted


class LexicalView:
    """A `LexicalIndex` at one moment."""

    def __init__(
        self,
        inverted: _Inverted,
        tail_terms: NDArray[np.uint64],
        tail_docs: NDArray[np.int32],
        tail_counts: NDArray[np.float32],
        lengths: NDArray[np.float32],
        languages: CodedView[str],
    ) -> None:
        self._inverted = inverted
        self._tail_terms = tail_terms
        self._tail_docs = tail_docs
        self._tail_counts = tail_counts
        self._lengths = lengths
        self._languages = languages

    def languages(self) -> list[str]:
        """Return the languages the space's texts are written in."""
        return self._languages.distinct()

    def postings(self, term: QueryTerm) -> Posting:
        """Return where a query word occurs, under whichever of its stems; each document once."""
        parts = [part for stem in term.hashes for part in self._stem(stem) if len(part.docs)]
        if not parts:
            return Posting(np.empty(0, np.int32), np.empty(0, np.float32))
        if len(parts) == 1:
            return parts[0]
        best = np.zeros(len(self._lengths), np.float32)
        for part in parts:
            best[part.docs] = np.maximum(best[part.docs], part.counts)
        docs = np.flatnonzero(best > 0).astype(np.int32)
        return Posting(docs, best[docs])

    def _stem(self, stem: int) -> tuple[Posting, Posting]:
        table = self._inverted
        at = int(np.searchsorted(table.terms, np.uint64(stem)))
        found = slice(0, 0)
        if at < len(table.terms) and int(table.terms[at]) == stem:
            found = slice(int(table.starts[at]), int(table.starts[at + 1]))
        tail = np.flatnonzero(self._tail_terms == np.uint64(stem))
        return (
            Posting(table.docs[found], table.counts[found]),
            Posting(self._tail_docs[tail], self._tail_counts[tail]),
        )

    @property
    def lengths(self) -> NDArray[np.float32]:
        """How many words each version has."""
        return self._lengths

    def scores(self, postings: Iterable[Posting], live: NDArray[np.bool_]) -> NDArray[np.float32]:
        """
        Return every version's BM25 score, >= 0; 0 where no word of the query occurs.

        Args:
            postings: Where each word of the query occurs.

            live: Which versions the statistics (document count, frequencies, mean length) are taken over.
        """
        return _bm25(postings, self._lengths, live)

    def joint_scores(
        self, postings: Iterable[Posting], units: Units, among: NDArray[np.bool_]
    ) -> NDArray[np.float32]:
        """
        Return every unit's BM25 score, >= 0, as if the versions it is made of were one text.

        Args:
            among: Which versions are read; the others are as if they had no words.
        """
        norms, population = _norms(units.lengths, units.live)
        scores = np.zeros(units.size)
        for docs, counts in postings:
            read = among[docs]
            joined = _joined(units, docs[read], counts[read])
            # Most words occur in few units; the others are left alone. (Of floats, numpy finds these much more slowly.)
            found = np.flatnonzero(joined > 0)
            joined = joined[found]
            idf = _idf(population, int(np.count_nonzero(units.live[found])))
            scores[found] += idf * (K1 + 1) * joined / (joined + norms[found])
        return scores.astype(np.float32)

    def rarity(self, word: str, live: NDArray[np.bool_]) -> float | None:
        """
        Return how rare *word*, as it stands in a text, is among the live versions: its idf, > 0.

        `None` for what has no letter or number.
        """
        terms = query_terms(word, self.languages(), whole=True)
        if not terms:
            return None
        frequency = max(int(live[self.postings(term).docs].sum()) for term in terms)
        return float(_idf(int(live.sum()), frequency))


def _joined(units: Units, docs: NDArray[np.integer], counts: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the sum of *counts* in each unit."""
    members = units.of[docs] + 1  # what is in no unit is counted in front of the first, and dropped
    weights = np.repeat(counts, members.shape[1])
    return np.asarray(np.bincount(members.ravel(), weights, minlength=units.size + 1)[1:], np.float64)


def _bm25(
    postings: Iterable[Posting], lengths: NDArray[np.float32], live: NDArray[np.bool_]
) -> NDArray[np.float32]:
    scores = np.zeros(len(lengths), np.float32)
    norms, population = _norms(lengths, live)
    for docs, counts in postings:
        if len(docs):
            idf = _idf(population, int(live[docs].sum()))
            scores[docs] += (idf * counts * (K1 + 1) / (counts + norms[docs])).astype(np.float32)
    return scores


def _norms(lengths: NDArray[np.floating], live: NDArray[np.bool_]) -> tuple[NDArray[np.floating], int]:
    """Return what each text's length takes from a word that occurs in it, and how many texts are live."""
    population = int(np.count_nonzero(live))
    mean = float(lengths @ live) / population if population else 1.0
    return K1 * (1 - B + B * lengths / max(mean, 1.0)), population


def _idf(population: int, frequency: int) -> float:
    return float(np.log1p((population - frequency + 0.5) / (frequency + 0.5)))
