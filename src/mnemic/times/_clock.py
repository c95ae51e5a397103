"""Where "now" comes from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Returns the present as an aware datetime. Tests pass their own (see `mnemic.testing`)."""


def system_clock() -> datetime:
    """Return the machine's present time in UTC."""
    return datetime.now(UTC)
