"""From a name to an embedder (interim)."""

from __future__ import annotations

from collections.abc import Callable

from ..errors import ArgumentError
from ._callable import CallableEmbedder
from ._hash import HashEmbedder
from ._protocol import Embedder


def resolve(spec: str | Embedder | Callable[..., object] | None) -> Embedder:
    if spec is None or spec == "minilm":
        raise ArgumentError("minilm is not built yet")
    if isinstance(spec, str):
        if spec == "hash":
            return HashEmbedder()
        if spec.startswith("hash:"):
            return HashEmbedder(int(spec[5:]))
        raise ArgumentError(f"unknown embedder {spec!r}")
    if isinstance(spec, Embedder):
        return spec
    return CallableEmbedder(spec, name=getattr(spec, "__name__", "callable"))  # type: ignore[arg-type]
