"""Static models of the model2vec library."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..errors import ArgumentError, MissingExtra, ModelError
from ._pieces import split_units
from ._protocol import Purpose
from ._sentence_transformers import token_units
from ._vectors import embed_pieces, fault, unit_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WINDOW = 512
_OVERLAP = 64


class Model2VecEmbedder:
    """
    Wraps a static model: a mean of word vectors, very fast and rough.

    Loading one by its hub name downloads it, at the first use. A text of any length could be averaged, but
    a mean over a book means nothing, so texts are cut into pieces of 512 tokens.

    Args:
        model: The hub's name of the model, or a local folder.
    """

    def __init__(self, model: str) -> None:
        if not model:
            raise ArgumentError("model='' is no model; give a hub name or a folder")
        self._model = model
        self._lock = threading.Lock()
        self._loaded: Any = None

    @property
    def name(self) -> str:
        """``"model2vec:MODEL"``."""
        return f"model2vec:{self._model}"

    @property
    def model(self) -> str:
        """The library and the model's name."""
        return f"model2vec/{self._model}"

    @property
    def dims(self) -> int:
        """The number of components of a vector; loads the model."""
        return int(self._load().dim)

    def __repr__(self) -> str:
        return f"Model2VecEmbedder({self._model!r})"

    def split(self, text: str) -> Sequence[tuple[int, int]]:
        """Cut *text* between words into overlapping pieces of up to 512 tokens."""
        encoding = self._load().tokenizer.encode(text, add_special_tokens=False)
        starts, sizes = token_units(encoding.offsets, encoding.word_ids)
        return split_units(len(text), starts, sizes, _WINDOW, _OVERLAP)

    def embed(self, texts: Sequence[str], purpose: Purpose = "document") -> NDArray[np.float32]:
        """
        Return one unit vector per text. Documents and queries are embedded alike.

        Raises:
            MissingExtra: the library is not installed.
            ModelError: the model cannot be loaded, or gives vectors that cannot be used.
        """
        import numpy as np

        if not texts:
            return np.empty((0, self.dims), dtype=np.float32)
        return embed_pieces(texts, self.split, self._embed_whole)

    def _embed_whole(self, texts: list[str]) -> NDArray[np.float32]:
        import numpy as np

        rows = np.asarray(self._load().encode(texts, max_length=None, show_progress_bar=False))
        problem = fault(rows, len(texts), None)
        if problem:
            raise ModelError(f"model2vec model '{self._model}' gave {problem}; use another model")
        return unit_rows(rows)

    def _load(self) -> Any:
        with self._lock:
            if self._loaded is None:
                try:
                    from model2vec import StaticModel
                except ImportError as error:
                    raise MissingExtra(
                        f"embedder '{self.name}' needs a library; run: pip install 'mnemic[model2vec]'"
                    ) from error
                try:
                    self._loaded = StaticModel.from_pretrained(self._model)
                except (OSError, ValueError) as error:
                    raise ModelError(f"model2vec model '{self._model}' cannot be loaded: {error}") from error
            return self._loaded
