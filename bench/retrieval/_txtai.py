"""txtai: a hybrid index with content, one a conversation."""

import importlib
import importlib.metadata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from retrieval._retriever import Question, Retriever, Session, serve


class TxtaiTurns(Retriever):
    """The external transform looks the vectors up; an index is on disk once it is saved."""

    def __init__(self) -> None:
        super().__init__()
        self._indexes: dict[str, Any] = {}

    def load(self) -> str:
        self._package: Any = importlib.import_module("txtai")
        return importlib.metadata.version("txtai")

    def begin(self, folder: Path) -> None:
        self._folder = folder

    def remember(self, space: str, session: Session) -> None:
        if space not in self._indexes:
            self._indexes[space] = self._package.Embeddings(
                method="external", transform=lambda texts: self.vectors(texts), hybrid=True, content=True
            )
        self._indexes[space].upsert(
            [(turn.id, {"text": turn.text, "date": session.date}, None) for turn in session.turns]
        )

    def settle(self, space: str) -> None:
        self._indexes[space].save(str(self._folder / f"index-{list(self._indexes).index(space)}"))

    def find(self, space: str, question: Question, limit: int) -> Sequence[str]:
        return [str(hit["id"]) for hit in self._indexes[space].search(question.text, limit)]

    def close(self) -> None:
        for index in self._indexes.values():
            index.close()


if __name__ == "__main__":
    serve(TxtaiTurns())
