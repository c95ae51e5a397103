"""
What every request must pass before it is looked at: whose name it calls, from what page, how much, how fast.

A page of another site can have a browser send requests here, and, by pointing its own name at this machine, even read
the answers (DNS rebinding). Its name then stands in ``Host``, and its origin in ``Origin``: both are refused.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException

from ...errors import BadRequest, Forbidden, MnemicError, PayloadTooLarge
from ._envelope import error_response
from ._rates import Rates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from ._settings import Settings

PER_ADDRESS: Final = 4
"""How many times the requests of one key an address may make: several keys may stand behind one."""

_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_PROBES: Final = frozenset({"/healthz", "/readyz"})
_TAKES_FILE: Final = re.compile(r"/v1/spaces/[^/]+/import")
_DRAINED_BYTES: Final = 1 << 20
_DRAINED_S: Final = 1.0


class Guard:
    """Lets a request through, or answers it with what is wrong."""

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._hosts = _LOOPBACK | {name.lower() for name in settings.allowed_hosts} | {settings.host.lower()}
        self._origins = {origin.lower().rstrip("/") for origin in settings.allowed_origins}
        per_s = settings.rate_per_s
        self._by_address = Rates(None if per_s is None else per_s * PER_ADDRESS, settings.burst * PER_ADDRESS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        body = _Body(receive, self._settings, headers, takes_file=bool(_TAKES_FILE.fullmatch(scope["path"])))
        begun = False

        async def answer(message: Message) -> None:
            nonlocal begun
            # What the application makes of a request that broke off is not what its client is told.
            if begun or body.failure is None:
                begun = True
                await send(message)

        try:
            self._check(scope, headers)
            body.check_declared()
            await self._app(scope, body.receive, answer)
        except MnemicError as error:
            body.failure = body.failure or error
        except Exception:
            # Nor is it an error of the application's.
            if body.failure is None:
                raise
        if body.failure is not None and not begun:
            await body.drain()
            await self._refuse(scope, body.failure, send)

    def _check(self, scope: Scope, headers: Mapping[str, str]) -> None:
        """Raise for a name, a page or an address that is not let in."""
        host = headers.get("host")
        if host is None:
            raise BadRequest("the request has no Host; it says by what name the server was called")
        if not self._is_own(_name_of(host)):
            raise Forbidden(
                f"this server is not called {_name_of(host)!r:.80}; if it is meant to be, start it with "
                "--allow-host and the name"
            )
        origin = headers.get("origin")
        if origin is not None and not self._may_call(origin, host):
            raise Forbidden(
                f"pages of {origin!r:.80} may not call this server; if they are meant to, start it with "
                "--allow-origin and the origin"
            )
        if scope["path"] not in _PROBES:
            self._by_address.take((scope.get("client") or ("",))[0], "this address")

    def _is_own(self, name: str) -> bool:
        if name in self._hosts:
            return True
        # A number cannot be pointed elsewhere, as a name can: it is safe, where others may reach the server at all.
        return not self._settings.is_local and _is_number(name)

    def _may_call(self, origin: str, host: str) -> bool:
        given = origin.lower()
        if given in self._origins:
            return True
        # Beside a proxy that speaks TLS the scheme differs; name and port are what tells pages apart.
        try:
            parts = urlsplit(given)
        except ValueError:
            return False
        return parts.scheme in ("http", "https") and _bare(parts.netloc, parts.scheme) in (
            _bare(host.lower(), "http"),
            _bare(host.lower(), "https"),
        )

    async def _refuse(self, scope: Scope, error: MnemicError | HTTPException, send: Send) -> None:
        response = error_response(error, scope.get("state", {}).get("request_id"), self._settings.path)
        if isinstance(error, PayloadTooLarge | HTTPException):
            # The rest of the body is not waited for.
            response.headers["connection"] = "close"
        await response(scope, _nothing, send)


class _Body:
    """
    A request's body on its way in, bounded in size and time.

    Attributes:
        failure: Why it was cut off. The application is then told that the client has left.
    """

    def __init__(
        self, receive: Receive, settings: Settings, headers: Mapping[str, str], *, takes_file: bool
    ) -> None:
        self._receive = receive
        self._headers = headers
        self._most = settings.max_import_bytes if takes_file else settings.max_body_bytes
        self._timeout_s = settings.max_work_s if takes_file else settings.body_timeout_s
        self._until: float | None = None
        self._size = 0
        self._whole = "content-length" not in headers and "transfer-encoding" not in headers
        self.failure: MnemicError | HTTPException | None = None

    def check_declared(self) -> None:
        """
        Raise where the head says already that it is too large.

        Raises:
            PayloadTooLarge: it does.
        """
        declared = self._headers.get("content-length", "")
        if declared.isdecimal() and int(declared) > self._most:
            raise self._too_large()

    def _too_large(self) -> PayloadTooLarge:
        return PayloadTooLarge(
            f"the request holds more than the {self._most} bytes this server takes at once; send it in parts"
        )

    async def receive(self) -> Message:
        """Return the next part."""
        if self.failure is not None:
            return {"type": "http.disconnect"}
        if self._whole:
            return await self._receive()
        loop = asyncio.get_running_loop()
        if self._until is None:
            self._until = loop.time() + self._timeout_s
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._receive()
        except TimeoutError:
            self.failure = HTTPException(
                408, f"the request did not arrive whole within {self._timeout_s:g} s; nothing was done"
            )
            return {"type": "http.disconnect"}
        self._size += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._size > self._most:
            self.failure = self._too_large()
            return {"type": "http.disconnect"}
        return message

    async def drain(self) -> None:
        """Take in a little of what is still coming: a client that is busy sending would not see the answer."""
        if self._whole or "expect" in self._headers:
            return
        left = _DRAINED_BYTES
        try:
            async with asyncio.timeout(_DRAINED_S):
                while left > 0:
                    message = await self._receive()
                    left -= len(message.get("body", b""))
                    if not message.get("more_body", False):
                        return
        except TimeoutError:
            return


async def _nothing() -> Message:
    return {"type": "http.disconnect"}


def _name_of(host: str) -> str:
    """Return the name in ``Host``, without port and brackets."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return host


def _bare(netloc: str, scheme: str) -> str:
    """Return name and port, without the port that the scheme has anyway."""
    return netloc.removesuffix(":443" if scheme == "https" else ":80")


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
