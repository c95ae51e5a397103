"""What each frame of a grammar means, as a stretch of wall time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from typing import Final

from ._calendar import (
    DAY,
    Maker,
    Span,
    date_span,
    day_of,
    decade_span,
    first_of_month,
    last_one,
    latest,
    midnight,
    month_span,
    moved,
    near,
    next_one,
    nth_weekday,
    part_of_day,
    quarter_span,
    season_span,
    third_of,
    this_one,
    unit_at,
    week_of,
    weekday_after,
    weekday_before,
    weekend_of,
    year_span,
)
from ._grammar import Parts, count_of, number
from ._holidays import holiday_span

_STEPS: Final = {"last": -1, "this": 0, "next": 1}
_PICK: Final = {"last": last_one, "this": this_one, "next": next_one}
_HALF: Final = {
    "hour": ("minute", 30),
    "day": ("hour", 12),
    "week": ("day", 3),
    "month": ("day", 15),
    "year": ("month", 6),
    "decade": ("year", 5),
}


def _step(parts: Parts, key: str) -> int:
    """Return how many units on "last", "this" or "next" is; some languages have words for more."""
    said = parts[key]
    return said if isinstance(said, int) else _STEPS[said]


def _yearly(make: Maker, parts: Parts, at: datetime) -> Span:
    """Return the one of a year that is said, or of the year that *at* suggests."""
    if "y" in parts:
        return make(number(parts, "y"))
    if "o" in parts:
        return make(at.year + _step(parts, "o"))
    pick = _PICK[str(parts["k"])] if "k" in parts else latest
    return pick(make, at)._replace(relative=True)


def _stamp(parts: Parts, at: datetime, said: str) -> Span:
    moment = datetime.fromisoformat(said.replace(" z", "z").upper())
    if len(said) == len("2023-05-07"):
        return day_of(moment)
    return Span(moment, moment + timedelta(minutes=1), "moment")


def _slashed(parts: Parts, at: datetime, said: str) -> Span | None:
    year = number(parts, "y")
    if "m" in parts:
        return date_span(year, number(parts, "m"), number(parts, "d"))
    if year < 100:
        year += 1900 if year > (at.year + 10) % 100 else 2000
    if "." in said and not parts.get("day_first"):
        return None  # English writes versions so
    month, day = number(parts, "a"), number(parts, "b")
    if parts.get("day_first"):
        month, day = day, month
    return date_span(year, day, month) if month > 12 else date_span(year, month, day)


def _day(parts: Parts, at: datetime, said: str) -> Span:
    day, month = number(parts, "d"), number(parts, "m")
    return _yearly(lambda year: date_span(year, month, day), parts, at)


def _days(parts: Parts, at: datetime, said: str) -> Span:
    first, last, month = number(parts, "d"), number(parts, "e"), number(parts, "m")

    def make(year: int) -> Span:
        return Span(date_span(year, month, first).since, date_span(year, month, last).until, "range")

    return _yearly(make, parts, at)


def _day_of_month(parts: Parts, at: datetime, said: str) -> Span:
    """Return the latest such day, "on the 5th", or that of a month: "the 5th of last month"."""
    first = midnight(at).replace(day=1)
    if "k" in parts:
        said_month = unit_at("month", at, _step(parts, "k"))
        day = said_month.since + (number(parts, "d") - 1) * DAY
        if day < said_month.until:
            return day_of(day)._replace(relative=True)
        raise ValueError(said)
    for back in range(3):
        month = first_of_month(first.year, first.month - back)
        day = month + (number(parts, "d") - 1) * DAY
        if day <= at and day.month == month.month:
            return day_of(day)._replace(relative=True)
    raise ValueError(said)


def _month(parts: Parts, at: datetime, said: str) -> Span:
    return _yearly(lambda year: month_span(year, number(parts, "m")), parts, at)


def _season(parts: Parts, at: datetime, said: str) -> Span:
    return _yearly(lambda year: season_span(year, number(parts, "s")), parts, at)


def _holiday(parts: Parts, at: datetime, said: str) -> Span:
    return _yearly(lambda year: holiday_span(str(parts["h"]), year), parts, at)


def _month_third(parts: Parts, at: datetime, said: str) -> Span:
    return third_of(_month(parts, at, said), parts["t"])


def _quarter(parts: Parts, at: datetime, said: str) -> Span:
    quarter = number(parts, "q") % 5
    return _yearly(lambda year: quarter_span(year, quarter), parts, at)


def _year(parts: Parts, at: datetime, said: str) -> Span:
    return year_span(number(parts, "y"))


def _years(parts: Parts, at: datetime, said: str) -> Span:
    return Span(year_span(number(parts, "y")).since, year_span(number(parts, "z")).until, "range")


def _decade(parts: Parts, at: datetime, said: str) -> Span:
    if "y" in parts:
        return decade_span(number(parts, "y"))
    tens = number(parts, "t")
    return decade_span(tens + (1900 if tens >= 30 else 2000))


def _nth_weekday(parts: Parts, at: datetime, said: str) -> Span:
    nth, weekday = number(parts, "n"), number(parts, "w")
    if "o" in parts:
        month = unit_at("month", at, _step(parts, "o"))
        return nth_weekday(month.since, weekday, nth, month.until)._replace(relative=True)

    def make(year: int) -> Span:
        month = month_span(year, number(parts, "m"))
        return nth_weekday(month.since, weekday, nth, month.until)

    return _yearly(make, parts, at)


def _weekday(parts: Parts, at: datetime, said: str) -> Span:
    weekday = number(parts, "w")
    if "o" in parts:
        return day_of(unit_at("week", at, _step(parts, "o")).since + weekday * DAY)
    which = parts.get("k", "last")
    if which == "this":
        return day_of(week_of(at).since + weekday * DAY)
    return weekday_after(at, weekday) if which == "next" else weekday_before(at, weekday)


def _day_word(parts: Parts, at: datetime, said: str) -> Span:
    return day_of(at + number(parts, "k") * DAY)


def _part(parts: Parts, at: datetime, said: str) -> Span | None:
    """Return a part of a day: "this morning", "last night", "Friday evening"."""
    which, part = parts.get("k", "this"), str(parts["p"])
    if "w" in parts:
        day = _weekday({**parts, "k": parts.get("k", "last")}, at, said).since
    elif isinstance(which, int):
        day = midnight(at) + which * DAY
    elif which == "next" or (which == "last" and part not in ("night", "evening")):
        return None  # "the next morning" follows something else that was told
    else:
        day = midnight(at) + _STEPS[which] * DAY
    return part_of_day(day, part)


def _that_unit(parts: Parts, at: datetime, said: str) -> Span:
    return unit_at(str(parts["u"]), at, _step(parts, "k"))


def _past_weekend(parts: Parts, at: datetime, said: str) -> Span:
    """Return the weekend that it is, or that was last."""
    weekend = weekend_of(at)
    return weekend if weekend.since <= at else weekend_of(at - 7 * DAY)


def _before_last(parts: Parts, at: datetime, said: str) -> Span:
    if "u" in parts:
        return unit_at(str(parts["u"]), at, -2)
    return _seasons_ago(number(parts, "s"), 2, at)


def _seasons_ago(season: int, count: int, at: datetime) -> Span:
    span = last_one(lambda year: season_span(year, season), at)
    return season_span(span.since.year - count + 1, season)


def _ago(parts: Parts, at: datetime, said: str) -> Span:
    unit = str(parts["u"])
    if parts.get("n") == "half":
        smaller, count = _HALF[unit]
        return near(smaller, at, -count, -count)
    least, most = count_of(parts)
    if "x" in parts and unit in _HALF:
        smaller, count = _HALF[unit]
        return near(smaller, moved(at, unit, -most), -count, -count)
    return near(unit, at, -most, -least)


def _ago_weekday(parts: Parts, at: datetime, said: str) -> Span | None:
    count = parts["n"]
    return (
        day_of(weekday_before(at, number(parts, "w")).since - 7 * (count - 1) * DAY)
        if isinstance(count, int)
        else None
    )


def _weekday_ago(parts: Parts, at: datetime, said: str) -> Span:
    """Return the weekday nearest to the day so long ago: "the Wednesday two months ago"."""
    day = moved(at, str(parts["u"]), -count_of(parts)[0])
    return weekday_after(day - 4 * DAY, number(parts, "w"))


def _day_ago(parts: Parts, at: datetime, said: str) -> Span:
    """Return the day exactly so long ago: "a year ago today"."""
    return day_of(moved(at + number(parts, "k") * DAY, str(parts["u"]), -count_of(parts)[0]))


def _ago_season(parts: Parts, at: datetime, said: str) -> Span | None:
    count = parts["n"]
    return _seasons_ago(number(parts, "s"), count, at) if isinstance(count, int) else None


def _rolling(parts: Parts, at: datetime, said: str) -> Span:
    """Return the stretch up to now: "the past three months"."""
    unit = str(parts["u"])
    if parts.get("n") == "half":
        unit, count = _HALF[unit]
    else:
        count = count_of(parts)[1]
    since = moved(at, unit, -count)
    return Span(since if unit in ("hour", "minute") else midnight(since), midnight(at) + DAY, "range")


def _other_day(parts: Parts, at: datetime, said: str) -> Span:
    return Span(midnight(at) - 7 * DAY, midnight(at) + DAY, "range")


Meaning = Callable[[Parts, datetime, str], Span | None]

FRAMES: Final[dict[str, Meaning]] = {
    "stamp": _stamp, "slashed": _slashed, "day": _day, "days": _days, "weak_day": _day_of_month,
    "month": _month, "month_third": _month_third, "weak_month": _month, "season": _season,
    "weak_season": _season, "holiday": _holiday, "weak_holiday": _holiday, "lone_season": _season,
    "lone_holiday": _holiday, "quarter": _quarter, "weak_year": _year, "year": _year, "years": _years,
    "decade": _decade, "nth_weekday": _nth_weekday, "weekday": _weekday, "weak_weekday": _weekday,
    "day_word": _day_word, "part": _part, "that_unit": _that_unit,
    "before_last": _before_last, "ago": _ago, "ago_weekday": _ago_weekday, "weekday_ago": _weekday_ago,
    "day_ago": _day_ago, "weak_unit": _that_unit, "ago_season": _ago_season, "rolling": _rolling,
    "other_day": _other_day, "month_day": _day_of_month, "past_weekend": _past_weekend,
}  # fmt: skip
"""By the name of a frame what it means, said at a moment."""

_ABSOLUTE: Final = {"stamp", "slashed", "year", "weak_year", "years", "decade"}
_BY_YEAR: Final = {"day", "days", "month", "month_third", "season", "holiday", "quarter", "nth_weekday"}


def frame_span(name: str, parts: Parts, at: datetime, said: str, zone: tzinfo | None) -> Span | None:
    """Return what a frame means, said at *at* in *zone*; `None` where it means nothing by itself."""
    span = FRAMES[name](parts, at, said)
    if span is None:
        return None
    if span.since.tzinfo is not None:
        since = span.since.astimezone(zone).replace(tzinfo=None, fold=0)
        span = Span(since, since + (span.until - span.since), span.grain)
    fixed = name in _ABSOLUTE or (name in _BY_YEAR and "y" in parts)
    return span._replace(relative=not fixed)
