"""
The nine tools of the MCP reference memory server, with its names, schemas and answers.

Source: ``@modelcontextprotocol/server-memory`` 2026.8.31 (``src/memory`` of modelcontextprotocol/servers).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel, ConfigDict, Field

from ._graph import KnowledgeGraph, Relation
from ._tool import Answer, Caller, Effect, Tool

if TYPE_CHECKING:
    from ._desk import Desk

URI: Final = "memory://knowledge-graph"
_DRAFT: Final = "http://json-schema.org/draft-07/schema#"


class _Given(BaseModel):
    # As the reference does, what it doesn't know is passed over.
    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class _Entity(_Given):
    name: str
    kind: str = Field(alias="entityType")
    observations: list[str]


class _Edge(_Given):
    source: str = Field(alias="from")
    target: str = Field(alias="to")
    kind: str = Field(alias="relationType")

    def relation(self) -> Relation:
        return Relation(self.source, self.target, self.kind)


class _More(_Given):
    name: str = Field(alias="entityName")
    contents: list[str]


class _Less(_Given):
    name: str = Field(alias="entityName")
    observations: list[str]


class _Entities(_Given):
    entities: list[_Entity]


class _Relations(_Given):
    relations: list[_Edge]


class _Observations(_Given):
    observations: list[_More]


class _Names(_Given):
    names: list[str] = Field(alias="entityNames")


class _Deletions(_Given):
    deletions: list[_Less]


class _Nothing(_Given):
    pass


class _Query(_Given):
    query: str


class _Open(_Given):
    names: list[str]


def _create_entities(graph: KnowledgeGraph, asked: _Entities) -> Answer:
    made = graph.create_entities([(item.name, item.kind, item.observations) for item in asked.entities])
    return _told(made, {"entities": made})


def _create_relations(graph: KnowledgeGraph, asked: _Relations) -> Answer:
    made = graph.create_relations([item.relation() for item in asked.relations])
    shown = [relation.to_dict() for relation in made]
    return _told(shown, {"relations": shown})


def _add_observations(graph: KnowledgeGraph, asked: _Observations) -> Answer:
    added = graph.add_observations([(item.name, item.contents) for item in asked.observations])
    shown = [{"entityName": name, "addedObservations": texts} for name, texts in added]
    return _told(shown, {"results": shown})


def _delete_entities(graph: KnowledgeGraph, asked: _Names) -> Answer:
    graph.delete_entities(asked.names)
    return _done("Entities deleted successfully")


def _delete_observations(graph: KnowledgeGraph, asked: _Deletions) -> Answer:
    graph.delete_observations([(item.name, item.observations) for item in asked.deletions])
    return _done("Observations deleted successfully")


def _delete_relations(graph: KnowledgeGraph, asked: _Relations) -> Answer:
    graph.delete_relations([item.relation() for item in asked.relations])
    return _done("Relations deleted successfully")


def _read_graph(graph: KnowledgeGraph, asked: _Nothing) -> Answer:
    return _whole(graph.read().to_dict())


def _search_nodes(graph: KnowledgeGraph, asked: _Query) -> Answer:
    return _whole(graph.search(asked.query).to_dict())


def _open_nodes(graph: KnowledgeGraph, asked: _Open) -> Answer:
    return _whole(graph.open(asked.names).to_dict())


def graph_json(shown: object) -> str:
    """Return *shown* as the reference server writes it."""
    return json.dumps(shown, indent=2, ensure_ascii=False)


def _told(shown: object, data: dict[str, Any]) -> Answer:
    return Answer(graph_json(shown), data)


def _whole(shown: dict[str, Any]) -> Answer:
    return _told(shown, shown)


def _done(message: str) -> Answer:
    return Answer(message, {"success": True, "message": message})


def _text(description: str = "") -> dict[str, Any]:
    return {"type": "string", **({"description": description} if description else {})}


def _array(items: Mapping[str, Any], description: str = "") -> dict[str, Any]:
    return {
        "type": "array",
        "items": dict(items),
        **({"description": description} if description else {}),
    }


def _object(properties: dict[str, Any], *, closed: bool = False) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "object", "properties": properties}
    if properties:
        made["required"] = list(properties)
    return {**made, "additionalProperties": False} if closed else made


def _root(properties: dict[str, Any], *, closed: bool = False) -> dict[str, Any]:
    return {"$schema": _DRAFT, **_object(properties, closed=closed)}


def _entity(*, closed: bool = False) -> dict[str, Any]:
    return _object(
        {
            "name": _text("The name of the entity"),
            "entityType": _text("The type of the entity"),
            "observations": _array(_text(), "An array of observation contents associated with the entity"),
        },
        closed=closed,
    )


def _relation(*, closed: bool = False) -> dict[str, Any]:
    return _object(
        {
            "from": _text("The name of the entity where the relation starts"),
            "to": _text("The name of the entity where the relation ends"),
            "relationType": _text("The type of the relation"),
        },
        closed=closed,
    )


_GRAPH: Final = _root(
    {"entities": _array(_entity(closed=True)), "relations": _array(_relation(closed=True))}, closed=True
)
_SUCCESS: Final = _root({"success": {"type": "boolean"}, "message": _text()}, closed=True)
_MADE_ENTITIES: Final = _root({"entities": _array(_entity(closed=True))}, closed=True)
_MADE_RELATIONS: Final = _root({"relations": _array(_relation(closed=True))}, closed=True)
_RESULTS: Final = _root(
    {"results": _array(_object({"entityName": _text(), "addedObservations": _array(_text())}, closed=True))},
    closed=True,
)
_MORE: Final = _object(
    {
        "entityName": _text("The name of the entity to add the observations to"),
        "contents": _array(_text(), "An array of observation contents to add"),
    }
)
_LESS: Final = _object(
    {
        "entityName": _text("The name of the entity containing the observations"),
        "observations": _array(_text(), "An array of observations to delete"),
    }
)

_Row = tuple[str, str, type[BaseModel], dict[str, Any], dict[str, Any], Effect, Callable[..., Answer]]

_ROWS: Final[tuple[_Row, ...]] = (
    (
        "create_entities", "Create multiple new entities in the knowledge graph",
        _Entities, {"entities": _array(_entity())}, _MADE_ENTITIES, "adds", _create_entities,
    ),
    (
        "create_relations",
        "Create multiple new relations between entities in the knowledge graph. Relations should be in active voice",
        _Relations, {"relations": _array(_relation())}, _MADE_RELATIONS, "adds", _create_relations,
    ),
    (
        "add_observations", "Add new observations to existing entities in the knowledge graph",
        _Observations, {"observations": _array(_MORE)}, _RESULTS, "adds", _add_observations,
    ),
    (
        "delete_entities", "Delete multiple entities and their associated relations from the knowledge graph",
        _Names, {"entityNames": _array(_text(), "An array of entity names to delete")}, _SUCCESS, "erases",
        _delete_entities,
    ),
    (
        "delete_observations", "Delete specific observations from entities in the knowledge graph",
        _Deletions, {"deletions": _array(_LESS)}, _SUCCESS, "erases", _delete_observations,
    ),
    (
        "delete_relations", "Delete multiple relations from the knowledge graph",
        _Relations, {"relations": _array(_relation(), "An array of relations to delete")}, _SUCCESS, "erases",
        _delete_relations,
    ),
    ("read_graph", "Read the entire knowledge graph", _Nothing, {}, _GRAPH, "reads", _read_graph),
    (
        "search_nodes", "Search for nodes in the knowledge graph based on a query",
        _Query, {"query": _text("The search query to match against entity names, types, and observation content")},
        _GRAPH, "reads", _search_nodes,
    ),
    (
        "open_nodes", "Open specific nodes in the knowledge graph by their names",
        _Open, {"names": _array(_text(), "An array of entity names to retrieve")}, _GRAPH, "reads", _open_nodes,
    ),
)  # fmt: skip


def reference_tools(graph: KnowledgeGraph) -> list[Tool]:
    """Return the nine tools, over *graph*."""
    return [_tool(graph, *row) for row in _ROWS]


def _tool(
    graph: KnowledgeGraph,
    name: str,
    description: str,
    takes: type[BaseModel],
    properties: dict[str, Any],
    gives: dict[str, Any],
    effect: Effect,
    run: Callable[..., Answer],
) -> Tool:
    title = name.replace("_", " ").title()

    def call(_desk: Desk, asked: BaseModel, _caller: Caller) -> Answer:
        return run(graph, asked)

    return Tool(
        name=name,
        title=title,
        description=description,
        takes=takes,
        schema=_root(properties),
        gives=gives,
        run=call,
        effect=effect,
        idempotent=effect != "adds",
        doing=title,
        updates=effect != "reads",
    )
