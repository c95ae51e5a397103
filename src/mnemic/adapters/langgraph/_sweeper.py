"""Sweeping away what has expired, again and again, in a thread."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress

from ...errors import MnemicError, StoreClosed

_log = logging.getLogger(__name__)


class Sweeper:
    """
    Calls *sweep* every so often until it is stopped. It does not keep a program from ending.

    Args:
        sweep: Returns how many documents went.
    """

    def __init__(self, sweep: Callable[[], int]) -> None:
        self._sweep = sweep
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        self._ended: Future[None] = Future()

    def start(self, interval_s: float) -> Future[None]:
        """Start, unless it runs; return a future that is done when it has ended, and that stops it when cancelled."""
        with self._lock:
            if self._thread is not None and self._thread.is_alive() and not self._stopping.is_set():
                return self._ended
            stopping, ended = threading.Event(), Future[None]()
            self._stopping, self._ended = stopping, ended
            ended.add_done_callback(lambda _: stopping.set())
            self._thread = threading.Thread(
                target=self._run, args=(interval_s, stopping, ended), name="mnemic-ttl-sweeper", daemon=True
            )
            self._thread.start()
            return ended

    def stop(self, timeout_s: float | None) -> bool:
        """Stop; say whether it has ended within *timeout_s*."""
        with self._lock:
            thread = self._thread
            self._stopping.set()
        if thread is None:
            return True
        thread.join(timeout_s)
        return not thread.is_alive()

    def _run(self, interval_s: float, stopping: threading.Event, ended: Future[None]) -> None:
        try:
            while not stopping.wait(interval_s):
                try:
                    swept = self._sweep()
                except StoreClosed:
                    break
                except MnemicError:
                    # The store may be busy, or the server away; nobody waits here for the error.
                    _log.exception("sweeping expired documents failed; it is tried again in %g s", interval_s)
                else:
                    _log.debug("swept %d expired documents", swept)
        finally:
            with suppress(InvalidStateError):  # it was cancelled
                ended.set_result(None)
