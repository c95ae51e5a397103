"""
API keys: who may come in through a server, and do what.

A key is ``mnk_<id>_<secret>``. The store keeps the id and SHA-256 of the secret, which has 256 random bits, so that
nothing is gained by guessing and a slow hash would protect nothing. The secret is shown once, when the key is made.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final, Literal

from ..cube import read_fields
from ..errors import ArgumentError, KeyNotFound, StoreBusy, StoreFull, StoreUnwritable, Unauthorized
from ..store import WHOLE_STORE, ApiKeyRow, Store, Writer
from ..times import parse_time, render_time, utc_from_us, utc_us

KeyRight = Literal["read", "write", "admin"]
RIGHTS: Final[tuple[KeyRight, ...]] = ("read", "write", "admin")
"""What a key may be allowed, each with all before it."""

_PREFIX: Final = "mnk"
_ID_BYTES: Final = 6
_SECRET_BYTES: Final = 32
_DAY_US: Final = 24 * 3600 * 1_000_000
_USED_WAIT_S: Final = 0.05
_NEVER: Final = bytes(32)
"""The digest of no secret: what one is held against when there is no such key, so that this takes as long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """
    A key for a server, without its secret, which nobody knows but its holder.

    Attributes:
        id: Its public half.

        space, user: Whom it is bound to; `None`: to none.

        right: What it may do there.

        last_used_at: The beginning of the day, in UTC, on which it was last used.
    """

    id: str
    name: str
    space: str | None
    user: str | None
    right: KeyRight
    made_at: datetime
    expires_at: datetime | None = None
    revoked_at: datetime | None = None
    last_used_at: datetime | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the key as plain JSON."""
        return {
            "id": self.id,
            "name": self.name,
            "space": self.space,
            "user": self.user,
            "right": self.right,
            **{name: _shown(getattr(self, name)) for name in _TIMES},
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> ApiKey:
        """
        Read what `to_dict` wrote.

        Raises:
            UnknownArgument: a field does not exist, or a required one is missing.
        """
        given = read_fields(cls, data)
        times = {name: parse_time(given[name], name) for name in _TIMES if given.get(name) is not None}
        return cls(**{**given, **times})


_TIMES: Final = ("made_at", "expires_at", "revoked_at", "last_used_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKey:
    """
    A key just made, or made anew.

    Attributes:
        secret: What its holder sends: ``mnk_…``. It is kept nowhere; write it down now.
    """

    key: ApiKey
    secret: str = field(repr=False)

    def to_dict(self) -> dict[str, Any]:
        """Return the key and its secret as plain JSON."""
        return {"key": self.key.to_dict(), "secret": self.secret}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> NewKey:
        """
        Read what `to_dict` wrote.

        Raises:
            UnknownArgument: a field does not exist, or a required one is missing.
        """
        given = read_fields(cls, data)
        return cls(key=ApiKey.from_dict(given["key"]), secret=given["secret"])


def make_key(
    store: Store,
    name: str,
    *,
    space: str | None,
    user: str | None,
    right: KeyRight,
    expires_at: datetime | None,
    only_first: bool = False,
) -> NewKey | None:
    """
    Make a key.

    Args:
        only_first: Only where there is none yet, not even a revoked one; `None` if there is.

    Raises:
        ArgumentError: it would have expired already.
    """
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    with store.write() as writer:
        if only_first and writer.api_keys():
            return None
        if expires_at is not None and utc_us(expires_at) <= writer.now_us:
            raise ArgumentError(
                f"expires_at={render_time(expires_at)} has passed; a key needs a time to come"
            )
        row = ApiKeyRow(
            row=0,
            id=secrets.token_hex(_ID_BYTES),
            digest=_digest(secret),
            name=name,
            space=space,
            user=user,
            may=right,
            made_us=writer.now_us,
            expires_us=None if expires_at is None else utc_us(expires_at),
            revoked_us=None,
            used_us=None,
        )
        _record(writer, "make_key", row)
        return NewKey(key=_key(writer.set_api_key(row)), secret=_whole(row, secret))


def keys(store: Store) -> list[ApiKey]:
    """Return every key, those that were revoked or have expired too, in the order they were made."""
    with store.read() as reader:
        return [_key(row) for row in reader.api_keys()]


def rotate_key(store: Store, id_: str) -> NewKey:
    """
    Give a key another secret; the one before counts no longer, and sessions that began with it end.

    Raises:
        KeyNotFound: there is none, or it was revoked.
    """
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    with store.write() as writer:
        row = _there(writer, id_)
        if row.revoked_us is not None:
            raise KeyNotFound(f"key {id_!r} was revoked; make another: mnemic keys make")
        row = row._replace(digest=_digest(secret))
        _record(writer, "rotate_key", row)
        writer.drop_sessions(key=row.row)
        return NewKey(key=_key(writer.set_api_key(row)), secret=_whole(row, secret))


def revoke_key(store: Store, id_: str) -> ApiKey:
    """
    Have a key count no longer, at once and for good. One that is revoked already stays as it is.

    Raises:
        KeyNotFound: there is none.
    """
    with store.write() as writer:
        row = _there(writer, id_)
        if row.revoked_us is None:
            row = row._replace(revoked_us=writer.now_us)
            _record(writer, "revoke_key", row)
            writer.drop_sessions(key=row.row)
            writer.set_api_key(row)
        return _key(row)


def checked_key(store: Store, text: str, now_us: int) -> ApiKey:
    """
    Return the key that *text* is, and note that it was used today.

    Raises:
        Unauthorized: it is none, or none that counts. The message quotes nothing of it.
    """
    id_, secret = _parts(text)
    with store.read() as reader:
        row = reader.api_key(id_)
    same = hmac.compare_digest(_digest(secret), row.digest if row else _NEVER)
    if row is None or not same:
        raise Unauthorized("the key is unknown; mnemic keys make NAME makes one")
    return key_that_counts(store, row, now_us)


def key_that_counts(store: Store, row: ApiKeyRow, now_us: int) -> ApiKey:
    """
    Return the key of *row*, and note that it was used today.

    Raises:
        Unauthorized: it was revoked, or has expired.
    """
    if row.revoked_us is not None:
        raise Unauthorized(f"key {row.id} was revoked; ask whoever runs the server for another")
    if row.expires_us is not None and row.expires_us <= now_us:
        raise Unauthorized(f"key {row.id} has expired; ask whoever runs the server for another")
    day_us = now_us - now_us % _DAY_US
    if row.used_us != day_us and not store.read_only:
        # Once a day, and not at any price: a reader must not wait for a writer.
        with (
            suppress(StoreBusy, StoreFull, StoreUnwritable),
            store.write(wait_s=_USED_WAIT_S, durable=False) as writer,
        ):
            present = writer.api_key(row.id)
            if present is not None:
                writer.set_api_key(present._replace(used_us=day_us))
    return replace(_key(row), last_used_at=utc_from_us(day_us))


def bound_to(rows: list[ApiKeyRow], space: str, user: str | None) -> list[ApiKeyRow]:
    """Return the keys that are bound to a user in *space*, or, where *user* is `None`, to the space."""
    if user is None:
        return [row for row in rows if row.space == space]
    return [row for row in rows if row.user == user and row.space in (None, space)]


def _there(writer: Writer, id_: str) -> ApiKeyRow:
    row = writer.api_key(id_)
    if row is None:
        raise KeyNotFound(f"there is no key {id_!r:.60}; mem.keys() lists them with their ids")
    return row


def _record(writer: Writer, verb: Literal["make_key", "rotate_key", "revoke_key"], row: ApiKeyRow) -> None:
    """Have the audit chain say what became of a key. Its name, which may be a person's, is not part of that."""
    writer.begin(WHOLE_STORE, verb, reason=f"key {row.id}")


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).digest()


def _whole(row: ApiKeyRow, secret: str) -> str:
    return f"{_PREFIX}_{row.id}_{secret}"


def _parts(text: str) -> tuple[str, str]:
    prefix, _, rest = text.partition("_")
    id_, _, secret = rest.partition("_")
    if prefix != _PREFIX or not id_ or not secret:
        raise Unauthorized("this is no key: one looks like mnk_…; mnemic keys make NAME makes one")
    return id_, secret


def _key(row: ApiKeyRow) -> ApiKey:
    return ApiKey(
        id=row.id,
        name=row.name,
        space=row.space,
        user=row.user,
        right=row.may,  # type: ignore[arg-type]
        made_at=utc_from_us(row.made_us),
        expires_at=_moment(row.expires_us),
        revoked_at=_moment(row.revoked_us),
        last_used_at=_moment(row.used_us),
    )


def _moment(us: int | None) -> datetime | None:
    return None if us is None else utc_from_us(us)


def _shown(moment: datetime | None) -> str | None:
    return None if moment is None else render_time(moment)
