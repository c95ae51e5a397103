"""How MiniLM reads each word of a text: what several of its layers make of it, one above the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from ._minilm import MiniLM

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LAYERS: Final = ("LayerNormalization_143_out", "LayerNormalization_188_out", "tokens")
"""The third, fourth and sixth of six layers: the last tells topics well, those below who does what and when."""

_PIECES: Final = 254
"""Word pieces of a text that are read; with its two ends they fill the model's window."""


class WordStates(NamedTuple):
    """
    A text read word by word; punctuation marks are words.

    Attributes:
        spans: Where each stands in *text*.

        pieces: The ids of each one's word pieces.

        states: What the layers make of each in its context, shape ``(n, 1152)``, float32: means over its pieces.
    """

    text: str
    spans: Sequence[tuple[int, int]]
    pieces: Sequence[Sequence[int]]
    states: NDArray[np.float32]


class MiniLMLayers(MiniLM):
    """
    The default embedder's model, asked for what its inner layers say of each word.

    It is loaded a second time for that: asked for more, the runtime computes in another order, and the vectors that
    stores hold would no longer come out the same to the last bit.
    """

    _inner = tuple(name for name in LAYERS if name != "tokens")

    def read(self, texts: Sequence[str]) -> list[WordStates]:
        """
        Return each text word by word. What does not fit the window of 256 word pieces is left out.

        Raises:
            ModelError: the weights are missing or altered.
        """
        import numpy as np

        words = [self._words(text) for text in texts]
        kept = [text[: spans[-1][1]] if spans else "" for text, (spans, _) in zip(texts, words, strict=True)]
        found: dict[int, WordStates] = {}
        for batch, _, layers in self._run(kept, list(LAYERS)):
            for at, row in enumerate(batch):
                spans, pieces = words[row]
                states = np.zeros((len(spans), sum(layer.shape[2] for layer in layers)), np.float32)
                start = 1  # behind [CLS]
                for place, ids in enumerate(pieces):
                    stop = start + len(ids)
                    states[place] = np.concatenate([layer[at, start:stop].mean(axis=0) for layer in layers])
                    start = stop
                found[row] = WordStates(texts[row], spans, pieces, states)
        return [found[row] for row in range(len(texts))]

    def _words(self, text: str) -> tuple[list[tuple[int, int]], list[Sequence[int]]]:
        spans: list[tuple[int, int]] = []
        pieces: list[Sequence[int]] = []
        words = list(self._tokenizer().words(text))
        count = 0
        for at, (start, ids) in enumerate(words):
            end = words[at + 1][0] if at + 1 < len(words) else len(text)
            count += len(ids)
            if count > _PIECES:
                break
            stop = start + len(text[start:end].split(maxsplit=1)[0]) if text[start:end].strip() else end
            spans.append((start, stop))
            pieces.append(ids)
        return spans, pieces
