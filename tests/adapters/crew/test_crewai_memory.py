"""CrewAI's own memory, its views and its agents at work over Mnemic."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from crew_parts import Script, embed
from crewai import Agent, Crew, Memory, Task
from crewai.memory.storage.backend import EmbeddingDimensionMismatchError
from crewai.memory.storage.factory import set_memory_storage_factory

import mnemic
from mnemic.adapters.crewai import MnemicStorage

KNOWN: dict[str, Any] = {"scope": "/ana", "categories": ["travel"], "importance": 0.8}
"""With these given, and nothing alike in store, CrewAI asks no model."""
ANALYSIS = {
    "suggested_scope": "/trips", "categories": ["travel"], "importance": 0.9,
    "extracted_metadata": {"entities": ["Ana"], "dates": [], "topics": []},
}  # fmt: skip
SAVING, MERGING, EXTRACTING = (
    "Content to store:",
    "New content to consider storing",
    "Extract memory statements",
)


def crewai_memory(mem: mnemic.Memory | Path, *replies: tuple[str, Any], **options: Any) -> Memory:
    storage = MnemicStorage(mem) if isinstance(mem, mnemic.Memory) else MnemicStorage(mem, embedder="hash")
    return Memory(
        storage=storage,
        embedder=embed,
        llm=Script(model="script", replies=list(replies)),
        **options,
    )


class TestMemory:
    def test_what_is_remembered_is_recalled_and_can_be_changed_and_forgotten(
        self, mem: mnemic.Memory
    ) -> None:
        memory = crewai_memory(mem)
        train = memory.remember("Ana takes the train to Porto.", **KNOWN, metadata={"leg": 1})
        memory.remember("The cat sleeps on the sofa.", scope="/home", categories=["pets"], importance=0.2)
        assert train is not None
        for depth in ("shallow", "deep"):
            best = memory.recall("train to Porto", depth=depth, limit=1)[0]  # type: ignore[arg-type]
            assert best.record.content == "Ana takes the train to Porto."
            assert (best.record.metadata, best.record.importance) == ({"leg": 1}, 0.8)
        changed = memory.update(train.id, content="Ana takes the bus to Faro.", importance=0.3)
        assert memory.recall("bus to Faro", depth="shallow")[0].record.model_dump() == changed.model_dump()
        assert memory.forget(scope="/ana") == 1
        assert [one.content for one in memory.list_records()] == ["The cat sleeps on the sofa."]
        with pytest.raises(ValueError, match="Record not found"):
            memory.update(train.id, content="?")

    def test_the_model_says_where_it_belongs(self, mem: mnemic.Memory) -> None:
        memory = crewai_memory(mem, (SAVING, ANALYSIS))
        memory.remember("Ana booked a cabin.")
        (record,) = memory.list_records("/trips")
        assert (record.categories, record.importance) == (["travel"], 0.9)
        assert memory.tree() == "/ (1 records)\n  /trips (1 records)"
        assert memory.list_categories() == {"travel": 1}
        assert memory.info("/trips").record_count == 1

    def test_what_is_nearly_the_same_is_merged_as_the_model_says(self, mem: mnemic.Memory) -> None:
        memory = crewai_memory(mem)
        old = memory.remember("Ana lives in Rome with her cat Pastel.", **KNOWN)
        gone = memory.remember(
            "Ana lives in Rome with a dog named Pastel.", scope="/b", categories=[], importance=0.5
        )
        assert old is not None
        assert gone is not None
        memory.llm.replies.append((MERGING, {  # type: ignore[union-attr]
            "actions": [
                {"action": "update", "record_id": old.id, "new_content": "Ana lives in Porto with her cat Pastel."},
                {"action": "delete", "record_id": gone.id},
            ],
            "insert_new": False,
        }))  # fmt: skip
        memory.remember(
            "With her cat Pastel, Ana lives in Rome.", categories=["travel"], importance=0.8, scope="/"
        )
        assert [one.content for one in memory.list_records()] == ["Ana lives in Porto with her cat Pastel."]
        cube = mem.lookup(f"crewai:{old.id}")
        assert [version.content for version in mem.history(cube.id)] == [
            "Ana lives in Rome with her cat Pastel.", "Ana lives in Porto with her cat Pastel.",
        ]  # fmt: skip

    def test_many_at_once_and_what_is_private(self, mem: mnemic.Memory) -> None:
        memory = crewai_memory(mem)
        memory.remember_many(["Bo plays the cello.", "Cleo likes boats."], **KNOWN)
        memory.remember_many(["Bo's code is 1234."], **KNOWN, source="bo", private=True)
        assert len(memory.recall("Bo plays what?", depth="shallow")) == 2
        assert len(memory.recall("Bo plays what?", depth="shallow", source="bo")) == 3
        memory.close()

    def test_views_keep_to_their_scopes(self, mem: mnemic.Memory) -> None:
        memory = crewai_memory(mem, root_scope="/crew/1")
        other = crewai_memory(mem, root_scope="/crew/10")
        memory.remember("Ana moved to Porto.", **KNOWN)
        other.remember("Bo moved to Porto.", **KNOWN)
        assert [one.record.content for one in memory.recall("moved to Porto", depth="shallow")] == [
            "Ana moved to Porto."
        ]
        view = memory.scope("/ana")
        assert [one.record.content for one in view.recall("moved to Porto", depth="shallow")] == [
            "Ana moved to Porto."
        ]
        part = memory.slice(["/ana"])
        assert [one.record.content for one in part.recall("moved to Porto", depth="shallow")] == [
            "Ana moved to Porto."
        ]
        memory.reset()
        assert [one.content for one in other.list_records()] == ["Bo moved to Porto."]

    def test_its_coroutines_work(self, mem: mnemic.Memory) -> None:
        memory = crewai_memory(mem)

        async def work() -> str:
            await memory.aremember("Ana moved to Porto.", **KNOWN)
            return (await memory.arecall("moved to Porto", depth="shallow"))[0].record.content

        assert asyncio.run(work()) == "Ana moved to Porto."

    def test_recalling_writes_nothing(self, mem: mnemic.Memory) -> None:
        memory = crewai_memory(mem)
        memory.remember("Ana moved to Porto.", **KNOWN)
        before = mem.audit_head()
        memory.recall("moved to Porto")
        assert mem.audit_head() == before

    def test_another_embedder_is_crewais_own_error(self, path: Path) -> None:
        memory = crewai_memory(path)
        memory.remember("Ana moved to Porto.", **KNOWN)
        memory.close()
        longer = crewai_memory(path)
        longer._embedder_instance = lambda texts: [[*vector, 1.0] for vector in embed(texts)]
        with pytest.raises(EmbeddingDimensionMismatchError, match="64-dimensional"):
            longer.recall("Porto", depth="shallow")
        with pytest.raises(EmbeddingDimensionMismatchError):
            longer.remember("Bo moved to Faro.", **KNOWN)
        longer.close()

    def test_closing_it_closes_the_storage_it_was_given_a_path_for(self, path: Path) -> None:
        memory = crewai_memory(path)
        memory.remember("Ana moved to Porto.", **KNOWN)
        memory.close()
        with pytest.raises(mnemic.errors.StoreClosed):
            memory.list_records()
        assert crewai_memory(path).recall("Porto", depth="shallow")[0].record.content == "Ana moved to Porto."


def crew_of(llm: Script, memory: Memory | bool, question: str) -> Crew:
    planner = Agent(role="Planner", goal="Plan trips", backstory="Knows every railway", llm=llm)
    task = Task(description=question, expected_output="One sentence", agent=planner)
    return Crew(agents=[planner], tasks=[task], memory=memory)


REPLIES: list[tuple[str, Any]] = [
    (EXTRACTING, {"memories": ["Ana travels to Porto by train on 3 May."]}),
    (SAVING, ANALYSIS),
    ("How does Ana travel", "Thought: I remember.\nFinal Answer: By train."),
    ("Plan Ana's trip", "Thought: I know.\nFinal Answer: Ana takes the train to Porto on 3 May."),
]


class TestCrew:
    @pytest.fixture(autouse=True)
    def quiet(self) -> Iterator[None]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # pydantic's, about a model of its own class
            yield

    def test_what_one_crew_did_the_next_one_is_told(self, path: Path) -> None:
        first = crewai_memory(path, *REPLIES)
        assert "train to Porto" in crew_of(first.llm, first, "Plan Ana's trip to Porto").kickoff().raw
        first.close()

        second = crewai_memory(path, *REPLIES)
        assert "By train." in crew_of(second.llm, second, "How does Ana travel to Porto?").kickoff().raw
        told = next(prompt for prompt in second.llm.asked if "How does Ana travel" in prompt)
        assert "Ana travels to Porto by train on 3 May." in told
        second.close()

        with mnemic.open(path, embedder="hash") as mem:
            cube = mem.recall("How does Ana travel?")[0].cube
            assert (cube.content, cube.kind) == ("Ana travels to Porto by train on 3 May.", "resource")

    def test_an_agent_asks_its_memory_by_itself(self, mem: mnemic.Memory) -> None:
        memory = crewai_memory(
            mem,
            ("Observation:.*night train", "Thought: I know now.\nFinal Answer: The night train."),
            ("Which train", 'Thought: Look it up.\nAction: search_memory\nAction Input: {"queries": ["train of Bo"]}'),
            (EXTRACTING, {"memories": []}),
        )  # fmt: skip
        memory.remember("Bo's favourite is the night train.", **KNOWN)
        assert "The night train." in crew_of(memory.llm, memory, "Which train does he like?").kickoff().raw

    def test_a_copied_crew_works_on_the_same_store(self, mem: mnemic.Memory) -> None:
        memory = crewai_memory(mem, *REPLIES)
        crew_of(memory.llm, memory, "Plan Ana's trip to Porto").copy().kickoff()
        assert memory.storage.count() == 1  # type: ignore[union-attr]

    def test_memory_true_takes_the_storage_that_was_registered(
        self, mem: mnemic.Memory, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        storage = MnemicStorage(mem)
        monkeypatch.setattr("crewai.memory.unified_memory._default_embedder", lambda: embed)  # not OpenAI's
        set_memory_storage_factory(lambda _spec: storage)
        try:
            llm = Script(model="script", replies=REPLIES)
            crew_of(llm, True, "Plan Ana's trip to Porto").kickoff()
        finally:
            set_memory_storage_factory(None)
        (record,) = storage.list_records()
        assert record.scope.startswith("/crew/")

    def test_a_crews_memories_are_reset(self, mem: mnemic.Memory) -> None:
        mem.remember("not CrewAI's")
        memory = crewai_memory(mem, *REPLIES)
        crew = crew_of(memory.llm, memory, "Plan Ana's trip to Porto")
        crew.kickoff()
        crew.reset_memories(command_type="memory")
        assert [cube.content for cube in mem.list()] == ["not CrewAI's"]
