"""engram-search: its three-stage pipeline without the reranker, whose model is on a hub."""

import importlib
import importlib.metadata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from drivers._driver import Lookup

from retrieval._retriever import Question, Retriever, Session, Turn, serve

DIMS = 384


class _Embedder:
    """Stands in for engram's embedder and looks the vectors up."""

    def __init__(self, vectors: Lookup) -> None:
        self._vectors = vectors

    def encode_query(self, text: str) -> Any:
        return self._vectors([text])[0]


class EngramTurns(Retriever):
    """
    One folder a conversation, since it keeps no users apart; one document a turn.

    As in its quick start, documents go to the backend and stay with the caller, who hands them to every search.
    """

    def __init__(self) -> None:
        super().__init__()
        self._documents: dict[str, list[Any]] = {}
        self._backends: dict[str, Any] = {}

    def load(self) -> str:
        self._base = importlib.import_module("engram.backends.base")
        self._faiss = importlib.import_module("engram.backends.faiss_backend")
        self._parse: Any = importlib.import_module("engram.ingestion.parser").session_to_documents
        pipeline: Any = importlib.import_module("engram.retrieval.pipeline").RetrievalPipeline
        self._pipeline = pipeline(embedder=_Embedder(self.vectors), use_reranker=False)
        return importlib.metadata.version("engram-search")

    def begin(self, folder: Path) -> None:
        self._folder = folder

    def remember(self, space: str, session: Session) -> None:
        if space not in self._backends:
            path = self._folder / f"store-{len(self._backends)}"
            self._backends[space] = self._faiss.FaissBackend(path=path, dimension=DIMS)
        vectors = self.vectors.lists([turn.text for turn in session.turns])
        documents = [
            self._document(turn, session.date[:10], vector)
            for turn, vector in zip(session.turns, vectors, strict=True)
        ]
        self._backends[space].add(documents)
        self._documents.setdefault(space, []).extend(documents)

    def _document(self, turn: Turn, date: str, vector: list[float]) -> Any:
        """Return a turn as engram's parser makes it of a session: the date and the speaker before the text."""
        (made,) = self._parse(
            [{"role": turn.role, "content": turn.content}],
            session_id=turn.id,
            timestamp=date,
            include_assistant=True,
            generate_preference_doc=False,
            generate_topic_doc=False,
            speaker_names={turn.role: turn.speaker},
        )
        return self._base.Document(made["id"], made["text"], vector, made["metadata"])

    def find(self, space: str, question: Question, limit: int) -> Sequence[str]:
        found = self._pipeline.search(
            question.text,
            documents=self._documents[space],
            top_k=limit,
            question_date=(question.asked_at or "")[:10] or None,
        )
        return [str(document.id) for document in found]

    def close(self) -> None:
        for backend in self._backends.values():
            backend._conn.close()


if __name__ == "__main__":
    serve(EngramTurns())
