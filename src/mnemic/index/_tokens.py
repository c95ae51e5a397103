"""
Words in their context: how well each token of a question is met by any token of a text.

Of a token's vector only the signs are kept, a bit a dimension: 48 bytes a word piece instead of 1,536. On
LoCoMo's development half that ranks as well as float32 does (recall@10 .730 against .732, by the sum over
the question's tokens alone), so nothing is trained, and no other precision is kept for a second look.

Sources: Khattab and Zaharia 2020, "ColBERT" (late interaction); Charikar 2002 (signs keep angles).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import pi, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TOKENS_AT_ONCE = 512
_SHRINKAGE = sqrt(2 / pi)
"""What is left, on average, of the cosine of two equal vectors when one of them keeps its signs only."""


def pack_tokens(tokens: NDArray[np.float32]) -> bytes:
    """Return the signs of *tokens*, shape ``(n, dims)``, *dims* a multiple of 8, as ``n * dims / 8`` bytes."""
    import numpy as np

    return np.packbits(tokens > 0, axis=1).tobytes()


def best_matches(query: NDArray[np.float32], texts: Sequence[bytes]) -> NDArray[np.float32]:
    """
    Return for each text and each token of the question the likeness of the text's best token.

    Args:
        query: The question's tokens, shape ``(tokens, dims)``, of any length.

        texts: What `pack_tokens` made of each text.

    Returns:
        About the cosine, shape ``(len(texts), tokens)``; NaN for a text without tokens.

    Raises:
        ValueError: a text's bytes are not those of whole tokens.
    """
    import numpy as np

    width = query.shape[1] // 8
    sizes = np.array([len(text) for text in texts], np.int64)
    if (sizes % width).any():
        raise ValueError(f"token vectors of {sizes[sizes % width > 0][0]} bytes, {width} a token")
    found = np.full((len(texts), len(query)), np.nan, np.float32)
    said = np.flatnonzero(sizes)
    if not len(said) or not len(query):
        return found
    bits = np.frombuffer(b"".join(texts), np.uint8).reshape(-1, width)
    starts = np.concatenate([[0], np.cumsum(sizes[said] // width)[:-1]])
    found[said] = np.maximum.reduceat(_likeness(query, bits), starts, axis=0)
    return found


def _likeness(query: NDArray[np.float32], bits: NDArray[np.uint8]) -> NDArray[np.float32]:
    import numpy as np

    lengths = np.linalg.norm(query, axis=1, keepdims=True)
    scaled = query / np.maximum(lengths, 1e-12) / (sqrt(query.shape[1]) * _SHRINKAGE)
    columns = np.ascontiguousarray(2 * scaled.T)
    whole = scaled.sum(axis=1)
    found = np.empty((len(bits), len(query)), np.float32)
    # In blocks that stay in the processor's cache, and that OpenBLAS does not spread over threads.
    for at in range(0, len(bits), _TOKENS_AT_ONCE):
        block = np.unpackbits(bits[at : at + _TOKENS_AT_ONCE], axis=1).astype(np.float32)
        found[at : at + _TOKENS_AT_ONCE] = block @ columns - whole
    return found
