"""What holds when: facts in their slots, and what rests on what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazily

if TYPE_CHECKING:
    from ._declared import declare, predicate_of, predicates
    from ._graph import Edge, Entity, Graph, graph
    from ._list import Entry, entry_of, facts, in_order
    from ._premises import make_stale, resting_on
    from ._rebuild import rebuilt
    from ._settle import HELD, Changed, Place, beside, place_of, said_at, settle
    from ._tell import Act, Told, stands_for, tell, withdraw

__all__ = [
    "HELD",
    "Act",
    "Changed",
    "Edge",
    "Entity",
    "Entry",
    "Graph",
    "Place",
    "Told",
    "beside",
    "declare",
    "entry_of",
    "facts",
    "graph",
    "in_order",
    "make_stale",
    "place_of",
    "predicate_of",
    "predicates",
    "rebuilt",
    "resting_on",
    "said_at",
    "settle",
    "stands_for",
    "tell",
    "withdraw",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        "_declared": ("declare", "predicate_of", "predicates"),
        "_graph": ("Edge", "Entity", "Graph", "graph"),
        "_list": ("Entry", "entry_of", "facts", "in_order"),
        "_premises": ("make_stale", "resting_on"),
        "_rebuild": ("rebuilt",),
        "_settle": ("HELD", "Changed", "Place", "beside", "place_of", "said_at", "settle"),
        "_tell": ("Act", "Told", "stands_for", "tell", "withdraw"),
    },
)
