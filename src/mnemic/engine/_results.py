"""What the smaller verbs give back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from ..cube import MemCube, read_fields
from ..times import parse_time, render_time

if TYPE_CHECKING:
    from ..cube import Operation, Relation

JobState = Literal["waiting", "running", "dead"]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class BackgroundJob:
    """
    A piece of work that waits for a worker, is in its hands, or was tried too often.

    Attributes:
        id: A number, never given again in this store.

        space: `None` where it is about the whole store.

        attempts: How often it was begun.

        due_at: When it may be begun, again or for the first time.

        error: Why the last attempt failed. It quotes no memory.

        run: The consolidation it is part of.
    """

    id: int
    kind: str
    space: str | None
    state: JobState
    attempts: int
    due_at: datetime
    created_at: datetime
    error: str | None = None
    run: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the job as plain JSON."""
        return {
            "id": self.id,
            "kind": self.kind,
            "space": self.space,
            "state": self.state,
            "attempts": self.attempts,
            "due_at": render_time(self.due_at),
            "created_at": render_time(self.created_at),
            "error": self.error,
            "run": self.run,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> BackgroundJob:
        """
        Read what `to_dict` wrote.

        Raises:
            UnknownArgument: a field does not exist, or a required one is missing.
        """
        given = read_fields(cls, data)
        times = {name: parse_time(given[name], name) for name in ("due_at", "created_at")}
        return cls(**{**given, **times})


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """
    A link of a memory, with the memory at its other end.

    Attributes:
        direction: ``"out"``: the memory that was asked about carries the link; ``"in"``: the other one does.

        cube: The other one, in its current version.
    """

    relation: Relation
    direction: Literal["out", "in"]
    cube: MemCube


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """
    The links of a memory, its own first.

    Attributes:
        total: How many there are.
    """

    links: tuple[Linked, ...] = ()
    total: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Return the links as plain JSON."""
        return {
            "links": [
                {"relation": link.relation, "direction": link.direction, "cube": link.cube.to_dict()}
                for link in self.links
            ],
            "total": self.total,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Links:
        """Read what `to_dict` wrote."""
        links = tuple(Linked(**{**link, "cube": MemCube.from_dict(link["cube"])}) for link in data["links"])
        return cls(links=links, total=data["total"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """
    An operation as a line of the log.

    Attributes:
        operation: What was done; its `changes` are only as many of the first as were asked for.

        changes: How many changes it has.
    """

    operation: Operation
    changes: int

    def to_dict(self) -> dict[str, Any]:
        """Return the line as plain JSON."""
        return {"operation": self.operation.to_dict(), "changes": self.changes}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Logged:
        """Read what `to_dict` wrote."""
        from ..cube import Operation  # needed by clients only

        return cls(operation=Operation.from_dict(data["operation"]), changes=data["changes"])
