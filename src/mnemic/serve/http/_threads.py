"""Waiting for a thread to do something, in turn with others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

import anyio.to_thread
from anyio import CapacityLimiter, WouldBlock

from ...errors import ServerUnavailable

T = TypeVar("T")

QUEUE_S: Final = 30.0
"""How long a request waits for its turn before the server says that it is busy."""


async def in_turn(limiter: CapacityLimiter, work: Callable[[], T], queue_s: float = QUEUE_S) -> T:
    """
    Return what *work* returns, done in a thread as soon as *limiter* lets it.

    Whoever asked may leave: what was begun is still done, and known to be whole.

    Raises:
        ServerUnavailable: its turn did not come in *queue_s*; nothing was done.
    """
    turn = object()
    try:
        limiter.acquire_on_behalf_of_nowait(turn)
    except WouldBlock:
        with anyio.move_on_after(queue_s) as waited:
            await limiter.acquire_on_behalf_of(turn)
        if waited.cancelled_caught:
            raise ServerUnavailable(
                f"the server is busy: {limiter.statistics().tasks_waiting} requests wait for their turn; nothing was done"
            ) from None
    try:
        # The turn is this request's already; the threads themselves are not counted again.
        return await anyio.to_thread.run_sync(work, limiter=CapacityLimiter(1))
    finally:
        limiter.release_on_behalf_of(turn)
