"""
Reading, keeping and writing points in time.

Inside a store a time is a `Stamp`: microseconds since the epoch in UTC, which orders and compares, and the
zone it was told in, which says what "yesterday" meant to the one who spoke. Text follows ISO 8601, with
the zone's name in brackets where there is one (RFC 9557): ``2026-05-20T10:00:00+01:00[Europe/Lisbon]``.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import NamedTuple

from .._patterns import compiled
from ..errors import NaiveTimeError, SetupError, TimeError

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_BRACKETED = r"^(?P<time>[^\[\]]+)\[(?P<zone>[^\[\]]+)\]$"
_OFFSET = r"^(?P<sign>[+-])(?P<h>\d\d):(?P<m>\d\d)(:(?P<s>\d\d))?$"


class Stamp(NamedTuple):
    """A point in time as a store keeps it: UTC microseconds, and the zone it was told in."""

    us: int
    zone: str


def parse_time(value: object, name: str = "time") -> datetime:
    """
    Return *value*, an aware `datetime` or ISO 8601 text, as an aware datetime.

    Args:
        name: What the time is called in an error, e.g. ``"occurred_at"``.

    Raises:
        NaiveTimeError: *value* has no offset or zone.

        TimeError: *value* is no time, or lies outside the years 1 to 9999 in UTC.
    """
    moment = _read(value, name)
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise NaiveTimeError(
            f"{name}={value!r} has no offset, so it names no moment; "
            f'add one, e.g. "{moment.isoformat()}+00:00", or datetime(..., tzinfo=ZoneInfo("Europe/Lisbon"))'
        )
    try:
        utc = moment.astimezone(UTC)
    except OverflowError:
        raise TimeError(f"{name}={value!r} lies outside the years 1 to 9999 in UTC") from None
    # A wall time that a clock change skips is read as the moment it stands for: as it will be read back.
    return utc.astimezone(moment.tzinfo) if _name_of(moment.tzinfo) else moment


def _read(value: object, name: str) -> datetime:
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        raise TimeError(
            f"{name}={value!r} is {type(value).__name__}, not a time; "
            'pass an aware datetime or ISO 8601 text such as "2026-05-20T10:00:00+01:00"'
        )
    bracketed = compiled(_BRACKETED).match(value.strip())
    text = bracketed["time"] if bracketed else value.strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise TimeError(
            f'{name}={value!r} is not ISO 8601; write it like "2026-05-20T10:00:00+01:00"'
        ) from None
    return _in_named_zone(moment, bracketed["zone"], name) if bracketed else moment


def _in_named_zone(moment: datetime, zone_name: str, name: str) -> datetime:
    try:
        zone = _zone(zone_name)
    except (LookupError, ValueError, OSError):
        raise TimeError(f"{name} names the zone {zone_name!r}, which is not in the zone database") from None
    if moment.tzinfo is None:
        return moment.replace(tzinfo=zone)
    # The offset wins over the name: it alone is unambiguous in the hour that a clock change repeats.
    return moment.astimezone(zone)


def utc_us(moment: datetime) -> int:
    """Return an aware datetime as whole microseconds since 1970-01-01T00:00Z."""
    return (moment.astimezone(UTC) - _EPOCH) // _MICROSECOND


def utc_from_us(us: int) -> datetime:
    """Return microseconds since the epoch as a datetime in UTC."""
    return _EPOCH + timedelta(microseconds=us)


def to_stamp(moment: datetime) -> Stamp:
    """Return an aware datetime as the pair a store keeps."""
    return Stamp(utc_us(moment), _name_of(moment.tzinfo) or _offset_text(moment))


def from_stamp(us: int, zone: str) -> datetime:
    """
    Return the aware datetime that `to_stamp` was given.

    Raises:
        SetupError: this machine does not know the zone.
    """
    try:
        return utc_from_us(us).astimezone(_zone(zone))
    except (LookupError, ValueError, OSError):
        raise SetupError(
            f"a time is kept in the zone {zone!r}, which this machine's zone database lacks; "
            "install one with: pip install tzdata"
        ) from None


def render_time(moment: datetime) -> str:
    """Return *moment* as text that `parse_time` reads back to the same moment in the same zone."""
    name = _name_of(moment.tzinfo)
    return f"{moment.isoformat()}[{name}]" if name else moment.isoformat()


def _name_of(zone: tzinfo | None) -> str | None:
    """Return what a `ZoneInfo` is called; `None` for one without a name, and for a mere offset."""
    return getattr(zone, "key", None)


def _offset_text(moment: datetime) -> str:
    seconds = int((moment.utcoffset() or timedelta(0)).total_seconds())
    sign = "-" if seconds < 0 else "+"
    hours, rest = divmod(abs(seconds), 3600)
    text = f"{sign}{hours:02}:{rest // 60:02}"
    return f"{text}:{rest % 60:02}" if rest % 60 else text


@lru_cache(maxsize=256)
def _zone(name: str) -> tzinfo:
    offset = compiled(_OFFSET).match(name)
    if offset is None:
        # Most times have an offset; the others load the zone database.
        from zoneinfo import ZoneInfo

        return ZoneInfo(name)
    seconds = int(offset["h"]) * 3600 + int(offset["m"]) * 60 + int(offset["s"] or 0)
    return timezone(timedelta(seconds=-seconds if offset["sign"] == "-" else seconds)) if seconds else UTC
