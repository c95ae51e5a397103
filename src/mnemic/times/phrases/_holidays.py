"""Holidays that people name instead of a date."""

from __future__ import annotations

from typing import Final

from ._calendar import DAY, Span, date_span, day_of, easter, first_of_month, nth_weekday

_FIXED: Final = {
    "new year": (1, 1),
    "epiphany": (1, 6),
    "valentine": (2, 14),
    "women": (3, 8),
    "patrick": (3, 17),
    "april fools": (4, 1),
    "may day": (5, 1),
    "independence": (7, 4),
    "bastille": (7, 14),
    "german unity": (10, 3),
    "halloween": (10, 31),
    "all saints": (11, 1),
    "veterans": (11, 11),
    "nicholas": (12, 6),
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "boxing": (12, 26),
    "new year eve": (12, 31),
}
"""The month and day of each."""

_FROM_EASTER: Final = {
    "carnival": -47,
    "ash wednesday": -46,
    "palm sunday": -7,
    "maundy thursday": -3,
    "good friday": -2,
    "easter": 0,
    "easter monday": 1,
    "ascension": 39,
    "pentecost": 49,
    "corpus christi": 60,
}
"""How many days each lies after Easter Sunday."""

_WEEKDAYS: Final = {
    "king": (1, 0, 3),
    "presidents": (2, 0, 3),
    "mothers": (5, 6, 2),
    "memorial": (5, 0, -1),
    "fathers": (6, 6, 3),
    "labor": (9, 0, 1),
    "columbus": (10, 0, 2),
    "thanksgiving": (11, 3, 4),
}
"""The month, the weekday and which of them, as in the United States."""


def holiday_span(name: str, year: int) -> Span:
    """Return the day of a holiday in *year*; *name* is a key of this module's tables."""
    if name in _FIXED:
        return date_span(year, *_FIXED[name])
    if name in _FROM_EASTER:
        return day_of(easter(year) + _FROM_EASTER[name] * DAY)
    if name == "black friday":
        return day_of(holiday_span("thanksgiving", year).until)
    month, weekday, nth = _WEEKDAYS[name]
    return nth_weekday(first_of_month(year, month), weekday, nth, first_of_month(year, month + 1))
