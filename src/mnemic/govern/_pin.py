"""Holding memories as they are: what is pinned neither fades nor is evicted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ..cube import MemCube, Operation, State
from ..errors import ArgumentError, NothingMatched
from ..index import Selector, terms_of
from ..store import Reader, Space, Store
from ._choose import choose
from ._outcome import outcome

_PINNABLE: tuple[State, ...] = ("active", "generated")


def pin(store: Store, space_name: str, ids: Collection[str], *, reason: str | None) -> Operation:
    """
    Put cubes into the state `frozen`, as one operation that `undo` takes back.

    Raises:
        CubeNotFound, NothingMatched, ArgumentError: nothing was changed.
    """
    with store.write() as writer:
        space, chosen = choose(writer, space_name, ids, _ALL)
        cubes = [cube for cube in writer.current(space, chosen).values() if cube.state != "frozen"]
        for cube in cubes:
            if cube.state not in _PINNABLE:
                raise ArgumentError(
                    f"cube {cube.id} is {cube.state} and is not recalled, so there is nothing to hold; "
                    "undo what made it so first"
                )
        if not cubes:
            raise NothingMatched(f"all {len(chosen)} cubes chosen are pinned already; nothing was changed")
        operation = writer.begin(space, "pin", reason=reason)
        changed = []
        for cube in sorted(cubes, key=lambda cube: cube.seq):
            held = replace(cube, version=cube.version + 1, state="frozen")
            changed.append((cube, writer.append(space, held, terms_of(cube.content, cube.speaker))))
        return outcome(writer, space, "pin", operation, changed, reason=reason)


def unpin(store: Store, space_name: str, ids: Collection[str], *, reason: str | None) -> Operation:
    """
    Let pinned cubes fade again, in the state they had before.

    Raises:
        CubeNotFound, NothingMatched: nothing was changed.
    """
    with store.write() as writer:
        space, chosen = choose(writer, space_name, ids, _ALL)
        cubes = [cube for cube in writer.current(space, chosen).values() if cube.state == "frozen"]
        if not cubes:
            raise NothingMatched(f"none of the {len(chosen)} cubes chosen is pinned; nothing was changed")
        operation = writer.begin(space, "unpin", reason=reason)
        changed = []
        for cube in sorted(cubes, key=lambda cube: cube.seq):
            free = replace(cube, version=cube.version + 1, state=_state_before(writer, space, cube))
            changed.append((cube, writer.append(space, free, terms_of(cube.content, cube.speaker))))
        return outcome(writer, space, "unpin", operation, changed, reason=reason)


def _state_before(reader: Reader, space: Space, cube: MemCube) -> State:
    earlier = [version.state for version in reader.history(space, cube.id)]
    return next((state for state in reversed(earlier) if state in _PINNABLE), "active")


_ALL = Selector(states=None)
