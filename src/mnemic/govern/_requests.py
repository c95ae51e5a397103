"""
What requests that came with an idempotency key have done, so that none is done twice.

The store keeps hashes and ids. Both hashes are made with the store's secret and the key itself, which is not kept: a
guess at the words of a request cannot be held against them without it.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection
from typing import NamedTuple

from ..cube import MemCube, Operation
from ..errors import IdempotencyConflict, ReplyErased
from ..store import REQUESTS_KEPT_US, Request, Store


class Done(NamedTuple):
    """
    What a request did, as far as the store can tell it again.

    Attributes:
        operation_id: The operation's; `None` where it did none.

        operation: The operation; `None` also where its space was erased since.

        cubes: What it answered with, in the versions it made; empty where that is not cubes.

        number: What it answered with, where that is a number.
    """

    operation_id: str | None
    operation: Operation | None
    cubes: tuple[MemCube, ...]
    number: int | None


def request_of(store: Store, *, who: str, key: str, words: bytes) -> Request:
    """
    Return the request that *who* sends with the idempotency key *key*.

    Args:
        words: What makes it this request: where it goes, and everything it says.
    """
    secret, raw = store.secret(), key.encode("utf-8", "surrogateescape")
    token = hmac.digest(secret, _joined(b"request", who.encode(), raw), "sha256")
    digest = hmac.digest(secret, _joined(b"words", who.encode(), raw, words), "sha256")
    return Request.of(token, digest)


def done_by(store: Store, request: Request, now_us: int) -> Done | None:
    """
    Return what an earlier sending of *request* did; `None`: nothing that is known of.

    Raises:
        IdempotencyConflict: that one said something else.

        ReplyErased: what it made was erased since.
    """
    with store.read() as reader:
        found = reader.request(request.token)
        if found is None or found.sent_us < now_us - REQUESTS_KEPT_US:
            return None
        if found.digest is None:
            raise ReplyErased("this request was carried out before, and what it made was erased since")
        if not hmac.compare_digest(found.digest, request.digest):
            raise IdempotencyConflict(
                "this Idempotency-Key was used before for another request; send each request with a key of its own"
            )
        space = reader.space(found.space) if found.space is not None else None
        operation = reader.operation(space, found.operation) if space and found.operation else None
        if space is None or operation is None:
            return Done(found.operation, None, (), found.number)
        made = {change.cube: change.after for change in operation.changes}
        ids = found.cubes if found.cubes is not None else tuple(made)
        if any(id_ not in made for id_ in ids):
            made = {**reader.current(space, ids), **made}
        if any(id_ not in made for id_ in ids):
            raise ReplyErased(
                "this request was carried out before, and what it answered with was erased since"
            )
        return Done(operation.id, operation, tuple(made[id_] for id_ in ids), found.number)


def note_reply(store: Store, request: Request, *, cubes: Collection[str] | None, number: int | None) -> None:
    """
    Keep what *request* was answered with, where its operation does not tell.

    Raises:
        RequestDone: another sending of it was first.
    """
    with store.write(durable=False) as writer:
        writer.set_request(request, cubes=cubes, number=number)


def _joined(*parts: bytes) -> bytes:
    """Join *parts* so that no two lists of them look alike."""
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)
