"""The zone that a file's own times lack."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from ..errors import ArgumentError, NaiveTimeError, TimeError
from ..times import parse_time

_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")


def parse_zone(tz: str | None) -> tzinfo | None:
    """Return the zone that *tz* names: an IANA name, an offset such as ``"+01:00"``, or None for none."""
    if tz is None:
        return None
    if tz.upper() in {"Z", "UTC"}:
        return UTC
    offset = _OFFSET.fullmatch(tz)
    try:
        if offset is None:
            return ZoneInfo(tz)
        span = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        return timezone(-span if offset[1] == "-" else span)
    except (LookupError, ValueError, OSError):
        raise ArgumentError(
            f"tz={tz!r} is no time zone; pass a name such as Europe/Lisbon or an offset such as +01:00"
        ) from None


def localise(moment: datetime, zone: tzinfo | None, place: str, told: str) -> datetime:
    """
    Return *moment*, a local time, as an aware datetime in *zone*.

    Args:
        place: File and line, for the error.

        told: The time as the file writes it, for the error.
    """
    if zone is None:
        raise NaiveTimeError(
            f"{place}: {told!r} has no time zone, so it names no moment; "
            "say which zone the file was written in: --tz Europe/Lisbon, or --tz=+01:00"
        )
    return moment.replace(tzinfo=zone)


def read_iso(value: object, name: str, zone: tzinfo | None, place: str) -> datetime:
    """Return ISO 8601 text as an aware datetime. A time without an offset is taken to be in *zone*."""
    try:
        return parse_time(value, name)
    except NaiveTimeError:
        return localise(datetime.fromisoformat(str(value).strip()), zone, place, str(value))
    except TimeError as error:
        raise TimeError(f"{place}: {error}") from None


def read_epoch(value: object, zone: tzinfo | None, place: str) -> datetime:
    """Return seconds since 1970 as a datetime in *zone*, or in UTC."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TimeError(f"{place}: {value!r} is no time; expected seconds since 1970")
    try:
        return datetime.fromtimestamp(value, UTC).astimezone(zone or UTC)
    except (ValueError, OverflowError, OSError):
        raise TimeError(f"{place}: {value!r} seconds since 1970 lie outside the years 1 to 9999") from None
