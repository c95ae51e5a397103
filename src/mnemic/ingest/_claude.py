"""
Claude.ai data exports: conversations.json with `chat_messages`.

Source: exports of 2024 to 2026; a message's words are in `content` blocks, and in `text` where those lack.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, tzinfo
from pathlib import Path

from ..errors import ArgumentError
from ._chunk import cut
from ._export import Conversation, conversations
from ._record import Draft, Record, digest, episode
from ._zone import read_iso

_ROLES = {"human": "user", "user": "user", "assistant": "assistant", "system": "system"}


def read_claude(path: Path, draft: Draft, zone: tzinfo | None) -> Iterator[Record]:
    """Yield every message in order, and after it the text that was extracted from its attachments."""
    for conversation in conversations(path):
        messages = conversation.data.get("chat_messages")
        if not isinstance(messages, list):
            raise ArgumentError(
                f"{conversation.place}: no 'chat_messages' in this conversation; is it Claude's?"
            )
        for number, message in enumerate(messages, start=1):
            if not isinstance(message, dict):
                raise ArgumentError(f"{conversation.place}:{number}: expected a message, got {message!r:.60}")
            yield from _records(message, conversation, f"{conversation.place}:{number}", draft, zone)


def _records(
    message: dict[str, object], conversation: Conversation, place: str, draft: Draft, zone: tzinfo | None
) -> Iterator[Record]:
    moment = _moment(message, conversation, zone, place)
    common: Record = {
        "user": draft.user,
        "session": _string(conversation.data.get("uuid")) or conversation.place,
        "occurred_at": moment.astimezone(zone) if moment and zone else moment,
    }
    about = {"conversation": conversation.data.get("name"), "message": message.get("uuid")}
    _note_left(message, place, draft)
    if text := _text(message):
        yield episode(place, text, {**common, **_said(message, text, about)})
    for attachment in _dicts(message.get("attachments")):
        yield from _attached(attachment, place, common, about)


def _note_left(message: dict[str, object], place: str, draft: Draft) -> None:
    """Note what a message holds beside its words."""
    for block in _dicts(message.get("content")):
        if (kind := _string(block.get("type"))) != "text":
            draft.notes.add(f"block of type {kind!r:.40}", "only words are taken", place)
    bare = [entry for entry in _dicts(message.get("attachments")) if not entry.get("extracted_content")]
    if unread := [*bare, *_dicts(message.get("files"))]:
        draft.notes.add("attached file", "it is named, and not fetched", place, len(unread))
    if not _text(message):
        draft.notes.add("message without words", "there is nothing to keep", place)


def _moment(
    message: dict[str, object], conversation: Conversation, zone: tzinfo | None, place: str
) -> datetime | None:
    told = message.get("created_at") or conversation.data.get("created_at")
    return read_iso(told, "created_at", zone, place) if told else None


def _said(message: dict[str, object], text: str, about: Record) -> Record:
    role = _ROLES.get(_string(message.get("sender")), "tool")
    blocks = Counter(_string(block.get("type")) for block in _dicts(message.get("content")))
    left_out = {kind: count for kind, count in blocks.items() if kind != "text"}
    extra = {**about, "blocks_left_out": left_out, "files": _file_names(message)}
    return {
        "role": role,
        "speaker": "Claude" if role == "assistant" else None,
        "metadata": {name: value for name, value in extra.items() if value},
        "idempotency_key": f"claude:{message.get('uuid') or about['conversation']}:{digest(text)}",
    }


def _text(message: dict[str, object]) -> str:
    blocks = [
        _string(block.get("text")) for block in _dicts(message.get("content")) if block.get("type") == "text"
    ]
    text = "\n\n".join(block for block in blocks if block.strip()) or _string(message.get("text"))
    if text.strip():
        return text
    return "\n".join(f"[file: {name}]" for name in _file_names(message))


def _file_names(message: dict[str, object]) -> list[str]:
    listed = [*_dicts(message.get("attachments")), *_dicts(message.get("files"))]
    return [name for entry in listed if (name := _string(entry.get("file_name")))]


def _attached(attachment: dict[str, object], place: str, common: Record, about: Record) -> Iterator[Record]:
    """A document's words are not its sender's: they come as role "tool", in pieces."""
    name = _string(attachment.get("file_name")) or "attachment"
    for number, piece in enumerate(cut(_string(attachment.get("extracted_content"))), start=1):
        fields: Record = {
            "role": "tool",
            "speaker": name,
            "tags": ("attachment",),
            "metadata": {key: value for key, value in {**about, "attachment": name}.items() if value},
            "idempotency_key": f"claude:{about['message']}:{name}:{number}:{digest(piece)}",
        }
        yield episode(f"{place}:{name}:{number}", piece, {**common, **fields})


def _dicts(value: object) -> list[dict[str, object]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""
