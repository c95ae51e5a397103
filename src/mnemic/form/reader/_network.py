"""The reader's network in numpy; `bench/lifecycle/reader` trains it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ...errors import ModelError
from ._sequence import Laid

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

ACTS: Final = ("holds", "ended", "corrects", "denies")
FATES: Final = ("stays", "over", "wrong")

_WEIGHTS: Final = Path(__file__).parent / "reader.npz"
_MODEL: Final = "model."
"""So begin the names of the weights that change the model; the others are the network's own."""

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
    return Network(_weights(of_model=False))


def changes() -> dict[str, Floats]:
    """
    Return what the package's own model is changed by to read for this network, see `mnemic.embed.AdaptedMiniLM`.

    Raises:
        ModelError: the weights cannot be read.
    """
    return _weights(of_model=True)


def _weights(*, of_model: bool) -> dict[str, Floats]:
    import numpy as np

    try:
        with np.load(_WEIGHTS, allow_pickle=False) as kept:
            return {
                name.removeprefix(_MODEL): kept[name].astype(np.float32)
                for name in kept.files
                if name.startswith(_MODEL) == of_model
            }
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the reader's weights '{_WEIGHTS}' cannot be read ({error}); reinstall it: "
            "pip install --force-reinstall --no-deps mnemic"
        ) from error


@dataclass(frozen=True, slots=True)
class Network:
    """
    What a model makes of words in, chances out: attention among the words of all parts, three heads.

    Attributes:
        weights: By their names in torch.
    """

    weights: dict[str, Floats]

    def encode(self, states: Floats, laid: Laid) -> Floats:
        """Return what the words mean beside each other and by their looks, shape ``(words, width)``."""
        import numpy as np

        w = self.weights
        hidden = self._linear(states, "enter") + laid.marks @ w["marks.weight"].T
        hidden += w["segment.weight"][laid.segment]
        hidden += np.where((laid.predicate >= 0)[:, None], w["predicate.weight"][laid.predicate], 0)
        hidden = self._normal(hidden, "entered")
        layer = 0
        while f"layers.{layer}.qkv.weight" in w:
            hidden = self._layer(hidden, f"layers.{layer}.")
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

    def _layer(self, hidden: Floats, name: str) -> Floats:
        places, width = hidden.shape
        parts = self._linear(self._normal(hidden, name + "before"), name + "qkv")
        q, k, v = parts.reshape(places, 3, _HEADS, width // _HEADS).transpose(1, 2, 0, 3)
        scores = q @ k.transpose(0, 2, 1) / (width // _HEADS) ** 0.5
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
