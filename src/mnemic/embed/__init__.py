"""Turning text into vectors: the protocol, and the embedders that come with Mnemic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazily

if TYPE_CHECKING:
    from ._adapted import AdaptedMiniLM, Words
    from ._callable import CallableEmbedder
    from ._hash import HashEmbedder
    from ._minilm import MiniLM, load_vocabulary
    from ._model2vec import Model2VecEmbedder
    from ._openai import OpenAIEmbedder
    from ._protocol import Embedder, Forgetful, Purpose, TokenEmbedder, TokenVectors
    from ._registry import resolve
    from ._sentence_transformers import SentenceTransformersEmbedder
    from ._wordpiece import WordPiece

__all__ = [
    "AdaptedMiniLM",
    "CallableEmbedder",
    "Embedder",
    "Forgetful",
    "HashEmbedder",
    "MiniLM",
    "Model2VecEmbedder",
    "OpenAIEmbedder",
    "Purpose",
    "SentenceTransformersEmbedder",
    "TokenEmbedder",
    "TokenVectors",
    "WordPiece",
    "Words",
    "load_vocabulary",
    "resolve",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        "_callable": ("CallableEmbedder",),
        "_hash": ("HashEmbedder",),
        "_adapted": ("AdaptedMiniLM", "Words"),
        "_minilm": ("MiniLM", "load_vocabulary"),
        "_model2vec": ("Model2VecEmbedder",),
        "_openai": ("OpenAIEmbedder",),
        "_protocol": ("Embedder", "Forgetful", "Purpose", "TokenEmbedder", "TokenVectors"),
        "_registry": ("resolve",),
        "_sentence_transformers": ("SentenceTransformersEmbedder",),
        "_wordpiece": ("WordPiece",),
    },
)
