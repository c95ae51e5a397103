"""The read path: hard filters, channels, fusion, rerank, budget."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ..cube import MemCube, new_id
from ..errors import CubeNotFound, EmbedderUnavailable
from ..index import IndexCache, SpaceView, Vectorizer
from ..store import Model, Reader, Space, Store
from ._budget import TokenCounter, approximate_tokens, pack
from ._channels import Channel, DenseChannel, Found, LexicalChannel, Probe, Scores
from ._context import line, room
from ._fuse import DEFAULT_WEIGHTS, Fusion, WeightedSum
from ._query import Query
from ._recall import ChannelScore, Hit, Missing, Recall


class Reranker(Protocol):
    """Puts the best candidates in a better order."""

    def rerank(self, query: str, candidates: Sequence[MemCube], scores: Sequence[float]) -> Sequence[float]:
        """Return a new score in [0, 1] for each of *candidates*, which come best first."""
        ...


@dataclass(frozen=True)
class _Ranking:
    """
    The candidates of one recall, best first.

    Attributes:
        order: Places in the view's table.

        scores: The fused score of each, in the same order.
    """

    probe: Probe
    mask: NDArray[np.bool_]
    found_by: Mapping[str, Found]
    order: NDArray[np.int64]
    scores: Scores


@dataclass(frozen=True, kw_only=True)
class Pipeline:
    """
    A way of recalling, made of parts that can each be replaced or left out.

    Attributes:
        channels: How memories are found.

        fusion: How the channels' scores become one.

        reranker: Reorders the best `rerank_top`; `None` leaves them as they are.
    """

    channels: tuple[Channel, ...] = (LexicalChannel(), DenseChannel())
    fusion: Fusion = field(default_factory=lambda: WeightedSum(DEFAULT_WEIGHTS))
    reranker: Reranker | None = None
    rerank_top: int = 100
    tokens: TokenCounter = approximate_tokens

    def recall(
        self,
        store: Store,
        cache: IndexCache,
        model: Model | None,
        vectorizer: Vectorizer | None,
        query: Query,
    ) -> Recall:
        """Answer *query*; see `Memory.recall`."""
        with self._snapshot(store, cache, model, vectorizer, query) as (opened, vector, degraded):
            hits: list[Hit] = []
            candidates = 0
            if opened is not None:
                reader, space, view = opened
                ranking = self._rank(view, vector, query)
                candidates = int(ranking.mask.sum())
                hits = self._hits(reader, space, ranking, query)
        return Recall(
            id=new_id(),
            query=query.text,
            asked_at=query.asked_at,
            hits=tuple(hits),
            degraded=degraded,
            max_tokens=query.max_tokens,
            candidates=candidates,
            tokens=self.tokens,
        )

    @contextmanager
    def _snapshot(
        self,
        store: Store,
        cache: IndexCache,
        model: Model | None,
        vectorizer: Vectorizer | None,
        query: Query,
    ) -> Iterator[tuple[tuple[Reader, Space, SpaceView] | None, NDArray[np.float32] | None, tuple[str, ...]]]:
        """Open one snapshot with the question's vector, and say in what it falls short."""
        vector, degraded = _vector_of(vectorizer, query.text)
        if vector is not None and model is not None and vectorizer is not None and not store.read_only:
            degraded += _fill(store, model, vectorizer, query)
        with cache.open(store, query.space, model if vector is not None else None) as opened:
            if opened is not None and store.read_only and vector is not None and model and vectorizer:
                reader, space, view = opened
                made, left = vectorizer.transient(reader, model, space, query.pending_budget_s)
                opened = (
                    reader,
                    space,
                    view._replace(dense=view.dense and view.dense.with_more(made, view.table.numbers["row"])),
                )
                degraded += ("vectors_pending",) if left else ()
            yield opened, vector, degraded

    def _rank(self, view: SpaceView, vector: NDArray[np.float32] | None, query: Query) -> _Ranking:
        mask = query.selector.select(view.table)
        probe = Probe(query.text, vector, view, view.table.live())
        places = np.flatnonzero(mask)
        found_by = {channel.name: channel.search(probe) for channel in self.channels}
        fused = self.fusion.fuse({name: found.scores[places] for name, found in found_by.items()})
        kept = ~np.isnan(fused)
        places, fused = places[kept], fused[kept]
        order = _best_first(fused, view.table.numbers["seq"][places], self._depth(query))
        return _Ranking(probe, mask, found_by, places[order], fused[order])

    def _depth(self, query: Query) -> int | None:
        """Return how many candidates must be put in order; `None` for all, when a budget may skip some."""
        return None if query.max_tokens is not None else max(query.limit, self.rerank_top)

    def _hits(self, reader: Reader, space: Space, ranking: _Ranking, query: Query) -> list[Hit]:
        top = max(query.limit, self.rerank_top if self.reranker or query.max_tokens is not None else 0)
        rows = ranking.probe.view.table.numbers["row"][ranking.order[:top]]
        cubes = reader.at(space, [int(row) for row in rows])
        scored = list(zip(cubes, ranking.scores[:top].tolist(), ranking.order[:top].tolist(), strict=True))
        if self.reranker is not None and scored:
            scores = self.reranker.rerank(query.text, cubes, [score for _, score, _ in scored])
            scored = [(cube, new, at) for (cube, _, at), new in zip(scored, scores, strict=True)]
            scored.sort(key=lambda item: (-item[1], item[0].seq))
        # Each is counted with the longest mark it may get, so that `context` has room for all that is returned.
        last = min(query.limit, len(scored))
        left = room(self.tokens, query.max_tokens)
        fitting = pack(scored, lambda item: self.tokens(line(last, item[0])) + 1, left)
        return [self._hit(ranking, *item, explain=query.explain) for item in fitting[: query.limit]]

    def _hit(self, ranking: _Ranking, cube: MemCube, score: float, at: int, *, explain: bool) -> Hit:
        said = (found for found in ranking.found_by.values() if not np.isnan(found.scores[at]))
        reasons = (found.reason(at) for found in said)
        return Hit(
            cube=cube,
            score=round(score, 6),
            why=tuple(reason for reason in reasons if reason),
            channels=_channel_scores(ranking, at) if explain else (),
        )

    def missing(
        self,
        store: Store,
        cache: IndexCache,
        model: Model | None,
        vectorizer: Vectorizer | None,
        query: Query,
        id_: str,
    ) -> Missing:
        """
        Say at which step the cube *id_* fell out of a recall.

        Raises:
            CubeNotFound: it is not in the space.
        """
        with self._snapshot(store, cache, model, vectorizer, query) as (opened, vector, _):
            versions = opened[0].headers_of(opened[1], [id_]) if opened else []
            if opened is None or not versions:
                raise CubeNotFound(f"no cube {id_!r} in space {query.space!r}: never there, or erased")
            reader, space, view = opened
            rows = view.table.numbers["row"]
            places = [int(np.searchsorted(rows, header.row)) for header in versions]
            ranking = self._rank(view, vector, _unbounded(query, view.table.n))
            fallen = _fallen(query, view, places)
            if fallen is not None:
                return Missing(cube=id_, step="filter", reason=fallen)
            at = next(place for place in places if ranking.mask[place])
            hits = self._hits(reader, space, ranking, query)
            return _explain(ranking, at, id_, query, [hit.cube.id for hit in hits])


def _vector_of(
    vectorizer: Vectorizer | None, text: str
) -> tuple[NDArray[np.float32] | None, tuple[str, ...]]:
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


def _best_first(scores: Scores, seq: NDArray[np.int64], depth: int | None) -> NDArray[np.int64]:
    """Return the places of the best *depth* scores, best first, ties by *seq*."""
    places = np.arange(len(scores))
    if depth is not None and depth < len(scores):
        # Everything that ties with the last one stays, or the cut would depend on where rows lie.
        places = np.flatnonzero(scores >= np.partition(scores, -depth)[-depth])
    order = np.lexsort((seq[places], -scores[places]))
    return places[order][:depth]


def _channel_scores(ranking: _Ranking, at: int) -> tuple[ChannelScore, ...]:
    found = []
    for name, channel in ranking.found_by.items():
        scores = channel.scores
        score = float(scores[at])
        if np.isnan(score):
            found.append(ChannelScore(name, None, None))
        else:
            rank = 1 + int((scores[ranking.mask] > score).sum())
            found.append(ChannelScore(name, round(score, 6), rank))
    return tuple(found)


def _unbounded(query: Query, n: int) -> Query:
    return replace(query, limit=max(query.limit, n))


def _fallen(query: Query, view: SpaceView, places: Sequence[int]) -> str | None:
    """Name the filter that no version of a cube passes together with those before it."""
    standing = list(places)
    for name, mask in query.selector.steps(view.table):
        standing = [place for place in standing if mask[place]]
        if not standing:
            return f"no version of it passes the filter {name}="
    return None


def _explain(ranking: _Ranking, at: int, id_: str, query: Query, returned: Sequence[str]) -> Missing:
    ranks = np.flatnonzero(ranking.order == at)
    channels = _channel_scores(ranking, at)
    if not len(ranks):
        return Missing(cube=id_, step="no_match", channels=channels,
                       reason="it shares no word with the question and has no vector yet; mem.flush() makes it")  # fmt: skip
    rank, score = int(ranks[0]) + 1, round(float(ranking.scores[ranks[0]]), 6)
    if id_ in returned:
        return Missing(
            cube=id_,
            step="returned",
            reason="it is among the hits",
            rank=rank,
            score=score,
            channels=channels,
        )
    if rank > query.limit:
        reason = f"it ranks {rank} of {len(ranking.order)}, beyond limit={query.limit}"
        return Missing(cube=id_, step="limit", reason=reason, rank=rank, score=score, channels=channels)
    reason = f"it ranks {rank} and does not fit into max_tokens={query.max_tokens} beside the hits before it"
    return Missing(cube=id_, step="budget", reason=reason, rank=rank, score=score, channels=channels)
