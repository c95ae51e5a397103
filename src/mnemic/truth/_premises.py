"""What becomes of a memory when something it rests on changes or goes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from ..cube import MemCube
from ..index import terms_of
from ..store import Reader, Space, Writer
from ._settle import Changed, citing, fact_of, settle


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

    A fact that was said elsewhere too goes on resting on that alone. One that was not no longer counts: what it
    had retired holds again. The caller has begun an operation.
    """
    gone, touched = _losing(writer, space, dict.fromkeys(ids))
    losing = [cube for cube in touched if cube.id in gone]
    changed: list[Changed] = [
        (cube, _append_stale(writer, space, cube)) for cube in losing if cube.fact is None
    ]
    kept = [_citing_others(cube, gone) for cube in touched if cube.id not in gone]
    return changed + settle(
        writer, space, [*kept, *(replace(cube, state="stale") for cube in losing if cube.fact)]
    )


def _append_stale(writer: Writer, space: Space, cube: MemCube) -> MemCube:
    stale = replace(cube, version=cube.version + 1, state="stale")
    return writer.append(space, stale, terms_of(cube.content, cube.speaker))


def _losing(reader: Reader, space: Space, ids: Mapping[str, None]) -> tuple[Collection[str], list[MemCube]]:
    """Return the ids that stand no longer, *ids* among them, and every cube that loses something it rests on."""
    gone: dict[str, None] = dict(ids)
    touched: dict[str, MemCube] = {}
    waiting: Collection[str] = gone
    while waiting:
        links = reader.links_to(space, waiting)
        sources = {
            link.source for link in links if link.relation == "derived_from" and not link.superseded_us
        }
        resting = reader.current(space, sources - gone.keys())
        counting = [cube for cube in resting.values() if cube.state in ("generated", "active", "merged")]
        touched |= {cube.id: cube for cube in counting}
        waiting = [cube.id for cube in counting if not _stands_without(cube, gone)]
        gone |= dict.fromkeys(waiting)
    return gone, list(touched.values())


def _stands_without(cube: MemCube, gone: Collection[str]) -> bool:
    """Whether a fact was also said elsewhere than in what is gone, and rests on nothing else that is."""
    cited = {span.cube for span in cube.fact.evidence} if cube.fact else set()
    rests_on = {link.target for link in cube.links if link.relation == "derived_from"}
    return any(id_ not in gone for id_ in cited) and all(id_ in cited for id_ in rests_on if id_ in gone)


def _citing_others(cube: MemCube, gone: Collection[str]) -> MemCube:
    return citing(cube, tuple(span for span in fact_of(cube).evidence if span.cube not in gone))
