"""
What every probe does, and the commands its process answers. Runs in the system's own environment: standard library only.
"""

import os
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from drivers._driver import answer

from comparison._replies import statement


class Probe(ABC):
    """One system behind the calls that its documentation shows first."""

    @abstractmethod
    def load(self) -> str:
        """Import the system and return its version."""

    @abstractmethod
    def quick_start(self, folder: Path) -> Sequence[str]:
        """
        Do what the quick start shows, with no key and no service named: add one sentence, search, return the texts.

        Raises:
            Exception: whatever the system says to that.
        """

    @abstractmethod
    def open(self, folder: Path, url: str) -> None:
        """Open or make the store in *folder*; a model and an embedder are at *url*."""

    @abstractmethod
    def add(self, text: str, user: str) -> None:
        """Add one message by the documented call, and wait until it can be found where the call does not."""

    @abstractmethod
    def search(self, query: str, user: str) -> Sequence[str]:
        """Return the texts of what is found."""

    @abstractmethod
    def texts(self, user: str) -> Sequence[str]:
        """Return everything that can be read back of the user's, with its evidence where there is such a call."""

    @abstractmethod
    def delete(self, user: str) -> None:
        """Delete all of a user's by the documented call."""

    @abstractmethod
    def close(self) -> None:
        """Close the store as a program does that ends."""


class _Server:
    def __init__(self, probe: Probe) -> None:
        self._probe = probe

    def load(self) -> dict[str, Any]:
        began = time.perf_counter()
        return {"version": self._probe.load(), "import_s": time.perf_counter() - began}

    def quick_start(self, folder: str) -> list[str]:
        for name in [name for name in os.environ if name.endswith("_API_KEY")]:
            del os.environ[name]
        return list(self._probe.quick_start(Path(folder)))

    def open(self, folder: str, url: str) -> None:
        os.environ["OPENAI_API_KEY"] = "sk-none"
        self._probe.open(Path(folder), url)

    def add(
        self, start: int, stop: int, letter: str = "a", user: str = "ana", log: str | None = None
    ) -> dict[str, Any]:
        """Add statements one by one; write each acknowledged number to *log*; count errors and go on."""
        times: list[float] = []
        errors: dict[str, int] = {}
        done: list[int] = []
        with open(log or os.devnull, "a") as acknowledged:
            for number in range(start, stop):
                began = time.perf_counter()
                try:
                    self._probe.add(statement(f"marker{letter}{number}"), user)
                except Exception as error:
                    text = f"{type(error).__name__}: {error}".splitlines()[0][:160]
                    errors[text] = errors.get(text, 0) + 1
                    continue
                times.append(time.perf_counter() - began)
                done.append(number)
                acknowledged.write(f"{number}\n")
                acknowledged.flush()
        return {"s": times, "errors": errors, "done": done}

    def search(self, query: str, user: str = "ana") -> dict[str, Any]:
        began = time.perf_counter()
        found = list(self._probe.search(query, user))
        return {"found": found, "s": time.perf_counter() - began}

    def texts(self, user: str = "ana") -> list[str]:
        return list(self._probe.texts(user))

    def delete(self, user: str = "ana") -> None:
        self._probe.delete(user)

    def close(self) -> None:
        self._probe.close()


def serve(probe: Probe) -> None:
    """Answer commands until stdin ends."""
    server = _Server(probe)
    answer(
        {
            "load": server.load, "quick_start": server.quick_start, "open": server.open, "add": server.add,
            "search": server.search, "texts": server.texts, "delete": server.delete, "close": server.close,
        }
    )  # fmt: skip
