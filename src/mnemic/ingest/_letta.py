"""
Letta's agent files (.af): what an agent remembers, and nothing of what it can do.

Source: letta/schemas/agent_file.py of letta 0.16 (agents, blocks, tools … side by side), and the form before it, one
agent with its core memory inside.

An agent file is somebody else's program: no code of a tool, no secret, no setting is taken, and the notes say which
fields were left, by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Final

from ..errors import ArgumentError
from ._letta_message import Said, said_in
from ._record import Draft, Keys, Record, digest, episode
from ._values import Values, filled, mappings, read_json, string, texts
from ._zone import read_iso

_TAKEN_OF_FILE: Final = frozenset(
    {"agents", "blocks", "created_at", "metadata", "passages", "archives", "revision_id"}
)
_TAKEN_OF_AGENT: Final = frozenset(
    {
        "id", "name", "messages", "block_ids", "core_memory", "memory_blocks", "blocks", "passages",
        "archival_memory", "archival_passages", "in_context_message_ids", "in_context_message_indices", "created_at",
        "updated_at", "version", "timezone", "agent_type", "description",
    }
)  # fmt: skip
_PASSAGES: Final = ("passages", "archival_memory", "archival_passages")
_BLOCKS: Final = ("core_memory", "memory_blocks", "blocks")
_SECRET: Final = "secrets are never taken"  # noqa: S105 - says so
_CODE: Final = "code and what runs it are never taken"
_WHY: Final = {
    "tool_exec_environment_variables": _SECRET, "secrets": _SECRET, "mcp_servers": _SECRET,
    "tools": _CODE, "tool_ids": _CODE, "tool_rules": _CODE, "skills": _CODE,
    "system": "a prompt is no memory",
    "files": "files are not kept in an agent file; take them in by themselves",
    "sources": "files are not kept in an agent file; take them in by themselves",
    "files_agents": "files are not kept in an agent file; take them in by themselves",
}  # fmt: skip
_SETTING: Final = "it sets the agent up, and is no memory"


@dataclass
class _Agent:
    data: Values
    place: str
    name: str
    blocks: list[tuple[Values, str]] = field(default_factory=list)


def is_letta(data: object) -> bool:
    """Say whether *data* looks like an agent file."""
    if not isinstance(data, dict):
        return False
    new = isinstance(data.get("agents"), list) and isinstance(data.get("blocks"), list)
    return new or (isinstance(data.get("core_memory"), list) and "agent_type" in data)


def read_letta(path: Path, draft: Draft, zone: tzinfo | None) -> Iterator[Record]:
    """Yield each agent's core memory, archival passages and messages."""
    data = read_json(path)
    if not isinstance(data, dict) or not is_letta(data):
        raise ArgumentError(f"{path.name} holds no agent with its memory; is it an agent file of Letta?")
    agents = _agents(data, draft)
    keys = Keys()
    for agent in agents:
        yield from _blocks(agent, draft, zone)
        for name in _PASSAGES:
            places = enumerate(_objects(agent.data.get(name), f"{agent.place}.{name}"))
            for number, passage in places:
                place = f"{agent.place}.{name}[{number}]"
                yield from _passage(passage, agent.name, place, draft, zone, keys)
        yield from _messages(agent, draft, zone, keys)
    for number, passage in enumerate(_objects(data.get("passages"), f"{draft.name}:passages")):
        yield from _passage(passage, None, f"{draft.name}:passages[{number}]", draft, zone, keys)


def _agents(data: Values, draft: Draft) -> list[_Agent]:
    """Return the agents of a file with their blocks; blocks no agent has come with an agent of no name."""
    if "agents" not in data:
        agent = _Agent(data, f"{draft.name}:agent", string(data.get("name")) or draft.session)
        _note_left(data, _TAKEN_OF_AGENT, agent.place, draft)
        return [_with_own_blocks(agent)]
    _note_left(data, _TAKEN_OF_FILE, draft.name, draft)
    blocks = _named_blocks(data, draft)
    agents: list[_Agent] = []
    used: set[str] = set()
    for number, item in enumerate(_objects(data["agents"], f"{draft.name}:agents")):
        place = f"{draft.name}:agents[{number}]"
        agent = _Agent(item, place, string(item.get("name")) or f"{draft.session}-{number}")
        _note_left(item, _TAKEN_OF_AGENT, place, draft)
        for id_ in texts(item.get("block_ids") or [], "block_ids", place):
            if id_ not in blocks:
                raise ArgumentError(
                    f"{place}: block {id_!r:.60} is not in the file; it is damaged or cut off"
                )
            # A block that several agents share is kept once, as the first one's.
            agent.blocks += [] if id_ in used else [blocks[id_]]
            used.add(id_)
        agents.append(_with_own_blocks(agent))
    rest = [block for id_, block in blocks.items() if id_ not in used]
    return [*agents, _Agent({}, draft.name, "", rest)] if rest else agents


def _with_own_blocks(agent: _Agent) -> _Agent:
    for name in _BLOCKS:
        places = enumerate(_objects(agent.data.get(name), f"{agent.place}.{name}"))
        agent.blocks += [(block, f"{agent.place}.{name}[{number}]") for number, block in places]
    return agent


def _named_blocks(data: Values, draft: Draft) -> dict[str, tuple[Values, str]]:
    blocks: dict[str, tuple[Values, str]] = {}
    for number, block in enumerate(_objects(data["blocks"], f"{draft.name}:blocks")):
        place, id_ = f"{draft.name}:blocks[{number}]", string(block.get("id"))
        if id_ in blocks:
            raise ArgumentError(f"{place}: a block of the id {id_!r:.60} stands at {blocks[id_][1]} already")
        blocks[id_] = block, place
    return blocks


def _objects(value: object, place: str) -> list[Values]:
    if value is None:
        return []
    found = mappings(value)
    if not isinstance(value, list) or len(found) < len(value):
        raise ArgumentError(f"{place}: expected a list of objects, got {value!r:.60}")
    return found


def _note_left(data: Values, taken: frozenset[str], place: str, draft: Draft) -> None:
    for name, value in data.items():
        if name not in taken and value:
            count = len(value) if isinstance(value, list | dict) else 1
            draft.notes.add(f"field {name!r:.60}", _WHY.get(name, _SETTING), place, count)


def _blocks(agent: _Agent, draft: Draft, zone: tzinfo | None) -> Iterator[Record]:
    """A block is a text the agent rewrites: it has a key, and versions here from then on."""
    seen: dict[str, str] = {}
    for block, place in agent.blocks:
        label, value = string(block.get("label")), block.get("value")
        if not label or not isinstance(value, str):
            raise ArgumentError(f"{place}: a block needs a 'label' and a 'value' that are texts")
        if label in seen:
            raise ArgumentError(f"{place}: the agent has a block {label!r:.60} at {seen[label]} already")
        seen[label] = place
        if not value.strip():
            draft.notes.add("empty block", "there is nothing to keep", place)
            continue
        moment = _moment(block, zone, place)
        about = {name: block.get(name) for name in ("id", "label", "description", "limit", "read_only")}
        fields: Record = {
            "kind": "belief",
            "user": draft.user,
            "agent": agent.name or None,
            "session": draft.session,
            "occurred_at": moment,
            "tags": ("letta", "core-memory", label),
            "metadata": {"letta": filled({**about, "agent": agent.name})},
            "key": f"letta:{agent.name}:{label}",
            "idempotency_key": f"letta:{agent.name}:{label}:{digest(value)}",
        }
        yield episode(place, value, fields)


def _moment(data: Values, zone: tzinfo | None, place: str) -> datetime | None:
    told = data.get("updated_at") or data.get("created_at") or data.get("date")
    return read_iso(told, "created_at", zone, place) if told else None


def _passage(
    passage: Values, agent: str | None, place: str, draft: Draft, zone: tzinfo | None, keys: Keys
) -> Iterator[Record]:
    text = passage.get("text")
    if not isinstance(text, str):
        raise ArgumentError(f"{place}: 'text' is {text!r:.60}; expected the words of a passage")
    if not text.strip():
        draft.notes.add("empty passage", "there is nothing to keep", place)
        return
    moment = _moment(passage, zone, place)
    if passage.get("embedding"):
        draft.notes.add("field 'embedding'", "vectors are made anew", place)
    about = {name: passage.get(name) for name in ("id", "file_id", "source_id", "file_name", "metadata")}
    is_document = any(passage.get(name) for name in ("file_id", "source_id"))
    fields: Record = {
        "kind": "resource" if is_document else "belief",
        "user": draft.user,
        "agent": agent or None,
        "session": draft.session,
        "occurred_at": moment,
        "tags": ("letta", "archival-memory", *texts(passage.get("tags") or [], "tags", place)),
        "metadata": {"letta": filled({**about, "agent": agent})},
        "idempotency_key": keys.key("letta-passage", agent, moment, text),
    }
    yield episode(place, text, fields)


def _messages(agent: _Agent, draft: Draft, zone: tzinfo | None, keys: Keys) -> Iterator[Record]:
    for number, message in enumerate(_objects(agent.data.get("messages"), f"{agent.place}.messages")):
        place = f"{agent.place}.messages[{number}]"
        moment = _moment(message, zone, place)
        for said in said_in(message, place, draft.notes):
            yield _said(said, message, agent.name, moment, place, draft, keys)


def _said(
    said: Said, message: Values, agent: str, moment: datetime | None, place: str, draft: Draft, keys: Keys
) -> Record:
    about = {"message": string(message.get("id")), "agent": agent, "tool": said.tool, "type": said.type}
    fields: Record = {
        "user": draft.user,
        "agent": agent,
        "session": draft.session,
        "role": said.role,
        "speaker": agent if said.role == "assistant" else string(message.get("name")) or None,
        "occurred_at": moment,
        "tags": ("letta",),
        "metadata": {"letta": filled(about)},
        # Letta numbers the messages of each file anew, so their ids name nothing beyond it.
        "idempotency_key": keys.key("letta-message", agent, moment, said.role, said.text),
    }
    return episode(place, said.text, fields)
