"""Who and what the facts of a space are about, and how they hang together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, NamedTuple

from ..cube import MemCube, Slot, value_key
from ..store import Reader, SlotRow, Space
from ._settle import fact_of

EDGES_EACH = 4
"""How many facts are drawn for each entity, at most: more than that nobody can read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """
    Somebody or something that facts are about.

    Attributes:
        name: As the first of these facts spells it.

        user: Whose memory tells of it, where it is the subject of a fact; `None` for a mere object: Porto is the same
            for everybody, two people called Ana are not.

        facts: How many facts name it, also those that `Graph.edges` leaves out.
    """

    name: str
    user: str | None
    facts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """
    A fact, from its subject to its object.

    Attributes:
        source, target: The places of the two in `Graph.entities`, from 0.

        fact: The id of the cube that carries it.
    """

    source: int
    target: int
    fact: str
    predicate: str
    key: str | None
    polarity: Literal["affirmed", "negated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """
    Entities and the facts between them: those that most facts name, up to a bound.

    Attributes:
        total_entities, total_facts: How many there are without the bound.
    """

    entities: tuple[Entity, ...] = ()
    edges: tuple[Edge, ...] = ()
    total_entities: int = 0
    total_facts: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Return the graph as plain JSON."""
        return {
            "entities": [asdict(entity) for entity in self.entities],
            "edges": [asdict(edge) for edge in self.edges],
            "total_entities": self.total_entities,
            "total_facts": self.total_facts,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Graph:
        """Read what `to_dict` wrote."""
        entities = tuple(Entity(**entity) for entity in data["entities"])
        return cls(**{**data, "entities": entities, "edges": tuple(Edge(**edge) for edge in data["edges"])})


class _Node(NamedTuple):
    """An entity as slots name it; `user` is empty for what is the subject of no fact of its user's."""

    user: str
    name: str


class _Line(NamedTuple):
    row: int
    source: _Node
    target: _Node


def graph(
    reader: Reader, space: Space, rows: Iterable[SlotRow], *, subject: str | None = None, limit: int
) -> Graph:
    """
    Return the graph of these facts: the *limit* entities that most of them name, and the facts between those.

    Args:
        rows: Versions of facts, one each.

        subject: Only the facts that name this one, as subject or object.
    """
    lines = _lines([(row.row, Slot.read(row.slot)) for row in rows])
    if subject is not None:
        name = value_key(subject)
        lines = [line for line in lines if name in (line.source.name, line.target.name)]
    degrees = Counter(node for line in lines for node in dict.fromkeys((line.source, line.target)))
    # Equally many: in the order in which they were told of, which is the order of rows.
    places = {node: at for at, (node, _) in enumerate(degrees.most_common(limit))}
    drawn = _drawn(lines, places)
    cubes = dict(
        zip((line.row for line in drawn), reader.at(space, [line.row for line in drawn]), strict=True)
    )
    return Graph(
        entities=_entities(places, degrees, drawn, cubes),
        edges=tuple(_edge(line, places, cubes[line.row]) for line in drawn),
        total_entities=len(degrees),
        total_facts=len(lines),
    )


def _lines(slots: Sequence[tuple[int, Slot]]) -> list[_Line]:
    subjects = {_Node(slot.user, slot.subject) for _, slot in slots}
    lines = []
    for row, slot in slots:
        target = _Node(slot.user, slot.object)
        lines.append(
            _Line(
                row, _Node(slot.user, slot.subject), target if target in subjects else _Node("", slot.object)
            )
        )
    return lines


def _drawn(lines: Sequence[_Line], places: Collection[_Node]) -> list[_Line]:
    """Return the facts between chosen entities, and at least one of every entity that has any, so that all have a name."""
    inside = [line for line in lines if line.source in places and line.target in places]
    named: set[_Node] = set()
    first: list[_Line] = []
    rest: list[_Line] = []
    for line in inside:
        (rest if {line.source, line.target} <= named else first).append(line)
        named |= {line.source, line.target}
    room = max(0, EDGES_EACH * len(places) - len(first))
    return [*first, *rest[:room]]


def _entities(
    places: Collection[_Node], degrees: Counter[_Node], drawn: Iterable[_Line], cubes: dict[int, MemCube]
) -> tuple[Entity, ...]:
    names: dict[_Node, str] = {}
    for line in drawn:
        fact = fact_of(cubes[line.row])
        names.setdefault(line.source, fact.subject)
        names.setdefault(line.target, fact.object)
    return tuple(
        Entity(name=names.get(node, node.name), user=node.user or None, facts=degrees[node])
        for node in places
    )


def _edge(line: _Line, places: dict[_Node, int], cube: MemCube) -> Edge:
    fact = fact_of(cube)
    return Edge(
        source=places[line.source],
        target=places[line.target],
        fact=cube.id,
        predicate=fact.predicate,
        key=fact.key,
        polarity=fact.polarity,
    )
