"""Where memories are kept: one protocol, one conformance suite, a package for each implementation."""

from ._protocol import (
    Counts,
    Erased,
    Header,
    Job,
    LinkRow,
    Model,
    NewVector,
    Pending,
    Reader,
    Replay,
    Space,
    Store,
    TermRow,
    Terms,
    VectorRow,
    Writer,
)

__all__ = [
    "Counts",
    "Erased",
    "Header",
    "Job",
    "LinkRow",
    "Model",
    "NewVector",
    "Pending",
    "Reader",
    "Replay",
    "Space",
    "Store",
    "TermRow",
    "Terms",
    "VectorRow",
    "Writer",
]
