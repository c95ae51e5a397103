"""
Builds the ONNX graph of all-MiniLM-L6-v2 from its safetensors, with int8 weights.

Used when a wheel is built (see ``hatch_build.py``), never at run time. The same weights always give the
same bytes, whatever the machine: the arithmetic here is rounding and maxima, no sums.

How the int8 graph computes, and why:

- Weights have one scale per output channel and 7 bits. With 8, the pairwise 16-bit sums of processors
  without VNNI would saturate; with 7 they cannot, and all processors agree.
- Activations are quantised per token, by the token's own largest value. One scale per batch, which is what
  ``DynamicQuantizeLinear`` does, is a little faster but makes a text's vector depend on the texts that
  happen to share its batch, and costs accuracy.
- Residual sums and normalisation are plain ``Add`` and ``LayerNormalization``: the fused
  ``SkipLayerNormalization`` of onnxruntime's CPU provider takes several times as long.
- The word embeddings are int8 with one scale per word, looked up and then widened.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

LAYERS, HEADS, DIMS = 6, 12, 384
POSITIONS = 256
WEIGHT_LIMIT = 63
ACTIVATION_LIMIT = 127
EPSILON = 1e-12
OPSET, IR_VERSION = 18, 9
FUSED = "com.microsoft"

Precision = Literal["int8", "fp32"]
Floats = NDArray[np.float32]


def build(safetensors: Path, precision: Precision = "int8") -> bytes:
    """
    Return the serialised graph.

    Inputs are ``input_ids`` and ``attention_mask``, int64 of shape (batch, sequence), the sequence at most
    256 long. Outputs are ``tokens``, the last hidden states, float32 (batch, sequence, 384), and
    ``sentence``, their mean over the mask scaled to length 1, float32 (batch, 384).
    """
    graph = _Graph(_read(safetensors), precision)
    hidden = _embeddings(graph)
    mask = graph.node("Cast", ["attention_mask"], to=TensorProto.INT32)
    for layer in range(LAYERS):
        hidden = _layer(graph, hidden, mask, f"encoder.layer.{layer}.")
    _outputs(graph, hidden)
    return graph.serialised()


def _read(path: Path) -> dict[str, Floats]:
    """Return the float tensors of a safetensors file: a length, a JSON header, then the raw data."""
    raw = path.read_bytes()
    (header_size,) = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8 : 8 + header_size])
    tensors = {}
    for name, entry in header.items():
        if entry.get("dtype") == "F32":
            start, end = entry["data_offsets"]
            flat = np.frombuffer(raw, "<f4", count=(end - start) // 4, offset=8 + header_size + start)
            tensors[name] = flat.reshape(entry["shape"])
    return tensors


class _Graph:
    """The nodes and constants so far. Every method returns the name of what it added."""

    def __init__(self, weights: dict[str, Floats], precision: Precision) -> None:
        self.weights = weights
        self.precision = precision
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}
        self._quantised: dict[str, tuple[str, str]] = {}

    def constant(self, name: str, value: Any) -> str:
        self._constants.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def scalar(self, name: str, value: float) -> str:
        self._constants.setdefault(name, numpy_helper.from_array(np.array(value, dtype=np.float32), name))
        return name

    def weight(self, name: str) -> str:
        return self.constant(name, self.weights[name])

    def nodes(
        self, kind: str, inputs: Sequence[str], outputs: Sequence[str], domain: str = "", **attributes: Any
    ) -> None:
        name = f"{kind}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, inputs, outputs, name=name, domain=domain, **attributes))

    def node(
        self, kind: str, inputs: Sequence[str], output: str = "", domain: str = "", **attributes: Any
    ) -> str:
        output = output or f"{kind}_{len(self._nodes)}_out"
        self.nodes(kind, inputs, [output], domain, **attributes)
        return output

    def linear(self, hidden: str, name: str, weight: Floats) -> str:
        """Multiply *hidden* by *weight*, of shape (outputs, inputs), without a bias."""
        if self.precision == "fp32":
            return self.node("MatMul", [hidden, self.constant(name, weight.T)])
        integers, scales = quantise_rows(weight, WEIGHT_LIMIT)
        activations, activation_scales = self._quantise(hidden)
        product = self.node(
            "MatMulIntegerToFloat",
            [
                activations,
                self.constant(name, integers.T),
                self.scalar("one", 1.0),
                self.constant(name + ".scale", scales),
                self.constant("activation_zero", np.array(128, np.uint8)),
                self.constant(f"zeros_{len(scales)}", np.zeros(len(scales), np.int8)),
            ],
            domain=FUSED,
        )
        return self.node("Mul", [product, activation_scales])

    def _quantise(self, hidden: str) -> tuple[str, str]:
        """Quantise *hidden* to uint8 around 128 by each token's largest value; return it and the scales."""
        if hidden not in self._quantised:
            last = self.constant("last_axis", np.array([-1], np.int64))
            largest = self.node("ReduceMax", [self.node("Abs", [hidden]), last], keepdims=1)
            largest = self.node("Max", [largest, self.scalar("tiny", 1e-9)])
            stretch = self.node("Div", [self.scalar("limit", ACTIVATION_LIMIT), largest])
            stretched = self.node("Mul", [hidden, stretch])
            zero = self.constant("activation_zero", np.array(128, np.uint8))
            integers = self.node("QuantizeLinear", [stretched, self.scalar("one", 1.0), zero])
            scales = self.node("Mul", [largest, self.scalar("unlimit", 1 / ACTIVATION_LIMIT)])
            self._quantised[hidden] = integers, scales
        return self._quantised[hidden]

    def normalised(self, hidden: str, name: str, output: str = "") -> str:
        inputs = [hidden, self.weight(name + ".weight"), self.weight(name + ".bias")]
        return self.node("LayerNormalization", inputs, output, axis=-1, epsilon=EPSILON)

    def serialised(self) -> bytes:
        shapes: dict[str, tuple[int, list[str | int]]] = {
            "input_ids": (TensorProto.INT64, ["batch", "sequence"]),
            "attention_mask": (TensorProto.INT64, ["batch", "sequence"]),
            "tokens": (TensorProto.FLOAT, ["batch", "sequence", DIMS]),
            "sentence": (TensorProto.FLOAT, ["batch", DIMS]),
        }
        values = [helper.make_tensor_value_info(name, kind, shape) for name, (kind, shape) in shapes.items()]
        graph = helper.make_graph(
            self._nodes, "minilm", values[:2], values[2:], list(self._constants.values())
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(FUSED, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION, producer_name="mnemic")
        serialised: bytes = model.SerializeToString(deterministic=True)
        return serialised


def quantise_rows(weight: Floats, limit: int) -> tuple[NDArray[np.int8], Floats]:
    """Return *weight* as integers in [-limit, limit], and the scale of each of its rows."""
    scales = (np.abs(weight).max(axis=1) / np.float32(limit)).astype(np.float32)
    scales[scales == 0] = 1
    return np.rint(weight / scales[:, None]).astype(np.int8), scales


def _embeddings(graph: _Graph) -> str:
    words = graph.weights["embeddings.word_embeddings.weight"]
    if graph.precision == "fp32":
        word = graph.node("Gather", [graph.constant("words", words), "input_ids"])
    else:
        integers, scales = quantise_rows(words, 127)
        row = graph.node("Gather", [graph.constant("words", integers), "input_ids"])
        scale = graph.node("Gather", [graph.constant("words.scale", scales[:, None]), "input_ids"])
        word = graph.node("Mul", [graph.node("Cast", [row], to=TensorProto.FLOAT), scale])
    positions = graph.weights["embeddings.position_embeddings.weight"][:POSITIONS]
    segment = graph.weights["embeddings.token_type_embeddings.weight"][0]
    first = graph.constant("first_axis", np.array([0], np.int64))
    length = graph.node("Shape", ["input_ids"], start=1, end=2)
    place = graph.node("Slice", [graph.constant("positions", positions + segment), first, length, first])
    return graph.normalised(graph.node("Add", [word, place]), "embeddings.LayerNorm")


def _layer(graph: _Graph, hidden: str, mask: str, prefix: str) -> str:
    attended = _attention(graph, hidden, mask, prefix + "attention.self.")
    hidden = _residual(graph, attended, hidden, prefix + "attention.output.")
    inner = prefix + "intermediate.dense."
    wide = graph.linear(hidden, inner + "weight", graph.weights[inner + "weight"])
    wide = graph.node("BiasGelu", [wide, graph.weight(inner + "bias")], domain=FUSED)
    return _residual(graph, wide, hidden, prefix + "output.")


def _attention(graph: _Graph, hidden: str, mask: str, prefix: str) -> str:
    parts = [prefix + part for part in ("query", "key", "value")]
    weight = np.concatenate([graph.weights[part + ".weight"] for part in parts])
    bias = graph.constant(prefix + "bias", np.concatenate([graph.weights[part + ".bias"] for part in parts]))
    graph.nodes("Split", [graph.linear(hidden, prefix + "weight", weight)], parts, axis=-1, num_outputs=3)
    return graph.node("MultiHeadAttention", [*parts, bias, mask], domain=FUSED, num_heads=HEADS)


def _residual(graph: _Graph, branch: str, hidden: str, prefix: str) -> str:
    product = graph.linear(branch, prefix + "dense.weight", graph.weights[prefix + "dense.weight"])
    biased = graph.node("Add", [product, graph.weight(prefix + "dense.bias")])
    return graph.normalised(graph.node("Add", [biased, hidden]), prefix + "LayerNorm")


def _outputs(graph: _Graph, hidden: str) -> None:
    graph.node("Identity", [hidden], "tokens")
    mask = graph.node("Cast", ["attention_mask"], to=TensorProto.FLOAT)
    middle = graph.constant("middle_axis", np.array([1], np.int64))
    # Scaling to length 1 undoes any factor, so the sum stands for the mean.
    total = graph.node("MatMul", [graph.node("Unsqueeze", [mask, middle]), hidden])
    graph.node("LpNormalization", [graph.node("Squeeze", [total, middle])], "sentence", axis=-1, p=2)
