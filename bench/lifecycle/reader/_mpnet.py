"""MPNet-base in torch, to be taught what the package's model is too small to learn by itself."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

LAYERS, HEADS, DIMS = 12, 12, 768
_EPSILON: Final = 1e-5
_WINDOW: Final = 256
_BUCKETS, _FARTHEST = 32, 128
_FROZEN: Final = 4
"""So many of the lowest layers stay as they are: they tell words and phrases, which are the same for every task."""

_OPENS, _CLOSES = 101, 102
_SHIFT: Final = 4
"""MPNet has the words of MiniLM in the same order, behind four marks of its own."""


class MPNet(nn.Module):
    """
    MPNet (Song et al. 2020), with the package's word pieces in and states of 768 numbers out.

    Args:
        file: `model.safetensors` of all-mpnet-base-v2; the README beside this file says where it is from.

    Attributes:
        dims: How many numbers a state has.
    """

    dims = DIMS

    def __init__(self, file: Path, dropout: float = 0.1) -> None:
        super().__init__()
        from safetensors.torch import load_file

        kept = {name.removeprefix("mpnet."): value.float() for name, value in load_file(file).items()}
        for name in ("word_embeddings", "position_embeddings"):
            self.register_buffer(name, kept[f"embeddings.{name}.weight"])
        for name in ("weight", "bias"):
            self.register_buffer(f"entered_{name}", kept[f"embeddings.LayerNorm.{name}"])
        self.register_buffer("near", kept["encoder.relative_attention_bias.weight"])
        self.register_buffer("buckets", _buckets(_WINDOW), persistent=False)
        self.layers = nn.ModuleList(
            _Layer(kept, f"encoder.layer.{at}.", learns=at >= _FROZEN, dropout=dropout)
            for at in range(LAYERS)
        )

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the last layer's states, (batch, pieces, 768)."""
        kind = torch.bfloat16
        size = ids.shape[1]
        own = torch.where(ids == _OPENS, 0, torch.where(ids == _CLOSES, 2, ids + _SHIFT))
        hidden = self.word_embeddings[own] + self.position_embeddings[2 : 2 + size]
        hidden = functional.layer_norm(hidden, (DIMS,), self.entered_weight, self.entered_bias, _EPSILON).to(
            kind
        )
        near = self.near[self.buckets[:size, :size]].permute(2, 0, 1)[None]
        bias = (near + torch.zeros(mask.shape).masked_fill(~mask, -1e4)[:, None, None]).to(kind)
        with torch.no_grad():
            for layer in self.layers[:_FROZEN]:
                hidden = layer(hidden, bias)
        for layer in self.layers[_FROZEN:]:
            hidden = layer(hidden, bias)
        return hidden.float()


class _Layer(nn.Module):
    def __init__(self, kept: dict[str, Tensor], prefix: str, *, learns: bool, dropout: float) -> None:
        super().__init__()
        self.dropout = dropout if learns else 0.0
        for part, names in _PARTS.items():
            for kind in ("weight", "bias"):
                value = torch.cat([kept[f"{prefix}{name}.{kind}"] for name in names])
                self.register_parameter(f"{part}_{kind}", nn.Parameter(value, requires_grad=learns))

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        b, n, _ = hidden.shape
        q, k, v = self._mapped("qkv", hidden).view(b, n, 3, HEADS, DIMS // HEADS).permute(2, 0, 3, 1, 4)
        scores = (q @ k.transpose(-1, -2)) * (DIMS // HEADS) ** -0.5 + bias
        attended = (scores.softmax(-1) @ v).transpose(1, 2).reshape(b, n, DIMS)
        hidden = self._normal("between", hidden + self._dropped(self._mapped("out", attended)))
        wide = functional.gelu(self._mapped("wide", hidden))
        return self._normal("after", hidden + self._dropped(self._mapped("narrow", wide)))

    def _of(self, part: str, kind: torch.dtype) -> tuple[Tensor, Tensor]:
        return getattr(self, f"{part}_weight").to(kind), getattr(self, f"{part}_bias").to(kind)

    def _mapped(self, part: str, values: Tensor) -> Tensor:
        return functional.linear(values, *self._of(part, values.dtype))

    def _normal(self, part: str, values: Tensor) -> Tensor:
        return functional.layer_norm(values, (DIMS,), *self._of(part, values.dtype), _EPSILON)

    def _dropped(self, values: Tensor) -> Tensor:
        return functional.dropout(values, self.dropout, self.training)


_PARTS: Final = {
    "qkv": ("attention.attn.q", "attention.attn.k", "attention.attn.v"),
    "out": ("attention.attn.o",),
    "between": ("attention.LayerNorm",),
    "wide": ("intermediate.dense",),
    "narrow": ("output.dense",),
    "after": ("output.LayerNorm",),
}
"""What the parts of a layer are called in the file."""


def _buckets(size: int) -> Tensor:
    """Return by which number the distance of each place from each other one is known, (size, size)."""
    place = torch.arange(size)
    away = place[None, :] - place[:, None]
    half = _BUCKETS // 2
    exact = half // 2
    far = exact + (
        torch.log(away.abs().clamp(min=1) / exact) / math.log(_FARTHEST / exact) * (half - exact)
    ).long().clamp(max=half - 1 - exact)
    return (away > 0).long() * half + torch.where(away.abs() < exact, away.abs(), far)
