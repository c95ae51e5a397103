"""Who calls: a key in the header ``Authorization``, or a session of the web page in a cookie."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ...errors import Forbidden, SpaceNotFound, Unauthorized
from ...govern import csrf_of
from ._state import state_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from starlette.requests import HTTPConnection

    from ...govern import ApiKey, KeyRight
    from ...wire import Route

CSRF_HEADER: Final = "X-CSRF-Token"
_SAFE: Final = ("GET", "HEAD", "OPTIONS")
_RANK: Final[Mapping[str, int]] = {"read": 0, "write": 1, "admin": 2}
_KEY_VERBS: Final = ("keys", "make_key", "rotate_key", "revoke_key")
"""What a key that is bound to a space may do though it is about no space: it is shown the keys of its space."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """
    Who calls, and what they may do.

    Attributes:
        key: The id of their key; `None`: whoever started the server, on its web page.

        space, user: Whom they are bound to; `None`: to none.

        expires_at: When their key ends.
    """

    key: str | None
    name: str
    space: str | None
    user: str | None
    right: KeyRight
    expires_at: datetime | None = None

    @property
    def who(self) -> str:
        """Who they are, for the record of operations and for logs: no name, which may be a person's."""
        return f"key:{self.key}" if self.key else "page"

    def may(self, right: str) -> bool:
        """Say whether they may do what asks for *right*."""
        return _RANK[self.right] >= _RANK[right]

    def check(self, route: Route, space: str | None) -> None:
        """
        Raise unless they may use *route* in *space*; `None` stands for the whole store.

        Raises:
            Forbidden: their key does not allow this.

            SpaceNotFound: their key is bound to another space.
        """
        if self.space is not None and space is not None and space != self.space:
            # The same whether it exists or not.
            raise SpaceNotFound(f"there is no space {space!r:.80} for this key")
        if self.user is not None and not route.scoped:
            raise Forbidden(
                f"this key is bound to one user, and {route.verb} looks or acts beyond a user; "
                "it takes a key that is not"
            )
        if self.space is not None and space is None and route.verb not in _KEY_VERBS:
            raise Forbidden(f"this key is bound to one space, and {route.verb} is about the whole store")
        if not self.may(route.right):
            raise Forbidden(
                f"{route.verb} takes a key with the right {route.right!r}, and this one has {self.right!r}; "
                f"mnemic keys make NAME --right {route.right} makes one"
            )

    def to_dict(self) -> dict[str, Any]:
        """Return who they are as plain JSON."""
        return {
            "key": self.key,
            "name": self.name,
            "space": self.space,
            "user": self.user,
            "right": self.right,
        }


def caller(request: HTTPConnection) -> Caller:
    """
    Return who calls. It reads the store: do it in a thread.

    Raises:
        Unauthorized: nobody that is known, or no longer.

        Forbidden: a write from a page that did not show that it is ours.

        TooManyRequests: too many requests with this key.
    """
    found = _by_key(request) or _by_session(request)
    if found is None:
        raise Unauthorized(
            "this takes a key: send it as Authorization: Bearer mnk_…; mnemic keys make NAME makes one"
        )
    state_of(request).by_key.take(found.who, "this key")
    request.scope.setdefault("state", {})["caller"] = found
    return found


def bearer(request: HTTPConnection) -> str | None:
    """
    Return what stands in the header ``Authorization``, if it is there.

    Raises:
        Unauthorized: it is of another kind than Bearer.
    """
    given = request.headers.get("authorization")
    if given is None:
        return None
    kind, _, secret = given.partition(" ")
    if kind.lower() != "bearer" or not secret.strip():
        raise Unauthorized("a key is sent as Authorization: Bearer mnk_…")
    return secret.strip()


def _by_key(request: HTTPConnection) -> Caller | None:
    secret = bearer(request)
    return None if secret is None else of_key(state_of(request).door.key(secret))


def _by_session(request: HTTPConnection) -> Caller | None:
    token = request.cookies.get(cookie_name(request))
    if not token:
        return None
    session = state_of(request).door.session(token)
    if request.scope["method"] not in _SAFE:
        given = request.headers.get(CSRF_HEADER, "")
        if not hmac.compare_digest(given.encode("utf-8", "surrogateescape"), csrf_of(token).encode()):
            raise Forbidden(f"a write from the web page carries {CSRF_HEADER}; GET /session tells it")
    return of_key(session.key) if session.key else PAGE


def cookie_name(request: HTTPConnection) -> str:
    """Return the name of the session's cookie; browsers keep those of all ports of a machine in one place."""
    server = request.scope.get("server") or (None, None)
    return f"mnemic_session_{server[1] or 0}"


def of_key(key: ApiKey) -> Caller:
    """Return who calls with *key*."""
    return Caller(
        key=key.id, name=key.name, space=key.space, user=key.user, right=key.right, expires_at=key.expires_at
    )


PAGE: Final = Caller(key=None, name="web page", space=None, user=None, right="admin")
"""Whoever started the server, signed in by the link that it printed."""
