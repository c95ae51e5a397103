"""What becomes of what a framework deletes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, get_args

from ..errors import ArgumentError

if TYPE_CHECKING:
    from ..cube import MemCube
    from ..engine import Memory

Removal = Literal["erase", "archive"]


def checked_removal(on_delete: object) -> Removal:
    """Return *on_delete* if it is one of the two."""
    for removal in get_args(Removal):
        if on_delete == removal:
            return removal
    raise ArgumentError(f'on_delete={on_delete!r:.60} does not exist; it is "erase" or "archive"')


def take_out(memory: Memory, cubes: Sequence[MemCube], removal: Removal, tag: str) -> None:
    """
    Take *cubes* out of what their *tag* makes them a part of, in one go if they are erased.

    Raises:
        CubeNotFound, VersionConflict: another one was quicker with one of them; those before it are out.
    """
    if removal == "erase":
        memory.forget(ids=[cube.id for cube in cubes], wait=False)
        return
    out: list[str] = []
    try:
        for cube in cubes:
            memory.update(cube.id, tags=[each for each in cube.tags if each != tag], if_version=cube.version)
            out.append(cube.id)
    finally:
        if out:
            memory.archive(ids=out)
