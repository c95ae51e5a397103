"""
What happens in a space, as it happens: server-sent events of operations and background jobs, ids and states only.

``operation`` tells the id and verb of each new operation, and carries the id, so that a browser that lost the
connection goes on from there; ``gap`` says that it was away for too long; ``jobs`` tells how all jobs stand, at the
start and whenever that changes.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import anyio.to_thread
from starlette.responses import StreamingResponse

from ...cube import is_id
from ...errors import MnemicError, TooManyRequests
from ...wire import API, Route
from ._arguments import Sent
from ._authorised import authorised
from ._outermost import part
from ._shapes import sessions as takes
from ._state import State, state_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

ROUTE: Final = Route("events", "GET", f"{API}/spaces/{{space}}/events", "read")
MOST_STREAMS: Final = 64
"""How many streams one worker keeps open."""

_LOOK_S: Final = 1.0
_HEARTBEAT_S: Final = 15.0
_RETRY_MS: Final = 3000


async def events(request: Request) -> Response:
    """
    Answer with the events of a space, until the client leaves, its key counts no longer, or the server stops.

    Raises:
        TooManyRequests: too many streams are open.
    """
    state, space = state_of(request), part(request.path_params["space"])
    await authorised(request, ROUTE, space)
    (await Sent.of(request)).read("events", takes.Nothing)
    if state.streams >= MOST_STREAMS:
        raise TooManyRequests(f"{MOST_STREAMS} streams of events are open, and no more are kept", 10.0)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_stream(request, state, space), headers=headers, media_type="text/event-stream")


async def _stream(request: Request, state: State, space: str) -> AsyncIterator[bytes]:
    state.streams += 1
    state.metrics.streams(1)
    try:
        async for event in _told(request, state, space):
            yield event
    finally:
        state.streams -= 1
        state.metrics.streams(-1)


async def _told(request: Request, state: State, space: str) -> AsyncIterator[bytes]:
    door, in_thread = state.door, anyio.to_thread.run_sync
    last = request.headers.get("last-event-id", "")
    after = last if is_id(last) else await in_thread(door.latest, space)
    mark: object = None
    jobs: object = None
    beat = time.monotonic()
    yield f"retry: {_RETRY_MS}\n\n".encode()
    while not state.stopping.is_set():
        now = await in_thread(door.mark)
        if now != mark:
            mark = now
            happened = await in_thread(partial(door.happened, space, after))
            if happened.has_gap and after is not None:
                yield _event("gap", {})
            for id_, verb in happened.operations:
                after = id_
                yield _event("operation", {"id": id_, "verb": verb}, id_)
        standing = await in_thread(door.jobs, space)
        if standing != jobs:
            jobs = standing
            yield _event("jobs", [job._asdict() for job in standing])
        if time.monotonic() - beat >= _HEARTBEAT_S:
            beat = time.monotonic()
            if not await _still_may(request, space):
                return
            yield b": heartbeat\n\n"
        await _pause(state.stopping)


async def _still_may(request: Request, space: str) -> bool:
    try:
        await authorised(request, ROUTE, space)
    except MnemicError:
        # Revoked, expired or signed out meanwhile; or the store is away, and the client comes back by itself.
        return False
    return True


async def _pause(stopping: asyncio.Event) -> None:
    try:
        async with asyncio.timeout(_LOOK_S):
            await stopping.wait()
    except TimeoutError:
        return


def _event(name: str, data: Any, id_: str | None = None) -> bytes:
    numbered = f"id: {id_}\n" if id_ else ""
    return f"{numbered}event: {name}\ndata: {json.dumps(data, separators=(',', ':'))}\n\n".encode()
