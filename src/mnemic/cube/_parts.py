"""The smaller values inside a MemCube: links, and the structure of a fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from ..errors import ArgumentError, UnknownArgument

Relation = Literal[
    "derived_from", "supersedes", "contradicts", "supports", "mentions", "next", "causes", "related"
]
RELATIONS: tuple[Relation, ...] = get_args(Relation)

Polarity = Literal["affirmed", "negated"]


@dataclass(frozen=True, slots=True)
class Link:
    """
    A typed edge from the cube that carries it to another cube of the same space.

    Attributes:
        relation: What the edge means, e.g. ``"derived_from"``: this cube rests on the target.

        target: The id of the other cube.
    """

    relation: Relation
    target: str

    def to_dict(self) -> dict[str, Any]:
        """Return the link as plain JSON."""
        return {"relation": self.relation, "target": self.target}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The characters ``[start, end)`` of a cube's content that support a fact."""

    cube: str
    start: int
    end: int

    def to_dict(self) -> dict[str, Any]:
        """Return the span as plain JSON."""
        return {"cube": self.cube, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """
    What a cube of kind `fact` or `preference` asserts; its sentence is the cube's content.

    Attributes:
        certainty: How sure the source was, in [0, 1].

        evidence: Where it was said.
    """

    subject: str
    predicate: str
    object: str
    polarity: Polarity = "affirmed"
    certainty: float = 1.0
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        if self.polarity not in get_args(Polarity):
            raise ArgumentError(f'polarity={self.polarity!r} is neither "affirmed" nor "negated"')
        if not 0.0 <= self.certainty <= 1.0:
            raise ArgumentError(f"certainty={self.certainty!r} lies outside 0 to 1")

    def to_dict(self) -> dict[str, Any]:
        """Return the fact as plain JSON."""
        return {
            "subject": self.subject,
            "predicate": self.predicate,
            "object": self.object,
            "polarity": self.polarity,
            "certainty": self.certainty,
            "evidence": [span.to_dict() for span in self.evidence],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Fact:
        """Read what `to_dict` wrote."""
        try:
            spans = tuple(Evidence(**span) for span in data.get("evidence", ()))
            return cls(**{**data, "evidence": spans})
        except TypeError as error:
            raise UnknownArgument(f"a fact cannot be read from {dict(data)!r:.200}: {error}") from None
