"""What runs beside a system: its commands, and mnemic's own driver."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from harness import CONTENDERS, Embedded, embed, read_conversations, run
from peers_data import small_data
from retrieval._retriever import Question, Retriever, Session, _Server


class Toy(Retriever):
    """Keeps turns in a list and finds them by shared words; asks for a vector it wasn't given."""

    def __init__(self) -> None:
        super().__init__()
        self.settled: list[str] = []
        self._turns: dict[str, dict[str, set[str]]] = {}

    def load(self) -> str:
        return "0"

    def begin(self, folder: Path) -> None:
        self._turns = {}

    def remember(self, space: str, session: Session) -> None:
        assert self.vectors([turn.text for turn in session.turns]).shape == (len(session.turns), 2)
        turns = self._turns.setdefault(space, {})
        turns.update({turn.id: set(turn.text.split()) for turn in session.turns})

    def settle(self, space: str) -> None:
        self.settled.append(space)

    def find(self, space: str, question: Question, limit: int) -> Sequence[str]:
        assert not self.vectors(["never given"]).any()
        words, turns = set(question.text.split()), self._turns[space]
        best = sorted(turns, key=lambda turn: -len(words & turns[turn]))[:limit]
        return [*best, *best]

    def close(self) -> None:
        return


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """A folder as the harness hands it to every system."""
    path = tmp_path / "small.json"
    path.write_text(json.dumps(small_data()))
    data = read_conversations(path)
    folder = tmp_path / "vectors"
    folder.mkdir()
    (folder / "spaces.json").write_text(json.dumps(data.spaces))
    for texts, vectors, entries in (
        ("texts", "vectors", data.texts()), ("queries", "query_vectors", data.queries()),
    ):  # fmt: skip
        (folder / f"{texts}.json").write_text(json.dumps(entries))
        np.save(folder / f"{vectors}.npy", np.ones((len(entries), 2), np.float32))
    return folder


def test_a_space_is_added_by_sessions_and_settled(given: Path) -> None:
    toy = Toy()
    server = _Server(toy)
    server.data(str(given))
    server.begin(str(given))
    added = server.add("space-0")
    assert (added["turns"], len(added["ms"]), toy.settled) == (4, 2, ["space-0"])


def test_every_question_is_asked_and_ids_come_once(given: Path) -> None:
    toy = Toy()
    server = _Server(toy)
    server.data(str(given))
    server.add("space-0")
    found = server.search("space-0", limit=3)
    assert len(found["ms"]) == 2
    assert found["found"][1][:2] == ["a2:1", "a1:1"]
    assert toy.remarks() == {"unknown": 3}


def test_token_vectors_come_from_their_file(given: Path) -> None:
    toy = Toy()
    (given / "token_offsets.json").write_text(json.dumps([0, 2, 3, 3, 3, 3, 4, 4, 4]))
    np.array([[1, 0], [0, 1], [0.5, 0], [0, 0.5]], np.float16).tofile(given / "tokens.f16")
    toy.vectors.load(given)
    assert toy.vectors.tokens("Ana: I adopted a grey cat.") == [[1.0, 0.0], [0.0, 1.0]]
    assert toy.vectors.tokens("What did Ben buy?") == [[0.0, 0.5]]


@pytest.mark.slow
@pytest.mark.model
def test_mnemic_finds_the_same_when_its_model_is_looked_up(tmp_path: Path) -> None:
    path = tmp_path / "small.json"
    path.write_text(json.dumps(small_data()))
    data = read_conversations(path)
    vectors: Embedded = embed(data, tmp_path, lambda _: None)
    (vectors.folder / "spaces.json").write_text(json.dumps(data.spaces))
    mnemic = next(one for one in CONTENDERS if one.name == "mnemic")
    plain = run(mnemic, data, vectors.folder, tmp_path, limit_s=120)
    engine = run(mnemic, data, vectors.folder, tmp_path, limit_s=120, given=True)
    assert engine["found"] == plain["found"]
    assert engine["remarks"]["model_runs"] == 0
    assert plain["found"]["q1"][0] == "a2:2"
    assert embed(data, tmp_path, lambda _: pytest.fail("embedded again")) == vectors
