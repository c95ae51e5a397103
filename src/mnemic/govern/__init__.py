"""What happened, taking it back, and forgetting for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazily

if TYPE_CHECKING:
    from ._archive import archive
    from ._check import check, repair
    from ._erase import DIGEST, erase
    from ._feedback import reset_feedback, teach
    from ._history import history, operations
    from ._outcome import outcome
    from ._pin import pin, unpin
    from ._scrub import finish_erasures, receipt_of
    from ._undo import undo

__all__ = [
    "DIGEST",
    "archive",
    "check",
    "erase",
    "finish_erasures",
    "history",
    "operations",
    "outcome",
    "pin",
    "receipt_of",
    "repair",
    "reset_feedback",
    "teach",
    "undo",
    "unpin",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        "_archive": ("archive",),
        "_check": ("check", "repair"),
        "_erase": ("DIGEST", "erase"),
        "_feedback": ("reset_feedback", "teach"),
        "_history": ("history", "operations"),
        "_outcome": ("outcome",),
        "_pin": ("pin", "unpin"),
        "_scrub": ("finish_erasures", "receipt_of"),
        "_undo": ("undo",),
    },
)
