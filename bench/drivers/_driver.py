"""
What every system's driver does, and its protocol: one JSON object a line, in on stdin, out on stdout.

A driver runs in its system's own environment, so this file needs the standard library and, after the system
has been imported, numpy. Durations are taken around the system's call alone; time that the call spends in our
vector lookup is subtracted.
"""

import json
import os
import sys
import threading
import time
import traceback
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ACKNOWLEDGED_FD = 9_999
"""Never open: fsync on it fails at once, and marks an acknowledged write in a trace of the sync calls."""


class Item(NamedTuple):
    """One text to be remembered."""

    number: int
    text: str
    user: str


class Lookup:
    """Hands out the vectors that go with the texts, and keeps count of the time that takes."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.queries: list[str] = []
        self.spent_s = 0.0
        self._row: dict[str, int] = {}
        self._vectors: Any = None
        self._query_row: dict[str, int] = {}
        self._query_vectors: Any = None
        self._owner = threading.get_ident()

    def load(self, folder: Path, *, texts: bool) -> None:
        """Read the queries and, if asked, the texts; the texts' vectors stay in the page cache."""
        import numpy as np

        self.queries = json.loads((folder / "queries.json").read_text())
        self._query_row = {text: row for row, text in enumerate(self.queries)}
        self._query_vectors = np.load(folder / "query_vectors.npy")
        if texts:
            self.texts = json.loads((folder / "texts.json").read_text())
            self._row = {text: row for row, text in enumerate(self.texts)}
            self._vectors = np.load(folder / "vectors.npy", mmap_mode="r")

    def __call__(self, texts: Sequence[str]) -> Any:
        """Return the vectors of *texts*, one a row, f32."""
        import numpy as np

        start = time.perf_counter()
        vectors = np.stack([self._vector(text) for text in texts])
        if threading.get_ident() == self._owner:
            self.spent_s += time.perf_counter() - start
        return vectors

    def lists(self, texts: Sequence[str]) -> list[list[float]]:
        """Return the vectors of *texts* as plain lists."""
        start = time.perf_counter()
        before = self.spent_s
        vectors: list[list[float]] = self(texts).tolist()
        if threading.get_ident() == self._owner:
            self.spent_s = before + time.perf_counter() - start
        return vectors

    def _vector(self, text: str) -> Any:
        row = self._row.get(text)
        return self._query_vectors[self._query_row[text]] if row is None else self._vectors[row]


class Driver(ABC):
    """One system behind the few calls that the benchmark makes."""

    def __init__(self) -> None:
        self.vectors = Lookup()

    @abstractmethod
    def load(self) -> str:
        """Import the system and return its version."""

    @abstractmethod
    def open(self, folder: Path, space: str) -> None:
        """Open or create the store in *folder*; *space* is used by systems that have such walls."""

    @abstractmethod
    def add_one(self, item: Item) -> None:
        """Add one text, by the call a user would make for one text."""

    @abstractmethod
    def add_many(self, items: Sequence[Item]) -> None:
        """Add texts by the system's own call for many."""

    @abstractmethod
    def search(self, query: str, user: str | None, limit: int) -> list[str]:
        """Return the best texts; no *user* means no filter where the system allows that."""

    @abstractmethod
    def count(self) -> int:
        """Return how many texts the open store holds."""

    @abstractmethod
    def delete_user(self, user: str) -> None:
        """Delete all of a user's texts by the system's own call."""

    def settle(self) -> None:
        """Wait for work that the system does later; most do none."""
        return

    @abstractmethod
    def close(self) -> None:
        """Close the store."""


class Server:
    """Runs commands against a driver until told to stop."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self.commands: dict[str, Callable[..., Any]] = {
            "load": self.load, "corpus": self.corpus, "open": self.open, "close": driver.close,
            "add": self.add, "bulk": self.bulk, "search": self.search, "first": self.first, "rss": rss_mb,
            "count": driver.count, "delete_user": driver.delete_user, "settle": self.settle,
        }  # fmt: skip

    def load(self) -> dict[str, Any]:
        start = time.perf_counter()
        version = self.driver.load()
        return {"version": version, "import_ms": _since(start)}

    def corpus(self, folder: str, texts: bool = True) -> None:
        self.driver.vectors.load(Path(folder), texts=texts)

    def open(self, folder: str, space: str = "default") -> None:
        self.driver.open(Path(folder), space)

    def items(self, start: int, stop: int, users: int, prefix: str) -> list[Item]:
        texts = self.driver.vectors.texts
        return [Item(n, texts[n], f"{prefix}{n % users}") for n in range(start, stop)]

    def add(
        self,
        start: int,
        stop: int,
        users: int = 1,
        prefix: str = "user",
        cap_s: float = 1e9,
        mark: bool = False,
    ) -> dict[str, Any]:
        """Add one by one; a failing add is counted by its error and the next one follows."""
        times: list[float] = []
        errors: dict[str, int] = {}
        began = time.perf_counter()
        if mark:
            _mark()
        for item in self.items(start, stop, users, prefix):
            try:
                times.append(self.timed(self.driver.add_one, item))
            except Exception as error:
                text = f"{type(error).__name__}: {error}".splitlines()[0][:120]
                errors[text] = errors.get(text, 0) + 1
            if mark:
                _mark()
            if time.perf_counter() - began > cap_s:
                break
        return {"ms": times, "errors": errors, "wall_s": time.perf_counter() - began}

    def bulk(
        self,
        start: int,
        stop: int,
        batch: int = 100,
        users: int = 1,
        cap_s: float = 1e9,
    ) -> dict[str, Any]:
        """Add in batches until done or out of time."""
        times: list[float] = []
        began = time.perf_counter()
        done = start
        for first in range(start, stop, batch):
            done = min(first + batch, stop)
            times.append(self.timed(self.driver.add_many, self.items(first, done, users, "user")))
            if time.perf_counter() - began > cap_s:
                break
        return {"ms": times, "added": done - start, "wall_s": time.perf_counter() - began}

    def settle(self) -> float:
        """Wait for what was left for later and return the milliseconds that took."""
        start = time.perf_counter()
        self.driver.settle()
        return _since(start)

    def search(self, start: int, stop: int, user: str | None = None, limit: int = 10) -> dict[str, Any]:
        """Time the queries numbered *start* to *stop*, wrapping around."""
        queries = self.driver.vectors.queries
        times: list[float] = []
        found = 0
        for number in range(start, stop):
            query = queries[number % len(queries)]
            elapsed, texts = self.timed_result(self.driver.search, query, user, limit)
            times.append(elapsed)
            found += len(texts)
        return {"ms": times, "found": found / max(len(times), 1)}

    def first(
        self, folder: str, space: str, query: int, user: str | None = None, limit: int = 10
    ) -> dict[str, Any]:
        """Time from just before the store is opened to the end of a first search in *space*."""
        text = self.driver.vectors.queries[query]
        start = time.perf_counter()
        self.driver.open(Path(folder), space)
        opened = _since(start)
        found = self.driver.search(text, None, limit)
        return {"ms": _since(start), "open_ms": opened, "found": len(found)}

    def timed(self, call: Callable[..., Any], *arguments: object) -> float:
        return self.timed_result(call, *arguments)[0]

    def timed_result(self, call: Callable[..., Any], *arguments: object) -> tuple[float, Any]:
        return timed(self.driver.vectors, call, *arguments)


def timed(lookup: Lookup, call: Callable[..., Any], *arguments: object) -> tuple[float, Any]:
    """Return the milliseconds that *call* took without our vector lookup, and its result."""
    lookup.spent_s = 0.0
    start = time.perf_counter()
    result = call(*arguments)
    return _since(start) - 1e3 * lookup.spent_s, result


def serve(driver: Driver) -> None:
    """Answer the engine benchmark's commands until stdin ends."""
    answer(Server(driver).commands)


def answer(commands: Mapping[str, Callable[..., Any]]) -> None:
    """Run the commands asked for until stdin ends; whatever the system prints goes to stderr."""
    with os.fdopen(os.dup(1), "w") as replies:
        os.dup2(2, 1)
        for line in sys.stdin:
            request: dict[str, Any] = json.loads(line)
            try:
                reply = {"result": commands[request.pop("op")](**request)}
            except Exception as error:
                traceback.print_exc()
                reply = {"error": f"{type(error).__name__}: {error}".splitlines()[0][:300]}
            replies.write(json.dumps(reply) + "\n")
            replies.flush()


def rss_mb() -> dict[str, float]:
    """Return this process's resident memory, its private part and its peak, in MB."""
    names = {"VmRSS": "rss", "RssAnon": "anonymous", "VmHWM": "peak"}
    lines = (line.split() for line in Path("/proc/self/status").read_text().splitlines())
    return {
        names[key]: int(words[1]) / 1024
        for words in lines
        if words and (key := words[0].rstrip(":")) in names
    }


def _since(start: float) -> float:
    return 1e3 * (time.perf_counter() - start)


def _mark() -> None:
    try:
        os.fsync(ACKNOWLEDGED_FD)
    except OSError:
        return
