"""What a server answered: a result, or the very error that the verb raised there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from .._version import __version__
from ..errors import (
    BadRequest,
    MnemicError,
    NotFound,
    ServerError,
    ServerMismatch,
    ServerUnavailable,
    StoreBusy,
    StoreClosed,
    TooManyRequests,
)
from ..remote import retry_after_s
from ..wire import error_from_dict

VERSION_HEADER: Final = "mnemic-version"
_NO_ROUTE: Final = frozenset({"not_found", "method_not_allowed"})
_DOWN: Final = frozenset({408, 429, 502, 503, 504})
_PASSING: Final = (StoreBusy, TooManyRequests, ServerUnavailable)
"""Errors after which it is worth asking again at once; others that pass do so in minutes, as they do embedded."""


class Reply(NamedTuple):
    """
    An answer as it came.

    Attributes:
        headers: By their names in lower case.

        said: How it begins, on one line, without the key.
    """

    status: int
    headers: Mapping[str, str]
    content: bytes
    said: str

    @property
    def wait_s(self) -> float | None:
        """How long the server asks to wait before the next attempt."""
        return retry_after_s(self.headers.get("retry-after"))


def result_of(reply: Reply, url: str) -> Any:
    """
    Return what stands under ``data`` in a reply that is no error.

    Raises:
        ServerMismatch: it is no reply of a Mnemic server.
    """
    envelope = _envelope(reply)
    if "data" not in envelope:
        raise ServerMismatch(
            f"what answers at {url} is no Mnemic server: it answered {reply.status} with {reply.said!r}; check the "
            "address"
        )
    return envelope["data"]


def error_of(reply: Reply, url: str) -> MnemicError:
    """Return the error that a reply stands for."""
    told = _envelope(reply).get("error")
    if not isinstance(told, Mapping) or not isinstance(told.get("code"), str):
        return _untold(reply, url)
    error = error_from_dict(told, reply.status)
    if told["code"] in _NO_ROUTE and type(error) in (NotFound, BadRequest):
        return ServerMismatch(f"the server at {url} has no such route ({error}){_versions(reply)}")
    if isinstance(error, StoreClosed):
        # Of the server's store, not of this handle.
        return ServerUnavailable(f"the server at {url} is stopping; try again when it is up")
    if isinstance(error, ServerError) and isinstance(told.get("request_id"), str):
        error.add_note(f"The server's log has more under the request {told['request_id']:.80}")
    return error


def is_passing(error: MnemicError) -> bool:
    """Say whether to ask again soon may help."""
    return isinstance(error, _PASSING)


def versions_of(reply: Reply) -> str:
    """Return what to say of a reply that can't be read: whether the server has another version."""
    return _versions(reply)


def _versions(reply: Reply) -> str:
    theirs = reply.headers.get(VERSION_HEADER)
    if theirs is None or theirs == __version__:
        return f"; this is Mnemic {__version__}"
    return f"; the server runs Mnemic {theirs:.40} and this is {__version__}: bring both to the same version"


def _envelope(reply: Reply) -> Mapping[str, Any]:
    try:
        found = json.loads(reply.content)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _untold(reply: Reply, url: str) -> MnemicError:
    """Return what to make of a refusal that no Mnemic server wrote: a proxy on the way, or another program."""
    if reply.status in _DOWN:
        return ServerUnavailable(
            f"the server at {url} is not to be had: something on the way answered {reply.status} ({reply.said!r})"
        )
    if 300 <= reply.status < 400:
        target = reply.headers.get("location", "")
        return ServerMismatch(
            f"{url} leads on to {target!r:.120}; open the memory at its own address, as a key is sent nowhere else"
        )
    return ServerMismatch(
        f"what answers at {url} is no Mnemic server: it answered {reply.status} with {reply.said!r}; check the address"
    )
