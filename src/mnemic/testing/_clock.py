"""A clock that stands still until it is told otherwise."""

from __future__ import annotations

from datetime import datetime, timedelta

from ..times import parse_time


class ManualClock:
    """
    A deterministic clock for ``mnemic.open(clock=…)``. It moves only when told, also backwards.

    Args:
        start: The first "now": an aware datetime or ISO 8601 text.
    """

    def __init__(self, start: datetime | str = "2026-01-01T00:00:00+00:00") -> None:
        self._now = parse_time(start, "start")

    def __call__(self) -> datetime:
        """Return the present."""
        return self._now

    def advance(self, seconds: float = 1.0) -> datetime:
        """Move by *seconds*, negative to set it back, and return the new present."""
        self._now += timedelta(seconds=seconds)
        return self._now

    def set(self, moment: datetime | str) -> None:
        """Make *moment* the present."""
        self._now = parse_time(moment, "moment")
