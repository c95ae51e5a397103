"""A graph as another program's dump holds it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ._values import Values


@dataclass
class GraphNode:
    """A node. `place` is where it stands in the file."""

    labels: set[str]
    properties: Values
    place: str


@dataclass
class GraphEdge:
    """An edge between two nodes, named by their ``uuid``; `None` where the dump does not tell."""

    type: str
    properties: Values
    source: str | None
    target: str | None
    place: str


@dataclass
class Graph:
    """All of a dump."""

    nodes: list[GraphNode] = field(default_factory=list)
    edges: list[GraphEdge] = field(default_factory=list)
