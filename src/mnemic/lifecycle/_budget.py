"""How much a space may hold."""

from __future__ import annotations

from typing import NamedTuple


class Budget(NamedTuple):
    """
    What a space may hold; `None`: without bound.

    Attributes:
        cubes, size_bytes: Outside the archive.

        archive_cubes, archive_bytes: In the archive. 0: what leaves goes at once.
    """

    cubes: int | None = None
    size_bytes: int | None = None
    archive_cubes: int | None = None
    archive_bytes: int | None = None
