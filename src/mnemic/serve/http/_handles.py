"""One open store, and a handle for each of its spaces that is in use."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...engine import Memory

KEPT = 256
"""How many spaces' handles are kept: beside the shared caches a handle holds the numbers of its last recalls."""


class Handles:
    """
    The handles on the spaces of one store, least recently used out first. Safe to use from several threads.

    Args:
        memory: The handle that opened the store; closing it closes the store for all.
    """

    def __init__(self, memory: Memory, kept: int = KEPT) -> None:
        self._memory = memory
        self._kept = kept
        self._lock = threading.Lock()
        self._handles: OrderedDict[str, Memory] = OrderedDict({memory.space: memory})

    @property
    def store_wide(self) -> Memory:
        """A handle for the verbs that are about the whole store."""
        return self._memory

    def get(self, space: str) -> Memory:
        """
        Return the handle on a space, whether the store holds anything of it or not.

        Raises:
            ArgumentError: *space* cannot be a space's name.
        """
        with self._lock:
            found = self._handles.get(space)
            if found is None:
                found = self._handles[space] = self._memory.in_space(space)
                # One that goes may be in use still: it is not closed, only no longer kept.
                if len(self._handles) > self._kept:
                    self._handles.popitem(last=False)
            self._handles.move_to_end(space)
            return found

    def close(self) -> None:
        """Close the store."""
        self._memory.close()
