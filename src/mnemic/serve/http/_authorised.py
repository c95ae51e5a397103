"""The one place where a request is asked for its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._caller import caller

if TYPE_CHECKING:
    from starlette.requests import Request

    from ...wire import Route
    from ._caller import Caller


async def authorised(request: Request, route: Route, space: str | None) -> Caller:
    """
    Return who calls, if they may use *route* in *space*; `None` stands for the whole store.

    Raises:
        Unauthorized: no key, or one that does not count.

        Forbidden: the key does not allow this.

        NotFound: the key is bound to another space.
    """
    found = await caller(request)
    found.check(route, space)
    return found
