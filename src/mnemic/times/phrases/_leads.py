"""What the leads of a grammar make of the time behind them: "since", "the day before", "early"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from ._calendar import (
    DAY,
    OPEN_SINCE,
    OPEN_UNTIL,
    Span,
    day_of,
    midnight,
    moved,
    near,
    nth_weekday,
    part_of_day,
    third_of,
    unit_at,
    weekday_after,
    weekday_before,
    weekend_of,
)
from ._grammar import Parts, count_of, number


def _lead_third(span: Span, parts: Parts, at: datetime) -> Span:
    return third_of(span, parts["t"])


def _lead_nth_of(span: Span, parts: Parts, at: datetime) -> Span:
    nth, unit = number(parts, "n"), str(parts["u"])
    if unit == "weekend":
        return Span(*_two_days(nth_weekday(span.since, 5, nth, span.until)), "weekend")
    anchor = span.since if nth > 0 else span.until
    steps = nth - 1 if nth > 0 else nth
    since, until = moved(anchor, unit, steps), moved(anchor, unit, steps + 1)
    return Span(since, until, span.grain if span.grain == unit else unit_at(unit, anchor, 0).grain)


def _two_days(saturday: Span) -> tuple[datetime, datetime]:
    return saturday.since, saturday.until + DAY


def _lead_unit_of(span: Span, parts: Parts, at: datetime) -> Span:
    unit = str(parts["u"])
    # The weekend of a Monday or Tuesday is the one just over.
    anchor = span.since - 2 * DAY if unit == "weekend" and span.since.weekday() < 2 else span.since
    wide = unit_at(unit, anchor, 0)
    return span if span.until - span.since >= wide.until - wide.since else wide


def _lead_offset(span: Span, parts: Parts, at: datetime) -> Span:
    unit, side = str(parts["u"]), number(parts, "s")
    if "n" in parts and parts["n"] != 1:
        least, most = (0, 0) if parts["n"] == "half" else count_of(parts)
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
    weekday = number(parts, "w")
    before = number(parts, "s") < 0
    return weekday_before(span.since, weekday) if before else weekday_after(span.until - DAY, weekday)


def _lead_since(span: Span, parts: Parts, at: datetime) -> Span:
    return Span(span.since, midnight(at) + DAY if span.since <= at else span.until, "range", relative=True)


def _lead_earlier(span: Span, parts: Parts, at: datetime) -> Span:
    return span._replace(until=min(span.until, midnight(at) + DAY), grain="range")


def _lead_later(span: Span, parts: Parts, at: datetime) -> Span:
    return span._replace(since=max(span.since, midnight(at)), grain="range")


def _lead_part_of(span: Span, parts: Parts, at: datetime) -> Span:
    """Return a part of the day: "the evening of 7 July"."""
    return part_of_day(span.since, str(parts["p"])) if span.grain == "day" else span


def _lead_part_side(span: Span, parts: Parts, at: datetime) -> Span:
    """Return a part of the day beside: "the night before Christmas"."""
    day = span.since - DAY if number(parts, "s") < 0 else span.until
    return part_of_day(day, str(parts["p"]))


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
    "earlier": _lead_earlier, "later": _lead_later, "part_of": _lead_part_of,
    "part_side": _lead_part_side, "after": _lead_after, "in": _lead_plain, "on": _lead_plain, "pair": _lead_plain,
}  # fmt: skip


def lead_span(name: str, span: Span, parts: Parts, at: datetime) -> Span:
    """Return what *span* becomes behind a lead: "before", "the week of"."""
    led = _LEADS[name](span, parts, at)
    return led._replace(relative=led.relative or span.relative)
