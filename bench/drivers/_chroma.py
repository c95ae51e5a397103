"""Chroma's persistent client: one collection, the user in the metadata."""

import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from drivers._driver import Driver, Item, serve


class Chroma(Driver):
    """Vectors are passed to every call, so that chroma embeds nothing itself."""

    package: Any
    client: Any
    collection: Any

    def load(self) -> str:
        self.package = importlib.import_module("chromadb")
        return str(self.package.__version__)

    def open(self, folder: Path, space: str) -> None:
        settings = self.package.Settings(anonymized_telemetry=False)
        self.client = self.package.PersistentClient(path=str(folder), settings=settings)
        self.collection = self.collection_of(space)

    def collection_of(self, space: str) -> Any:
        """Return the space's collection, made if it is missing."""
        cosine = {"hnsw:space": "cosine"}
        return self.client.get_or_create_collection(space, embedding_function=None, metadata=cosine)

    def add_one(self, item: Item) -> None:
        self.add_many([item])

    def add_many(self, items: Sequence[Item]) -> None:
        self.collection.add(
            ids=[f"{item.user}-{item.number}" for item in items],
            embeddings=self.vectors([item.text for item in items]),
            documents=[item.text for item in items],
            metadatas=[{"user": item.user, "turn": item.number} for item in items],
        )

    def search(self, query: str, user: str | None, limit: int) -> list[str]:
        where = {"where": {"user": user}} if user else {}
        found = self.collection.query(query_embeddings=self.vectors([query]), n_results=limit, **where)
        return list(found["documents"][0])

    def count(self) -> int:
        return int(self.collection.count())

    def delete_user(self, user: str) -> None:
        self.collection.delete(where={"user": user})

    def close(self) -> None:
        self.client.close()


if __name__ == "__main__":
    serve(Chroma())
