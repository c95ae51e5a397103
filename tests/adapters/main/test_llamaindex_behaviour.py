"""LlamaIndex's chat memory and block pass the suite every adapter passes."""

from __future__ import annotations

import asyncio
import json
import re
import uuid
from pathlib import Path

from behaviour import Behaviour, Desk
from llama_index.core.llms import ChatMessage

import mnemic
from mnemic.adapters.llamaindex import MnemicMemory, MnemicMemoryBlock


class ChatDesk:
    """Messages are named in their ``additional_kwargs``; one is changed or removed by setting all of them."""

    def __init__(self, path: Path) -> None:
        self._mem = mnemic.open(path, embedder="hash")
        self._chat = MnemicMemory.from_defaults(self._mem, session_id="chat")
        self._block = MnemicMemoryBlock(self._mem)

    def write(self, text: str) -> str:
        name = uuid.uuid4().hex
        self._chat.put(ChatMessage(content=text, additional_kwargs={"name": name}))
        return name

    def read(self, name: str) -> str | None:
        found = [
            message.content for message in self._chat.get_all() if message.additional_kwargs["name"] == name
        ]
        return found[0] if found else None

    def everything(self) -> list[str]:
        return [message.content or "" for message in self._chat.get_all()]

    def search(self, query: str) -> list[str]:
        shown = asyncio.run(self._block.aget([ChatMessage(content=query)], session_id="chat"))
        lines = re.findall(r'^\[m(\d+)\].*?: (".*")$', shown, flags=re.MULTILINE)
        return [json.loads(text) for _, text in sorted((int(mark), text) for mark, text in lines)]

    def update(self, name: str, text: str) -> None:
        changed = ChatMessage(content=text, additional_kwargs={"name": name})
        self._chat.set([
            changed if message.additional_kwargs["name"] == name else message for message in self._chat.get_all()
        ])  # fmt: skip

    def delete(self, name: str) -> None:
        self._chat.set([
            message for message in self._chat.get_all() if message.additional_kwargs["name"] != name
        ])  # fmt: skip

    def close(self) -> None:
        self._mem.close()


class TestChatMemory(Behaviour):
    def open(self, path: Path) -> Desk:
        return ChatDesk(path)
