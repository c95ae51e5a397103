"""The application: the store it opens, its routes, and what stands before them."""

from __future__ import annotations

import itertools
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final

import anyio.to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware

from ...errors import MnemicError
from ..web import mount as mount_page
from . import _events, _facts, _keys, _life, _memories, _metrics, _recall, _sessions, _transfer, _upkeep
from ._envelope import data_bytes, json_response, told_and_recorded
from ._guard import Guard
from ._handles import Handles
from ._metrics import Metrics
from ._observe import Observe
from ._openapi import Address, document
from ._outermost import Outermost
from ._shapes import results, sessions
from ._state import State, state_of
from ._threads import in_turn
from ._tracing import Tracing
from ._verbs import Endpoint, Served, endpoint

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from ...engine import Memory
    from ._settings import Settings

_METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

SERVED: Final[tuple[Served, ...]] = tuple(
    itertools.chain(
        _memories.VERBS, _recall.VERBS, _facts.VERBS, _life.VERBS, _transfer.VERBS, _upkeep.VERBS, _keys.VERBS
    )
)
"""Everything that is served of the engine, in the order of the document."""


def make_app(settings: Settings, memory: Memory | None = None) -> Starlette:
    """
    Return the application that serves a store.

    Args:
        memory: The open store; without it the application opens it when it starts. It closes it when it stops.
    """
    app = Starlette(lifespan=partial(_alive, settings=settings, memory=memory))
    app.state.metrics, app.state.tracing = Metrics(), Tracing()
    for kind in (MnemicError, HTTPException):
        app.add_exception_handler(kind, _answer_error)
    for path, answers in _by_path().items():
        app.add_route(path, _by_method(answers), methods=list(_METHODS))
    mount_page(app)
    if settings.allowed_origins:
        app.add_middleware(CORSMiddleware, allow_origins=settings.allowed_origins, **_FOR_PAGES)
    app.add_middleware(Guard, settings=settings)
    app.add_middleware(Observe, metrics=app.state.metrics, tracing=app.state.tracing)
    app.add_middleware(Outermost, place=settings.path)
    return app


_FOR_PAGES: Final[dict[str, Any]] = {
    "allow_methods": ["GET", "POST", "PUT", "PATCH", "DELETE"],
    "allow_headers": ["Authorization", "Content-Type", "Idempotency-Key", "X-Request-ID"],
    "expose_headers": ["X-Request-ID", "Retry-After", "Idempotent-Replay", "Mnemic-Version"],
}
"""What pages of other origins, where they are let in, may send and see. Cookies are not theirs."""


_WITH_FILES: Final[dict[str, Endpoint]] = {
    "backup": _upkeep.backup,
    "export": _transfer.export,
    "import_": _transfer.import_,
}
"""What answers, or is asked, with the bytes of a file."""


def _by_path() -> dict[str, dict[str, Endpoint]]:
    """Return what answers at each path, by method."""
    found: dict[str, dict[str, Endpoint]] = {}
    for served in SERVED:
        answer = _WITH_FILES.get(served.verb) or endpoint(served)
        found.setdefault(served.at.path, {})[served.at.method] = answer
    for address in ADDRESSES:
        found.setdefault(address.path, {})[address.method] = address.answer
    return found


def _by_method(answers: dict[str, Endpoint]) -> Endpoint:
    """
    Return what answers at one path, whatever the method.

    Were each method a route of its own, a path would name only one of its methods in ``Allow``, and a method that
    ``…/memories/list`` has not would be taken for one about a memory whose id is "list".
    """
    allowed = ", ".join(sorted({*answers, *(["HEAD"] if "GET" in answers else [])}))

    async def serve(request: Request) -> Response:
        answer = answers.get("GET" if request.method == "HEAD" else request.method)
        if answer is None:
            raise HTTPException(405, headers={"Allow": allowed})
        return await answer(request)

    return serve


@cache
def openapi() -> dict[str, Any]:
    """Return the OpenAPI document of the server."""
    return document(SERVED, ADDRESSES)


@asynccontextmanager
async def _alive(
    app: Starlette, *, settings: Settings, memory: Memory | None
) -> AsyncIterator[dict[str, Any]]:
    # Loaded here: a server may be configured, and its document printed, without the engine.
    import mnemic

    if memory is None:
        opening = partial(mnemic.open, settings.location, **settings.opening())
        memory = await anyio.to_thread.run_sync(opening)
    state = app.state.mnemic = State(settings, Handles(memory), app.state.metrics, app.state.tracing)
    try:
        # Every connection has it, so that the protocol can say when it is told to end.
        yield {"stopping": state.stopping}
    finally:
        await anyio.to_thread.run_sync(state.tracing.close)
        await anyio.to_thread.run_sync(state.handles.close)


async def _answer_error(request: Request, error: Exception) -> Response:
    return told_and_recorded(error, request.state.request_id, state_of(request).settings.path)


async def healthz(_request: Request) -> Response:
    """Say that the server is alive."""
    return json_response(data_bytes({"status": "alive"}))


async def readyz(request: Request) -> Response:
    """Say that the store answers."""
    await in_turn(state_of(request).quick, state_of(request).handles.store_wide.audit_head)
    return json_response(data_bytes({"status": "ready"}))


async def openapi_json(request: Request) -> Response:
    """Show this document."""
    return json_response(await in_turn(state_of(request).quick, _openapi_bytes))


@cache
def _openapi_bytes() -> bytes:
    return json.dumps(openapi(), separators=(",", ":")).encode("ascii")


ADDRESSES: Final = (
    Address(
        "POST", _sessions.PATH, _sessions.sign_in, "page", sessions.SignIn, sessions.SignedIn, is_open=True
    ),
    Address("GET", _sessions.PATH, _sessions.signed_in, "page", None, sessions.SignedIn),
    Address("DELETE", _sessions.PATH, _sessions.sign_out, "page"),
    Address("GET", _events.ROUTE.path, _events.events, "page", None, str, media="text/event-stream"),
    Address("GET", _metrics.PATH, _metrics.metrics, "server", None, str, media="text/plain"),
    Address("GET", "/healthz", healthz, "server", None, results.Health, is_open=True),
    Address("GET", "/readyz", readyz, "server", None, results.Health, is_open=True),
    Address("GET", "/openapi.json", openapi_json, "server", None, dict[str, Any], is_open=True),
)
"""What is served beside the verbs."""
