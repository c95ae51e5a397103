from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from command_line import Run
from hypothesis import given
from hypothesis import strategies as st

import mnemic
from mnemic.cli._output import size
from mnemic.cli._plain import one_line, plain, to_json

HOSTILE = (
    "\x1b[2J\x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b]8;;http://evil\x1b\\link\x1b]8;;\x1b\\ "
    "\x9b1mC1\x9c \u202egnp.exe\u2069 [bold]markup[/bold] [link=http://evil]x[/link] :smile: \x08\x7f\rback"
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;a title\x07after", "after"),
        ("\x1b]8;;http://evil\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1bPdevice\x1b\\after", "after"),
        ("\x1b(Bcharset", "charset"),
        ("\x9b31mred", "red"),
        ("unfinished \x1b[", "unfinished "),
        ("unfinished \x1b", "unfinished "),
        ("\u202egnp.exe", "gnp.exe"),
        ("over\rwritten", "over\nwritten"),
        ("a\tb", "a   b"),
        ("família 👩‍👩‍👧 日本 עברית", "família 👩‍👩‍👧 日本 עברית"),
        ("[bold]kept[/bold]", "[bold]kept[/bold]"),
    ],
)
def test_what_a_terminal_could_act_on_is_taken_out(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.text())
def test_no_control_character_is_left(text: str) -> None:
    assert not [c for c in plain(text) if unicodedata.category(c) == "Cc" and c != "\n"]
    assert "\n" not in one_line(text)
    assert len(one_line(text, 20)) <= 20


@given(st.text(alphabet="\x1b[]0;mJP\\\x07\x9b\x9c\x9dab", max_size=30))
def test_made_plain_twice_is_made_plain_once(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_reads_back_and_holds_nothing_a_terminal_acts_on(text: str) -> None:
    written = to_json({"text": text})
    assert json.loads(written) == {"text": text}
    assert not [c for c in written if unicodedata.category(c) == "Cc" and c != "\n"]


@pytest.mark.parametrize(
    "arguments",
    [["list"], ["show", "1"], ["history", "1"], ["recall", "red link"], ["recall", "red", "--context"],
     ["operations"], ["undo", "last", "--dry-run"], ["archive", "1", "--dry-run"], ["spaces"],
     ["forget", "1", "--dry-run"], ["stats"]],
)  # fmt: skip
def test_hostile_memories_print_harmlessly_and_markup_stays_text(run: Run, arguments: list[str]) -> None:
    space = "a \x1b[31mspace[/]"
    with mnemic.open("memory.db", space=space, embedder="hash") as mem:
        mem.remember(
            HOSTILE, user="an\x1b[5ma", speaker="[red]Ana[/red]\x1b[5m", reason=HOSTILE, tags=[HOSTILE]
        )
    result = run(*arguments, "--space", space, "--table")
    assert result.code == 0
    shown = result.out + result.err
    assert not [c for c in shown if unicodedata.category(c) == "Cc" and c != "\n"]
    assert "\u202e" not in shown
    if "--context" not in arguments:
        # A context quotes what was said as JSON, escapes and all.
        assert "8;;http" not in shown
    if arguments[0] in ("show", "history", "recall", "undo"):
        assert "[bold]markup[/bold]" in " ".join(shown.split())


@pytest.mark.parametrize(
    ("count", "shown"),
    [(999, "999 bytes"), (1500, "1.5 kB"), (2_500_000, "2.5 MB"), (3_000_000_000, "3.0 GB")],
)
def test_sizes_are_told_in_units_people_read(count: int, shown: str) -> None:
    assert size(count) == shown


def test_hostile_names_in_errors_print_harmlessly(run: Run) -> None:
    result = run("list", "--db", "no\x1b[31mwhere.db")
    assert result.code == 5
    assert "\x1b" not in result.err


def test_a_stdout_without_unicode_gets_ascii_json(
    run: Run, ana: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mnemic.cli import _output

    class Latin:
        encoding = "latin-1"

        def __init__(self) -> None:
            self.text = ""

        def write(self, text: str) -> None:
            self.text += text

        def flush(self) -> None: ...

    stream = Latin()
    monkeypatch.setattr("sys.stdout", stream)
    _output.write_json({"text": "日本"})
    assert stream.text.isascii()
    assert json.loads(stream.text) == {"text": "日本"}
