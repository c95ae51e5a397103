"""Mnemic through its public API with default settings; one space a conversation."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from retrieval._given import GivenModel
from retrieval._retriever import Question, Retriever, Session, serve


class MnemicTurns(Retriever):
    """
    Embeds by itself, unless MNEMIC_BENCH_GIVEN is set: then what the model answered before is looked up.

    One space is open at a time, and stays open while it is used.
    """

    def __init__(self) -> None:
        super().__init__()
        self._memory: Any = None
        self._opened = ""
        self._model: GivenModel | None = None

    def load(self) -> str:
        import mnemic

        self._package: Any = mnemic
        if os.environ.get("MNEMIC_BENCH_GIVEN"):
            self._model = GivenModel(self.vectors)
        return mnemic.__version__

    def begin(self, folder: Path) -> None:
        self._path = folder / "memory.db"
        if self._model is not None:
            self._model.restart()

    def remember(self, space: str, session: Session) -> None:
        self._open(space).remember_many(
            [
                {
                    "content": turn.content, "speaker": turn.speaker or None, "role": turn.role,
                    "session": session.id, "occurred_at": session.date, "metadata": {"turn": turn.id},
                }
                for turn in session.turns
            ]
        )  # fmt: skip

    def settle(self, space: str) -> None:
        self._open(space).flush()

    def find(self, space: str, question: Question, limit: int) -> Sequence[str]:
        found = self._open(space).recall(
            question.text, kinds=("episode",), limit=limit, asked_at=question.asked_at
        )
        return [str(hit.cube.metadata["turn"]) for hit in found]

    def close(self) -> None:
        if self._memory is not None:
            self._memory.close()
        self._memory, self._opened = None, ""

    def remarks(self) -> dict[str, int]:
        return super().remarks() | ({"model_runs": self._model.asked_anew} if self._model else {})

    def _open(self, space: str) -> Any:
        if space != self._opened:
            self.close()
            self._memory = self._package.open(str(self._path), space=space)
            self._opened = space
        return self._memory


if __name__ == "__main__":
    serve(MnemicTurns())
