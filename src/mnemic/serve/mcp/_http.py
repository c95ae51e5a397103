"""The server over streamable HTTP: who may call it, and by which name."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from mcp.server.transport_security import TransportSecuritySettings

if TYPE_CHECKING:
    from mcp.server.lowlevel import Server
    from starlette.types import ASGIApp, Receive, Scope, Send

PATH: Final = "/mcp"
_LOCAL: Final = ("127.0.0.1", "localhost", "[::1]")
_MOST_BODY_BYTES: Final = 20 << 20


def http_app(server: Server[Any], *, key: str, hosts: Sequence[str] = ()) -> ASGIApp:
    """
    Return *server* as an ASGI application that serves ``/mcp`` to callers with *key*.

    A page in a browser can make its visitor's machine send requests here, under a name of its own (DNS rebinding), so
    only the names of this machine and *hosts* are answered, and only to pages that come from them.
    """
    names = [*_LOCAL, *hosts]
    security = TransportSecuritySettings(
        allowed_hosts=[form for name in names for form in (name, f"{name}:*")],
        allowed_origins=[
            form
            for name in names
            for scheme in ("http", "https")
            for form in (f"{scheme}://{name}", f"{scheme}://{name}:*")
        ],
    )
    app = server.streamable_http_app(
        streamable_http_path=PATH, transport_security=security, max_request_body_size=_MOST_BODY_BYTES
    )
    return BearerKey(app, key)


class BearerKey:
    """Lets nobody in who does not send the key."""

    def __init__(self, app: ASGIApp, key: str) -> None:
        self._app = app
        self._digest = _digest(key.encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 401 without the key, or pass the request on."""
        if scope["type"] != "http" or self._opens(scope):
            await self._app(scope, receive, send)
            return
        error = {
            "code": "unauthorized",
            "message": "this server wants its key: send the header Authorization: Bearer KEY; "
            "the key is printed when the server starts, or set by MNEMIC_MCP_KEY",
            "retryable": False,
            "details": {},
        }
        headers = [(b"content-type", b"application/json"), (b"www-authenticate", b"Bearer")]
        await send({"type": "http.response.start", "status": 401, "headers": headers})
        await send({"type": "http.response.body", "body": json.dumps({"error": error}).encode()})

    def _opens(self, scope: Scope) -> bool:
        for name, value in scope["headers"]:
            if name == b"authorization":
                kind, _, token = value.partition(b" ")
                return kind.lower() == b"bearer" and hmac.compare_digest(_digest(token.strip()), self._digest)
        return False


def _digest(key: bytes) -> bytes:
    # Compared as digests, so that neither their content nor their length shows in how long it takes.
    return hashlib.sha256(key).digest()
