"""Checks and normalisation that every embedder shares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Split = Callable[[str], Sequence[tuple[int, int]]]
"""How an embedder cuts a text into pieces: its own `split`."""


def blank_vector(dims: int) -> NDArray[np.float32]:
    """Return the fixed unit vector that stands for a text without any content."""
    import numpy as np

    vector = np.zeros(dims, dtype=np.float32)
    vector[0] = 1.0
    return vector


def unit_rows(rows: NDArray[np.floating]) -> NDArray[np.float32]:
    """
    Scale each row of *rows*, finite and of shape ``(n, dims)``, to length 1.

    A row of zeros becomes :func:`blank_vector`, so no result ever holds a NaN.
    """
    import numpy as np

    wide = rows.astype(np.float64)
    largest = np.abs(wide).max(axis=1, keepdims=True, initial=0.0)
    wide /= np.where(largest > 0, largest, 1.0)  # squares of very small components would vanish
    lengths = np.linalg.norm(wide, axis=1, keepdims=True)
    units: NDArray[np.float32] = (wide / np.where(lengths > 0, lengths, 1.0)).astype(np.float32)
    units[lengths[:, 0] == 0] = blank_vector(rows.shape[1])
    return units


def fault(rows: NDArray[np.floating], count: int, dims: int | None) -> str | None:
    """Say what keeps *rows* from being *count* finite vectors of *dims* components, or return None."""
    import numpy as np

    if rows.ndim != 2:
        return f"an array of shape {rows.shape}, not (texts, dims)"
    if rows.shape[0] != count:
        return f"{rows.shape[0]} vectors for {count} texts"
    if rows.shape[1] == 0:
        return "vectors without components"
    if dims is not None and rows.shape[1] != dims:
        return f"{rows.shape[1]}-dimensional vectors, expected {dims}"
    if not np.isfinite(rows).all():
        return f"a vector with NaN or infinity (text {int(np.argwhere(~np.isfinite(rows))[0][0])})"
    return None


def embed_pieces(
    texts: Sequence[str], split: Split, embed: Callable[[list[str]], NDArray[np.float32]]
) -> NDArray[np.float32]:
    """
    Embed *texts* with *embed*, which takes texts that fit the model.

    A text that does not fit is cut by *split* and gets the mean direction of its pieces, so that no part
    of it goes unread.
    """
    import numpy as np

    cuts = [split(text) for text in texts]
    pieces = [text[start:end] for text, spans in zip(texts, cuts, strict=True) for start, end in spans]
    rows = embed(pieces)
    if len(pieces) == len(texts):
        return rows
    firsts = np.cumsum([0] + [len(spans) for spans in cuts[:-1]])
    return unit_rows(np.add.reduceat(rows, firsts, axis=0))
