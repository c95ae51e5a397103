"""An embedder of LangGraph's `IndexConfig` as one of Mnemic's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from langgraph.store.base import IndexConfig, ensure_embeddings

from ...embed import CallableEmbedder
from ...errors import ArgumentError


def embedder_of(index: IndexConfig, options: Mapping[str, Any]) -> CallableEmbedder:
    """
    Return what *index* embeds with, for a memory that is opened here.

    Args:
        options: What else is said of the memory.

    Raises:
        ArgumentError: there are two embedders, or one that only async code can call.
    """
    if "embedder" in options:
        raise ArgumentError(
            'there is an embedder in index["embed"], and one in embedder=; leave one of them out'
        )
    embed = index["embed"]
    embeddings = ensure_embeddings(embed)
    if hasattr(embeddings, "afunc") and not hasattr(embeddings, "func"):
        raise ArgumentError(
            'index["embed"] is an async function; the store embeds in threads of its own, so pass one that is not'
        )
    return CallableEmbedder(embeddings.embed_documents, name=_name(embed), dims=index.get("dims"))


def _name(embed: object) -> str:
    """Return what the vectors are known by when the store is opened again."""
    if isinstance(embed, str):
        return embed
    named = getattr(embed, "model", None) or getattr(embed, "model_name", None)
    kind = getattr(embed, "__qualname__", None) or type(embed).__qualname__
    return f"{kind}:{named}" if isinstance(named, str) else kind
