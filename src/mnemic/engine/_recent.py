"""The recalls a handle remembers, so that feedback can name them by their ids."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from ..errors import RecallNotFound

if TYPE_CHECKING:
    from ..recall import Features, Recall

RECENT = 256
"""How many recalls a handle remembers: ids and numbers, no texts."""


class RecentRecalls:
    """The last recalls of a handle, each with the numbers that ranked its hits. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._hits: OrderedDict[str, Features] = OrderedDict()

    def keep(self, found: Recall) -> None:
        """Remember *found*; the oldest beyond `RECENT` goes."""
        with self._lock:
            self._hits[found.id] = {hit.cube.id: hit.features for hit in found}
            if len(self._hits) > RECENT:
                self._hits.popitem(last=False)

    def hits(self, recall_id: str) -> Features:
        """
        Return the hits of a recall.

        Raises:
            RecallNotFound: this handle doesn't remember it.
        """
        with self._lock:
            found = self._hits.get(recall_id)
        if found is None:
            raise RecallNotFound(
                f"no recall {recall_id!r:.60}: a handle remembers its own last {RECENT} recalls, and not those of "
                "another handle or process, nor any asked with known_at; where you still hold the result, "
                "call found.cite(…) instead"
            )
        return found

    def forget(self, is_there: Callable[[Collection[str]], Collection[str]]) -> None:
        """Forget hits whose cubes *is_there* doesn't return."""
        with self._lock:
            there = set(is_there({id_ for hits in self._hits.values() for id_ in hits}))
            for recall_id, hits in self._hits.items():
                self._hits[recall_id] = {id_: numbers for id_, numbers in hits.items() if id_ in there}
