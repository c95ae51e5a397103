"""LangGraph's SqliteStore with its vector index: one namespace a conversation. It has no search for words."""

from collections.abc import Sequence
from pathlib import Path

from drivers._langgraph import LangGraph

from retrieval._retriever import Question, Retriever, Session, serve


class LangGraphTurns(Retriever):
    """The index's embed function looks the vectors up."""

    def __init__(self) -> None:
        super().__init__()
        self._engine = LangGraph()
        self._engine.vectors = self.vectors

    def load(self) -> str:
        return self._engine.load()

    def begin(self, folder: Path) -> None:
        self._engine.open(folder, "")

    def remember(self, space: str, session: Session) -> None:
        puts = [
            self._engine.put(
                ("memories", space), turn.id, {"text": turn.text, "date": session.date}, index=["text"]
            )
            for turn in session.turns
        ]
        self._engine.store.batch(puts)

    def find(self, space: str, question: Question, limit: int) -> Sequence[str]:
        found = self._engine.store.search(("memories", space), query=question.text, limit=limit)
        return [str(hit.key) for hit in found]

    def close(self) -> None:
        self._engine.close()


if __name__ == "__main__":
    serve(LangGraphTurns())
