"""Making one of equal derived memories, as two stores that were brought together have them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from ..cube import RECALLABLE, Link, MemCube, Operation
from ..errors import NothingMatched
from ..index import terms_of
from ..store import Reader, Space, Store
from ._outcome import outcome

_KINDS: Final = ("summary", "belief", "procedure")
"""Facts and preferences are settled as they come; episodes are evidence, and never become one."""

_AT_ONCE: Final = 2000


def fuse(store: Store, space_name: str, user: str | None, *, reason: str | None, dry_run: bool) -> Operation:
    """
    Make one of derived memories of the same kind, user, agent, session and text, as one operation that `undo` takes back.

    One of each stays, and rests on what the others rested on; those end in the state ``merged``.

    Args:
        user: Only this user's; `None`: everybody's, and each user's apart.

    Raises:
        NothingMatched: no two are equal.
    """
    with store.write(dry_run=dry_run) as writer:
        space = writer.space(space_name)
        groups = list(_equal(writer, space, user)) if space is not None else []
        if space is None or not groups:
            raise NothingMatched(
                f"no two derived memories of space {space_name!r} are equal; nothing was changed"
            )
        operation = writer.begin(space, "fuse", reason=reason)
        changed = []
        for cubes in groups:
            for before, after in zip(cubes, _fused(cubes), strict=True):
                terms = terms_of(after.content, after.speaker)
                changed.append((before, writer.append(space, after, terms)))
        return outcome(writer, space, "fuse", operation, changed, reason=reason, dry_run=dry_run)


def _equal(reader: Reader, space: Space, user: str | None) -> Iterable[list[MemCube]]:
    """Return derived memories that are equal, those that stay first."""
    rows = [
        header.row
        for header in reader.headers(space)
        if header.superseded_us is None
        and header.kind in _KINDS
        and header.state in RECALLABLE
        and user in (None, header.user)
    ]
    found: dict[tuple[str | None, ...], list[MemCube]] = {}
    for start in range(0, len(rows), _AT_ONCE):
        for cube in reader.at(space, rows[start : start + _AT_ONCE]):
            if cube.fact is None:
                told = " ".join(cube.content.split()).casefold()
                found.setdefault((cube.kind, cube.user, cube.agent, cube.session, told), []).append(cube)
    # What is pinned stays, and what is written again under its key: another of the same would come back beside it.
    return [
        sorted(cubes, key=lambda cube: (cube.state != "frozen", cube.key is None, cube.created_at, cube.seq))
        for cubes in found.values()
        if len(cubes) > 1
    ]


def _fused(cubes: Sequence[MemCube]) -> Iterable[MemCube]:
    """Return the next versions of equal memories: of the first that stays, and of the others."""
    stays, others = cubes[0], cubes[1:]
    gone = {cube.id for cube in others}
    links = {link for cube in cubes for link in cube.links if link.target not in (stays.id, *gone)}
    links |= {Link("supersedes", id_) for id_ in gone}
    yield replace(stays, version=stays.version + 1, links=tuple(sorted(links)))
    for cube in others:
        yield replace(cube, version=cube.version + 1, state="merged")
