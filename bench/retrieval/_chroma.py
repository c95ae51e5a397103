"""Chroma: one collection a conversation. Its search for words runs on its cloud only."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from drivers._chroma import Chroma

from retrieval._retriever import Question, Retriever, Session, serve


class ChromaTurns(Retriever):
    """Vectors are passed to every call."""

    def __init__(self) -> None:
        super().__init__()
        self._engine = Chroma()
        self._engine.vectors = self.vectors
        self._collections: dict[str, Any] = {}

    def load(self) -> str:
        return self._engine.load()

    def begin(self, folder: Path) -> None:
        self._engine.open(folder, "empty")

    def remember(self, space: str, session: Session) -> None:
        texts = [turn.text for turn in session.turns]
        if space not in self._collections:
            self._collections[space] = self._engine.collection_of(space)
        self._collections[space].add(
            ids=[turn.id for turn in session.turns],
            embeddings=self.vectors(texts),
            documents=texts,
            metadatas=[{"session": session.id, "date": session.date} for _ in texts],
        )

    def find(self, space: str, question: Question, limit: int) -> Sequence[str]:
        found = self._collections[space].query(
            query_embeddings=self.vectors([question.text]), n_results=limit
        )
        return [str(one) for one in found["ids"][0]]

    def close(self) -> None:
        self._engine.close()


if __name__ == "__main__":
    serve(ChromaTurns())
