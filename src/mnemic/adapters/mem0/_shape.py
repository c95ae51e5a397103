"""A cube as mem0 shows a memory, and its versions as mem0's history."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

from ...cube import MemCube

KEY: Final = "mem0:"
"""How the key of a memory begins that was imported from mem0; its id there follows."""

BESIDE: Final = "mem0"
"""Where an imported memory's metadata holds what mem0 kept beside its own."""

_PROMOTED: Final = ("user_id", "agent_id", "run_id", "actor_id", "role", "attributed_to", "expiration_date")
_CORE: Final = frozenset({"data", "hash", "created_at", "updated_at", "id", "text_lemmatized", *_PROMOTED})
_ROW: Final = uuid.UUID("6f0c2f6e-0d57-5b0e-9a3c-6d656d307273")
"""The namespace of the ids of history rows, so that a version always has the same one."""

_ROW_FIELDS: Final = (
    "id", "memory_id", "old_memory", "new_memory", "event", "created_at", "updated_at", "is_deleted", "actor_id",
    "role",
)  # fmt: skip

Item = dict[str, Any]


def public_id(cube: MemCube) -> str:
    """Return the id an application knows a memory by: an imported one keeps mem0's."""
    return cube.key.removeprefix(KEY) if is_imported(cube) and cube.key else cube.id


def is_imported(cube: MemCube) -> bool:
    """Say whether a memory came from mem0."""
    return cube.key is not None and cube.key.startswith(KEY)


def payload(cube: MemCube) -> dict[str, Any]:
    """Return what mem0 would hold for a memory: its metadata, and beside it text, hash, times and ids."""
    held, beside = _metadata(cube)
    created = beside.get("created_at") or held.get("created_at") or _iso(cube.created_at)
    told = {
        "user_id": cube.user, "agent_id": cube.agent, "run_id": cube.session, "actor_id": cube.speaker,
        "role": cube.role,
    }  # fmt: skip
    return {
        **held,
        "data": cube.content,
        "hash": _md5(cube.content),
        "created_at": created,
        "updated_at": _updated(cube, beside, created),
        **{name: value for name, value in told.items() if value is not None},
    }


def item(cube: MemCube, held: Mapping[str, Any], score: float | None = None) -> Item:
    """Return a memory as mem0 returns one. *held* is its `payload`."""
    metadata = {name: value for name, value in held.items() if name not in _CORE}
    return {
        "id": public_id(cube),
        "memory": cube.content,
        "hash": held["hash"],
        "metadata": metadata or None,
        "score": score,
        "created_at": held["created_at"],
        "updated_at": held["updated_at"],
        **{name: held[name] for name in _PROMOTED if name in held},
    }


def added(cube: MemCube) -> Item:
    """Return a memory as the results of mem0's ``add`` name it."""
    return {"id": public_id(cube), "memory": cube.content, "event": "ADD"}


def laid_over(cube: MemCube, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return what to lay over a memory's metadata, so that mem0's view of it has *changes*."""
    # As in mem0, when a memory was made is no matter of opinion.
    laid = {name: value for name, value in changes.items() if name not in ("created_at", "updated_at")}
    if not is_imported(cube):
        return laid
    beside = dict(cube.metadata.thaw().get(BESIDE) or {})
    beside.pop("updated_at", None)
    if BESIDE in laid:
        beside["metadata"] = laid[BESIDE]
    return {**laid, BESIDE: beside}


def is_expired(held: Mapping[str, Any]) -> bool:
    """Say whether a memory's expiration date has passed. What is no date never does."""
    told = held.get("expiration_date")
    try:
        return bool(told) and date.fromisoformat(str(told)) < datetime.now(UTC).date()
    except ValueError:
        return False


def rows(versions: Sequence[MemCube]) -> list[Item]:
    """
    Return a memory's versions as mem0's history: how it was made, and each change of its text or metadata.

    An imported memory begins with the rows it had in mem0.
    """
    made: dict[str, Item] = {}
    before: MemCube | None = None
    for cube in versions:
        if before is not None and (before.content, before.metadata) == (cube.content, cube.metadata):
            continue
        brought = [row for row in _brought(cube) if row["id"] not in made]
        for row in brought or [_row(cube, before)]:
            made[row["id"]] = row
        before = cube
    return list(made.values())


def _row(cube: MemCube, before: MemCube | None) -> Item:
    held = payload(cube)
    return {
        "id": str(uuid.uuid5(_ROW, f"{cube.id}:{cube.version}")),
        "memory_id": public_id(cube),
        "old_memory": before.content if before else None,
        "new_memory": cube.content,
        "event": "UPDATE" if before else "ADD",
        "created_at": held["created_at"],
        "updated_at": held["updated_at"],
        "is_deleted": False,
        "actor_id": held.get("actor_id"),
        "role": held.get("role"),
    }


def _brought(cube: MemCube) -> list[Item]:
    """Return the rows of mem0's own history that came with a memory."""
    _, beside = _metadata(cube)
    return [
        {
            **dict.fromkeys(_ROW_FIELDS),
            **row,
            "memory_id": public_id(cube),
            "is_deleted": bool(row.get("is_deleted")),
        }
        for row in beside.get("history", [])
        if "id" in row
    ]


def _metadata(cube: MemCube) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a memory's metadata, and what the import laid beside it."""
    held = cube.metadata.thaw()
    if not is_imported(cube):
        return held, {}
    beside = held.pop(BESIDE, None)
    beside = beside if isinstance(beside, dict) else {}
    if "metadata" in beside:
        # The application's own, under the name that the import needed.
        held[BESIDE] = beside["metadata"]
    return held, beside


def _updated(cube: MemCube, beside: Mapping[str, Any], created: str) -> str:
    if beside.get("updated_at"):
        return str(beside["updated_at"])
    return created if cube.version == 1 else _iso(cube.recorded_at)


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
