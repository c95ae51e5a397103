"""The read path: hard filters, channels, fusion, a second look, rerank, budget."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from .._lazy import Later
from ..cube import new_id
from ..errors import CubeNotFound, EmbedderUnavailable
from ._channels import (
    Channel,
    ContextChannel,
    DenseBeforeChannel,
    DenseChannel,
    LexicalChannel,
    SessionChannel,
)
from ._circumstances import LengthChannel, OpeningChannel, SpeakerChannel, TimeChannel
from ._confidence import DEFAULT_JUDGE, Judge, Judgement
from ._derived import drawn_from, pointing_at_evidence, unasked
from ._fuse import FIRST_WEIGHTS, SECOND_WEIGHTS, Fusion, WeightedSum
from ._neighbours import beside
from ._probe import Probe
from ._query import Query
from ._question import read_question
from ._ranking import Ranking, rank, rank_closely, within_reach
from ._recall import Hit, Recall
from ._second import Candidates, LateInteraction, SecondLook, Surface
from ._tokens import TokenCounter, wordpiece_tokens

if TYPE_CHECKING:
    from ..cube import MemCube
    from ..index import IndexCache, QueryVectors, SpaceView, Vectorizer
    from ..store import Model, Reader, Space, Store, TokenRow
    from . import _context, _deepen, _explain, _lines
    from ._missing import Missing
else:
    # What most recalls do without is loaded by those that need it.
    _context, _deepen, _explain, _lines = (
        Later(f"{__package__}.{name}") for name in ("_context", "_deepen", "_explain", "_lines")
    )

CHANNELS: tuple[Channel, ...] = (
    LexicalChannel(), ContextChannel(), SessionChannel(), DenseChannel(), DenseBeforeChannel(),
    SpeakerChannel(), TimeChannel(), OpeningChannel(), LengthChannel(),
)  # fmt: skip
SECOND_LOOKS: tuple[SecondLook, ...] = (LateInteraction(), Surface())


_READ_FOR_MORE = 3

ARCHIVE_BELOW = 0.8
"""The confidence below which the archive is looked through as well: ``bench/lifecycle/forgetting.py`` shows others."""


class Reranker(Protocol):
    """Puts the best candidates in a better order, e.g. by a cross-encoder or a language model."""

    def rerank(self, query: str, candidates: Sequence[MemCube], scores: Sequence[float]) -> Sequence[float]:
        """Return a new score in [0, 1] for each of *candidates*, which come best first."""
        ...


class Sources(NamedTuple):
    """Where a recall reads: the store, its matrices, and what makes vectors, where there is such."""

    store: Store
    cache: IndexCache
    model: Model | None
    vectorizer: Vectorizer | None


class _Snapshot(NamedTuple):
    """One moment of a space."""

    reader: Reader
    space: Space
    view: SpaceView


@dataclass(frozen=True, kw_only=True)
class Pipeline:
    """
    A way of recalling, made of parts that can each be replaced or left out.

    Attributes:
        channels: How memories are found.

        fusion: How the channels' scores become one.

        second: How the best `rerank_top` are looked at more closely; empty for no second look.

        second_fusion: How all scores become one then.

        spread: Whether hits of several sessions are preferred where the answer is likely to lie in several.

        reranker: Reorders the best `rerank_top` after that; `None` leaves them as they are.

        judge: Says how likely it is that the answer was found; `None` to say nothing.

        archive_below: The confidence below which the archive is looked through as well.

        tokens: Counts what `max_tokens` bounds; see `mnemic.recall.wordpiece_tokens`.
    """

    channels: tuple[Channel, ...] = CHANNELS
    fusion: Fusion = field(default_factory=lambda: WeightedSum(FIRST_WEIGHTS))
    second: tuple[SecondLook, ...] = SECOND_LOOKS
    second_fusion: Fusion = field(default_factory=lambda: WeightedSum(SECOND_WEIGHTS))
    reranker: Reranker | None = None
    rerank_top: int = 200
    spread: bool = True
    judge: Judge | None = DEFAULT_JUDGE
    archive_below: float = ARCHIVE_BELOW
    tokens: TokenCounter = wordpiece_tokens

    def recall(self, sources: Sources, query: Query) -> Recall:
        """Answer *query*; see `Memory.recall`."""
        hits: list[Hit] = []
        candidates = 0
        widened = False
        judgement: Judgement | None = None
        with _snapshot(sources, query) as (opened, vectors, degraded):
            if opened is not None:
                widened, ranking, fallen_short, judgement = self._searched(sources, opened, vectors, query)
                candidates = int(ranking.probe.mask.sum())
                degraded += fallen_short
                ranking = pointing_at_evidence(opened.reader, opened.space, ranking)
                hits = self._hits(opened, ranking, query)
        return Recall(
            id=new_id(),
            query=query.text,
            asked_at=query.asked_at,
            hits=tuple(hits),
            confidence=judgement and judgement.confidence,
            answerable=judgement and judgement.answerable,
            calibration=judgement and judgement.calibration,
            degraded=degraded,
            archive_searched=widened,
            max_tokens=query.max_tokens,
            candidates=candidates,
            tokens=self.tokens,
        )

    def missing(self, sources: Sources, query: Query, id_: str) -> Missing:
        """
        Say at which step the cube *id_* fell out of a recall.

        Raises:
            CubeNotFound: it is not in the space.
        """
        with _snapshot(sources, query) as (opened, vectors, _):
            versions = opened.reader.headers_of(opened.space, [id_]) if opened else []
            if opened is None or not versions:
                raise CubeNotFound(f"no cube {id_!r} in space {query.space!r}: never there, or erased")
            if query.widens and self._searched(sources, opened, vectors, query)[0]:
                query = query._replace(selector=query.selector._replace(tiers=None))
            rows = opened.view.table.numbers["row"].searchsorted([header.row for header in versions])
            probe = _probe(opened.view, vectors, query)
            missing = _explain.fallen(query, opened.view.table, rows.tolist(), id_)
            if missing is not None:
                return missing
            unbounded = query._replace(limit=max(query.limit, opened.view.table.n))
            ranking, _ = self._rank(sources, opened, probe, unbounded)
            ranking = pointing_at_evidence(opened.reader, opened.space, ranking)
            at = next(place for place in rows.tolist() if probe.mask[place])
            hits = self._hits(opened, ranking, query)
            return _explain.explain(ranking, at, id_, query, [hit.cube.id for hit in hits])

    def _searched(
        self, sources: Sources, opened: _Snapshot, vectors: QueryVectors | None, query: Query
    ) -> tuple[bool, Ranking, tuple[str, ...], Judgement | None]:
        """Return whether the archive was looked through, the ranking, in what it fell short, how sure it is."""
        ranking, fallen_short = self._rank(sources, opened, _probe(opened.view, vectors, query), query)
        judgement = self._judge(sources, ranking)
        if query.widens and self._is_unsure(ranking, judgement):
            wide = _with_archive(opened.view, vectors, query)
            if wide.mask.sum() > ranking.probe.mask.sum():
                ranking, fallen_short = self._rank(sources, opened, wide, query)
                return True, ranking, fallen_short, self._judge(sources, ranking)
        return False, ranking, fallen_short, judgement

    def _rank(
        self, sources: Sources, opened: _Snapshot, probe: Probe, query: Query
    ) -> tuple[Ranking, tuple[str, ...]]:
        """Return the ranking, and in what a second round of questions fell short."""
        ranking = self._rank_once(sources, opened, probe, query)
        if query.depth == "normal" or not len(ranking.order):
            return ranking, ()
        best = opened.reader.texts(probe.table.numbers["row"][ranking.order[:_READ_FOR_MORE]].tolist())
        others = []
        degraded: tuple[str, ...] = ()
        vectorizer = sources.vectorizer if probe.vectors is not None else None
        for text in _deepen.further_questions(probe, best):
            vectors, failed = _vectors_of(None if degraded else vectorizer, text)
            degraded += failed
            asked = _probe(opened.view, vectors, query._replace(text=text))
            # The times asked about stay those of the question itself.
            asked = asked._replace(question=asked.question.at_the_times_of(probe.question))
            others.append(self._rank_once(sources, opened, asked, query))
        return _deepen.merged(ranking, others), degraded

    def _rank_once(self, sources: Sources, opened: _Snapshot, probe: Probe, query: Query) -> Ranking:
        # A budget may skip some, so that any number may be needed.
        depth = None if query.max_tokens is not None else max(query.limit, self.rerank_top)
        ranking = rank(probe, self.channels, self.fusion, depth)
        if not self.second or not len(ranking.order):
            return ranking
        reader, model, vectorizer = opened.reader, sources.model, sources.vectorizer

        def tokens(rows: Sequence[int]) -> Sequence[TokenRow]:
            return vectorizer.tokens(reader, model, rows) if vectorizer and model else ()

        candidates = Candidates(probe, within_reach(ranking, self.rerank_top), tokens, reader.texts)
        return rank_closely(ranking, candidates, self.second, self.second_fusion, spreading=self.spread)

    def _judge(self, sources: Sources, ranking: Ranking) -> Judgement | None:
        if self.judge is None or self.reranker is not None or not sources.model or not len(ranking.order):
            return None
        return self.judge.judge(ranking, sources.model.name)

    def _is_unsure(self, ranking: Ranking, judgement: Judgement | None) -> bool:
        return not len(ranking.order) or (judgement is not None and judgement.confidence < self.archive_below)

    def _hits(self, opened: _Snapshot, ranking: Ranking, query: Query) -> list[Hit]:
        top = max(query.limit, self.rerank_top if self.reranker or query.max_tokens is not None else 0)
        places = ranking.order[:top]
        cubes = opened.reader.at(opened.space, ranking.probe.table.numbers["row"][places].tolist())
        scored = list(zip(cubes, ranking.scores[:top].tolist(), places.tolist(), strict=True))
        if self.reranker is not None and scored:
            scores = self.reranker.rerank(query.text, cubes, [score for _, score, _ in scored])
            scored = [(cube, new, at) for (cube, _, at), new in zip(scored, scores, strict=True)]
            scored.sort(key=lambda item: (-item[1], item[0].seq))
        chosen = self._chosen(query, [(cube, score) for cube, score, _ in scored])
        found = [(scored[place][2], scored[place][0]) for place in chosen]
        sides = beside(opened.reader, opened.space, ranking.probe.table, ranking.probe.mask, found,
                       query.selector.known_at_us)  # fmt: skip
        facts = drawn_from(opened.reader, opened.space, ranking.probe, [cube for _, cube in found],
                           query.selector.known_at_us)  # fmt: skip
        return [
            _hit(ranking, *scored[place], explain=query.explain, before=before, after=after, facts=drawn)
            for place, (before, after), drawn in zip(chosen, sides, facts, strict=True)
        ]

    def _chosen(self, query: Query, scored: Sequence[tuple[MemCube, float]]) -> Sequence[int]:
        """Return which of *scored*, best first, are returned."""
        if query.max_tokens is None:
            return range(min(query.limit, len(scored)))
        listed = [
            _lines.Source(rank=rank, cube=cube, score=score) for rank, (cube, score) in enumerate(scored, 1)
        ]
        return _context.choose(listed, query.text, self.tokens, query.max_tokens, query.limit)


def _hit(
    ranking: Ranking,
    cube: MemCube,
    score: float,
    at: int,
    *,
    explain: bool,
    before: tuple[MemCube, ...],
    after: tuple[MemCube, ...],
    facts: tuple[MemCube, ...],
) -> Hit:
    return Hit(
        cube=cube,
        score=round(score, 6),
        why=ranking.why(at),
        channels=ranking.channels(at) if explain else (),
        before=before,
        after=after,
        facts=facts,
        features=ranking.features_of(at),
    )


def _probe(view: SpaceView, vectors: QueryVectors | None, query: Query) -> Probe:
    mask = query.selector.select(view.table) & ~unasked(view.table, query)
    names = view.table.texts["speaker"].distinct(mask)
    question = read_question(query.text, asked_at=query.asked_at, names=names)
    return Probe(query.text, question, vectors, view, view.table.live(), mask)


def _with_archive(view: SpaceView, vectors: QueryVectors | None, query: Query) -> Probe:
    return _probe(view, vectors, query._replace(selector=query.selector._replace(tiers=None)))


@contextmanager
def _snapshot(
    sources: Sources, query: Query
) -> Iterator[tuple[_Snapshot | None, QueryVectors | None, tuple[str, ...]]]:
    """Open one snapshot with the question's vectors, and say in what it falls short."""
    store, cache, model, vectorizer = sources
    vectors, degraded = _vectors_of(vectorizer, query.text)
    if vectors is not None and model is not None and vectorizer is not None and not store.read_only:
        degraded += _fill(store, model, vectorizer, query)
    with cache.open(store, query.space, model if vectors is not None else None) as found:
        opened = _Snapshot(*found) if found else None
        if opened and store.read_only and vectors is not None and model and vectorizer:
            made, left = vectorizer.transient(opened.reader, model, opened.space, query.pending_budget_s)
            view = opened.view
            dense = view.dense and view.dense.with_more(made, view.table.numbers["row"])
            opened = opened._replace(view=view._replace(dense=dense))
            degraded += ("vectors_pending",) if left else ()
        yield opened, vectors, degraded


def _vectors_of(vectorizer: Vectorizer | None, text: str) -> tuple[QueryVectors | None, tuple[str, ...]]:
    if vectorizer is None:
        return None, ()
    try:
        return vectorizer.query(text), ()
    except EmbedderUnavailable as error:
        warnings.warn(f"recall goes on by words alone: {error}", RuntimeWarning, stacklevel=6)
        return None, ("dense_unavailable",)


def _fill(store: Store, model: Model, vectorizer: Vectorizer, query: Query) -> tuple[str, ...]:
    with store.read() as reader:
        space = reader.space(query.space)
        waiting = reader.pending_count(model, space) if space else 0
    if space is None or not waiting:
        return ()
    try:
        left = vectorizer.fill(model, space, budget_s=query.pending_budget_s)
    except EmbedderUnavailable as error:
        warnings.warn(f"{waiting} vectors stay pending: {error}", RuntimeWarning, stacklevel=7)
        left = waiting
    return ("vectors_pending",) if left else ()
