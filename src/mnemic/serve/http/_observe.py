"""What is kept of each request: a line of the log, a count, a span. Never what it says: neither query, nor body, nor key."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from ._metrics import Metrics
    from ._tracing import Tracing

access = logging.getLogger("mnemic.access")

_LEFT: Final = 499
"""The status of a request whose client left before it was answered, as other servers have it."""


@dataclass(slots=True)
class _Told:
    method: str
    route: str
    status: int
    is_begun: bool = False


class Observe:
    """Counts requests, and writes them down, by the template of their route."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics, tracing: Tracing) -> None:
        self._app = app
        self._metrics = metrics
        self._tracing = tracing
        self._paths: dict[object, str] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        told = _Told(_method(scope), "-", _LEFT)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                told.status, told.is_begun = message["status"], True
            await send(message)

        began = time.perf_counter()
        self._metrics.begun()
        with self._tracing.request(scope, told):
            try:
                await self._app(scope, receive, answer)
            except Exception:
                # Whoever stands outside answers it.
                told.status = told.status if told.is_begun else 500
                raise
            finally:
                told.route = self._template(scope)
                seconds = time.perf_counter() - began
                self._metrics.ended(told.method, told.route, told.status, seconds)
                access.info(
                    "%s %s %d %.1fms %s %s",
                    told.method,
                    told.route,
                    told.status,
                    seconds * 1000,
                    _who(scope),
                    scope.get("state", {}).get("request_id", "-"),
                )

    def _template(self, scope: Scope) -> str:
        """Return the route's path with its arguments in braces; an address that leads nowhere may say anything."""
        if not self._paths and "app" in scope:
            self._paths = {getattr(route, "endpoint", None): route.path for route in scope["app"].routes}
        return self._paths.get(scope.get("endpoint"), "-")


def _method(scope: Scope) -> str:
    """Return the method, if it is one: whatever a client makes up would be a label of its own."""
    method = str(scope["method"])
    return method if method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS") else "OTHER"


def _who(scope: Scope) -> str:
    caller = scope.get("state", {}).get("caller")
    return caller.who if caller is not None else "-"
