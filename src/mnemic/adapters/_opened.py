"""What an adapter works on: a memory that is open already, or one it opens and closes itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from .._open import open as open_memory
from ..engine import Memory
from ..errors import ArgumentError

Location = Memory | str | Path
"""An open memory, a path, or the URL of a server."""


class Opened(NamedTuple):
    """A memory, and whether the adapter opened it, so that it has to close it."""

    memory: Memory
    is_own: bool

    def close(self) -> None:
        """Close the memory if it was opened here; one that was handed in is its owner's to close."""
        if self.is_own:
            self.memory.close()


def opened(memory: Location, **options: Any) -> Opened:
    """
    Return *memory*, opened where it isn't yet.

    Args:
        options: For `mnemic.open`, where it is opened here: ``space=``, ``embedder=``, ``api_key=`` …

    Raises:
        ArgumentError: there are options for a memory that is open already.
    """
    if not isinstance(memory, Memory):
        return Opened(open_memory(memory, **options), is_own=True)
    if options:
        raise ArgumentError(
            f"{', '.join(options)}: for a memory that is opened here; this one is open already, "
            "so open it with these, or use memory.in_space(name)"
        )
    return Opened(memory, is_own=False)
