"""What the readers of chats, exports and notes say they left out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from exports import IMPORTS, left_out, written, zipped

from mnemic.errors import ArgumentError
from mnemic.ingest import Unmapped, detect, read
from mnemic.ingest._notes import Notes
from mnemic.ingest._values import filled

Load = Callable[..., list[dict[str, Any]]]


def test_notes_are_counted_by_what_and_why_with_the_first_place() -> None:
    notes = Notes()
    notes.add("picture", "not fetched", "a:1")
    notes.add("picture", "not fetched", "a:2", 3)
    notes.add("picture", "too large", "a:3")
    assert notes.listed() == (
        Unmapped("picture", 4, "not fetched", "a:1"),
        Unmapped("picture", 1, "too large", "a:3"),
    )


def test_a_file_made_to_have_no_end_of_sorts_fills_no_memory() -> None:
    notes = Notes()
    for number in range(2000):
        notes.add(f"field {number}", "unknown", f"a:{number}")
    assert len(notes.listed()) == 501
    assert notes.listed()[-1] == Unmapped("anything else", 1500, "there are too many sorts to list", "a:500")


def test_a_reading_tells_what_was_left_out_as_far_as_it_has_come() -> None:
    reading = read(IMPORTS / "slack")
    assert (reading.format, reading.unmapped) == ("slack", ())
    next(reading)
    assert [item.what for item in reading.unmapped] == ["file 'integration_logs.json'"]


def test_chatgpt_tells_of_branches_pictures_and_messages_without_words(tmp_path: Path) -> None:
    def node(id_: str, parent: str | None, parts: list[object]) -> dict[str, object]:
        content = {"content_type": "text", "parts": parts}
        return {"parent": parent, "message": {"id": id_, "author": {"role": "user"}, "content": content}}

    picture = {"content_type": "image_asset_pointer", "asset_pointer": "file-service://x"}
    mapping = {
        "a": node("a", None, [""]),
        "b": node("b", "a", ["hi", picture]),
        "c": node("c", "b", ["shown"]),
        "d": node("d", "b", ["another branch"]),
    }
    data = [{"id": "x", "title": "t", "create_time": 1779271205, "current_node": "c", "mapping": mapping}]
    assert left_out(written(tmp_path / "conversations.json", data)) == {
        "message of another branch": 1,
        "message without words": 1,
        "picture, recording or file": 1,
    }


def test_claude_tells_of_blocks_files_and_messages_without_words(tmp_path: Path) -> None:
    blocks = [{"type": "text", "text": "hi"}, {"type": "thinking", "thinking": "…"}, {"type": "tool_use"}]
    told = {"created_at": "2026-05-20T10:00:05Z", "sender": "human"}
    messages = [
        {**told, "uuid": "1", "content": blocks, "files": [{"file_name": "a.png"}]},
        {
            **told,
            "uuid": "2",
            "content": [],
            "attachments": [{"file_name": "a.txt", "extracted_content": "text"}],
        },
        {**told, "uuid": "3", "content": []},
    ]
    path = written(tmp_path / "conversations.json", [{"uuid": "c", "name": "t", "chat_messages": messages}])
    assert left_out(path) == {
        "block of type 'thinking'": 1,
        "block of type 'tool_use'": 1,
        "attached file": 1,
        "message without words": 1,
    }


def test_a_chat_tells_of_messages_without_words(tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    path.write_text("[20/05/2026, 10:00:05] Ana: \n[20/05/2026, 10:00:06] Ana: hi\n")
    assert left_out(path, tz="UTC", date_order="dmy") == {"message without words": 1}


def test_notes_tell_of_properties_and_lines_of_settings(tmp_path: Path) -> None:
    note = tmp_path / "a.md"
    note.write_text("---\ntitle: A\nauthor: Ana\naliases: [b]\n---\ntext\n")
    assert left_out(note) == {"property of a note": 2}
    lines = tmp_path / "a.jsonl"
    lines.write_text(json.dumps({"messages": [{"role": "user", "content": "x"}], "tools": [1]}) + "\n")
    assert left_out(lines) == {"field 'tools'": 1}


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("mcp_memory.jsonl", "mcp-memory"), ("letta.af", "letta"), ("letta_old.af", "letta"), ("slack", "slack"),
        ("basic-memory", "basic-memory"), ("graphiti.json", "graphiti"), ("graphiti.cypher", "graphiti"),
        ("langgraph.db", "langgraph"), ("langgraph.sql", "langgraph"),
    ],
)  # fmt: skip
def test_each_format_is_known_by_its_looks(name: str, format_: str) -> None:
    assert detect(IMPORTS / name) == format_


@pytest.mark.parametrize("name", ["graphiti.json", "letta.af"])
def test_a_json_file_is_known_under_any_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / "export.json"
    path.write_bytes((IMPORTS / name).read_bytes())
    assert detect(path) == detect(IMPORTS / name)


def test_formats_of_one_file_take_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match="Folders are read of: slack, mem0, basic-memory"):
        read(tmp_path, format="letta")


def test_an_sqlite_file_of_another_program_is_unknown(tmp_path: Path) -> None:
    import sqlite3

    with sqlite3.connect(tmp_path / "x.db") as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()
    with pytest.raises(ArgumentError, match="in no format Mnemic knows"):
        detect(tmp_path / "x.db")


def test_filled_keeps_zeros_and_drops_what_says_nothing() -> None:
    assert filled({"a": 0, "b": "", "c": None, "d": [], "e": False, "f": 0.0, "g": "x"}) == {
        "a": 0,
        "f": 0.0,
        "g": "x",
    }


def test_a_zip_is_known_by_what_it_holds(tmp_path: Path) -> None:
    chat = "[20/05/2026, 10:00:05] Ana: hi\n"
    whatsapp = zipped(tmp_path / "chat.zip", {"_chat.txt": chat, "attached.md": "# A note"})
    assert detect(whatsapp) == "chat"
    with pytest.raises(ArgumentError, match="in no format"):
        detect(zipped(tmp_path / "notes.zip", {"a.md": "# A note"}))
