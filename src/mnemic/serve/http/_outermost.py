"""What wraps everything else: the id of a request, its path, and an answer whatever happens."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from starlette.requests import ClientDisconnect

from ..._version import __version__
from ._envelope import told_and_recorded

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ID: Final = re.compile(rb"[\w.-]{1,128}")
_SLASH: Final = "\udc2f"
"""Stands for a slash inside a part of a path. Decoding never gives it: it is half a surrogate pair."""


class Outermost:
    """
    Gives each request an id, keeps the parts of its path apart, and turns what nobody caught into an answer.

    Args:
        place: The store's file.
    """

    def __init__(self, app: ASGIApp, *, place: Path | None) -> None:
        self._app = app
        self._place = place

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        request_id = state.setdefault("request_id", _id_of(scope))
        # A copy: what the server itself knows of the request stays as it came.
        scope = {**scope, "path": _path_of(scope)}
        begun = False

        async def answer(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message["headers"] = [
                    *message["headers"],
                    (b"x-request-id", request_id.encode("ascii")),
                    (b"mnemic-version", __version__.encode("ascii")),
                ]
            await send(message)

        try:
            await self._app(scope, receive, answer)
        except ClientDisconnect:
            # Whoever leaves before the request is there, as a page does at every key that is typed, did no wrong.
            return
        except Exception as error:
            response = told_and_recorded(error, request_id, self._place)
            if begun:
                # Half an answer is on its way; only breaking the connection says that the rest is missing.
                raise ConnectionAbortedError("the answer broke off") from None
            await response(scope, receive, answer)


def _id_of(scope: Scope) -> str:
    """Return the id the client gave, if it can stand in a header and a log, or else a new one."""
    given = next((value for name, value in scope["headers"] if name == b"x-request-id"), b"")
    return given.decode("ascii") if _ID.fullmatch(given) else uuid.uuid4().hex


def _path_of(scope: Scope) -> str:
    """Return the path with its parts decoded one by one, so that a name may hold a slash; see `part`."""
    raw: bytes | None = scope.get("raw_path")
    if raw is None or b"%" not in raw:
        return str(scope["path"])
    parts = raw.decode("latin-1").split("/")
    return "/".join(unquote(part).replace("/", _SLASH) for part in parts)


def part(value: str) -> str:
    """Return a parameter of a path as it was meant."""
    return value.replace(_SLASH, "/")
