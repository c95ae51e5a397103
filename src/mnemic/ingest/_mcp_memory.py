"""
The memory file of the MCP reference server: a graph of entities, observations and relations, one object a line.

Source: modelcontextprotocol/servers, src/memory (server-memory 2026.1). The file holds no times and no users.

What stands in it was written by an assistant, not said by a person. It comes as beliefs, which retire no fact. A graph
belongs to no session.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from pathlib import Path

from ..errors import ArgumentError
from ._jsonl import parse_object
from ._mcp_graph import GraphScope
from ._record import Draft, Record, episode
from ._text import numbered_lines
from ._values import Values, needed, texts

_ENTITY = frozenset({"type", "name", "entityType", "observations"})
_RELATION = frozenset({"type", "from", "to", "relationType"})

_GRAPH = GraphScope()
_Lines = list[tuple[str, Values]]


def read_mcp_memory(path: Path, draft: Draft, _zone: tzinfo | None) -> Iterator[Record]:
    """
    Yield a belief for each entity, each of its observations and each relation, linked to the entities they are about.

    They lie as those that `mnemic mcp --reference-tools` adds, which shows them as its graph.
    """
    entities, relations = _sorted(path, draft)
    keys: dict[str, str] = {}
    for place, data in entities:
        found = _entity(data, place, draft)
        keys[str(data["name"])] = str(found["idempotency_key"])
        yield found
        yield from _observations(data, place, draft, str(found["idempotency_key"]))
    for place, data in relations:
        yield _relation(data, place, draft, keys)


def _sorted(path: Path, draft: Draft) -> tuple[_Lines, _Lines]:
    """
    Return the entities and the relations with their places.

    Raises:
        ArgumentError: a line is no object of the format, or an entity or a relation stands twice.
    """
    entities: _Lines = []
    relations: _Lines = []
    seen: dict[tuple[str, ...], str] = {}
    for number, line in numbered_lines(path):
        if not line.strip():
            continue
        place = f"{draft.name}:{number}"
        data = parse_object(line, place)
        kind = data.get("type")
        if kind == "entity":
            name: tuple[str, ...] = (needed(data, "name", place),)
            entities.append((place, data))
        elif kind == "relation":
            name = tuple(needed(data, field, place) for field in ("from", "relationType", "to"))
            relations.append((place, data))
        else:
            draft.notes.add(f"line of type {kind!r:.40}", "only entities and relations are known", place)
            continue
        before = seen.setdefault(name, place)
        if before != place:
            raise ArgumentError(
                f"{place}: the {kind} {' '.join(name)!r:.120} stands at {before} already; a memory file has each once"
            )
        _note_unknown(data, _ENTITY if kind == "entity" else _RELATION, str(kind), place, draft)
    return entities, relations


def _note_unknown(data: Values, known: frozenset[str], kind: str, place: str, draft: Draft) -> None:
    for name in sorted(data.keys() - known):
        draft.notes.add(f"field {name!r:.60} of an {kind}", "the format has none of that name", place)


def _entity(data: Values, place: str, draft: Draft) -> Record:
    name, kind = needed(data, "name", place), data.get("entityType", "")
    if not isinstance(kind, str):
        raise ArgumentError(f"{place}: 'entityType' is {kind!r:.60}; expected text")
    return _belief(_GRAPH.entity(name, kind), place, draft)


def _observations(data: Values, place: str, draft: Draft, entity: str) -> Iterator[Record]:
    name = str(data["name"])
    observed = texts(data.get("observations", []), "observations", place)
    for text in dict.fromkeys(observed):
        if not text.strip():
            draft.notes.add("empty observation", "there is nothing to keep", place)
            continue
        found = _belief(_GRAPH.observation(_GRAPH.node(name), name, text), place, draft)
        yield {**found, "refers": [("mentions", entity)]}
    if len(set(observed)) < len(observed):
        twice = len(observed) - len(set(observed))
        draft.notes.add("repeated observation", "it is kept once for its entity", place, twice)


def _relation(data: Values, place: str, draft: Draft, keys: dict[str, str]) -> Record:
    from_, kind, to = (needed(data, field, place) for field in ("from", "relationType", "to"))
    record = _belief(_GRAPH.relation(from_, kind, to), place, draft)
    refers = [("mentions", keys[name]) for name in dict.fromkeys((from_, to)) if name in keys]
    for _ in {from_, to} - keys.keys():
        draft.notes.add("relation to an entity that is not in the file", "kept without that link", place)
    return {**record, "refers": refers} if refers else record


def _belief(item: Record, place: str, draft: Draft) -> Record:
    key = f"mcp-memory:{item['key']}"
    fields: Record = {**item, "kind": "belief", "user": draft.user, "idempotency_key": key}
    return episode(place, str(fields.pop("content")), fields)
