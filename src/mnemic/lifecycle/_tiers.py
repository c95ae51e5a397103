"""
Where a memory stands: working → short_term → long_term → archive.

| from | to | when |
|---|---|---|
| working | short_term | its session is over, or it is a day old |
| short_term | long_term | a day old, and pinned, hot, recalled twice, or important (0.7) |
| short_term, long_term | archive | a tenth of its strength is left, and it is not pinned |
| archive | long_term | recalled since it came there, and 0.4 or more is left |

Each move is a write. So nothing moves back but out of the archive, which takes a recall there: what a budget or a
person archived stays, however strong. A recall leaves a memory whole and more stable, so that the way down to a
tenth takes longer each time. A memory that nobody recalls makes three moves in its life at most.
"""

from __future__ import annotations

from typing import Final

from ..cube import Tier
from ._heat import HOT

ARCHIVE_BELOW: Final = 0.10
RETURN_ABOVE: Final = 0.40
IMPORTANT: Final = 0.70
RECALLED_OFTEN: Final = 2
WORKING_DAYS: Final = 1.0
SETTLED_DAYS: Final = 1.0


def next_tier(
    current: Tier,
    *,
    heat: float,
    strength: float,
    importance: float | None,
    age_days: float,
    recalls: int,
    revived: bool = False,
    pinned: bool = False,
    session_open: bool = False,
) -> Tier:
    """
    Return the tier in which a memory belongs, one step from *current* at most; *current* itself mostly.

    Args:
        heat: What `heat` says of its visits.

        strength: What is left of it, in [0, 1]. 0 archives even what is pinned: its time to live is over.

        age_days: Days since it was made, 0 or above.

        recalls: How often it was recalled.

        revived: Whether it was recalled since it came into the archive.

        session_open: Whether the session in which it was made still runs.

    Source: heat from MemoryOS (Kang et al. 2025); promotion by importance and use from FinMem (Yu et al. 2023),
    whose equal thresholds up and down let memories flap.
    """
    if current == "working":
        return "working" if session_open and age_days < WORKING_DAYS else "short_term"
    if current == "archive":
        return "long_term" if revived and strength >= RETURN_ABOVE else "archive"
    if strength == 0 or (strength < ARCHIVE_BELOW and not pinned):
        return "archive"
    if current == "short_term" and age_days >= SETTLED_DAYS:
        promoted = pinned or heat >= HOT or recalls >= RECALLED_OFTEN or (importance or 0.0) >= IMPORTANT
        return "long_term" if promoted else "short_term"
    return current
