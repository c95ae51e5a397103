"""
Memories out of mem0: its folder (a Qdrant store on disk, and history.db), or the JSON that ``get_all()`` returns.

A memory keeps its id, as the key ``mem0:ID``, its user, agent and run, and its times, metadata, hash and history.
Its vectors are made anew. What mem0's model had worded comes as a fact, what was kept word for word as an episode.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import ArgumentError, NaiveTimeError, TimeError
from ._mem0_folder import STORAGE, History, history_file, points, read_history
from ._record import Draft, Record, digest, episode
from ._values import filled, listing, mapping, read_json, string
from ._zone import read_iso

KEY = re.compile(r'"memory"\s*:\s*"')
"""What an export of mem0's holds, and no other format here."""

_IDS = {"user_id": "user", "agent_id": "agent", "run_id": "session", "actor_id": "speaker", "role": "role"}
# What mem0 works out of the text, or keeps beside the metadata.
_BESIDE = ("hash", "created_at", "updated_at")
_DERIVED = frozenset({"data", "memory", "id", "text_lemmatized", "score", *_BESIDE, *_IDS})


class _Memory(NamedTuple):
    """
    A memory as mem0 holds it.

    Attributes:
        held: mem0's payload: what it keeps beside the metadata and the metadata itself, in one.
    """

    id: str
    text: object
    held: Mapping[str, Any]
    place: str
    collection: str | None = None
    history: list[dict[str, object]] | None = None


def is_mem0_folder(path: Path) -> bool:
    """Say whether a folder is one that mem0 keeps its memories in."""
    return any(next(path.glob(f"{start}collection/*/{STORAGE}"), None) for start in ("", "*/"))


def read_mem0(path: Path, draft: Draft, zone: tzinfo | None) -> Iterator[Record]:
    """
    Yield a record for each memory.

    Raises:
        ArgumentError: the folder or file is none of mem0's, is damaged, or holds a pickle that is no point.

        NaiveTimeError: A time without an offset, and no *zone*.
    """
    is_export = path.is_file() and path.suffix.lower() == ".json"
    found = 0
    for memory in _exported(path, draft) if is_export else _stored(path, draft):
        if not isinstance(memory.text, str) or not memory.text.strip():
            draft.notes.add("memory without a text", "there is nothing to keep", memory.place)
            continue
        found += 1
        yield _record(memory, memory.text, draft, zone)
    if not found:
        raise ArgumentError(f"{path} holds no memory of mem0's; give its folder, or the JSON of get_all()")


def _stored(path: Path, draft: Draft) -> Iterator[_Memory]:
    file = history_file(path)
    told: History = {} if file is None else read_history(file, draft.notes)
    there = set()
    for point in points(path, draft.notes):
        there.add(point.id)
        rows = told.get(point.id)
        yield _Memory(point.id, point.payload.get("data"), point.payload, point.place, point.collection, rows)
    if file is None:
        draft.notes.add(
            "history.db", "there is none in the folder or beside it: earlier texts don't come", draft.name
        )
    gone = sum(1 for id_ in told if id_ not in there)
    if gone and file is not None:
        draft.notes.add("deleted memory", "mem0 had deleted it; its texts stay behind", file.name, gone)


def _exported(path: Path, draft: Draft) -> Iterator[_Memory]:
    whole = read_json(path)
    listed = (
        whole if isinstance(whole, list) else mapping(whole).get("results", mapping(whole).get("memories"))
    )
    if not isinstance(listed, list):
        raise ArgumentError(f'{path.name}: expected what get_all() returns: {{"results": […]}}, or a list')
    relations = len(listing(mapping(whole).get("relations")))
    if relations:
        draft.notes.add(
            "relation", "mem0's graph is no part of its memories", f"{draft.name}:relations", relations
        )
    for number, item in enumerate(listed, start=1):
        place = f"{draft.name}:{number}"
        data = mapping(item)
        id_ = data.get("id")
        if not isinstance(id_, str) or not id_:
            raise ArgumentError(f"{place}: a memory without an 'id'; expected what get_all() returns")
        metadata = mapping(data.get("metadata"))
        beside = {name: value for name, value in data.items() if name != "metadata" and value is not None}
        held = {**metadata, **beside}
        yield _Memory(id_, data.get("memory"), held, place)


def _record(memory: _Memory, text: str, draft: Draft, zone: tzinfo | None) -> Record:
    held = memory.held
    fields: Record = {ours: _name(held.get(name)) for name, ours in _IDS.items()}
    metadata = {name: value for name, value in held.items() if name not in _DERIVED}
    beside: Record = filled(
        {
            "id": memory.id,
            "collection": memory.collection,
            **{name: string(held.get(name)) for name in _BESIDE},
            "history": memory.history or [],
        }
    )
    if "mem0" in metadata:
        beside["metadata"] = metadata["mem0"]
    return episode(
        f"{draft.name}/{memory.place}" if memory.collection else memory.place,
        text,
        {
            **fields,
            "user": fields["user"] or draft.user,
            "kind": _kind(held),
            "key": f"mem0:{memory.id}",
            "occurred_at": _moment(held.get("created_at"), draft, zone, memory.place),
            "metadata": {**metadata, "mem0": beside},
            # The same from the folder and from an export of it, which lacks the history.
            "idempotency_key": f"mem0:{memory.id}:{digest(text, *_told(held, metadata))}",
        },
    )


def _told(held: Mapping[str, Any], metadata: Mapping[str, Any]) -> list[str]:
    """Return all of a memory that can change in mem0, as texts."""
    return [
        json.dumps(value, sort_keys=True)
        for value in (metadata, *(held.get(name) for name in (*_IDS, "created_at", "updated_at")))
    ]


def _kind(held: Mapping[str, Any]) -> str:
    if held.get("memory_type") == "procedural_memory":
        return "procedure"
    return "episode" if held.get("role") else "fact"


def _name(value: object) -> str | None:
    """Return an id as text; mem0's older releases kept numbers as they came."""
    return None if value in (None, "") else str(value)


def _moment(value: object, draft: Draft, zone: tzinfo | None, place: str) -> datetime | None:
    """Return when a memory was made; what is no time is noted, and stays in the metadata as it is."""
    if value is None:
        return None
    try:
        return read_iso(value, "created_at", zone, place)
    except NaiveTimeError:
        raise
    except TimeError:
        draft.notes.add("created_at that is no time", "it stays in the metadata as it is", place)
        return None
