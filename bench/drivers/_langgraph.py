"""LangGraph's SqliteStore with its sqlite-vec index: one namespace a user."""

import importlib
import importlib.metadata
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from drivers._driver import Driver, Item, serve


class LangGraph(Driver):
    """
    The index's embed function looks the vectors up.

    The field to embed is named at every put: SqliteStore doesn't read its index configuration's `fields`.
    """

    connection: Any
    store: Any
    put: Any

    def load(self) -> str:
        engine = ""
        if not hasattr(sqlite3.Connection, "enable_load_extension"):
            sys.modules["sqlite3"] = importlib.import_module("pysqlite3")
            engine = f", SQLite {sys.modules['sqlite3'].sqlite_version} of pysqlite3"
        self.package = importlib.import_module("langgraph.store.sqlite")
        self.put = importlib.import_module("langgraph.store.base").PutOp
        return importlib.metadata.version("langgraph-checkpoint-sqlite") + engine

    def open(self, folder: Path, space: str) -> None:
        index = {"dims": 384, "embed": self.vectors.lists}
        self.connection = self.package.SqliteStore.from_conn_string(str(folder / "store.db"), index=index)
        self.store = self.connection.__enter__()
        self.store.setup()

    def add_one(self, item: Item) -> None:
        value = {"text": item.text, "turn": item.number}
        self.store.put(("memories", item.user), str(item.number), value, index=["text"])

    def add_many(self, items: Sequence[Item]) -> None:
        self.store.batch([self._put(item) for item in items])

    def _put(self, item: Item) -> Any:
        value = {"text": item.text, "turn": item.number}
        return self.put(("memories", item.user), str(item.number), value, index=["text"])

    def search(self, query: str, user: str | None, limit: int) -> list[str]:
        namespace = ("memories", user) if user else ("memories",)
        return [hit.value["text"] for hit in self.store.search(namespace, query=query, limit=limit)]

    def count(self) -> int:
        return len(self.store.search(("memories",), limit=1_000_000))

    def delete_user(self, user: str) -> None:
        for hit in self.store.search(("memories", user), limit=1_000_000):
            self.store.delete(hit.namespace, hit.key)

    def close(self) -> None:
        self.connection.__exit__(None, None, None)


if __name__ == "__main__":
    serve(LangGraph())
