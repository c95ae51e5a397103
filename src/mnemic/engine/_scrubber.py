"""Scrubbing the files behind the back of who does not wait for it."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final

from .. import govern
from ..errors import MnemicError

if TYPE_CHECKING:
    from ..store import Store

_GATHER_S: Final = 0.5
"""How long to wait for more to be erased: whatever has been by then is searched for in one go."""

_REST: Final = 4.0
"""How much longer than the last search to rest before the next one, so that it takes a fifth of a processor at most."""

_BLOCKED_S: Final = 5.0
"""When to try again where another connection holds the file."""


class Scrubber:
    """
    Finishes the erasures of a store, in a thread that lives only while there are any.

    What it cannot finish stays journalled, and is the next opener's: `ErasureReceipt.reason` says why.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None
        self._is_asked = False

    def ask(self) -> None:
        """Have what is erased by now scrubbed soon."""
        with self._lock:
            self._is_asked = True
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="mnemic-scrub", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Finish what was asked for, as far as that can be done now, and end."""
        with self._lock:
            thread = self._thread
        self._closing.set()
        if thread is not None and thread is not threading.current_thread():
            thread.join()

    def _work(self) -> None:
        rest_s = _GATHER_S
        while True:
            self._closing.wait(rest_s)
            with self._lock:
                self._is_asked = False
            began = time.monotonic()
            is_done = self._finish()
            rest_s = max(_GATHER_S, (time.monotonic() - began) * _REST, 0.0 if is_done else _BLOCKED_S)
            with self._lock:
                if (is_done or self._closing.is_set()) and not self._is_asked:
                    self._thread = None
                    return

    def _finish(self) -> bool:
        """Say whether nothing is left to be done."""
        try:
            receipts = govern.finish_erasures(self._store, 0.0)
        except MnemicError:
            # Nobody waits for it. It is tried again, here and by the next opener, and stays in `mem.jobs()` until then.
            import logging  # loaded by those who have something to log

            logging.getLogger("mnemic.erasure").exception(
                "an erasure could not be scrubbed; its rows are gone, the files are looked through later"
            )
            return self._store.closed
        return all(receipt.status == "complete" for receipt in receipts)
