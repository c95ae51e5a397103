"""
LangGraph's store on Mnemic: `MnemicStore` goes wherever a ``BaseStore`` goes, LangMem's tools included.

A document, one key of one namespace, is one keyed memory whose versions are its past.
"""

from .._extra import require

require("langgraph-checkpoint", "4.3.2", extra="langgraph")

from ._store import MnemicStore  # noqa: E402 - only where the release fits

__all__ = ["MnemicStore"]
