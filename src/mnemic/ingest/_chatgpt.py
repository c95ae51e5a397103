"""
ChatGPT data exports: conversations.json, whose messages form a tree.

Source: exports as described by convoviz (docs/dev/chatgpt-spec.md, February 2026); OpenAI documents none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo
from pathlib import Path

from ..errors import ArgumentError
from ._export import Conversation, conversations
from ._record import Draft, Record, digest, episode
from ._zone import read_epoch

_ROLES = {"user", "assistant", "system", "tool"}
_TEXT_FIELDS = (
    "text", "result", "content", "summary", "user_profile", "user_instructions", "model_set_context",
)  # fmt: skip
_CONTEXT_TYPES = {"user_editable_context", "model_editable_context"}

_Node = dict[str, object]


def read_chatgpt(path: Path, draft: Draft, zone: tzinfo | None) -> Iterator[Record]:
    """Yield the messages of each conversation's active branch, oldest first."""
    for conversation in conversations(path):
        yield from _messages(conversation, draft, zone)


def _messages(conversation: Conversation, draft: Draft, zone: tzinfo | None) -> Iterator[Record]:
    data = conversation.data
    mapping = data.get("mapping")
    if not isinstance(mapping, dict):
        raise ArgumentError(
            f"{conversation.place}: no 'mapping' in this conversation; is it a ChatGPT export?"
        )
    nodes = {name: node for name, node in mapping.items() if isinstance(node, dict)}
    session = _string(data.get("conversation_id")) or _string(data.get("id")) or conversation.place
    about = {
        "conversation": _string(data.get("title")),
        "branches": _branches(nodes),
    }
    last = data.get("create_time")
    branch = _branch(data, nodes, conversation.place)
    if others := sum(bool(_dict(node.get("message"))) for node in nodes.values()) - len(branch):
        why = "only the branch that was shown last is kept"
        draft.notes.add("message of another branch", why, conversation.place, others)
    for number, message in enumerate(branch, start=1):
        place = f"{conversation.place}:{number}"
        told = message.get("create_time")
        last = last if told is None else told
        content = _dict(message.get("content"))
        text = _text(content)
        if not text.strip():
            draft.notes.add("message without words", "there is nothing to keep", place)
            continue
        if assets := _assets(content):
            draft.notes.add("picture, recording or file", "it is named, and not fetched", place, len(assets))
        moment = None if last is None else read_epoch(last, zone, place)
        fields = _fields(message, content, moment, session, text)
        fields["metadata"] = _filled({**about, **_about(message, content), "time_inferred": told is None})
        yield episode(place, text, {"user": draft.user, **fields})


def _fields(message: _Node, content: _Node, moment: datetime | None, session: str, text: str) -> Record:
    author = _dict(message.get("author"))
    role = _string(author.get("role"))
    if content.get("content_type") in _CONTEXT_TYPES:
        role = "system"
    speaker = "ChatGPT" if role == "assistant" else _string(author.get("name"))
    return {
        "session": session,
        "role": role if role in _ROLES else "tool",
        "speaker": speaker or None,
        "occurred_at": moment,
        "idempotency_key": f"chatgpt:{_string(message.get('id')) or session}:{digest(text)}",
    }


def _about(message: _Node, content: _Node) -> Record:
    metadata = _dict(message.get("metadata"))
    recipient = _string(message.get("recipient"))
    kind = _string(content.get("content_type"))
    return {
        "message": _string(message.get("id")),
        "model": _string(metadata.get("model_slug")),
        "content_type": "" if kind == "text" else kind,
        "recipient": "" if recipient == "all" else recipient,
        "hidden": metadata.get("is_visually_hidden_from_conversation") is True,
        "assets": _assets(content),
    }


def _branch(data: dict[str, object], nodes: dict[str, _Node], place: str) -> list[_Node]:
    """Return the messages from the root to the current node."""
    name = _string(data.get("current_node"))
    name = name if name in nodes else _latest_leaf(nodes)
    messages: list[_Node] = []
    seen: set[str] = set()
    while name in nodes:
        if name in seen:
            raise ArgumentError(f"{place}: message {name!r} is its own ancestor; the export is damaged")
        seen.add(name)
        if message := _dict(nodes[name].get("message")):
            messages.append(message)
        name = _string(nodes[name].get("parent"))
    return messages[::-1]


def _leaves(nodes: dict[str, _Node]) -> list[str]:
    parents = {_string(node.get("parent")) for node in nodes.values()}
    return [name for name in nodes if name not in parents]


def _branches(nodes: dict[str, _Node]) -> int:
    return len(_leaves(nodes))


def _latest_leaf(nodes: dict[str, _Node]) -> str:
    def told(name: str) -> float:
        moment = _dict(nodes[name].get("message")).get("create_time")
        return float(moment) if isinstance(moment, int | float) else float("-inf")

    return max(_leaves(nodes), key=told, default="")


def _text(content: _Node) -> str:
    pieces = [_part(part) for part in _list(content.get("parts"))]
    pieces += [_string(content.get(field)) for field in _TEXT_FIELDS]
    for thought in map(_dict, _list(content.get("thoughts"))):
        pieces += [_string(thought.get("summary")), _string(thought.get("content"))]
    return "\n\n".join(piece for piece in pieces if piece.strip())


def _part(part: object) -> str:
    if isinstance(part, str):
        return part
    data = _dict(part)
    kind = _string(data.get("content_type"))
    if text := _string(data.get("text")):
        return text
    for medium in ("image", "audio", "video"):
        if medium in kind:
            return f"[{medium}]"
    return f"[{kind}]" if kind else ""


def _assets(content: _Node) -> list[str]:
    pointers = [_string(_dict(part).get("asset_pointer")) for part in _list(content.get("parts"))]
    return [pointer for pointer in pointers if pointer]


def _filled(values: Record) -> Record:
    return {name: value for name, value in values.items() if value}


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _dict(value: object) -> _Node:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
