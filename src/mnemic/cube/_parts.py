"""The smaller values inside a MemCube: links, and the structure of a fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from ..errors import ArgumentError, UnknownArgument
from ..times import parse_time, render_time
from ._frozen import text_problem
from ._ids import is_id

Relation = Literal[
    "derived_from", "supersedes", "contradicts", "supports", "mentions", "next", "causes", "related"
]
RELATIONS: tuple[Relation, ...] = get_args(Relation)

Polarity = Literal["affirmed", "negated"]


@dataclass(frozen=True, slots=True, order=True)
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

    def __post_init__(self) -> None:
        if not is_id(self.cube):
            raise ArgumentError(f"evidence is a span of a cube, named by its id, got {self.cube!r:.60}")
        if type(self.start) is not int or type(self.end) is not int or not 0 <= self.start <= self.end:
            raise ArgumentError(
                f"evidence spans the characters from start= to end=, got {self.start!r:.20} to {self.end!r:.20}"
            )

    def to_dict(self) -> dict[str, Any]:
        """Return the span as plain JSON."""
        return {"cube": self.cube, "start": self.start, "end": self.end}


def _check_words(value: object, name: str) -> None:
    problem = text_problem(value) if isinstance(value, str) else "is no text"
    if problem or not str(value).strip():
        raise ArgumentError(f"the {name} of a fact {problem or 'is empty'}: {value!r:.60}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """
    What a cube of kind `fact` or `preference` asserts; its sentence is the cube's content.

    When it holds is the cube's `valid_from` and `valid_to`. They are worked out from what was stated here and
    from the other facts of the same subject; `stated_from` and `stated_to` are what was said in so many words.

    Attributes:
        key: What the object is the value of, where the predicate needs it: of ``favorite`` e.g. ``"colour"``.

        certainty: How sure the source was, in [0, 1].

        stated_from, stated_to: Since when, and until when, it was said to hold; `None`: not said.

        corrects: The id of a fact that was wrong from the start, and that this one stands for.

        evidence: Where it was said.
    """

    subject: str
    predicate: str
    object: str
    key: str | None = None
    polarity: Polarity = "affirmed"
    certainty: float = 1.0
    stated_from: datetime | None = None
    stated_to: datetime | None = None
    corrects: str | None = None
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        for name in ("subject", "predicate", "object"):
            _check_words(getattr(self, name), name)
        if self.key is not None:
            _check_words(self.key, "key")
        if self.corrects is not None and not is_id(self.corrects):
            raise ArgumentError(f"corrects={self.corrects!r:.60} must be the id of a fact")
        for name in ("stated_from", "stated_to"):
            value = getattr(self, name)
            if value is not None:
                object.__setattr__(self, name, parse_time(value, name))
        if self.stated_from and self.stated_to and self.stated_to <= self.stated_from:
            raise ArgumentError(
                f"stated_to={render_time(self.stated_to)} must lie after stated_from={render_time(self.stated_from)}"
            )
        if self.polarity not in get_args(Polarity):
            raise ArgumentError(f'polarity={self.polarity!r} is neither "affirmed" nor "negated"')
        if isinstance(self.certainty, bool) or not isinstance(self.certainty, int | float):
            raise ArgumentError(f"certainty={self.certainty!r:.60} must be a number from 0 to 1")
        if not 0.0 <= self.certainty <= 1.0:
            raise ArgumentError(f"certainty={self.certainty!r} lies outside 0 to 1")
        if not isinstance(self.evidence, tuple) or not all(isinstance(s, Evidence) for s in self.evidence):
            raise ArgumentError(f"evidence={self.evidence!r:.60} must be a tuple of mnemic.Evidence")

    def to_dict(self) -> dict[str, Any]:
        """Return the fact as plain JSON."""
        return {
            "subject": self.subject,
            "predicate": self.predicate,
            "object": self.object,
            "key": self.key,
            "polarity": self.polarity,
            "certainty": self.certainty,
            "stated_from": None if self.stated_from is None else render_time(self.stated_from),
            "stated_to": None if self.stated_to is None else render_time(self.stated_to),
            "corrects": self.corrects,
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
