"""
Cypher scripts as ``apoc.export.cypher`` writes them: nodes and edges are read out of them, and nothing is run.

Understood are CREATE, MERGE, MATCH and SET of single nodes and edges, each row of an UNWIND alike, in the four
``cypherFormat`` and with every ``useOptimizations``; what only builds indexes is passed over. Any other statement is
noted, and left.

Source: Neo4j APOC documentation, "Export to Cypher Script" (5.26).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ..errors import ArgumentError
from ._cypher_statement import Assignment, End, Parser, Reference, Statement, Strange
from ._cypher_tokens import Token, tokens
from ._graph import Graph, GraphEdge, GraphNode
from ._notes import Notes
from ._values import Values

_IMPORT_LABEL: Final = "UNIQUE IMPORT LABEL"
_IMPORT_ID: Final = "UNIQUE IMPORT ID"
_KEYS: Final = (_IMPORT_ID, "uuid")
_PASSED_OVER: Final = frozenset({"DROP", "BEGIN", "COMMIT", "SCHEMA"})


def read_graph(script: str, name: str, notes: Notes) -> Graph:
    """
    Return the nodes and edges of a script.

    Args:
        name: What errors call it.

    Raises:
        ArgumentError: it is damaged, or an edge leads to a node that it does not hold.
    """
    building = _Building(name)
    for words in _statements(tokens(script, name)):
        if _is_passed_over(words, notes, name):
            continue
        try:
            building.add(Parser(words, name).statement(), words[0].line)
        except Strange:
            notes.add(
                f"statement {words[0].value.upper()!r:.30}",
                "a script is read and never run",
                _at(name, words),
            )
    return building.graph()


def _at(name: str, words: list[Token]) -> str:
    return f"{name}:{words[0].line}"


def _statements(words: Iterator[Token]) -> Iterator[list[Token]]:
    statement: list[Token] = []
    for word in words:
        # A command of the shell ends with its line, everything else with a semicolon.
        begins = word.sort == "command" or _is_over(statement, word)
        if begins and statement:
            yield statement
            statement = []
        if word.sort == "sign" and word.value == ";":
            if statement:
                yield statement
            statement = []
        else:
            statement.append(word)
    if statement:
        yield statement


def _is_over(statement: list[Token], word: Token) -> bool:
    return bool(statement) and statement[0].sort == "command" and word.line > statement[0].line


def _is_passed_over(words: list[Token], notes: Notes, name: str) -> bool:
    first = words[0]
    second = words[1].value if len(words) > 1 else ""
    keyword = first.value.upper()
    if first.sort == "command":
        if first.value not in ("begin", "commit", "param", "rollback"):
            notes.add(f"command {first.value!r:.30}", "a script is read and never run", _at(name, words))
        return first.value != "param"
    if keyword == "CREATE" and second != "(":
        return True  # a constraint or an index
    if keyword == "CALL" and [word.value for word in words[1:4]] == ["db", ".", "awaitIndexes"]:
        return True
    cleans_up = keyword == "MATCH" and any(word.value.upper() == "REMOVE" for word in words)
    return keyword in _PASSED_OVER or (cleans_up and any(word.value == _IMPORT_LABEL for word in words))


_Row = dict[str, Any]


class _Building:
    """The nodes and edges met so far."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._nodes: list[GraphNode] = []
        self._edges: list[tuple[GraphEdge, GraphNode, GraphNode]] = []
        self._by_key: dict[tuple[str, object], GraphNode] = {}
        self._parameters: dict[str, object] = {}

    def add(self, statement: Statement, line: int) -> None:
        place = f"{self._name}:{line}"
        rows = self._resolved(statement.rows, {}, place)
        if not statement.clauses:
            self._parameters[f"${statement.row_name}"] = rows
            return
        if not isinstance(rows, list):
            raise ArgumentError(f"{place}: UNWIND needs a list; the script is damaged, or cut off")
        for row in rows:
            bound: _Row = {statement.row_name: row}
            for keyword, items in statement.clauses:
                for item in items:
                    self._take(keyword, item, bound, place)

    def graph(self) -> Graph:
        """Return what was met, without what the export adds for itself."""
        for node in self._nodes:
            node.labels.discard(_IMPORT_LABEL)
            node.properties.pop(_IMPORT_ID, None)
        for edge, source, target in self._edges:
            edge.source, edge.target = _uuid(source), _uuid(target)
        return Graph(self._nodes, [edge for edge, _, _ in self._edges])

    def _take(self, keyword: str, item: Any, bound: _Row, place: str) -> None:
        if keyword == "SET":
            self._set(item, bound, place)
        elif item.edge is not None and item.second is not None and keyword != "MATCH":
            source = self._node("MATCH", item.first, bound, place)
            target = self._node("MATCH", item.second, bound, place)
            properties = self._properties(item.edge, bound, place)
            edge = GraphEdge(":".join(item.edge.labels), properties, None, None, place)
            self._edges.append((edge, source, target))
            bound[item.edge.variable] = edge
        else:
            self._node(keyword, item.first, bound, place)

    def _node(self, keyword: str, end: End, bound: _Row, place: str) -> GraphNode:
        known = bound.get(end.variable) if end.variable else None
        if isinstance(known, GraphNode):
            return known
        properties = self._properties(end, bound, place)
        found = self._found(properties) if keyword != "CREATE" else None
        if found is None and keyword == "MATCH":
            told = {key: properties[key] for key in _KEYS if key in properties}
            raise ArgumentError(
                f"{place}: no node {told!r:.80} stands before this; the script is damaged, or cut off"
            )
        if found is None:
            found = GraphNode(set(end.labels), properties, place)
            self._nodes.append(found)
        self._index(found)
        bound[end.variable] = found
        return found

    def _found(self, properties: Values) -> GraphNode | None:
        for key in _KEYS:
            if isinstance(properties.get(key), str | int):
                return self._by_key.get((key, properties[key]))
        return None

    def _index(self, node: GraphNode) -> None:
        for key in _KEYS:
            value = node.properties.get(key)
            if isinstance(value, str | int):
                self._by_key.setdefault((key, value), node)

    def _properties(self, end: End, bound: _Row, place: str) -> Values:
        return {key: self._resolved(value, bound, place) for key, value in end.properties.items()}

    def _set(self, item: Assignment, bound: _Row, place: str) -> None:
        thing = bound.get(item.variable)
        if not isinstance(thing, GraphNode | GraphEdge):
            raise ArgumentError(f"{place}: SET names {item.variable!r:.40}, which stands nowhere before it")
        if item.labels:
            if isinstance(thing, GraphNode):
                thing.labels.update(item.labels)
            return
        value = self._resolved(item.value, bound, place)
        if item.key:
            thing.properties[item.key] = value
        elif isinstance(value, dict):
            thing.properties.update(value)
        if isinstance(thing, GraphNode):
            self._index(thing)

    def _resolved(self, value: object, bound: _Row, place: str) -> object:
        if not isinstance(value, Reference):
            return value
        found: object = self._parameters.get(value.variable, bound.get(value.variable))
        for key in value.keys:
            found = found.get(key) if isinstance(found, dict) else None
        if found is None and not value.keys:
            raise ArgumentError(
                f"{place}: {value.variable!r:.40} stands nowhere before it; the script is cut off"
            )
        return found


def _uuid(node: GraphNode) -> str | None:
    uuid = node.properties.get("uuid")
    return uuid if isinstance(uuid, str) else None
