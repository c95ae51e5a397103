"""What was said in a message of Letta, which may be wrapped in JSON or in the call of a tool."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final, NamedTuple

from ..errors import ArgumentError
from ._notes import Notes
from ._values import Values, listing, mapping, mappings, string

_ROLES: Final = {
    "user": "user", "assistant": "assistant", "system": "system", "tool": "tool", "function": "tool",
    "summary": "system", "approval": "system", "developer": "system",
}  # fmt: skip
_PACKED: Final = {"user_message": "user", "system_alert": "system", "heartbeat": "system", "login": "system"}
_SPEAKING: Final = "send_message"
"""The tool by which an agent of Letta speaks, until agents spoke by themselves."""


class Said(NamedTuple):
    """Words of a message. `type` is what Letta packs them as, `tool` whose answer they are."""

    role: str
    text: str
    type: str = ""
    tool: str = ""


def said_in(message: Values, place: str, notes: Notes) -> Iterator[Said]:
    """
    Yield what was said in a message, and note what was not said but done.

    Raises:
        ArgumentError: it has no role that Letta knows.
    """
    role = _ROLES.get(string(message.get("role")))
    if role is None:
        raise ArgumentError(f"{place}: 'role' is {message.get('role')!r:.60}; there are: {', '.join(_ROLES)}")
    text = _text(message.get("content", message.get("text")), place, notes)
    if role == "system":
        notes.add("system message", "a prompt is no memory", place)
        return
    if role == "assistant":
        yield from _by_agent(message, text, place, notes)
    elif role == "tool":
        yield from _by_tool(message, text, place, notes)
    else:
        said = _unpacked(role, text)
        if said.type in ("heartbeat", "login"):
            notes.add(f"message of type {said.type!r}", "Letta made it, nobody said it", place)
        elif said.text.strip():
            yield said
        else:
            notes.add("message without words", "there is nothing to keep", place)


def _text(content: object, place: str, notes: Notes) -> str:
    if content is None or isinstance(content, str):
        return content or ""
    if not isinstance(content, list):
        raise ArgumentError(f"{place}: 'content' is {content!r:.60}; expected text or a list of parts")
    pieces: list[str] = []
    for part in mappings(content):
        kind = string(part.get("type"))
        if kind == "text":
            pieces.append(string(part.get("text")))
        else:
            notes.add(f"part of type {kind!r:.40}", "only words are taken", place)
    return "\n\n".join(piece for piece in pieces if piece.strip())


def _unpacked(role: str, text: str) -> Said:
    """Return a user's words, which Letta keeps as ``{"type": "user_message", "message": …, "time": …}``."""
    data = _object(text)
    kind = string(data.get("type"))
    if kind in _PACKED and isinstance(data.get("message", data.get("reason", "")), str):
        return Said(_PACKED[kind], string(data.get("message")) or string(data.get("reason")), kind)
    return Said(role, text)


def _object(text: str) -> Values:
    if not text.lstrip().startswith("{"):
        return {}
    try:
        return mapping(json.loads(text))
    except (ValueError, RecursionError):
        return {}  # words that only look like JSON are kept as they are


def _by_agent(message: Values, text: str, place: str, notes: Notes) -> Iterator[Said]:
    calls = [mapping(call.get("function", call)) for call in mappings(message.get("tool_calls"))]
    spoken = [
        words
        for call in calls
        if call.get("name") == _SPEAKING
        and (words := string(_object(string(call.get("arguments"))).get("message"))).strip()
    ]
    others = [call for call in calls if call.get("name") != _SPEAKING]
    if others:
        notes.add("call of a tool", "what an agent did is no memory of what was said", place, len(others))
    if spoken and text.strip():
        notes.add("inner thought of an agent", "it was not said", place)
    yield from (Said("assistant", words) for words in spoken)
    if not spoken and text.strip():
        yield Said("assistant", text)
    elif not spoken and not others:
        notes.add("message without words", "there is nothing to keep", place)


def _by_tool(message: Values, text: str, place: str, notes: Notes) -> Iterator[Said]:
    data = _object(text)
    told = data.get("message") if {"status", "message"} <= data.keys() else text
    words = told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)
    name = string(message.get("name"))
    if name == _SPEAKING or words.strip() in ("", "None", "null"):
        notes.add("empty answer of a tool", "it says only that the tool was run", place)
        return
    yield Said("tool", words, tool=name)
    for item in listing(message.get("tool_returns")):
        if isinstance(item, dict) and (item.get("stdout") or item.get("stderr")):
            notes.add("output of a tool's program", "only its answer is taken", place)
