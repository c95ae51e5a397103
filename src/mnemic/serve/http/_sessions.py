"""
The session of the web page: signing in with a link that is good once, staying signed in by a cookie, signing out.

The cookie is beyond the reach of scripts (``HttpOnly``), and no page of another site can have it sent along
(``SameSite=Strict``). A write carries a token besides, which only a page that can read our answers knows.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import anyio.to_thread

from ...errors import Unauthorized
from ...govern import SESSION_S, csrf_of
from ._arguments import Sent
from ._caller import PAGE, caller, cookie_name, of_key
from ._envelope import data_bytes, json_response
from ._shapes import sessions as takes
from ._state import state_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from ._caller import Caller

PATH: Final = "/session"


async def sign_in(request: Request) -> Response:
    """
    Begin a session with the token of a link.

    Raises:
        Unauthorized: the link was used, or is too old.
    """
    token = (await Sent.of(request)).read("sign_in", takes.SignIn)["token"]
    if not isinstance(token, str):
        raise Unauthorized("the token of a link is text")
    door = state_of(request).door
    begun = await anyio.to_thread.run_sync(door.sign_in, token)
    found = await anyio.to_thread.run_sync(door.session, begun)
    answer = _told(of_key(found.key) if found.key else PAGE, begun)
    answer.set_cookie(
        cookie_name(request),
        begun,
        max_age=SESSION_S,
        path="/",
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return answer


async def signed_in(request: Request) -> Response:
    """
    Tell who is signed in, and the token for writes.

    Raises:
        Unauthorized: nobody.
    """
    (await Sent.of(request)).read("session", takes.Nothing)
    return _told(await anyio.to_thread.run_sync(caller, request), _token(request))


async def sign_out(request: Request) -> Response:
    """
    End the session.

    Raises:
        Unauthorized: there is none.
    """
    (await Sent.of(request)).read("sign_out", takes.Nothing)
    await anyio.to_thread.run_sync(caller, request)
    await anyio.to_thread.run_sync(partial(state_of(request).door.sign_out, _token(request)))
    answer = json_response(data_bytes(None))
    answer.delete_cookie(cookie_name(request), path="/", httponly=True, samesite="strict")
    return answer


def _token(request: Request) -> str:
    token = request.cookies.get(cookie_name(request))
    if token is None:
        raise Unauthorized("nobody is signed in here; mnemic ui prints a link to sign in with")
    return token


def _told(who: Caller, token: str) -> Response:
    # A cache must not keep what lets a page write.
    return json_response(
        data_bytes({"csrf": csrf_of(token), "caller": who.to_dict()}), headers={"Cache-Control": "no-store"}
    )
