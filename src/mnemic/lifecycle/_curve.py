"""The strength of one memory over time, to be drawn."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from ..cube import RECALLABLE, MemCube
from ..store import Reader, Space
from ..times import parse_time, render_time, utc_from_us, utc_us
from ._ageing import Ageing, vitalities
from ._strength import Vitality
from ._tiers import ARCHIVE_BELOW

POINTS: Final = 121
_DAY_US: Final = 86_400_000_000


class CurvePoint(NamedTuple):
    """What is left of a memory at a time, in [0, 1]."""

    at: datetime
    strength: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """
    How a memory fades, if nobody recalls it from now on.

    Attributes:
        now: The time of asking; `strength` is what is left then.

        stability_days: Days until 1/e is left after a recall.

        recalls, useful, useless: How often it was recalled, and judged.

        pinned: Whether it is held, and does not fade.

        ends_at: When its time to live is over; `None`: it has none.

        archives_at: When so little is left that it goes to the archive; `None`: it is there, is pinned, or is in a
            state in which it does not move.

        points: From where its curve last began, its making or its last recall, in even steps. What recalls did
            before that is not kept.
    """

    id: str
    now: datetime
    strength: float
    stability_days: float
    recalls: int
    last_recalled_at: datetime | None
    useful: int
    useless: int
    pinned: bool
    ends_at: datetime | None
    archives_at: datetime | None
    points: tuple[CurvePoint, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the curve as plain JSON."""
        data = asdict(self)
        for name in ("now", *_MAYBE):
            data[name] = None if data[name] is None else render_time(data[name])
        data["points"] = [{"at": render_time(at), "strength": left} for at, left in self.points]
        return data

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Curve:
        """Read what `to_dict` wrote."""
        times = {name: None if data[name] is None else parse_time(data[name]) for name in _MAYBE}
        points = tuple(CurvePoint(parse_time(point["at"]), point["strength"]) for point in data["points"])
        return cls(**{**data, **times, "now": parse_time(data["now"]), "points": points})


_MAYBE: Final = ("last_recalled_at", "ends_at", "archives_at")


def curve_of(reader: Reader, space: Space, cube: MemCube, *, now_us: int, days: int) -> Curve:
    """
    Return how *cube*, in its current version, fades from where its curve last began to *days* after *now_us*.

    Source: the curve is `strength`, asked at each of the times.
    """
    ageing = Ageing.of(reader, space)
    stored = vitalities(reader, space, [cube.id]).get(cube.id)
    vitality = ageing.vitality(cube, stored)
    created_us = utc_us(cube.created_at)
    since_us = max(created_us, vitality.last_recalled_us or created_us)
    until_us = max(now_us, since_us) + days * _DAY_US
    times = [since_us + (until_us - since_us) * step // (POINTS - 1) for step in range(POINTS)]
    ttl_days = ageing.ttl_days(cube)
    ends_us = None if ttl_days is None else created_us + round(ttl_days * _DAY_US)
    return Curve(
        id=cube.id,
        now=utc_from_us(now_us),
        strength=round(ageing.strength(cube, stored, now_us), 4),
        stability_days=round(vitality.stability_days, 4),
        recalls=vitality.recalls,
        last_recalled_at=_time(vitality.last_recalled_us),
        useful=vitality.useful,
        useless=vitality.useless,
        pinned=cube.state == "frozen",
        ends_at=_time(ends_us),
        archives_at=_time(_archives_us(cube, vitality, since_us, ends_us)),
        points=tuple(
            CurvePoint(utc_from_us(at), round(ageing.strength(cube, stored, at), 4)) for at in times
        ),
    )


def _archives_us(cube: MemCube, vitality: Vitality, since_us: int, ends_us: int | None) -> int | None:
    if cube.tier == "archive" or cube.state not in RECALLABLE:
        return None
    if cube.state == "frozen":
        return ends_us
    faded_us = since_us + round(-math.log(ARCHIVE_BELOW) * vitality.stability_days * _DAY_US)
    return faded_us if ends_us is None else min(faded_us, ends_us)


def _time(at_us: int | None) -> datetime | None:
    return None if at_us is None else utc_from_us(at_us)
