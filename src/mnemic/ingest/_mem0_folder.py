"""
mem0's own folders: a Qdrant store on disk, and its history beside it.

Source: mem0ai 2.2.1 (memory/storage.py, vector_stores/qdrant.py) and qdrant-client 1.20.0 (local/persistence.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import ArgumentError
from ._mem0_pickle import plain, unpickled
from ._notes import Notes
from ._sqlite import ForeignTables, foreign_tables

STORAGE = "storage.sqlite"
HISTORY = "history.db"

_HISTORY_FIELDS = (
    "id", "memory_id", "old_memory", "new_memory", "event", "created_at", "updated_at", "is_deleted", "actor_id",
    "role",
)  # fmt: skip
_TELEMETRY = "mem0migrations"
_ENTITIES = "_entities"
History = dict[str, list[dict[str, object]]]


class Stored(NamedTuple):
    """
    A point as it lies in a collection.

    Attributes:
        place: Where it stands: ``"mem0/storage.sqlite:3"``.
    """

    collection: str
    id: str
    payload: dict[str, Any]
    place: str


def collections(path: Path) -> list[Path]:
    """
    Return the storage files of the collections in mem0's folder, or the one that *path* is.

    Raises:
        ArgumentError: there is none.
    """
    if path.is_file():
        if path.name == HISTORY:
            raise ArgumentError(
                f"{path} is mem0's history, which doesn't say whose a memory is; give the folder of its Qdrant store, "
                "with this file beside or in it"
            )
        return [path]
    found = sorted(
        file
        for pattern in (f"collection/*/{STORAGE}", f"*/collection/*/{STORAGE}", STORAGE)
        for file in path.glob(pattern)
        if file.is_file() and not file.is_symlink()
    )
    if not found:
        raise ArgumentError(
            f"{path} holds no Qdrant store (collection/NAME/{STORAGE}); give the folder that mem0's "
            "vector_store.config.path names, by default /tmp/qdrant. mem0's other stores export: give the JSON of get_all()"
        )
    return found


def points(path: Path, notes: Notes) -> Iterator[Stored]:
    """
    Yield the points of every collection, oldest first. What belongs to mem0's own workings is noted and left out.

    Raises:
        ArgumentError: a file is damaged, or holds a pickle that is no point.
    """
    files = collections(path)
    names = {file.parent.name for file in files}
    for file in files:
        name = file.parent.name
        is_index = name == _TELEMETRY or (name.endswith(_ENTITIES) and name.removesuffix(_ENTITIES) in names)
        with foreign_tables(file) as tables:
            if not {"id", "point"} <= set(tables.columns("points")):
                raise ArgumentError(f"{file} is no storage file of Qdrant's; give mem0's folder")
            if is_index:
                _note_index(tables, name, notes)
            else:
                yield from _collection(tables, name)


def _note_index(tables: ForeignTables, name: str, notes: Notes) -> None:
    count = sum(1 for _ in tables.rows("points", ["id"]))
    if count:
        why = "mem0's own index, no memory"
        notes.add(f"point of the collection {name!r:.60}", why, f"{name}/{STORAGE}", count)


def _collection(tables: ForeignTables, name: str) -> Iterator[Stored]:
    place = f"{name}/{STORAGE}"
    newest: dict[str, Stored] = {}
    for number, (_, blob) in enumerate(tables.rows("points", ["id", "point"]), start=1):
        at = f"{place}:{number}"
        if not isinstance(blob, bytes):
            raise ArgumentError(f"{at}: a point that is no bytes; is the file damaged?")
        fields = unpickled(blob, at)
        # A point that was written in two rows is the later one, as in Qdrant.
        id_ = str(plain(fields.get("id"), at))
        newest.pop(id_, None)
        newest[id_] = Stored(name, id_, plain(fields.get("payload") or {}, at), at)
    yield from newest.values()


def history_file(path: Path) -> Path | None:
    """Return mem0's history in the folder, or beside it; `None` where there is none."""
    folder = path if path.is_dir() else path.parent
    found = [place / HISTORY for place in (folder, folder.parent) if (place / HISTORY).is_file()]
    return found[0] if found else None


def read_history(file: Path, notes: Notes) -> History:
    """Return the rows of mem0's history by memory, in their order."""
    told: History = {}
    with foreign_tables(file) as tables:
        there = tables.columns("history")
        fields = [name for name in _HISTORY_FIELDS if name in there]
        if "memory_id" not in fields:
            raise ArgumentError(f"{file} has no table 'history' of mem0's; move it away to import without it")
        for values in tables.rows("history", fields):
            row = {name: value for name, value in zip(fields, values, strict=True) if value is not None}
            told.setdefault(str(row.pop("memory_id", "")), []).append(row)
        if "id" in tables.columns("messages"):
            kept = sum(1 for _ in tables.rows("messages", ["id"]))
            if kept:
                why = "the last turns that mem0 shows its model, no memories"
                notes.add("message in the history", why, f"{file.name}:messages", kept)
    return told
