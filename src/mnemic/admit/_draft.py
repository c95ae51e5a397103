"""A memory that was asked for, checked and normalised, before it has an id and a place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from ..cube import KINDS, RELATIONS, Fact, FrozenDict, Kind, Link, freeze, is_id
from ..errors import ArgumentError, MnemicError, TimeError, UnknownArgument
from ..times import parse_time
from . import _arguments as check

_NAMES = ("user", "agent", "session", "speaker", "role", "source", "key", "idempotency_key")
_TIMES = ("occurred_at", "occurred_end", "valid_from", "valid_to")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The arguments of `remember`, checked. See `MemCube` for what each means."""

    content: str
    user: str | None = None
    agent: str | None = None
    session: str | None = None
    speaker: str | None = None
    role: str | None = None
    occurred_at: datetime | None = None
    occurred_end: datetime | None = None
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    kind: Kind = "episode"
    metadata: FrozenDict = field(default_factory=FrozenDict)
    tags: tuple[str, ...] = ()
    source: str | None = None
    importance: float | None = None
    links: tuple[Link, ...] = ()
    fact: Fact | None = None
    idempotency_key: str | None = None
    key: str | None = None
    if_version: int | None = None

    @classmethod
    def read(cls, arguments: Mapping[str, Any]) -> Draft:
        """
        Check the arguments of one `remember`.

        Raises:
            ArgumentError: one of them cannot be used; the subclass and the message say why.
        """
        check.unknown_names(arguments, _FIELDS, "remember()")
        if "content" not in arguments:
            raise UnknownArgument("remember() needs content=, the text to remember")
        settled: dict[str, Any] = {"content": check.content(arguments["content"])}
        for name, value in arguments.items():
            if name != "content":
                settled[name] = normalised(name, value)
        draft = cls(**settled)
        draft._check_together()
        return draft._with_all_links()

    @classmethod
    def read_many(cls, items: object) -> list[Draft]:
        """Check the items of a `remember_many`; an error names the item."""
        if isinstance(items, Mapping | str) or not isinstance(items, Iterable):
            raise ArgumentError(
                f"remember_many() takes a list of dicts, one a memory, got {type(items).__name__}; "
                "for a single memory call remember()"
            )
        drafts = []
        for i, item in enumerate(items):
            if not isinstance(item, Mapping):
                raise ArgumentError(
                    f'item {i} is a {type(item).__name__}; each item must be a dict such as {{"content": "…"}}'
                )
            try:
                drafts.append(cls.read(item))
            except MnemicError as error:
                raise type(error)(f"item {i}: {error}; nothing was written") from None
        return drafts

    def _with_all_links(self) -> Draft:
        """
        Return the draft with its links in order, and one to every cube its fact cites.

        What is forgotten then takes the facts along that were drawn from it.
        """
        cited = () if self.fact is None else self.fact.evidence
        links = {*self.links, *(Link("derived_from", span.cube) for span in cited)}
        return replace(self, links=tuple(sorted(links)))

    def _check_together(self) -> None:
        check_intervals(self.occurred_at, self.occurred_end, self.valid_from, self.valid_to)
        if self.if_version is not None and self.key is None:
            raise ArgumentError(
                "if_version= guards the version of a keyed memory; pass key= too, or call update(id, if_version=…)"
            )
        if self.fact is not None and self.kind not in ("fact", "preference"):
            raise ArgumentError(f"fact= belongs to kind 'fact' or 'preference', not {self.kind!r}")


_FIELDS = tuple(item.name for item in fields(Draft))


def normalised(name: str, value: Any) -> Any:
    """Return the argument *name* of `remember` or `update` as a cube holds it."""
    if name in _NAMES:
        return check.name(value, name)
    if name in _TIMES:
        return None if value is None else parse_time(value, name)
    return _READERS[name](value)


def check_intervals(
    occurred_at: datetime | None,
    occurred_end: datetime | None,
    valid_from: datetime | None,
    valid_to: datetime | None,
) -> None:
    """Raise unless what ends does so after it began."""
    if occurred_end is not None and occurred_at is None:
        raise TimeError("occurred_end= needs occurred_at= beside it")
    if occurred_at is not None and occurred_end is not None and occurred_end < occurred_at:
        raise TimeError(
            f"occurred_end={occurred_end.isoformat()} lies before occurred_at={occurred_at.isoformat()}"
        )
    if valid_from is not None and valid_to is not None and valid_to <= valid_from:
        raise TimeError(f"valid_to={valid_to.isoformat()} must lie after valid_from={valid_from.isoformat()}")


def _kind(value: object) -> Kind:
    kind = check.choice(value, KINDS, "kind")
    if kind == "secret":
        raise ArgumentError(
            "kind='secret' is for the vault, which this version does not have; "
            "a secret stored as plain text would be none. Keep it elsewhere"
        )
    return kind


def _links(value: object) -> tuple[Link, ...]:
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        raise ArgumentError(f'links={value!r:.60} must be a list such as [("derived_from", id)]')
    return tuple(dict.fromkeys(_link(item) for item in value))


def _link(value: object) -> Link:
    if isinstance(value, Link):
        relation, target = value.relation, value.target
    elif isinstance(value, Mapping) and value.keys() == {"relation", "target"}:
        relation, target = value["relation"], value["target"]
    elif isinstance(value, tuple | list) and len(value) == 2:
        relation, target = value
    else:
        raise ArgumentError(f'a link is Link(relation, target) or ("derived_from", id), got {value!r:.80}')
    if not is_id(target):
        raise ArgumentError(f"a link's target must be a cube's id, got {target!r:.60}")
    return Link(check.choice(relation, RELATIONS, "relation"), target)


def _fact(value: object) -> Fact | None:
    if value is None or isinstance(value, Fact):
        return value
    if isinstance(value, Mapping):
        return Fact.from_dict(value)
    raise ArgumentError(f"fact={value!r:.60} must be a mnemic.Fact or a dict of its fields")


_READERS: dict[str, Any] = {
    "content": check.content,
    "kind": _kind,
    "metadata": lambda value: FrozenDict() if value is None else freeze(value),
    "tags": lambda value: check.names(value, "tags"),
    "importance": lambda value: check.share(value, "importance"),
    "links": _links,
    "fact": _fact,
    "if_version": lambda value: None if value is None else check.count(value, "if_version", least=0),
}
