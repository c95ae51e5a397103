"""How many requests a second somebody may make."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final

from ...errors import TooManyRequests

_KEPT: Final = 10_000


class Rates:
    """
    A bucket of tokens for each who asks: filled at a rate, and full at *burst*. Safe to use from several threads.

    Each worker of a server counts for itself.

    Args:
        per_s: `None`: no limit.

        clock: Seconds, of which only differences count.
    """

    def __init__(
        self,
        per_s: float | None,
        burst: int,
        *,
        clock: Callable[[], float] = time.monotonic,
        kept: int = _KEPT,
    ) -> None:
        self._per_s = per_s
        self._burst = burst
        self._clock = clock
        self._kept = kept
        self._buckets: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, who: Hashable, what: str) -> None:
        """
        Let one request of *who* through.

        Args:
            what: Who that is, for the message: ``"this key"``.

        Raises:
            TooManyRequests: there were too many.
        """
        if self._per_s is None:
            return
        with self._lock:
            self._take(self._per_s, who, what)

    def _take(self, per_s: float, who: Hashable, what: str) -> None:
        now = self._clock()
        tokens, before = self._buckets.pop(who, (float(self._burst), now))
        tokens = min(self._burst, tokens + (now - before) * per_s)
        # Whoever was not heard of for longest starts with a full bucket again, as after so long it would be anyway.
        if len(self._buckets) >= self._kept:
            self._buckets.popitem(last=False)
        if tokens < 1.0:
            self._buckets[who] = (tokens, now)
            raise TooManyRequests(
                f"{what} may make {per_s:g} requests a second, and {self._burst} at once; nothing was done",
                (1.0 - tokens) / per_s,
            )
        self._buckets[who] = (tokens - 1.0, now)
