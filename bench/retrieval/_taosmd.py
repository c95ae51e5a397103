"""taOSmd: late interaction over token vectors, added to BM25, as its recipe without a reranker has it."""

import asyncio
import importlib
import importlib.metadata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from retrieval._retriever import Question, Retriever, Session, serve


class TaosmdTurns(Retriever):
    """
    One file a conversation; its filter by agent would read all of them at every search.

    Its embedder's two methods look the vectors up.
    """

    def __init__(self) -> None:
        super().__init__()
        self._memories: dict[str, Any] = {}
        self._loop = asyncio.new_event_loop()

    def load(self) -> str:
        memory: Any = importlib.import_module("taosmd").VectorMemory
        given = self.vectors

        class GivenMemory(memory):  # type: ignore[misc]
            async def embed(self, text: str, task: str = "search_document") -> list[float]:
                return given.lists([text])[0]

            async def embed_tokens(self, text: str, task: str = "search_document") -> list[list[float]]:
                return given.tokens(text)

        self._memory = GivenMemory
        return importlib.metadata.version("taosmd")

    def begin(self, folder: Path) -> None:
        self._folder = folder

    def remember(self, space: str, session: Session) -> None:
        memory = self._memory_of(space)
        for position, turn in enumerate(session.turns):
            metadata = {"turn": turn.id, "position": position, "session": session.id, "date": session.date}
            self._loop.run_until_complete(memory.add(turn.text, metadata=metadata))

    def find(self, space: str, question: Question, limit: int) -> Sequence[str]:
        search = self._memory_of(space).search(
            question.text, limit=limit, hybrid=True, fusion="mem0_additive"
        )
        return [str(hit["metadata"]["turn"]) for hit in self._loop.run_until_complete(search)]

    def close(self) -> None:
        for memory in self._memories.values():
            self._loop.run_until_complete(memory.close())

    def _memory_of(self, space: str) -> Any:
        if space not in self._memories:
            path = self._folder / f"memory-{len(self._memories)}.db"
            self._memories[space] = self._memory(path, late_interaction=True)
            self._loop.run_until_complete(self._memories[space].init())
        return self._memories[space]


if __name__ == "__main__":
    serve(TaosmdTurns())
