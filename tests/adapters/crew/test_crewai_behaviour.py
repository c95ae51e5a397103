"""CrewAI's storage passes the suite every adapter passes, driven as CrewAI drives it."""

from __future__ import annotations

from pathlib import Path

from behaviour import Behaviour, Desk
from crew_parts import embed
from crewai.memory.types import MemoryRecord

from mnemic.adapters.crewai import MnemicStorage


class StorageDesk:
    def __init__(self, path: Path) -> None:
        self._storage = MnemicStorage(path, embedder="hash")

    def write(self, text: str) -> str:
        record = MemoryRecord(content=text, embedding=embed([text])[0])
        self._storage.save([record])
        return record.id

    def read(self, name: str) -> str | None:
        record = self._storage.get_record(name)
        return None if record is None else record.content

    def everything(self) -> list[str]:
        return [record.content for record in self._storage.list_records()]

    def search(self, query: str) -> list[str]:
        return [record.content for record, _ in self._storage.search(embed([query])[0])]

    def update(self, name: str, text: str) -> None:
        record = self._storage.get_record(name)
        assert record is not None
        self._storage.update(record.model_copy(update={"content": text, "embedding": embed([text])[0]}))

    def delete(self, name: str) -> None:
        assert self._storage.delete(record_ids=[name]) == 1

    def close(self) -> None:
        self._storage.close()


class TestStorage(Behaviour):
    def open(self, path: Path) -> Desk:
        return StorageDesk(path)


class PlainWordsDesk(StorageDesk):
    """The same, searched in words through Mnemic's own recall."""

    def search(self, query: str) -> list[str]:
        return [hit.cube.content for hit in self._storage.recall(query)]


class TestRecallInWords(Behaviour):
    def open(self, path: Path) -> Desk:
        return PlainWordsDesk(path)
