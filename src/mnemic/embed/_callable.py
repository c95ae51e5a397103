"""Any callable as an embedder (interim)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ._pieces import split_chars
from ._protocol import Purpose
from ._vectors import unit_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class CallableEmbedder:
    def __init__(self, fn: Callable[[list[str]], Any], *, name: str, dims: int | None = None, window_chars: int = 2000):
        self._fn, self._name, self._dims, self._window = fn, name, dims, window_chars

    @property
    def name(self) -> str:
        return self._name

    @property
    def model(self) -> str:
        return f"callable/{self._name}"

    @property
    def dims(self) -> int:
        return self._dims or 0

    def split(self, text: str) -> Sequence[tuple[int, int]]:
        return split_chars(text, self._window, self._window // 10)

    def embed(self, texts: Sequence[str], purpose: Purpose = "document") -> NDArray[np.float32]:
        import numpy as np

        return unit_rows(np.asarray(self._fn(list(texts)), np.float32))
