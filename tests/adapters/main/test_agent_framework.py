"""Microsoft Agent Framework's providers over a memory, driven by its own agent with a scripted client."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import pytest
from agent_framework import (
    Agent,
    AgentSession,
    BaseChatClient,
    ChatMiddlewareLayer,
    ChatResponse,
    ChatResponseUpdate,
    Content,
    FunctionInvocationLayer,
    InMemoryHistoryProvider,
    Message,
    SessionContext,
    tool,
)
from behaviour import Behaviour

import mnemic
from mnemic.adapters.agent_framework import MnemicContextProvider, MnemicHistoryProvider


def run(work: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(work)


def session_of(name: str, user: str | None = None) -> AgentSession:
    session = AgentSession(session_id=name)
    if user is not None:
        session.state["mnemic"] = {"user": user}
    return session


def shown(provider: MnemicContextProvider, question: str, session: AgentSession | None = None) -> str:
    """What the provider adds for *question*, as one text."""
    session = session or session_of("asking")
    context = SessionContext(session_id=session.session_id, input_messages=[Message("user", [question])])
    state = session.state.setdefault(provider.source_id, {})
    run(provider.before_run(agent=None, session=session, context=context, state=state))
    return "\n".join(message.text for message in context.get_messages())


class AgentFrameworkDesk:
    """Texts are messages of one session; they are found through the context provider."""

    def __init__(self, path: Path) -> None:
        self.memory = mnemic.open(path, embedder="hash")
        self.history = MnemicHistoryProvider(self.memory, user="ana")
        self.context = MnemicContextProvider(self.memory, user="ana")

    def _messages(self) -> list[Message]:
        return run(self.history.get_messages("s1"))

    def write(self, text: str) -> str:
        message = Message("user", [text], message_id=mnemic.cube.new_id())
        run(self.history.save_messages("s1", [message]))
        return message.message_id or ""

    def read(self, name: str) -> str | None:
        return next((message.text for message in self._messages() if message.message_id == name), None)

    def everything(self) -> list[str]:
        return [message.text for message in self._messages()]

    def search(self, query: str) -> list[str]:
        marks = re.findall(r'^\[m(\d+)\].*"(.*)"$', shown(self.context, query), re.MULTILINE)
        return [text for _, text in sorted(marks, key=lambda mark: int(mark[0]))]

    def close(self) -> None:
        self.memory.close()


class TestBehaviour(Behaviour):
    lacks: ClassVar = frozenset({"update", "delete"})

    def open(self, path: Path) -> Any:
        return AgentFrameworkDesk(path)


class Scripted(FunctionInvocationLayer, ChatMiddlewareLayer, BaseChatClient):  # type: ignore[misc]
    """A client that gives the replies of a script and keeps what it was shown."""

    def __init__(self, *replies: Sequence[Content | str]) -> None:
        super().__init__()
        self.replies = list(replies)
        self.shown: list[list[Message]] = []

    def _inner_get_response(
        self, *, messages: Sequence[Message], stream: bool, options: Mapping[str, Any], **kwargs: Any
    ) -> Any:
        self.shown.append(list(messages))
        reply = self.replies.pop(0) if self.replies else ["Noted."]
        if stream:
            return self._build_response_stream(self._updates(reply))
        return self._whole(reply)

    async def _whole(self, reply: Sequence[Content | str]) -> ChatResponse:
        return ChatResponse(messages=[Message("assistant", reply)], response_id="r")

    async def _updates(self, reply: Sequence[Content | str]) -> AsyncIterator[ChatResponseUpdate]:
        for part in reply:
            yield ChatResponseUpdate(
                role="assistant", contents=[part if isinstance(part, Content) else Content.from_text(part)]
            )


def chat(agent: Agent, session: AgentSession, *texts: str) -> Any:
    async def turns() -> Any:
        answer = None
        for text in texts:
            answer = await agent.run(text, session=session)
        return answer

    return run(turns())


def test_an_agent_recalls_what_was_said_in_another_session(mem: mnemic.Memory) -> None:
    client = Scripted()
    agent = Agent(client, name="guide", context_providers=[MnemicContextProvider(mem, user="ana")])
    chat(agent, session_of("one"), "The code word is heron.")
    chat(agent, session_of("two"), "What is the code word?")
    assert [message.role for message in client.shown[0]] == ["user"]
    memories, question = client.shown[1]
    assert memories.role == "user"
    assert memories.text.startswith("<memories>")
    assert '"The code word is heron."' in memories.text
    assert question.text == "What is the code word?"
    attribution = memories.additional_properties["_attribution"]
    assert attribution["source_id"] == "mnemic"
    assert attribution["origin_session_ids"] == ["one"]


def test_an_exchange_is_kept_as_episodes(mem: mnemic.Memory) -> None:
    agent = Agent(Scripted(), context_providers=[MnemicContextProvider(mem, user="ana", agent="guide")])
    chat(agent, session_of("one"), "I moved to Porto.")
    assert [
        (cube.content, cube.kind, cube.user, cube.agent, cube.session, cube.role) for cube in mem.list()
    ] == [
        ("I moved to Porto.", "episode", "ana", "guide", "one", "user"),
        ("Noted.", "episode", "ana", "guide", "one", "assistant"),
    ]


def test_a_streamed_answer_is_kept_whole(mem: mnemic.Memory) -> None:
    agent = Agent(Scripted(["Not", "ed."]), context_providers=[MnemicContextProvider(mem, user="ana")])

    async def stream() -> None:
        async for _ in agent.run("I moved to Porto.", session=session_of("one"), stream=True):
            pass

    run(stream())
    assert [cube.content for cube in mem.list()] == ["I moved to Porto.", "Noted."]


def test_sessions_of_several_users_share_an_agent_and_no_memory(mem: mnemic.Memory) -> None:
    provider = MnemicContextProvider(mem)
    agent = Agent(Scripted(), context_providers=[provider])
    for user in ("ana", "bo"):
        chat(agent, session_of(f"of {user}", user), f"The code word of {user} is heron.")
    text = shown(provider, "What is the code word?", session_of("asking", "bo"))
    assert "of bo is heron" in text
    assert "ana" not in text


def test_a_memory_of_nobody_is_refused(mem: mnemic.Memory) -> None:
    agent = Agent(Scripted(), context_providers=[MnemicContextProvider(mem)])
    with pytest.raises(mnemic.errors.ArgumentError, match=r'session\.state\["mnemic"\]'):
        chat(agent, session_of("one"), "I moved to Porto.")
    assert not mem.list()


def test_an_agents_memories_are_its_own_where_it_is_named(mem: mnemic.Memory) -> None:
    mem.remember("The code word is heron.", user="ana", agent="guide")
    assert "heron" in shown(MnemicContextProvider(mem, user="ana", agent="guide"), "code word")
    assert shown(MnemicContextProvider(mem, user="ana", agent="clerk"), "code word") == ""
    assert "heron" in shown(MnemicContextProvider(mem, user="ana"), "code word")


def test_recall_can_be_kept_to_the_session(mem: mnemic.Memory) -> None:
    mem.remember("The code word is heron.", user="ana", session="one")
    provider = MnemicContextProvider(mem, user="ana", same_session=True)
    assert "heron" in shown(provider, "code word", session_of("one"))
    assert shown(provider, "code word", session_of("two")) == ""


def test_a_question_without_text_recalls_nothing(mem: mnemic.Memory) -> None:
    mem.remember("The code word is heron.", user="ana")
    assert shown(MnemicContextProvider(mem, user="ana"), " ") == ""


def test_a_provider_can_be_asked_to_recall_only(mem: mnemic.Memory) -> None:
    agent = Agent(Scripted(), context_providers=[MnemicContextProvider(mem, user="ana", remembers=False)])
    chat(agent, session_of("one"), "I moved to Porto.")
    assert not mem.list()


def test_a_run_that_brings_its_transcript_along_keeps_it_once(mem: mnemic.Memory) -> None:
    agent = Agent(Scripted(), context_providers=[MnemicContextProvider(mem, user="ana")])
    said = [Message("user", [f"This is {number}."], message_id=str(number)) for number in range(3)]
    for upto in (1, 2, 3):
        run(agent.run(said[:upto], session=session_of("one")))
    assert [cube.content for cube in mem.list() if cube.role == "user"] == [message.text for message in said]


def test_what_is_recalled_stays_in_its_budget(mem: mnemic.Memory) -> None:
    mem.remember_many(
        [{"content": f"Heron {number} " + "flies far " * 30, "user": "ana"} for number in range(20)]
    )
    found = mem.recall("heron", user="ana")
    assert found.tokens(shown(MnemicContextProvider(mem, user="ana", max_tokens=300), "heron")) <= 300


MESSAGES = [
    Message(
        "user",
        ["Weather in Porto?"],
        author_name="Ana",
        message_id="u1",
        additional_properties={"n": [1, None]},
    ),
    Message("assistant", [Content.from_function_call("c1", "weather", arguments={"city": "Porto"})]),
    Message("tool", [Content.from_function_result("c1", result="sunny")]),
    Message("assistant", ["It is sunny.", "Go out!"], message_id="a1"),
    Message("user", ["Look: ", Content.from_data(b"\x89PNG", media_type="image/png")]),
    Message("user", ["OK"]),
    Message("user", ["OK"]),
    Message("assistant", []),
    Message("tool", [Content.from_function_result("c2", result="a\0b \ud800")]),
    Message("user", ["a\0b"]),
]


def test_messages_come_back_exactly_as_they_were(path: Path) -> None:
    async def round_trip() -> list[Message]:
        async with MnemicHistoryProvider(path, user="ana", embedder="hash") as history:
            await history.save_messages("one", MESSAGES[:5])
            await history.save_messages("one", MESSAGES[5:])
        async with MnemicHistoryProvider(path, user="ana") as history:
            return await history.get_messages("one")

    assert [message.to_dict() for message in run(round_trip())] == [message.to_dict() for message in MESSAGES]


def test_a_long_session_is_read_whole(mem: mnemic.Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mnemic.adapters._pages._PAGE", 2)
    history = MnemicHistoryProvider(mem, user="ana")
    run(history.save_messages("one", MESSAGES))
    assert [message.to_dict() for message in run(history.get_messages("one"))] == [
        message.to_dict() for message in MESSAGES
    ]


def test_only_what_was_said_is_learned_from(mem: mnemic.Memory) -> None:
    run(MnemicHistoryProvider(mem, user="ana").save_messages("one", MESSAGES))
    assert [cube.kind for cube in mem.list()] == [
        "episode", "resource", "resource", "episode", "episode", "episode", "episode", "resource", "resource", "episode",
    ]  # fmt: skip
    assert mem.list()[1].content == "(function_call)"


def test_sessions_users_and_providers_have_their_own_history(mem: mnemic.Memory) -> None:
    history = MnemicHistoryProvider(mem, user="ana")
    run(history.save_messages("one", MESSAGES[:1]))
    assert run(history.get_messages("two")) == []
    assert run(MnemicHistoryProvider(mem, user="bo").get_messages("one")) == []
    assert run(MnemicHistoryProvider(mem, user="ana", source_id="audit").get_messages("one")) == []
    assert len(run(history.get_messages("one", state={"user": "ana"}))) == 1


def test_a_message_with_an_id_is_kept_once_and_one_without_as_often_as_it_is_said(mem: mnemic.Memory) -> None:
    history = MnemicHistoryProvider(mem, user="ana")
    for _ in range(2):
        run(history.save_messages("one", [Message("user", ["Hi"], message_id="1"), Message("user", ["OK"])]))
    assert [message.text for message in run(history.get_messages("one"))] == ["Hi", "OK", "OK"]


def test_messages_of_one_answer_may_share_an_id(mem: mnemic.Memory) -> None:
    history = MnemicHistoryProvider(mem, user="ana")
    parts = [Message("assistant", [text], message_id="r1") for text in ("One.", "Two.")]
    run(history.save_messages("one", parts))
    assert [message.text for message in run(history.get_messages("one"))] == ["One.", "Two."]


def test_excluded_messages_can_be_left_out(mem: mnemic.Memory) -> None:
    said = [Message("user", ["Old."], additional_properties={"_excluded": True}), Message("user", ["New."])]
    run(MnemicHistoryProvider(mem, user="ana").save_messages("one", said))
    history = MnemicHistoryProvider(mem, user="ana", skip_excluded=True)
    assert [message.text for message in run(history.get_messages("one"))] == ["New."]


def test_a_cleared_session_is_erased_and_the_others_stay(mem: mnemic.Memory) -> None:
    history = MnemicHistoryProvider(mem, user="ana")
    for name in ("one", "two"):
        run(history.save_messages(name, MESSAGES))
    for _ in range(2):
        run(history.clear("one"))
    assert run(history.get_messages("one")) == []
    assert len(run(history.get_messages("two"))) == len(MESSAGES)


@pytest.mark.parametrize("name", [None, "", 3])
def test_a_history_without_a_session_is_refused(mem: mnemic.Memory, name: Any) -> None:
    with pytest.raises(mnemic.errors.ArgumentError, match="session_id"):
        run(MnemicHistoryProvider(mem, user="ana").get_messages(name))


def test_an_agent_goes_on_from_its_history_after_a_restart(path: Path) -> None:
    @tool
    def weather(city: str) -> str:
        """Tell the weather."""
        return f"{city} is sunny"

    call = [Content.from_function_call("c1", "weather", arguments={"city": "Porto"})]

    async def sitting(client: Scripted, text: str) -> str:
        async with MnemicHistoryProvider(path, user="ana", embedder="hash") as history:
            agent = Agent(client, tools=[weather], context_providers=[history])
            answer = await agent.run(text, session=session_of("one"))
            return answer.text

    assert run(sitting(Scripted(call, ["It is sunny."]), "Weather in Porto?")) == "It is sunny."
    client = Scripted(["You asked about Porto."])
    run(sitting(client, "What did I ask?"))
    assert [message.role for message in client.shown[0]] == ["user", "assistant", "tool", "assistant", "user"]
    assert client.shown[0][2].contents[0].result == "Porto is sunny"


@pytest.mark.parametrize("per_call", [False, True])
def test_a_history_holds_what_the_frameworks_own_holds(mem: mnemic.Memory, per_call: bool) -> None:
    @tool
    def weather(city: str) -> str:
        """Tell the weather."""
        return f"{city} is sunny"

    async def talk(history: Any) -> list[list[Any]]:
        calls = [
            [Content.from_function_call(f"c{n}", "weather", arguments={"city": "Porto"})] for n in range(2)
        ]
        client = Scripted(calls[0], ["It is sunny."], calls[1], ["Still."])
        agent = Agent(
            client, tools=[weather], context_providers=[history],
            require_per_service_call_history_persistence=per_call,
        )  # fmt: skip
        session = session_of("one")
        for text in ("Weather?", "And now?"):
            await agent.run(text, session=session)
        stored = await history.get_messages("one", state=session.state[history.source_id])
        return [_plain(stored), *map(_plain, client.shown)]

    ours = run(talk(MnemicHistoryProvider(mem, user="ana", source_id="history")))
    assert ours == run(talk(InMemoryHistoryProvider("history")))
    assert len(ours[0]) == 8


def _plain(messages: Sequence[Message]) -> list[Any]:
    """Who says what, without marks of what a message went through, and ids that are drawn by chance."""
    return [
        (message.role, [{**content.to_dict(), "id": None} for content in message.contents])
        for message in messages
    ]


def test_both_providers_work_side_by_side(mem: mnemic.Memory) -> None:
    providers = [
        MnemicHistoryProvider(mem, user="ana"),
        MnemicContextProvider(mem, user="ana", remembers=False),
    ]
    client = Scripted()
    agent = Agent(client, context_providers=providers)
    chat(agent, session_of("one"), "The code word is heron.")
    chat(agent, session_of("two"), "What is the code word?")
    assert "heron" in client.shown[1][0].text
    assert len(mem.list()) == 4


def test_both_providers_keep_a_message_with_an_id(mem: mnemic.Memory) -> None:
    providers = [MnemicHistoryProvider(mem, user="ana"), MnemicContextProvider(mem, user="ana")]
    agent = Agent(Scripted(), context_providers=providers)
    run(agent.run(Message("user", ["Hi"], message_id="1"), session=session_of("one")))
    assert len(run(providers[0].get_messages("one"))) == 2


@pytest.mark.parametrize("made", [MnemicContextProvider, MnemicHistoryProvider])
def test_a_wrong_scope_is_refused_at_once(made: Any, mem: mnemic.Memory) -> None:
    for wrong in ({"user": " "}, {"agent": 3}, {"user": "ana", "embedder": "hash"}):
        with pytest.raises(mnemic.errors.ArgumentError):
            made(mem, **wrong)


def test_closing_ends_what_was_opened_here_and_nothing_else(path: Path, mem: mnemic.Memory) -> None:
    async def use(provider: Any) -> None:
        async with provider:
            pass

    own, lent = MnemicContextProvider(path, user="ana"), MnemicContextProvider(mem, user="ana")
    run(use(own))
    run(use(lent))
    assert shown(lent, "Porto") == ""
    with pytest.raises(mnemic.errors.StoreClosed):
        shown(own, "Porto")
