"""Google ADK's memory service over a memory, driven by ADK's own runner, session service and tools."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncGenerator, Coroutine
from pathlib import Path
from typing import Any

import pytest
from behaviour import Behaviour, together
from google.adk.agents import LlmAgent
from google.adk.events.event import Event
from google.adk.memory.memory_entry import MemoryEntry
from google.adk.models.base_llm import BaseLlm
from google.adk.models.llm_request import LlmRequest
from google.adk.models.llm_response import LlmResponse
from google.adk.runners import Runner
from google.adk.sessions import InMemorySessionService, Session
from google.adk.tools import load_memory
from google.adk.tools.preload_memory_tool import PreloadMemoryTool
from google.genai import types
from pydantic import Field

import mnemic
from mnemic.adapters.adk import MnemicMemoryService

APP, USER = "travel", "ana"
T0 = 1_779_271_200.0  # 2026-05-20T10:00:00Z


def run(work: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(work)


def content(text: str, role: str = "user") -> types.Content:
    return types.Content(role=role, parts=[types.Part(text=text)])


def event(text: str, author: str = "user", **other: Any) -> Event:
    role = "user" if author == "user" else "model"
    return Event(author=author, content=content(text, role), **{"timestamp": T0, **other})


def session(*events: Event, name: str = "s1", app: str = APP, user: str = USER) -> Session:
    return Session(id=name, app_name=app, user_id=user, events=list(events))


def found(
    service: MnemicMemoryService, query: str, app: str = APP, user: str = USER
) -> list[tuple[str | None, str | None]]:
    answer = run(service.search_memory(app_name=app, user_id=user, query=query))
    return [(entry.author, entry.content.parts[0].text) for entry in answer.memories]


class AdkDesk:
    """Entries are told outright; ADK reads by searching only, so that single reads go by the memory itself."""

    def __init__(self, path: Path) -> None:
        self.service = MnemicMemoryService(path, embedder="hash")
        self.memory = mnemic.open(path).in_space(APP)
        self.names = itertools.count()

    def _add(self, name: str, text: str) -> None:
        entry = MemoryEntry(id=name, content=content(text))
        run(self.service.add_memory(app_name=APP, user_id=USER, memories=[entry]))

    def _id(self, name: str) -> str:
        return self.memory.lookup(f"adk:memory/{name}", user=USER).id

    def write(self, text: str) -> str:
        name = f"entry {next(self.names)}"
        self._add(name, text)
        return name

    def read(self, name: str) -> str | None:
        try:
            return self.memory.get(self._id(name)).content
        except mnemic.errors.CubeNotFound:
            return None

    def everything(self) -> list[str]:
        return [cube.content for cube in self.memory.list()]

    def search(self, query: str) -> list[str]:
        return [text or "" for _, text in found(self.service, query)]

    def update(self, name: str, text: str) -> None:
        self._add(name, text)

    def delete(self, name: str) -> None:
        run(self.service.delete_memory(app_name=APP, user_id=USER, memory_id=name))

    def close(self) -> None:
        self.memory.close()
        run(self.service.close())


class TestBehaviour(Behaviour):
    def open(self, path: Path) -> AdkDesk:
        return AdkDesk(path)


@pytest.fixture
def service(path: Path) -> Any:
    made = MnemicMemoryService(path, embedder="hash")
    yield made
    run(made.close())


def test_a_session_becomes_episodes_with_who_said_it_and_when(mem: mnemic.Memory) -> None:
    service = MnemicMemoryService(mem)
    run(service.add_session_to_memory(
        session(event("I moved to Porto."), event("Noted.", "guide", timestamp=T0 + 60))
    ))  # fmt: skip
    first, second = mem.in_space(APP).list()
    assert (first.content, first.kind, first.user, first.session) == (
        "I moved to Porto.",
        "episode",
        "ana",
        "s1",
    )
    assert (first.speaker, first.role) == ("user", "user")
    assert first.occurred_at is not None
    assert first.occurred_at.isoformat() == "2026-05-20T10:00:00+00:00"
    assert (second.speaker, second.role) == ("guide", "assistant")
    assert not mem.list()


def test_a_session_that_grew_adds_only_what_is_new(mem: mnemic.Memory) -> None:
    service = MnemicMemoryService(mem)
    events = [event("I moved to Porto."), event("OK.", "guide"), event("OK.", "guide")]
    for upto in (1, 2, 3, 3):
        run(service.add_session_to_memory(session(*events[:upto])))
    assert [cube.content for cube in mem.in_space(APP).list()] == ["I moved to Porto.", "OK.", "OK."]


def test_a_session_that_several_add_at_once_is_kept_once(path: Path) -> None:
    services = [MnemicMemoryService(path, embedder="hash") for _ in range(3)]
    told = session(*[event(f"This is {number}.") for number in range(20)])
    together([lambda one=one: run(one.add_session_to_memory(told)) for one in services])
    assert len(mnemic.open(path, space=APP).list()) == 20
    for one in services:
        run(one.close())


def test_the_same_event_id_in_another_session_is_another_event(mem: mnemic.Memory) -> None:
    service = MnemicMemoryService(mem)
    for name in ("s1", "s2"):
        run(service.add_session_to_memory(session(event(f"This is {name}.", id="1"), name=name)))
    assert len(mem.in_space(APP).list()) == 2


def test_only_what_was_said_is_kept(mem: mnemic.Memory) -> None:
    call = types.Part(function_call=types.FunctionCall(name="weather", args={"city": "Porto"}))
    parts = [
        types.Part(text="musing", thought=True),
        types.Part(text="It is sunny."),
        call,
        types.Part(text="Go!"),
    ]
    service = MnemicMemoryService(mem)
    run(service.add_session_to_memory(session(
        Event(author="guide", content=types.Content(role="model", parts=parts)),
        Event(author="guide", content=types.Content(role="model", parts=[call])),
        Event(author="guide", content=types.Content(role="model")),
        Event(author="guide"),
        event(" \n", "guide"),
        event("It is", "guide", partial=True),
    )))  # fmt: skip
    assert [cube.content for cube in mem.in_space(APP).list()] == ["It is sunny.\nGo!"]


def test_what_no_store_can_hold_does_not_end_the_session(mem: mnemic.Memory) -> None:
    run(MnemicMemoryService(mem).add_session_to_memory(session(event("a\0b \ud800"))))
    assert [cube.content for cube in mem.in_space(APP).list()] == ["a\ufffdb \ufffd"]


def test_events_are_kept_once_with_the_metadata_given(service: MnemicMemoryService, path: Path) -> None:
    turn = [event("The code word is heron."), event("Fine.", "guide")]
    for _ in range(2):
        run(service.add_events_to_memory(
            app_name=APP, user_id=USER, events=turn, custom_metadata={"channel": "mail", "ttl": 30}
        ))  # fmt: skip
    with mnemic.open(path, space=APP) as mem:
        assert [(cube.content, cube.session, cube.metadata) for cube in mem.list()] == [
            (text, None, {"channel": "mail", "ttl": 30}) for text in ("The code word is heron.", "Fine.")
        ]
    answer = run(service.search_memory(app_name=APP, user_id=USER, query="What is the code word?"))
    assert answer.memories[0].custom_metadata == {"channel": "mail", "ttl": 30}


def test_a_search_returns_entries_as_adk_wants_them(service: MnemicMemoryService) -> None:
    run(
        service.add_session_to_memory(session(event("I moved to Porto."), event("Porto is lovely.", "guide")))
    )
    answer = run(service.search_memory(app_name=APP, user_id=USER, query="Where did I move to?"))
    entry = answer.memories[0]
    assert entry.content == content("I moved to Porto.")
    assert (entry.author, entry.timestamp) == ("user", "2026-05-20T10:00:00+00:00")
    assert entry.id
    assert [one.content.role for one in answer.memories if one.author == "guide"] == ["model"]


def test_nothing_crosses_apps_and_users(service: MnemicMemoryService) -> None:
    for app, user in itertools.product(("travel", "bank"), ("ana", "bo")):
        run(service.add_session_to_memory(session(event(f"{user} is in {app}."), app=app, user=user)))
    for app, user in itertools.product(("travel", "bank"), ("ana", "bo")):
        assert found(service, "Who is in what?", app, user) == [("user", f"{user} is in {app}.")]
    assert found(service, "Who is in what?", "other") == []
    assert found(service, "Who is in what?", user="Ana") == []


def test_an_entry_of_another_user_can_be_neither_deleted_nor_changed(service: MnemicMemoryService) -> None:
    run(service.add_session_to_memory(session(event("I moved to Porto."))))
    answer = run(service.search_memory(app_name=APP, user_id=USER, query="Porto"))
    entry = answer.memories[0]
    for app, user in ((APP, "bo"), ("bank", USER)):
        run(service.delete_memory(app_name=app, user_id=user, memory_id=entry.id))
        changed = MemoryEntry(id=entry.id, content=content("Nobody moved."))
        run(service.add_memory(app_name=app, user_id=user, memories=[changed]))
        assert found(service, "Who moved?", app, user) == [(None, "Nobody moved.")]
    assert found(service, "Who moved?") == [("user", "I moved to Porto.")]


@pytest.mark.parametrize("name", ["", " ", None, 3])
def test_a_name_that_would_mean_everyone_is_refused(service: MnemicMemoryService, name: Any) -> None:
    with pytest.raises(mnemic.errors.ArgumentError, match="user_id"):
        run(service.search_memory(app_name=APP, user_id=name, query="Porto"))
    with pytest.raises(mnemic.errors.ArgumentError, match="app_name"):
        run(service.add_events_to_memory(app_name=name, user_id=USER, events=[]))


def test_a_deleted_event_is_not_brought_back_by_its_session(mem: mnemic.Memory) -> None:
    service = MnemicMemoryService(mem)
    told = session(event("The zanzibarwort blooms."), event("The garden is large."))
    run(service.add_session_to_memory(told))
    answer = run(service.search_memory(app_name=APP, user_id=USER, query="zanzibarwort"))
    gone = next(entry for entry in answer.memories if "zanzibarwort" in entry.content.parts[0].text)
    for _ in range(2):
        run(service.delete_memory(app_name=APP, user_id=USER, memory_id=gone.id))
        run(service.add_session_to_memory(told))
    assert found(service, "zanzibarwort deleted") == [("user", "The garden is large.")]
    run(service.delete_memory(app_name=APP, user_id=USER))
    run(service.delete_memory(app_name=APP, user_id=USER, memory_id="nothing"))
    assert found(service, "garden") == [("user", "The garden is large.")]


def test_an_event_whose_text_changed_is_an_error_and_writes_nothing(mem: mnemic.Memory) -> None:
    service = MnemicMemoryService(mem)
    run(service.add_session_to_memory(session(event("Yes.", id="1"))))
    with pytest.raises(mnemic.errors.IdempotencyConflict):
        run(service.add_session_to_memory(session(event("New.", id="2"), event("No.", id="1"))))
    assert len(mem.in_space(APP).list()) == 1


def test_a_memory_told_outright_is_kept_and_its_id_changes_it(mem: mnemic.Memory) -> None:
    service = MnemicMemoryService(mem)
    entries = [
        MemoryEntry(id="m1", content=content("Ana likes tea.", "model"), author="guide", timestamp="2026-05-20T10:00:00Z"),
        MemoryEntry(content=content("Ana has a dog."), custom_metadata={"topic": "pets"}),
    ]  # fmt: skip
    run(service.add_memory(app_name=APP, user_id=USER, memories=entries, custom_metadata={"topic": "taste"}))
    tea, dog = mem.in_space(APP).list()
    assert (tea.role, tea.speaker, tea.metadata["topic"], dog.metadata["topic"]) == (
        "assistant", "guide", "taste", "pets",
    )  # fmt: skip
    assert tea.occurred_at is not None
    for name in ("m1", dog.id):
        run(service.add_memory(
            app_name=APP, user_id=USER, memories=[MemoryEntry(id=name, content=content(f"Changed {name}."))]
        ))  # fmt: skip
    assert [cube.content for cube in mem.in_space(APP).list()] == ["Changed m1.", f"Changed {dog.id}."]
    assert len(mem.in_space(APP).history(tea.id)) == 2


def test_a_time_without_offset_is_this_machines(mem: mnemic.Memory) -> None:
    service = MnemicMemoryService(mem)
    entry = MemoryEntry(content=content("Then."), timestamp="2026-05-20T10:00:00")
    run(service.add_memory(app_name=APP, user_id=USER, memories=[entry]))
    (cube,) = mem.in_space(APP).list()
    assert cube.occurred_at is not None
    assert cube.occurred_at.tzinfo is not None
    assert cube.occurred_at.replace(tzinfo=None).isoformat() == "2026-05-20T10:00:00"


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (MemoryEntry(content=types.Content(role="user", parts=[])), "holds no text"),
        (MemoryEntry(content=content("Then."), timestamp="last summer"), "last summer"),
    ],
)
def test_an_entry_that_cannot_be_kept_is_an_error(
    service: MnemicMemoryService, entry: MemoryEntry, message: str
) -> None:
    with pytest.raises(mnemic.errors.ArgumentError, match=message):
        run(service.add_memory(app_name=APP, user_id=USER, memories=[entry]))


def test_an_empty_query_finds_nothing(service: MnemicMemoryService) -> None:
    run(service.add_session_to_memory(session(event("I moved to Porto."))))
    assert found(service, " ") == []


def test_arguments_that_cannot_be_used_are_refused(path: Path, mem: mnemic.Memory) -> None:
    with pytest.raises(mnemic.errors.ArgumentError, match="space="):
        MnemicMemoryService(path, space="mine")
    with pytest.raises(mnemic.errors.ArgumentError, match="limit="):
        MnemicMemoryService(path, limit=0)
    with pytest.raises(mnemic.errors.ArgumentError, match="embedder"):
        MnemicMemoryService(mem, embedder="hash")


def test_closing_ends_what_was_opened_here_and_nothing_else(path: Path, mem: mnemic.Memory) -> None:
    async def use(service: MnemicMemoryService) -> None:
        async with service:
            await service.add_session_to_memory(session(event("I moved to Porto.")))

    own, lent = MnemicMemoryService(path), MnemicMemoryService(mem)
    run(use(own))
    run(use(lent))
    assert mem.in_space(APP).list()
    with pytest.raises(mnemic.errors.StoreClosed):
        found(own, "Porto")


class Scripted(BaseLlm):
    """A model that first calls ``load_memory`` when it has it, then answers, and keeps what it was shown."""

    model: str = "scripted"
    shown: list[LlmRequest] = Field(default_factory=list)

    async def generate_content_async(
        self, llm_request: LlmRequest, stream: bool = False
    ) -> AsyncGenerator[LlmResponse, None]:
        self.shown.append(llm_request)
        last = llm_request.contents[-1].parts[-1]
        if "load_memory" in llm_request.tools_dict and not last.function_response:
            call = types.FunctionCall(name="load_memory", args={"query": last.text})
            part = types.Part(function_call=call)
        else:
            part = types.Part(text="Noted.")
        yield LlmResponse(content=types.Content(role="model", parts=[part]))


def ask(runner: Runner, session_id: str, text: str) -> list[Event]:
    async def turn() -> list[Event]:
        return [
            one
            async for one in runner.run_async(user_id=USER, session_id=session_id, new_message=content(text))
        ]

    return run(turn())


@pytest.fixture
def model() -> Scripted:
    return Scripted()


def runner_of(service: MnemicMemoryService, model: Scripted, tools: list[Any]) -> Runner:
    async def keep(callback_context: Any) -> None:
        await callback_context.add_session_to_memory()

    agent = LlmAgent(name="guide", model=model, tools=tools, after_agent_callback=keep)
    return Runner(app_name=APP, agent=agent, session_service=InMemorySessionService(), memory_service=service)


def test_an_agent_loads_what_was_said_in_another_session(
    service: MnemicMemoryService, model: Scripted
) -> None:
    runner = runner_of(service, model, [load_memory])
    for name in ("one", "two"):
        run(runner.session_service.create_session(app_name=APP, user_id=USER, session_id=name))
    ask(runner, "one", "The code word is heron.")
    events = ask(runner, "two", "What is the code word?")
    replies = [
        part.function_response for one in events for part in one.content.parts if part.function_response
    ]
    assert "heron" in str(replies[0].response)
    assert events[-1].content.parts[0].text == "Noted."


def test_memory_is_preloaded_into_the_request(service: MnemicMemoryService, model: Scripted) -> None:
    runner = runner_of(service, model, [PreloadMemoryTool()])
    for name in ("one", "two"):
        run(runner.session_service.create_session(app_name=APP, user_id=USER, session_id=name))
    ask(runner, "one", "The code word is heron.")
    ask(runner, "two", "What is the code word?")
    assert "user: The code word is heron." in str(model.shown[-1].contents)


def test_the_agents_callback_after_each_turn_keeps_each_turn_once(
    service: MnemicMemoryService, model: Scripted, path: Path
) -> None:
    runner = runner_of(service, model, [])
    run(runner.session_service.create_session(app_name=APP, user_id=USER, session_id="one"))
    for text in ("I moved to Porto.", "I have a dog."):
        ask(runner, "one", text)
    with mnemic.open(path, space=APP) as mem:
        assert [cube.content for cube in mem.list()] == [
            "I moved to Porto.",
            "Noted.",
            "I have a dog.",
            "Noted.",
        ]
