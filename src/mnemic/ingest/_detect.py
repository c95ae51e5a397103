"""Which format a file or folder has, by its looks."""

from __future__ import annotations

import json
import re
from itertools import islice
from pathlib import Path
from typing import Final

from ._basic_memory import is_note
from ._chat import find_style, text_members
from ._export import conversation_members, member_bytes, member_names, sniff
from ._graphiti import CYPHER_SUFFIXES
from ._langgraph import COLUMNS, TABLE
from ._mem0 import KEY as _MEM0_KEY
from ._mem0 import is_mem0_folder
from ._slack import is_slack
from ._sqlite import foreign_tables, is_sqlite
from ._text import numbered_lines
from ._values import Values

_SUFFIXES: Final = {".af": "letta", **dict.fromkeys(CYPHER_SUFFIXES, "graphiti")}
_LINES: Final = (".jsonl", ".ndjson")
_MARKDOWN: Final = (".md", ".markdown")
_SAMPLE_LINES: Final = 200
_SAMPLE_NOTES: Final = 50
_SAMPLE_BYTES: Final = 1 << 16

# Inside a JSON text a quotation mark is escaped, so these can only be keys.
_KEYS: Final = (
    ("chatgpt", (re.compile(r'"mapping"\s*:'),)),
    ("claude", (re.compile(r'"chat_messages"\s*:'),)),
    ("letta", (re.compile(r'"agent_type"\s*:'), re.compile(r'"(?:core_memory|block_ids|blocks)"\s*:'))),
    ("graphiti", (re.compile(r'"source_node_uuid"\s*:'),)),
    ("graphiti", (re.compile(r'"group_id"\s*:'), re.compile(r'"(?:source_description|summary)"\s*:'))),
    ("mem0", (_MEM0_KEY,)),
)
_DUMP: Final = re.compile(rf'^(?:COPY|INSERT INTO) (?:(?:"[^"\n]+"|\w+)\.)?"?{TABLE}"?[ (]', re.MULTILINE)


def detected(path: Path) -> str | None:
    """
    Return the name of a format, or `None` where the looks of *path* tell none.

    Raises:
        ArgumentError: it cannot be read, or is no text.
    """
    suffix = path.suffix.lower()
    if path.is_dir():
        return _of_folder(path)
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    if suffix == ".zip":
        return _of_zip(path)
    if is_sqlite(path):
        return _of_sqlite(path)
    if suffix == ".sql":
        return "langgraph" if _DUMP.search(sniff(path, 1 << 24)) else None
    if suffix in _MARKDOWN:
        return "basic-memory" if is_note(sniff(path)) else "markdown"
    if suffix in _LINES:
        return _of_lines(path) or "jsonl"
    return (_of_json(path) if suffix == ".json" else None) or _of_text(path)


def _of_folder(path: Path) -> str | None:
    if is_mem0_folder(path):
        return "mem0"
    if any(
        is_slack([item.name for item in users.parent.iterdir()]) for users in _beneath(path, "users.json")
    ):
        return "slack"
    notes = [note for suffix in _MARKDOWN for note in islice(path.rglob(f"*{suffix}"), _SAMPLE_NOTES)]
    return "basic-memory" if any(note.is_file() and is_note(sniff(note)) for note in notes) else None


def _beneath(path: Path, name: str) -> list[Path]:
    return [*path.glob(name), *path.glob(f"*/{name}")]


def _of_zip(path: Path) -> str | None:
    names = member_names(path)
    if is_slack(names):
        return "slack"
    if found := _by_keys(sniff(path)):
        return found
    if conversation_members(path):
        return None
    notes = [name for name in names if name.lower().endswith(_MARKDOWN)][:_SAMPLE_NOTES]
    if any(is_note(_beginning(path, name)) for name in notes):
        return "basic-memory"
    return "chat" if text_members(path) else None


def _beginning(path: Path, member: str) -> str:
    return member_bytes(path, member, _SAMPLE_BYTES).decode("utf-8", "replace").lstrip("\ufeff")


def _of_sqlite(path: Path) -> str | None:
    with foreign_tables(path) as tables:
        if "point" in tables.columns("points") or "memory_id" in tables.columns("history"):
            return "mem0"
        return "langgraph" if set(COLUMNS) <= set(tables.columns(TABLE)) else None


def _of_lines(path: Path) -> str | None:
    """Tell lines of other programs from those of `remember`, by the first one."""
    line = next((line for _, line in numbered_lines(path) if line.strip()), "")
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return None  # its reader says what is wrong with it
    return _of_object(data) if isinstance(data, dict) else None


def _of_object(data: Values) -> str | None:
    keys = data.keys()
    if data.get("type") in ("entity", "relation") and not keys.isdisjoint({"observations", "relationType"}):
        return "mcp-memory"
    if data.get("type") in ("node", "relationship") and "id" in keys:
        return "graphiti"
    if "uuid" in keys and not keys.isdisjoint({"source_node_uuid", "source_description", "summary"}):
        return "graphiti"
    return None


def _of_json(path: Path) -> str | None:
    return _of_lines(path) or _by_keys(sniff(path))


def _by_keys(head: str) -> str | None:
    return next((name for name, keys in _KEYS if all(key.search(head) for key in keys)), None)


def _of_text(path: Path) -> str | None:
    lines = list(islice(numbered_lines(path), _SAMPLE_LINES))
    texts = [line for _, line in lines if line.strip()]
    if texts and texts[0].lstrip().startswith("{"):
        return "jsonl" if texts[0].rstrip().endswith("}") else None
    if find_style(lines) not in (None, "plain"):
        return "chat"
    if texts and (texts[0].rstrip() == "---" or re.match(r"#{1,6} ", texts[0])):
        return "markdown"
    # Prose holds a colon now and then; a transcript begins with a name and has one on most lines.
    named = sum(find_style([(1, text)]) == "plain" for text in texts)
    return "chat" if texts and find_style([(1, texts[0])]) and named * 2 >= len(texts) else None
