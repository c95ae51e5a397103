"""The application: the store it opens, its routes, and what stands before them."""

from __future__ import annotations

import itertools
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final

import anyio.to_thread
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware

from ..._version import __version__
from ...errors import ArgumentError, MnemicError
from ..web import mount as mount_page
from . import _events, _facts, _keys, _life, _memories, _metrics, _recall, _sessions, _upkeep
from ._envelope import data_bytes, error_response, json_response
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
from ._verbs import Served, endpoint

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from ...engine import Memory
    from ._settings import Settings

SERVED: Final[tuple[Served, ...]] = tuple(
    itertools.chain(_memories.VERBS, _recall.VERBS, _facts.VERBS, _life.VERBS, _upkeep.VERBS, _keys.VERBS)
)
"""Everything that is served of the engine, in the order of the document."""


def make_app(settings: Settings, memory: Memory | None = None) -> FastAPI:
    """
    Return the application that serves a store.

    Args:
        memory: The open store; without it the application opens it when it starts. It closes it when it stops.
    """
    app = FastAPI(
        title="Mnemic",
        version=__version__,
        lifespan=partial(_alive, settings=settings, memory=memory),
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
    )
    app.state.metrics, app.state.tracing = Metrics(), Tracing()
    for kind in (MnemicError, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, _answer_error)
    for served in SERVED:
        answer = _upkeep.backup if served.verb == "backup" else endpoint(served)
        app.add_route(served.at.path, answer, methods=[served.at.method])
    for address in ADDRESSES:
        app.add_route(address.path, address.answer, methods=[address.method])
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


@cache
def openapi() -> dict[str, Any]:
    """Return the OpenAPI document of the server."""
    return document(SERVED, ADDRESSES)


@asynccontextmanager
async def _alive(
    app: FastAPI, *, settings: Settings, memory: Memory | None
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
    if isinstance(error, RequestValidationError):
        told = error.errors()[0]
        where = ".".join(str(step) for step in told["loc"][1:])
        error = ArgumentError(f"{where}: {told['msg']}; /openapi.json has what this address takes")
    return error_response(error, request.state.request_id, state_of(request).settings.path)


async def healthz(_request: Request) -> Response:
    """Say that the server is alive."""
    return json_response(data_bytes({"status": "alive"}))


async def readyz(request: Request) -> Response:
    """Say that the store answers."""
    await in_turn(state_of(request).quick, state_of(request).handles.store_wide.audit_head)
    return json_response(data_bytes({"status": "ready"}))


async def openapi_json(_request: Request) -> Response:
    """Show this document."""
    return json_response(json.dumps(openapi()).encode("ascii"))


ADDRESSES: Final = (
    Address("POST", _sessions.PATH, _sessions.sign_in, "page", sessions.SignIn, sessions.SignedIn, is_open=True),
    Address("GET", _sessions.PATH, _sessions.signed_in, "page", None, sessions.SignedIn),
    Address("DELETE", _sessions.PATH, _sessions.sign_out, "page"),
    Address("GET", _events.ROUTE.path, _events.events, "page", None, str, media="text/event-stream"),
    Address("GET", _metrics.PATH, _metrics.metrics, "server", None, str, media="text/plain"),
    Address("GET", "/healthz", healthz, "server", None, results.Health, is_open=True),
    Address("GET", "/readyz", readyz, "server", None, results.Health, is_open=True),
    Address("GET", "/openapi.json", openapi_json, "server", None, dict[str, Any], is_open=True),
)
"""What is served beside the verbs."""
