"""From the name of an embedder to the embedder."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeGuard

from .._hint import nearest
from ..errors import ArgumentError

if TYPE_CHECKING:
    from ._protocol import Embedder

_FORMS = {
    "minilm": "minilm",
    "hash": "hash or hash:DIMS",
    "openai": "openai:MODEL, openai:MODEL#DIMS or openai:MODEL@BASE_URL",
    "sentence-transformers": "sentence-transformers:MODEL",
    "model2vec": "model2vec:MODEL",
}


def resolve(spec: str | Embedder | Callable[[list[str]], Any] | None = None) -> Embedder:
    """
    Return the embedder that *spec* names, wraps or is; None means the default, ``"minilm"``.

    An embedder's own `name` leads back to an equal one, except that of a function.

    Raises:
        ArgumentError: no embedder of that name.
    """
    if spec is None:
        return _named("minilm")
    if isinstance(spec, str):
        return _named(spec)
    if not isinstance(spec, type):
        if _is_embedder(spec):
            return spec
        if callable(spec):
            from ._callable import CallableEmbedder

            return CallableEmbedder(spec)
    raise ArgumentError(
        f"embedder={spec!r} is no embedder; pass a name, an embedder object, or a function. {_known()}"
    )


def _named(spec: str) -> Embedder:
    kind, colon, rest = spec.partition(":")
    if colon and not rest:
        raise ArgumentError(f"embedder={spec!r} has nothing after the colon; {_form(kind)}")
    # Each is loaded for those who name it.
    if kind == "minilm" and not colon:
        from ._minilm import MiniLM

        return MiniLM()
    if kind == "hash":
        return _hash(spec, rest)
    if kind == "openai" and rest:
        return _openai(spec, rest)
    if kind == "sentence-transformers" and rest:
        from ._sentence_transformers import SentenceTransformersEmbedder

        return SentenceTransformersEmbedder(rest)
    if kind == "model2vec" and rest:
        from ._model2vec import Model2VecEmbedder

        return Model2VecEmbedder(rest)
    if kind == "callable":
        raise ArgumentError(
            f"embedder={spec!r} is a function of yours, which cannot be found by name; "
            f"pass it again: CallableEmbedder(fn, name={rest!r})"
        )
    raise ArgumentError(f"embedder={spec!r} is unknown; {_form(kind)}")


def _hash(spec: str, dims: str) -> Embedder:
    from ._hash import HashEmbedder

    if not dims:
        return HashEmbedder()
    if not (dims.isascii() and dims.isdigit() and 1 <= int(dims[:9]) <= 65_536):
        raise ArgumentError(f"embedder={spec!r} has no usable dimensions; use e.g. 'hash:128'")
    return HashEmbedder(int(dims))


def _openai(spec: str, rest: str) -> Embedder:
    from ..remote import OPENAI_URL
    from ._openai import OpenAIEmbedder

    model_and_dims, _, base_url = rest.partition("@")
    model, hash_sign, dims = model_and_dims.partition("#")
    if hash_sign and not (dims.isascii() and dims.isdigit()):
        raise ArgumentError(f"embedder={spec!r} has no usable dimensions; use e.g. 'openai:{model}#256'")
    return OpenAIEmbedder(model, base_url=base_url or OPENAI_URL, dims=int(dims) if dims else None)


def _form(kind: str) -> str:
    """Name the form of the nearest kind of embedder, then all that exist."""
    near = nearest(kind.lower(), _FORMS, 0.5)
    hint = "" if near is None else f"did you mean {_FORMS[near]}? "
    return hint + _known()


def _known() -> str:
    return "Embedders: " + "; ".join(_FORMS.values())


def _is_embedder(spec: object) -> TypeGuard[Embedder]:
    """Tell whether *spec* has the protocol's members, without reading them: `dims` may ask a service."""
    members = ("name", "model", "dims", "split", "embed")
    return all(inspect.getattr_static(spec, member, None) is not None for member in members)
