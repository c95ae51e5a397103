"""A conversation in Mnemic, through LlamaIndex's `BaseMemory`."""

from __future__ import annotations

import asyncio
import copy
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from behaviour import together
from llama_index.core.agent.workflow import FunctionAgent
from llama_index.core.base.llms.types import (
    AudioBlock,
    CachePoint,
    CitableBlock,
    DocumentBlock,
    ImageBlock,
    TextBlock,
    ThinkingBlock,
    ToolCallBlock,
)
from llama_index.core.llms import ChatMessage, MockLLM
from llama_index.core.llms.mock import MockFunctionCallingLLM
from llama_index.core.memory import BaseMemory, ChatMemoryBuffer
from llama_index.core.memory.memory import InsertMethod
from llama_index.core.schema import ImageDocument
from llama_index.core.workflow import Context

import mnemic
from mnemic.adapters.llamaindex import MnemicMemory, MnemicMemoryBlock
from mnemic.errors import ArgumentError, UnknownArgument


def words(text: str) -> list[str]:
    """A tokenizer: a word is a token."""
    return text.split()


def chat(mem: mnemic.Memory, **fields: Any) -> MnemicMemory:
    return MnemicMemory.from_defaults(mem, **{"session_id": "chat", "tokenizer_fn": words, **fields})


def user(text: str) -> ChatMessage:
    return ChatMessage(role="user", content=text)


def assistant(text: str) -> ChatMessage:
    return ChatMessage(role="assistant", content=text)


def contents(messages: list[ChatMessage]) -> list[str | None]:
    return [message.content for message in messages]


class TestRoundTrip:
    @pytest.mark.parametrize(
        "message",
        [
            user("Größe 日本語 👋\n\ttwo lines"),
            user(""),
            user("a NUL \0 and half a character \ud83d"),
            ChatMessage(role="user", blocks=[]),
            ChatMessage(role="system", content="Be kind."),
            ChatMessage(role="developer", content="Be brief."),
            ChatMessage(role="assistant", blocks=[
                ThinkingBlock(content="Look it up.", num_tokens=3, additional_information={"signature": "x"}),
                TextBlock(text="One moment."),
                TextBlock(text="I look."),
                ToolCallBlock(tool_call_id="1", tool_name="search", tool_kwargs={"query": "Porto", "n": 3}),
                CachePoint(cache_control={"type": "ephemeral", "ttl": "5m"}),
            ]),
            ChatMessage(role="tool", content="42", additional_kwargs={"tool_call_id": "1", "deep": {"a": [None, 1.5]}}),
            ChatMessage(role="assistant", content=None, additional_kwargs={"tool_calls": [{"id": "1", "function": {}}]}),
            ChatMessage(role="user", blocks=[
                ImageBlock(image=b"\x89PNG\r\n\x1a\n", detail="low"),
                ImageBlock(url="https://example.com/a.png"),
                AudioBlock(audio=b"abc", format="mp3"),
                DocumentBlock(data=b"%PDF-1.4", title="bill"),
                CitableBlock(title="t", source="s", content=[TextBlock(text="quoted")]),
            ]),
        ],
    )  # fmt: skip
    def test_a_message_comes_back_as_it_was(self, mem: mnemic.Memory, message: ChatMessage) -> None:
        before = message.model_dump()
        chat(mem).put(message)
        (back,) = chat(mem).get_all()
        assert back == message
        assert back.model_dump() == before

    def test_pictures_of_the_old_kind_come_back_once(self, mem: mnemic.Memory) -> None:
        picture = ImageDocument(image="YWJj")
        message = ChatMessage(role="user", content="see", additional_kwargs={"images": [picture]})
        chat(mem).put(message)
        assert chat(mem).get_all()[0].blocks == message.blocks

    def test_a_file_that_is_gone_is_said_in_its_place(self, mem: mnemic.Memory, tmp_path: Path) -> None:
        file = tmp_path / "cat.png"
        file.write_bytes(b"\x89PNG\r\n\x1a\n")
        message = ChatMessage(role="user", blocks=[TextBlock(text="see"), ImageBlock(path=file)])
        chat(mem).put(message)
        assert chat(mem).get_all() == [message]
        file.unlink()
        text, gone = chat(mem).get_all()[0].blocks
        assert (text.text, gone.text) == ("see", f"[image {file}: no longer there]")

    def test_what_is_not_plain_json_is_an_error_and_nothing_is_kept(self, mem: mnemic.Memory) -> None:
        with pytest.raises(ArgumentError, match="role 'user' is not plain JSON"):
            chat(mem).put_messages([user("a"), ChatMessage(content="b", additional_kwargs={"o": object()})])
        assert chat(mem).get_all() == []

    def test_its_words_are_left_where_somebody_replaced_the_metadata(self, mem: mnemic.Memory) -> None:
        chat(mem).put(assistant("Kept."))
        mem.update(mem.list()[0].id, metadata={"mine": 1})
        assert chat(mem).get_all() == [assistant("Kept.")]


class TestHistory:
    def test_it_is_a_memory_of_llamaindex(self, mem: mnemic.Memory) -> None:
        memory = chat(mem)
        assert isinstance(memory, BaseMemory)
        assert memory.class_name() == "MnemicMemory"
        assert memory.to_dict()["session_id"] == "chat"

    def test_what_was_said_is_an_episode_and_the_rest_is_found_by_no_recall(self, mem: mnemic.Memory) -> None:
        chat(mem, user="ana", agent="planner").put_messages([
            ChatMessage(role="system", content="You know Porto."),
            user("I moved to Porto."),
            ChatMessage(role="tool", content="Porto: 17 degrees"),
            assistant("Porto is lovely."),
        ])  # fmt: skip
        cubes = {cube.role: cube for cube in mem.list()}
        said = cubes["user"]
        assert (said.kind, said.user, said.speaker, said.session) == ("episode", "ana", "ana", "chat")
        assert cubes["assistant"].speaker == "planner"
        assert (cubes["tool"].kind, cubes["tool"].content) == ("resource", "tool text")
        assert {hit.cube.role for hit in mem.recall("Porto", user="ana")} == {"user", "assistant"}

    def test_conversations_are_apart_from_each_other_and_those_of_users(self, mem: mnemic.Memory) -> None:
        each = [chat(mem), chat(mem, session_id="other"), chat(mem, user="ana"), chat(mem, user="bo")]
        for number, memory in enumerate(each):
            memory.put(user(f"{number}"))
        assert [contents(memory.get_all()) for memory in each] == [["0"], ["1"], ["2"], ["3"]]
        each[2].reset()
        assert [contents(memory.get_all()) for memory in each] == [["0"], ["1"], [], ["3"]]

    def test_setting_it_keeps_what_it_begins_with(self, mem: mnemic.Memory) -> None:
        memory = chat(mem)
        memory.put_messages([user("1"), assistant("2"), user("3")])
        first = mem.list()[0]
        memory.set([user("1"), assistant("two")])
        assert contents(memory.get_all()) == ["1", "two"]
        assert mem.list()[0] == first
        before = mem.audit_head()
        memory.set(memory.get_all())
        assert mem.audit_head() == before
        memory.set([])
        assert memory.get_all() == []

    def test_a_history_that_cannot_be_kept_changes_nothing(self, mem: mnemic.Memory) -> None:
        memory = chat(mem)
        memory.put(user("1"))
        with pytest.raises(ArgumentError):
            memory.set([user("2"), ChatMessage(content="b", additional_kwargs={"o": object()})])
        assert contents(memory.get_all()) == ["1"]

    def test_what_is_reset_is_erased_or_archived(self, path: Path) -> None:
        with mnemic.open(path, embedder="hash") as mem:
            erasing, archiving = chat(mem), chat(mem, session_id="kept", on_delete="archive")
            for memory in (erasing, archiving):
                memory.put_messages([user("The zanzibarwort blooms."), assistant("It does.")])
                memory.reset()
                assert memory.get_all() == []
            assert [cube.session for cube in mem.list(tiers=None)] == ["kept", "kept"]
            assert mem.list().cubes == ()
            archiving.put(user("again"))
            assert contents(archiving.get_all()) == ["again"]

    def test_a_reset_leaves_the_users_other_memories(self, mem: mnemic.Memory) -> None:
        mem.remember("Ana is allergic to nuts.", user="ana", session="chat")
        memory = chat(mem, user="ana")
        memory.put(user("Hello"))
        memory.reset()
        memory.reset()
        assert [cube.content for cube in mem.list()] == ["Ana is allergic to nuts."]

    def test_what_somebody_else_removed_meanwhile_is_no_error(self, mem: mnemic.Memory) -> None:
        for way in ("erase", "archive"):
            memory = chat(mem, on_delete=way)
            memory.put_messages([user("1"), user("2")])
            cubes = memory._cubes()
            mem.forget(ids=[cubes[0].id])
            memory._remove(cubes)
            assert memory.get_all() == []

    def test_a_history_can_be_given(self, mem: mnemic.Memory) -> None:
        assert contents(chat(mem, chat_history=[user("1"), assistant("2")]).get()) == ["1", "2"]
        assert contents(chat(mem).get()) == ["1", "2"]
        assert chat(mem, chat_history=[]).get_all() == []

    def test_the_limit_is_three_quarters_of_the_models_context(self, mem: mnemic.Memory) -> None:
        assert chat(mem, llm=MockLLM()).token_limit == int(MockLLM().metadata.context_window * 0.75)
        assert chat(mem, llm=MockLLM(), token_limit=7).token_limit == 7
        assert chat(mem, token_limit=None).token_limit == 30_000


class TestWindow:
    def history(self) -> list[ChatMessage]:
        messages: list[ChatMessage] = []
        for turn in range(60):
            messages.append(user(f"question {turn} " + "q " * (turn % 7)))
            if turn % 3 == 0:
                messages.append(ChatMessage(role="assistant", content="I look"))
                messages.append(ChatMessage(role="tool", content="found " * (turn % 5 + 1)))
            messages.append(assistant(f"answer {turn}"))
        return messages

    @pytest.mark.parametrize("limit", [1, 3, 5, 11, 12, 13, 50, 200, 333, 2000])
    def test_it_is_the_one_of_llamaindexs_own_chat_memory(self, mem: mnemic.Memory, limit: int) -> None:
        history = self.history()
        theirs = ChatMemoryBuffer.from_defaults(history, token_limit=limit, tokenizer_fn=words)
        ours = chat(mem, chat_history=history, token_limit=limit, recall_tokens=0)
        assert contents(ours.get()) == contents(theirs.get())
        assert contents(ours.get(initial_token_count=limit // 2)) == contents(
            theirs.get(initial_token_count=limit // 2)
        )

    def test_more_than_the_limit_beforehand_is_an_error(self, mem: mnemic.Memory) -> None:
        with pytest.raises(ValueError, match="initial_token_count=11 exceeds token_limit=10"):
            chat(mem, token_limit=10).get(initial_token_count=11)

    def test_tool_calls_thoughts_and_pictures_weigh_too(self, mem: mnemic.Memory) -> None:
        memory = chat(mem, token_limit=300, recall_tokens=0)
        memory.put_messages([
            user("first"),
            ChatMessage(role="user", blocks=[ImageBlock(url="https://example.com/a.png")]),
            ChatMessage(role="assistant", blocks=[
                ThinkingBlock(content="a b c"), ToolCallBlock(tool_name="f", tool_kwargs={"x": 1}),
            ]),
            ChatMessage(role="user", content="last", additional_kwargs={"k": "v"}),
        ])  # fmt: skip
        assert len(memory.get(initial_token_count=300 - 265)) == 3
        assert len(memory.get()) == 4
        memory.put(ChatMessage(role="user", blocks=[DocumentBlock(data=b"%PDF-1.4")]))
        assert len(memory.get()) == 1

    def test_nothing_said_is_nothing(self, mem: mnemic.Memory) -> None:
        assert chat(mem, user="ana").get("anything") == []


class TestRecall:
    def long_talk(self, memory: MnemicMemory) -> None:
        memory.put_messages([user("My cello teacher is called Bartolomeu."), assistant("Noted.")])
        for turn in range(20):
            memory.put_messages([user(f"Tell me joke number {turn} about the weather."), assistant("Ha ha.")])

    def test_what_no_longer_fits_is_recalled_for_what_is_said_now(self, mem: mnemic.Memory) -> None:
        memory = chat(mem, token_limit=150, recall_tokens=70)
        self.long_talk(memory)
        found = memory.get("What is my cello teacher called?")
        assert found[0].role == "system"
        assert "Bartolomeu" in (found[0].content or "")
        assert sum(len(words(message.content or "")) for message in found) <= 150
        shown = [message.content for message in found[1:]]
        assert not any(text in (found[0].content or "") for text in shown if text and "joke" in text)

    def test_what_is_said_now_is_what_was_said_last_unless_given(self, mem: mnemic.Memory) -> None:
        memory = chat(mem, token_limit=150, recall_tokens=70)
        self.long_talk(memory)
        memory.put(user("What is my cello teacher called?"))
        assert "Bartolomeu" in (memory.get()[0].content or "")
        assert "Bartolomeu" in (memory.get(user("Who is the teacher of cello?"))[0].content or "")  # type: ignore[arg-type]

    def test_nothing_is_recalled_while_all_fits(self, mem: mnemic.Memory) -> None:
        memory = chat(mem)
        self.long_talk(memory)
        assert len(memory.get("What is my cello teacher called?")) == 42

    def test_a_users_other_conversations_are_recalled_and_nobody_elses(self, mem: mnemic.Memory) -> None:
        chat(mem, session_id="1", user="ana").put(user("My cello teacher is called Bartolomeu."))
        mem.remember("Ana's cello is from 1890.", user="ana")
        chat(mem, session_id="2", user="bo").put(user("My cello teacher is called Carlota."))
        chat(mem, session_id="3").put(user("My cello teacher is called Davide."))
        memory = chat(mem, user="ana")
        memory.put(user("What about my cello teacher?"))
        told, asked = memory.get()
        assert "Bartolomeu" in (told.content or "")
        assert "1890" in (told.content or "")
        assert "Carlota" not in (told.content or "")
        assert "Davide" not in (told.content or "")
        assert asked.content == "What about my cello teacher?"
        assert "What about" not in (told.content or ""), "what is shown anyway is not recalled"

    def test_without_a_user_no_other_conversation_is_recalled(self, mem: mnemic.Memory) -> None:
        chat(mem, session_id="other").put(user("My cello teacher is called Carlota."))
        memory = chat(mem, token_limit=60, recall_tokens=40)
        self.long_talk(memory)
        assert "Carlota" not in str(contents(memory.get("What is my cello teacher called?")))

    def test_it_stands_where_llamaindex_puts_its_blocks(self, mem: mnemic.Memory) -> None:
        mem.remember("Ana plays the cello.", user="ana")
        asked = user("Which instrument does Ana play?")
        memory = chat(mem, user="ana", insert_method=InsertMethod.USER)
        assert memory.get("Which instrument does Ana play?")[0].role == "user"
        memory.put_messages([user("Hello"), asked])
        hello, last = memory.get()
        assert hello.content == "Hello"
        assert [("cello" in block.text) for block in last.blocks] == [True, False]
        memory = chat(mem, user="ana", session_id="with orders")
        memory.put_messages([ChatMessage(role="system", content="Be kind."), asked])
        orders, _ = memory.get()
        assert [("cello" in block.text) for block in orders.blocks] == [True, False]
        assert contents(memory.get_all())[0] == "Be kind."

    def test_nothing_is_recalled_for_nothing(self, mem: mnemic.Memory) -> None:
        mem.remember("Ana plays the cello.", user="ana")
        memory = chat(mem, user="ana")
        memory.put(assistant("How can I help?"))
        assert contents(memory.get()) == ["How can I help?"]
        assert contents(memory.get(" \n")) == ["How can I help?"]
        assert contents(memory.get("cello", initial_token_count=29_999)) == ["How can I help?"]

    def test_recalling_writes_nothing(self, mem: mnemic.Memory) -> None:
        memory = chat(mem, user="ana")
        memory.put(user("I play the cello."))
        before = mem.audit_head()
        memory.get("cello")
        assert mem.audit_head() == before


class TestSharing:
    def test_coroutines_do_the_same_and_hold_nothing_up(self, mem: mnemic.Memory) -> None:
        memory = chat(mem)

        async def work() -> None:
            await memory.aput(user("1"))
            await memory.aput_messages([assistant("2"), user("3")])
            assert contents(await memory.aget()) == ["1", "2", "3"]
            await memory.aset([user("4")])
            assert contents(await memory.aget_all()) == ["4"]
            await memory.areset()
            assert await memory.aget_all() == []

        threads = set()
        remember = mem.remember_many
        mem.remember_many = lambda items: (threads.add(threading.current_thread()), remember(items))[1]  # type: ignore[method-assign, assignment]
        asyncio.run(work())
        assert threading.main_thread() not in threads

    def test_several_threads_put_and_read(self, mem: mnemic.Memory) -> None:
        memory = chat(mem, token_limit=50)

        def write(name: str) -> None:
            for i in range(20):
                memory.put(user(f"{name} {i}"))
                memory.get()

        together([lambda: write("a"), lambda: write("b")])
        assert len(memory.get_all()) == 40

    @pytest.mark.slow
    def test_another_process_goes_on_with_the_conversation(self, path: Path) -> None:
        code = (
            "import sys; from llama_index.core.llms import ChatMessage\n"
            "from mnemic.adapters.llamaindex import MnemicMemory\n"
            "memory = MnemicMemory.from_defaults(sys.argv[1], session_id='chat', embedder='hash')\n"
            "for i in range(10): memory.put(ChatMessage(content=f'{sys.argv[2]} {i}'))\n"
            "memory.close()\n"
        )
        memory = MnemicMemory.from_defaults(path, session_id="chat", embedder="hash")
        memory.put(user("here"))
        others = [subprocess.Popen([sys.executable, "-c", code, path, name]) for name in "ab"]
        assert [other.wait(120) for other in others] == [0, 0]
        assert len(memory.get_all()) == 21
        memory.close()

    def test_it_closes_only_what_it_opened(self, mem: mnemic.Memory, tmp_path: Path) -> None:
        chat(mem).close()
        assert mem.list().cubes == ()
        own = MnemicMemory(tmp_path / "own.db", embedder="hash")
        own.close()
        with pytest.raises(mnemic.errors.StoreClosed):
            own.get_all()

    def test_a_copy_works_on_the_same_memory(self, mem: mnemic.Memory) -> None:
        memory = chat(mem)
        copied = copy.deepcopy(memory)
        copied.put(user("Hello"))
        assert memory.get_all() == copied.get_all() == [user("Hello")]
        assert copy.deepcopy(MnemicMemoryBlock(mem)).memory is mem

    def test_an_agents_state_is_stored_without_it(self, mem: mnemic.Memory) -> None:
        agent = FunctionAgent(name="helper", tools=[], llm=MockFunctionCallingLLM())

        async def ask(context: Context) -> None:
            await agent.run("Hello", ctx=context, memory=chat(mem))

        context = Context(agent)
        asyncio.run(ask(context))
        with pytest.warns(Warning, match="unserializable key: memory"):
            stored = context.to_dict()
        asyncio.run(ask(Context.from_dict(agent, stored)))
        assert len(chat(mem).get_all()) == 4

    def test_conversations_without_a_name_get_one_each(self, mem: mnemic.Memory) -> None:
        assert MnemicMemory(mem).session_id != MnemicMemory(mem).session_id

    def test_wrong_arguments_are_said(self, mem: mnemic.Memory, path: Path) -> None:
        with pytest.raises(TypeError, match="memory"):
            MnemicMemory.from_defaults()  # type: ignore[call-arg]
        with pytest.raises(ArgumentError, match="token_limt"):
            chat(mem, token_limt=3)
        with pytest.raises(UnknownArgument, match="token_limt"):
            MnemicMemory(path.with_name("other.db"), token_limt=3)
        with pytest.raises(ValueError, match="on_delete"):
            chat(mem, on_delete="burn")
        with pytest.raises(ValueError, match="token_limit"):
            chat(mem, token_limit=0)
