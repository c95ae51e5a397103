"""Mnemic's own model, answering from what it answered before: what is left is the engine's time."""

import functools
import importlib
import inspect
import threading
import time
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from drivers._driver import Lookup


class GivenModel:
    """
    Stands before the public methods of `mnemic.embed.MiniLM`, so that everything else stays as it is by default.

    The first run after it is made is recorded; from the second `restart` on, texts the model has seen are looked
    up. The time that takes is not counted.

    Attributes:
        asked_anew: Runs of the model's graph since then, which should be none.
    """

    def __init__(self, lookup: Lookup) -> None:
        self.asked_anew = 0
        self._lookup = lookup
        self._owner = threading.get_ident()
        self._inside = threading.local()
        self._known: dict[Hashable, Any] = {}
        self._matrices: set[Hashable] = set()
        self._starts = 0
        model = importlib.import_module("mnemic.embed").MiniLM
        for name, method in list(vars(model).items()):
            if inspect.isfunction(method) and not name.startswith("_"):
                setattr(model, name, self._before(name, method))
        session: Any = importlib.import_module("onnxruntime").InferenceSession
        session.run = self._counted(session.run)

    def restart(self) -> None:
        """Begin another run."""
        self._starts += 1

    def _before(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(method)
        def called(model: object, *arguments: Any, **options: Any) -> Any:
            if getattr(self._inside, "call", False) or not arguments:
                return method(model, *arguments, **options)
            start = time.perf_counter()
            self._inside.call = True
            try:
                rest = (name, repr((arguments[1:], sorted(options.items()))))
                if isinstance(arguments[0], str):
                    return self._one(rest, arguments[0], lambda: method(model, *arguments, **options))
                return self._many(
                    rest, arguments[0], lambda texts: method(model, texts, *arguments[1:], **options)
                )
            finally:
                self._inside.call = False
                if self._starts > 1 and threading.get_ident() == self._owner:
                    self._lookup.spent_s += time.perf_counter() - start

        return called

    def _one(self, rest: Hashable, text: str, ask: Callable[[], Any]) -> Any:
        if (rest, text) not in self._known:
            self._known[rest, text] = ask()
        return self._known[rest, text]

    def _many(self, rest: Hashable, texts: Sequence[str], ask: Callable[[Sequence[str]], Any]) -> Any:
        """Return the rows for *texts*, asking for those that aren't known; the whole answer if it has no rows."""
        missing = [text for text in dict.fromkeys(texts) if (rest, text) not in self._known]
        if missing:
            answered = ask(missing)
            if isinstance(answered, tuple) or len(answered) != len(missing):
                return self._one(rest, "\0".join(texts), lambda: ask(texts))
            if not isinstance(answered, list):
                self._matrices.add(rest)
            for text, row in zip(missing, answered, strict=True):
                self._known[rest, text] = row
        if not texts:
            return ask(texts)
        rows = [self._known[rest, text] for text in texts]
        return _stacked(rows) if rest in self._matrices else rows

    def _counted(self, run: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(run)
        def counted(*arguments: Any, **options: Any) -> Any:
            self.asked_anew += self._starts > 1
            return run(*arguments, **options)

        return counted


def _stacked(rows: Sequence[Any]) -> Any:
    import numpy as np

    return np.stack(rows)
