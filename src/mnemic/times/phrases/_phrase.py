"""What a phrase such as "last summer" stands for."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple

Grain = Literal["moment", "day", "week", "weekend", "month", "season", "quarter", "year", "decade", "range"]
"""How long a stretch is meant; ``"moment"`` is part of a day, ``"range"`` any length."""


class DatePhrase(NamedTuple):
    """
    A time named in a text, and the stretch of time it stands for.

    Attributes:
        text: The phrase as it stands in the text.

        start_at: Where it begins in the text.

        end_at: Where it ends in the text, exclusive.

        since: When the stretch begins, in the zone of the moment the text was said at.

        until: When the stretch ends, exclusive.

        relative: Whether it depends on when it was said: "yesterday" and "in May" do, "7 May 2023" doesn't.

        grain: How long a stretch is meant.
    """

    text: str
    start_at: int
    end_at: int
    since: datetime
    until: datetime
    relative: bool
    grain: Grain
