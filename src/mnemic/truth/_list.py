"""Listing facts: what holds, what held, and how one thing came after another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..cube import RECALLABLE, MemCube, Slot, read_fields, slot_prefix, unless_none, value_key
from ..store import Reader, SlotRow, Space
from ..times import parse_time, render_time, utc_us
from ._settle import fact_of, said_at


def facts(
    reader: Reader,
    space: Space,
    *,
    user: str | None = None,
    subject: str | None = None,
    predicate: str | None = None,
    valid_us: int,
    known_us: int | None = None,
    past: bool = False,
) -> list[MemCube]:
    """
    Return the facts that hold, by subject, predicate and when they began.

    Args:
        user, subject, predicate: Only theirs; `None` for any.

        valid_us: When they must hold, in UTC microseconds.

        known_us: Answer from what was known then.

        past: Also those that held before.
    """
    prefix = slot_prefix(user, subject, predicate) if user is not None and subject is not None else ""
    rows = [
        row.row
        for row in reader.slots(space, prefix or (slot_prefix(user) if user is not None else ""))
        if _known(row, known_us) and _meant(Slot.read(row.slot), subject, predicate)
    ]
    found = [cube for cube in reader.at(space, rows) if cube.state in RECALLABLE and cube.tier != "archive"]
    kept = [cube for cube in found if _begun(cube, valid_us) and (past or _unended(cube, valid_us))]
    return sorted(kept, key=lambda cube: (*_heading(cube), *_place_in_time(cube)))


def _known(row: SlotRow, known_us: int | None) -> bool:
    if known_us is None:
        return row.superseded_us is None
    return row.recorded_us <= known_us and (row.superseded_us is None or row.superseded_us > known_us)


def _meant(slot: Slot, subject: str | None, predicate: str | None) -> bool:
    return (subject is None or slot.subject == value_key(subject)) and (
        predicate is None or slot.predicate == value_key(predicate)
    )


def _heading(cube: MemCube) -> tuple[str, str, str, str]:
    fact = fact_of(cube)
    return cube.user or "", value_key(fact.subject), fact.predicate, value_key(fact.key or "")


def _place_in_time(cube: MemCube) -> tuple[datetime, bool, int]:
    """Return what sorts facts by when they began; where that is unknown they did before they were said, or ended."""
    known = cube.valid_from is not None
    begins = cube.valid_from or min(said_at(cube), cube.valid_to or said_at(cube))
    return begins, known, cube.seq


def _begun(cube: MemCube, at_us: int) -> bool:
    return cube.valid_from is None or utc_us(cube.valid_from) <= at_us


def _unended(cube: MemCube, at_us: int) -> bool:
    return cube.valid_to is None or utc_us(cube.valid_to) > at_us


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """
    One stretch of a timeline.

    Attributes:
        since, until: The half-open interval in which it held; `None`: unknown.

        said_at: When it was first said.

        fact: The cube that carries it.

        after: The ids of the facts that it came instead of.
    """

    since: datetime | None
    until: datetime | None
    said_at: datetime
    fact: MemCube
    after: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the entry as plain JSON."""
        return {
            "since": None if self.since is None else render_time(self.since),
            "until": None if self.until is None else render_time(self.until),
            "said_at": render_time(self.said_at),
            "fact": self.fact.to_dict(),
            "after": list(self.after),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Entry:
        """
        Read what `to_dict` wrote.

        Raises:
            UnknownArgument: a field does not exist, or a required one is missing.
        """
        given = read_fields(cls, data)
        return cls(
            since=unless_none(parse_time, given["since"]),
            until=unless_none(parse_time, given["until"]),
            said_at=parse_time(given["said_at"]),
            fact=MemCube.from_dict(given["fact"]),
            after=tuple(given["after"]),
        )


def entry_of(fact: MemCube) -> Entry:
    """Return a fact as an entry of a timeline."""
    return Entry(
        since=fact.valid_from,
        until=fact.valid_to,
        said_at=said_at(fact),
        fact=fact,
        after=tuple(link.target for link in fact.links if link.relation == "supersedes"),
    )


def in_order(entries: list[Entry]) -> list[Entry]:
    """Return *entries* by when they began, or else were first said, or ended."""
    return sorted(entries, key=lambda entry: _place_in_time(entry.fact))
