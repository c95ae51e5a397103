"""From the name of a language model to the model."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import TypeGuard

from .._hint import nearest
from ..errors import ArgumentError
from ..remote import OPENAI_URL, checked_address
from ._callable import CallableModel
from ._openai import OpenAIChat
from ._protocol import LanguageModel
from ._redact import redact_contacts
from ._smollm import SmolLM

_FORMS = {
    "openai": "openai:MODEL or openai:MODEL@BASE_URL",
    "http": "BASE_URL#MODEL, as in http://127.0.0.1:8080/v1#my-model",
    "smollm": "smollm",
}


def resolve(spec: str | LanguageModel | Callable[[str], str] | None = None) -> LanguageModel | None:
    """
    Return the language model that *spec* names, wraps or is; None, the default, is none at all.

    Nothing connects before the model's first call. A model's own `name` leads back to an equal one, except
    that of a function.

    Raises:
        ArgumentError: no model of that name.

        MissingExtra: what the model needs is not installed.
    """
    if spec is None:
        return None
    if isinstance(spec, str):
        return _named(spec)
    if not isinstance(spec, type):
        if _is_model(spec):
            return spec
        if callable(spec):
            return CallableModel(spec)
    raise ArgumentError(
        f"llm={spec!r:.80} is no language model; pass a name, an object with name and complete, a function from "
        f"a prompt to a reply, or None. {_known()}"
    )


def _named(spec: str) -> LanguageModel:
    kind, _, rest = spec.partition(":")
    if kind in ("http", "https"):
        base_url, _, model = spec.partition("#")
        checked_address(base_url)
        if not model:
            raise ArgumentError(f"llm={base_url!r} names no model; put its name behind a #: {base_url}#MODEL")
        return OpenAIChat(model, base_url=base_url)
    if kind == "openai" and rest:
        name, *place = re.split(r"@(?=https?://)", rest, maxsplit=1)
        return OpenAIChat(name, base_url=place[0] if place else OPENAI_URL)
    if spec == "smollm":
        return SmolLM()
    if kind == "callable":
        raise ArgumentError(
            f"llm={spec!r:.80} is a function of yours, which cannot be found by name; pass the function"
        )
    # What was passed for a model's name may be a key, which must not stand in a log.
    raise ArgumentError(f"llm={redact_contacts(spec)!r:.80} is unknown; {_form(kind)}")


def _form(kind: str) -> str:
    """Name the form of the nearest kind of model, then all that exist."""
    near = nearest(kind.lower(), _FORMS, 0.5)
    hint = "" if near is None else f"did you mean {_FORMS[near]}? "
    return hint + _known()


def _known() -> str:
    return "Language models: " + "; ".join(_FORMS.values())


def _is_model(spec: object) -> TypeGuard[LanguageModel]:
    return all(inspect.getattr_static(spec, member, None) is not None for member in ("name", "complete"))
