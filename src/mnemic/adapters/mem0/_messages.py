"""What `Memory.add` is given: a text, a message or a list of them, as the turns to keep."""

from __future__ import annotations

import logging
from typing import Any, NamedTuple

from ._errors import ValidationError

_LOG = logging.getLogger("mnemic.adapters.mem0")


class Turn(NamedTuple):
    """
    A message that is kept.

    Attributes:
        role: As what it was said, e.g. ``"user"``.

        name: Who said it, where the message has a ``name``.
    """

    role: str
    content: str
    name: str | None


def turns(messages: object) -> list[Turn]:
    """
    Return the messages to keep, in order.

    As in mem0, system prompts are left out, and so is what has no role or no text. Of a message in parts only the
    texts are taken. What is left out for being of no use is logged.

    Raises:
        ValidationError: *messages* is no text, no dict and no list.
    """
    if isinstance(messages, str):
        messages = [{"role": "user", "content": messages}]
    elif isinstance(messages, dict):
        messages = [messages]
    elif not isinstance(messages, list):
        raise ValidationError(
            f"messages must be str, dict, or list[dict], got {type(messages).__name__}",
            "VALIDATION_003",
            {"provided_type": type(messages).__name__, "valid_types": ["str", "dict", "list[dict]"]},
            "Convert your input to a string, dictionary, or list of dictionaries.",
        )
    read = [_turn(message, number) for number, message in enumerate(messages, start=1)]
    return [turn for turn in read if turn is not None]


def _turn(message: object, number: int) -> Turn | None:
    if not isinstance(message, dict) or message.get("role") is None or message.get("content") is None:
        # Not the message itself: a log is no place for what somebody said.
        _LOG.warning("message %d has no role or no content and is not kept", number)
        return None
    role, name = str(message["role"]), message.get("name")
    if role == "system":
        return None
    text = _text(message["content"])
    if not text.strip():
        _LOG.warning("message %d (%s) holds no text and is not kept", number, role)
        return None
    return Turn(role, text, str(name) if name else None)


def _text(content: Any) -> str:
    if isinstance(content, list):
        parts = [part for part in content if isinstance(part, dict) and part.get("type") == "text"]
        return " ".join(str(part.get("text", "")) for part in parts)
    return content if isinstance(content, str) else ""
