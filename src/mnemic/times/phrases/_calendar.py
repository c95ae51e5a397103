"""
Stretches of local time: days, weeks, months, seasons, and moving among them.

Times here are wall times without a zone; `_find.py` puts the speaker's zone back on. Weeks begin on Monday.
Seasons are meteorological and northern: spring is March to May, and a winter bears the year it begins in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from ._phrase import Grain

OPEN_SINCE: Final = datetime(1900, 1, 1)  # noqa: DTZ001
"""Where a stretch begins that has an end only ("before June")."""

OPEN_UNTIL: Final = datetime(2100, 1, 1)  # noqa: DTZ001
"""Where a stretch ends that has a beginning only, and begins in the future ("after June 2030")."""

DAY: Final = timedelta(days=1)
_HOURS: Final = {
    "morning": (5, 12),
    "afternoon": (12, 18),
    "evening": (17, 24),
    "night": (18, 30),
    "noon": (11, 14),
}


class Span(NamedTuple):
    """A half-open stretch of wall time."""

    since: datetime
    until: datetime
    grain: Grain
    relative: bool = False


Maker = Callable[[int], Span]
"""From a year to what happens once in it: a month, a season, a holiday."""


def midnight(moment: datetime) -> datetime:
    """Return the beginning of *moment*'s day."""
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def day_of(moment: datetime) -> Span:
    """Return *moment*'s day."""
    since = midnight(moment)
    return Span(since, since + DAY, "day")


def date_span(year: int, month: int, day: int) -> Span:
    """Return a day of the calendar; raises ValueError where there is no such day."""
    return day_of(datetime(year, month, day))  # noqa: DTZ001


def month_span(year: int, month: int) -> Span:
    """Return a month; *month* may lie outside 1 to 12 and then moves the year."""
    since = first_of_month(year, month)
    return Span(since, first_of_month(year, month + 1), "month")


def first_of_month(year: int, month: int) -> datetime:
    """Return the first midnight of a month; *month* may lie outside 1 to 12 and then moves the year."""
    years, index = divmod(month - 1, 12)
    return datetime(year + years, index + 1, 1)  # noqa: DTZ001


def season_span(year: int, season: int) -> Span:
    """Return a season, 0 for spring to 3 for winter; winter begins in *year*."""
    first = 3 + 3 * season
    return Span(first_of_month(year, first), first_of_month(year, first + 3), "season")


def quarter_span(year: int, quarter: int) -> Span:
    """Return the quarter 1 to 4 of *year*, or one further off."""
    first = 3 * quarter - 2
    return Span(first_of_month(year, first), first_of_month(year, first + 3), "quarter")


def year_span(year: int) -> Span:
    """Return a year of the calendar."""
    return Span(first_of_month(year, 1), first_of_month(year + 1, 1), "year")


def decade_span(year: int) -> Span:
    """Return the decade that *year* is in."""
    first = year // 10 * 10
    return Span(first_of_month(first, 1), first_of_month(first + 10, 1), "decade")


def week_of(moment: datetime) -> Span:
    """Return *moment*'s week, Monday to Sunday."""
    since = midnight(moment) - moment.weekday() * DAY
    return Span(since, since + 7 * DAY, "week")


def weekend_of(moment: datetime) -> Span:
    """Return the Saturday and Sunday of *moment*'s week."""
    week = week_of(moment)
    return Span(week.until - 2 * DAY, week.until, "weekend")


def unit_at(unit: str, moment: datetime, steps: int) -> Span:
    """Return the calendar unit that *moment* is in, moved on by *steps* units."""
    if unit == "day":
        return day_of(moment + steps * DAY)
    if unit in ("week", "fortnight"):
        return week_of(moment + steps * (14 if unit == "fortnight" else 7) * DAY)
    if unit == "weekend":
        return weekend_of(moment + steps * 7 * DAY)
    if unit == "month":
        return month_span(moment.year, moment.month + steps)
    if unit == "quarter":
        return quarter_span(moment.year, (moment.month + 2) // 3 + steps)
    if unit == "year":
        return year_span(moment.year + steps)
    if unit == "decade":
        return decade_span(moment.year + 10 * steps)
    step = timedelta(hours=1) if unit == "hour" else timedelta(minutes=1)
    since = (moment.replace(minute=0) if unit == "hour" else moment).replace(second=0, microsecond=0)
    return Span(since + steps * step, since + (steps + 1) * step, "moment")


def moved(moment: datetime, unit: str, count: int) -> datetime:
    """Return *moment* moved by *count* units; the 31st becomes the last day of a shorter month."""
    if unit in ("month", "quarter", "year", "decade"):
        months = count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
        first = first_of_month(moment.year, moment.month + months)
        last = first_of_month(first.year, first.month + 1) - DAY
        return moment.replace(year=first.year, month=first.month, day=min(moment.day, last.day))
    if unit in ("hour", "minute"):
        return moment + timedelta(**{f"{unit}s": count})
    return moment + count * {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}[unit] * DAY


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


def weekday_before(moment: datetime, weekday: int) -> Span:
    """Return the latest such weekday before *moment*'s day."""
    return day_of(moment - ((moment.weekday() - weekday - 1) % 7 + 1) * DAY)


def weekday_after(moment: datetime, weekday: int) -> Span:
    """Return the first such weekday after *moment*'s day."""
    return day_of(moment + ((weekday - moment.weekday() - 1) % 7 + 1) * DAY)


def latest(make: Maker, at: datetime) -> Span:
    """Return the latest that began at or before *at*."""
    return _first(span for span in _made(make, at.year, -1) if span.since <= at)


def last_one(make: Maker, at: datetime) -> Span:
    """Return the latest that was over at *at*'s midnight."""
    today = midnight(at)
    return _first(span for span in _made(make, at.year, -1) if span.until <= today)


def next_one(make: Maker, at: datetime) -> Span:
    """Return the first that begins after *at*."""
    return _first(span for span in _made(make, at.year, 1) if span.since > at)


def this_one(make: Maker, at: datetime) -> Span:
    """Return the one that *at* is in, else the one of *at*'s year."""
    running = make(at.year - 1)
    return running if running.until > at else make(at.year)


def _made(make: Maker, year: int, step: int) -> Iterator[Span]:
    """Yield what *make* gives for *year* and the years beside it; not every year has a 29 February."""
    for each in range(year, year + 9 * step, step):
        with suppress(ValueError):
            yield make(each)


def _first(spans: Iterator[Span]) -> Span:
    for span in spans:
        return span
    raise ValueError("no year has such a day")


def easter(year: int) -> datetime:
    """
    Return Easter Sunday of the Western churches.

    Source: the anonymous Gregorian algorithm, Nature, 20 April 1876.
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return datetime(year, month, day + 1)  # noqa: DTZ001


def nth_weekday(first: datetime, weekday: int, nth: int, until: datetime) -> Span:
    """Return the *nth* such weekday from *first* on, counted from *until* back where *nth* is negative."""
    if nth < 0:
        return weekday_before(until, weekday)
    return day_of(weekday_after(first - DAY, weekday).since + 7 * (nth - 1) * DAY)


def third_of(span: Span, which: int | str) -> Span:
    """Return the third 0, 1 or 2 of *span* in whole days, or its ``"first"`` or ``"second"`` half."""
    days = (span.until - span.since).days
    if isinstance(which, int):
        first, last = days * which // 3, days * (which + 1) // 3
    else:
        first, last = (0, days // 2) if which == "first" else (days // 2, days)
    if first == last:
        return span
    return Span(span.since + first * DAY, span.since + last * DAY, "range", span.relative)


def part_of_day(day: datetime, part: str) -> Span:
    """Return the morning, the evening … of the day that begins at *day*; a night ends on the next."""
    first, last = _HOURS[part]
    return Span(day + timedelta(hours=first), day + timedelta(hours=last), "moment")
