from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mnemic.errors import NaiveTimeError
from mnemic.ingest._chunk import cut

Load = Callable[..., list[dict[str, Any]]]


def test_a_document_is_cut_at_its_headings(load: Load) -> None:
    rows = load("notes.md", user="ana")
    assert [(row["content"].splitlines()[0], row["metadata"].get("headings")) for row in rows] == [
        ("Before any heading.", None),
        ("# Trip", ["Trip", "Hotel"]),
        ("## Code", ["Trip", "Code"]),
        ("Setext", ["Trip", "Setext"]),
    ]
    assert rows[1]["content"] == "# Trip\n\n## Hotel\n\nWe stay near the station.\n\nBreakfast is at seven."
    assert rows[1]["source"] == "notes.md:8"


def test_front_matter_gives_date_title_and_tags(load: Load) -> None:
    row = load("notes.md")[0]
    assert row["occurred_at"].isoformat() == "2026-05-20T08:00:00+01:00"
    assert row["metadata"] == {"title": "Kyoto notes", "date": "2026-05-20T08:00:00+01:00"}
    assert row["tags"] == ("travel", "japan")
    assert row["session"] == "notes"


def test_code_blocks_stay_whole(load: Load, load_text: Load) -> None:
    assert "def cost():\n\n    # not a heading\n    return 742\n```" in load("notes.md")[2]["content"]
    code = "~~~\n" + "x = 1\n" * 400 + "~~~"
    [row] = load_text("a.md", code)
    assert row["content"] == code


def test_an_unclosed_code_block_runs_to_the_end(load_text: Load) -> None:
    [row] = load_text("a.md", "```\na\n\nb\n")
    assert row["content"] == "```\na\n\nb"


def test_long_sections_are_cut_between_paragraphs(load_text: Load) -> None:
    paragraphs = [f"{n} " + "word " * 100 for n in range(6)]
    rows = load_text("a.md", "# Long\n\n" + "\n\n".join(paragraphs))
    assert len(rows) == 3
    assert all(len(row["content"]) <= 1200 for row in rows)
    assert all(row["metadata"]["headings"] == ["Long"] for row in rows)
    assert [row["source"] for row in rows] == ["a.md:1", "a.md:7", "a.md:11"]


def test_long_paragraphs_are_cut_at_sentences_and_lose_no_word(load_text: Load) -> None:
    text = " ".join(f"Sentence number {n} is here." for n in range(200))
    rows = load_text("a.md", text)
    assert all(len(row["content"]) <= 1200 and row["content"].endswith(".") for row in rows)
    assert " ".join(row["content"] for row in rows) == text


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("aaaa bbbb cccc", ["aaaa bbbb", "cccc"]),
        ("https://a.very.long/url then", ["https://a.very.long/url", "then"]),
        ("unbreakable-to-the-end", ["unbreakable-to-the-end"]),
        ("これは長い文です。次の文", ["これは長い文です。", "次の文"]),
        ("一二三四五六七八九十一二", ["一二三四五六七八九十", "一二"]),
        ("", []),
    ],
)
def test_cutting_never_cuts_a_word(text: str, pieces: list[str]) -> None:
    assert list(cut(text, 10)) == pieces


def test_a_date_without_a_zone_is_refused(load_text: Load) -> None:
    with pytest.raises(NaiveTimeError, match=r"a\.md:2: '2026-05-20' has no time zone"):
        load_text("a.md", "---\ndate: 2026-05-20\n---\nhi\n")
    [row] = load_text("a.md", "---\ncreated: 2026-05-20\n---\nhi\n", tz="Europe/Lisbon")
    assert row["occurred_at"].isoformat() == "2026-05-20T00:00:00+01:00"


def test_a_vague_date_stays_in_the_metadata(load_text: Load) -> None:
    [row] = load_text("a.md", "---\ndate: Spring 2026\ntags:\n  - one\n  - '#two'\n# comment\n---\nhi\n")
    assert "occurred_at" not in row
    assert row["metadata"] == {"date": "Spring 2026"}
    assert row["tags"] == ("one", "two")


def test_an_open_front_matter_is_text(load_text: Load) -> None:
    [row] = load_text("a.md", "---\ndate: 2026\n")
    assert row["content"] == "---\ndate: 2026"


def test_a_heading_without_text_is_kept(load_text: Load) -> None:
    rows = load_text("a.md", "text\n\n# Last ##\n")
    assert [(row["content"], row["metadata"]) for row in rows if "metadata" in row] == [
        ("# Last ##", {"headings": ["Last"]})
    ]


def test_keys_survive_an_edit_elsewhere(load_text: Load) -> None:
    before = load_text("a.md", "# A\n\none\n\n# B\n\ntwo\n")
    after = load_text("a.md", "# A\n\none, longer\n\n# B\n\ntwo\n")
    assert before[0]["idempotency_key"] != after[0]["idempotency_key"]
    assert before[1]["idempotency_key"] == after[1]["idempotency_key"]


@pytest.mark.parametrize(
    ("line", "title"), [("# C#", "C#"), ("## Two ##  ", "Two"), ("#", ""), ("#\ttab", "tab")]
)
def test_heading_titles_lose_their_marks(load_text: Load, line: str, title: str) -> None:
    [row] = load_text("a.md", f"{line}\n\ntext\n")
    assert row["metadata"]["headings"] == [title]


def test_a_hash_without_a_space_is_no_heading(load_text: Load) -> None:
    [row] = load_text("a.md", "#tag\n")
    assert "metadata" not in row


def test_long_lines_are_read_in_linear_time(load_text: Load) -> None:
    assert load_text("a.md", "# " + " " * 100_000 + "x\n\n" + "a. " * 20_000)
    assert load_text("a.log", "2026-05-20\n[10:00] <a> x\na" + " " * 100_000 + "x\n", tz="Z")


def test_a_document_of_front_matter_alone_holds_nothing(load_text: Load) -> None:
    assert load_text("a.md", "---\ntitle: x\n---\n") == []
