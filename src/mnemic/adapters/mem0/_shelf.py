"""Finding memories for mem0's verbs: by id, by filter, by question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from ...errors import CubeNotFound
from ._filters import Condition, Payload
from ._shape import KEY, Item, is_expired, item, payload

if TYPE_CHECKING:
    from ...cube import MemCube
    from ...engine import Memory
    from ...recall import Hit

KINDS: Final = ("episode", "fact", "preference", "procedure", "resource")
"""What an application sees: what it added, and what was formed from it; no summaries of these."""

LEAST: Final = 0.1
"""mem0's own least score. Below it a memory is hardly about the question, unless it has words in common with it."""

_PAGE: Final = 1000


class Shelf:
    """A Mnemic memory as mem0's verbs look through it."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def find(self, memory_id: object) -> MemCube | None:
        """Return the memory an application knows by an id, which for an imported one is mem0's."""
        try:
            return self._memory.get(str(memory_id))
        except CubeNotFound:
            where = {"key": f"{KEY}{memory_id}"}
        cubes = self._memory.list(where=where, tiers=None, limit=1).cubes
        return cubes[0] if cubes else None

    def listed(
        self, scope: Mapping[str, Any], condition: Condition, *, expired: bool
    ) -> Iterator[tuple[MemCube, Payload]]:
        """
        Yield the memories that hold today and meet a condition, in the order they arrived.

        Args:
            expired: Whether those whose expiration date has passed are among them.
        """
        cursor: str | None = None
        where = {"and": [_holding(datetime.now(UTC)), condition.where]}
        while True:
            page = self._memory.list(kinds=KINDS, where=where, limit=_PAGE, cursor=cursor, **scope)
            for cube in page:
                held = payload(cube)
                if (condition.is_exact or condition.test(held)) and (expired or not is_expired(held)):
                    yield cube, held
            cursor = page.cursor
            if cursor is None:
                return

    def search(
        self,
        query: str,
        scope: Mapping[str, Any],
        condition: Condition,
        *,
        limit: int,
        asked_at: Any,
        expired: bool,
    ) -> list[tuple[Hit, Payload]]:
        """Return at most *limit* memories that answer *query* and meet a condition, best first."""
        where: Mapping[str, Any] = condition.where
        if not condition.is_exact:
            # Tested before anything is ranked: what a search leaves out afterwards is missing from its answer.
            met = [cube.seq for cube, _ in self.listed(scope, condition, expired=expired)]
            if not met:
                return []
            where = {"seq": {"in": met}}
        asked = limit
        while True:
            found = self._memory.recall(
                query, kinds=KINDS, where=where, limit=asked, asked_at=asked_at, explain=True, **scope
            )
            held: list[tuple[Hit, Payload]] = [(hit, payload(hit.cube)) for hit in found]
            kept = [(hit, one) for hit, one in held if expired or not is_expired(one)]
            if len(kept) >= limit or len(held) < asked:
                return kept[:limit]
            asked *= 4


def scores(hits: list[tuple[Hit, Payload]]) -> list[float]:
    """
    Return a score for each result, in [0, 1] and falling, comparable between searches.

    It is the cosine of the question with the result, or with a later result where that is greater: what is placed
    higher is never said to fit less well.
    """
    falling: list[float] = []
    for hit, _ in reversed(hits):
        cosine = _channel(hit, "dense") or 0.0
        falling.append(max(min(cosine, 1.0), falling[-1] if falling else 0.0))
    return falling[::-1]


def result(hit: Hit, held: Payload, score: float, *, explained: bool, threshold: float | None) -> Item:
    """Return a result of a search as mem0 does, with how it was found where that is asked for."""
    shown = item(hit.cube, held, score)
    if explained:
        shown["score_details"] = {
            "semantic_score": _channel(hit, "dense"),
            "bm25_score": _channel(hit, "lexical"),
            "final_score": score,
            "threshold": LEAST if threshold is None else threshold,
            "relevance": hit.score,
            "why": list(hit.why),
        }
    return shown


def is_like(hit: Hit, score: float, threshold: float | None) -> bool:
    """
    Say whether a result is to be shown.

    Args:
        threshold: The least score. `None`: what shares no word with the question and lies below `LEAST` is left out.
    """
    if threshold is not None:
        return score >= threshold
    return score >= LEAST or _channel(hit, "lexical") is not None


def _channel(hit: Hit, name: str) -> float | None:
    return next((channel.score for channel in hit.channels if channel.channel == name), None)


def _holding(now: datetime) -> dict[str, Any]:
    """Return a `where` for what is not over: a fact that a later one has replaced is."""
    return {"or": [{"valid_to": {"exists": False}}, {"valid_to": {"gt": now}}]}
