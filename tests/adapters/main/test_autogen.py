"""AutoGen's memory over a memory, with AutoGen's own model contexts and component loader."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, ClassVar

import pytest
from autogen_core import Image
from autogen_core.memory import Memory, MemoryContent, MemoryMimeType
from autogen_core.model_context import BufferedChatCompletionContext
from autogen_core.models import AssistantMessage, LLMMessage, SystemMessage, UserMessage
from behaviour import Behaviour

import mnemic
from mnemic.adapters.autogen import MnemicMemory
from mnemic.embed import HashEmbedder

TEXT, JSON, MARKDOWN = MemoryMimeType.TEXT, MemoryMimeType.JSON, MemoryMimeType.MARKDOWN


def run(work: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(work)


def add(memory: MnemicMemory, content: Any, mime: MemoryMimeType | str = TEXT, **metadata: Any) -> None:
    run(memory.add(MemoryContent(content=content, mime_type=mime, metadata=metadata or None)))


def found(memory: MnemicMemory, query: str, **more: Any) -> list[Any]:
    return [content.content for content in run(memory.query(query, **more)).results]


def updated(memory: MnemicMemory, *messages: LLMMessage) -> list[LLMMessage]:
    """The messages that `update_context` adds behind *messages*."""

    async def update() -> list[LLMMessage]:
        context = BufferedChatCompletionContext(buffer_size=10, initial_messages=list(messages))
        await memory.update_context(context)
        return (await context.get_messages())[len(messages) :]

    return run(update())


class AutoGenDesk:
    """AutoGen names no memory; which is which goes by the memory itself."""

    def __init__(self, path: Path) -> None:
        self.open = mnemic.open(path, embedder="hash")
        self.memory = MnemicMemory(self.open, user="ana")

    def write(self, text: str) -> str:
        add(self.memory, text)
        return text

    def read(self, name: str) -> str | None:
        return name if name in self.everything() else None

    def everything(self) -> list[str]:
        return [cube.content for cube in self.open.list(user="ana")]

    def search(self, query: str) -> list[str]:
        return found(self.memory, query)

    def close(self) -> None:
        run(self.memory.close())
        self.open.close()


class TestBehaviour(Behaviour):
    lacks: ClassVar = frozenset({"update", "delete"})

    def open(self, path: Path) -> Any:
        return AutoGenDesk(path)


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        ("The heron flies.", TEXT),
        ("# Heron\n\n- it *flies*", MARKDOWN),
        ({"bird": "heron", "legs": [1, None], "größe": 1.5}, JSON),
        ('{"bird": "heron"}', JSON),
        ("<b>heron</b>", "text/html"),
        ("bird,heron\n", "text/csv"),
    ],
)
def test_what_can_be_kept_comes_back_as_it_was(mem: mnemic.Memory, content: Any, mime: Any) -> None:
    memory = MnemicMemory(mem, user="ana")
    add(memory, content, mime, topic="birds", nested={"n": [1]})
    (back,) = run(memory.query("heron bird")).results
    assert (back.content, back.mime_type) == (content, mime)
    ours = back.metadata.pop("mnemic")
    assert back.metadata == {"topic": "birds", "nested": {"n": [1]}}
    assert mem.get(ours["id"]).metadata == {"topic": "birds", "nested": {"n": [1]}}
    assert 0 < ours["score"] <= 1


def test_a_result_can_be_added_elsewhere(mem: mnemic.Memory) -> None:
    add(MnemicMemory(mem, user="ana"), "The heron flies.", topic="birds")
    (back,) = run(MnemicMemory(mem, user="ana").query("heron")).results
    run(MnemicMemory(mem, user="bo").add(back))
    assert mem.list(user="bo")[0].metadata == {"topic": "birds"}


@pytest.mark.parametrize(
    ("content", "mime", "message"),
    [
        (b"\x89PNG", MemoryMimeType.BINARY, "application/octet-stream.*holds bytes.*metadata"),
        (Image.from_base64(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
        ), MemoryMimeType.IMAGE, "holds Image"),
        ({"n": 1}, TEXT, "application/json"),
        ({"n": float("nan")}, JSON, "no plain JSON"),
        ({"n": object()}, JSON, "no plain JSON"),
        (" ", TEXT, "whitespace"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_an_error(mem: mnemic.Memory, content: Any, mime: Any, message: str) -> None:
    with pytest.raises(mnemic.errors.ArgumentError, match=message):
        add(MnemicMemory(mem), content, mime)
    assert not mem.list()


def test_text_is_learned_from_and_json_is_not(mem: mnemic.Memory) -> None:
    memory = MnemicMemory(mem, user="ana", agent="guide", session="s1")
    add(memory, "I moved to Porto.")
    add(memory, {"city": "Porto"}, JSON)
    text, document = mem.list()
    assert (text.kind, document.kind) == ("episode", "resource")
    assert (text.user, text.agent, text.session) == ("ana", "guide", "s1")


def test_a_query_is_kept_to_its_scope_and_takes_recalls_arguments(mem: mnemic.Memory) -> None:
    mem.remember("Ana keeps a heron.", user="ana", metadata={"n": 1})
    mem.remember("Ana saw a heron.", user="ana", metadata={"n": 2})
    mem.remember("Bo keeps a heron.", user="bo")
    memory = MnemicMemory(mem, user="ana")
    assert sorted(found(memory, "heron")) == ["Ana keeps a heron.", "Ana saw a heron."]
    assert found(memory, "heron", where={"metadata.n": 2}) == ["Ana saw a heron."]
    assert len(found(memory, "heron", limit=1)) == 1
    with pytest.raises(mnemic.errors.UnknownArgument, match="limits"):
        found(memory, "heron", limits=1)


def test_a_query_may_be_a_content_and_must_be_text(mem: mnemic.Memory) -> None:
    memory = MnemicMemory(mem)
    add(memory, "The heron flies.")
    assert run(memory.query(MemoryContent(content="heron", mime_type=TEXT))).results
    assert run(memory.query(" ")).results == []
    with pytest.raises(mnemic.errors.ArgumentError, match="ask in words"):
        run(memory.query(MemoryContent(content={"n": 1}, mime_type=JSON)))


def test_a_context_gets_what_is_known_about_the_users_last_message(mem: mnemic.Memory) -> None:
    memory = MnemicMemory(mem, user="ana")
    add(memory, "The code word is heron.")
    question = UserMessage(content="What is the code word?", source="ana")
    (message,) = updated(
        memory,
        SystemMessage(content="Be brief."),
        question,
        AssistantMessage(content="Wait.", source="guide"),
    )
    assert isinstance(message, UserMessage)
    assert message.source == "mnemic"
    assert message.content.startswith("<memories>")
    assert '"The code word is heron."' in message.content


def test_a_context_gets_nothing_where_nothing_is_known_or_asked(mem: mnemic.Memory) -> None:
    memory = MnemicMemory(mem, user="ana")
    assert updated(memory, UserMessage(content="What is the code word?", source="ana")) == []
    add(memory, "The code word is heron.")
    assert updated(memory) == []
    assert updated(memory, UserMessage(content=" ", source="ana")) == []


def test_what_was_added_to_a_context_is_no_question_and_pictures_are_passed_over(mem: mnemic.Memory) -> None:
    memory = MnemicMemory(mem, user="ana", limit=1)
    add(memory, "The code word is heron.")
    add(memory, "The cat sleeps.")
    asked = UserMessage(content=["code word?", Image.from_pil(_pixel())], source="ana")
    ours = UserMessage(content="the cat sleeps", source="mnemic")
    assert "heron" in updated(memory, asked, ours)[0].content


def _pixel() -> Any:
    from PIL import Image as Picture

    return Picture.new("RGB", (1, 1))


def test_clearing_erases_what_was_added_here_and_what_came_of_it(mem: mnemic.Memory) -> None:
    mem.remember("Told otherwise.", user="ana")
    for user in ("ana", "bo", None):
        add(MnemicMemory(mem, user=user), f"{user} moved to Porto.")
    for _ in range(2):
        run(MnemicMemory(mem, user="ana").clear())
    assert [cube.content for cube in mem.list()] == [
        "Told otherwise.",
        "bo moved to Porto.",
        "None moved to Porto.",
    ]
    run(MnemicMemory(mem).clear())
    assert [cube.content for cube in mem.list()] == ["Told otherwise.", "bo moved to Porto."]


def test_a_configuration_leads_to_the_same_memory(path: Path) -> None:
    memory = MnemicMemory(
        path,
        user="ana",
        session="s1",
        limit=3,
        max_tokens=None,
        space="birds",
        embedder="hash",
        source="notes",
    )
    add(memory, "The heron flies.")
    model = json.loads(memory.dump_component().model_dump_json())
    run(memory.close())
    assert model["provider"] == "mnemic.adapters.autogen.MnemicMemory"
    again = Memory.load_component(model)
    assert isinstance(again, MnemicMemory)
    assert found(again, "heron") == ["The heron flies."]
    assert again.dump_component() == memory_model(model)
    run(again.close())


def memory_model(model: dict[str, Any]) -> Any:
    from autogen_core import ComponentModel

    return ComponentModel(**model)


def test_a_lent_memory_has_a_configuration_too(mem: mnemic.Memory, path: Path) -> None:
    config = MnemicMemory(mem.in_space("birds"), user="ana").dump_component().config
    assert (config["memory"], config["options"]) == (str(path), {"space": "birds"})


def test_a_key_is_in_no_configuration() -> None:
    memory = MnemicMemory("http://127.0.0.1:9", api_key="mk_secret")
    assert "api_key" not in memory._options
    run(memory.close())


def test_what_cannot_be_written_down_is_an_error(path: Path) -> None:
    with pytest.raises(mnemic.errors.ArgumentError, match=":memory:"):
        MnemicMemory(":memory:", embedder="hash").dump_component()
    memory = MnemicMemory(path, embedder=HashEmbedder())
    with pytest.raises(mnemic.errors.ArgumentError, match="embedder="):
        memory.dump_component()
    run(memory.close())


def test_closing_ends_what_was_opened_here_and_nothing_else(path: Path, mem: mnemic.Memory) -> None:
    own, lent = MnemicMemory(path), MnemicMemory(mem)
    run(own.close())
    run(lent.close())
    assert found(lent, "heron") == []
    with pytest.raises(mnemic.errors.StoreClosed):
        found(own, "heron")


def test_options_for_an_open_memory_are_refused(mem: mnemic.Memory) -> None:
    with pytest.raises(mnemic.errors.ArgumentError, match="embedder"):
        MnemicMemory(mem, embedder="hash")
