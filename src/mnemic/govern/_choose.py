"""From a selector to the cubes it means, inside a transaction."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from ..errors import CubeNotFound, NothingMatched
from ..index import HeaderTable, Selector
from ..store import Reader, Space


def choose(
    reader: Reader,
    space_name: str,
    ids: Collection[str] | None,
    selector: Selector,
    *,
    or_none: bool = False,
) -> tuple[Space, list[str]]:
    """
    Return the space and the ids of the cubes that are among *ids* (`None`: any) and meet *selector*.

    Args:
        or_none: Whether a space without such cubes will do, too.

    Raises:
        CubeNotFound: one of *ids* is not in the space.

        NothingMatched: no cube meets all of it.
    """
    space = reader.space(space_name)
    if space is None:
        raise NothingMatched(
            f"space {space_name!r} does not exist or is empty; mnemic.open(...).spaces() lists them"
        )
    if ids is not None:
        missing = set(ids) - reader.current(space, ids).keys()
        if missing:
            raise CubeNotFound(f"no cube {min(missing)!r} in space {space_name!r}: never there, or erased")
    headers = reader.headers(space) if ids is None else reader.headers_of(space, ids)
    table = HeaderTable.of(headers).view
    rows = table.numbers["row"][np.flatnonzero(selector.select(table))]
    chosen = [cube.id for cube in reader.at(space, [int(row) for row in rows])]
    if not chosen and not or_none:
        raise NothingMatched(
            f"no cube of space {space_name!r} matches {describe(selector)}; nothing was changed"
        )
    return space, chosen


def describe(selector: Selector) -> str:
    """Say in words what a selector asks for."""
    said = [
        f"{name}={value!r}"
        for name in ("user", "agent", "session", "kinds", "tags")
        if (value := getattr(selector, name))
    ]
    said += [name for name in ("where", "since_us", "until_us") if getattr(selector, name) is not None]
    return ", ".join(said).replace("_us", "") or "the ids given"
