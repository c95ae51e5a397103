"""LlamaIndex's agents and chat engines at work with Mnemic's memories."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from llama_index.core.agent.workflow import AgentWorkflow, FunctionAgent
from llama_index.core.base.llms.types import ToolCallBlock
from llama_index.core.chat_engine import SimpleChatEngine
from llama_index.core.llms import ChatMessage
from llama_index.core.llms.mock import MockFunctionCallingLLM
from llama_index.core.memory import BaseMemory, Memory

import mnemic
from mnemic.adapters.llamaindex import MnemicMemory, MnemicMemoryBlock


def scripted(asked: list[list[ChatMessage]]) -> MockFunctionCallingLLM:
    """A model that looks the weather up once when it is asked for it, and answers by what it is shown."""

    def answer(messages: Sequence[ChatMessage], **_kwargs: Any) -> ChatMessage:
        asked.append(list(messages))
        shown = "\n".join(str(message.content) for message in messages)
        last = messages[-1]
        if last.role == "tool":
            return ChatMessage(role="assistant", content=f"The tool says: {last.content}")
        if "weather" in str(last.content):
            call = ToolCallBlock(tool_call_id="call-1", tool_name="weather", tool_kwargs={"city": "Porto"})
            return ChatMessage(role="assistant", blocks=[call])
        if "name" in str(last.content):
            return ChatMessage(
                role="assistant", content="You are Ana." if "I am Ana" in shown else "I don't know."
            )
        return ChatMessage(role="assistant", content="Noted.")

    return MockFunctionCallingLLM(response_generator=answer)


def weather(city: str) -> str:
    """Return the weather of a city."""
    return f"17 degrees in {city}"


def agent(asked: list[list[ChatMessage]]) -> FunctionAgent:
    return FunctionAgent(name="helper", tools=[weather], llm=scripted(asked), system_prompt="Be kind.")


def run(work: Any, memory: BaseMemory, *questions: str) -> list[str]:
    async def ask() -> list[str]:
        return [str(await work.run(question, memory=memory)) for question in questions]

    return asyncio.run(ask())


class TestAgents:
    @pytest.mark.parametrize("wraps", [False, True], ids=["FunctionAgent", "AgentWorkflow"])
    def test_an_agent_goes_on_with_a_conversation_after_a_restart(self, path: Path, wraps: bool) -> None:
        asked: list[list[ChatMessage]] = []
        work = AgentWorkflow(agents=[agent(asked)]) if wraps else agent(asked)
        with mnemic.open(path, embedder="hash") as mem:
            memory = MnemicMemory.from_defaults(mem, session_id="1")
            assert run(work, memory, "I am Ana.", "What is the weather?") == [
                "Noted.", "The tool says: 17 degrees in Porto",
            ]  # fmt: skip
            roles = [message.role.value for message in memory.get_all()]
            assert roles == ["user", "assistant", "user", "assistant", "tool", "assistant"]
            call = memory.get_all()[3].blocks[0]
            assert isinstance(call, ToolCallBlock)
            assert (call.tool_name, call.tool_kwargs) == ("weather", {"city": "Porto"})
        with mnemic.open(path, embedder="hash") as mem:
            memory = MnemicMemory.from_defaults(mem, session_id="1")
            assert run(work, memory, "What is my name?") == ["You are Ana."]
        assert [message.role.value for message in asked[-1]] == ["system", *roles, "user"]

    def test_what_one_conversation_knows_is_told_in_the_next_one_of_the_user(
        self, mem: mnemic.Memory
    ) -> None:
        for name, session, answer in (
            ("ana", "1", "Noted."),
            ("ana", "2", "You are Ana."),
            ("bo", "3", "I don't know."),
        ):
            memory = MnemicMemory.from_defaults(mem, session_id=session, user=name)
            question = "I am Ana." if session == "1" else "What is my name?"
            assert run(agent([]), memory, question) == [answer]

    def test_the_block_does_so_in_llamaindexs_own_memory(self, mem: mnemic.Memory) -> None:
        for session, limit in (("1", 60), ("2", 3000)):
            memory = Memory.from_defaults(
                session_id=session,
                token_limit=limit,
                token_flush_size=10,
                chat_history_token_ratio=0.5,
                memory_blocks=[MnemicMemoryBlock(mem, user="ana")],
            )
            if session == "1":
                run(
                    agent([]), memory, "I am Ana.", "And I like " + "very " * 40 + "much to talk.", "So I do."
                )
                assert "I am Ana." in [cube.content for cube in mem.list()]
            else:
                assert run(agent([]), memory, "What is my name?") == ["You are Ana."]

    def test_a_history_handed_to_the_agent_becomes_the_conversation(self, mem: mnemic.Memory) -> None:
        memory = MnemicMemory.from_defaults(mem, session_id="1")
        history = [ChatMessage(content="I am Ana."), ChatMessage(role="assistant", content="Noted.")]

        async def ask() -> str:
            return str(await agent([]).run("What is my name?", chat_history=history, memory=memory))

        assert asyncio.run(ask()) == "You are Ana."
        assert memory.get_all()[:2] == history
        assert len(memory.get_all()) == 4


class TestChatEngines:
    def test_an_engine_goes_on_where_another_one_stopped(self, mem: mnemic.Memory) -> None:
        for question, answer in (("I am Ana.", "Noted."), ("What is my name?", "You are Ana.")):
            memory = MnemicMemory.from_defaults(mem, session_id="1")
            engine = SimpleChatEngine.from_defaults(llm=scripted([]), memory=memory)
            assert str(engine.chat(question)) == answer
        assert len(engine.chat_history) == 4
        engine.reset()
        assert engine.chat_history == []
        assert mem.list().cubes == ()

    def test_it_streams_and_does_so_for_coroutines(self, mem: mnemic.Memory) -> None:
        memory = MnemicMemory.from_defaults(mem, session_id="1")
        engine = SimpleChatEngine.from_defaults(llm=scripted([]), memory=memory)
        assert "".join(engine.stream_chat("I am Ana.").response_gen) == "Noted."

        async def ask() -> str:
            return str(await engine.achat("What is my name?"))

        assert asyncio.run(ask()) == "You are Ana."
        assert [message.content for message in memory.get_all()] == [
            "I am Ana.", "Noted.", "What is my name?", "You are Ana.",
        ]  # fmt: skip
