"""What becomes of a memory when something it rests on changes or goes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from ..cube import MemCube
from ..index import terms_of
from ..store import Reader, Space, Writer
from ._settle import Changed, settle


def resting_on(reader: Reader, space: Space, ids: Iterable[str], *, ever: bool = False) -> list[str]:
    """
    Return the ids of everything derived from these cubes, through any depth, without themselves.

    Args:
        ever: Also what once was derived from them and no longer is.
    """
    first = dict.fromkeys(ids)
    found = dict(first)
    waiting: Collection[str] = first
    while waiting:
        links = reader.links_to(space, waiting)
        sources = dict.fromkeys(
            link.source
            for link in links
            if link.relation == "derived_from" and (ever or link.superseded_us is None)
        )
        waiting = [source for source in sources if source not in found]
        found |= dict.fromkeys(waiting)
    return [id_ for id_ in found if id_ not in first]


def make_stale(writer: Writer, space: Space, ids: Iterable[str]) -> list[Changed]:
    """
    Mark everything that rests on cubes whose words have changed or were withdrawn, through any depth.

    A fact among them no longer counts: what it had retired holds again. The caller has begun an operation.
    """
    resting = writer.current(space, resting_on(writer, space, ids)).values()
    losing = [cube for cube in resting if cube.state in ("generated", "active", "merged")]
    changed: list[Changed] = [
        (cube, _append_stale(writer, space, cube)) for cube in losing if cube.fact is None
    ]
    return changed + settle(writer, space, [replace(cube, state="stale") for cube in losing if cube.fact])


def _append_stale(writer: Writer, space: Space, cube: MemCube) -> MemCube:
    stale = replace(cube, version=cube.version + 1, state="stale")
    return writer.append(space, stale, terms_of(cube.content, cube.speaker))
