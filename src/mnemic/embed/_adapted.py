"""The default embedder's model with low-rank changes to its weights: a reader of words rather than of topics."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ._graph import places, tensor
from ._minilm import MiniLM

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Changes = Mapping[str, NDArray[np.float32]]

_OPENS: Final = 101
_CLOSES: Final = 102
"""The ids that open a sequence, and close each of its parts."""

WINDOW: Final = 256
"""So many ids a sequence may have."""

_LIMIT: Final = 63
"""The largest integer of a weight: `tools/minilm_graph.py` says why."""


class Words(NamedTuple):
    """
    A text cut into words; punctuation marks are words.

    Attributes:
        spans: Where each stands in *text*.

        pieces: The ids of each one's word pieces.
    """

    text: str
    spans: Sequence[tuple[int, int]]
    pieces: Sequence[Sequence[int]]


class AdaptedMiniLM(MiniLM):
    """
    MiniLM after training for another purpose, of which only the difference is kept (Hu et al. 2021, LoRA).

    Args:
        changes: Returns, by the names of the graph's tensors, what takes their place; of a matrix ``NAME`` the two
            factors of what is added to it, ``NAME.down`` (rank, inputs) and ``NAME.up`` (outputs, rank). Called when
            the model is loaded.

        threads: Processor threads for one call, by default one for each processor this process may use, up to 8.
    """

    def __init__(self, changes: Callable[[], Changes], *, threads: int | None = None) -> None:
        super().__init__(threads=threads)
        self._changes = changes

    def words(self, text: str) -> Words:
        """Cut a text into words; what does not fit the model's window is left out."""
        starts = list(self._tokenizer().words(text))
        spans: list[tuple[int, int]] = []
        pieces: list[Sequence[int]] = []
        room = WINDOW - 2
        for at, (start, ids) in enumerate(starts):
            room -= len(ids)
            if room < 0:
                break
            end = starts[at + 1][0] if at + 1 < len(starts) else len(text)
            word = text[start:end].split(maxsplit=1)
            spans.append((start, start + len(word[0]) if word else end))
            pieces.append(ids)
        return Words(text, spans, pieces)

    def states(self, parts: Sequence[Sequence[Sequence[int]]]) -> NDArray[np.float32]:
        """
        Return what the last layer makes of the words of texts that are read in the light of each other.

        Args:
            parts: The word pieces of the words of each text.

        Returns:
            Shape ``(words, 384)``: means over a word's pieces; of a word beyond the window of 256 pieces zeros.

        Raises:
            ModelError: the weights are missing or altered.
        """
        import numpy as np

        ids, owners = sequence(parts)
        row = np.array([ids], np.int64)
        (read,) = self._session().run(["tokens"], {"input_ids": row, "attention_mask": np.ones_like(row)})
        places = np.array(owners)
        inside = places >= 0
        total = np.zeros((sum(map(len, parts)), read.shape[2]), np.float32)
        np.add.at(total, places[inside], read[0][inside])
        count = np.bincount(places[inside], minlength=len(total))
        means: NDArray[np.float32] = total / np.maximum(count, 1).astype(np.float32)[:, None]
        return means

    def _graph(self) -> bytes:
        return adapted(super()._graph(), self._changes())


def sequence(parts: Sequence[Sequence[Sequence[int]]]) -> tuple[list[int], list[int]]:
    """Return the ids of a sequence, as far as the window reaches, and the word that each belongs to, or -1."""
    ids, owners, word = [_OPENS], [-1], 0
    for part in parts:
        for pieces in part:
            ids += pieces
            owners += [word] * len(pieces)
            word += 1
        ids.append(_CLOSES)
        owners.append(-1)
    return ids[:WINDOW], owners[:WINDOW]


def adapted(graph: bytes, changes: Changes) -> bytes:
    """Return a graph of `tools/minilm_graph.py` with *changes* made to its weights, which stay integers."""
    made = bytearray(graph)
    found = places(made)
    for name, change in changes.items():
        matrix, _, factor = name.rpartition(".")
        if factor == "up":
            _add(made, found, matrix, change @ changes[matrix + ".down"])
        elif factor != "down":
            tensor(made, found[name])[...] = change
    return bytes(made)


def _add(graph: bytearray, found: Mapping[str, Any], name: str, change: NDArray[np.float32]) -> None:
    """Add *change*, of shape (outputs, inputs), to a matrix of integers that have one scale for each output."""
    import numpy as np

    integers, scales = tensor(graph, found[name]), tensor(graph, found[name + ".scale"])
    weight = integers.T.astype(np.float32) * scales[:, None] + change
    scales[...] = np.maximum(np.abs(weight).max(axis=1) / np.float32(_LIMIT), np.float32(1e-12))
    integers[...] = np.rint(weight / scales[:, None]).T
