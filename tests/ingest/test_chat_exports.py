from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mnemic.errors import ArgumentError, ContentError, TimeError
from mnemic.ingest import _export, detect, read

Load = Callable[..., list[dict[str, Any]]]


def test_the_active_branch_of_a_chatgpt_conversation_is_read(load: Load) -> None:
    rows = load("chatgpt.json", user="ana")
    assert [(row["role"], row["content"]) for row in rows] == [
        ("system", "I live in Porto.\n\nBe brief."),
        ("user", "[image]\n\nWhere is this?"),
        ("assistant", "Looking\n\nA red gate."),
        ("assistant", "search('gate')"),
        ("tool", "Fushimi Inari"),
        ("assistant", "Fushimi Inari, in Kyoto."),
        ("user", "Thanks a lot\n\n[audio]"),
        ("tool", "[odd_part]"),
        ("assistant", "You're welcome."),
    ]
    assert {row["session"] for row in rows} == {"conv-1"}
    assert {row["metadata"]["branches"] for row in rows} == {2}
    assert {row["metadata"]["conversation"] for row in rows} == {"Trip to Kyoto"}


def test_chatgpt_metadata_names_message_model_and_assets(load: Load) -> None:
    rows = load("chatgpt.json")
    assert rows[5]["metadata"] == {
        "conversation": "Trip to Kyoto",
        "branches": 2,
        "message": "m6",
        "model": "gpt-5",
    }
    assert rows[0]["metadata"]["hidden"] is True
    assert rows[1]["metadata"]["assets"] == ["sediment://file_1"]
    assert rows[3]["metadata"]["recipient"] == "python"
    assert rows[4]["speaker"] == "python"
    assert rows[5]["source"] == "chatgpt.json:1:7"
    assert rows[5]["idempotency_key"].startswith("chatgpt:m6:")


def test_chatgpt_times_fall_back_and_say_so(load: Load) -> None:
    rows = load("chatgpt.json", tz="Europe/Lisbon")
    assert rows[0]["occurred_at"].isoformat() == "2026-05-20T10:00:00+01:00"
    assert rows[0]["metadata"]["time_inferred"] is True
    assert rows[1]["occurred_at"].isoformat() == "2026-05-20T10:00:10.250000+01:00"
    assert rows[6]["occurred_at"] == rows[5]["occurred_at"]
    assert "time_inferred" not in rows[1]["metadata"]


def conversation(data: Path, **changes: Any) -> dict[str, Any]:
    [found] = json.loads((data / "chatgpt.json").read_text())
    return {**found, **changes}


def test_without_a_current_node_the_latest_leaf_is_taken(data: Path, load_text: Load) -> None:
    rows = load_text("conversations.json", json.dumps(conversation(data, current_node=None)))
    assert rows[-1]["content"] == "You're welcome."


def test_a_conversation_without_times_or_ids_is_read(load_text: Load) -> None:
    message = {"author": {"role": "user"}, "content": {"content_type": "text", "parts": ["hi"]}}
    bare = {"mapping": {"a": {"message": message}, "b": None}}
    [row] = load_text("conversations.json", json.dumps({"conversations": [bare]}))
    assert "occurred_at" not in row
    assert row["session"] == "conversations.json:1"
    assert load_text("conversations.json", '{"mapping": {}}') == []


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ('[{"mapping": 3}]', ArgumentError, "no 'mapping'"),
        (
            '[{"current_node": "a", "mapping": {"a": {"parent": "b"}, "b": {"parent": "a"}}}]',
            ArgumentError,
            "its own ancestor",
        ),
        ('[{"mapping": {}}, 3]', ArgumentError, "a.json:2: expected a conversation"),
        ('[{"mapping": {}}', ArgumentError, "breaks off at character 16"),
        ('[{"mapping": {}]', ArgumentError, r"a\.json:1:16: not valid JSON"),
        ('[{"mapping": ' + "[" * 100_000, ArgumentError, "not usable JSON"),
        ("   ", ArgumentError, "is empty"),
    ],
)
def test_damaged_exports_are_errors(load_text: Load, text: str, kind: type[Exception], message: str) -> None:
    with pytest.raises(kind, match=message):
        load_text("a.json", text, format="chatgpt")


@pytest.mark.parametrize("told", ['"yesterday"', "true", "1e20"])
def test_times_that_are_none_are_errors(load_text: Load, told: str) -> None:
    message = f'{{"create_time": {told}, "content": {{"parts": ["x"]}}}}'
    with pytest.raises(TimeError, match=r"a\.json:1:1"):
        load_text("a.json", f'[{{"mapping": {{"a": {{"message": {message}}}}}}}]')


def test_lone_surrogates_in_exports_are_reported(load_text: Load) -> None:
    text = '[{"mapping": {"a": {"message": {"content": {"parts": ["x \\ud83d"]}}}}}]'
    with pytest.raises(ContentError, match=r"a\.json:1:1: content holds a lone surrogate"):
        load_text("a.json", text)


def test_claude_messages_are_read_with_their_attachments(load: Load) -> None:
    rows = load("claude.json", user="ana", tz="Europe/Lisbon")
    assert [(row["role"], row.get("speaker"), row["content"]) for row in rows] == [
        ("user", None, "What may he eat?"),
        ("tool", "vet.txt", "Salmon and sweet potato only."),
        ("assistant", "Claude", "Salmon.\n\nNo chicken."),
        ("user", None, "[file: ear.png]"),
        ("user", None, "Old style"),
    ]
    assert rows[0]["occurred_at"].isoformat() == "2026-05-20T10:00:01.500000+01:00"
    assert rows[0]["metadata"] == {
        "conversation": "Dog food",
        "message": "u1",
        "files": ["vet.txt", "dog.jpg"],
    }
    assert rows[1]["tags"] == ("attachment",)
    assert rows[2]["metadata"]["blocks_left_out"] == {"thinking": 1, "tool_use": 1}
    assert rows[4]["source"] == "claude.json:1:5"


def test_claude_times_stay_as_written_without_a_zone(load: Load) -> None:
    assert load("claude.json")[0]["occurred_at"].isoformat() == "2026-05-20T09:00:01.500000+00:00"


def test_a_claude_message_without_any_time_is_read(load_text: Load) -> None:
    [row] = load_text("a.json", '[{"chat_messages": [{"text": "hi", "attachments": [{}]}]}]')
    assert "occurred_at" not in row
    assert row["role"] == "tool"


@pytest.mark.parametrize("text", ['[{"chat_messages": 3}]', '[{"chat_messages": [3]}]'])
def test_damaged_claude_exports_are_errors(load_text: Load, text: str) -> None:
    with pytest.raises(ArgumentError, match=r"a\.json:1"):
        load_text("a.json", text, format="claude")


def make_zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_zipped_exports_are_read_without_unpacking(data: Path, tmp_path: Path) -> None:
    chatgpt = (data / "chatgpt.json").read_bytes()
    path = make_zip(
        tmp_path / "export.zip",
        {"conversations-001.json": chatgpt, "conversations-000.json": chatgpt, "user.json": b"{}"},
    )
    rows = list(read(path))
    assert detect(path) == "chatgpt"
    assert len(rows) == 18
    assert rows[0]["source"] == "export.zip/conversations-000.json:1:2"
    assert [file.name for file in tmp_path.iterdir()] == ["export.zip"]
    claude = make_zip(tmp_path / "c.zip", {"data/conversations.json": (data / "claude.json").read_bytes()})
    assert detect(claude) == "claude"
    assert len(list(read(claude))) == 5


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "bomb.zip", {"conversations.json": b"[" + b" " * (20 << 20) + b"]"})
    with pytest.raises(ArgumentError, match="looks like a zip bomb"):
        detect(path)


def test_a_member_above_the_bound_is_refused(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_export, "MAX_MEMBER_BYTES", 100)
    path = make_zip(tmp_path / "a.zip", {"conversations.json": (data / "claude.json").read_bytes()})
    with pytest.raises(ArgumentError, match="zip bomb"):
        list(read(path, format="claude"))


def test_zips_without_conversations_are_refused(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"photo.jpg": b"x"})
    with pytest.raises(ArgumentError, match="no format Mnemic knows"):
        detect(path)
    with pytest.raises(ArgumentError, match=r"holds no conversations\.json"):
        list(read(path, format="claude"))


def test_damaged_zips_are_refused(data: Path, tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"conversations.json": (data / "claude.json").read_bytes()})
    raw = bytearray(path.read_bytes())
    raw[60:90] = b"\xff" * 30
    path.write_bytes(raw)
    with pytest.raises(ArgumentError, match="cannot be unpacked"):
        list(read(path, format="claude"))
    path.write_bytes(b"no zip at all")
    with pytest.raises(ArgumentError, match="no readable zip"):
        list(read(path, format="chat"))


def test_encrypted_zips_are_refused(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"conversations.json": b"[]"})
    raw = bytearray(path.read_bytes())
    raw[6] |= 1
    central = raw.index(b"PK\x01\x02")
    raw[central + 8] |= 1
    path.write_bytes(raw)
    with pytest.raises(ArgumentError, match="is encrypted"):
        list(read(path, format="claude"))
