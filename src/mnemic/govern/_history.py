"""What a memory was, and what was done."""

from __future__ import annotations

from ..cube import MemCube, Operation
from ..errors import CubeNotFound, OperationNotFound
from ..store import Store


def history(store: Store, space_name: str, id_: str) -> list[MemCube]:
    """
    Return every version of a cube, first to last.

    Raises:
        CubeNotFound: never there, or erased.
    """
    with store.read() as reader:
        space = reader.space(space_name)
        versions = reader.history(space, id_) if space else []
    if not versions:
        raise CubeNotFound(f"no cube {id_!r} in space {space_name!r}: never there, or erased")
    return versions


def operations(
    store: Store, space_name: str, *, cube: str | None, before: str | None, limit: int, run: str | None = None
) -> list[Operation]:
    """
    Return operations, latest first.

    Args:
        cube: Only those that wrote a version of this cube.

        before: Only those before this operation, for the next page.

        run: Only those of this run.

    Raises:
        OperationNotFound: *before* is no operation of the space.
    """
    with store.read() as reader:
        space = reader.space(space_name)
        if before is not None and (space is None or reader.operation(space, before) is None):
            raise OperationNotFound(f"no operation {before!r} in space {space_name!r}")
        return reader.operations(space, before, cube, limit, run) if space else []
