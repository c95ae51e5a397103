"""The same calls on the real mem0 and on the drop-in return the same."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ["MEM0_TELEMETRY"] = "False"
# mem0 writes into its folder when it is imported.
os.environ["MEM0_DIR"] = tempfile.mkdtemp(prefix="mem0-")

mem0 = pytest.importorskip("mem0")

import mnemic  # noqa: E402
from mnemic.adapters.mem0 import Memory  # noqa: E402

FIXTURE = Path(__file__).parents[2] / "fixtures" / "mem0"
DIMENSIONS = 256


class Embedder:
    """Vectors from words, as good for a test as any."""

    def embed(self, text: str, memory_action: str | None = None) -> list[float]:
        vector = [0.001] * DIMENSIONS
        for word in text.lower().split():
            digest = hashlib.sha256(word.strip(".,?!").encode()).digest()
            vector[digest[0]] += 1.0
        return vector

    def embed_batch(self, texts: list[str], memory_action: str | None = None) -> list[list[float]]:
        return [self.embed(text) for text in texts]


class Model:
    """A language model that finds what the script below has said."""

    def generate_response(self, messages: object, **_options: object) -> str:
        return json.dumps({"memory": [{"id": "0", "text": "I live in Porto."}]})


def open_real(folder: Path) -> Any:
    """Return the real ``Memory``, with an embedder and a model that need no network."""
    memory = mem0.Memory.from_config(
        {
            "vector_store": {
                "provider": "qdrant",
                "config": {
                    "path": str(folder / "qdrant"),
                    "embedding_model_dims": DIMENSIONS,
                    "on_disk": True,
                },
            },
            "embedder": {"provider": "openai", "config": {"api_key": "none"}},
            "llm": {"provider": "openai", "config": {"api_key": "none"}},
            "history_db_path": str(folder / "history.db"),
        }
    )
    memory.embedding_model, memory.llm = Embedder(), Model()
    return memory


def close_real(memory: Any) -> None:
    memory.close()
    memory.vector_store.client.close()


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Any]:
    memory = open_real(tmp_path)
    yield memory
    close_real(memory)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Memory, Any]]:
    """The drop-in and the real one, with the same memories to filter."""
    both = Memory(":memory:", embedder="hash"), open_real(tmp_path_factory.mktemp("mem0"))
    deep = {"deep": {"a": 1, "list": [{"x": 2}]}, "n": 1, "flag": False}
    for memory in both:
        memory.add(CHAT, user_id="bo", infer=False, metadata=META)
        memory.add("Paint", user_id="bo", infer=False, metadata={"category": "art", "n": 9, "flag": True})
        memory.add("Deep", user_id="bo", infer=False, metadata=deep)
        memory.add("Bare", user_id="bo", infer=False)
    yield both
    both[0].close()
    close_real(both[1])


@pytest.fixture
def ours(path: Path) -> Iterator[Memory]:
    with Memory(memory=path, embedder="hash") as memory:
        yield memory


CHAT = [
    {"role": "system", "content": "You are kind."},
    {"role": "user", "content": "Bo plays the cello on Fridays.", "name": "bo"},
    {"role": "assistant", "content": "How lovely!"},
    {"role": "user"},
    {"role": "user", "content": [{"type": "text", "text": "Look:"}, {"type": "text", "text": "a violin"}]},
]
META = {"category": "music", "n": 3, "rating": 4.5, "tags": ["a", "b"], "when": "2026-05-01"}


def told(memory: Any, call: Callable[[Any], Any]) -> Any:
    """Return what a call returns or raises, with ids, times and scores as their kind."""
    try:
        return _plain(call(memory))
    except Exception as error:
        return (
            "ValueError"
            if isinstance(error, ValueError) or type(error).__name__ == "ValidationError"
            else repr(error)
        )


def _plain(value: Any, name: str = "") -> Any:
    if isinstance(value, list):
        return sorted((_plain(item) for item in value), key=json.dumps)
    if isinstance(value, dict):
        return {key: _plain(item, key) for key, item in sorted(value.items())}
    if name in ("id", "memory_id") and isinstance(value, str):
        return f"id of {len(value)}"
    if name in ("created_at", "updated_at"):
        return "time in UTC" if str(value).endswith("+00:00") else value
    return "score" if name == "score" and isinstance(value, float) else value


def first(memory: Any) -> str:
    listed = memory.get_all(filters={"user_id": "bo"})["results"]
    return next(str(row["id"]) for row in listed if row["memory"].startswith("Bo plays"))


CALLS: list[Callable[[Any], Any]] = [
    lambda m: m.add(CHAT, user_id="bo", infer=False, metadata=META),
    lambda m: m.add("The coach is patient.", agent_id="coach", run_id=" r1 ", infer=False, expiration_date="2031-01-01"),
    lambda m: m.add("The milk was fresh.", user_id="bo", infer=False, expiration_date="2020-01-01"),
    lambda m: m.add({"role": "user", "content": "An answer."}, user_id=42, infer=False),
    lambda m: m.add("x", infer=False),
    lambda m: m.add("x", user_id="a b", infer=False),
    lambda m: m.add(3, user_id="bo", infer=False),
    lambda m: m.add("x", user_id="bo", memory_type="other"),
    lambda m: m.add("x", user_id="bo", expiration_date="soon"),
    lambda m: m.get_all(filters={"user_id": "bo"}),
    lambda m: m.get_all(filters={"user_id": "bo"}, show_expired=True),
    lambda m: m.get_all(filters={"user_id": 42}),
    lambda m: m.get_all(filters={"agent_id": "coach", "run_id": "r1"}),
    lambda m: m.get_all(filters={"user_id": "nobody"}),
    lambda m: m.get_all(),
    lambda m: m.get_all(filters={"category": "music"}),
    lambda m: m.get_all(filters={"user_id": "bo"}, top_k=-1),
    lambda m: m.get(first(m)),
    lambda m: m.search("Bo plays the cello", filters={"user_id": "bo"}, top_k=1),
    lambda m: m.search("Bo plays the cello", filters={"user_id": "bo", "category": "music"}, top_k=1),
    lambda m: m.search("", filters={"user_id": "bo"}),
    lambda m: m.search("x", filters={}),
    lambda m: m.search("x", filters={"user_id": "bo"}, threshold=2),
    lambda m: m.search("x", filters={"user_id": "bo"}, top_k="3"),
    lambda m: m.search("Bo", filters={"user_id": "bo", "n": {"near": 3}}),
    lambda m: m.history(first(m)),
    lambda m: m.update(first(m), "Bo plays the violin.", metadata={"n": 4, "user_id": "eve"}),
    lambda m: m.update(m.get_all(filters={"user_id": "42"})["results"][0]["id"], data="Another answer."),
    lambda m: m.update(m.get_all(filters={"user_id": "42"})["results"][0]["id"], expiration_date=None),
    lambda m: m.get_all(filters={"user_id": "42"}),
    lambda m: m.update("01890a5d-ac96-774b-bcce-b302099a8057", "x"),
    lambda m: m.update("01890a5d-ac96-774b-bcce-b302099a8057"),
    lambda m: m.get("01890a5d-ac96-774b-bcce-b302099a8057"),
    lambda m: m.history("01890a5d-ac96-774b-bcce-b302099a8057"),
    lambda m: m.delete("01890a5d-ac96-774b-bcce-b302099a8057"),
    lambda m: m.get(next(r["id"] for r in m.get_all(filters={"user_id": "bo"})["results"] if "violin." in r["memory"])),
    lambda m: m.history(next(r["id"] for r in m.get_all(filters={"user_id": "bo"})["results"] if "violin." in r["memory"])),
    lambda m: m.delete(next(r["id"] for r in m.get_all(filters={"user_id": "bo"})["results"] if "violin." in r["memory"])),
    lambda m: m.get_all(filters={"user_id": "bo"}),
    lambda m: m.delete_all(),
    lambda m: m.delete_all(user_id="bo"),
    lambda m: m.get_all(filters={"user_id": "bo"}),
    lambda m: m.get_all(filters={"agent_id": "coach"}),
    lambda m: m.reset(),
    lambda m: m.get_all(filters={"agent_id": "coach"}),
    lambda m: m.add("I live in Porto.", user_id="ana", metadata={"n": 1}),
    lambda m: m.chat("x"),
]  # fmt: skip


def test_a_whole_script_returns_the_same(real: Any, ours: Memory) -> None:
    for number, call in enumerate(CALLS):
        assert told(ours, call) == told(real, call), f"call {number}"


FILTERS: list[dict[str, Any]] = [
    {"category": "music"}, {"n": 3}, {"n": {"gte": 3}}, {"n": {"gt": 3}}, {"rating": {"lt": 5, "gt": 4}},
    {"category": {"ne": "art"}}, {"category": {"in": ["music", "art"]}}, {"category": {"nin": ["music"]}},
    {"tags": "a"}, {"tags": {"in": ["b", "z"]}}, {"tags": {"ne": "a"}}, {"category": ["music"]}, {"missing": {"ne": 1}},
    {"missing": "x"}, {"when": {"gte": "2026-04-30", "lt": "2026-05-02"}},
    {"when": {"gt": "2026-05-01T00:00:00Z"}}, {"category": {"contains": "music"}}, {"role": "assistant"},
    {"AND": [{"n": 3}, {"category": "music"}]}, {"OR": [{"n": 9}, {"category": "art"}]}, {"NOT": [{"n": 3}]},
    {"NOT": [{"n": {"lt": 2}}, {"category": "art"}]}, {"OR": [{"AND": [{"n": 3}, {"tags": "b"}]}, {"n": {"gt": 8}}]},
    {"actor_id": "bo"}, {"deep.a": 1}, {"deep.list[].x": 2}, {"flag": True}, {"n": {"eq": 1}},
]  # fmt: skip


@pytest.mark.parametrize("filters", FILTERS, ids=json.dumps)
def test_filters_let_through_the_same(filled: tuple[Memory, Any], filters: dict[str, Any]) -> None:
    ours, real = (
        memory.search("paint deep bare", filters={"user_id": "bo", **filters}, threshold=0.0)
        for memory in filled
    )
    assert sorted(row["memory"] for row in ours["results"]) == sorted(
        row["memory"] for row in real["results"]
    )


def test_what_is_said_to_differ_does(real: Any, ours: Memory) -> None:
    """The filters of mem0's documentation that its Qdrant store does not keep to, and what a deletion leaves."""
    kept = {}
    for memory in (real, ours):
        memory.add("Paint", user_id="bo", infer=False, metadata={"category": "artist"})
        kept[memory] = memory.add("Bare", user_id="bo", infer=False)["results"][0]["id"]

    def listed(memory: Any, condition: Any) -> list[str]:
        found = memory.get_all(filters={"user_id": "bo", "category": condition})
        return sorted(row["memory"] for row in found["results"])

    assert (listed(ours, "*"), listed(real, "*")) == (["Paint"], ["Bare", "Paint"])
    assert (listed(ours, {"contains": "art"}), listed(real, {"contains": "art"})) == (["Paint"], [])
    for memory in (real, ours):
        memory.delete(kept[memory])
    assert (len(ours.history(kept[ours])), len(real.history(kept[real]))) == (0, 2)


def test_memories_move_over_with_their_ids(real: Any, ours: Memory, path: Path, tmp_path: Path) -> None:
    """What the real mem0 holds is imported while it is closed; then every call returns what it did there."""
    for call in CALLS[:3]:
        call(real)
    real.update(first(real), "Bo plays the violin.", metadata={"mem0": "mine"})
    real.add("I live in Porto.", user_id="ana", agent_id="coach")
    (violin,) = (
        row["id"] for row in real.get_all(filters={"user_id": "bo"})["results"] if "violin." in row["memory"]
    )
    ids = [
        row["id"]
        for user in ("bo", "ana")
        for row in real.get_all(filters={"user_id": user}, show_expired=True)["results"]
    ]
    before = {id_: (real.get(id_), real.history(id_)) for id_ in ids}
    assert len(before) == 5
    close_real(real)
    with mnemic.open(path, embedder="hash") as mem:
        assert mem.import_(tmp_path, format="mem0").new == 6
    assert {id_: (ours.get(id_), ours.history(id_)) for id_ in ids} == before
    assert ours.search("What does Bo play?", filters={"user_id": "bo"})["results"][0]["id"] == violin


def test_what_was_moved_over_goes_on(ours: Memory, path: Path) -> None:
    with mnemic.open(path, embedder="hash") as mem:
        mem.import_(FIXTURE)
    (row,) = ours.get_all(filters={"user_id": "bo"})["results"]
    assert row["metadata"] == {"mem0": "mine"}
    ours.update(row["id"], "A new text", metadata={"mem0": "yours", "n": 1})
    after = ours.get(row["id"]) or {}
    assert (after["memory"], after["metadata"]) == ("A new text", {"mem0": "yours", "n": 1})
    assert after["created_at"] == row["created_at"]
    assert after["updated_at"] > row["updated_at"]
    told = ours.history(row["id"])
    assert [line["event"] for line in told] == ["ADD", "UPDATE", "UPDATE"]
    assert {line["memory_id"] for line in told} == {row["id"]}
    with mnemic.open(path, embedder="hash") as mem:
        assert mem.import_(FIXTURE).skipped == 1
    ours.delete(row["id"])
    assert ours.get(row["id"]) is None


def test_mem0_s_own_configuration_object_is_taken(tmp_path: Path) -> None:
    from mem0.configs.base import MemoryConfig

    config = MemoryConfig(vector_store={"provider": "qdrant", "config": {"path": str(tmp_path / "there")}})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Memory(config, embedder="hash").close()
    assert (tmp_path / "there" / "mnemic.db").is_file()
