"""What is asked."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple

from ..index import Selector


class Query(NamedTuple):
    """
    The checked arguments of a `recall`.

    Attributes:
        asked_at: When the question is asked, in the asker's zone.

        pending_budget_s: How long to wait for vectors that are still to be made.

        depth: ``"deep"`` asks a second round of questions, made from what the first found.

        widens: Whether the archive is looked through, too, when the rest gives little confidence.

        max_tokens: How many tokens the hits may take when rendered; `None` for no bound.
    """

    text: str
    space: str
    selector: Selector
    limit: int
    asked_at: datetime
    max_tokens: int | None
    pending_budget_s: float
    explain: bool
    depth: Literal["normal", "deep"] = "normal"
    widens: bool = False
