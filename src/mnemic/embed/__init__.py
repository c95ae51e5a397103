"""Text to vectors."""

from ._callable import CallableEmbedder
from ._hash import HashEmbedder
from ._protocol import Embedder, Purpose
from ._registry import resolve

__all__ = ["CallableEmbedder", "Embedder", "HashEmbedder", "Purpose", "resolve"]
