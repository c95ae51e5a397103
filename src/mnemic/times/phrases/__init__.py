"""Dates in running text: "two weeks ago", "last summer", "7 May 2023", in seven languages."""

from ._find import find_dates, has_date
from ._phrase import DatePhrase, Grain

__all__ = ["DatePhrase", "Grain", "find_dates", "has_date"]
