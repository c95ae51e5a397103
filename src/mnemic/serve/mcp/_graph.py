"""
The knowledge graph of the MCP reference memory server, kept as memories.

An entity, each of its observations and each relation is a memory of its own, tagged and described in its metadata:
a deleted observation is erased for good, and all of them are found by an ordinary search, too. The order they arrived
in is the order they are shown in. Where a call changes several, they change together.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, TypeVar

from ...cube import MemCube
from ...errors import CubeNotFound, NotFound, VersionConflict
from ...ingest import KNOWLEDGE_GRAPH, GraphScope
from ._desk import Desk

_TRIES: Final = 8
_ADDED: Final = {"source": "mcp:knowledge-graph", "if_version": 0}

T = TypeVar("T")


class Relation(NamedTuple):
    """An edge: who, whom or what, and how, in active voice. Its ends need not be entities."""

    source: str
    target: str
    kind: str

    def to_dict(self) -> dict[str, Any]:
        """Return the relation as the reference server shows it."""
        return {"from": self.source, "to": self.target, "relationType": self.kind}


@dataclass(slots=True)
class Entity:
    """
    A node.

    Attributes:
        node: What ties its observations to it; names may be given twice.

        id: Of its memory.

        observations: Their texts and the ids of their memories, in order.
    """

    node: str
    id: str
    name: str
    kind: str
    observations: list[tuple[str, str]] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """What was observed."""
        return [text for text, _ in self.observations]

    def to_dict(self) -> dict[str, Any]:
        """Return the entity as the reference server shows it."""
        return {"name": self.name, "entityType": self.kind, "observations": self.texts}


class Graph(NamedTuple):
    """Entities, and relations with the ids of their memories."""

    entities: list[Entity]
    relations: list[tuple[Relation, str]]

    def to_dict(self) -> dict[str, Any]:
        """Return the graph as the reference server shows it."""
        return {
            "entities": [entity.to_dict() for entity in self.entities],
            "relations": [relation.to_dict() for relation, _ in self.relations],
        }

    def around(self, chosen: Callable[[Entity], bool]) -> Graph:
        """Return the entities that are *chosen*, and every relation that one of them is an end of."""
        entities = [entity for entity in self.entities if chosen(entity)]
        names = {entity.name for entity in entities}
        ends = [pair for pair in self.relations if pair[0].source in names or pair[0].target in names]
        return Graph(entities, ends)

    def first(self, name: str) -> Entity | None:
        """Return the first entity of that name."""
        return next((entity for entity in self.entities if entity.name == name), None)


class KnowledgeGraph:
    """The graph in the memories of a desk. Safe to use from several threads and beside other servers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._scope = GraphScope(desk.scope.agent, desk.scope.session)
        self._lock = threading.Lock()

    def read(self) -> Graph:
        """Return the whole graph."""
        entities: dict[str, Entity] = {}
        relations: list[tuple[Relation, str]] = []
        observed: list[tuple[str, str, str]] = []
        for cube in self._desk.every(tags=[KNOWLEDGE_GRAPH], tiers=None):
            match _parts(cube):
                case ("entity", str(node), str(name), str(kind)):
                    entities[node] = Entity(node, cube.id, name, kind)
                case ("observation", str(node), str(text), _):
                    observed.append((node, text, cube.id))
                case ("relation", str(source), str(target), str(kind)):
                    relations.append((Relation(source, target, kind), cube.id))
        for node, text, id_ in observed:
            if node in entities:
                entities[node].observations.append((text, id_))
        return Graph(list(entities.values()), relations)

    def search(self, query: str) -> Graph:
        """Return the entities in whose name, type or observations *query* occurs, whatever its case."""
        wanted = query.lower()
        return self.read().around(
            lambda entity: any(wanted in text.lower() for text in (entity.name, entity.kind, *entity.texts))
        )

    def open(self, names: Sequence[str]) -> Graph:
        """Return the entities of these names."""
        return self.read().around(lambda entity: entity.name in names)

    def create_entities(self, wanted: Sequence[tuple[str, str, Sequence[str]]]) -> list[dict[str, Any]]:
        """Add entities, given by name, type and observations, whose names are not there; return those added."""

        def attempt() -> list[dict[str, Any]]:
            there = {entity.name for entity in self.read().entities}
            new = [entity for entity in wanted if entity[0] not in there]
            again: Counter[str] = Counter()
            items: list[dict[str, Any]] = []
            for name, kind, observations in new:
                node = self._scope.node(name, again[name])
                items.append({**_ADDED, **self._scope.entity(name, kind, again[name])})
                items += self._observations(node, name, observations, [])
                again[name] += 1
            self._keep(items, "create_entities")
            return [
                {"name": name, "entityType": kind, "observations": list(texts)} for name, kind, texts in new
            ]

        return self._settled(attempt)

    def create_relations(self, wanted: Sequence[Relation]) -> list[Relation]:
        """Add the relations that are not there; return those added."""

        def attempt() -> list[Relation]:
            graph = self.read()
            there = {relation for relation, _ in graph.relations}
            new = [relation for relation in wanted if relation not in there]
            again: Counter[Relation] = Counter()
            items = []
            for relation in new:
                ends = [graph.first(name) for name in dict.fromkeys((relation.source, relation.target))]
                items.append(self._relation(relation, [end.id for end in ends if end], again[relation]))
                again[relation] += 1
            self._keep(items, "create_relations")
            return new

        return self._settled(attempt)

    def add_observations(self, wanted: Sequence[tuple[str, Sequence[str]]]) -> list[tuple[str, list[str]]]:
        """
        Add observations, given by the name of their entity, that it does not have; return those added.

        Raises:
            NotFound: there is no entity of that name; nothing was added.
        """

        def attempt() -> list[tuple[str, list[str]]]:
            graph = self.read()
            results, items = [], []
            for name, texts in wanted:
                entity = graph.first(name)
                if entity is None:
                    raise NotFound(f"Entity with name {name} not found")
                has = set(entity.texts)
                new = [text for text in texts if text not in has]
                items += self._observations(entity.node, name, new, entity.texts, about=entity.id)
                entity.observations += [(text, "") for text in new]
                results.append((name, new))
            self._keep(items, "add_observations")
            return results

        return self._settled(attempt)

    def delete_entities(self, names: Sequence[str]) -> None:
        """Erase the entities of these names, with their observations and their relations."""

        def chosen(graph: Graph) -> Iterable[str]:
            gone = graph.around(lambda entity: entity.name in names)
            for entity in gone.entities:
                yield entity.id
                yield from (id_ for _, id_ in entity.observations)
            for relation, id_ in graph.relations:
                if relation.source in names or relation.target in names:
                    yield id_

        self._erase(chosen)

    def delete_observations(self, deletions: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Erase observations, given by the name of their entity; those that are not there are passed over."""

        def chosen(graph: Graph) -> Iterable[str]:
            for name, texts in deletions:
                entity = graph.first(name)
                if entity is not None:
                    yield from (id_ for text, id_ in entity.observations if text in texts)

        self._erase(chosen)

    def delete_relations(self, unwanted: Sequence[Relation]) -> None:
        """Erase relations; those that are not there are passed over."""
        self._erase(lambda graph: (id_ for relation, id_ in graph.relations if relation in unwanted))

    def _erase(self, chosen: Callable[[Graph], Iterable[str]]) -> None:
        def attempt() -> None:
            ids = list(dict.fromkeys(chosen(self.read())))
            if ids:
                self._desk.forget_many(ids)

        self._settled(attempt)

    def _settled(self, attempt: Callable[[], T]) -> T:
        """Return what *attempt* gives, tried again when another server changed the graph meanwhile."""
        with self._lock:
            for _ in range(_TRIES - 1):
                try:
                    return attempt()
                except (VersionConflict, CubeNotFound):
                    continue
            return attempt()

    def _keep(self, items: Sequence[dict[str, Any]], reason: str) -> None:
        if items:
            self._desk.remember_many(items, reason)

    def _observations(
        self, node: str, name: str, texts: Iterable[str], present: Sequence[str], about: str | None = None
    ) -> list[dict[str, Any]]:
        again = Counter(present)
        items = []
        for text in texts:
            item = self._scope.observation(node, name, text, again[text])
            items.append({**_ADDED, **item, "links": [("mentions", about)] if about else []})
            again[text] += 1
        return items

    def _relation(self, relation: Relation, ends: Sequence[str], again: int) -> dict[str, Any]:
        item = self._scope.relation(relation.source, relation.kind, relation.target, again)
        return {**_ADDED, **item, "links": [("mentions", end) for end in ends]}


def _parts(cube: MemCube) -> tuple[object, ...]:
    """Return what a memory says of the graph; nothing that fits, if it isn't part of it."""
    data = cube.metadata
    match data.get("graph"):
        case "entity":
            return ("entity", data.get("node"), data.get("name"), data.get("type"))
        case "observation":
            return ("observation", data.get("node"), data.get("text"), None)
        case "relation":
            return ("relation", data.get("from"), data.get("to"), data.get("relationType"))
    return ()
