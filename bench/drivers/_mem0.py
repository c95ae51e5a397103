"""mem0 with infer=False and its default local vector store, Qdrant in a folder."""

import importlib
import importlib.metadata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from drivers._driver import Driver, Item, Lookup, serve


class GivenEmbedding:
    """Stands in for mem0's embedder and looks the vectors up."""

    vectors: Lookup

    def __init__(self, config: object = None) -> None:
        self.config = config

    def embed(self, text: str, memory_action: str | None = None) -> list[float]:
        return self.vectors.lists([text])[0]

    def embed_batch(self, texts: Sequence[str], memory_action: str = "add") -> list[list[float]]:
        return self.vectors.lists(texts)


class Mem0(Driver):
    """The embedder is registered in the place of mem0's default one; no model is ever called."""

    package: Any
    memory: Any

    def load(self) -> str:
        self.package = importlib.import_module("mem0")
        factory = importlib.import_module("mem0.utils.factory").EmbedderFactory
        factory.provider_to_class["openai"] = f"{GivenEmbedding.__module__}.GivenEmbedding"
        GivenEmbedding.vectors = self.vectors
        return importlib.metadata.version("mem0ai")

    def open(self, folder: Path, space: str) -> None:
        store = {
            "collection_name": space,
            "path": str(folder / "qdrant"),
            "embedding_model_dims": 384,
            "on_disk": True,
        }
        self.memory = self.package.Memory.from_config(
            {
                "vector_store": {"provider": "qdrant", "config": store},
                "history_db_path": str(folder / "history.db"),
            }
        )

    def add_one(self, item: Item) -> None:
        self.memory.add(item.text, user_id=item.user, metadata={"turn": item.number}, infer=False)

    def add_many(self, items: Sequence[Item]) -> None:
        by_user: dict[str, list[dict[str, str]]] = {}
        for item in items:
            by_user.setdefault(item.user, []).append({"role": "user", "content": item.text})
        for user, messages in by_user.items():
            self.memory.add(messages, user_id=user, infer=False)

    def search(self, query: str, user: str | None, limit: int) -> list[str]:
        found = self.memory.search(query, filters={"user_id": user or "user0"}, top_k=limit)
        return [hit["memory"] for hit in found["results"]]

    def count(self) -> int:
        return int(self.memory.vector_store.col_info().points_count)

    def delete_user(self, user: str) -> None:
        self.memory.delete_all(user_id=user)

    def close(self) -> None:
        self.memory.close()
        self.memory.vector_store.client.close()


if __name__ == "__main__":
    serve(Mem0())
