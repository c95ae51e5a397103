"""Why a memory was not among the hits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..index import TableView
from ._derived import unasked
from ._query import Query
from ._ranking import Ranking
from ._recall import Missing


def fallen(query: Query, table: TableView, places: Sequence[int]) -> str | None:
    """Name the filter that no version of a cube passes together with those before it."""
    standing = list(places)
    for name, mask in query.selector.steps(table):
        standing = [place for place in standing if mask[place]]
        if not standing:
            return f"no version of it passes the filter {name}="
    if unasked(table, query)[standing].all():
        return "it is a summary that consolidation made: ask for an overview, or with kinds=('summary',)"
    return None


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
