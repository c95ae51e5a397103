"""Posting JSON to a service until it answers, refuses, or the attempts are used up."""

from __future__ import annotations

import json
import os
import random
import threading
import time
import weakref
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import ArgumentError, MissingExtra, RetryableError
from ._address import OPENAI_URL, checked_address
from ._key import Key

if TYPE_CHECKING:
    import httpx

_FIRST_WAIT_S = 0.5
_LONGEST_WAIT_S = 60.0
_LARGEST_ANSWER_BYTES = 256 * 2**20
_RETRIED_STATUS = frozenset({408, 409, 425, 429})


class Answer(NamedTuple):
    """
    What a service answered.

    Attributes:
        status: The HTTP status.

        data: The JSON of an answer that is no refusal.

        said: How the text begins, on one line, without the key.
    """

    status: int
    data: Any
    said: str

    @property
    def refused(self) -> bool:
        """Whether the service won't do what was asked; asking again would not help."""
        return not 200 <= self.status < 300


class Service:
    """
    A service that takes JSON and answers with JSON. Nothing connects before the first `post`.

    Args:
        base_url: What the paths of `post` are appended to.

        label: What errors call it.

        key: Sent as a bearer token where there is one.

        timeout_s: Seconds to wait for one answer.

        max_retries: Further attempts after a timeout, a lost connection, or a status of 429 or 5xx.

        unavailable: The error to raise when the service doesn't answer.

    Raises:
        ArgumentError: *base_url* is no http(s) address or holds a password, or a number is out of range.
    """

    def __init__(
        self,
        base_url: str,
        *,
        label: str,
        key: Key,
        timeout_s: float,
        max_retries: int,
        unavailable: type[RetryableError],
    ) -> None:
        self.url, self.host = checked_address(base_url)
        if not timeout_s > 0:
            raise ArgumentError(f"timeout_s={timeout_s!r} cannot be used; use a positive number of seconds")
        if max_retries < 0:
            raise ArgumentError(f"max_retries={max_retries!r} cannot be used; use 0 or more")
        self.label = f"{label} at {self.url}"
        self.key = key
        self._timeout_s = timeout_s
        self._max_retries = max_retries
        self._unavailable = unavailable
        self._lock = threading.Lock()
        self._client: tuple[int, httpx.Client] | None = None

    def close(self) -> None:
        """Close the connections. A later call opens new ones."""
        with self._lock:
            if self._client is not None:
                self._client[1].close()
            self._client = None

    def post(self, path: str, body: Mapping[str, Any]) -> Answer:
        """
        Post *body* and return the answer or the refusal.

        Waits as long as the service asks for in ``Retry-After``, else half a second, doubled for each further
        attempt; always a little more, so that clients spread out.

        Raises:
            RetryableError: the *unavailable* given: no proper answer in all attempts, or the service asks to
                wait for longer than a minute.

            ArgumentError: it is OpenAI itself and there is no key.

            MissingExtra: httpx is not installed.
        """
        require_httpx(self.label)
        import httpx

        for attempt in range(self._max_retries + 1):
            asked_wait_s = None
            try:
                status, headers, content = self._exchange(path, body)
            except httpx.RequestError as error:
                trouble = self.key.hide(f"{type(error).__name__}: {error}")
            else:
                answer = Answer(status, None, self._said(content))
                if not answer.refused:
                    return answer._replace(data=self._json(content, answer.said))
                if status not in _RETRIED_STATUS and status < 500:
                    return answer
                trouble = f"status {status}: {answer.said}"
                asked_wait_s = retry_after_s(headers.get("retry-after"))
            if asked_wait_s is not None and asked_wait_s > _LONGEST_WAIT_S:
                raise self._unavailable(
                    f"{self.label} asks to wait {asked_wait_s:.0f} s ({trouble}); try again then"
                )
            if attempt < self._max_retries:
                time.sleep(_wait_s(attempt, asked_wait_s))
        raise self._unavailable(
            f"{self.label} did not answer properly in {self._max_retries + 1} attempts; the last: {trouble}. "
            f"Try again later, or raise timeout_s or max_retries"
        )

    def _exchange(self, path: str, body: Mapping[str, Any]) -> tuple[int, httpx.Headers, bytes]:
        """Post once. A service that sends a byte now and then must not hold the caller for ever."""
        import httpx

        key = self.key.value()
        if key is None and self.url == OPENAI_URL:
            raise ArgumentError(f"{self.label} needs a key; set {self.key.env} or pass api_key=")
        headers = {} if key is None else {"authorization": f"Bearer {key}"}
        until = time.monotonic() + self._timeout_s
        content = bytearray()
        with self._http().stream("POST", f"{self.url}/{path}", json=body, headers=headers) as response:
            for chunk in response.iter_bytes():
                content += chunk
                if len(content) > _LARGEST_ANSWER_BYTES:
                    raise self._unavailable(
                        f"{self.label} answered with more than {_LARGEST_ANSWER_BYTES >> 20} MiB; check base_url"
                    )
                if time.monotonic() > until:
                    raise httpx.ReadTimeout(f"the answer was not complete after {self._timeout_s:g} s")
            return response.status_code, response.headers, bytes(content)

    def _json(self, content: bytes, said: str) -> Any:
        try:
            return json.loads(content)
        except (ValueError, RecursionError):
            raise self._unavailable(
                f"{self.label} answered with {said[:80]!r}, which is no JSON; check base_url"
            ) from None

    def _said(self, content: bytes) -> str:
        text = content[:4000].decode("utf-8", "replace")
        return self.key.hide(" ".join(text.split()))[:300] or "(nothing)"

    def _http(self) -> httpx.Client:
        """Return this process's client; connections do not survive a fork."""
        import httpx

        with self._lock:
            if self._client is None or self._client[0] != os.getpid():
                client = httpx.Client(timeout=self._timeout_s)
                weakref.finalize(self, client.close)
                self._client = os.getpid(), client
            return self._client[1]


def require_httpx(label: str, extra: str = "openai") -> None:
    """Raise MissingExtra where httpx is not installed, which reaching *label* needs; *extra* brings it."""
    try:
        import httpx  # noqa: F401
    except ImportError as error:
        raise MissingExtra(f"reaching {label} needs httpx; run: pip install 'mnemic[{extra}]'") from error


def retry_after_s(header: str | None) -> float | None:
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
