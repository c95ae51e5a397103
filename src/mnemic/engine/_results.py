"""What the smaller verbs give back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ..cube import MemCube, read_fields


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

    def to_dict(self) -> dict[str, Any]:
        """Return the page as plain JSON."""
        return {"cubes": [cube.to_dict() for cube in self.cubes], "cursor": self.cursor}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Page:
        """
        Read what `to_dict` wrote.

        Raises:
            UnknownArgument: a field does not exist, or a required one is missing.
        """
        given = read_fields(cls, data)
        return cls(tuple(MemCube.from_dict(cube) for cube in given["cubes"]), given["cursor"])


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

    def to_dict(self) -> dict[str, Any]:
        """Return the end of the chain as plain JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> AuditHead:
        """
        Read what `to_dict` wrote.

        Raises:
            UnknownArgument: a field does not exist, or a required one is missing.
        """
        return cls(**read_fields(cls, data))


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

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Stats:
        """
        Read what `to_dict` wrote.

        Raises:
            UnknownArgument: a field does not exist, or a required one is missing.
        """
        return cls(**read_fields(cls, data))
