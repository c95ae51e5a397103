"""Sessions of the OpenAI Agents SDK: item for item what its own SQLite session gives, in real runs."""

from __future__ import annotations

import asyncio
import itertools
import json
import multiprocessing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from agents import Agent, RunConfig, Runner, SQLiteSession, function_tool
from agents.memory import Session, SessionSettings
from agents.testing import ModelStep, ScriptedModel, assistant_message, function_call
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.adapters.behaviour import Behaviour, Desk, together

import mnemic
from mnemic.adapters.openai_agents import MnemicSession, recall_tool
from mnemic.errors import ArgumentError, StoreClosed

QUIET = RunConfig(tracing_disabled=True)


def said(text: str, role: str = "user") -> Any:
    return {"role": role, "content": text}


ITEMS: list[Any] = [
    {"role": "user", "content": "What's the weather in Porto?"},
    {"content": "The keys come in another order.", "role": "user", "type": "message"},
    {"role": "system", "content": "Be brief."},
    {"role": "developer", "content": [{"type": "input_text", "text": "Be kind."}]},
    {"type": "reasoning", "id": "rs_1", "summary": [{"type": "summary_text", "text": "thinking"}],
     "encrypted_content": "gAAA"},
    {"type": "function_call", "id": "fc_1", "call_id": "call_1", "name": "weather", "arguments": '{"city": "Porto"}'},
    {"type": "function_call_output", "call_id": "call_1", "output": "zephyrquartz: 21 °C"},
    {"role": "user", "content": [{"type": "input_image", "detail": "auto", "image_url": "data:image/png;base64,iVBOR"}]},
    {"role": "user", "content": [{"type": "input_text", "text": "And this?"}, {"type": "input_image", "file_id": "f_1"}]},
    {"id": "msg_1", "type": "message", "role": "assistant", "status": "completed",
     "content": [{"type": "output_text", "text": "It's sunny, Ana.", "annotations": [], "logprobs": []}]},
    {"id": "msg_2", "type": "message", "role": "assistant", "content": [{"type": "refusal", "refusal": "I can't say."}]},
    {"type": "computer_call", "id": "cc", "action": {"type": "click", "x": 1, "y": 2.5}, "pending_safety_checks": []},
    {"type": "item_of_the_year_2031", "deep": {"b": [None, True, {"a": -0.0}], "a": 10**30}},
    {"role": "user", "content": "a NUL \0, half a character \ud83d, and 日本語 👋"},
    {"role": "user", "content": "  \n"},
    {"role": "assistant", "content": ""},
    {"role": "assistant", "content": None},
    {"role": ["user"], "type": None, "content": 5, "name": "\ud800\0"},
    "an item that is only a text",
    {},
]  # fmt: skip


class SessionDesk:
    """The behaviour suite's desk: a text is what the user says, and names itself."""

    def __init__(self, path: Path) -> None:
        self._session = MnemicSession("s1", path, user="ana", embedder="hash")

    def write(self, text: str) -> str:
        asyncio.run(self._session.add_items([said(text)]))
        return text

    def read(self, name: str) -> str | None:
        return name if name in self.everything() else None

    def everything(self) -> list[str]:
        return [str(item["content"]) for item in asyncio.run(self._session.get_items())]  # type: ignore[typeddict-item]

    def search(self, query: str) -> list[str]:
        return [hit.cube.content for hit in self._session.memory.recall(query, user="ana")]

    def update(self, name: str, text: str) -> None:
        raise AssertionError("sessions have no way to")

    def delete(self, name: str) -> None:
        assert asyncio.run(self._session.pop_item()) == said(name)

    def close(self) -> None:
        self._session.close()


class TestBehaviour(Behaviour):
    lacks = frozenset({"update"})

    def open(self, path: Path) -> Desk:
        return SessionDesk(path)


# Against the SDK's own session

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)
ANY_ITEM = st.one_of(
    st.sampled_from(ITEMS),
    st.builds(
        lambda role, text: said(text, role),
        st.sampled_from(["user", "assistant", "tool"]),
        st.text(max_size=8),
    ),
    st.dictionaries(st.sampled_from(["type", "role", "content", "name", "x"]), JSON, max_size=4),
)
STEPS = st.one_of(
    st.tuples(st.just("add_items"), st.lists(ANY_ITEM, max_size=4)),
    st.tuples(st.just("add_items"), st.lists(ANY_ITEM, max_size=4)),
    st.tuples(st.just("get_items"), st.none() | st.integers(-2, 6)),
    st.tuples(st.just("pop_item"), st.just(())),
    st.tuples(st.just("clear_session"), st.just(())),
)
NUMBERS = itertools.count()


@pytest.fixture(scope="module")
def shared() -> Iterator[mnemic.Memory]:
    with mnemic.open(":memory:", embedder="hash") as memory:
        yield memory


async def _same(
    steps: list[tuple[str, Any]], limit: int | None, mem: mnemic.Memory, user: str | None
) -> None:
    theirs = SQLiteSession("s", session_settings=SessionSettings(limit=limit))
    ours = MnemicSession(f"s{next(NUMBERS)}", mem, user=user, session_settings=SessionSettings(limit=limit))
    for verb, argument in [*steps, ("get_items", None), ("get_items", 3)]:
        arguments = () if argument == () else (argument,)
        expected, found = await getattr(theirs, verb)(*arguments), await getattr(ours, verb)(*arguments)
        assert json.dumps(found) == json.dumps(expected), (verb, argument)
    theirs.close()


@given(
    steps=st.lists(STEPS, max_size=12),
    limit=st.none() | st.integers(-1, 4),
    user=st.sampled_from([None, "ana"]),
)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_sequence_of_calls_gives_what_the_sdks_session_gives(
    steps: list[tuple[str, Any]], limit: int | None, user: str | None, shared: mnemic.Memory
) -> None:
    asyncio.run(_same(steps, limit, shared, user))


@pytest.mark.anyio
async def test_every_item_comes_back_as_it_was(mem: mnemic.Memory) -> None:
    session = MnemicSession("s1", mem, user="ana")
    await session.add_items(ITEMS)
    found = await session.get_items()
    assert json.dumps(found) == json.dumps(ITEMS)  # the order of keys too
    assert [json.dumps(await session.pop_item()) for _ in ITEMS] == [json.dumps(item) for item in ITEMS[::-1]]
    assert await session.pop_item() is None


def test_it_is_a_session_to_the_sdk(mem: mnemic.Memory) -> None:
    session = MnemicSession("s1", mem, session_settings={"limit": 2})
    assert isinstance(session, Session)
    assert session.session_settings == SessionSettings(limit=2)
    assert MnemicSession("s1", mem).session_settings == SessionSettings()


# What is remembered of it


@pytest.mark.anyio
async def test_words_are_episodes_and_the_rest_is_never_recalled(mem: mnemic.Memory) -> None:
    session = MnemicSession("s1", mem, user="ana", speaker="Ana", agent="guide")
    await session.add_items(ITEMS)
    episodes = [cube for cube in mem.list(session="s1") if cube.kind == "episode"]
    assert [(cube.role, cube.speaker, cube.content) for cube in episodes] == [
        ("user", "Ana", "What's the weather in Porto?"),
        ("user", "Ana", "The keys come in another order."),
        ("user", "Ana", "And this?"),
        ("assistant", "guide", "It's sunny, Ana."),
        ("assistant", "guide", "I can't say."),
        ("user", "Ana", "a NUL \ufffd, half a character \ufffd, and 日本語 👋"),
    ]
    assert {(cube.user, cube.agent, cube.session) for cube in episodes} == {("ana", "guide", "s1")}
    found = mem.recall("zephyrquartz weather function_call reasoning item", user="ana", limit=50, tiers=None)
    assert {hit.cube.kind for hit in found} == {"episode"}
    records = [cube.content for cube in mem.list(session="s1") if cube.kind == "resource"]
    assert records[:5] == [
        "message system",
        "message developer",
        "reasoning",
        "function_call weather",
        "function_call_output",
    ]


@pytest.mark.anyio
async def test_consolidation_learns_from_what_was_said_and_a_clearing_takes_it_along(path: Path) -> None:
    with mnemic.open(path, embedder="hash") as mem:
        session = MnemicSession("s1", mem, user="ana", speaker="Ana")
        await session.add_items([said("I live in Zanzibarburg."), said("Noted!", "assistant"), *ITEMS[4:7]])
        mem.consolidate()
        assert [cube.fact.object for cube in mem.facts(user="ana") if cube.fact] == ["Zanzibarburg"]
        mem.remember("Ana plays the cello.", user="ana", session="s1")
        await session.clear_session()
        assert await session.get_items() == []
        assert [cube.content for cube in mem.list(user="ana")] == ["Ana plays the cello."]
    for file in path.parent.glob(f"{path.name}*"):
        assert not {word for word in (b"Zanzibarburg", b"zephyrquartz") if word in file.read_bytes()}


@pytest.mark.anyio
async def test_items_that_ageing_archived_are_still_in_the_session(mem: mnemic.Memory) -> None:
    session = MnemicSession("s1", mem)
    await session.add_items(ITEMS[:3])
    mem.archive(session="s1")
    assert len(await session.get_items()) == len(await session.get_items(3)) == 3


@pytest.mark.anyio
async def test_a_message_whose_metadata_were_replaced_still_says_its_words(mem: mnemic.Memory) -> None:
    session = MnemicSession("s1", mem)
    await session.add_items([{"type": "message", **said("one", "assistant")}])
    mem.update(mem.list()[0].id, metadata={"mood": "fine"})
    assert await session.get_items() == [said("one", "assistant")]


@pytest.mark.anyio
async def test_with_archive_removed_items_are_kept_out_of_the_way(mem: mnemic.Memory) -> None:
    session = MnemicSession("s1", mem, user="ana", on_delete="archive")
    await session.add_items([said("one"), said("two"), said("three")])
    assert await session.pop_item() == said("three")
    assert await session.get_items() == [said("one"), said("two")]
    await session.clear_session()
    assert await session.get_items() == []
    assert await session.pop_item() is None
    assert {cube.content for cube in mem.list(user="ana", tiers=["archive"])} == {"one", "two", "three"}


@pytest.mark.anyio
async def test_users_and_conversations_are_apart(mem: mnemic.Memory) -> None:
    scopes = [("s1", "ana"), ("s1", "bo"), ("s1", None), ("s2", "ana")]
    sessions = [MnemicSession(name, mem, user=user) for name, user in scopes]
    for number, session in enumerate(sessions):
        await session.add_items([said(str(number))])
    assert [await session.get_items() for session in sessions] == [[said(str(number))] for number in range(4)]
    await sessions[2].clear_session()
    assert [len(await session.get_items()) for session in sessions] == [1, 1, 0, 1]


@pytest.mark.anyio
async def test_a_thousand_items_come_back_whole(mem: mnemic.Memory) -> None:
    session = MnemicSession("s1", mem)
    items = [said(str(number)) for number in range(1_100)]
    await session.add_items(items)
    assert await session.get_items() == items
    assert await session.get_items(1_050) == items[50:]
    await session.clear_session()
    assert await session.get_items() == []


# Arguments


@pytest.mark.anyio
async def test_an_item_that_is_no_json_adds_nothing(mem: mnemic.Memory) -> None:
    session = MnemicSession("s1", mem)
    loop: list[Any] = []
    loop.append(loop)
    for wrong in (object(), {"role": {1, 2}}, {"a": loop}, b"x"):
        with pytest.raises(ArgumentError, match="item 1 is not plain JSON"):
            await session.add_items([said("fine"), wrong])  # type: ignore[list-item]
    for wrong in ("abc", said("one item"), None):
        with pytest.raises(ArgumentError, match=r"add_items\(\) takes a list of items"):
            await session.add_items(wrong)  # type: ignore[arg-type]
    assert await session.get_items() == []


def test_wrong_arguments_are_named(mem: mnemic.Memory) -> None:
    with pytest.raises(ArgumentError, match="session_id=None"):
        MnemicSession(None, mem)  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="session_id=' ' is empty"):
        MnemicSession(" ", mem)
    with pytest.raises(ArgumentError, match="user must be text"):
        MnemicSession("s1", mem, user=5)  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="on_delete='keep'"):
        MnemicSession("s1", mem, on_delete="keep")  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="embedder: for a memory that is opened here"):
        MnemicSession("s1", mem, embedder="hash")
    with pytest.raises(ArgumentError, match=r"recall_tool\(\) takes an open memory, got 'memory.db'"):
        recall_tool("memory.db")  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="limit"):
        recall_tool(mem, limit=0)
    with pytest.raises(ArgumentError, match="max_tokens=0"):
        recall_tool(mem, max_tokens=0)
    with pytest.raises(ArgumentError, match="besides must be text or None, got int"):
        recall_tool(mem, besides=5)  # type: ignore[arg-type]


@pytest.mark.anyio
async def test_it_closes_only_what_it_opened(mem: mnemic.Memory, tmp_path: Path) -> None:
    MnemicSession("s1", mem).close()
    assert mem.stats().cubes == 0
    own = MnemicSession("s1", tmp_path / "own.db", embedder="hash")
    own.close()
    with pytest.raises(StoreClosed):
        await own.get_items()


# Several at once


def test_each_item_is_popped_once(path: Path) -> None:
    sessions = [MnemicSession("s1", path, embedder="hash") for _ in range(4)]
    asyncio.run(sessions[0].add_items([said(str(number)) for number in range(20)]))
    popped: list[str] = []

    def pop(session: MnemicSession) -> None:
        while (item := asyncio.run(session.pop_item())) is not None:
            popped.append(str(item["content"]))  # type: ignore[typeddict-item]

    together([lambda session=session: pop(session) for session in sessions])
    assert sorted(map(int, popped)) == list(range(20))
    for session in sessions:
        session.close()


@pytest.mark.parametrize("on_delete", ["erase", "archive"])
def test_clearing_at_the_same_time_leaves_nothing(mem: mnemic.Memory, on_delete: Any) -> None:
    session = MnemicSession("s1", mem, on_delete=on_delete)
    asyncio.run(session.add_items([said(str(number)) for number in range(30)]))
    together([lambda: asyncio.run(session.clear_session())] * 3)
    assert asyncio.run(session.get_items()) == []
    assert not mem.list()


@pytest.mark.anyio
async def test_whoever_is_cancelled_waits_until_the_items_are_in(mem: mnemic.Memory) -> None:
    session = MnemicSession("s1", mem)
    adding = asyncio.create_task(session.add_items([said("one"), said("two")]))
    await asyncio.sleep(0)
    adding.cancel()
    await asyncio.sleep(0)
    adding.cancel()
    with pytest.raises(asyncio.CancelledError):
        await adding
    assert len(await session.get_items()) == 2


def _talk(path: Path, name: str) -> None:
    session = MnemicSession("s1", path, embedder="hash")
    for number in range(10):
        asyncio.run(
            session.add_items([said(f"{name} {number} asks"), said(f"{name} {number} answer", "assistant")])
        )
    session.close()


@pytest.mark.slow
def test_processes_share_a_conversation(path: Path) -> None:
    session = MnemicSession("s1", path, embedder="hash")
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_talk, args=(path, name)) for name in ("a", "b")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    texts = [str(item["content"]) for item in asyncio.run(session.get_items())]  # type: ignore[typeddict-item]
    session.close()
    assert len(texts) == 40
    assert all(texts[i].replace("asks", "answer") == texts[i + 1] for i in range(0, 40, 2))


# Real runs


@function_tool
def weather(city: str) -> str:
    return f"{city}: 21 °C and sunny"


@pytest.mark.anyio
async def test_two_turns_of_a_run_rest_on_the_session(mem: mnemic.Memory) -> None:
    model = ScriptedModel(
        [
            [function_call("weather", {"city": "Porto"}, call_id="call_1")],
            [assistant_message("21 °C and sunny.")],
            [assistant_message("You asked about Porto.")],
        ]
    )
    agent = Agent(name="guide", model=model, tools=[weather])
    session, theirs = MnemicSession("s1", mem, user="ana"), SQLiteSession("s1")
    first = await Runner.run(agent, "What's the weather in Porto?", session=session, run_config=QUIET)
    assert first.final_output == "21 °C and sunny."
    second = await Runner.run(agent, "Which city did I ask about?", session=session, run_config=QUIET)
    assert second.final_output == "You asked about Porto."

    await theirs.add_items([*first.to_input_list()])
    asked = model.calls[-1].input
    assert isinstance(asked, list)
    assert [item.get("type") or item.get("role") for item in asked] == [
        "user", "function_call", "function_call_output", "message", "user",
    ]  # fmt: skip
    assert json.dumps(asked[:-1]) == json.dumps(await theirs.get_items())
    best = mem.recall("Porto weather", user="ana")[0]
    assert best.cube.content == "What's the weather in Porto?"
    theirs.close()


@pytest.mark.anyio
async def test_a_run_sees_as_many_items_as_the_settings_say(mem: mnemic.Memory) -> None:
    model = ScriptedModel([[assistant_message("yes")]])
    session = MnemicSession("s1", mem, session_settings=SessionSettings(limit=2))
    await session.add_items([said(str(number)) for number in range(9)])
    await Runner.run(Agent(name="guide", model=model), "now", session=session, run_config=QUIET)
    asked = model.calls[-1].input
    assert [item["content"] for item in asked] == ["7", "8", "now"]  # type: ignore[index,typeddict-item]


@pytest.mark.anyio
async def test_an_agent_searches_what_it_knows_beyond_the_session(mem: mnemic.Memory) -> None:
    await MnemicSession("old", mem, user="ana").add_items([said("I am allergic to hazelnuts.")])
    await MnemicSession("old", mem, user="bo").add_items([said("I am allergic to bees.")])
    model = ScriptedModel(
        [
            [function_call("recall", {"query": "What is Ana allergic to?"}, call_id="call_1")],
            [function_call("recall", {"query": " "}, call_id="call_2")],
            [assistant_message("No hazelnuts for you.")],
        ]
    )
    agent = Agent(name="cook", model=model, tools=[recall_tool(mem, user="ana")])
    session = MnemicSession("new", mem, user="ana")
    result = await Runner.run(agent, "Suggest a cake.", session=session, run_config=QUIET)
    assert result.final_output == "No hazelnuts for you."
    outputs = [
        item["output"] for item in await session.get_items() if item.get("type") == "function_call_output"
    ]  # type: ignore[typeddict-item]
    assert "allergic to hazelnuts" in outputs[0]
    assert "bees" not in outputs[0]
    assert outputs[1].startswith("Nothing was searched: query is nothing but whitespace")


@pytest.mark.anyio
async def test_one_agent_serves_everybody_by_the_context_of_its_runs(mem: mnemic.Memory) -> None:
    for user, thing in (("ana", "hazelnuts"), ("bo", "bees")):
        await MnemicSession("old", mem, user=user).add_items([said(f"I am allergic to {thing}.")])
    call = function_call("recall", {"query": "What am I allergic to?"}, call_id="call_1")
    model = ScriptedModel([[call], [assistant_message("ok")]] * 2)
    tool = recall_tool(mem, user=lambda ctx: ctx.context["user"], besides=lambda ctx: ctx.context["session"])
    agent = Agent[dict[str, str]](name="cook", model=model, tools=[tool])
    for user, thing in (("ana", "hazelnuts"), ("bo", "bees")):
        session = MnemicSession("new", mem, user=user)
        context = {"user": user, "session": session.session_id}
        await Runner.run(agent, "What am I allergic to?", context=context, session=session, run_config=QUIET)
        (output,) = [item["output"] for item in await session.get_items() if "output" in item]  # type: ignore[typeddict-item]
        assert f'"I am allergic to {thing}."' in output
        assert output.count("[m") == 2  # "Cite as [m1]." and the one memory: not the question itself


@pytest.mark.anyio
async def test_an_empty_memory_is_told_as_such_and_a_closed_one_ends_the_run(path: Path) -> None:
    mem = mnemic.open(path, embedder="hash")
    tool = recall_tool(mem, user="ana", max_tokens=None, name="look_back", description="Look back.")
    assert (tool.name, tool.description) == ("look_back", "Look back.")
    call = function_call("look_back", {"query": "Anything?"}, call_id="call_1")
    model = ScriptedModel([[call], [assistant_message("no")], ModelStep(output=[call])])
    agent = Agent(name="cook", model=model, tools=[tool])
    result = await Runner.run(agent, "Hi", run_config=QUIET)
    assert any(
        getattr(item, "output", None) == "Nothing about this is remembered." for item in result.new_items
    )
    mem.close()
    with pytest.raises(Exception, match="was closed"):
        await Runner.run(agent, "Hi", run_config=QUIET)
