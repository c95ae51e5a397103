"""A chat message as a memory, and back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from llama_index.core.base.llms.types import (
    ChatMessage,
    DocumentBlock,
    MessageRole,
    TextBlock,
    ThinkingBlock,
    ToolCallBlock,
)
from pydantic import ValidationError

from ...errors import ArgumentError
from .._never import NEVER
from .._storable import storable

if TYPE_CHECKING:
    from ...cube import MemCube

Tokenizer = Callable[[str], list[Any]]

TAG: Final = "llamaindex-message"
_FIELD: Final = "llamaindex"
_LONGEST: Final = 4 << 20
"""Characters a memory's content can have, whatever they are."""
_SPOKEN: Final = (MessageRole.USER, MessageRole.ASSISTANT)
_MEDIA_TOKENS: Final = 256
_DOCUMENT_TOKENS: Final = 2048
"""What LlamaIndex's own memory takes a picture, or a document, to weigh."""


class Talk(NamedTuple):
    """Whose conversation it is: of which user, who calls themselves *speaker*, with which agent."""

    session: str | None
    user: str | None
    speaker: str | None
    agent: str | None

    def said(self, message: ChatMessage) -> dict[str, Any]:
        """Return the arguments of `remember` for the words of a message, as something that was said."""
        speaker = {MessageRole.USER: self.speaker or self.user, MessageRole.ASSISTANT: self.agent}
        return {
            "content": storable(words_of(message)[:_LONGEST], blank="(nothing)"),
            "user": self.user,
            "agent": self.agent,
            "session": self.session,
            "role": message.role.value,
            "speaker": speaker.get(message.role),
            "source": "llamaindex",
        }

    def kept(self, message: ChatMessage) -> dict[str, Any]:
        """
        Return the arguments of `remember` for a message that has to come back as it is.

        What the user and the assistant said is an episode. Anything else, such as the call of a tool and what it
        gave, is a record that holds at no time, so that no recall finds it and nothing is learned from it.

        Raises:
            ArgumentError: the message holds what is not plain JSON.
        """
        draft = self.said(message) | {"tags": (TAG,), "metadata": {_FIELD: {"message": exact(message)}}}
        if message.role in _SPOKEN and 0 < len(words_of(message).strip()) <= _LONGEST:
            return draft
        return draft | {"content": _label(message), "kind": "resource", "valid_to": NEVER}


def words_of(message: ChatMessage) -> str:
    """Return the text of a message; ``""`` where it has none."""
    return "\n".join(block.text for block in message.blocks if isinstance(block, TextBlock))


def exact(message: ChatMessage) -> str:
    """
    Return a message as JSON.

    Raises:
        ArgumentError: it holds what is not plain JSON.
    """
    try:
        data = message.model_dump(mode="json")
    except (ValueError, TypeError, RecursionError) as error:
        raise ArgumentError(
            f"a message of the role {message.role.value!r} is not plain JSON: {error}"
        ) from None
    # These are in its blocks already, and reading them again would put them there twice.
    data["additional_kwargs"].pop("images", None)
    return json.dumps(data)


def exact_in(cube: MemCube) -> str | None:
    """Return the JSON of the message kept in *cube*; `None` where somebody gave the memory other metadata."""
    kept = cube.metadata.get(_FIELD)
    return kept["message"] if kept else None


def message_of(cube: MemCube) -> ChatMessage:
    """Return the message kept in *cube*; its words, where they are all that is left of it."""
    text = exact_in(cube)
    if text is None:
        return ChatMessage(role=cube.role or MessageRole.USER, content=cube.content)
    data = json.loads(text)
    try:
        return ChatMessage.model_validate(data)
    except ValidationError:  # a block names a file, and LlamaIndex wants it to be there
        return ChatMessage.model_validate(data | {"blocks": [_readable(block) for block in data["blocks"]]})


def _readable(block: dict[str, Any]) -> dict[str, Any]:
    """Return a block, or in its place a line of text that says what is missing."""
    try:
        ChatMessage.model_validate({"blocks": [block]})
    except ValidationError:
        gone = f"[{block.get('block_type')} {block.get('path')}: no longer there]"
        return {"block_type": "text", "text": gone}
    return block


def _label(message: ChatMessage) -> str:
    """Return what a person who lists the memories reads in the place of a message that nobody said."""
    kinds = [
        block.tool_name if isinstance(block, ToolCallBlock) else block.block_type for block in message.blocks
    ]
    return storable(" ".join([message.role.value, *kinds])[:200], blank="message")


def weight(message: ChatMessage, tokenizer: Tokenizer) -> int:
    """Return how many tokens a message takes, by LlamaIndex's own estimates for what is no text."""
    texts, tokens = [], 0
    for block in message.blocks:
        if isinstance(block, TextBlock):
            texts.append(block.text)
        elif isinstance(block, ThinkingBlock):
            texts.append(block.content or "")
        elif isinstance(block, ToolCallBlock):
            texts.append(f"{block.tool_name} {block.tool_kwargs}")
        else:
            tokens += _DOCUMENT_TOKENS if isinstance(block, DocumentBlock) else _MEDIA_TOKENS
    if message.additional_kwargs:
        texts.append(str(message.additional_kwargs))
    return tokens + len(tokenizer(" ".join(texts)))
