"""What each frame and each lead of a grammar means, as a stretch of wall time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from typing import Final

from ._calendar import (
    DAY,
    OPEN_SINCE,
    OPEN_UNTIL,
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
    next_one,
    nth_weekday,
    quarter_span,
    season_span,
    this_one,
    unit_at,
    week_of,
    weekday_after,
    weekday_before,
    weekend_of,
    year_span,
)
from ._grammar import Parts
from ._holidays import holiday_span
from ._phrase import Grain

_STEPS: Final = {"last": -1, "this": 0, "next": 1}
_PICK: Final = {"last": last_one, "this": this_one, "next": next_one}
_HOURS: Final = {
    "morning": (5, 12),
    "afternoon": (12, 18),
    "evening": (17, 24),
    "night": (18, 30),
    "noon": (11, 14),
}
_SPREAD: Final = {"couple": (2, 3), "few": (2, 5), "several": (3, 7)}
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


def _number(parts: Parts, key: str) -> int:
    return int(parts[key])


def _yearly(make: Maker, parts: Parts, at: datetime) -> Span:
    """Return the one of a year that is said, or of the year that *at* suggests."""
    if "y" in parts:
        return make(_number(parts, "y"))
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
    year = _number(parts, "y")
    if "m" in parts:
        return date_span(year, _number(parts, "m"), _number(parts, "d"))
    if year < 100:
        year += 1900 if year > (at.year + 10) % 100 else 2000
    month, day = _number(parts, "a"), _number(parts, "b")
    if parts.get("day_first"):
        month, day = day, month
    return date_span(year, day, month) if month > 12 else date_span(year, month, day)


def _day(parts: Parts, at: datetime, said: str) -> Span:
    day, month = _number(parts, "d"), _number(parts, "m")
    return _yearly(lambda year: date_span(year, month, day), parts, at)


def _days(parts: Parts, at: datetime, said: str) -> Span:
    first, last, month = _number(parts, "d"), _number(parts, "e"), _number(parts, "m")

    def make(year: int) -> Span:
        return Span(date_span(year, month, first).since, date_span(year, month, last).until, "range")

    return _yearly(make, parts, at)


def _day_of_month(parts: Parts, at: datetime, said: str) -> Span:
    """Return the latest such day: "on the 5th"."""
    first = midnight(at).replace(day=1)
    for back in range(3):
        month = first_of_month(first.year, first.month - back)
        day = month + (_number(parts, "d") - 1) * DAY
        if day <= at and day.month == month.month:
            return day_of(day)._replace(relative=True)
    raise ValueError(said)


def _month(parts: Parts, at: datetime, said: str) -> Span:
    return _yearly(lambda year: month_span(year, _number(parts, "m")), parts, at)


def _season(parts: Parts, at: datetime, said: str) -> Span:
    return _yearly(lambda year: season_span(year, _number(parts, "s")), parts, at)


def _holiday(parts: Parts, at: datetime, said: str) -> Span:
    return _yearly(lambda year: holiday_span(str(parts["h"]), year), parts, at)


def _month_third(parts: Parts, at: datetime, said: str) -> Span:
    return _lead_third(_month(parts, at, said), parts, at)


def _quarter(parts: Parts, at: datetime, said: str) -> Span:
    quarter = _number(parts, "q") % 5
    return _yearly(lambda year: quarter_span(year, quarter), parts, at)


def _year(parts: Parts, at: datetime, said: str) -> Span:
    return year_span(_number(parts, "y"))


def _years(parts: Parts, at: datetime, said: str) -> Span:
    return Span(year_span(_number(parts, "y")).since, year_span(_number(parts, "z")).until, "range")


def _decade(parts: Parts, at: datetime, said: str) -> Span:
    if "y" in parts:
        return decade_span(_number(parts, "y"))
    tens = _number(parts, "t")
    return decade_span(tens + (1900 if tens >= 30 else 2000))


def _nth_weekday(parts: Parts, at: datetime, said: str) -> Span:
    nth, weekday = _number(parts, "n"), _number(parts, "w")
    if "o" in parts:
        month = unit_at("month", at, _step(parts, "o"))
        return nth_weekday(month.since, weekday, nth, month.until)._replace(relative=True)

    def make(year: int) -> Span:
        month = month_span(year, _number(parts, "m"))
        return nth_weekday(month.since, weekday, nth, month.until)

    return _yearly(make, parts, at)


def _weekday(parts: Parts, at: datetime, said: str) -> Span:
    weekday = _number(parts, "w")
    if "o" in parts:
        return day_of(unit_at("week", at, _step(parts, "o")).since + weekday * DAY)
    which = parts.get("k", "last")
    if which == "this":
        return day_of(week_of(at).since + weekday * DAY)
    return weekday_after(at, weekday) if which == "next" else weekday_before(at, weekday)


def _day_word(parts: Parts, at: datetime, said: str) -> Span:
    return day_of(at + _number(parts, "k") * DAY)


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
    first, last = _HOURS[part]
    return Span(day + timedelta(hours=first), day + timedelta(hours=last), "moment")


def _tonight(parts: Parts, at: datetime, said: str) -> Span | None:
    return _part({"k": 0, "p": "night"}, at, said)


def _that_unit(parts: Parts, at: datetime, said: str) -> Span:
    return unit_at(str(parts["u"]), at, _step(parts, "k"))


def _before_last(parts: Parts, at: datetime, said: str) -> Span:
    if "u" in parts:
        return unit_at(str(parts["u"]), at, -2)
    return _seasons_ago(_number(parts, "s"), 2, at)


def _seasons_ago(season: int, count: int, at: datetime) -> Span:
    span = last_one(lambda year: season_span(year, season), at)
    return season_span(span.since.year - count + 1, season)


def _range_of(parts: Parts) -> tuple[int, int]:
    """Return the least and the most that a number may mean."""
    said = parts.get("n", 1)
    return (said, said) if isinstance(said, int) else _SPREAD[said]


def _ago(parts: Parts, at: datetime, said: str) -> Span:
    unit = str(parts["u"])
    if parts.get("n") == "half":
        smaller, count = _HALF[unit]
        return near(smaller, at, -count, -count)
    least, most = _range_of(parts)
    if "x" in parts and unit in _HALF:
        smaller, count = _HALF[unit]
        return near(smaller, moved(at, unit, -most), -count, -count)
    return near(unit, at, -most, -least)


def near(unit: str, at: datetime, first: int, last: int) -> Span:
    """
    Return the stretch that lies *first* to *last* units from *at*, as widely as people count.

    Days are days of the calendar and years years of it. "Two weeks ago" is the seven days around the
    day a fortnight back, and "two months ago" the month around it.
    """
    if unit == "decade":
        return Span(
            year_span(at.year + 10 * first - 1).since, year_span(at.year + 10 * last + 1).until, "range"
        )
    around = {"week": (3, 4), "fortnight": (3, 4), "month": (15, 16)}
    if unit not in around:
        one, other = unit_at(unit, at, first), unit_at(unit, at, last)
        return Span(one.since, other.until, one.grain if first == last else "range")
    before, after = around[unit]
    since, until = midnight(moved(at, unit, first)), midnight(moved(at, unit, last))
    grain: Grain = "range" if first != last else "month" if unit == "month" else "week"
    return Span(since - before * DAY, until + after * DAY, grain)


def _ago_weekday(parts: Parts, at: datetime, said: str) -> Span | None:
    count = parts["n"]
    return (
        day_of(weekday_before(at, _number(parts, "w")).since - 7 * (count - 1) * DAY)
        if isinstance(count, int)
        else None
    )


def _ago_season(parts: Parts, at: datetime, said: str) -> Span | None:
    count = parts["n"]
    return _seasons_ago(_number(parts, "s"), count, at) if isinstance(count, int) else None


def _rolling(parts: Parts, at: datetime, said: str) -> Span:
    """Return the stretch up to now: "the past three months"."""
    unit = str(parts["u"])
    if parts.get("n") == "half":
        unit, count = _HALF[unit]
    else:
        count = _range_of(parts)[1]
    since = moved(at, unit, -count)
    return Span(since if unit in ("hour", "minute") else midnight(since), midnight(at) + DAY, "range")


def _other_day(parts: Parts, at: datetime, said: str) -> Span:
    return Span(midnight(at) - 7 * DAY, midnight(at) + DAY, "range")


Meaning = Callable[[Parts, datetime, str], Span | None]

FRAMES: Final[dict[str, Meaning]] = {
    "stamp": _stamp, "slashed": _slashed, "day": _day, "days": _days, "weak_day": _day_of_month,
    "month": _month, "month_third": _month_third, "weak_month": _month, "season": _season, "weak_season": _season, "holiday": _holiday,
    "weak_holiday": _holiday, "lone_season": _season, "lone_holiday": _holiday, "quarter": _quarter, "weak_year": _year, "year": _year, "years": _years, "decade": _decade,
    "nth_weekday": _nth_weekday, "weekday": _weekday, "weak_weekday": _weekday, "day_word": _day_word,
    "part": _part, "tonight": _tonight, "that_unit": _that_unit, "before_last": _before_last, "ago": _ago,
    "ago_weekday": _ago_weekday, "ago_season": _ago_season, "rolling": _rolling, "other_day": _other_day,
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


def _lead_third(span: Span, parts: Parts, at: datetime) -> Span:
    days, which = (span.until - span.since).days, parts["t"]
    if isinstance(which, int):
        cuts = (days * which // 3, days * (which + 1) // 3)
    else:
        cuts = (0, days // 2) if which == "first" else (days // 2, days)
    if cuts[0] == cuts[1]:
        return span
    return Span(span.since + cuts[0] * DAY, span.since + cuts[1] * DAY, "range", span.relative)


def _lead_nth_of(span: Span, parts: Parts, at: datetime) -> Span:
    nth, unit = _number(parts, "n"), str(parts["u"])
    if unit == "weekend":
        return Span(*_two_days(nth_weekday(span.since, 5, nth, span.until)), "weekend")
    anchor = span.since if nth > 0 else span.until
    steps = nth - 1 if nth > 0 else nth
    since, until = moved(anchor, unit, steps), moved(anchor, unit, steps + 1)
    return Span(since, until, span.grain if span.grain == unit else unit_at(unit, anchor, 0).grain)


def _two_days(saturday: Span) -> tuple[datetime, datetime]:
    return saturday.since, saturday.until + DAY


def _lead_unit_of(span: Span, parts: Parts, at: datetime) -> Span:
    wide = unit_at(str(parts["u"]), span.since, 0)
    return span if span.until - span.since >= wide.until - wide.since else wide


def _lead_offset(span: Span, parts: Parts, at: datetime) -> Span:
    unit, side = str(parts["u"]), _number(parts, "s")
    if "n" in parts and parts["n"] != 1:
        least, most = (0, 0) if parts["n"] == "half" else _range_of(parts)
        anchor = span.since if side < 0 else span.until - DAY
        return near(unit, anchor, *((-most, -least) if side < 0 else (least, most)))
    if unit == "day":
        return day_of(span.since - DAY if side < 0 else span.until)
    if unit == "weekend":
        weekend = weekend_of(span.since if side < 0 else span.until)
        late = weekend.until > span.since if side < 0 else weekend.since < span.until
        return weekend_of(weekend.since + 7 * side * DAY) if late else weekend
    return unit_at(unit, span.since if side < 0 else span.until - timedelta(microseconds=1), side)


def _lead_weekday_side(span: Span, parts: Parts, at: datetime) -> Span:
    weekday = _number(parts, "w")
    before = _number(parts, "s") < 0
    return weekday_before(span.since, weekday) if before else weekday_after(span.until - DAY, weekday)


def _lead_since(span: Span, parts: Parts, at: datetime) -> Span:
    return Span(span.since, max(midnight(at) + DAY, span.until), "range", relative=True)


def _lead_before(span: Span, parts: Parts, at: datetime) -> Span:
    return Span(OPEN_SINCE, span.since, "range", span.relative)


def _lead_until(span: Span, parts: Parts, at: datetime) -> Span:
    return Span(OPEN_SINCE, span.until, "range", span.relative)


def _lead_after(span: Span, parts: Parts, at: datetime) -> Span:
    today = midnight(at) + DAY
    return Span(span.until, today if span.until < today else OPEN_UNTIL, "range", relative=True)


def _lead_plain(span: Span, parts: Parts, at: datetime) -> Span:
    return span


_LEADS: Final[dict[str, Callable[[Span, Parts, datetime], Span]]] = {
    "third": _lead_third, "nth_of": _lead_nth_of, "unit_of": _lead_unit_of, "offset": _lead_offset,
    "weekday_side": _lead_weekday_side, "since": _lead_since, "before": _lead_before, "until": _lead_until,
    "after": _lead_after, "in": _lead_plain, "on": _lead_plain, "pair": _lead_plain,
}  # fmt: skip


def lead_span(name: str, span: Span, parts: Parts, at: datetime) -> Span:
    """Return what *span* becomes behind a lead: "before", "the week of"."""
    led = _LEADS[name](span, parts, at)
    return led._replace(relative=led.relative or span.relative)
