"""API keys: who may use a server of a store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.console import RenderableType
from rich.text import Text

from ..errors import ArgumentError
from ._app import CARE, command
from ._options import Output, Pen, Place
from ._output import answer, moment, note, one_line, pairs, table
from ._store import reading, writing

if TYPE_CHECKING:
    from ..engine import Memory
    from ..govern import ApiKey, NewKey

_STORE, _REACH = "Store", "What a new key may do"


@dataclass(frozen=True, kw_only=True)
class _Whose:
    """Which store; keys are no space's."""

    db: Annotated[
        str | None,
        typer.Option(
            "--db",
            envvar="MNEMIC_DB",
            metavar="PATH|URL",
            help="The store's file, or a server's address. Without it: memory.db in this folder.",
            show_default=False,
            rich_help_panel=_STORE,
        ),
    ] = None
    api_key: Annotated[
        str | None,
        typer.Option(
            "--api-key",
            envvar="MNEMIC_API_KEY",
            metavar="KEY",
            help="The key of a server. The variable is safer: others here can see the options of a command.",
            show_default=False,
            rich_help_panel=_STORE,
        ),
    ] = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class _Reach:
    """What a new key may do."""

    right: Annotated[
        Literal["read", "write", "admin"],
        typer.Option(help="To read; to write as well; or everything, keys too.", rich_help_panel=_REACH),
    ] = "read"
    space: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="In this space only. Without it: in all.",
            show_default=False,
            rich_help_panel=_REACH,
        ),
    ] = None
    user: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="With this user's memories only. Without it: with everybody's.",
            show_default=False,
            rich_help_panel=_REACH,
        ),
    ] = None
    days: Annotated[
        float | None,
        typer.Option(
            metavar="N",
            min=0.001,
            help="For so many days. Without it: until it is revoked.",
            show_default=False,
            rich_help_panel=_REACH,
        ),
    ] = None


@command(CARE, "mnemic keys make phone --right write --user ana")
def keys(
    output: Output,
    whose: _Whose,
    pen: Pen,
    reach: _Reach,
    action: Annotated[
        Literal["list", "make", "rotate", "revoke"],
        typer.Argument(help="What to do.", show_default=False),
    ] = "list",
    which: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME|ID]", help="The name of a new key; the id of another.", show_default=False
        ),
    ] = None,
) -> None:
    """
    Show the keys with which programs may use a server of this store, make one, give one another secret, or have one
    count no longer.

    The secret of a key is shown once, when it is made. The store keeps a hash of it.
    """
    place = Place(db=whose.db, api_key=whose.api_key)
    if action == "list":
        with reading(place) as memory:
            found = memory.keys()
        answer(output, [key.to_dict() for key in found], lambda: [_listed(found)])
        return
    named = _named(action, which)
    with writing(place, pen, make=action == "make") as memory:
        if action == "revoke":
            gone = memory.revoke_key(named)
            answer(output, gone.to_dict(), lambda: [Text(f"Key {gone.id} ({gone.name}) counts no longer.")])
            return
        new = _made(memory, named, reach) if action == "make" else memory.rotate_key(named)
    answer(output, new.to_dict(), lambda: [_shown(new)])
    note("The secret is shown this once: write it down. Programs send it as Authorization: Bearer mnk_…")


def _named(action: str, which: str | None) -> str:
    if which is not None:
        return which
    if action == "make":
        raise ArgumentError("a key needs a name to be known by, e.g.: mnemic keys make phone")
    raise ArgumentError(f"name the key by its id: mnemic keys {action} ID; mnemic keys shows them")


def _made(memory: Memory, name: str, reach: _Reach) -> NewKey:
    ends = None if reach.days is None else datetime.now(UTC) + timedelta(days=reach.days)
    return memory.make_key(name, space=reach.space, user=reach.user, right=reach.right, expires_at=ends)


def _shown(new: NewKey) -> RenderableType:
    key = new.key
    return pairs(
        {
            "key": new.secret,
            "id": key.id,
            "name": key.name,
            "right": key.right,
            "space": key.space or "all",
            "user": key.user or "all",
            "ends": moment(key.expires_at) or "when it is revoked",
        }
    )


def _listed(found: Iterable[ApiKey]) -> RenderableType:
    rows = table("id", "may", "last used", "state", "name", text="name")
    now = datetime.now(UTC)
    for key in found:
        used = f"{key.last_used_at:%Y-%m-%d}" if key.last_used_at else "never"
        rows.add_row(key.id, one_line(_reach(key), 30), used, _state(key, now), one_line(key.name))
    return rows if rows.row_count else Text("No keys.")


def _reach(key: ApiKey) -> str:
    """Say what a key may do in a few words, e.g. ``write in acme for ana``."""
    where = f" in {key.space}" if key.space else ""
    return f"{key.right}{where}{f' for {key.user}' if key.user else ''}"


def _state(key: ApiKey, now: datetime) -> str:
    if key.revoked_at is not None:
        return "revoked"
    if key.expires_at is None:
        return "active"
    return "expired" if key.expires_at <= now else f"until {key.expires_at:%Y-%m-%d}"
