"""The one place where a request is asked for its key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import anyio.to_thread

from ._caller import caller

if TYPE_CHECKING:
    from starlette.requests import Request

    from ...wire import Route
    from ._caller import Caller


def authorise(request: Request, route: Route, space: str | None) -> Caller:
    """
    Return who calls, if they may use *route* in *space*; `None` stands for the whole store. Do it in a thread.

    Raises:
        Unauthorized: no key, or one that does not count.

        Forbidden: the key does not allow this.

        NotFound: the key is bound to another space.
    """
    found = caller(request)
    found.check(route, space)
    return found


async def authorised(request: Request, route: Route, space: str | None) -> Caller:
    """`authorise`, in a thread of its own."""
    return await anyio.to_thread.run_sync(partial(authorise, request, route, space))
