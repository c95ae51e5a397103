"""Why a memory was not among the hits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..index import TableView
from ._derived import unasked
from ._missing import Missing
from ._query import Query
from ._ranking import Ranking


def fallen(query: Query, table: TableView, places: Sequence[int], id_: str) -> Missing | None:
    """Name the filter that no version of the cube *id_*, in these *places*, passes together with those before it."""
    reason = _filter(query, table, places)
    return None if reason is None else Missing(cube=id_, step="filter", reason=reason)


def _filter(query: Query, table: TableView, places: Sequence[int]) -> str | None:
    standing = list(places)
    for name, mask in query.selector.steps(table):
        standing = [place for place in standing if mask[place]]
        if not standing:
            why = _archived(query, table, places) if name == "tiers" else None
            return why or f"no version of it passes the filter {name}="
    if unasked(table, query)[standing].all():
        return "it is a summary that consolidation made: ask for an overview, or with kinds=('summary',)"
    return None


def _archived(query: Query, table: TableView, places: Sequence[int]) -> str | None:
    """Say what to do about a cube that lies in the archive; `None` where it does not, or would pass no filter there."""
    if not query.selector._replace(tiers=("archive",)).select(table)[places].any():
        return None
    looked = "where the rest gives too little confidence" if query.widens else "where tiers= names it"
    return (
        f"it is in the archive, which is looked through only {looked}: ask with tiers=None or tiers=('archive',). Cite "
        "it there, and the next consolidation brings it back; undo of the operation that archived it does so at once"
    )


def explain(ranking: Ranking, at: int, id_: str, query: Query, returned: Sequence[str]) -> Missing:
    """Say where the version in place *at*, which passes the filters, fell behind."""
    ranks = np.flatnonzero(ranking.order == at)
    channels = ranking.channels(at)
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
