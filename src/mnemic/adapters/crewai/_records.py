"""A record of CrewAI as a memory, and back."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
from crewai.memory.types import MemoryRecord

from ...errors import ArgumentError
from .._storable import storable

if TYPE_CHECKING:
    from ...cube import MemCube

TAG = "crewai"
"""The tag of every memory that is a record."""
PRIVATE = "private"
_BLANK = "(blank)"
_FIELDS = frozenset({"id", "scope", "categories", "metadata", "created_at", "last_accessed"})


def key_of(record_id: str) -> str:
    """Return the key that a record's memory is written under."""
    return f"crewai:{record_id}"


def path_of(scope: str) -> tuple[str, ...]:
    """Return a scope's parts: ``"/crew/ana"`` → ``("crew", "ana")``, the root's → ``()``."""
    return tuple(part for part in scope.split("/") if part)


def scope_tag(path: Sequence[str]) -> str:
    """Return the tag of all records in the scope of *path* or below it."""
    return f"scope:/{'/'.join(path)}"


def category_tag(category: str) -> str:
    """Return the tag of the records of a category."""
    return f"category:{category}"


def moment(time: datetime) -> datetime:
    """Return *time* with a zone: CrewAI's own times are UTC and don't say so."""
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time


def vector_of(numbers: Iterable[float], what: str) -> np.ndarray:
    """
    Return an embedding as float32, of shape (dimensions,), as CrewAI's own stores keep it.

    Raises:
        ArgumentError: it is no flat list of numbers, or holds one that is infinite or no number.
    """
    try:
        vector = np.asarray(numbers, dtype=np.float32)
    except (TypeError, ValueError) as error:
        raise ArgumentError(f"{what} must be a list of numbers: {error}") from None
    if vector.ndim != 1 or not np.isfinite(vector).all():
        raise ArgumentError(
            f"{what} must be a flat list of finite numbers, got the shape {vector.shape} "
            f"with {int((~np.isfinite(vector)).sum())} numbers that are not; look at the embedder"
        )
    return vector


def item_of(record: MemoryRecord, user: str | None) -> dict[str, Any]:
    """Return the arguments of `remember` for *record*."""
    content = storable(record.content, blank=_BLANK)
    metadata: dict[str, Any] = {
        "id": record.id,
        "scope": record.scope,
        "categories": record.categories,
        "metadata": record.metadata,
        "created_at": record.created_at.isoformat(),
        "last_accessed": record.last_accessed.isoformat(),
    }
    if content != record.content:
        metadata["content_json"] = json.dumps(record.content)
    if record.embedding:
        vector = vector_of(record.embedding, f"the embedding of record {record.id!r:.60}")
        metadata["embedding"] = b64encode(vector.astype("<f4").tobytes()).decode()
    return {
        "content": content,
        "key": key_of(record.id),
        "kind": "resource",
        "user": user,
        "source": record.source or None,
        "importance": record.importance,
        "occurred_at": moment(record.created_at),
        "tags": _tags(record),
        "metadata": metadata,
    }


def _tags(record: MemoryRecord) -> list[str]:
    path = path_of(record.scope)
    scopes = [scope_tag(path[:depth]) for depth in range(1, len(path) + 1)]
    categories = [category_tag(category) for category in record.categories if category.strip()]
    return [TAG, *scopes, *categories, *([PRIVATE] if record.private else [])]


def withdrawn(cube: MemCube) -> dict[str, Any]:
    """Return the arguments of `remember` for a version of *cube* that is no record any more."""
    return {
        "content": cube.content,
        "key": cube.key,
        "if_version": cube.version,
        "kind": cube.kind,
        "user": cube.user,
        "source": cube.source,
        "importance": cube.importance,
        "occurred_at": cube.occurred_at,
        "tags": [tag for tag in cube.tags if tag != TAG],
        "metadata": cube.metadata.thaw(),
    }


def holds_record(metadata: Mapping[str, Any]) -> bool:
    """Say whether *metadata* has what `item_of` put there; somebody may have given the memory other metadata since."""
    return metadata.keys() >= _FIELDS


def record_of(cube: MemCube) -> MemoryRecord:
    """Return the record that *cube* holds, without its embedding."""
    kept = cube.metadata.thaw()
    return MemoryRecord(
        id=kept["id"],
        content=json.loads(kept["content_json"]) if "content_json" in kept else cube.content,
        scope=kept["scope"],
        categories=kept["categories"],
        metadata=kept["metadata"],
        importance=0.5 if cube.importance is None else cube.importance,
        created_at=datetime.fromisoformat(kept["created_at"]),
        last_accessed=datetime.fromisoformat(kept["last_accessed"]),
        source=cube.source,
        private=PRIVATE in cube.tags,
    )


def embedding_of(cube: MemCube) -> np.ndarray | None:
    """Return the embedding kept in *cube*, float32 of shape (dimensions,); `None`: it has none."""
    text = cube.metadata.get("embedding")
    return None if text is None else np.frombuffer(b64decode(text), dtype="<f4")
