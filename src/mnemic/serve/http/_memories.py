"""Keeping, reading, changing and forgetting memories over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ._shapes import memories as takes
from ._shapes import results as gives
from ._verbs import Served

if TYPE_CHECKING:
    from ._state import State


def bounded(arguments: dict[str, Any], state: State) -> dict[str, Any]:
    """Return the arguments of a verb that waits, which waits no longer than the server lets it."""
    asked = arguments.get("timeout_s")
    if isinstance(asked, int | float) and asked > state.settings.max_wait_s:
        return {**arguments, "timeout_s": state.settings.max_wait_s}
    return arguments


VERBS: Final = (
    Served(verb="remember", takes=takes.Remember, gives=gives.MemCube, tag="memories", status=201),
    Served(
        verb="remember_many", takes=takes.RememberMany, gives=list[gives.MemCube], tag="memories", status=201
    ),
    Served(verb="list", takes=takes.List, gives=gives.Page, tag="memories"),
    Served(verb="archive", takes=takes.Archive, gives=gives.Operation, tag="memories"),
    Served(
        verb="forget",
        takes=takes.Forget,
        gives=gives.ErasureReceipt,
        tag="memories",
        is_slow=True,
        prepare=bounded,
    ),
    Served(verb="pin", takes=takes.Pin, gives=gives.Operation, tag="memories"),
    Served(verb="unpin", takes=takes.Pin, gives=gives.Operation, tag="memories"),
    Served(verb="fuse", takes=takes.Fuse, gives=gives.Operation, tag="memories"),
    Served(verb="lookup", takes=takes.Lookup, gives=gives.MemCube, tag="memories"),
    Served(verb="get", takes=takes.Get, gives=gives.MemCube, tag="memories"),
    Served(verb="update", takes=takes.Update, gives=gives.MemCube, tag="memories"),
    Served(verb="history", takes=takes.History, gives=list[gives.MemCube], tag="memories"),
    Served(verb="curve", takes=takes.Curve, gives=gives.Curve, tag="memories"),
    Served(verb="links", takes=takes.Links, gives=gives.Links, tag="memories"),
)
