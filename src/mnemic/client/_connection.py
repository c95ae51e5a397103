"""Asking a server, again where that is safe, and never for longer than the caller waits."""

from __future__ import annotations

import os
import random
import threading
import time
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from .._version import __version__
from ..errors import (
    ForkedHandle,
    MnemicError,
    ServerMismatch,
    ServerUnavailable,
    StoreClosed,
)
from ..remote import Key, require_httpx
from ..wire import Sent
from ._address import Server
from ._reply import Reply, error_of, is_passing, result_of

if TYPE_CHECKING:
    import httpx

_FIRST_WAIT_S: Final = 0.05
_LONGEST_WAIT_S: Final = 2.0
_CONNECT_S: Final = 10.0
_LARGEST_REPLY_BYTES: Final = 1 << 30
_SENT_AT_ONCE: Final = 256 << 10
_IDLE_S: Final = 30.0
"""How long a connection is kept for the next call; servers keep them for longer."""


class _Failure(NamedTuple):
    """
    An attempt that brought no result.

    Attributes:
        may_pass: Whether to try again soon may help.

        asked_s: How long the server asks to wait first.
    """

    error: MnemicError
    may_pass: bool
    asked_s: float | None = None


class Connection:
    """
    The connections to one server. Safe to use from several threads; nothing connects before the first call.

    Args:
        patience_s: For how long to go on asking a server that is busy or does not answer.

        timeout_s: How long to wait for one answer.
    """

    def __init__(self, server: Server, key: Key, *, patience_s: float, timeout_s: float) -> None:
        require_httpx(f"the server at {server.url}", "client")
        self.url = server.url
        self._server = server
        self._key = key
        self._patience_s = patience_s
        self._timeout_s = timeout_s
        self._process = os.getpid()
        self._lock = threading.Lock()
        self._pool: httpx.Client | None = None
        self._closed = False

    def check_usable(self) -> None:
        """
        Raise unless calls can be made.

        Raises:
            ForkedHandle, StoreClosed: it was opened in another process, or closed.
        """
        if os.getpid() != self._process:
            raise ForkedHandle(
                f"the memory at {self.url} was opened by process {self._process}, before a fork, and connections "
                "must not cross one; call mnemic.open() again in this process"
            )
        if self._closed:
            raise StoreClosed(f"the memory at {self.url} was closed; call mnemic.open() again")

    def close(self) -> None:
        """Close the connections, for good."""
        self._closed = True
        if os.getpid() != self._process:
            # They are the parent's. Nor may the lock be waited for, which another of its threads may have held.
            return
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.close()

    def ask(
        self,
        method: str,
        sent: Sent,
        *,
        idempotency_key: str | None = None,
        long: bool = False,
    ) -> Reply:
        """
        Return the server's answer.

        Args:
            idempotency_key: For a write: by it the server knows the second attempt, and does nothing twice.

            long: Whether it may take as long as it takes.

        Raises:
            MnemicError: what the verb raised at the server; `ServerUnavailable`: the server can't be reached, or did
                not answer in time; `ServerMismatch`: what answered is no Mnemic server.
        """
        until = time.monotonic() + self._patience_s
        attempt = 0
        while True:
            self.check_usable()
            outcome = self._attempt(method, sent, idempotency_key, long=long)
            if isinstance(outcome, Reply):
                return outcome
            wait_s = _wait_s(attempt, outcome.asked_s)
            if not outcome.may_pass or time.monotonic() + wait_s > until:
                raise outcome.error
            time.sleep(wait_s)
            attempt += 1

    def data(self, reply: Reply) -> Any:
        """Return what an answer holds."""
        return result_of(reply, self.url)

    @contextmanager
    def stream(
        self, method: str, sent: Sent
    ) -> Iterator[tuple[int | None, Iterator[bytes], Mapping[str, str]]]:
        """
        Yield the size, where it is told, the bytes and the headers of an answer that is a file.

        Raises:
            MnemicError: as of `ask`.
        """
        import httpx

        self.check_usable()
        try:
            with self._http().stream(
                method,
                self.url + sent.path,
                content=sent.body,
                headers=self._headers(None, json=sent.body is not None),
                timeout=self._timeouts(long=True),
            ) as response:
                if response.status_code >= 300:
                    raise error_of(self._read(response, None), self.url)
                size = response.headers.get("content-length", "")
                headers = {name.lower(): value for name, value in response.headers.items()}
                yield (int(size) if size.isdigit() else None), response.iter_raw(), headers
        except httpx.TransportError as error:
            raise self._unreachable(error) from error

    def send_file(self, sent: Sent, path: Path, headers: Mapping[str, str]) -> Reply:
        """
        Return the answer to a file that is sent, once: it is read as it goes.

        Raises:
            MnemicError: as of `ask`.
        """
        import httpx

        self.check_usable()
        try:
            with path.open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                with self._http().stream(
                    "POST",
                    self.url + sent.path,
                    params=sent.query or None,
                    content=iter(partial(file.read, _SENT_AT_ONCE), b""),
                    headers={
                        **self._headers(None),
                        "content-type": "application/octet-stream",
                        "content-length": str(size),
                        **headers,
                    },
                    timeout=self._timeouts(long=True),
                ) as response:
                    reply = self._read(response, None)
        except httpx.TransportError as error:
            raise self._unreachable(error, is_write=True) from error
        if reply.status >= 300:
            raise error_of(reply, self.url)
        return reply

    def _attempt(
        self, method: str, sent: Sent, idempotency_key: str | None, *, long: bool
    ) -> Reply | _Failure:
        import httpx

        try:
            with self._http().stream(
                method,
                self.url + sent.path,
                params=sent.query or None,
                content=sent.body,
                headers=self._headers(idempotency_key, json=sent.body is not None),
                timeout=self._timeouts(long=long),
            ) as response:
                reply = self._read(response, None if long else time.monotonic() + self._timeout_s)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            # Nothing was sent.
            return _Failure(self._unreachable(error), may_pass=True)
        except httpx.TransportError as error:
            return _Failure(self._unreachable(error, is_write=idempotency_key is not None), may_pass=True)
        except httpx.DecodingError as error:
            raise ServerMismatch(
                f"the answer from {self.url} is damaged: {self._key.hide(str(error))}"
            ) from error
        if reply.status < 300:
            return reply
        failed = error_of(reply, self.url)
        return _Failure(failed, may_pass=is_passing(failed), asked_s=reply.wait_s)

    def _read(self, response: httpx.Response, until: float | None) -> Reply:
        """Read an answer. A server that sends a byte now and then must not hold the caller for ever."""
        import httpx

        content = bytearray()
        for chunk in response.iter_bytes():
            content += chunk
            if len(content) > _LARGEST_REPLY_BYTES:
                raise ServerMismatch(
                    f"{self.url} answered with more than {_LARGEST_REPLY_BYTES >> 20} MiB; ask for less with limit="
                )
            if until is not None and time.monotonic() > until:
                raise httpx.ReadTimeout(f"the answer was not complete after {self._timeout_s:g} s")
        headers = {name.lower(): value for name, value in response.headers.items()}
        said = " ".join(content[:2000].decode("utf-8", "replace").split())[:200]
        return Reply(response.status_code, headers, bytes(content), self._key.hide(said) or "(nothing)")

    def _unreachable(self, error: Exception, *, is_write: bool = False) -> ServerUnavailable:
        done = "; whether it was carried out is not known" if is_write else ""
        return ServerUnavailable(
            f"the server at {self.url} did not answer ({self._key.hide(f'{type(error).__name__}: {error}')}){done}; "
            "check that it runs there, and try again"
        )

    def _headers(self, idempotency_key: str | None, *, json: bool = False) -> Mapping[str, str]:
        key = self._key.value()
        return {
            "accept": "application/json",
            "user-agent": f"mnemic/{__version__}",
            **({} if key is None else {"authorization": f"Bearer {key}"}),
            **({"content-type": "application/json"} if json else {}),
            **({} if idempotency_key is None else {"idempotency-key": idempotency_key}),
        }

    def _timeouts(self, *, long: bool) -> httpx.Timeout:
        import httpx

        connect_s = min(_CONNECT_S, self._timeout_s)
        return httpx.Timeout(self._timeout_s, connect=connect_s, read=None if long else self._timeout_s)

    def _http(self) -> httpx.Client:
        import httpx

        with self._lock:
            self.check_usable()
            if self._pool is None:
                # A proxy that the surroundings name must not get what is meant for this machine.
                pool = httpx.Client(
                    trust_env=not self._server.local,
                    limits=httpx.Limits(keepalive_expiry=_IDLE_S),
                )
                weakref.finalize(self, pool.close)
                self._pool = pool
            return self._pool


def _wait_s(attempt: int, asked_s: float | None) -> float:
    """Return the wait before the next attempt: what was asked, else twice as long each time; a little more, at random."""
    base_s = min(_FIRST_WAIT_S * 2**attempt, _LONGEST_WAIT_S) if asked_s is None else asked_s
    return base_s * (1 + random.random() / 4)  # noqa: S311 - spreads clients out, protects nothing
