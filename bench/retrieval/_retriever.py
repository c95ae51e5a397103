"""
What every system does in the comparison of retrieval, and the commands its process answers.

Runs in the system's own environment, so this file needs the standard library and, through the lookup, numpy.
"""

import json
import os
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from drivers._driver import Lookup, answer, rss_mb, timed


class Turn(NamedTuple):
    """One message; *text* has the speaker's name before it."""

    id: str
    speaker: str
    role: str
    content: str

    @property
    def text(self) -> str:
        """What every system searches and embeds."""
        return f"{self.speaker}: {self.content}" if self.speaker else self.content


class Session(NamedTuple):
    """The turns of one sitting and when it began, in ISO 8601."""

    id: str
    date: str
    turns: Sequence[Turn]


class Question(NamedTuple):
    """What is asked of a space, and when, in ISO 8601."""

    id: str
    text: str
    asked_at: str | None


class Space(NamedTuple):
    """One conversation, walled off from the others, and the questions about it."""

    name: str
    sessions: Sequence[Session]
    questions: Sequence[Question]


class Given(Lookup):
    """
    The vectors that mnemic's embedder made of the turns and the questions.

    Attributes:
        unknown: How many other texts were asked for; they get a vector of zeros.
    """

    def __init__(self) -> None:
        super().__init__()
        self.unknown = 0
        self._folder = Path()
        self._offsets: list[int] = []

    def load(self, folder: Path, *, texts: bool = True) -> None:
        """Read the vectors; vectors of single tokens stay in their file."""
        super().load(folder, texts=texts)
        self._folder = folder
        offsets = folder / "token_offsets.json"
        self._offsets = json.loads(offsets.read_text()) if offsets.exists() else []

    def tokens(self, text: str) -> list[list[float]]:
        """Return the unit vectors of the text's word pieces."""
        import numpy as np

        start = time.perf_counter()
        row = self._row[text] if text in self._row else len(self._row) + self._query_row[text]
        first, last = self._offsets[row : row + 2]
        width = self._vectors.shape[1]
        with (self._folder / "tokens.f16").open("rb") as file:
            raw = os.pread(file.fileno(), 2 * width * (last - first), 2 * width * first)
        matrix: list[list[float]] = np.frombuffer(raw, np.float16).reshape(-1, width).tolist()
        self.spent_s += time.perf_counter() - start
        return matrix

    def _vector(self, text: str) -> Any:
        if text in self._row or text in self._query_row:
            return super()._vector(text)
        self.unknown += 1
        return 0 * self._query_vectors[0]


class Retriever(ABC):
    """One system behind the few calls that the comparison makes."""

    def __init__(self) -> None:
        self.vectors = Given()

    @abstractmethod
    def load(self) -> str:
        """Import the system and return its version."""

    @abstractmethod
    def begin(self, folder: Path) -> None:
        """Make an empty store in *folder*."""

    @abstractmethod
    def remember(self, space: str, session: Session) -> None:
        """Add one session's turns by the system's own call for many."""

    def settle(self, space: str) -> None:
        """Do or await what the system leaves for later; then the space is on disk and can be searched."""
        return

    @abstractmethod
    def find(self, space: str, question: Question, limit: int) -> Sequence[str]:
        """Return the ids of the best turns, best first."""

    def remarks(self) -> dict[str, int]:
        """Return counts that a reader of the figures should know of."""
        return {"unknown": self.vectors.unknown}

    @abstractmethod
    def close(self) -> None:
        """Close the store."""


class _Server:
    """Runs the comparison's commands against one system."""

    def __init__(self, system: Retriever) -> None:
        self.system = system
        self._spaces: dict[str, Space] = {}

    def load(self) -> dict[str, Any]:
        return {"version": self.system.load()}

    def data(self, folder: str) -> None:
        self.system.vectors.load(Path(folder), texts=True)
        for entry in json.loads((Path(folder) / "spaces.json").read_text()):
            space = read_space(entry)
            self._spaces[space.name] = space

    def begin(self, folder: str) -> None:
        self.system.begin(Path(folder))

    def add(self, space: str) -> dict[str, Any]:
        """Add a space's sessions and settle; milliseconds of every call."""
        sessions = self._spaces[space].sessions
        times = [self._timed(self.system.remember, space, session) for session in sessions]
        settled = self._timed(self.system.settle, space)
        return {"ms": times, "settle_ms": settled, "turns": sum(len(session.turns) for session in sessions)}

    def search(self, space: str, limit: int) -> dict[str, Any]:
        """Ask a space's questions; the first is asked once before, to warm up."""
        questions = self._spaces[space].questions
        first = self._timed(self.system.find, space, questions[0], 1)
        times, found = [], []
        for question in questions:
            elapsed, ids = timed(self.system.vectors, self.system.find, space, question, limit)
            times.append(elapsed)
            found.append(list(dict.fromkeys(ids)))
        return {"first_ms": first, "ms": times, "found": found}

    def _timed(self, call: Any, *arguments: object) -> float:
        return timed(self.system.vectors, call, *arguments)[0]


def read_space(entry: dict[str, Any]) -> Space:
    """Return the space that the harness wrote as JSON."""
    sessions = [
        Session(session["id"], session["date"], [Turn(**turn) for turn in session["turns"]])
        for session in entry["sessions"]
    ]
    return Space(entry["name"], sessions, [Question(**question) for question in entry["questions"]])


def serve(system: Retriever) -> None:
    """Answer the comparison's commands until stdin ends."""
    server = _Server(system)
    answer(
        {
            "load": server.load, "data": server.data, "begin": server.begin, "add": server.add,
            "search": server.search, "remarks": system.remarks, "rss": rss_mb, "close": system.close,
        }
    )  # fmt: skip
