"""mem0, open source: its default stores, Qdrant in a folder and an SQLite history."""

import importlib
import importlib.metadata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from comparison._probe import Probe, serve
from comparison._replies import statement

MANY = 10_000


class Mem0(Probe):
    """`add` with its default `infer=True`, so that the model extracts."""

    memory: Any

    def load(self) -> str:
        self.package: Any = importlib.import_module("mem0")
        return importlib.metadata.version("mem0ai")

    def quick_start(self, folder: Path) -> Sequence[str]:
        self.memory = self.package.Memory()
        self.add(statement("markera0"), "ana")
        return self.search("Where is markera0?", "ana")

    def open(self, folder: Path, url: str) -> None:
        service = {"openai_base_url": url, "api_key": "sk-none"}
        store = {"collection_name": "mem0", "path": str(folder / "qdrant"), "on_disk": True}
        self.memory = self.package.Memory.from_config(
            {
                "llm": {"provider": "openai", "config": service},
                "embedder": {"provider": "openai", "config": service},
                "vector_store": {"provider": "qdrant", "config": store},
                "history_db_path": str(folder / "history.db"),
            }
        )

    def add(self, text: str, user: str) -> None:
        self.memory.add([{"role": "user", "content": text}], user_id=user)

    def search(self, query: str, user: str) -> Sequence[str]:
        return [hit["memory"] for hit in self.memory.search(query, filters={"user_id": user})["results"]]

    def texts(self, user: str) -> Sequence[str]:
        return [
            hit["memory"] for hit in self.memory.get_all(filters={"user_id": user}, top_k=MANY)["results"]
        ]

    def delete(self, user: str) -> None:
        self.memory.delete_all(user_id=user)

    def close(self) -> None:
        self.memory.close()
        self.memory.vector_store.client.close()


if __name__ == "__main__":
    serve(Mem0())
