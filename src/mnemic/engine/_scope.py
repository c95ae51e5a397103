"""From the arguments verbs share to a selector."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from ..admit import choice, name, names, one_time
from ..cube import KINDS, RECALLABLE, TIERS, is_id
from ..errors import ArgumentError, CubeNotFound, SelectorRequired, TimeError
from ..index import Selector, parse_filter
from ..times import utc_us

UNARCHIVED = tuple(tier for tier in TIERS if tier != "archive")


def selector(
    *,
    user: str | None = None,
    agent: str | None = None,
    session: str | None = None,
    kinds: Collection[str] | None = None,
    tags: Collection[str] | None = None,
    where: Mapping[str, Any] | None = None,
    since: datetime | str | None = None,
    until: datetime | str | None = None,
    valid_at: datetime | str | None = None,
    known_at: datetime | str | None = None,
    tiers: Collection[str] | None = UNARCHIVED,
    states: tuple[str, ...] | None = RECALLABLE,
    asked_at: datetime | None = None,
) -> Selector:
    """Check the arguments that narrow a space down, and return them as one selector."""
    since_us, until_us = one_time(since, "since"), one_time(until, "until")
    if since_us is not None and until_us is not None and until_us <= since_us:
        raise TimeError(f"until={until!r} must lie after since={since!r}")
    return Selector(
        user=name(user, "user"),
        agent=name(agent, "agent"),
        session=name(session, "session"),
        kinds=tuple(choice(kind, KINDS, "kinds") for kind in _some(kinds, "kinds")),
        tags=_some(tags, "tags"),
        # An empty filter narrows nothing down, so it must not pass for a selector of forget() either.
        where=parse_filter(where) if where is not None and where != {} else None,
        since_us=since_us,
        until_us=until_us,
        tiers=tuple(choice(t, TIERS, "tiers") for t in _some(tiers, "tiers")) if tiers is not None else None,
        states=states,
        valid_at_us=one_time(valid_at, "valid_at"),
        holds_at_us=utc_us(asked_at) if asked_at is not None else None,
        known_at_us=one_time(known_at, "known_at"),
    )


def _some(values: Collection[str] | None, where: str) -> tuple[str, ...]:
    """Return *values* as a tuple; `None` for any. An empty list is more likely a slip, and would mean any too."""
    found = () if values is None else names(values, where)
    if values is not None and not found:
        raise ArgumentError(
            f"{where}={values!r} is empty, which could mean all or none; leave it out for all"
        )
    return found


def cube_id(value: object) -> str:
    """Return *value* if it is written like a cube's id."""
    if not isinstance(value, str):
        raise ArgumentError(f"a cube's id is text, got {type(value).__name__}: {value!r:.60}; pass cube.id")
    if not is_id(value):
        raise CubeNotFound(
            f"no cube {value!r:.60}: an id looks like 01890a5d-ac96-774b-bcce-b302099a8057; pass cube.id"
        )
    return value


def cube_ids(values: Collection[str] | None) -> tuple[str, ...] | None:
    """Return *values* if they are written like ids; `None` stays `None`."""
    return None if values is None else tuple(cube_id(value) for value in names(values, "ids"))


def require_selector(call: str, ids: Collection[str] | None, chosen: Selector) -> None:
    """Raise unless something says which cubes are meant."""
    if ids is None and chosen.is_empty:
        raise SelectorRequired(
            f"{call} needs to know which cubes: pass ids=, user=, agent=, session=, kinds=, tags=, where=, since= "
            "or until= (they narrow each other down)"
            + ("; to erase the whole space pass everything=True" if call == "forget()" else "")
        )
