"""Tensors inside a serialised ONNX graph: where each stands, so that it can be read and written over in place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MODEL_GRAPH: Final = 7
_GRAPH_TENSOR: Final = 5
_TENSOR_DIMS, _TENSOR_TYPE, _TENSOR_NAME, _TENSOR_RAW = 1, 2, 8, 9
"""Numbers of fields in ``onnx.proto``."""

_TYPES: Final = {1: "<f4", 2: "u1", 3: "i1", 7: "<i8"}

_VARINT, _EIGHT_BYTES, _BYTES, _FOUR_BYTES = 0, 1, 2, 5
"""How protobuf writes a field's value."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tensor's numbers stand in a graph, and what they are."""

    start: int
    stop: int
    kind: str
    shape: tuple[int, ...]


def places(graph: bytes | bytearray) -> dict[str, Place]:
    """Return where the constant tensors of a serialised ONNX model stand, by name."""
    found: dict[str, Place] = {}
    view = memoryview(graph)
    for number, start, stop, _ in _fields(view, 0, len(view)):
        if number == _MODEL_GRAPH:
            for inner, begin, end, _ in _fields(view, start, stop):
                if inner == _GRAPH_TENSOR:
                    name, place = _tensor(view, begin, end)
                    found[name] = place
    return found


def tensor(graph: bytearray, place: Place) -> NDArray[Any]:
    """Return a tensor of *graph*; what is written to it is written to the graph."""
    import numpy as np

    flat: NDArray[Any] = np.frombuffer(memoryview(graph)[place.start : place.stop], np.dtype(place.kind))
    return flat.reshape(place.shape)


def _tensor(view: memoryview, start: int, stop: int) -> tuple[str, Place]:
    shape: list[int] = []
    kind, name, raw = 1, "", (stop, stop)
    for number, begin, end, value in _fields(view, start, stop):
        if number == _TENSOR_DIMS:
            shape += [value] if begin == end else _varints(view, begin, end)
        elif number == _TENSOR_TYPE:
            kind = value
        elif number == _TENSOR_NAME:
            name = bytes(view[begin:end]).decode()
        elif number == _TENSOR_RAW:
            raw = begin, end
    return name, Place(*raw, _TYPES[kind], tuple(shape))


def _fields(view: memoryview, start: int, stop: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield each field of a message: its number, where its bytes begin and end, and its value if it is a number."""
    at = start
    while at < stop:
        tag, at = _varint(view, at)
        number, form = tag >> 3, tag & 7
        if form == _VARINT:
            value, at = _varint(view, at)
            yield number, at, at, value
            continue
        if form == _BYTES:
            size, at = _varint(view, at)
        else:
            size = {_EIGHT_BYTES: 8, _FOUR_BYTES: 4}[form]
        yield number, at, at + size, 0
        at += size


def _varints(view: memoryview, start: int, stop: int) -> list[int]:
    found = []
    while start < stop:
        value, start = _varint(view, start)
        found.append(value)
    return found


def _varint(view: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = view[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7
