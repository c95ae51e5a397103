"""What a space holds, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ..times import parse_time, render_time, utc_from_us
from ._selector import Selector
from ._table import TableView

_DAY_US: Final = 86_400_000_000
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC).date()
_NAMES: Final = ("users", "agents", "sessions", "speakers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """
    What a space holds, counted over the present versions of its memories, in every tier and state.

    Attributes:
        cubes: How many memories there are.

        kinds, tiers, states: How many of each.

        users, agents, sessions, speakers, tags: The most frequent names, with how many memories bear them.

        distinct: How many names there are of each of these five.

        days: On how many memories' day it happened, by date in UTC; days on which nothing did are left out.

        first_at, last_at: When the first and the last of them happened.

        first_recorded_at, last_recorded_at: When the first and the last version was recorded.
    """

    cubes: int = 0
    kinds: Mapping[str, int]
    tiers: Mapping[str, int]
    states: Mapping[str, int]
    users: Mapping[str, int]
    agents: Mapping[str, int]
    sessions: Mapping[str, int]
    speakers: Mapping[str, int]
    tags: Mapping[str, int]
    distinct: Mapping[str, int]
    days: Mapping[date, int]
    first_at: datetime | None = None
    last_at: datetime | None = None
    first_recorded_at: datetime | None = None
    last_recorded_at: datetime | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the counts as plain JSON."""
        data: dict[str, Any] = {"cubes": self.cubes}
        for name in _COUNTED:
            data[name] = dict(getattr(self, name))
        data["days"] = {day.isoformat(): count for day, count in self.days.items()}
        for name in _TIMES:
            value = getattr(self, name)
            data[name] = None if value is None else render_time(value)
        return data

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Overview:
        """Read what `to_dict` wrote."""
        times = {name: None if data[name] is None else parse_time(data[name]) for name in _TIMES}
        days = {date.fromisoformat(day): count for day, count in data["days"].items()}
        return cls(**{**data, **times, "days": days})


_COUNTED: Final = ("kinds", "tiers", "states", *_NAMES, "tags", "distinct")
_TIMES: Final = ("first_at", "last_at", "first_recorded_at", "last_recorded_at")


def overview(table: TableView | None, *, user: str | None = None, top: int, days: int) -> Overview:
    """
    Count what *table* holds.

    Args:
        table: `None` for a space that is not there yet.

        user: Only this user's.

        top: How many names of users, agents, sessions, speakers and tags, at most.

        days: How many days, the latest, at most.
    """
    among = np.zeros(0, np.bool_) if table is None else Selector(user=user, states=None).select(table)
    if table is None or not among.any():
        nothing: dict[str, Any] = {name: {} for name in (*_COUNTED, "days")}
        return Overview(**{**nothing, "distinct": dict.fromkeys((*_NAMES, "tags"), 0)})
    named = {name: table.texts[name.removesuffix("s")].counts(among) for name in _NAMES}
    named["tags"] = _tags(table, among)
    event = table.event_us(np.flatnonzero(among))
    recorded = table.numbers["recorded_us"][among]
    return Overview(
        cubes=int(among.sum()),
        kinds=dict(table.texts["kind"].counts(among).most_common()),
        tiers=dict(table.texts["tier"].counts(among).most_common()),
        states=dict(table.texts["state"].counts(among).most_common()),
        **{name: dict(counts.most_common(top)) for name, counts in named.items()},
        distinct={name: len(counts) for name, counts in named.items()},
        days=_days(event, days),
        first_at=utc_from_us(int(event.min())),
        last_at=utc_from_us(int(event.max())),
        first_recorded_at=utc_from_us(int(recorded.min())),
        last_recorded_at=utc_from_us(int(recorded.max())),
    )


def _tags(table: TableView, among: NDArray[np.bool_]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for tags, count in table.texts["tags"].pairs(among):
        counts.update(dict.fromkeys(tags, count))
    return counts


def _days(event_us: NDArray[np.int64], most: int) -> dict[date, int]:
    numbers, counts = np.unique(event_us // _DAY_US, return_counts=True)
    latest = zip(numbers[-most:].tolist(), counts[-most:].tolist(), strict=True)
    return {_EPOCH + timedelta(days=number): count for number, count in latest}
