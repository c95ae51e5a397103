"""Any service with OpenAI's ``/embeddings`` endpoint."""

from __future__ import annotations

import base64
import binascii
import os
import random
import re
import threading
import time
import weakref
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import urlsplit

from ..errors import ArgumentError, EmbedderUnavailable, MissingExtra
from ._pieces import split_chars
from ._protocol import Purpose
from ._vectors import blank_vector, embed_pieces, fault, unit_rows

if TYPE_CHECKING:
    import httpx
    import numpy as np
    from numpy.typing import NDArray

DEFAULT_BASE_URL: Final = "https://api.openai.com/v1"

_FIRST_WAIT_S = 0.5
_LONGEST_WAIT_S = 60.0
_RETRIED_STATUS = frozenset({408, 409, 425, 429})


class OpenAIEmbedder:
    """
    Embeds through an OpenAI-compatible service: OpenAI, Azure, vLLM, Ollama, llama.cpp, LM Studio and more.

    Texts leave this machine for *base_url*. Texts that are empty or blank are not sent.

    Args:
        model: The service's name for the model.

        base_url: Everything before ``/embeddings``.

        api_key: Sent as a bearer token; by default the variable ``OPENAI_API_KEY`` where it is set. It
            appears in no message and no ``repr``.

        dims: Asks the service for vectors of this size (its ``dimensions``); by default the model's own.

        batch_size: Texts in one request.

        timeout_s: Seconds to wait for one answer.

        max_retries: Further attempts after a timeout, a lost connection, or a status of 429 or 5xx.

        window_chars: Characters of one piece. The default stays inside OpenAI's 8,191 tokens for all but
            unusual scripts; set it to about three times the tokens of a smaller model.

        encoding: How vectors travel; "base64" is a quarter of the size, but not known to every service.

    Raises:
        ArgumentError: *base_url* is no http(s) address or holds a password, or a number is out of range.
    """

    def __init__(
        self,
        model: str,
        *,
        base_url: str = DEFAULT_BASE_URL,
        api_key: str | None = None,
        dims: int | None = None,
        batch_size: int = 64,
        timeout_s: float = 30.0,
        max_retries: int = 5,
        window_chars: int = 6000,
        encoding: Literal["float", "base64"] = "float",
    ) -> None:
        if not model or not model.strip() or re.search(r"[@#\s]", model):
            raise ArgumentError(f"model={model!r} is no model name; use one without spaces, '@' and '#'")
        for option, value, least in (
            ("batch_size", batch_size, 1),
            ("max_retries", max_retries, 0),
            ("window_chars", window_chars, 16),
            ("dims", dims, 1),
        ):
            if value is not None and value < least:
                raise ArgumentError(f"{option}={value!r} cannot be used; use {least} or more")
        if timeout_s <= 0:
            raise ArgumentError(f"timeout_s={timeout_s!r} cannot be used; use a positive number of seconds")
        self._model = model
        self._base_url, self._host = _checked_url(base_url)
        self._key = _Key(api_key)
        self._asked_dims = dims
        self._dims = dims
        self._batch_size = batch_size
        self._timeout_s = timeout_s
        self._max_retries = max_retries
        self._window_chars = window_chars
        self._encoding = encoding
        self._lock = threading.Lock()
        self._client: tuple[int, httpx.Client] | None = None

    @property
    def name(self) -> str:
        """``"openai:MODEL"``, with ``#DIMS`` and ``@BASE_URL`` where they are not the defaults."""
        size = f"#{self._asked_dims}" if self._asked_dims else ""
        place = "" if self._base_url == DEFAULT_BASE_URL else f"@{self._base_url}"
        return f"openai:{self._model}{size}{place}"

    @property
    def model(self) -> str:
        """The host, the model, and the size asked for if any."""
        return f"openai/{self._host}/{self._model}" + (f"/{self._asked_dims}" if self._asked_dims else "")

    @property
    def dims(self) -> int:
        """The number of components of a vector; asks the service once where it is unknown."""
        if self._dims is None:
            self._request(["a"])
        assert self._dims is not None  # noqa: S101 - _request sets it or raises
        return self._dims

    def __repr__(self) -> str:
        return f"OpenAIEmbedder({self._model!r}, base_url={self._base_url!r})"

    def close(self) -> None:
        """Close the connections. A later call opens new ones."""
        with self._lock:
            if self._client is not None:
                self._client[1].close()
            self._client = None

    def split(self, text: str) -> Sequence[tuple[int, int]]:
        """Cut *text* into overlapping pieces of up to *window_chars* characters."""
        return split_chars(text, self._window_chars, min(400, self._window_chars // 8))

    def embed(self, texts: Sequence[str], purpose: Purpose = "document") -> NDArray[np.float32]:
        """
        Return one unit vector per text. Documents and queries are embedded alike.

        Raises:
            ArgumentError: the service refused the key, the model or the input.
            EmbedderUnavailable: no proper answer after all attempts.
            MissingExtra: httpx is not installed.
        """
        import numpy as np

        if not texts:
            return np.empty((0, self.dims), dtype=np.float32)
        return embed_pieces(texts, self.split, self._embed_whole)

    def _embed_whole(self, texts: list[str]) -> NDArray[np.float32]:
        import numpy as np

        filled = [row for row, text in enumerate(texts) if text.strip()]
        answers = [
            self._request([texts[row] for row in filled[start : start + self._batch_size]])
            for start in range(0, len(filled), self._batch_size)
        ]
        vectors = np.tile(blank_vector(self.dims), (len(texts), 1))
        if answers:
            vectors[filled] = unit_rows(np.concatenate(answers))
        return vectors

    def _request(self, texts: list[str]) -> NDArray[np.floating]:
        """Return the service's vectors of *texts*, checked but not scaled."""
        body: dict[str, Any] = {"model": self._model, "input": texts, "encoding_format": self._encoding}
        if self._asked_dims:
            body["dimensions"] = self._asked_dims
        rows = self._vectors(self._send(body), len(texts))
        with self._lock:
            problem = fault(rows, len(texts), None)
            if problem:
                raise EmbedderUnavailable(
                    f"{self._label} answered with {problem}; try again, or check the service"
                )
            if self._dims is not None and rows.shape[1] != self._dims:
                raise ArgumentError(
                    f"{self._label} answered with {rows.shape[1]}-dimensional vectors, expected {self._dims}; "
                    f"the service's model has changed, or it ignores dims"
                )
            self._dims = rows.shape[1]
        return rows

    def _send(self, body: dict[str, Any]) -> Any:
        """Post *body* until it is answered, refused, or the attempts are used up."""
        import_httpx()
        import httpx

        for attempt in range(self._max_retries + 1):
            asked_wait_s = None
            try:
                response = self._http().post("embeddings", json=body)
            except httpx.TransportError as error:
                trouble = self._key.hide(f"{type(error).__name__}: {error}")
            else:
                if response.is_success:
                    return self._json(response)
                if response.status_code not in _RETRIED_STATUS and response.status_code < 500:
                    raise self._refusal(response)
                trouble = f"status {response.status_code}: {self._said(response)}"
                asked_wait_s = _retry_after_s(response.headers.get("retry-after"))
            if asked_wait_s is not None and asked_wait_s > _LONGEST_WAIT_S:
                raise EmbedderUnavailable(
                    f"{self._label} asks to wait {asked_wait_s:.0f} s ({trouble}); try again then"
                )
            if attempt < self._max_retries:
                time.sleep(_wait_s(attempt, asked_wait_s))
        raise EmbedderUnavailable(
            f"{self._label} did not answer properly in {self._max_retries + 1} attempts; the last: {trouble}. "
            f"Try again later, or raise timeout_s or max_retries"
        )

    def _json(self, response: httpx.Response) -> Any:
        try:
            return response.json()
        except ValueError as error:
            raise EmbedderUnavailable(
                f"{self._label} answered with {response.text[:80]!r}, which is no JSON; check base_url"
            ) from error

    def _vectors(self, answer: Any, count: int) -> NDArray[np.floating]:
        """Return the vectors of *answer* in the order of its ``index`` fields."""
        import numpy as np

        try:
            items = sorted(answer["data"], key=lambda item: int(item["index"]))
            if [int(item["index"]) for item in items] == list(range(count)):
                return np.asarray([_vector(item["embedding"]) for item in items], dtype=np.float64)
            problem = f"{len(items)} vectors for {count} texts, or a repeated index"
        except (KeyError, TypeError, ValueError, binascii.Error) as error:
            problem = f"a list that is not OpenAI's ({type(error).__name__}: {error})"
        raise EmbedderUnavailable(f"{self._label} answered with {problem}; check base_url and the service")

    def _refusal(self, response: httpx.Response) -> ArgumentError:
        status, said = response.status_code, self._said(response)
        if status in (401, 403):
            way_out = "set OPENAI_API_KEY or api_key= to a key that may use this model"
        elif status in (301, 302, 303, 307, 308, 404):
            way_out = "check base_url and the model's name"
        else:
            way_out = "check the model's name, dims and window_chars"
        return ArgumentError(f"{self._label} refused with status {status}: {said}; {way_out}")

    def _said(self, response: httpx.Response) -> str:
        return self._key.hide(" ".join(response.text.split())[:300]) or "(nothing)"

    @property
    def _label(self) -> str:
        return f"model '{self._model}' at {self._base_url}"

    def _http(self) -> httpx.Client:
        """Return this process's client; connections do not survive a fork."""
        import httpx

        key = self._key.value()
        if key is None and self._base_url == DEFAULT_BASE_URL:
            raise ArgumentError(f"{self._label} needs a key; set OPENAI_API_KEY or pass api_key=")
        with self._lock:
            if self._client is None or self._client[0] != os.getpid():
                client = httpx.Client(base_url=self._base_url, timeout=self._timeout_s)
                weakref.finalize(self, client.close)
                self._client = os.getpid(), client
            client = self._client[1]
            if key is not None:
                client.headers["authorization"] = f"Bearer {key}"
            return client


class _Key:
    """An API key that shows itself to nobody who only looks."""

    def __init__(self, given: str | None) -> None:
        self._given = given

    def value(self) -> str | None:
        return self._given or os.environ.get("OPENAI_API_KEY") or None

    def hide(self, text: str) -> str:
        key = self.value()
        return text.replace(key, "***") if key else text

    def __repr__(self) -> str:
        return "<api key>"


def import_httpx() -> None:
    """Raise MissingExtra where httpx is not installed."""
    try:
        import httpx  # noqa: F401
    except ImportError as error:
        raise MissingExtra(
            "embedding through an OpenAI-compatible service needs httpx; run: pip install 'mnemic[openai]'"
        ) from error


def _checked_url(base_url: str) -> tuple[str, str]:
    """Return *base_url* without a trailing slash, and its host with the port."""
    try:
        parts = urlsplit(base_url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https") or parts.query or parts.fragment:
        raise ArgumentError(
            f"base_url={base_url!r} is no address of a service; use one like {DEFAULT_BASE_URL}"
        )
    if parts.username or parts.password:
        raise ArgumentError(
            "base_url holds a user name or password, which the store would keep; use api_key="
        )
    return base_url.rstrip("/"), f"{host}:{port}" if port else host


def _vector(embedding: Any) -> NDArray[np.floating]:
    """Read a vector that came as numbers, or as base64 of little-endian float32."""
    import numpy as np

    if isinstance(embedding, str):
        return np.frombuffer(base64.b64decode(embedding, validate=True), dtype="<f4")
    return np.asarray(embedding, dtype=np.float64)


def _retry_after_s(header: str | None) -> float | None:
    """Read a ``Retry-After`` header, seconds or a date; None where there is none that makes sense."""
    if not header:
        return None
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def _wait_s(attempt: int, asked_s: float | None) -> float:
    """Return the wait before the next attempt: what was asked, else exponential, plus jitter."""
    base_s = asked_s if asked_s is not None else min(_FIRST_WAIT_S * 2**attempt, _LONGEST_WAIT_S)
    return base_s * (1 + random.random() / 4)  # noqa: S311 - spreads clients out, protects nothing
