"""Turning text into vectors: the protocol, and the embedders that come with Mnemic."""

from ._callable import CallableEmbedder
from ._hash import HashEmbedder
from ._minilm import MiniLM
from ._model2vec import Model2VecEmbedder
from ._openai import OpenAIEmbedder
from ._protocol import Embedder, Purpose
from ._registry import resolve
from ._sentence_transformers import SentenceTransformersEmbedder

__all__ = [
    "CallableEmbedder",
    "Embedder",
    "HashEmbedder",
    "MiniLM",
    "Model2VecEmbedder",
    "OpenAIEmbedder",
    "Purpose",
    "SentenceTransformersEmbedder",
    "resolve",
]
