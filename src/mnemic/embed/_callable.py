"""Any function from texts to vectors as an embedder."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import ArgumentError
from ._pieces import split_chars
from ._protocol import Purpose
from ._vectors import embed_pieces, fault, unit_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class CallableEmbedder:
    """
    Wraps *fn*, which takes a list of texts and returns one vector for each.

    Args:
        fn: Returns lists of numbers or an array of shape (texts, dims). It may be called from several
            threads.

        name: What the vectors are known by when the store is opened again. Needed where *fn* has no
            lasting name of its own, as a lambda or a nested function has none. Change it with the model.

        dims: Components of a vector; found out with one call where it is not given.

        window_chars: Characters *fn* can take in one text; longer texts are cut into pieces.

    Raises:
        ArgumentError: *fn* is not callable, or has no name and none was given.
    """

    def __init__(
        self,
        fn: Callable[[list[str]], Any],
        *,
        name: str | None = None,
        dims: int | None = None,
        window_chars: int = 2000,
    ) -> None:
        if not callable(fn):
            raise ArgumentError(f"{fn!r} is not a function from a list of texts to vectors")
        if window_chars < 16:
            raise ArgumentError(f"window_chars={window_chars!r} is too small to cut texts by; use 16 or more")
        if dims is not None and dims < 1:
            raise ArgumentError(f"dims={dims!r} gives no vector; use 1 or more, or None")
        self._fn = fn
        self._name = name or _lasting_name(fn)
        self._dims = dims
        self._window_chars = window_chars
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """``"callable:NAME"``. A store cannot find the function by it; pass the object again."""
        return f"callable:{self._name}"

    @property
    def model(self) -> str:
        """The name given, or the function's."""
        return f"callable/{self._name}"

    @property
    def dims(self) -> int:
        """The number of components of a vector; calls the function once where it is unknown."""
        if self._dims is None:
            self._call(["a"])
        assert self._dims is not None  # noqa: S101 - _call sets it or raises
        return self._dims

    def __repr__(self) -> str:
        return f"CallableEmbedder({self._name!r})"

    def split(self, text: str) -> Sequence[tuple[int, int]]:
        """Cut *text* into overlapping pieces of up to *window_chars* characters."""
        return split_chars(text, self._window_chars, self._window_chars // 8)

    def embed(self, texts: Sequence[str], purpose: Purpose = "document") -> NDArray[np.float32]:
        """
        Return one unit vector per text.

        Raises:
            ArgumentError: the function returned something else than one finite vector, not zero, for each
                text.
        """
        import numpy as np

        if not texts:
            return np.empty((0, self.dims), dtype=np.float32)
        return embed_pieces(texts, self.split, self._embed_whole)

    def _embed_whole(self, texts: list[str]) -> NDArray[np.float32]:
        rows = self._call(texts)
        for text, row in zip(texts, rows, strict=True):
            if text.strip() and not row.any():
                raise ArgumentError(
                    f"embedder '{self._name}' returned a vector of zeros for {text[:40]!r}; fix the function"
                )
        return unit_rows(rows)

    def _call(self, texts: list[str]) -> NDArray[np.float64]:
        import numpy as np

        raw = self._fn(texts)
        try:
            rows = np.asarray(raw, dtype=np.float64)
        except (TypeError, ValueError) as error:
            raise ArgumentError(
                f"embedder '{self._name}' returned {type(raw).__name__} that is no list of equally long vectors "
                f"({error}); return one list of numbers per text"
            ) from error
        with self._lock:
            problem = fault(rows, len(texts), self._dims)
            if problem:
                raise ArgumentError(
                    f"embedder '{self._name}' returned {problem}; fix the function or its dims"
                )
            self._dims = rows.shape[1]
        return rows


def _lasting_name(fn: object) -> str:
    module, name = getattr(fn, "__module__", None), getattr(fn, "__qualname__", None)
    if not module or not name or module == "__main__" or "<" in name:
        raise ArgumentError(
            f"{fn!r} has no name that would still be its own when the store is opened again; "
            f'pass CallableEmbedder(fn, name="my-model-v1")'
        )
    return f"{module}.{name}"
