"""
Which request a thread is carrying out, and for whom, so that the store can note it beside what is done.

A request that came with an idempotency key must be done once, however often it is sent, also when the process is
killed between doing it and saying so. So its token is written in the transaction of its operation, and a second
sending finds it there. It reaches the store past the verbs, which know nothing of requests.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

REQUESTS_KEPT_US = 24 * 3600 * 1_000_000
"""How long it is known what a request did."""


class Request(NamedTuple):
    """
    A request that came with an idempotency key.

    Attributes:
        token: Of who sent it and the key: by it another sending is known.

        digest: Of the key and the request's words: by it other words are known.

        attempt: This sending's own.
    """

    token: bytes
    digest: bytes
    attempt: bytes

    @classmethod
    def of(cls, token: bytes, digest: bytes) -> Request:
        """Return the request, for one sending of it."""
        return cls(token, digest, os.urandom(16))


class RequestDone(Exception):
    """Another sending of the request did it first. The transaction was rolled back."""


_REQUEST: ContextVar[Request | None] = ContextVar("mnemic_request", default=None)
_ACTOR: ContextVar[str | None] = ContextVar("mnemic_actor", default=None)


@contextmanager
def carrying_out(request: Request | None, actor: str | None) -> Iterator[None]:
    """
    Have the operations of this thread, or task, noted as done for *request* and by *actor*.

    Raises:
        RequestDone: inside, where another sending of the request has done it meanwhile.
    """
    before, who = _REQUEST.set(request), _ACTOR.set(actor)
    try:
        yield
    finally:
        _REQUEST.reset(before)
        _ACTOR.reset(who)


def current_request() -> Request | None:
    """Return the request that is being carried out."""
    return _REQUEST.get()


def current_actor() -> str | None:
    """Return for whom, where that was said."""
    return _ACTOR.get()
