"""Any service with OpenAI's ``/chat/completions`` endpoint."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any, Self

from ..errors import ArgumentError, ModelUnavailable
from ..remote import KEY_ENV, OPENAI_URL, Answer, Key, Service, require_httpx
from ._protocol import Prompt, Reply

_ASKED_TOO_MUCH = frozenset({400, 404, 415, 422})
"""The statuses with which services refuse a field they don't know."""


@dataclass(frozen=True, slots=True)
class _Manners:
    """
    How a service wants to be asked.

    Attributes:
        schema: Whether it takes a JSON schema.

        temperature: Whether it lets the temperature be chosen.

        limit: Its name for the most tokens of a reply.
    """

    schema: bool = True
    temperature: bool = True
    limit: str = "max_tokens"


class OpenAIChat:
    """
    A model behind an OpenAI-compatible service: OpenAI, Azure, vLLM, Ollama, llama.cpp, LM Studio and more.

    Prompts leave this machine for *base_url*. Nothing connects before the first call.

    A service that refuses JSON schemas is told them in words from then on, with a `RuntimeWarning`; one that
    wants ``max_completion_tokens``, or no temperature, gets that.

    Args:
        model: The service's name for the model.

        base_url: Everything before ``/chat/completions``.

        api_key: Sent as a bearer token; by default the variable *key_env* where it is set. It appears in no
            message and no ``repr``.

        key_env: The variable the key is read from.

        timeout_s: Seconds to wait for one answer.

        max_retries: Further attempts after a timeout, a lost connection, or a status of 429 or 5xx.

    Raises:
        ArgumentError: *base_url* is no http(s) address or holds a password, *key_env* names no variable, or a
            number is out of range.

        MissingExtra: httpx is not installed.
    """

    def __init__(
        self,
        model: str,
        *,
        base_url: str = OPENAI_URL,
        api_key: str | None = None,
        key_env: str = KEY_ENV,
        timeout_s: float = 120.0,
        max_retries: int = 4,
    ) -> None:
        if not model or re.search(r"[#\s]", model):
            raise ArgumentError(f"model={model!r} is no model name; use one without spaces and '#'")
        self._service = Service(
            base_url,
            label=f"model {model!r}",
            key=Key(api_key, key_env),
            timeout_s=timeout_s,
            max_retries=max_retries,
            unavailable=ModelUnavailable,
        )
        require_httpx(self._service.label)
        self._model = model
        self._manners = _Manners()

    @property
    def name(self) -> str:
        """``"openai:MODEL"``, or ``"BASE_URL#MODEL"`` of another service."""
        url = self._service.url
        return f"openai:{self._model}" if url == OPENAI_URL else f"{url}#{self._model}"

    def __repr__(self) -> str:
        return f"OpenAIChat({self._model!r}, base_url={self._service.url!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections. A later call opens new ones."""
        self._service.close()

    def complete(self, prompt: Prompt, *, max_tokens: int) -> Reply:
        """Return what the model says to *prompt*; see `LanguageModel`."""
        manners = self._manners
        while True:
            answer = self._service.post("chat/completions", self._body(prompt, max_tokens, manners))
            if not answer.refused:
                self._keep(manners)
                return self._reply(answer.data)
            simpler = _simpler(manners, answer, prompt)
            if simpler is None:
                raise self._refusal(answer)
            manners = simpler

    def _body(self, prompt: Prompt, max_tokens: int, manners: _Manners) -> dict[str, Any]:
        asked = prompt if manners.schema else prompt.told_in_words()
        body: dict[str, Any] = {
            "model": self._model,
            "messages": [message._asdict() for message in asked.messages],
            manners.limit: max_tokens,
        }
        if manners.temperature:
            body["temperature"] = 0
        if asked.schema is not None:
            form = {"name": asked.schema_name, "schema": asked.schema, "strict": True}
            body["response_format"] = {"type": "json_schema", "json_schema": form}
        return body

    def _keep(self, manners: _Manners) -> None:
        """Remember the manners that were answered, so that the next call is not refused first."""
        if self._manners.schema and not manners.schema:
            warnings.warn(
                f"{self._service.label} takes no JSON schema; replies are asked for in words, and may be malformed",
                RuntimeWarning,
                stacklevel=4,
            )
        self._manners = manners

    def _reply(self, data: Any) -> Reply:
        try:
            choice = data["choices"][0]
            usage = data.get("usage") or {}
            return Reply(
                _text(choice["message"].get("content")),
                int(usage.get("prompt_tokens") or 0),
                int(usage.get("completion_tokens") or 0),
                str(choice.get("finish_reason") or "stop"),
            )
        except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
            raise ModelUnavailable(
                f"{self._service.label} answered with something else than a chat completion "
                f"({type(error).__name__}: {error}); check base_url"
            ) from None

    def _refusal(self, answer: Answer) -> ArgumentError:
        key = self._service.key
        if answer.status in (401, 403):
            way_out = f"set {key.env} or api_key= to a key that may use this model"
        else:
            way_out = "check base_url, the model's name, and whether so long a prompt fits the model"
        return ArgumentError(
            f"{self._service.label} refused with status {answer.status}: {answer.said}; {way_out}"
        )


def _simpler(manners: _Manners, answer: Answer, prompt: Prompt) -> _Manners | None:
    """Return the manners to try after a refusal, going by what it says; None when nothing is left to try."""
    if answer.status not in _ASKED_TOO_MUCH:
        return None
    without_schema = replace(manners, schema=False) if manners.schema and prompt.schema is not None else None
    if without_schema and re.search(r"response_format|schema|grammar", answer.said):
        return without_schema
    if manners.limit == "max_tokens" and "max_completion_tokens" in answer.said:
        return replace(manners, limit="max_completion_tokens")
    if manners.temperature and "temperature" in answer.said:
        return replace(manners, temperature=False)
    return without_schema


def _text(content: object) -> str:
    """Return a message's content, which some services send in parts; none is an empty text."""
    if isinstance(content, list):
        content = "".join(part["text"] for part in content if part.get("type") == "text")
    if content is not None and not isinstance(content, str):
        raise TypeError(f"content is {type(content).__name__}")
    return content or ""
