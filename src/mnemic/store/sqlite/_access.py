"""The rows of API keys, sessions and requests: digests and numbers, by which a server knows who comes in."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from .._request import REQUESTS_KEPT_US, Request, RequestDone
from .._upkeep import ApiKeyRow, RequestRow, SessionRow
from ._rows import chunks, made, marks, pack_id, unpack_id

_KEY = (
    "SELECT row, id, digest, name, space, user, may, made_us, expires_us, revoked_us, used_us FROM api_keys"
)
_ID_BYTES = 16


def api_keys(connection: sqlite3.Connection) -> list[ApiKeyRow]:
    """Return every key, in the order they were made."""
    return made(ApiKeyRow, connection.execute(f"{_KEY} ORDER BY row"))


def api_key(connection: sqlite3.Connection, id_: str) -> ApiKeyRow | None:
    """Return the key of this id."""
    row = connection.execute(f"{_KEY} WHERE id = ?", (id_,)).fetchone()
    return ApiKeyRow(*row) if row else None


def set_api_key(connection: sqlite3.Connection, key: ApiKeyRow) -> ApiKeyRow:
    """Store *key*, in place of the one of its id."""
    connection.execute(
        "INSERT INTO api_keys (id, digest, name, space, user, may, made_us, expires_us, revoked_us, used_us) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET digest = excluded.digest, "
        "expires_us = excluded.expires_us, revoked_us = excluded.revoked_us, used_us = excluded.used_us",
        key[1:],
    )
    row = connection.execute("SELECT row FROM api_keys WHERE id = ?", (key.id,)).fetchone()
    return key._replace(row=row[0])


def drop_api_keys(connection: sqlite3.Connection, ids: Collection[str]) -> None:
    """Delete keys, and their sessions."""
    for chunk in chunks(ids):
        which = f"id IN ({marks(chunk)})"
        connection.execute(
            f"DELETE FROM sessions WHERE key IN (SELECT row FROM api_keys WHERE {which})", chunk
        )
        connection.execute(f"DELETE FROM api_keys WHERE {which}", chunk)


def session_token(connection: sqlite3.Connection, digest: bytes) -> SessionRow | None:
    """Return the session, or link, whose token has this digest."""
    row = connection.execute(
        "SELECT row, digest, link, key, expires_us, seen_us FROM sessions WHERE digest = ?", (digest,)
    ).fetchone()
    return SessionRow(row[0], row[1], bool(row[2]), *row[3:]) if row else None


def set_session(connection: sqlite3.Connection, session: SessionRow) -> None:
    """Store a session or link, in place of the one of its digest."""
    connection.execute(
        "INSERT INTO sessions (digest, link, key, expires_us, seen_us) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (digest) DO UPDATE SET seen_us = excluded.seen_us",
        session[1:],
    )


def drop_session(connection: sqlite3.Connection, digest: bytes) -> bool:
    """Delete a session or link; say whether it was there."""
    return connection.execute("DELETE FROM sessions WHERE digest = ?", (digest,)).rowcount > 0


def drop_sessions(connection: sqlite3.Connection, key: int | None, before_us: int | None) -> None:
    """Delete those of a key, or those that ended before a moment."""
    if key is not None:
        connection.execute("DELETE FROM sessions WHERE key = ?", (key,))
    if before_us is not None:
        connection.execute("DELETE FROM sessions WHERE expires_us < ?", (before_us,))


def request(connection: sqlite3.Connection, token: bytes) -> RequestRow | None:
    """Return what the request of this token has done."""
    row = connection.execute(
        "SELECT r.digest, o.id, s.name, r.cubes, r.number, r.sent_us FROM requests r "
        "LEFT JOIN operations o ON o.row = r.operation LEFT JOIN spaces s ON s.row = o.space WHERE r.token = ?",
        (token,),
    ).fetchone()
    if row is None:
        return None
    digest, operation, space, cubes, number, sent_us = row
    return RequestRow(
        digest, unpack_id(operation) if operation else None, space, _unpacked(cubes), number, sent_us
    )


def begin_request(
    connection: sqlite3.Connection, current: Request, operation: int | None, now_us: int
) -> None:
    """
    Note that *operation* is what a request does; the first of several stands for all.

    Raises:
        RequestDone: another sending of it was first.
    """
    connection.execute("DELETE FROM requests WHERE sent_us < ?", (now_us - REQUESTS_KEPT_US,))
    connection.execute(
        "INSERT INTO requests (token, digest, attempt, operation, sent_us) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (token) DO NOTHING",
        (current.token, current.digest, current.attempt, operation, now_us),
    )
    (attempt,) = connection.execute(
        "SELECT attempt FROM requests WHERE token = ?", (current.token,)
    ).fetchone()
    if attempt != current.attempt:
        raise RequestDone


def set_request(
    connection: sqlite3.Connection,
    current: Request,
    cubes: Collection[str] | None,
    number: int | None,
    now_us: int,
) -> None:
    """Note what a request was answered with."""
    begin_request(connection, current, None, now_us)
    packed = None if cubes is None else b"".join(map(pack_id, cubes))
    connection.execute(
        "UPDATE requests SET cubes = ?, number = ? WHERE token = ? AND digest IS NOT NULL",
        (packed, number, current.token),
    )


def forget_requests(connection: sqlite3.Connection, operations: Collection[int]) -> None:
    """Take out of the requests that did *operations* everything a guess at their words could be held against."""
    for chunk in chunks(operations):
        connection.execute(
            f"UPDATE requests SET digest = NULL, cubes = NULL WHERE operation IN ({marks(chunk)})", chunk
        )


def _unpacked(raw: bytes | None) -> tuple[str, ...] | None:
    if raw is None:
        return None
    return tuple(unpack_id(raw[at : at + _ID_BYTES]) for at in range(0, len(raw), _ID_BYTES))
