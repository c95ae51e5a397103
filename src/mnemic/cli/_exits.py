"""What the exit code of a command means, and how an error is told."""

from __future__ import annotations

from typing import NamedTuple

from ..errors import Conflict, MnemicError, NotFound, RetryableError, SetupError, StoreError, UsageError


class Exit(NamedTuple):
    """An exit code, the errors it stands for, and what it means to a person."""

    code: int
    errors: tuple[type[MnemicError], ...]
    meaning: str


OK, MISSING, USAGE, CONFLICT, RETRY, STORE, SETUP, INTERRUPTED = 0, 1, 2, 3, 4, 5, 6, 130

# The first that fits counts, so a family stands after those inside it.
EXITS = (
    Exit(OK, (), "done (an empty answer too)"),
    Exit(MISSING, (NotFound,), "not found, or nothing matched, or not confirmed"),
    Exit(CONFLICT, (Conflict,), "a conflict with what the store holds"),
    Exit(USAGE, (UsageError,), "a call that cannot work as it stands"),
    Exit(RETRY, (RetryableError,), "busy or out of reach: try again later"),
    Exit(STORE, (StoreError,), "the store or its place needs mending"),
    Exit(SETUP, (SetupError,), "the installation needs mending"),
    Exit(INTERRUPTED, (), "interrupted with Ctrl-C"),
)
"""Every exit code of the command."""


def code_of(error: MnemicError) -> int:
    """Return the exit code for *error*, by its family."""
    return next((item.code for item in EXITS if isinstance(error, item.errors)), USAGE)


def legend() -> str:
    """Return the exit codes as one sentence for the help, in order."""
    told = (f"{item.code}, {item.meaning}" for item in sorted(EXITS))
    return f"Exit codes: {'; '.join(told)}."
