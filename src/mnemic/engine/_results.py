"""What the smaller verbs give back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from ..cube import MemCube


@dataclass(frozen=True, slots=True)
class Page:
    """
    Some of the cubes a `list` asked for. Iterates over them.

    Attributes:
        cursor: Pass it to the same `list` for the next page; `None` after the last.
    """

    cubes: tuple[MemCube, ...]
    cursor: str | None

    def __iter__(self) -> Iterator[MemCube]:
        return iter(self.cubes)

    def __len__(self) -> int:
        return len(self.cubes)

    def __getitem__(self, index: int) -> MemCube:
        return self.cubes[index]


@dataclass(frozen=True, slots=True)
class AuditHead:
    """
    The end of a store's audit chain. Kept elsewhere, it shows whether operations were cut off or changed.

    Attributes:
        operations: How many operations the store has recorded, of all spaces.

        hash: The last link, in hexadecimal.
    """

    operations: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """
    How much a space and its store hold.

    Attributes:
        pending_vectors: Versions whose vectors are still to be made.

        erasures_pending: Erasures whose files are not scrubbed yet.

        cache_bytes: What this handle keeps in memory of the store.
    """

    location: str
    space: str
    spaces: int
    cubes: int
    versions: int
    links: int
    vectors: int
    pending_vectors: int
    operations: int
    embedder: str | None
    model: str | None
    erasures_pending: int
    schema_version: int
    size_bytes: int
    cache_bytes: int

    def to_dict(self) -> dict[str, Any]:
        """Return the figures as plain JSON."""
        return asdict(self)
