"""Moving memories out of default recall, reversibly."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ..cube import Operation
from ..errors import NothingMatched
from ..index import Selector, terms_of
from ..store import Store
from ._choose import choose
from ._outcome import outcome


def archive(
    store: Store,
    space_name: str,
    ids: Collection[str] | None,
    selector: Selector,
    *,
    reason: str | None,
    dry_run: bool,
) -> Operation:
    """
    Put the chosen cubes into the tier `archive`, as one operation that `undo` takes back.

    Raises:
        CubeNotFound, NothingMatched: nothing was changed.
    """
    with store.write(dry_run=dry_run) as writer:
        space, chosen = choose(writer, space_name, ids, selector)
        cubes = [cube for cube in writer.current(space, chosen).values() if cube.tier != "archive"]
        if not cubes:
            raise NothingMatched(
                f"all {len(chosen)} cubes chosen are in the archive already; nothing was changed"
            )
        operation = writer.begin(space, "archive", reason=reason)
        changed = []
        for cube in sorted(cubes, key=lambda cube: cube.seq):
            moved = replace(cube, version=cube.version + 1, tier="archive")
            changed.append((cube, writer.append(space, moved, terms_of(cube.content, cube.speaker))))
        return outcome(writer, space, "archive", operation, changed, reason=reason, dry_run=dry_run)
