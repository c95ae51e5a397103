"""MiniLM in torch, from the integers that the package ships, with low-rank changes to learn (Hu et al. 2021, LoRA)."""

from __future__ import annotations

from typing import Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from mnemic.embed import MiniLM
from mnemic.embed._graph import places, tensor

LAYERS, HEADS, DIMS = 6, 12, 384
_EPSILON: Final = 1e-12


class Changed(nn.Module):
    """
    A linear map that stays as it is, with a change to learn.

    Args:
        rank: Of the change.
    """

    def __init__(self, weight: Tensor, bias: Tensor, rank: int) -> None:
        super().__init__()
        self.register_buffer("weight", weight, persistent=False)
        # What stays is rounded once, not at every step.
        self.register_buffer("rounded", weight.to(torch.bfloat16), persistent=False)
        self.bias = nn.Parameter(bias)
        self.down = nn.Parameter(torch.randn(rank, weight.shape[1]) / weight.shape[1] ** 0.5)
        self.up = nn.Parameter(torch.zeros(weight.shape[0], rank))

    def forward(self, values: Tensor) -> Tensor:
        kind = values.dtype
        weight = self.rounded if kind == torch.bfloat16 else self.weight
        mapped = functional.linear(values, weight, self.bias.to(kind))
        return mapped + functional.linear(functional.linear(values, self.down.to(kind)), self.up.to(kind))


class _Normal(nn.Module):
    def __init__(self, weight: Tensor, bias: Tensor, *, learns: bool) -> None:
        super().__init__()
        self.weight = nn.Parameter(weight, requires_grad=learns)
        self.bias = nn.Parameter(bias, requires_grad=learns)

    def forward(self, values: Tensor) -> Tensor:
        weight, bias = self.weight.to(values.dtype), self.bias.to(values.dtype)
        return functional.layer_norm(values, (DIMS,), weight, bias, _EPSILON)


class _Layer(nn.Module):
    def __init__(self, graph: _Graph, prefix: str, rank: int) -> None:
        super().__init__()

        def changed(part: str, rank: int) -> Changed:
            name = prefix + NAMES[part]
            return Changed(graph.matrix(name + ".weight"), graph.vector(name + ".bias"), rank)

        def normal(part: str) -> _Normal:
            name = prefix + NAMES[part]
            return _Normal(graph.vector(name + ".weight"), graph.vector(name + ".bias"), learns=True)

        self.qkv = changed("qkv", 2 * rank)
        self.out = changed("out", rank)
        self.between = normal("between")
        self.wide = changed("wide", rank)
        self.narrow = changed("narrow", rank)
        self.after = normal("after")

    def forward(self, hidden: Tensor, bias: Tensor, drop: nn.Dropout) -> Tensor:
        b, n, _ = hidden.shape
        q, k, v = self.qkv(hidden).view(b, n, 3, HEADS, DIMS // HEADS).permute(2, 0, 3, 1, 4)
        # Written out: for sequences so short the fused form takes longer.
        scores = (q @ k.transpose(-1, -2)) * (DIMS // HEADS) ** -0.5 + bias
        attended = (scores.softmax(-1) @ v).transpose(1, 2).reshape(b, n, DIMS)
        hidden = self.between(hidden + drop(self.out(attended)))
        return self.after(hidden + drop(self.narrow(functional.gelu(self.wide(hidden)))))


NAMES: Final = {
    "qkv": "attention.self", "out": "attention.output.dense", "between": "attention.output.LayerNorm",
    "wide": "intermediate.dense", "narrow": "output.dense", "after": "output.LayerNorm",
}  # fmt: skip
"""What the parts of a layer are called in the graph."""


class Model(nn.Module):
    """
    MiniLM as `mnemic.embed` ships it.

    Args:
        rank: Of the changes to its matrices.
    """

    def __init__(self, rank: int, dropout: float = 0.1) -> None:
        super().__init__()
        graph = _Graph(bytearray(MiniLM()._graph()))
        words = graph.array("words").astype(np.float32) * graph.array("words.scale")
        self.register_buffer("words", torch.from_numpy(words), persistent=False)
        self.register_buffer("positions", graph.vector("positions"), persistent=False)
        entry = "embeddings.LayerNorm."
        self.entered = _Normal(graph.vector(entry + "weight"), graph.vector(entry + "bias"), learns=False)
        self.layers = nn.ModuleList(_Layer(graph, f"encoder.layer.{at}.", rank) for at in range(LAYERS))
        self.drop = nn.Dropout(dropout)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the last layer's states, (batch, pieces, 384)."""
        kind = torch.bfloat16 if self.training else torch.float32
        hidden = self.entered(self.words[ids] + self.positions[: ids.shape[1]]).to(kind)
        bias = torch.zeros(mask.shape, dtype=kind).masked_fill(~mask, -1e4)[:, None, None]
        for layer in self.layers:
            hidden = layer(hidden, bias, self.drop)
        return hidden.float()

    def changes(self) -> dict[str, Tensor]:
        """Return what was learned, by the names that `mnemic.embed.AdaptedMiniLM` knows."""
        found = {}
        for at, layer in enumerate(self.layers):
            for name, value in layer.named_parameters():
                part, kind = name.split(".")
                if value.requires_grad:
                    factor = "weight." if kind in {"down", "up"} else ""
                    found[f"encoder.layer.{at}.{NAMES[part]}.{factor}{kind}"] = value.detach()
        return found


class _Graph:
    def __init__(self, graph: bytearray) -> None:
        self._graph = graph
        self._places = places(graph)

    def array(self, name: str) -> np.ndarray:
        return tensor(self._graph, self._places[name])

    def vector(self, name: str) -> Tensor:
        return torch.from_numpy(self.array(name).astype(np.float32))

    def matrix(self, name: str) -> Tensor:
        weight = self.array(name).T.astype(np.float32) * self.array(name + ".scale")[:, None]
        return torch.from_numpy(weight)
