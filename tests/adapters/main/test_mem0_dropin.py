"""The mem0 drop-in: its verbs, in the argument forms of mem0 1.x and 2.x, and what they return."""

from __future__ import annotations

import hashlib
import inspect
import logging
import os
import subprocess
import sys
import threading
import uuid
import warnings
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from behaviour import Behaviour, Desk

import mnemic
from mnemic.adapters.mem0 import AsyncMemory, Memory, MemoryNotFoundError, ValidationError
from mnemic.adapters.mem0._formed import formed
from mnemic.errors import ArgumentError, CubeNotFound, StoreClosed

Rows = list[dict[str, Any]]


class Mem0Desk:
    """The drop-in as an application of one user drives it."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def write(self, text: str) -> str:
        return str(self._memory.add(text, user_id="ana")["results"][0]["id"])

    def read(self, name: str) -> str | None:
        found = self._memory.get(name)
        return None if found is None else found["memory"]

    def everything(self) -> list[str]:
        return [
            row["memory"] for row in self._memory.get_all(filters={"user_id": "ana"}, top_k=1000)["results"]
        ]

    def search(self, query: str) -> list[str]:
        return [row["memory"] for row in self._memory.search(query, filters={"user_id": "ana"})["results"]]

    def update(self, name: str, text: str) -> None:
        self._memory.update(name, text)

    def delete(self, name: str) -> None:
        self._memory.delete(name)

    def close(self) -> None:
        self._memory.close()


class TestMem0Behaviour(Behaviour):
    lacks: ClassVar[frozenset[str]] = frozenset()

    def open(self, path: Path) -> Desk:
        return Mem0Desk(Memory(memory=path, embedder="hash"))


@pytest.fixture
def memory(mem: mnemic.Memory) -> Memory:
    return Memory(memory=mem)


def rows(answer: dict[str, Any]) -> Rows:
    found: Rows = answer["results"]
    return found


def texts(answer: dict[str, Any]) -> list[str]:
    return [row["memory"] for row in rows(answer)]


CHAT = [
    {"role": "system", "content": "You are kind."},
    {"role": "user", "content": "I moved to Porto in May.", "name": "ana"},
    {"role": "assistant", "content": "Porto is lovely!"},
]


class TestAdd:
    def test_a_text_a_message_and_a_list_are_kept_word_for_word(self, memory: Memory) -> None:
        one = memory.add("The cat sleeps.", user_id="ana")
        assert [set(row) for row in rows(one)] == [{"id", "memory", "event"}]
        assert rows(one)[0]["event"] == "ADD"
        assert texts(memory.add({"role": "user", "content": "The dog barks."}, user_id="ana")) == [
            "The dog barks."
        ]
        assert texts(memory.add(CHAT, user_id="ana")) == ["I moved to Porto in May.", "Porto is lovely!"]

    def test_without_inference_results_say_who_spoke(self, memory: Memory) -> None:
        told = rows(memory.add(CHAT, user_id="ana", infer=False))
        assert [(row["actor_id"], row["role"]) for row in told] == [("ana", "user"), (None, "assistant")]

    def test_nothing_is_ever_formed_from_what_was_added_without_inference(
        self, memory: Memory, mem: mnemic.Memory
    ) -> None:
        memory.add("I live in Porto.", user_id="ana", infer=False)
        mem.consolidate()
        assert texts(memory.get_all(user_id="ana")) == ["I live in Porto."]

    def test_facts_are_formed_later_by_consolidation(self, memory: Memory, mem: mnemic.Memory) -> None:
        memory.add("I live in Porto.", user_id="ana")
        mem.consolidate()
        assert texts(memory.get_all(user_id="ana")) == ["I live in Porto.", "ana lives in Porto."]

    def test_facts_are_formed_at_once_where_that_is_asked_for(self, mem: mnemic.Memory) -> None:
        memory = Memory(memory=mem, consolidate=True)
        first = rows(memory.add("I live in Porto.", user_id="ana"))
        assert [(row["memory"], row["event"]) for row in first] == [("ana lives in Porto.", "ADD")]
        second = rows(memory.add("I moved to Faro yesterday.", user_id="ana"))
        assert {(row["memory"], row["event"]) for row in second} == {
            ("ana lives in Faro.", "ADD"),
            ("ana lives in Porto.", "DELETE"),
        }
        assert "ana lives in Porto." not in texts(memory.get_all(user_id="ana"))
        assert rows(memory.add("Hm.", user_id="ana")) == []
        both = [
            {"role": "user", "content": text}
            for text in ("I work at Acme.", "I don't work at Acme any more.")
        ]
        assert {row["event"] for row in rows(memory.add(both, user_id="ana"))} <= {"ADD"}
        assert texts(memory.add("I live in Rome.", user_id="ana", infer=False)) == ["I live in Rome."]

    def test_what_a_consolidation_did_is_told_in_mem0_s_words(
        self, mem: mnemic.Memory, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        old = mem.remember("An old text", user="ana")
        gone = mem.remember("A text that ends", user="ana")
        over = mem.remember("A text that was over", user="ana", valid_to="2020-01-01T00:00:00Z")
        known = len(mem.operations())
        mem.update(old.id, content="A new text")
        mem.update(gone.id, valid_to="2020-01-01T00:00:00Z")
        mem.update(over.id, valid_to=None)
        mem.update(old.id, tags=["x"])
        new = mem.remember("A text", user="ana")
        mem.update(new.id, content="A better text")
        brief = mem.remember("Gone at once", user="ana")
        mem.update(brief.id, valid_to="2020-01-01T00:00:00Z")
        mem.update(brief.id, tags=["x"])
        mem.remember("A summary", user="ana", kind="summary")
        done = mem.operations(limit=len(mem.operations()) - known)
        monkeypatch.setattr(mem, "operations", lambda **_: done)
        told = {row["memory"]: row["event"] for row in formed(mem, "ana")}
        assert told == {
            "A new text": "UPDATE",
            "A text that ends": "DELETE",
            "A text that was over": "ADD",
            "A better text": "ADD",
        }

    @pytest.mark.parametrize(
        "message",
        [
            {"role": "user"},
            {"content": "x"},
            {"role": "assistant", "content": None},
            "text",
            {"role": "user", "content": " "},
        ],
    )
    def test_what_is_no_message_is_left_out_and_logged(
        self, memory: Memory, message: object, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.WARNING, "mnemic.adapters.mem0"):
            assert texts(memory.add([message, CHAT[1]], user_id="ana")) == ["I moved to Porto in May."]  # type: ignore[list-item]
        assert "message 1" in caplog.text
        assert "text" not in caplog.messages[0] or "holds no text" in caplog.messages[0]

    def test_of_a_message_in_parts_the_texts_are_kept(self, memory: Memory) -> None:
        parts = [
            {"type": "text", "text": "Look:"},
            {"type": "image_url", "image_url": {"url": "x"}},
            {"type": "text", "text": "a cat"},
        ]
        assert texts(memory.add([{"role": "user", "content": parts}], user_id="ana")) == ["Look: a cat"]
        image = {"type": "image_url", "image_url": {"url": "x"}}
        assert texts(memory.add([{"role": "user", "content": image}], user_id="ana")) == []

    def test_an_id_is_required(self, memory: Memory) -> None:
        with pytest.raises(ValidationError, match="At least one of 'user_id'") as caught:
            memory.add("x")
        assert caught.value.error_code == "VALIDATION_001"
        assert caught.value.details["provided_ids"]["user_id"] is None
        assert isinstance(caught.value, ValueError)

    @pytest.mark.parametrize("id_", ["", "  ", "a b"])
    def test_an_id_is_one_word(self, memory: Memory, id_: str) -> None:
        with pytest.raises(ValueError, match="Invalid user_id"):
            memory.add("x", user_id=id_)

    def test_a_number_is_an_id(self, memory: Memory) -> None:
        memory.add("x y", user_id=7)
        assert rows(memory.get_all(filters={"user_id": 7}))[0]["user_id"] == "7"

    @pytest.mark.parametrize("messages", [3, None, ("a",)])
    def test_other_messages_are_refused(self, memory: Memory, messages: Any) -> None:
        with pytest.raises(ValidationError, match="messages must be str") as caught:
            memory.add(messages, user_id="ana")
        assert caught.value.suggestion.startswith("Convert")

    def test_a_procedure_stays_in_its_own_words(self, memory: Memory, mem: mnemic.Memory) -> None:
        made = rows(memory.add(CHAT, agent_id="coach", memory_type="procedural_memory"))
        assert [row["memory"] for row in made] == [
            "user: I moved to Porto in May.\nassistant: Porto is lovely!"
        ]
        assert mem.get(made[0]["id"]).kind == "procedure"
        assert (memory.get(made[0]["id"]) or {})["metadata"] == {"memory_type": "procedural_memory"}
        assert memory.add([], agent_id="coach", memory_type="procedural_memory") == {"results": []}
        with pytest.raises(ValidationError, match="Invalid 'memory_type'"):
            memory.add("x", agent_id="coach", memory_type="semantic")

    def test_a_time_may_be_given(self, memory: Memory, mem: mnemic.Memory) -> None:
        told = [
            memory.add("a b", user_id="ana", timestamp=1_700_000_000),
            memory.add("a b", user_id="ana", timestamp="2023-11-14T22:13:20+00:00"),
            memory.add("a b", user_id="ana", metadata={"created_at": "2023-11-14T22:13:20+00:00"}),
        ]
        moment = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
        assert [mem.get(rows(one)[0]["id"]).occurred_at for one in told] == [moment] * 3
        assert (memory.get(rows(told[2])[0]["id"]) or {})["created_at"] == "2023-11-14T22:13:20+00:00"
        odd = memory.add("a b", user_id="ana", metadata={"created_at": "long ago"})
        assert (memory.get(rows(odd)[0]["id"]) or {})["created_at"] == "long ago"
        with pytest.raises(ArgumentError):
            memory.add("a b", user_id="ana", timestamp="2023-11-14T22:13:20")

    def test_metadata_becomes_json(self, memory: Memory) -> None:
        id_ = uuid.UUID(int=3)
        made = memory.add(
            "a b", user_id="ana", metadata={"on": date(2026, 1, 2), "id_of": id_, "all": ({1},)}
        )
        shown = memory.get(rows(made)[0]["id"]) or {}
        assert shown["metadata"] == {"on": "2026-01-02", "id_of": str(id_), "all": [[1]]}
        with pytest.raises(ValueError, match="metadata"):
            memory.add("a b", user_id="ana", metadata="x")  # type: ignore[arg-type]
        with pytest.raises(ValueError, match="not plain JSON"):
            memory.add("a b", user_id="ana", metadata={"x": object()})

    def test_metadata_does_not_say_whose_a_memory_is(
        self, memory: Memory, caplog: pytest.LogCaptureFixture
    ) -> None:
        memory.add("a b", user_id="ana", metadata={"user_id": "eve", "n": 1})
        assert "user_id" in caplog.text
        assert rows(memory.get_all(filters={"user_id": "ana"}))[0]["metadata"] == {"n": 1}

    def test_what_is_for_mem0s_extraction_is_logged(
        self, memory: Memory, caplog: pytest.LogCaptureFixture
    ) -> None:
        memory.add("a b", user_id="ana", prompt="Only names")
        assert "prompt=" in caplog.text


class TestExpiration:
    def test_a_memory_is_hidden_after_its_last_day(self, memory: Memory) -> None:
        today = datetime.now(UTC).date()
        memory.add("The old cat.", user_id="ana", expiration_date=today - timedelta(days=1))
        memory.add("The new cat.", user_id="ana", expiration_date=today.isoformat())
        assert texts(memory.get_all(user_id="ana")) == ["The new cat."]
        assert texts(memory.search("cat", user_id="ana")) == ["The new cat."]
        assert len(rows(memory.get_all(user_id="ana", show_expired=True))) == 2
        assert len(rows(memory.search("cat", user_id="ana", show_expired=True))) == 2

    def test_it_can_be_set_and_taken_away(self, memory: Memory) -> None:
        id_ = rows(memory.add("The cat.", user_id="ana"))[0]["id"]
        memory.update(id_, expiration_date=datetime(2020, 1, 1, tzinfo=UTC))
        assert (memory.get(id_) or {})["expiration_date"] == "2020-01-01"
        assert rows(memory.get_all(user_id="ana")) == []
        memory.update(id_, expiration_date=None)
        assert texts(memory.get_all(user_id="ana")) == ["The cat."]

    def test_more_are_looked_at_where_the_first_have_expired(self, memory: Memory) -> None:
        for number in range(10):
            memory.add(f"cat {number}", user_id="ana", expiration_date="2020-01-01")
        memory.add("a cat that may have something else to say", user_id="ana")
        assert len(rows(memory.search("cat", user_id="ana", limit=1))) == 1

    @pytest.mark.parametrize("value", ["soon", "2026-13-01", 3])
    def test_what_is_no_date_is_refused(self, memory: Memory, value: object) -> None:
        with pytest.raises(ValueError, match="YYYY-MM-DD"):
            memory.add("x", user_id="ana", expiration_date=value)

    def test_an_application_s_own_field_of_that_name_is_no_date(self, memory: Memory) -> None:
        memory.add("The cat.", user_id="ana", metadata={"expiration_date": "never"})
        assert texts(memory.get_all(user_id="ana")) == ["The cat."]


class TestLooking:
    @pytest.fixture(autouse=True)
    def _filled(self, memory: Memory) -> None:
        memory.add(
            "Bo plays the cello on Fridays.", user_id="bo", agent_id="coach", run_id="r1", metadata={"n": 1}
        )
        memory.add("Bo sings.", user_id="bo")
        memory.add("The coach is patient.", agent_id="coach")

    def test_ids_are_arguments_or_filters(self, memory: Memory) -> None:
        forms: list[dict[str, Any]] = [
            {"user_id": "bo"},
            {"filters": {"user_id": "bo"}},
            {"filters": {"user_id": "bo"}, "user_id": "bo"},
        ]
        for form in forms:
            assert len(rows(memory.get_all(**form))) == 2
            assert texts(memory.search("Who plays the cello?", **form))[0] == "Bo plays the cello on Fridays."
        assert len(rows(memory.get_all(agent_id="coach"))) == 2
        assert len(rows(memory.get_all(agent_id="coach", run_id="r1"))) == 1
        assert len(rows(memory.get_all(filters={"user_id": "bo", "run_id": None}))) == 2

    def test_two_ids_that_differ_are_refused(self, memory: Memory) -> None:
        with pytest.raises(ValueError, match="differ"):
            memory.get_all(filters={"user_id": "bo"}, user_id="ana")

    @pytest.mark.parametrize("filters", [None, {}, {"n": 1}, {"OR": [{"user_id": "bo"}]}])
    def test_an_id_is_required(self, memory: Memory, filters: dict[str, Any] | None) -> None:
        with pytest.raises(
            ValueError, match="filters must contain at least one of: user_id, agent_id, run_id"
        ):
            memory.get_all(filters=filters)
        with pytest.raises(ValueError, match="filters must contain at least one of"):
            memory.search("x", filters=filters)

    def test_filters_are_a_dict(self, memory: Memory) -> None:
        with pytest.raises(ValueError, match="must be a dict"):
            memory.get_all(filters="bo")  # type: ignore[arg-type]

    def test_a_memory_shows_as_mem0_s(self, memory: Memory) -> None:
        found = rows(memory.search("cello", filters={"user_id": "bo"}))[0]
        assert list(found) == [
            "id", "memory", "hash", "metadata", "score", "created_at", "updated_at", "user_id", "agent_id", "run_id",
            "role",
        ]  # fmt: skip
        assert found["hash"] == hashlib.md5(found["memory"].encode(), usedforsecurity=False).hexdigest()
        assert found["created_at"] == found["updated_at"]
        assert datetime.fromisoformat(found["created_at"]).utcoffset() == timedelta(0)
        listed = rows(memory.get_all(filters={"user_id": "bo"}))[0]
        assert "score" not in listed
        assert {**listed, "score": None} == memory.get(listed["id"])

    def test_limits(self, memory: Memory) -> None:
        assert len(rows(memory.get_all(user_id="bo", limit=1))) == 1
        assert len(rows(memory.search("Bo", filters={"user_id": "bo"}, top_k=1))) == 1
        assert rows(memory.get_all(user_id="bo", limit=0)) == []
        assert rows(memory.search("Bo", user_id="bo", limit=0)) == []
        for wrong in (-1, True, "3"):
            with pytest.raises(ValueError, match="top_k"):
                memory.get_all(user_id="bo", top_k=wrong)  # type: ignore[arg-type]
        with pytest.raises(ValueError, match="two names"):
            memory.search("Bo", user_id="bo", top_k=1, limit=2)

    def test_the_second_form_returns_twenty_and_the_first_a_hundred(self, memory: Memory) -> None:
        memory.add([{"role": "user", "content": f"cat {n}"} for n in range(120)], user_id="eve")
        assert len(rows(memory.get_all(filters={"user_id": "eve"}))) == 20
        assert len(rows(memory.get_all(user_id="eve"))) == 100
        assert len(rows(memory.search("cat", filters={"user_id": "eve"}))) == 20
        assert len(rows(memory.search("cat", user_id="eve"))) == 100

    def test_scores_fall_and_lie_between_0_and_1(self, memory: Memory) -> None:
        scores = [row["score"] for row in rows(memory.search("Who plays the cello?", user_id="bo"))]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)

    def test_a_threshold_cuts_off(self, memory: Memory) -> None:
        assert texts(memory.search("Who plays the cello?", user_id="bo", threshold=0.5)) == [
            "Bo plays the cello on Fridays."
        ]
        assert rows(memory.search("Who plays the cello?", user_id="bo", threshold=1)) == []
        for wrong in (-0.1, 1.1, "high", True):
            with pytest.raises(ValueError, match="threshold"):
                memory.search("x", user_id="bo", threshold=wrong)  # type: ignore[arg-type]

    def test_an_explanation_says_how_it_was_found(self, memory: Memory) -> None:
        found = rows(memory.search("Who plays the cello?", user_id="bo", explain=True, rerank=True))[0]
        details = found["score_details"]
        assert details["final_score"] == found["score"]
        assert details["semantic_score"] > 0
        assert "cello" in " ".join(details["why"])

    @pytest.mark.parametrize("query", ["", "  ", None, 3])
    def test_a_question_is_a_text(self, memory: Memory, query: Any) -> None:
        with pytest.raises(ValueError, match="Invalid query"):
            memory.search(query, user_id="bo")

    def test_a_question_may_be_asked_as_of_a_day(self, memory: Memory) -> None:
        memory.search("Who sang yesterday?", user_id="bo", reference_date="2026-05-01T00:00:00Z")
        memory.search("Who sang yesterday?", user_id="bo", reference_date=1_700_000_000)

    def test_an_unknown_id_is_none(self, memory: Memory) -> None:
        assert memory.get("nothing") is None
        assert memory.get(str(uuid.uuid4())) is None
        assert memory.get(None) is None


class TestChanging:
    def test_an_update_replaces_the_text_and_lays_metadata_over(self, memory: Memory) -> None:
        id_ = rows(memory.add("a b", user_id="ana", metadata={"x": 1, "y": 1}))[0]["id"]
        assert memory.update(id_, "c d", metadata={"y": 2, "created_at": "x"}) == {
            "message": "Memory updated successfully!"
        }
        shown = memory.get(id_) or {}
        assert (shown["memory"], shown["metadata"]) == ("c d", {"x": 1, "y": 2})
        assert shown["created_at"] < shown["updated_at"]

    def test_the_text_is_also_called_data(self, memory: Memory) -> None:
        id_ = rows(memory.add("a b", user_id="ana"))[0]["id"]
        memory.update(memory_id=id_, data="c d")
        assert (memory.get(id_) or {})["memory"] == "c d"

    def test_history_has_mem0_s_rows(self, memory: Memory) -> None:
        id_ = rows(memory.add([CHAT[1]], user_id="ana"))[0]["id"]
        memory.update(id_, "I moved to Faro.")
        memory.update(id_, metadata={"n": 1})
        first, second, third = memory.history(id_)
        assert list(first) == [
            "id", "memory_id", "old_memory", "new_memory", "event", "created_at", "updated_at", "is_deleted",
            "actor_id", "role",
        ]  # fmt: skip
        assert (first["old_memory"], first["new_memory"], first["event"]) == (
            None,
            "I moved to Porto in May.",
            "ADD",
        )
        assert (first["memory_id"], first["is_deleted"], first["actor_id"], first["role"]) == (
            id_,
            False,
            "ana",
            "user",
        )
        assert (second["old_memory"], second["new_memory"]) == (
            "I moved to Porto in May.",
            "I moved to Faro.",
        )
        assert third["event"] == "UPDATE"
        assert first["created_at"] == second["created_at"] < second["updated_at"] < third["updated_at"]
        assert [row["id"] for row in memory.history(id_)] == [first["id"], second["id"], third["id"]]

    def test_history_of_nothing_is_empty(self, memory: Memory) -> None:
        assert memory.history("nothing") == []

    def test_an_archived_memory_adds_no_row(self, memory: Memory, mem: mnemic.Memory) -> None:
        id_ = rows(memory.add("a b", user_id="ana"))[0]["id"]
        mem.archive(ids=[id_])
        assert len(memory.history(id_)) == 1

    def test_what_is_not_there_cannot_be_changed(self, memory: Memory) -> None:
        for change in (lambda: memory.update("nothing", "x"), lambda: memory.delete(str(uuid.uuid4()))):
            with pytest.raises(MemoryNotFoundError, match="not found") as caught:
                change()
            assert isinstance(caught.value, ValueError)
            assert isinstance(caught.value, CubeNotFound)

    def test_an_update_without_a_change_is_refused(self, memory: Memory) -> None:
        with pytest.raises(ValueError, match="At least one of text, metadata, or expiration_date"):
            memory.update("nothing")

    def test_delete_all_takes_only_what_is_meant(self, memory: Memory) -> None:
        memory.add("a b", user_id="ana", run_id="r1")
        memory.add("c d", user_id="ana", run_id="r2")
        memory.add("e f", user_id="bo", run_id="r1")
        assert memory.delete_all(user_id="ana", run_id="r1") == {"message": "Memories deleted successfully!"}
        assert texts(memory.get_all(user_id="ana")) == ["c d"]
        memory.delete_all(user_id="ana")
        assert memory.delete_all(user_id="ana") == {"message": "Memories deleted successfully!"}
        assert texts(memory.get_all(user_id="bo")) == ["e f"]
        with pytest.raises(ValueError, match="At least one filter is required"):
            memory.delete_all()

    def test_what_was_formed_from_a_memory_goes_with_it(self, mem: mnemic.Memory) -> None:
        memory = Memory(memory=mem, consolidate=True)
        memory.add("I live in Porto.", user_id="ana")
        episode = rows(memory.get_all(user_id="ana"))[0]
        memory.delete(episode["id"])
        assert rows(memory.get_all(user_id="ana")) == []

    def test_reset_erases_everything(self, memory: Memory) -> None:
        memory.add("a b", user_id="ana")
        memory.reset()
        memory.reset()
        assert rows(memory.get_all(user_id="ana")) == []
        memory.add("c d", user_id="ana")
        assert texts(memory.get_all(user_id="ana")) == ["c d"]

    def test_there_is_no_chat(self, memory: Memory) -> None:
        with pytest.raises(NotImplementedError):
            memory.chat("hello")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is home, without a variable that names another."""
    for name in ("MNEMIC_DB", "MEM0_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


class TestOpening:
    def test_without_a_word_it_is_in_mem0_s_folder(self, home: Path) -> None:
        with Memory(embedder="hash") as memory:
            memory.add("a b", user_id="ana")
        assert (home / ".mem0" / "mnemic.db").is_file()

    def test_variables_name_another_place(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("MEM0_DIR", str(home / "there"))
        Memory(embedder="hash").close()
        assert (home / "there" / "mnemic.db").is_file()
        monkeypatch.setenv("MNEMIC_DB", str(home / "own" / "my.db"))
        Memory(embedder="hash").close()
        assert (home / "own" / "my.db").is_file()

    def test_a_configuration_s_folder_and_collection_are_used(self, home: Path) -> None:
        config = {
            "vector_store": {
                "provider": "qdrant",
                "config": {"path": str(home / "q"), "collection_name": "work"},
            }
        }
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            memory = Memory.from_config({**config, "version": "v1.1"}, embedder="hash")
        memory.add("a b", user_id="ana")
        assert memory.config == {**config, "version": "v1.1"}
        memory.close()
        with mnemic.open(home / "q" / "mnemic.db", space="work") as mem:
            assert mem.stats().cubes == 1

    def test_the_history_s_folder_is_used_where_no_other_is_named(self, home: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            Memory({"history_db_path": str(home / "h" / "history.db")}, embedder="hash").close()
        assert (home / "h" / "mnemic.db").is_file()

    def test_memory_alone_is_held_in_memory(self, home: Path) -> None:
        config = {"vector_store": {"config": {"path": ":memory:"}}, "history_db_path": ":memory:"}
        with pytest.warns(UserWarning, match="history_db_path"):
            Memory(config, embedder="hash").close()
        assert not list(home.iterdir())

    def test_what_has_no_part_is_named_in_one_warning_without_its_value(self, home: Path) -> None:
        config = {
            "llm": {"provider": "openai", "config": {"api_key": "sk-secret"}},
            "embedder": {"provider": "openai", "config": {"model": "text-embedding-3-small"}},
            "vector_store": {
                "provider": "qdrant",
                "config": {"host": "localhost", "port": 6333, "url": None},
            },
            "reranker": None,
            "version": "v1.0",
            "custom_instructions": "be brief",
        }
        with pytest.warns(UserWarning, match="have no part") as caught:
            Memory.from_config(config, embedder="hash").close()
        (warning,) = caught
        for name in (
            "llm",
            "embedder",
            "vector_store.config.host",
            "vector_store.config.port",
            "version",
            "custom_instructions",
        ):
            assert name in str(warning.message)
        for name in ("secret", "reranker", "url", "provider"):
            assert name not in str(warning.message)

    def test_a_configuration_is_a_dict(self) -> None:
        with pytest.raises(ValueError, match="no mem0 configuration"):
            Memory(3)

    def test_the_first_argument_may_be_the_memory(self, mem: mnemic.Memory, path: Path) -> None:
        Memory(mem).add("a b", user_id="ana")
        for where in (path, str(path)):
            with Memory(where) as memory:
                assert texts(memory.get_all(user_id="ana")) == ["a b"]

    def test_only_one_place_is_named(self, mem: mnemic.Memory) -> None:
        with pytest.raises(ValueError, match="leave one out"):
            Memory({}, memory=mem)

    def test_a_memory_that_was_open_stays_open(self, mem: mnemic.Memory, path: Path) -> None:
        with Memory(memory=mem) as memory:
            memory.add("a b", user_id="ana")
        assert mem.stats().cubes == 1
        own = Memory(memory=path)
        own.close()
        with pytest.raises(StoreClosed):
            own.get_all(user_id="ana")

    def test_it_needs_no_mem0(self) -> None:
        code = (
            "import sys; import mnemic.adapters.mem0; "
            "print([name for name in ('mem0', 'anyio', 'pydantic') if name in sys.modules])"
        )
        source = str(Path(mnemic.__file__).parents[1])
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": source},
        )
        assert done.stdout.strip() == "[]"


def test_several_processes_write_to_one_file(path: Path) -> None:
    mnemic.open(path, embedder="hash").close()
    code = """
import sys
from mnemic.adapters.mem0 import Memory

with Memory(memory=sys.argv[1]) as memory:
    for number in range(10):
        memory.add(f"process {sys.argv[2]} says {number}", user_id="ana")
"""
    environment = {**os.environ, "PYTHONPATH": str(Path(mnemic.__file__).parents[1])}
    started = [
        subprocess.Popen([sys.executable, "-c", code, str(path), str(number)], env=environment)
        for number in range(3)
    ]
    assert [process.wait(60) for process in started] == [0, 0, 0]
    with Memory(memory=path) as memory:
        assert len(set(texts(memory.get_all(user_id="ana")))) == 30


@pytest.mark.anyio
class TestAsync:
    async def test_every_verb_is_awaited(self, mem: mnemic.Memory) -> None:
        async with AsyncMemory(memory=mem) as memory:
            id_ = rows(await memory.add(CHAT, user_id="ana"))[0]["id"]
            assert (await memory.get(id_) or {})["memory"] == "I moved to Porto in May."
            assert len(rows(await memory.get_all(filters={"user_id": "ana"}))) == 2
            assert texts(await memory.search("Porto in May", user_id="ana"))[0] == "I moved to Porto in May."
            await memory.update(id_, data="I moved to Faro.")
            assert len(await memory.history(id_)) == 2
            await memory.delete(id_)
            await memory.delete_all(user_id="ana")
            await memory.reset()
            with pytest.raises(NotImplementedError):
                await memory.chat("x")
        mem.stats()

    async def test_it_may_be_made_with_or_without_await(self, home: Path) -> None:
        config = {"vector_store": {"config": {"path": str(home)}}}
        first = await AsyncMemory.from_config(config, embedder="hash")
        second = AsyncMemory.from_config(config, embedder="hash")
        await first.add("a b", user_id="ana")
        assert texts(await second.get_all(user_id="ana")) == ["a b"]
        first.close()
        second.close()

    async def test_the_loop_is_not_held_up(self, mem: mnemic.Memory, monkeypatch: pytest.MonkeyPatch) -> None:
        threads: list[int] = []
        remember = mem.remember_many
        monkeypatch.setattr(
            mem,
            "remember_many",
            lambda *a, **k: (threads.append(threading.get_ident()), remember(*a, **k))[1],
        )
        await AsyncMemory(memory=mem).add("a b", user_id="ana")
        assert threads != [threading.get_ident()]

    def test_both_have_the_same_verbs(self) -> None:
        verbs = {name for name in vars(Memory) if not name.startswith("_")}
        assert verbs == {name for name in vars(AsyncMemory) if not name.startswith("_")}
        for name in verbs - {"close", "from_config"}:
            assert inspect.getdoc(vars(AsyncMemory)[name]) == inspect.getdoc(getattr(Memory, name))
        for make in ("__init__", "from_config"):
            assert (
                inspect.signature(getattr(Memory, make)).parameters.keys()
                == inspect.signature(getattr(AsyncMemory, make)).parameters.keys()
            )
