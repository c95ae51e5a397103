"""What a language model is to Mnemic: prompts in, replies out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple, Protocol, runtime_checkable

Role = Literal["system", "user", "assistant"]


class Message(NamedTuple):
    """One message of a prompt; ``"assistant"`` is what the model said before."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """
    What a model is asked.

    Attributes:
        schema: The JSON schema the reply must fit; None where any text will do.

        schema_name: What the schema is called: letters, digits, ``_`` and ``-``.
    """

    messages: tuple[Message, ...]
    schema: Mapping[str, Any] | None = None
    schema_name: str = "reply"

    @property
    def digest(self) -> str:
        """The SHA-256 of all that is asked, in hexadecimal: equal prompts have equal ones."""
        asked = json.dumps([self.messages, self.schema], sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(asked.encode("ascii")).hexdigest()

    def then(self, *messages: Message) -> Prompt:
        """Return the prompt that goes on with *messages*."""
        return replace(self, messages=(*self.messages, *messages))

    def told_in_words(self) -> Prompt:
        """Return the prompt that tells its schema in the first message, for models that take none."""
        if self.schema is None:
            return self
        rule = "Reply with one JSON object and nothing else. It must fit this JSON schema:\n" + json.dumps(
            self.schema, ensure_ascii=False
        )
        first, *rest = self.messages or (Message("system", ""),)
        if first.role == "system":
            messages = (Message("system", f"{first.content}\n\n{rule}".strip()), *rest)
        else:
            messages = (Message("system", rule), first, *rest)
        return Prompt(messages)


@dataclass(frozen=True, slots=True)
class Reply:
    """
    What a model said.

    Attributes:
        prompt_tokens, completion_tokens: What the model's service counted; 0 where it doesn't say.

        finish: Why it stopped: ``"stop"`` when it was done, ``"length"`` when *max_tokens* cut it, or another
            word of the service's.
    """

    text: str
    prompt_tokens: int = 0
    completion_tokens: int = 0
    finish: str = "stop"


@runtime_checkable
class LanguageModel(Protocol):
    """
    A language model. It may be called from several threads.

    Attributes:
        name: What reports and derived memories call it; that of a model found by name leads back to it.
    """

    @property
    def name(self) -> str: ...

    def complete(self, prompt: Prompt, *, max_tokens: int) -> Reply:
        """
        Return what the model says to *prompt*, in at most *max_tokens* tokens.

        A model that can be held to the prompt's schema is; another is told it in words.

        Raises:
            ModelUnavailable: it did not answer.

            ArgumentError: it refused the request, which is too long for it, say.
        """
        ...
