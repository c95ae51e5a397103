"""JSON lines: arguments of `remember`, chat messages, or OpenAI message lists, one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import tzinfo
from pathlib import Path

from ..errors import ArgumentError, ContentError, UnknownArgument
from ._record import Draft, Keys, Record, episode
from ._text import numbered_lines
from ._zone import read_iso

_TIMES = ("occurred_at", "occurred_end", "valid_from", "valid_to")
_ARGUMENTS = frozenset(
    {
        "content", "user", "agent", "session", "speaker", "role", "kind", "metadata", "tags", "source",
        "importance", "idempotency_key", "key", "if_version", *_TIMES,
    }
)  # fmt: skip
_CHAT_KEYS = frozenset(
    {"role", "content", "name", "refusal", "tool_calls", "tool_call_id", "function_call", "weight"}
)
_LIST_KEYS = frozenset({"messages", "tools", "functions", "parallel_tool_calls"})
_ROLES = {"developer": "system", "function": "tool", "human": "user", "ai": "assistant"}


def read_jsonl(path: Path, draft: Draft, zone: tzinfo | None) -> Iterator[Record]:
    """Yield one record a line, or one a message where a line holds a list of them."""
    keys = Keys()
    for number, line in numbered_lines(path):
        if not line.strip():
            continue
        place = f"{draft.name}:{number}"
        data = parse_object(line, place)
        if "messages" in data:
            yield from _message_list(data, place, draft, zone, keys)
        else:
            yield _record(data, place, draft, zone, keys)


def parse_object(line: str, place: str) -> Record:
    """Return the JSON object in *line*. Twice the same key, NaN and Infinity are errors here."""
    try:
        data = json.loads(line, parse_constant=_refuse_constant, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        raise ArgumentError(
            f"{place}:{error.colno}: not valid JSON ({error.msg}): {line[max(error.pos - 20, 0) :][:40]!r}; "
            "write one complete object on each line"
        ) from None
    except (ValueError, RecursionError) as error:
        raise ArgumentError(f"{place}: JSON that cannot be kept: {error}") from None
    if not isinstance(data, dict):
        raise ArgumentError(f'{place}: expected an object such as {{"content": "…"}}, got {line[:40]!r}')
    return data


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is no JSON number")


def _unique(pairs: list[tuple[str, object]]) -> Record:
    data: Record = {}
    for key, value in pairs:
        if key in data:
            raise ValueError(f"the key {key!r} stands twice in one object")
        data[key] = value
    return data


def _record(data: Record, place: str, draft: Draft, zone: tzinfo | None, keys: Keys) -> Record:
    fields = _chat_fields(data, place) if "role" in data else dict(data)
    _refuse_unknown(fields, place, _ARGUMENTS)
    content = fields.pop("content", None)
    if not isinstance(content, str) or not content.strip():
        raise ContentError(
            f"{place}: 'content' is {content!r}; give the text to remember, or take out the line"
        )
    for name in _TIMES:
        if fields.get(name) is not None:
            fields[name] = read_iso(fields[name], name, zone, place)
    if fields.get("user") is None:
        fields["user"] = draft.user
    if fields.get("idempotency_key") is None and fields.get("key") is None:
        told = [fields.get(name) for name in ("user", "session", "speaker", "role", "occurred_at")]
        fields["idempotency_key"] = keys.key("jsonl", draft.session, *told, content)
    return episode(place, content, fields)


def _refuse_unknown(data: Record, place: str, known: frozenset[str]) -> None:
    for name in data:
        if name not in known:
            raise UnknownArgument(
                f'{place}: unknown key {name!r}; put what Mnemic has no name for under "metadata": '
                f'{{"metadata": {{"{name}": …}}}}. Known keys: {", ".join(sorted(known))}'
            )


def _message_list(
    data: Record, place: str, draft: Draft, zone: tzinfo | None, keys: Keys
) -> Iterator[Record]:
    """A training example or a request body: its messages are one session."""
    shared = {name: value for name, value in data.items() if name not in _LIST_KEYS}
    for name in sorted(data.keys() & _LIST_KEYS - {"messages"}):
        draft.notes.add(f"field {name!r}", "it sets a model up, and is no memory", place)
    _refuse_unknown(shared, place, _ARGUMENTS - {"content", "idempotency_key", "key", "if_version"})
    shared.setdefault("session", f"{draft.session}:{place.rpartition(':')[2]}")
    messages = data["messages"]
    if not isinstance(messages, list):
        raise ArgumentError(f"{place}: 'messages' is {messages!r:.40}; expected a list of messages")
    for number, message in enumerate(messages, start=1):
        at = f"{place}:{number}"
        if not isinstance(message, dict) or "role" not in message:
            raise ArgumentError(f"{at}: {message!r:.60} is no message; expected an object with 'role'")
        _refuse_unknown(message, at, _CHAT_KEYS | _ARGUMENTS)
        yield _record({**shared, **message}, at, draft, zone, keys)


def _chat_fields(data: Record, place: str) -> Record:
    """Translate a chat message's own keys into arguments of `remember`."""
    fields = {name: value for name, value in data.items() if name not in _CHAT_KEYS or name in _ARGUMENTS}
    role = data["role"]
    fields["role"] = _ROLES.get(role, role) if isinstance(role, str) else role
    fields["content"] = _content(data, place)
    if data.get("name") is not None:
        fields.setdefault("speaker", data["name"])
    if data.get("tool_call_id") is not None:
        given = fields.get("metadata")
        fields["metadata"] = {
            **(given if isinstance(given, dict) else {}),
            "tool_call_id": data["tool_call_id"],
        }
    return fields


def _content(data: Record, place: str) -> object:
    content = data.get("content")
    if isinstance(content, list):
        content = "\n\n".join(_part(part, place) for part in content)
    if content:
        return content
    if data.get("refusal"):
        return data["refusal"]
    calls = data.get("tool_calls") or [data.get("function_call")]
    return "\n".join(_call(call) for call in calls if call) if isinstance(calls, list) else content


def _part(part: object, place: str) -> str:
    if isinstance(part, str):
        return part
    if not isinstance(part, dict):
        raise ContentError(f"{place}: {part!r:.40} is no part of a message; expected text or an object")
    text = part.get("text", part.get("refusal"))
    return text if isinstance(text, str) else f"[{part.get('type', 'part')}]"


def _call(call: object) -> str:
    function = call.get("function", call) if isinstance(call, dict) else {}
    if isinstance(function, dict) and "name" in function:
        return f"{function['name']}({function.get('arguments', '')})"
    return json.dumps(call, ensure_ascii=False)
