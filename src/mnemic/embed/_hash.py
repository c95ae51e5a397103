"""A deterministic embedder for tests (interim)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

from ._pieces import split_chars
from ._protocol import Purpose
from ._vectors import unit_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class HashEmbedder:
    def __init__(self, dims: int = 64) -> None:
        self._dims = dims

    @property
    def name(self) -> str:
        return "hash" if self._dims == 64 else f"hash:{self._dims}"

    @property
    def model(self) -> str:
        return f"hash/{self._dims}"

    @property
    def dims(self) -> int:
        return self._dims

    def split(self, text: str) -> Sequence[tuple[int, int]]:
        return split_chars(text, 2000, 200)

    def embed(self, texts: Sequence[str], purpose: Purpose = "document") -> NDArray[np.float32]:
        import numpy as np

        rows = np.zeros((len(texts), self._dims), np.float32)
        for i, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()):
                for feature in (word, word[:4]):
                    h = int.from_bytes(blake2b(feature.encode(), digest_size=8).digest(), "little")
                    rows[i, h % self._dims] += 1.0 if h >> 63 else -1.0
        return unit_rows(rows)
