"""
Graphs of Graphiti as JSON: lists of its own models, or lines as ``apoc.export.json`` writes them.

Source: graphiti_core.nodes and graphiti_core.edges (0.24), ``model_dump(mode="json")``; Neo4j APOC documentation,
"Export to JSON" (5.26).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ..errors import ArgumentError
from ._graph import Graph, GraphEdge, GraphNode
from ._jsonl import parse_object
from ._notes import Notes
from ._text import numbered_lines
from ._values import Values, listing, mapping, read_json, string

_LABEL_OF_LIST: Final = {
    "episodes": "Episodic", "episodic_nodes": "Episodic", "entities": "Entity", "entity_nodes": "Entity",
    "communities": "Community", "community_nodes": "Community",
}  # fmt: skip
_TYPE_OF_LIST: Final = {
    "entity_edges": "RELATES_TO", "facts": "RELATES_TO", "episodic_edges": "MENTIONS", "mentions": "MENTIONS",
    "community_edges": "HAS_MEMBER",
}  # fmt: skip
_MIXED: Final = frozenset({"nodes", "edges", "relationships", "rels", "data"})


def read_graph_json(path: Path, notes: Notes) -> Graph:
    """
    Return the nodes and edges of a dump.

    Raises:
        ArgumentError: it is no JSON, or holds something that is neither a node nor an edge.
    """
    graph = Graph()
    ends: dict[str, str] = {}
    for data, told, place in _things(path, notes):
        _add(data, told, place, graph, ends)
    for edge in graph.edges:
        # A line of APOC names its ends by the database's own numbers.
        edge.source = ends.get(edge.source or "", edge.source)
        edge.target = ends.get(edge.target or "", edge.target)
    return graph


def _things(path: Path, notes: Notes) -> Iterator[tuple[Values, str, str]]:
    """Yield each object with what the list it stands in says it is, and its place."""
    if _is_lines(path):
        for number, line in numbered_lines(path):
            if line.strip():
                place = f"{path.name}:{number}"
                yield parse_object(line, place), "", place
        return
    data = read_json(path)
    lists = {"data": data} if isinstance(data, list) else mapping(data)
    for name, items in lists.items():
        if name not in _MIXED and name not in _LABEL_OF_LIST and name not in _TYPE_OF_LIST:
            notes.add(f"field {name!r:.60}", "it is no list of nodes or edges", path.name)
            continue
        if not isinstance(items, list):
            raise ArgumentError(f"{path.name}: {name!r} is {items!r:.60}; expected a list")
        for number, item in enumerate(items):
            place = f"{path.name}:{name}[{number}]"
            if not isinstance(item, dict):
                raise ArgumentError(f"{place}: expected a node or an edge (an object), got {item!r:.60}")
            yield item, _LABEL_OF_LIST.get(name) or _TYPE_OF_LIST.get(name, ""), place


def _is_lines(path: Path) -> bool:
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        return True
    first = next((line for _, line in numbered_lines(path) if line.strip()), "").strip()
    if not (first.startswith("{") and first.endswith("}")):
        return False
    return '"type"' in first and ('"labels"' in first or '"start"' in first)


def _add(data: Values, told: str, place: str, graph: Graph, ends: dict[str, str]) -> None:
    kind = data.get("type")
    if kind in ("node", "relationship") and isinstance(data.get("properties", {}), dict):
        _add_exported(data, kind == "node", place, graph, ends)
    elif "source_node_uuid" in data:
        source, target = (string(data.get(f"{end}_node_uuid")) or None for end in ("source", "target"))
        properties = {key: value for key, value in data.items() if not key.endswith("_node_uuid")}
        type_ = told or ("RELATES_TO" if "fact" in data else "")
        graph.edges.append(GraphEdge(type_, properties, source, target, place))
    elif "uuid" in data:
        labels = {label for label in map(string, listing(data.get("labels"))) if label}
        labels |= {told} if told else set()
        properties = {key: value for key, value in data.items() if key != "labels"}
        graph.nodes.append(GraphNode(labels, properties, place))
    else:
        raise ArgumentError(
            f"{place}: neither a node nor an edge: it has no 'uuid'; keys: {sorted(data)!r:.120}"
        )


def _add_exported(data: Values, is_node: bool, place: str, graph: Graph, ends: dict[str, str]) -> None:
    properties = mapping(data.get("properties"))
    if is_node:
        labels = set(map(string, listing(data.get("labels"))))
        graph.nodes.append(GraphNode(labels, properties, place))
        ends[f"#{data.get('id')}"] = string(properties.get("uuid"))
        return
    start, end = (mapping(data.get(name)) for name in ("start", "end"))
    source, target = (f"#{item.get('id')}" for item in (start, end))
    graph.edges.append(GraphEdge(string(data.get("label")), properties, source, target, place))
