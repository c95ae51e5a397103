"""Reading other programs' files: chat logs, exports and notes become keyword dicts for `remember_many`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazily

if TYPE_CHECKING:
    from ._mcp_graph import KNOWLEDGE_GRAPH, GraphScope
    from ._notes import Unmapped
    from ._reader import FORMATS, detect, read
    from ._reading import Reading

__all__ = ["FORMATS", "KNOWLEDGE_GRAPH", "GraphScope", "Reading", "Unmapped", "detect", "read"]

__getattr__, __dir__ = lazily(
    __name__,
    {
        "_mcp_graph": ("KNOWLEDGE_GRAPH", "GraphScope"),
        "_notes": ("Unmapped",),
        "_reader": ("FORMATS", "detect", "read"),
        "_reading": ("Reading",),
    },
)
