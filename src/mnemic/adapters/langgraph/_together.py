"""Doing in one go what several threads ask for while another such thing is under way."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Generic, TypeVar

T = TypeVar("T")


class Together(Generic[T]):
    """
    Collects what comes while *work* runs, so that its next run does all of that.

    Erasing takes as long for ten documents as for one, and who awaits several deletes at once means them together.

    Args:
        work: Is called by one thread at a time.
    """

    def __init__(self, work: Callable[[Sequence[T]], None]) -> None:
        self._work = work
        self._turn = threading.Lock()
        self._guard = threading.Lock()
        self._waiting: list[tuple[Sequence[T], Future[None]]] = []

    def do(self, items: Sequence[T]) -> None:
        """Return when *items* are done; raise what their run raised."""
        done: Future[None] = Future()
        with self._guard:
            self._waiting.append((items, done))
        with self._turn:
            if not done.done():
                self._run()
        done.result()

    def _run(self) -> None:
        with self._guard:
            taken, self._waiting = self._waiting, []
        try:
            self._work(list(dict.fromkeys(item for items, _ in taken for item in items)))
        except BaseException as error:
            for _, done in taken:
                done.set_exception(error)
        else:
            for _, done in taken:
                done.set_result(None)
