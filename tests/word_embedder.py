"""An embedder that reads every word, for tests: no model, the same bytes on every machine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

import numpy as np

from mnemic.embed import HashEmbedder, TokenVectors


class WordEmbedder(HashEmbedder):
    """
    Gives every word a vector of signs; the same word gets the same one, in whatever context.

    Args:
        token_dims: Components of a word's vector, a multiple of 8 up to 512.

        name, model: What it calls itself. Confidence is calibrated for one name only.
    """

    def __init__(
        self, token_dims: int = 64, *, name: str = "words", model: str = "words/1", **hashed: Any
    ) -> None:
        super().__init__(**hashed)
        self.token_dims = token_dims
        self.read: list[str] = []
        """Every text it was given, in order."""
        self._called = name, model

    @property
    def name(self) -> str:
        """As given."""
        return self._called[0]

    @property
    def model(self) -> str:
        """As given."""
        return self._called[1]

    def embed(self, texts: Sequence[str], purpose: Any = "document") -> Any:
        """Embed whole texts like `HashEmbedder`, and remember that."""
        self.read += texts
        return super().embed(texts, purpose)

    def embed_tokens(self, texts: Sequence[str], purpose: Any = "document") -> list[TokenVectors]:
        """Embed texts and their words."""
        vectors = self.embed(texts, purpose)
        return [
            TokenVectors(vector, self.word_vectors(self.token_words(text)))
            for vector, text in zip(vectors, texts, strict=True)
        ]

    def token_words(self, text: str) -> list[str]:
        """Return the words of *text*: one token each."""
        return re.findall(r"\w+", text)

    def word_vectors(self, words: Sequence[str]) -> Any:
        """Return a vector of 1 and -1 for each of *words*, shape ``(n, token_dims)``."""
        signs = np.empty((len(words), self.token_dims), np.float32)
        for row, word in enumerate(words):
            digest = blake2b(
                word.casefold().encode("utf-8", "surrogatepass"), digest_size=self.token_dims // 8
            )
            signs[row] = np.unpackbits(np.frombuffer(digest.digest(), np.uint8)) * 2.0 - 1
        return signs
