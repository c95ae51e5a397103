"""Points in time: read from what callers give, kept with their offset, compared in UTC."""

from ._clock import Clock, system_clock
from ._moment import Stamp, from_stamp, parse_time, render_time, to_stamp, utc_from_us, utc_us
from .phrases import DatePhrase, find_dates, has_date

__all__ = [
    "Clock",
    "DatePhrase",
    "Stamp",
    "find_dates",
    "from_stamp",
    "has_date",
    "parse_time",
    "render_time",
    "system_clock",
    "to_stamp",
    "utc_from_us",
    "utc_us",
]
