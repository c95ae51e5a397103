from __future__ import annotations

from pathlib import Path

import pytest
from exports import IMPORTS, both, left_out, rows, zip_of

from mnemic.errors import ArgumentError
from mnemic.ingest import detect

FOLDER = IMPORTS / "basic-memory"


def note(folder: Path, name: str, body: str, **matter: str) -> Path:
    lines = "".join(f"{key}: {value}\n" for key, value in matter.items())
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{lines}---\n\n{body}\n", encoding="utf-8")
    return path


def test_notes_observations_and_relations_come() -> None:
    assert detect(FOLDER) == "basic-memory"
    found, unmapped = both(FOLDER, user="ana")
    assert [(row["kind"], row["source"], row["content"].partition("\n")[0]) for row in found] == [
        ("resource", "basic-memory/coffee.md:10", "# Coffee Brewing Methods"),
        ("resource", "basic-memory/coffee.md:14", "## Observations"),
        ("resource", "basic-memory/coffee.md:21", "## Relations"),
        ("belief", "basic-memory/coffee.md:16",
         "Coffee Brewing Methods: Pour over gives more clarity #pourover (Ana's own test)"),
        ("belief", "basic-memory/coffee.md:17", "Coffee Brewing Methods: Water at 94 °C works best #water #heat"),
        ("belief", "basic-memory/coffee.md:19", "Coffee Brewing Methods: A thought with a tag only #idea"),
        ("resource", "basic-memory/people/ana.md:7", "Ana lives in Porto."),
        ("belief", "basic-memory/coffee.md:23", "Coffee Brewing Methods prepared by Ana"),
        ("belief", "basic-memory/coffee.md:24", "Coffee Brewing Methods requires Grinder (a burr one)"),
        ("belief", "basic-memory/coffee.md:25", "Coffee Brewing Methods relates to Ana"),
    ]  # fmt: skip
    assert [item.what for item in unmapped] == ["relation to a note that is not there"]


def test_categories_tags_contexts_and_properties_are_kept() -> None:
    found = {row["source"]: row for row in rows(FOLDER)}
    row = found["basic-memory/coffee.md:16"]
    assert row["tags"] == ("basic-memory", "coffee", "brewing", "pourover")
    assert row["occurred_at"].isoformat() == "2026-05-20T10:00:05+01:00"
    assert row["session"] == "coffee-brewing-methods"
    assert row["metadata"]["basic_memory"] == {
        "title": "Coffee Brewing Methods",
        "permalink": "coffee-brewing-methods",
        "type": "note",
        "properties": {"status": "draft"},
        "category": "method",
        "context": "Ana's own test",
    }


def test_a_relation_refers_to_both_notes_by_title_or_permalink(tmp_path: Path) -> None:
    note(tmp_path, "a.md", "text a\n\n- knows [[people/bo]]\n- knows [[BO|him]]", title="A", permalink="a")
    note(tmp_path, "b.md", "text b", title="Bo", permalink="people/bo")
    found = rows(tmp_path)
    keys = {row["content"]: row["idempotency_key"] for row in found}
    for row in found[-2:]:
        assert row["refers"] == [("mentions", keys["text a"]), ("mentions", keys["text b"])]


def test_a_zip_and_a_single_note_are_read_too(tmp_path: Path) -> None:
    path = zip_of(FOLDER, tmp_path / "notes.zip")
    assert detect(path) == "basic-memory"
    assert [row["content"] for row in rows(path)] == [row["content"] for row in rows(FOLDER)]
    assert detect(FOLDER / "coffee.md") == "basic-memory"
    assert rows(FOLDER / "people" / "ana.md")[0]["content"] == "Ana lives in Porto."


def test_notes_of_other_programs_are_read_when_asked_for(tmp_path: Path) -> None:
    (tmp_path / "plain.md").write_text("Just a note\n\n- [idea] with an observation\n")
    with pytest.raises(ArgumentError, match="is a folder"):
        detect(tmp_path)
    found = rows(tmp_path, format="basic-memory")
    assert [row["content"] for row in found] == ["Just a note", "plain: with an observation"]
    assert found[0]["session"] == "plain"


def test_checkboxes_links_and_code_are_no_observations(tmp_path: Path) -> None:
    body = "- [x] done\n- [-] dropped\n- [site](https://x.y)\n\n~~~\n- [a] b #c\n- r [[T]]\n~~~"
    note(tmp_path, "a.md", body, permalink="a")
    assert {row["kind"] for row in rows(tmp_path)} == {"resource"}


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    note(tmp_path, "a.md", "text\n\n- [c] d", permalink="a", extra="\n  nested: 1")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\0")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config.md").write_text("hidden")
    (tmp_path / "link.md").symlink_to("/etc/hostname")
    assert left_out(tmp_path) == {
        "symbolic link": 1,
        "file that is no note": 1,
        "nested property of a note": 1,
    }


def test_two_notes_of_one_permalink_are_refused(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        note(tmp_path, name, "text", permalink="same")
    with pytest.raises(ArgumentError, match=r"b\.md: the permalink 'same' is that of .*a\.md already"):
        rows(tmp_path)


def test_a_folder_without_notes_and_a_note_that_is_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match="holds no Markdown file"):
        rows(tmp_path, format="basic-memory")
    (tmp_path / "a.md").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(ArgumentError, match=r"a\.md begins as UTF-16"):
        rows(tmp_path, format="basic-memory")


def test_a_date_without_a_zone_names_its_line(tmp_path: Path) -> None:
    note(tmp_path, "a.md", "text", permalink="a", created="2026-05-20 10:00")
    with pytest.raises(ArgumentError, match=r"a\.md:3: .* has no time zone"):
        rows(tmp_path)


def test_an_empty_note_gives_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("")
    note(tmp_path, "b.md", "text", permalink="b")
    assert [row["content"] for row in rows(tmp_path)] == ["text"]
