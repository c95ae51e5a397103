"""A tiny embedder without a model, for tests and benchmarks: the same bytes on every machine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

from ..errors import ArgumentError
from ._pieces import split_chars
from ._protocol import Purpose
from ._vectors import embed_pieces, unit_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_DEFAULT_DIMS = 64
_CACHED_WORDS = 50_000
_WORD_CHARS = 64
_WORD_WEIGHT = 2.0
_NGRAM = 3
_WORD = re.compile(r"\w+")


class HashEmbedder:
    """
    Signed feature hashing of words and of the letter trigrams inside them (Weinberger et al. 2009).

    Texts that share words, or most letters of words, get similar vectors. It knows no meaning.

    Args:
        dims: Components of a vector.

        window_chars: Characters a piece may have; by default a text of any length is one piece.
    """

    def __init__(self, dims: int = _DEFAULT_DIMS, *, window_chars: int | None = None) -> None:
        if dims < 1:
            raise ArgumentError(f"dims={dims!r} gives no vector; use 1 or more")
        if window_chars is not None and window_chars < 16:
            raise ArgumentError(f"window_chars={window_chars!r} is too small to cut texts by; use 16 or more")
        self._dims = dims
        self._window_chars = window_chars
        self._words: dict[str, NDArray[np.float32]] = {}

    @property
    def name(self) -> str:
        """``"hash"``, or ``"hash:DIMS"`` where the dimensions are not the default 64."""
        return "hash" if self._dims == _DEFAULT_DIMS else f"hash:{self._dims}"

    @property
    def model(self) -> str:
        """The recipe's version and the dimensions."""
        return f"hash/v1/{self._dims}"

    @property
    def dims(self) -> int:
        """The number of components of a vector."""
        return self._dims

    def __repr__(self) -> str:
        return f"HashEmbedder({self._dims})"

    def split(self, text: str) -> Sequence[tuple[int, int]]:
        """Return *text* as one piece, or cut it by *window_chars*."""
        if self._window_chars is None:
            return [(0, len(text))]
        return split_chars(text, self._window_chars, self._window_chars // 8)

    def embed(self, texts: Sequence[str], purpose: Purpose = "document") -> NDArray[np.float32]:
        """Return one unit vector per text. Documents and queries are embedded alike."""
        import numpy as np

        if not texts:
            return np.empty((0, self._dims), dtype=np.float32)
        if self._window_chars is None:
            return self._embed_whole(texts)
        return embed_pieces(texts, self.split, self._embed_whole)

    def forget(self) -> None:
        """Drop the words of texts seen, which are kept to be faster."""
        self._words = {}

    def _embed_whole(self, texts: Sequence[str]) -> NDArray[np.float32]:
        import numpy as np

        words = [_WORD.findall(text.casefold()) or text.split() or [""] for text in texts]
        flat = [word for text in words for word in text]
        rows = {word: row for row, word in enumerate(dict.fromkeys(flat))}
        vocabulary = np.stack([self._word_vector(word) for word in rows])
        firsts = np.cumsum([0] + [len(text) for text in words[:-1]])
        return unit_rows(np.add.reduceat(vocabulary[[rows[word] for word in flat]], firsts, axis=0))

    def _word_vector(self, word: str) -> NDArray[np.float32]:
        vector = self._words.get(word)
        if vector is None:
            vector = self._hashed(word)
            if len(word) <= _WORD_CHARS:
                if len(self._words) >= _CACHED_WORDS:
                    self._words.clear()
                self._words[word] = vector
        return vector

    def _hashed(self, word: str) -> NDArray[np.float32]:
        import numpy as np

        vector = np.zeros(self._dims, dtype=np.float32)
        if word:
            self._add(vector, word, _WORD_WEIGHT)
            framed = f"^{word}$"
            grams = len(framed) - _NGRAM + 1
            for start in range(grams):
                self._add(vector, framed[start : start + _NGRAM], grams**-0.5)
        return vector

    def _add(self, vector: NDArray[np.float32], feature: str, weight: float) -> None:
        digest = blake2b(feature.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        number = int.from_bytes(digest, "little")
        vector[(number >> 1) % self._dims] += weight if number & 1 else -weight
