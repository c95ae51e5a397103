"""Models of the sentence-transformers library."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..errors import ArgumentError, MissingExtra, ModelError
from ._pieces import split_chars, split_units
from ._protocol import Purpose
from ._vectors import embed_pieces, fault, unit_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_OVERLAP_SHARE = 8
_ASSUMED_WINDOW = 512


class SentenceTransformersEmbedder:
    """
    Wraps a sentence-transformers model. Loading one by its hub name downloads it, at the first use.

    Args:
        model: The hub's name of the model, or a local folder.

        device: Where to compute, e.g. "cpu" or "cuda"; by default the library's choice.

        batch_size: Texts computed together.
    """

    def __init__(self, model: str, *, device: str | None = None, batch_size: int = 32) -> None:
        if not model:
            raise ArgumentError("model='' is no model; give a hub name or a folder")
        if batch_size < 1:
            raise ArgumentError(f"batch_size={batch_size!r} cannot be used; use 1 or more")
        self._model = model
        self._device = device
        self._batch_size = batch_size
        self._lock = threading.Lock()
        self._loaded: Any = None

    @property
    def name(self) -> str:
        """``"sentence-transformers:MODEL"``."""
        return f"sentence-transformers:{self._model}"

    @property
    def model(self) -> str:
        """The library and the model's name."""
        return f"sentence-transformers/{self._model}"

    @property
    def dims(self) -> int:
        """The number of components of a vector; loads the model."""
        return int(self._load().get_sentence_embedding_dimension())

    def __repr__(self) -> str:
        return f"SentenceTransformersEmbedder({self._model!r})"

    def split(self, text: str) -> Sequence[tuple[int, int]]:
        """Cut *text* between words into overlapping pieces that fit the model's own window."""
        model = self._load()
        window = model.max_seq_length or _ASSUMED_WINDOW
        tokenizer = model.tokenizer
        if not getattr(tokenizer, "is_fast", False):  # it cannot tell where in the text its tokens are
            return split_chars(text, window, window // _OVERLAP_SHARE)
        encoding = tokenizer(
            text, return_offsets_mapping=True, add_special_tokens=False, truncation=False, verbose=False
        )
        starts, sizes = token_units(encoding["offset_mapping"], encoding.word_ids())
        capacity = max(1, window - tokenizer.num_special_tokens_to_add())
        return split_units(len(text), starts, sizes, capacity, capacity // _OVERLAP_SHARE)

    def embed(self, texts: Sequence[str], purpose: Purpose = "document") -> NDArray[np.float32]:
        """
        Return one unit vector per text, with the model's prompt for queries or documents if it has one.

        Raises:
            MissingExtra: the library is not installed.
            ModelError: the model cannot be loaded, or gives vectors that cannot be used.
        """
        import numpy as np

        if not texts:
            return np.empty((0, self.dims), dtype=np.float32)
        return embed_pieces(texts, self.split, lambda pieces: self._embed_whole(pieces, purpose))

    def _embed_whole(self, texts: list[str], purpose: Purpose) -> NDArray[np.float32]:
        import numpy as np

        model = self._load()
        encode = model.encode_query if purpose == "query" else model.encode_document
        rows = np.asarray(encode(texts, batch_size=self._batch_size, show_progress_bar=False))
        problem = fault(rows, len(texts), None)
        if problem:
            raise ModelError(f"sentence-transformers model '{self._model}' gave {problem}; use another model")
        return unit_rows(rows)

    def _load(self) -> Any:
        with self._lock:
            if self._loaded is None:
                try:
                    from sentence_transformers import SentenceTransformer
                except ImportError as error:
                    raise MissingExtra(
                        f"embedder '{self.name}' needs a library; run: pip install 'mnemic[sentence-transformers]'"
                    ) from error
                try:
                    self._loaded = SentenceTransformer(self._model, device=self._device)
                except (OSError, ValueError) as error:
                    raise ModelError(
                        f"sentence-transformers model '{self._model}' cannot be loaded: {error}"
                    ) from error
            return self._loaded


def token_units(
    offsets: Sequence[tuple[int, int]], words: Sequence[int | None]
) -> tuple[list[int], list[int]]:
    """Group tokens by the word they belong to; return where each word starts and how many tokens it has."""
    starts: list[int] = []
    sizes: list[int] = []
    previous: int | None = None
    for (start, _), word in zip(offsets, words, strict=True):
        if word is not None and word == previous and sizes[-1] < 16:
            sizes[-1] += 1
        else:
            starts.append(start)
            sizes.append(1)
        previous = word
    return starts, sizes
