"""The reader's network in numpy; `bench/lifecycle/reader` trains it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ...errors import ModelError
from ._sequence import GAP, Laid

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

ACTS: Final = ("holds", "ended", "corrects", "denies")
FATES: Final = ("stays", "over", "wrong")

_WEIGHTS: Final = Path(__file__).parent / "reader.npz"
_HEADS: Final = 4
_EPSILON: Final = 1e-5
_SHARP: Final = 4.0
"""How much sharper what the text states of a predicate looks at its words than attention usually does."""


@lru_cache(maxsize=1)
def network() -> Network:
    """
    Return the network with the weights that come with the package.

    Raises:
        ModelError: they cannot be read.
    """
    import numpy as np

    try:
        with np.load(_WEIGHTS, allow_pickle=False) as kept:
            return Network({name: kept[name].astype(np.float32) for name in kept.files})
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the reader's weights '{_WEIGHTS}' cannot be read ({error}); reinstall it: "
            "pip install --force-reinstall --no-deps mnemic"
        ) from error


@dataclass(frozen=True, slots=True)
class Network:
    """
    Words in, chances out: one convolution over neighbours, attention among the words of all parts, three heads.

    Attributes:
        weights: By their names in torch.
    """

    weights: dict[str, Floats]

    def encode(self, laid: Laid) -> Floats:
        """Return what the words mean beside each other, shape ``(places, width)``."""
        import numpy as np

        w = self.weights
        hidden = self._linear(laid.states, "enter") + laid.marks @ w["marks.weight"].T
        hidden += w["segment.weight"][laid.segment]
        hidden += np.where((laid.predicate >= 0)[:, None], w["predicate.weight"][laid.predicate], 0)
        hidden = self._normal(hidden, "entered")
        hidden = hidden + _gelu(self._near(hidden * laid.mask[:, None]))
        layer = 0
        while f"layers.{layer}.qkv.weight" in w:
            hidden = self._layer(hidden, laid.mask, f"layers.{layer}.")
            layer += 1
        return hidden

    def stated(self, hidden: Floats, size: int) -> Floats:
        """Return the chances of what the first *size* words state, shape ``(predicates, acts)``."""
        w = self.weights
        text = hidden[:size]
        query = w["query"]
        scores = (text @ w["pool.weight"].T) @ query.T / query.shape[1] ** 0.5 * _SHARP
        pooled = _softmax(scores.T) @ text
        read = _gelu(self._linear(_beside(pooled, query), "said"))
        logits = (read[:, None] * w["acts"]).sum(-1) + read @ w["acts_common.weight"].T + w["acts_bias"]
        return _sigmoid(logits)

    def tags(self, hidden: Floats, size: int, predicate: int, act: int) -> Floats:
        """Return logits of what each of the first *size* words is to a statement, shape ``(size, 5)``."""
        asked = self.weights["query"][predicate] + self.weights["act.weight"][act]
        return self._linear(_gelu(self._linear(hidden[:size], "word") + asked), "tags")

    def fates(self, hidden: Floats, laid: Laid) -> Floats:
        """Return the chances of what becomes of each known fact, shape ``(facts, fates)``."""
        import numpy as np

        if not laid.parts:
            return np.zeros((0, len(FATES)), np.float32)
        facts = np.stack([hidden[start:end].mean(axis=0) for start, end in laid.parts])
        text = hidden[: laid.size]
        scores = (facts @ self.weights["ask.weight"].T) @ text.T / hidden.shape[1] ** 0.5
        read = _softmax(scores) @ text
        return _softmax(self._linear(_gelu(self._linear(_beside(facts, read), "meet")), "fates"))

    def _near(self, hidden: Floats) -> Floats:
        import numpy as np

        kernel = self.weights["near.weight"]  # (out, in, 5)
        padded = np.pad(hidden, ((GAP, GAP), (0, 0)))
        places = len(hidden)
        total = np.zeros_like(hidden) + self.weights["near.bias"]
        for at in range(kernel.shape[2]):
            total += padded[at : at + places] @ kernel[:, :, at].T
        return total

    def _layer(self, hidden: Floats, mask: NDArray[np.bool_], name: str) -> Floats:
        import numpy as np

        places, width = hidden.shape
        parts = self._linear(self._normal(hidden, name + "before"), name + "qkv")
        q, k, v = parts.reshape(places, 3, _HEADS, width // _HEADS).transpose(1, 2, 0, 3)
        scores = q @ k.transpose(0, 2, 1) / (width // _HEADS) ** 0.5
        scores = np.where(mask, scores, -1e9)
        attended = (_softmax(scores) @ v).transpose(1, 0, 2).reshape(places, width)
        hidden = hidden + self._linear(attended, name + "out")
        wide = _gelu(self._linear(self._normal(hidden, name + "between"), name + "wide"))
        return hidden + self._linear(wide, name + "narrow")

    def _linear(self, values: Floats, name: str) -> Floats:
        mapped: Floats = values @ self.weights[name + ".weight"].T + self.weights[name + ".bias"]
        return mapped

    def _normal(self, values: Floats, name: str) -> Floats:
        import numpy as np

        centred = values - values.mean(axis=-1, keepdims=True)
        scale = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + _EPSILON)
        normal: Floats = centred / scale * self.weights[name + ".weight"] + self.weights[name + ".bias"]
        return normal


def _beside(one: Floats, other: Floats) -> Floats:
    import numpy as np

    return np.concatenate([one, other], axis=-1)


def _gelu(values: Floats) -> Floats:
    """Source: Hendrycks and Gimpel 2016, in the approximation by a hyperbolic tangent."""
    import numpy as np

    inner = np.float32((2 / np.pi) ** 0.5) * (values + np.float32(0.044715) * values**3)
    half: Floats = values * np.float32(0.5)
    return half + half * np.tanh(inner)


def _softmax(scores: Floats) -> Floats:
    import numpy as np

    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def _sigmoid(logits: Floats) -> Floats:
    import numpy as np

    one = np.float32(1)
    return one / (one + np.exp(-np.clip(logits, -30, 30)))
