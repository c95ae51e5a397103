"""What checks are written with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from ...engine import Memory
from ...engine import open as open_memory
from ...recall import Recall

E = TypeVar("E", bound=BaseException)
Beside = Callable[[Memory, str], Memory]
"""Opens the space of that name of a memory's store."""


def open_beside(mem: Memory, space: str) -> Memory:
    """Open another space of the store that *mem* works on."""
    stats = mem.stats()
    return open_memory(stats.location, space=space, embedder=stats.embedder)


class Bench:
    """
    A fresh memory, and the means to look at it.

    Args:
        beside: Opens another space of the same store.
    """

    def __init__(self, mem: Memory, beside: Beside) -> None:
        self.mem = mem
        self._beside = beside
        self._opened: list[Memory] = []

    def beside(self, space: str) -> Memory:
        """Return a memory of another space of the same store."""
        self._opened.append(self._beside(self.mem, space))
        return self._opened[-1]

    def close(self) -> None:
        """Close everything that was opened."""
        for mem in (*self._opened, self.mem):
            mem.close()


@dataclass(frozen=True, slots=True)
class Check:
    """
    One fact about memories, and how to see it.

    Attributes:
        name: The fact, as words joined by underscores.

        needs_two: Whether it opens the store a second time.
    """

    name: str
    run: Callable[[Bench], None]
    needs_two: bool = False

    def __call__(self, make: Callable[[], Memory], beside: Beside = open_beside) -> None:
        """Check a fresh memory; raise `AssertionError` when the fact doesn't hold."""
        bench = Bench(make(), beside)
        try:
            lasting = beside is not open_beside or bench.mem.stats().location != ":memory:"
            if lasting or not self.needs_two:
                self.run(bench)
        finally:
            bench.close()


REGISTRY: list[Check] = []


def check(function: Callable[[Bench], None]) -> Callable[[Bench], None]:
    """Add a check that needs one handle."""
    REGISTRY.append(Check(function.__name__, function))
    return function


def check_of_two(function: Callable[[Bench], None]) -> Callable[[Bench], None]:
    """Add a check that opens the store twice."""
    REGISTRY.append(Check(function.__name__, function, needs_two=True))
    return function


def same(found: object, expected: object, what: str) -> None:
    """Raise unless *found* equals *expected*."""
    if found != expected:
        raise AssertionError(f"{what}: expected {expected!r:.300}, found {found!r:.300}")


def true(condition: object, what: str) -> None:
    """Raise unless *condition* holds."""
    if not condition:
        raise AssertionError(what)


def raises(kind: type[E], call: Callable[..., Any], /, *args: Any, **kwargs: Any) -> E:
    """Return the error of that *kind* that a call raises, or raise that it didn't."""
    try:
        result = call(*args, **kwargs)
    except kind as error:
        true(str(error), f"a {kind.__name__} must say something")
        return error
    raise AssertionError(f"{call.__name__}() should raise {kind.__name__}, and returned {result!r:.200}")


def unchanged(
    mem: Memory, kind: type[BaseException], call: Callable[..., Any], /, *args: Any, **kwargs: Any
) -> None:
    """Raise unless a call fails as it should and leaves no trace in the record of operations."""
    before = mem.audit_head()
    raises(kind, call, *args, **kwargs)
    same(mem.audit_head(), before, f"the audit head after a failed {call.__name__}()")


def texts(items: Iterable[Any]) -> list[str]:
    """Return the contents of cubes, or of hits, in order."""
    return [getattr(item, "cube", item).content for item in items]


def scores(found: Recall) -> list[tuple[str, float]]:
    """Return the content and score of every hit."""
    return [(hit.cube.content, hit.score) for hit in found]
