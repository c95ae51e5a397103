"""
Graphiti's temporal graph, dumped as JSON or as a Cypher script: episodes, entities and the facts between them.

An episode is what was said, and comes as it is. A fact is what a model of Graphiti read out of it: it comes as a belief
that rests on its episodes, with when it held, and retires nothing that people said. Mnemic forms its own facts from
the episodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Final

from ..errors import ArgumentError
from ._cypher import read_graph
from ._graph import Graph, GraphEdge, GraphNode
from ._graphiti_json import read_graph_json
from ._record import Draft, Record, digest, episode
from ._text import decode, unreadable
from ._values import Values, filled, listing, needed, string
from ._zone import read_iso

CYPHER_SUFFIXES: Final = (".cypher", ".cql", ".cyp")

_VECTORS: Final = frozenset({"name_embedding", "fact_embedding", "content_embedding"})
_OWN: Final = frozenset({"uuid", "name", "group_id", "created_at", "labels", *_VECTORS})
_OWN_OF_EPISODE: Final = _OWN | {"content", "source", "source_description", "valid_at", "entity_edges"}
_OWN_OF_ENTITY: Final = _OWN | {"summary"}
_OWN_OF_FACT: Final = _OWN | {"fact", "episodes", "valid_at", "invalid_at", "expired_at", "reference_time"}
_ACTOR = re.compile(
    r"(?P<name>[^:()\n]{1,80}?)\s*(?:\((?P<role>user|assistant|system)\))?\s*:\s+(?P<text>\S.*)", re.DOTALL
)
_ANOTHER = re.compile(r"^[^\s:()][^:()\n]{0,40}:\s", re.MULTILINE)
_ANOTHER_NAMED = re.compile(r"^[^\s:()][^:()\n]{0,80}\((?:user|assistant|system)\)\s*:\s", re.MULTILINE)
_ROLES: Final = {"assistant": "assistant", "ai": "assistant", "bot": "assistant", "system": "system"}
_FRACTION = re.compile(r"(\.\d{6})\d+")
_REGION = re.compile(r"\[[^\]]*\]$")


@dataclass
class _Dump:
    draft: Draft
    zone: tzinfo | None
    keys: dict[str, str] = field(default_factory=dict)
    """The idempotency key of what came of each node, by its uuid."""

    names: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def once(self, uuid: str, place: str) -> None:
        before = self.places.setdefault(uuid, place)
        if before != place:
            raise ArgumentError(
                f"{place}: the uuid {uuid!r:.60} is that of {before} already; the dump is damaged"
            )


def read_graphiti(path: Path, draft: Draft, zone: tzinfo | None) -> Iterator[Record]:
    """Yield the episodes, then the entities, then the facts between them."""
    graph = _graph(path, draft)
    dump = _Dump(draft, zone)
    episodes = [node for node in graph.nodes if _is_episode(node)]
    entities = [node for node in graph.nodes if not _is_episode(node) and _is_entity(node)]
    for node in episodes:
        yield from _episode(node, dump)
    mentioned = _mentioned(graph, dump)
    for node in entities:
        yield from _entity(node, mentioned.get(string(node.properties.get("uuid")), []), dump)
    for node in graph.nodes:
        if not _is_episode(node) and not _is_entity(node):
            label = "/".join(sorted(node.labels)) or "none"
            draft.notes.add(
                f"node of label {label:.60}", "only episodes, entities and communities are known", node.place
            )
    for edge in graph.edges:
        yield from _fact(edge, dump)


def _graph(path: Path, draft: Draft) -> Graph:
    if path.suffix.lower() not in CYPHER_SUFFIXES:
        return read_graph_json(path, draft.notes)
    try:
        script = decode(path.read_bytes(), path.name)
    except OSError as error:
        raise unreadable(path, error) from error
    return read_graph(script, path.name, draft.notes)


def _is_episode(node: GraphNode) -> bool:
    return "Episodic" in node.labels or {"content", "source"} <= node.properties.keys()


def _is_entity(node: GraphNode) -> bool:
    return not node.labels.isdisjoint({"Entity", "Community"}) or "summary" in node.properties


def _mentioned(graph: Graph, dump: _Dump) -> dict[str, list[str]]:
    """Return the keys of the episodes that mention each entity."""
    found: dict[str, list[str]] = {}
    for edge in graph.edges:
        if edge.type == "MENTIONS" and edge.source in dump.keys:
            found.setdefault(edge.target or "", []).append(dump.keys[edge.source or ""])
    return found


def _time(data: Values, name: str, place: str, dump: _Dump) -> datetime | None:
    """Return a time, which Neo4j writes with nine digits and the zone's name behind the offset."""
    told = data.get(name)
    if told is None or told == "":
        return None
    if isinstance(told, str):
        told = _FRACTION.sub(r"\1", _REGION.sub("", told))
    return read_iso(told, name, dump.zone, place)


def _told(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _more(data: Values, own: frozenset[str], place: str, dump: _Dump) -> Values:
    for name in sorted(_VECTORS & data.keys()):
        if data[name]:
            dump.draft.notes.add(f"field {name!r}", "vectors are made anew", place)
    more = {name: value for name, value in data.items() if name not in own}
    attributes = more.pop("attributes", None)
    return filled({**more, **(attributes if isinstance(attributes, dict) else {})})


def _episode(node: GraphNode, dump: _Dump) -> Iterator[Record]:
    data, place = node.properties, node.place
    uuid = needed(data, "uuid", place)
    dump.once(uuid, place)
    content = data.get("content")
    if not isinstance(content, str) or not content.strip():
        dump.draft.notes.add("episode without its text", "Graphiti was told not to keep it", place)
        return
    speaker, role, text = _spoken(content, string(data.get("source")))
    about = {
        "uuid": uuid, "name": data.get("name"), "group_id": data.get("group_id"), "source": data.get("source"),
        "source_description": data.get("source_description"),
        "created_at": _told(_time(data, "created_at", place, dump)),
        "attributes": _more(data, _OWN_OF_EPISODE, place, dump),
    }  # fmt: skip
    dump.keys[uuid] = f"graphiti:{uuid}"
    fields: Record = {
        "user": dump.draft.user,
        "session": string(data.get("group_id")) or dump.draft.session,
        "speaker": speaker,
        "role": role,
        "occurred_at": _time(data, "valid_at", place, dump),
        "tags": ("graphiti",),
        "metadata": {"graphiti": filled(about)},
        "idempotency_key": dump.keys[uuid],
    }
    yield episode(place, text, fields)


def _spoken(content: str, source: str) -> tuple[str | None, str | None, str]:
    """Return who said an episode, as what, and the words: of ``Ana (user): hi`` Ana, user, hi."""
    if source != "message":
        # A text or a record that Graphiti was given: a document, of which nobody says that it is true of them.
        return None, "tool", content
    match = _ACTOR.fullmatch(content.strip())
    if match is None:
        return None, None, content
    if (_ANOTHER_NAMED if match["role"] else _ANOTHER).search(match["text"]):
        return None, "tool", content  # several people's words: whose they are is not told of each
    name = match["name"].strip()
    return name, match["role"] or _ROLES.get(name.casefold(), "user"), match["text"]


def _entity(node: GraphNode, episodes: list[str], dump: _Dump) -> Iterator[Record]:
    data, place = node.properties, node.place
    uuid, name = needed(data, "uuid", place), needed(data, "name", place)
    dump.once(uuid, place)
    dump.names[uuid] = name
    summary = string(data.get("summary")).strip()
    created = _time(data, "created_at", place, dump)
    about = {
        "uuid": uuid, "name": name, "group_id": data.get("group_id"),
        "labels": sorted(node.labels - {"Entity", "Community"}), "created_at": _told(created),
        "community": "Community" in node.labels, "attributes": _more(data, _OWN_OF_ENTITY, place, dump),
    }  # fmt: skip
    dump.keys[uuid] = f"graphiti:{uuid}:{digest(summary, about)}"
    fields: Record = {
        "kind": "summary",
        "user": dump.draft.user,
        "session": string(data.get("group_id")) or dump.draft.session,
        "tags": ("graphiti",),
        "metadata": {"graphiti": filled(about)},
        "key": f"graphiti:{uuid}",
        "idempotency_key": dump.keys[uuid],
        "refers": [("derived_from", key) for key in dict.fromkeys(episodes)],
    }
    yield episode(place, f"{name}: {summary}" if summary else name, fields)


def _fact(edge: GraphEdge, dump: _Dump) -> Iterator[Record]:
    data, place = edge.properties, edge.place
    if not string(data.get("fact")).strip():
        if edge.type != "MENTIONS":
            dump.draft.notes.add(f"edge {edge.type!r:.40}", "it says nothing by itself", place)
        return
    uuid = needed(data, "uuid", place)
    dump.once(uuid, place)
    times = {name: _time(data, name, place, dump) for name in ("valid_at", "invalid_at", "expired_at")}
    episodes = _episodes(data.get("episodes"), place, dump)
    source, target = edge.source or "", edge.target or ""
    about = {
        "uuid": uuid, "name": data.get("name"), "group_id": data.get("group_id"),
        "source": dump.names.get(source), "source_uuid": source,
        "target": dump.names.get(target), "target_uuid": target,
        **{name: _told(moment) for name, moment in times.items()},
        "created_at": _told(_time(data, "created_at", place, dump)),
        "attributes": _more(data, _OWN_OF_FACT, place, dump),
    }  # fmt: skip
    ends = [dump.keys[end] for end in dict.fromkeys((source, target)) if end in dump.names]
    if len(ends) < len({source, target}):
        dump.draft.notes.add("fact about an entity that is not in the dump", "kept without that link", place)
    fields: Record = {
        "kind": "belief",
        "user": dump.draft.user,
        "session": string(data.get("group_id")) or dump.draft.session,
        "occurred_at": _time(data, "reference_time", place, dump),
        **_held(times, place, dump),
        "tags": ("graphiti",),
        "metadata": {"graphiti": filled(about)},
        "key": f"graphiti:{uuid}",
        "idempotency_key": f"graphiti:{uuid}:{digest(data['fact'], about)}",
        "refers": [*(("derived_from", key) for key in episodes), *(("mentions", key) for key in ends)],
    }
    yield episode(place, string(data["fact"]), fields)


def _episodes(value: object, place: str, dump: _Dump) -> list[str]:
    """Return the keys of the episodes a fact was read out of."""
    uuids = value.split(",") if isinstance(value, str) else map(string, listing(value))
    told = [uuid.strip() for uuid in uuids if uuid.strip()]
    missing = [uuid for uuid in told if uuid not in dump.keys]
    if missing:
        what = "episode of a fact that is not in the dump"
        dump.draft.notes.add(what, "the fact is kept without that evidence", place, len(missing))
    return [dump.keys[uuid] for uuid in dict.fromkeys(told) if uuid in dump.keys]


def _held(times: dict[str, datetime | None], place: str, dump: _Dump) -> Record:
    """
    Return since when and until when a fact held.

    One that Graphiti let go without saying when it ended ended when Graphiti learned so.
    """
    begins, ends = times["valid_at"], times["invalid_at"] or times["expired_at"]
    if begins is not None and ends is not None and ends <= begins:
        dump.draft.notes.add("fact that ended before it began", "only its end is kept", place)
        begins = None
    return {"valid_from": begins, "valid_to": ends}
