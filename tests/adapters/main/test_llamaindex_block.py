"""Mnemic as a block of LlamaIndex's own ``Memory``."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from llama_index.core.base.llms.types import ImageBlock
from llama_index.core.llms import ChatMessage
from llama_index.core.memory import BaseMemoryBlock, Memory, StaticMemoryBlock

import mnemic
from mnemic.adapters.llamaindex import MnemicMemoryBlock
from mnemic.errors import ArgumentError


def words(text: str) -> list[str]:
    """A tokenizer: a word is a token."""
    return text.split()


def user(text: str) -> ChatMessage:
    return ChatMessage(role="user", content=text)


def assistant(text: str) -> ChatMessage:
    return ChatMessage(role="assistant", content=text)


def llama(block: MnemicMemoryBlock, session: str = "chat", **options: Any) -> Memory:
    """LlamaIndex's memory, which lets go of messages soon."""
    given = {"token_limit": 200, "chat_history_token_ratio": 0.2, "token_flush_size": 20, **options}
    return Memory.from_defaults(session_id=session, memory_blocks=[block], tokenizer_fn=words, **given)


class TestInLlamaIndexsMemory:
    def test_what_left_the_short_term_memory_is_recalled(self, mem: mnemic.Memory) -> None:
        memory = llama(MnemicMemoryBlock(mem))
        memory.put_messages([user("My cello teacher is called Bartolomeu."), assistant("Noted.")])
        for turn in range(10):
            memory.put_messages([user(f"Tell me joke number {turn} about the weather."), assistant("Ha ha.")])
        memory.put(user("What is my cello teacher called?"))
        system, *rest = memory.get()
        assert not any("Bartolomeu" in str(message.content) for message in rest)
        assert "<Remembered>" in str(system.content)
        assert "Bartolomeu" in str(system.content)
        (cube,) = (cube for cube in mem.list() if "Bartolomeu" in cube.content)
        assert (cube.kind, cube.role, cube.session, cube.user) == ("episode", "user", "chat", None)

    def test_a_user_is_known_in_every_conversation_and_others_are_not(self, mem: mnemic.Memory) -> None:
        for name in ("ana", "bo"):
            memory = llama(MnemicMemoryBlock(mem, user=name, agent="planner"), session=f"first of {name}")
            memory.put_messages([user(f"I am {name} and play the cello."), assistant("Lovely, a cello!")])
            memory.put_messages([user("Jokes! " * 30), assistant("Ha ha. " * 30), user("Bye")])
        said = {
            cube.user: (cube.speaker, cube.role, cube.session)
            for cube in mem.list()
            if "I am" in cube.content
        }
        assert said == {"ana": ("ana", "user", "first of ana"), "bo": ("bo", "user", "first of bo")}
        assert {cube.speaker for cube in mem.list() if cube.role == "assistant"} == {"planner"}
        memory = llama(MnemicMemoryBlock(mem, user="ana"), session="second of ana")
        memory.put(user("Which instrument do I play?"))
        told = str(memory.get()[0].content)
        assert "I am ana" in told
        assert "I am bo" not in told

    def test_without_a_user_conversations_are_apart(self, mem: mnemic.Memory) -> None:
        block = MnemicMemoryBlock(mem)
        asyncio.run(block.aput([user("I play the cello.")], session_id="one"))
        mem.remember("I play the cello and I am Ana.", user="ana", session="one")
        for session, found in (("one", True), ("two", False)):
            shown = asyncio.run(block.aget([user("What do I play?")], session_id=session))
            assert ("cello" in shown) == found
            assert "Ana" not in shown

    def test_it_stands_beside_other_blocks(self, mem: mnemic.Memory) -> None:
        mem.remember("Ana plays the cello.", user="ana")
        static = StaticMemoryBlock(name="Rules", static_content="Be kind.")
        memory = Memory.from_defaults(
            session_id="chat", memory_blocks=[static, MnemicMemoryBlock(mem, user="ana", name="Known")]
        )
        memory.put(user("Who plays the cello?"))
        told = str(memory.get()[0].content)
        assert "<Rules>" in told
        assert "<Known>" in told

    @pytest.mark.parametrize("limit", [25, 60, 110, 150])
    def test_it_gives_way_to_the_token_limit(self, mem: mnemic.Memory, limit: int) -> None:
        for i in range(12):
            mem.remember(f"Ana plays the cello in room {i} of the school on Fridays.", user="ana")
        memory = llama(
            MnemicMemoryBlock(mem, user="ana", priority=1, tokenizer_fn=words),
            token_limit=limit,
            chat_history_token_ratio=0.5,
        )
        memory.put(user("Where does Ana play the cello?"))
        found = memory.get()
        frame = 4  # LlamaIndex counts the block without the tags it puts around it
        assert sum(len(words(str(message.content))) for message in found) <= limit + frame
        assert ("cello in room" in str(found[0].content)) == (limit > 25)


class TestBlock:
    def test_it_is_a_block(self, mem: mnemic.Memory) -> None:
        block = MnemicMemoryBlock(mem)
        assert isinstance(block, BaseMemoryBlock)
        assert (block.name, block.priority, block.accept_short_term_memory) == ("Remembered", 0, True)
        assert "Memory(" not in str(block.model_dump())

    def test_words_are_kept_and_orders_and_pictures_are_not(self, mem: mnemic.Memory) -> None:
        asyncio.run(MnemicMemoryBlock(mem).aput([
            ChatMessage(role="system", content="Be kind."),
            ChatMessage(role="user", blocks=[ImageBlock(url="https://example.com/a.png")]),
            user("half a character \ud83d"),
            ChatMessage(role="tool", content="Porto: 17 degrees"),
        ]))  # fmt: skip
        assert [(cube.role, cube.content) for cube in mem.list()] == [
            ("user", "half a character �"), ("tool", "Porto: 17 degrees"),
        ]  # fmt: skip

    def test_one_flush_is_one_operation(self, mem: mnemic.Memory) -> None:
        asyncio.run(MnemicMemoryBlock(mem).aput([user("a"), assistant("b")]))
        assert len(mem.operations()) == 1
        asyncio.run(MnemicMemoryBlock(mem).aput([]))
        assert len(mem.operations()) == 1

    def test_it_can_be_kept_from_writing(self, mem: mnemic.Memory) -> None:
        block = MnemicMemoryBlock(mem, accept_short_term_memory=False)
        asyncio.run(block.aput([user("a")], from_short_term_memory=True))
        assert mem.list().cubes == ()

    def test_the_latest_words_of_the_user_are_the_question(self, mem: mnemic.Memory) -> None:
        mem.remember("Ana plays the cello.")
        block = MnemicMemoryBlock(mem)
        asked = [user("Who plays the cello?"), assistant("Let me think."), user(" ")]
        assert "Ana plays" in asyncio.run(block.aget(asked))
        for nothing in (None, [], [assistant("cello")], [user("")]):
            assert asyncio.run(block.aget(nothing)) == ""

    def test_nothing_found_is_nothing_shown(self, mem: mnemic.Memory) -> None:
        assert asyncio.run(MnemicMemoryBlock(mem).aget([user("Who plays the cello?")])) == ""

    def test_its_own_limits_hold(self, mem: mnemic.Memory) -> None:
        for i in range(30):
            mem.remember(f"Ana plays the cello in room {i}.")
        for most in (40, 80):
            block = MnemicMemoryBlock(mem, max_tokens=most, tokenizer_fn=words)
            assert 0 < len(words(asyncio.run(block.aget([user("Where is the cello?")])))) <= most
        assert asyncio.run(MnemicMemoryBlock(mem, limit=2).aget([user("cello?")])).count("cello") == 2
        assert asyncio.run(MnemicMemoryBlock(mem, max_tokens=3).aget([user("cello?")])) == ""

    def test_it_is_cut_as_much_as_asked_for_keeping_the_best(self, mem: mnemic.Memory) -> None:
        for i in range(30):
            mem.remember(f"Ana plays the cello in room {i}.")
        mem.remember("The cello teacher is called Bartolomeu.")
        block = MnemicMemoryBlock(mem, tokenizer_fn=words)
        shown = asyncio.run(block.aget([user("What is the cello teacher called?")]))
        for less in (1, 20, 40):
            cut = asyncio.run(block.atruncate(shown, less))
            assert cut is not None
            assert len(words(cut)) <= len(words(shown)) - less
            assert "Bartolomeu" in cut
        assert asyncio.run(block.atruncate(shown, len(words(shown)) - 2)) is None
        assert asyncio.run(block.atruncate(shown, 10_000)) is None
        assert asyncio.run(block.atruncate("not from here", 1)) is None

    def test_only_the_latest_recalls_are_held(self, mem: mnemic.Memory) -> None:
        block = MnemicMemoryBlock(mem)
        for i in range(20):
            mem.remember(f"Room {i} is {'very ' * i}large.")
            asyncio.run(block.aget([user(f"room {i}")]))
        assert len(block._shown) == 16

    def test_a_path_is_opened_and_closed_and_a_memory_left_open(
        self, mem: mnemic.Memory, tmp_path: Path
    ) -> None:
        MnemicMemoryBlock(mem).close()
        assert mem.list().cubes == ()
        block = MnemicMemoryBlock(tmp_path / "own.db", embedder="hash")
        asyncio.run(block.aput([user("Ana plays the cello.")]))
        block.close()
        with pytest.raises(mnemic.errors.StoreClosed):
            asyncio.run(block.aput([user("a")]))

    def test_wrong_arguments_are_said(self, mem: mnemic.Memory) -> None:
        with pytest.raises(ArgumentError, match="usr"):
            MnemicMemoryBlock(mem, usr="ana")
        with pytest.raises(ValueError, match="limit"):
            MnemicMemoryBlock(mem, limit=0)
