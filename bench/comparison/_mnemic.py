"""Mnemic, with its defaults."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from comparison._probe import Probe, serve
from comparison._replies import statement

PAGE = 500


class Mnemic(Probe):
    """A file; the model at the endpoint is never needed."""

    memory: Any

    def load(self) -> str:
        import mnemic

        self.package: Any = mnemic
        return mnemic.__version__

    def quick_start(self, folder: Path) -> Sequence[str]:
        self.open(folder, "")
        self.add(statement("markera0"), "ana")
        return self.search("Where is markera0?", "ana")

    def open(self, folder: Path, url: str) -> None:
        self.memory = self.package.open(folder / "memory.db")

    def add(self, text: str, user: str) -> None:
        self.memory.remember(text, user=user)

    def search(self, query: str, user: str) -> Sequence[str]:
        return [hit.cube.content for hit in self.memory.recall(query, user=user)]

    def texts(self, user: str) -> Sequence[str]:
        found, cursor = [], None
        while True:
            page = self.memory.list(user=user, limit=PAGE, cursor=cursor)
            found += [cube.content for cube in page]
            cursor = page.cursor
            if cursor is None:
                return found

    def delete(self, user: str) -> None:
        self.memory.forget(user=user)

    def close(self) -> None:
        self.memory.close()


if __name__ == "__main__":
    serve(Mnemic())
