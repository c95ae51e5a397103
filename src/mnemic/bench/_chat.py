"""Language models that answer chat completions: the seam, and the client of OpenAI-compatible services."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Protocol, Self
from urllib.parse import urlsplit

from ..errors import ArgumentError, MissingExtra, RetryableError

if TYPE_CHECKING:
    import httpx

Message = Mapping[str, str]
"""``{"role": "system" | "user" | "assistant", "content": …}``."""

DEFAULT_KEY_ENV: Final = "OPENAI_API_KEY"
_RETRIED_STATUS = frozenset({408, 409, 425, 429})
_ATTEMPTS = 4
_FIRST_WAIT_S = 1.0
_LONGEST_WAIT_S = 30.0


@dataclass(frozen=True, slots=True)
class Completion:
    """
    What a model said.

    Attributes:
        tokens_in, tokens_out: What the service counted; 0 where it doesn't say.
    """

    text: str
    tokens_in: int = 0
    tokens_out: int = 0


class ChatModel(Protocol):
    """
    A language model that continues a chat.

    Attributes:
        name: What the report calls it.
    """

    @property
    def name(self) -> str: ...

    def complete(self, messages: Sequence[Message]) -> Completion:
        """
        Return what the model says to *messages*.

        Raises:
            RetryableError: it did not answer.

            ArgumentError: it refused the request.
        """
        ...


class OpenAIChat:
    """
    A model behind an OpenAI-compatible ``/chat/completions``: OpenAI, vLLM, Ollama, llama.cpp and more.

    The texts of the benchmark leave this machine for *base_url*.

    Args:
        model: The service's name for the model.

        base_url: Everything before ``/chat/completions``.

        key_env: The environment variable that holds the key; where it is not set, none is sent.

        timeout_s: Seconds to wait for one answer.

        first_wait_s: How long to wait before the second attempt; doubled for each further one.

    Raises:
        ArgumentError: *base_url* is no http(s) address or holds a password, or *key_env* names no variable.

        MissingExtra: httpx is not installed.
    """

    def __init__(
        self,
        model: str,
        base_url: str,
        *,
        key_env: str = DEFAULT_KEY_ENV,
        timeout_s: float = 120.0,
        first_wait_s: float = _FIRST_WAIT_S,
    ) -> None:
        try:
            import httpx
        except ImportError as error:
            raise MissingExtra(
                "judging answers with a language model needs httpx; run: pip install 'mnemic[openai]'"
            ) from error
        if not re.fullmatch(r"[A-Za-z_]\w*", key_env):
            # It may be the key itself, so it is not shown.
            raise ArgumentError(
                f"the name of the key's variable has signs no variable has; name one such as {DEFAULT_KEY_ENV}"
            )
        if not model.strip():
            raise ArgumentError(f"{model!r} is no model; use the service's name for it")
        self.name = model
        self._url = _checked(base_url)
        self._key = os.environ.get(key_env)
        self._key_env = key_env
        self._first_wait_s = first_wait_s
        headers = {"authorization": f"Bearer {self._key}"} if self._key else {}
        self._http = httpx.Client(timeout=timeout_s, headers=headers)

    def __repr__(self) -> str:
        return f"OpenAIChat({self.name!r}, {self._url!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def complete(self, messages: Sequence[Message]) -> Completion:
        """Return what the model says to *messages*; see `ChatModel`."""
        answer = self._send({"model": self.name, "messages": [*messages], "temperature": 0})
        try:
            said = answer["choices"][0]["message"]["content"] or ""
            usage = answer.get("usage") or {}
            counts = [int(usage.get(name) or 0) for name in ("prompt_tokens", "completion_tokens")]
            return Completion(_text(said), *counts)
        except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
            raise RetryableError(
                f"{self._label} answered with something else than a chat completion "
                f"({type(error).__name__}: {error}); check the address"
            ) from None

    def _send(self, body: Mapping[str, Any]) -> Any:
        """Post *body* until it is answered, refused, or the attempts are used up."""
        import httpx

        trouble = ""
        for attempt in range(_ATTEMPTS):
            if attempt:
                time.sleep(min(self._first_wait_s * 2 ** (attempt - 1), _LONGEST_WAIT_S))
            try:
                response = self._http.post(f"{self._url}/chat/completions", json=body)
                if response.is_success:
                    return response.json()
            except (httpx.TransportError, ValueError) as error:
                trouble = self._hide(f"{type(error).__name__}: {error}")
                continue
            trouble = f"status {response.status_code}: {self._said(response)}"
            if response.status_code not in _RETRIED_STATUS and response.status_code < 500:
                raise self._refusal(response.status_code, trouble)
        raise RetryableError(
            f"{self._label} did not answer properly in {_ATTEMPTS} attempts; the last: {trouble}. Try again later"
        )

    def _refusal(self, status: int, trouble: str) -> ArgumentError:
        if status in (401, 403):
            known = "holds no valid key" if self._key else "is not set"
            way_out = f"{self._key_env} {known}; put a key there that may use this model"
        else:
            way_out = "check the address, the model's name, and whether so long a request fits the model"
        return ArgumentError(f"{self._label} refused with {trouble}; {way_out}")

    def _said(self, response: httpx.Response) -> str:
        return self._hide(" ".join(response.text.split())[:300]) or "(nothing)"

    def _hide(self, text: str) -> str:
        return text.replace(self._key, "***") if self._key else text

    @property
    def _label(self) -> str:
        return f"model {self.name!r} at {self._url}"


def _checked(base_url: str) -> str:
    """Return *base_url* without a trailing slash."""
    try:
        parts = urlsplit(base_url)
        fine = parts.scheme in ("http", "https") and parts.hostname and not (parts.query or parts.fragment)
        secret = bool(parts.username or parts.password)
    except ValueError:
        fine, secret = False, False
    if secret:
        raise ArgumentError(
            "the address of the service holds a user name or password; put the key into a variable"
        )
    if not fine:
        raise ArgumentError(
            f"{base_url!r:.80} is no address of a service; use one such as http://localhost:11434/v1"
        )
    return base_url.rstrip("/")


def _text(said: object) -> str:
    if not isinstance(said, str):
        raise TypeError(f"content is {type(said).__name__}")
    return said
