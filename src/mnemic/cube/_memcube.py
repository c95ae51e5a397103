"""The MemCube: one memory and its header."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, get_args

from .._lazy import Later
from ..errors import UnknownArgument
from ..times import parse_time, render_time
from ._frozen import FrozenDict, freeze
from ._reading import read_fields, unless_none

if TYPE_CHECKING:
    from . import _parts
    from ._parts import Fact, Link
else:
    _parts = Later(f"{__package__}._parts")

Kind = Literal["episode", "fact", "preference", "summary", "belief", "procedure", "resource", "secret"]
Form = Literal["plaintext", "activation", "parametric"]
Tier = Literal["working", "short_term", "long_term", "archive"]
State = Literal["generated", "active", "merged", "expired", "frozen", "stale", "quarantined"]

KINDS: tuple[Kind, ...] = get_args(Kind)
FORMS: tuple[Form, ...] = get_args(Form)
TIERS: tuple[Tier, ...] = get_args(Tier)
STATES: tuple[State, ...] = get_args(State)
SUMMARY_SOURCE = "mnemic:summary"
"""The `source` of summaries that consolidation made, and keeps up to date; of no other cube."""

RECALLABLE: tuple[State, ...] = ("generated", "active", "frozen")
"""The states in which a cube is recalled and listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemCube:
    """
    One version of one memory: its content and its header. Frozen all the way down.

    Attributes:
        id: UUIDv7 of the memory; the same for all its versions.

        space: The isolation wall it lives behind.

        seq: Its place in the space, from 1, in the order of arrival.

        version: 1 for the first, then rising by 1.

        content: The text, verbatim.

        kind: What sort of memory it is; `episode` is verbatim evidence, the rest is derived or told.

        user, agent, session: Whom it belongs to, which agent, which conversation; `None`: not said.

        speaker, role: Who said it, and as what (e.g. ``"user"``, ``"assistant"``).

        occurred_at, occurred_end: When it happened, with the offset it was told with.

        valid_from, valid_to: The half-open interval in which it is true; `None`: unknown.

        created_at: When its first version was recorded.

        recorded_at, superseded_at: The half-open interval in which this version was the current one;
            `superseded_at` is `None` while it is.

        key: The name it can be written under again (``remember(key=…)``).

        source: Where it came from, e.g. ``"chat.txt:12"``.

        importance: How much it matters, in [0, 1]; `None`: not judged.

        strength: How much of it is left, in [0, 1], when it was read by `get`, `list`, `facts` or `recall`; 1.0
            in what a write returns and in a history. Computed, never stored, and no part of what makes cubes equal.

        links: Its edges to other cubes.

        fact: The structure of a `fact` or `preference`, where it has one.

        operation: The id of the operation that recorded this version.
    """

    id: str
    space: str
    seq: int
    version: int
    content: str
    kind: Kind = "episode"
    form: Form = "plaintext"
    user: str | None = None
    agent: str | None = None
    session: str | None = None
    speaker: str | None = None
    role: str | None = None
    occurred_at: datetime | None = None
    occurred_end: datetime | None = None
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    created_at: datetime
    recorded_at: datetime
    superseded_at: datetime | None = None
    key: str | None = None
    source: str | None = None
    tags: tuple[str, ...] = ()
    metadata: FrozenDict = field(default_factory=FrozenDict)
    importance: float | None = None
    strength: float = field(default=1.0, compare=False)
    tier: Tier = "short_term"
    state: State = "active"
    links: tuple[Link, ...] = ()
    fact: Fact | None = None
    operation: str

    def __hash__(self) -> int:
        return hash((self.id, self.version))

    def to_dict(self) -> dict[str, Any]:
        """Return the cube as plain JSON: times as text with their zone, everything else as it is."""
        return {item.name: _OUT.get(item.name, _same)(getattr(self, item.name)) for item in fields(self)}

    def to_json(self) -> str:
        """Return the cube as one line of JSON that `from_json` reads back to an equal cube."""
        return json.dumps(self.to_dict(), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> MemCube:
        """
        Read what `to_dict` wrote.

        Raises:
            UnknownArgument: a field does not exist, or a required one is missing.
        """
        given = read_fields(cls, data)
        try:
            return cls(
                **{**given, **{name: read(given[name]) for name, read in _IN.items() if name in given}}
            )
        except TypeError as error:
            raise UnknownArgument(f"no MemCube can be read from this: {error}") from None

    @classmethod
    def from_json(cls, text: str) -> MemCube:
        """Read what `to_json` wrote."""
        return cls.from_dict(json.loads(text))


def _same(value: Any) -> Any:
    return value


def _unless_none(convert: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return partial(unless_none, convert)


_TIMES = (
    "occurred_at",
    "occurred_end",
    "valid_from",
    "valid_to",
    "created_at",
    "recorded_at",
    "superseded_at",
)
_OUT: dict[str, Callable[[Any], Any]] = {name: _unless_none(render_time) for name in _TIMES} | {
    "tags": list,
    "metadata": FrozenDict.thaw,
    "links": lambda links: [link.to_dict() for link in links],
    "fact": _unless_none(lambda fact: fact.to_dict()),
}
_IN: dict[str, Callable[[Any], Any]] = {name: _unless_none(parse_time) for name in _TIMES} | {
    "tags": tuple,
    "metadata": freeze,
    "links": lambda links: tuple(_parts.Link(**link) for link in links),
    "fact": _unless_none(lambda fact: _parts.Fact.from_dict(fact)),
}
