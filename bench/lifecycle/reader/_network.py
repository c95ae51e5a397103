"""The reader's network in torch, as it is trained; `mnemic.form.reader` computes the same with numpy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import torch
from _model import DIMS, Model
from torch import Tensor, nn
from torch.nn import functional

ACTS: Final = ("holds", "ended", "corrects", "denies")
FATES: Final = ("stays", "over", "wrong")
TAGS: Final = ("O", "B", "I", "BK", "IK")
SEGMENTS: Final = ("text", "before", "known")


@dataclass(frozen=True, slots=True)
class Shape:
    """How large the network is."""

    marks: int
    predicates: int
    rank: int = 24
    width: int = 192
    heads: int = 4
    inner: int = 384
    layers: int = 1
    dropout: float = 0.1


class Network(nn.Module):
    """
    Reads words in the light of the sentence before and of what is known.

    Sequence: the words of the text, of what was said before, of each known fact. The package's own model, changed a
    little, reads all of it at once; then one narrow layer that sees the words' looks, too; heads for what the text
    states of each predicate, which words are the object, and what becomes of each known fact.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        d = shape.width
        self.shape = shape
        self.model = Model(shape.rank, shape.dropout)
        self.enter = nn.Linear(DIMS, d)
        self.marks = nn.Linear(shape.marks, d, bias=False)
        self.segment = nn.Embedding(len(SEGMENTS), d)
        self.predicate = nn.Embedding(shape.predicates, d)
        self.entered = nn.LayerNorm(d)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.query = nn.Parameter(torch.randn(shape.predicates, d) * 0.05)
        self.pool = nn.Linear(d, d, bias=False)
        self.said = nn.Linear(2 * d, d)
        self.acts = nn.Parameter(torch.zeros(shape.predicates, len(ACTS), d))
        self.acts_bias = nn.Parameter(torch.full((shape.predicates, len(ACTS)), -3.0))
        self.acts_common = nn.Linear(d, len(ACTS), bias=False)
        self.act = nn.Embedding(len(ACTS), d)
        self.word = nn.Linear(d, d)
        self.tags = nn.Linear(d, len(TAGS))
        self.ask = nn.Linear(d, d, bias=False)
        self.meet = nn.Linear(2 * d, d)
        self.fates = nn.Linear(d, len(FATES))
        self.drop = nn.Dropout(shape.dropout)

    def encode(self, batch: dict[str, Tensor]) -> Tensor:
        """Return the words' vectors, (batch, words, width)."""
        pieces = self.model(batch["ids"], batch["pieces"])
        hidden = self.enter(self.drop(batch["owned"] @ pieces)) + self.marks(batch["marks"])
        hidden = hidden + self.segment(batch["segment"])
        named = batch["predicate"]
        hidden = hidden + torch.where(named[..., None] >= 0, self.predicate(named.clamp(min=0)), 0.0)
        hidden = self.entered(hidden)
        for layer in self.layers:
            hidden = layer(hidden, batch["mask"], self.drop)
        return self.drop(hidden)

    def stated(self, hidden: Tensor, text: Tensor) -> Tensor:
        """Return logits (batch, predicates, acts) of what the text states; *text* masks its words."""
        scores = self.pool(hidden) @ self.query.T / hidden.shape[-1] ** 0.5 * 4
        scores = scores.masked_fill(~text[..., None], -1e9)
        pooled = scores.softmax(1).transpose(1, 2) @ hidden
        own = self.query.expand(len(hidden), -1, -1)
        read = _gelu(self.said(torch.cat([pooled, own], -1)))
        return torch.einsum("bpd,pad->bpa", read, self.acts) + self.acts_common(read) + self.acts_bias

    def objects(self, hidden: Tensor, rows: Tensor, predicates: Tensor, acts: Tensor) -> Tensor:
        """Return logits (n, words, tags) of the objects of n facts, each in the text of one row."""
        asked = (self.query[predicates] + self.act(acts))[:, None]
        return self.tags(_gelu(self.word(hidden[rows]) + asked))

    def becomes(self, hidden: Tensor, text: Tensor, rows: Tensor, own: Tensor) -> Tensor:
        """Return logits (n, fates) of n known facts; *own* (n, words) weighs their words, adding up to 1."""
        fact = (own[:, None] @ hidden[rows])[:, 0]
        scores = (self.ask(fact)[:, None] @ hidden[rows].transpose(1, 2))[:, 0] / hidden.shape[-1] ** 0.5
        scores = scores.masked_fill(~text[rows], -1e9)
        read = (scores.softmax(1)[:, None] @ hidden[rows])[:, 0]
        return self.fates(_gelu(self.meet(self.drop(torch.cat([fact, read], -1)))))


def _gelu(values: Tensor) -> Tensor:
    """Return GELU in the form that numpy computes fast."""
    return functional.gelu(values, approximate="tanh")


class Layer(nn.Module):
    """One layer of attention and one of two linear maps, each normalised before."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        d = shape.width
        self.heads = shape.heads
        self.before = nn.LayerNorm(d)
        self.qkv = nn.Linear(d, 3 * d)
        self.out = nn.Linear(d, d)
        self.between = nn.LayerNorm(d)
        self.wide = nn.Linear(d, shape.inner)
        self.narrow = nn.Linear(shape.inner, d)

    def forward(self, hidden: Tensor, mask: Tensor, drop: nn.Dropout) -> Tensor:
        b, n, d = hidden.shape
        parts = self.qkv(self.before(hidden)).view(b, n, 3, self.heads, d // self.heads)
        q, k, v = parts.permute(2, 0, 3, 1, 4)
        attended = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None])
        hidden = hidden + drop(self.out(attended.transpose(1, 2).reshape(b, n, d)))
        return hidden + drop(self.narrow(_gelu(self.wide(self.between(hidden)))))
