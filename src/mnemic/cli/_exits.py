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
    Exit(OK, (), "done; an empty answer is an answer"),
    Exit(MISSING, (NotFound,), "not found, nothing matched, or not confirmed"),
    Exit(CONFLICT, (Conflict,), "the store holds something else than the call assumes"),
    Exit(USAGE, (UsageError,), "fix the call; nothing was changed"),
    Exit(RETRY, (RetryableError,), "try again later"),
    Exit(STORE, (StoreError,), "mend the store or its place"),
    Exit(SETUP, (SetupError,), "mend the installation"),
    Exit(INTERRUPTED, (), "interrupted with Ctrl-C"),
)
"""Every exit code of the command."""


def code_of(error: MnemicError) -> int:
    """Return the exit code for *error*, by its family."""
    return next((item.code for item in EXITS if isinstance(error, item.errors)), USAGE)


def legend() -> str:
    """Return the exit codes as one sentence for the help, in order."""
    told = (f"{item.code} {item.meaning}" for item in sorted(EXITS))
    return f"Exit codes: {'; '.join(told)}."
