from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import mnemic.ingest
from mnemic.errors import ArgumentError, ContentError
from mnemic.ingest import FORMATS, detect, read
from mnemic.ingest._text import check_text

Load = Callable[..., list[dict[str, Any]]]


def test_the_package_exports_what_it_promises() -> None:
    assert mnemic.ingest.__all__ == [
        "FORMATS",
        "KNOWLEDGE_GRAPH",
        "GraphScope",
        "Reading",
        "Unmapped",
        "detect",
        "read",
    ]
    assert FORMATS == (
        "jsonl", "chat", "markdown", "chatgpt", "claude", "slack", "mem0", "langgraph", "graphiti", "letta",
        "mcp-memory", "basic-memory",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("chatgpt.json", "chatgpt"),
        ("claude.json", "claude"),
        ("irc.log", "chat"),
        ("notes.md", "markdown"),
        ("paren.txt", "chat"),
        ("remember.jsonl", "jsonl"),
        ("transcript.txt", "chat"),
        ("whatsapp_android.txt", "chat"),
    ],
)
def test_formats_are_detected(data: Path, name: str, expected: str) -> None:
    assert detect(data / name) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.txt", '{"content": "x"}\n', "jsonl"),
        ("a.json", '{"role": "user", "content": "x"}\n', "jsonl"),
        ("a", "# Title\n\ntext", "markdown"),
        ("a.txt", "---\ndate: x\n---\ntext", "markdown"),
    ],
)
def test_formats_are_detected_from_the_beginning(tmp_path: Path, name: str, text: str, expected: str) -> None:
    (tmp_path / name).write_text(text)
    assert detect(tmp_path / name) == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "Some prose.\nWith a thing: this.\nAnd more of it.\n"),
        ("a.json", '{\n "a": 1\n}'),
        ("a.json", "[]"),
    ],
)
def test_unknown_formats_are_refused_with_the_list(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(ArgumentError, match="jsonl, chat, markdown, chatgpt, claude"):
        detect(tmp_path / name)


def test_unknown_options_are_refused_before_reading(data: Path) -> None:
    path = data / "irc.log"
    with pytest.raises(ArgumentError, match="format='csv' is unknown; pass one of auto, jsonl"):
        read(path, format="csv")
    with pytest.raises(ArgumentError, match="date_order='dym'"):
        read(path, date_order="dym")  # type: ignore[arg-type]
    for tz in ("Lisbon", "+25:00", "../x", ""):
        with pytest.raises(ArgumentError, match="is no time zone; pass a name such as Europe/Lisbon"):
            read(path, tz=tz)


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match="does not exist"):
        read(tmp_path / "none.txt")
    with pytest.raises(ArgumentError, match="is a folder"):
        detect(tmp_path)


@pytest.mark.parametrize("name", ["a.txt", "a.json", "a.jsonl"])
def test_unreadable_files_are_refused(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / name
    path.write_text("{}")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ArgumentError, match="cannot be read: Permission denied"):
        list(read(path))
    with pytest.raises(ArgumentError, match="cannot be read: Permission denied"):
        list(read(path, format="claude"))


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_empty_files_are_refused(load_text: Load, text: str) -> None:
    for name in ("a.txt", "a.jsonl", "a.md"):
        with pytest.raises(ArgumentError, match="is empty"):
            load_text(name, text)


LINE = '{"content": "olá, 東京"}\n'


@pytest.mark.parametrize(
    "raw",
    [
        LINE.encode(),
        codecs.BOM_UTF8 + LINE.encode(),
        codecs.BOM_UTF16_LE + LINE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + LINE.encode("utf-16-be"),
        LINE.replace("\n", "\r\n").encode(),
    ],
)
def test_every_encoding_is_read(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.jsonl").write_bytes(raw)
    [row] = read(tmp_path / "a.jsonl")
    assert row["content"] == "olá, 東京"


def test_utf16_exports_are_read(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "conversations.json"
    path.write_bytes((data / "claude.json").read_text().encode("utf-16"))
    assert len(list(read(path))) == 5


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b'{"content": "a"}\n{"content": "\xe9"}\n', r"a\.jsonl is not UTF-8: byte 30 is 0xe9.*iconv"),
        (codecs.BOM_UTF8 + b"\xff", "byte 3 is 0xff"),
        (b"ab\ncd\0", r"a\.jsonl holds a NUL at byte 5"),
        ("\ufeffab\0".encode("utf-16-le"), "NUL at byte 6"),
        (codecs.BOM_UTF16_LE + b"a\0b", "breaks off at byte 4"),
    ],
)
def test_undecodable_bytes_are_named_by_their_offset(tmp_path: Path, raw: bytes, message: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(raw)
    with pytest.raises(ArgumentError, match=message):
        list(read(path, format="markdown"))


def test_line_separators_inside_a_message_do_not_cut_it(load_text: Load) -> None:
    [row] = load_text("a.txt", "20/05/2026, 10:00 - Ana: one\u2028two\x0cthree", tz="Z")
    assert row["content"] == "one\u2028two\x0cthree"


def test_text_is_checked_however_deep() -> None:
    check_text({"a": [1, None, {"b": ("fine",)}]}, "metadata", "a:1")
    with pytest.raises(ContentError, match=r"a:1: metadata\.a\.b holds a lone surrogate \(U\+DC00\)"):
        check_text({"a": [{"b": ("\udc00",)}]}, "metadata", "a:1")
