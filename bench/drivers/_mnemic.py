"""Mnemic through its public API; vectors come from a callable embedder."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from drivers._driver import Driver, Item, serve

PAGE = 500


class Mnemic(Driver):
    """Keeps every opened space open until close(), as a server would."""

    memory: Any

    def __init__(self) -> None:
        super().__init__()
        self._opened: list[Any] = []

    def load(self) -> str:
        import mnemic
        from mnemic.embed import CallableEmbedder

        self.package: Any = mnemic
        self.embedder: Any = CallableEmbedder
        return mnemic.__version__

    def open(self, folder: Path, space: str) -> None:
        embedder = self.embedder(self.vectors, name="given", dims=384)
        self.memory = self.package.open(str(folder / "memory.db"), space=space, embedder=embedder)
        self._opened.append(self.memory)

    def add_one(self, item: Item) -> None:
        self.memory.remember(item.text, user=item.user, metadata={"turn": item.number})

    def add_many(self, items: Sequence[Item]) -> None:
        self.memory.remember_many(
            [{"content": item.text, "user": item.user, "metadata": {"turn": item.number}} for item in items]
        )

    def search(self, query: str, user: str | None, limit: int) -> list[str]:
        found = self.memory.recall(query, user=user, limit=limit)
        if found.degraded:
            raise RuntimeError(f"recall answered without everything in place: {found.degraded}")
        return [hit.cube.content for hit in found]

    def count(self) -> int:
        page = self.memory.list(limit=PAGE)
        cubes = len(list(page))
        while page.cursor is not None:
            page = self.memory.list(limit=PAGE, cursor=page.cursor)
            cubes += len(list(page))
        return cubes

    def delete_user(self, user: str) -> None:
        self.memory.forget(user=user)

    def settle(self) -> None:
        self.memory.flush()

    def close(self) -> None:
        for memory in self._opened:
            memory.close()
        self._opened.clear()


if __name__ == "__main__":
    serve(Mnemic())
