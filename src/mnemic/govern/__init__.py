"""What happened, taking it back, and forgetting for good."""

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
