"""The seam between Mnemic and whatever turns text into vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, runtime_checkable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Purpose = Literal["document", "query"]


@runtime_checkable
class Embedder(Protocol):
    """
    Turns texts into unit vectors.

    Implementations are safe to call from several threads, do no I/O and load no model before the first
    call of :meth:`split` or :meth:`embed`, and never cut a text silently: whatever :meth:`split` returns
    fits the model whole.
    """

    @property
    def name(self) -> str:
        """The short name a person opens it by, e.g. ``"minilm"``."""
        ...

    @property
    def model(self) -> str:
        """
        The full identity of the vectors: name, quantisation and a hash of the graph where there is one.

        Vectors of different `model` values are never compared with each other.
        """
        ...

    @property
    def dims(self) -> int:
        """The number of components of a vector."""
        ...

    def split(self, text: str) -> Sequence[tuple[int, int]]:
        """
        Return the overlapping pieces of *text* that fit the model, as ``(start, end)`` character offsets.

        A text that fits is one piece, ``[(0, len(text))]``. Together the pieces cover every character.
        """
        ...

    def embed(self, texts: Sequence[str], purpose: Purpose = "document") -> NDArray[np.float32]:
        """
        Return one unit vector per text, shape ``(len(texts), dims)``, float32.

        Raises:
            EmbedderUnavailable: a remote model did not answer.
            ModelError: local weights are missing or altered.
        """
        ...


@runtime_checkable
class Forgetful(Protocol):
    """An embedder that remembers words of the texts it saw, to be faster."""

    def forget(self) -> None:
        """Drop them; called when memories are erased."""
        ...


class TokenVectors(NamedTuple):
    """
    One text in detail.

    Attributes:
        vector: The unit vector `Embedder.embed` gives the text, shape ``(dims,)``, float32.

        tokens: One vector for each of its word pieces, shape ``(n, token_dims)``, float32, of any length.
    """

    vector: NDArray[np.float32]
    tokens: NDArray[np.float32]


@runtime_checkable
class TokenEmbedder(Embedder, Protocol):
    """
    An embedder that also tells how a model reads every word of a text in its context.

    What late interaction compares (Khattab and Zaharia 2020, ColBERT): a sentence's vector is a mean, in
    which the one word that answers a question is lost.
    """

    @property
    def token_dims(self) -> int:
        """The number of components of a token's vector, a multiple of 8."""
        ...

    def embed_tokens(self, texts: Sequence[str], purpose: Purpose = "document") -> Sequence[TokenVectors]:
        """
        Return the vectors of each text. One that does not fit the model is read in pieces, never cut short.

        Raises:
            EmbedderUnavailable: a remote model did not answer.
            ModelError: local weights are missing or altered.
        """
        ...

    def token_words(self, text: str) -> Sequence[str]:
        """Return for each token of *text*, as `embed_tokens` orders them, the word it is a part of."""
        ...
