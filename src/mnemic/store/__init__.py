"""Where memories are kept: one protocol, one conformance suite, a package for each implementation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazily
from ._protocol import Reader, Store, Writer
from ._request import REQUESTS_KEPT_US, Request, RequestDone, carrying_out, current_request
from ._values import (
    LESSONS_KEPT,
    WHOLE_STORE,
    AgeRow,
    ApiKeyRow,
    BondRow,
    Counts,
    Erased,
    Finding,
    Header,
    Job,
    JobState,
    LessonRow,
    LinkRow,
    Load,
    Model,
    NewVector,
    Pending,
    Replay,
    RequestRow,
    SessionRow,
    SlotRow,
    Space,
    StoredTerms,
    StoredVector,
    TermRow,
    Terms,
    TokenRow,
    VectorRow,
    Verdict,
    VitalityRow,
)

if TYPE_CHECKING:
    from ._records import Adopted, LinkRecord, OperationRecord, ReplayRecord, VectorRecord, VersionRecord

__all__ = [
    "LESSONS_KEPT",
    "REQUESTS_KEPT_US",
    "WHOLE_STORE",
    "Adopted",
    "AgeRow",
    "ApiKeyRow",
    "BondRow",
    "Counts",
    "Erased",
    "Finding",
    "Header",
    "Job",
    "JobState",
    "LessonRow",
    "LinkRecord",
    "LinkRow",
    "Load",
    "Model",
    "NewVector",
    "OperationRecord",
    "Pending",
    "Reader",
    "Replay",
    "ReplayRecord",
    "Request",
    "RequestDone",
    "RequestRow",
    "SessionRow",
    "SlotRow",
    "Space",
    "Store",
    "StoredTerms",
    "StoredVector",
    "TermRow",
    "Terms",
    "TokenRow",
    "VectorRecord",
    "VectorRow",
    "Verdict",
    "VersionRecord",
    "VitalityRow",
    "Writer",
    "carrying_out",
    "current_request",
]

# Only exports and imports need them, and every opening would wait for them.
__getattr__, __dir__ = lazily(
    __name__,
    {
        "_records": (
            "Adopted",
            "LinkRecord",
            "OperationRecord",
            "ReplayRecord",
            "VectorRecord",
            "VersionRecord",
        )
    },
)
