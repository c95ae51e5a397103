"""
Sessions of the web page, and the links that begin them.

Whoever starts a server gets a link with a token that is good for one sign-in, soon. It becomes a session, whose token
the browser keeps in a cookie. The store keeps SHA-256 of both, so every worker of a server knows them.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from contextlib import suppress
from typing import Final, NamedTuple

from ..errors import StoreBusy, StoreFull, StoreUnwritable, Unauthorized
from ..store import ApiKeyRow, SessionRow, Store
from ._keys import ApiKey, key_that_counts

LINK_S: Final = 600
"""How long a link is good for."""

IDLE_S: Final = 3600
"""How long a session lasts when nothing happens."""

SESSION_S: Final = 12 * 3600
"""How long a session lasts at most."""

_SEEN_S: Final = 60
_SEEN_WAIT_S: Final = 0.05
_TOKEN_BYTES: Final = 32
_US: Final = 1_000_000


class Session(NamedTuple):
    """
    Who is signed in.

    Attributes:
        key: Whose rights the session has; `None`: those of whoever has the file.
    """

    key: ApiKey | None


def make_link(store: Store, key_id: str | None, now_us: int) -> str:
    """
    Return a token for one sign-in, with the rights of a key, or, with `None`, of whoever has the file.

    Raises:
        Unauthorized: there is no such key.
    """
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    with store.write(durable=False) as writer:
        key = None if key_id is None else writer.api_key(key_id)
        if key_id is not None and key is None:
            raise Unauthorized("the key is gone; make another: mnemic keys make")
        writer.drop_sessions(before_us=now_us)
        writer.set_session(
            SessionRow(0, _digest(token), True, key.row if key else None, now_us + LINK_S * _US, now_us)
        )
    return token


def sign_in(store: Store, token: str, now_us: int) -> str:
    """
    Return the token of a new session; the link's *token* is used up.

    Raises:
        Unauthorized: the link is unknown, was used, or is too old.
    """
    session = secrets.token_urlsafe(_TOKEN_BYTES)
    with store.write(durable=False) as writer:
        link = writer.session_token(_digest(token))
        if link is None or not link.link or link.expires_us <= now_us:
            raise Unauthorized(
                "the link was used already, or is too old; mnemic ui, or a new start of the server, prints another"
            )
        writer.drop_session(link.digest)
        writer.set_session(SessionRow(0, _digest(session), False, link.key, now_us + SESSION_S * _US, now_us))
    return session


def session_of(store: Store, token: str, now_us: int) -> Session:
    """
    Return who is signed in with the session's *token*, and note, now and then, that it is in use.

    Raises:
        Unauthorized: the session is unknown or over, or its key does not count any longer.
    """
    with store.read() as reader:
        row = reader.session_token(_digest(token))
        keys = reader.api_keys() if row is not None and row.key is not None else []
    over = row is None or row.link or row.expires_us <= now_us or row.seen_us + IDLE_S * _US <= now_us
    if row is None or over:
        raise Unauthorized("the session is over; sign in again with a new link: mnemic ui prints one")
    key = (
        None
        if row.key is None
        else _counting(store, next((k for k in keys if k.row == row.key), None), now_us)
    )
    if now_us - row.seen_us >= _SEEN_S * _US and not store.read_only:
        with (
            suppress(StoreBusy, StoreFull, StoreUnwritable),
            store.write(wait_s=_SEEN_WAIT_S, durable=False) as writer,
        ):
            # Unless somebody signed out meanwhile.
            if writer.session_token(row.digest) is not None:
                writer.set_session(row._replace(seen_us=now_us))
    return Session(key)


def _counting(store: Store, row: ApiKeyRow | None, now_us: int) -> ApiKey:
    if row is None:
        raise Unauthorized("the session's key is gone; sign in again with a new link")
    return key_that_counts(store, row, now_us)


def sign_out(store: Store, token: str) -> None:
    """End a session; one that is over already may be ended again."""
    with store.write(durable=False) as writer:
        writer.drop_session(_digest(token))


def csrf_of(token: str) -> str:
    """Return what a page must send along to write: it shows that it can read answers, which other pages cannot."""
    return hmac.new(token.encode("utf-8", "surrogateescape"), b"mnemic csrf", hashlib.sha256).hexdigest()


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()
