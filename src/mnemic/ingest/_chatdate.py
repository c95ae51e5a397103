"""Dates and clocks as chat programs write them, and which number of a date is the day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from typing import Literal, NamedTuple

from ..errors import ArgumentError, TimeError

DateOrder = Literal["auto", "dmy", "mdy", "ymd"]
DATE_ORDERS: tuple[DateOrder, ...] = ("auto", "dmy", "mdy", "ymd")

DATE = r"\d{1,4}(?P<sep>[./-]) ?\d{1,2}(?P=sep) ?\d{1,4}\.?"

CLOCK = (
    r"(?:(?:klo|kl\.?|at|um|às|à|alle|om) )?(?:上午|下午|午前|午後|오전|오후)? ?"
    r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[AaPp]\. ?[Mm]\.| ?[AaPp][Mm])?"
)

_NUMBERS = re.compile(r"\d+")
_AFTER_NOON = re.compile(r"p\.? ?m|下午|午後|오후", re.IGNORECASE)
_BEFORE_NOON = re.compile(r"a\.? ?m|上午|午前|오전", re.IGNORECASE)


class Told(NamedTuple):
    """A date and a clock as a line of the file gives them."""

    place: str
    date: str
    clock: str

    def numbers(self) -> tuple[int, int, int]:
        first, second, third = (int(number) for number in _NUMBERS.findall(self.date))
        return first, second, third


def find_order(told: Iterable[Told], asked: DateOrder) -> DateOrder:
    """
    Return which number of the file's dates is the day, the month and the year.

    A year of four digits in front, a number above twelve and dots between the numbers each decide. Where
    none does, a log runs forward in time: the order in which it does so is taken if only one does.

    Raises:
        ArgumentError: Both orders remain possible and name different days, or neither is possible.
    """
    dates = list(told)
    if asked != "auto" or not dates:
        return "dmy" if asked == "auto" else asked
    if all(item.numbers()[0] > 31 for item in dates):
        return "ymd"
    possible = [order for order in _ORDERS if all(_fits(item, order) for item in dates)]
    if len(possible) == 1:
        return possible[0]
    if not possible:
        raise _mixed(dates)
    if all("." in item.date for item in dates):
        return "dmy"  # no country writes month.day.year
    forward = [order for order in possible if _runs_forward(dates, order)]
    doubtful = next((item for item in dates if item.numbers()[0] != item.numbers()[1]), None)
    if len(forward) == 1 or doubtful is None:
        return (forward or possible)[0]
    raise ArgumentError(
        f"{doubtful.place}: the date {doubtful.date!r} may be day/month or month/day, and no other date "
        "in the file settles it; pass --date-order dmy or --date-order mdy"
    )


_ORDERS: tuple[DateOrder, ...] = ("dmy", "mdy")


def _mixed(dates: list[Told]) -> ArgumentError:
    culprit = {order: next(item for item in dates if not _fits(item, order)) for order in _ORDERS}
    return ArgumentError(
        f"{culprit['dmy'].place}: the date {culprit['dmy'].date!r} cannot be day/month, and "
        f"{culprit['mdy'].date!r} ({culprit['mdy'].place}) cannot be month/day; split the file where the "
        "order changes, and pass --date-order for each part"
    )


def _fits(item: Told, order: DateOrder) -> bool:
    _, month, day = _year_month_day(item, order)
    return 1 <= month <= 12 and 1 <= day <= 31


def _runs_forward(dates: list[Told], order: DateOrder) -> bool:
    days = (_year_month_day(item, order) for item in dates)
    return all(earlier <= later for earlier, later in pairwise(days))


def _year_month_day(item: Told, order: DateOrder) -> tuple[int, int, int]:
    first, second, third = item.numbers()
    if order == "ymd" or first > 31:
        year, month, day = first, second, third
    elif order == "mdy":
        year, month, day = third, first, second
    else:
        year, month, day = third, second, first
    return (year + 2000 if year < 100 else year), month, day


def moment_of(told: Told, order: DateOrder) -> datetime:
    """Return the naive local time that *told* means."""
    try:
        return datetime(*_year_month_day(told, order), *_clock(told.clock))  # noqa: DTZ001 - given a zone later
    except ValueError as error:
        raise TimeError(
            f"{told.place}: '{told.date} {told.clock}' is no time in the order {order} ({error}); "
            "pass another --date-order, or mend the line"
        ) from None


def _clock(clock: str) -> tuple[int, int, int]:
    hour, minute, second, *_ = [*(int(number) for number in _NUMBERS.findall(clock)), 0]
    twelve = [bool(pattern.search(clock)) for pattern in (_BEFORE_NOON, _AFTER_NOON)]
    if any(twelve):
        if not 1 <= hour <= 12:
            raise ValueError(f"{hour} is no hour of a twelve-hour clock")
        hour = hour % 12 + (12 if twelve[1] else 0)
    return hour, minute, second
