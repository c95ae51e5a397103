from __future__ import annotations

import io
import re
import time
from pathlib import Path

import pytest
from command_line import Run
from rich.console import Console

from mnemic.cli._demo import tell

RIGHT = {
    "What is Ana allergic to?": "allergic to hazelnuts",
    "What is the dog fed, salmon or chicken?": "From today he's on salmon",
    "Where is the spare key?": "the spare key is in locker",
}


def _told(folder: Path, **options: str) -> str:
    stream = io.StringIO()
    tell(Console(file=stream, width=200), folder, **options)  # type: ignore[arg-type]
    return stream.getvalue()


def test_the_story_is_told_to_its_end_on_the_test_embedder(run: Run) -> None:
    result = run("demo", "--embedder", "hash")
    assert result.code == 0
    assert re.findall(r"^(\d)\. ", result.out, re.MULTILINE) == list("123456789")
    assert "[bold]" not in result.out
    for fact in (
        "finds it: no",
        "finds it: yes",
        "in the bytes of the store: 0 times",
        "Bo's memories still whole: 13 of 13",
    ):
        assert fact in result.out


def test_the_story_leaves_nothing_behind_unless_told_to(run: Run, tmp_path: Path) -> None:
    run("demo", "--embedder", "hash")
    assert list(tmp_path.iterdir()) == []
    Path("kept").mkdir()
    assert "kept/demo.db" in run("demo", "--embedder", "hash", "--keep", "kept").out
    assert run("stats", "--db", "kept/demo.db").data["cubes"] == 13


@pytest.mark.parametrize("folder", ["missing", "taken"])
def test_a_folder_that_cannot_keep_the_story_is_refused(run: Run, folder: str) -> None:
    Path("taken").mkdir()
    Path("taken/demo.db").write_bytes(b"")
    assert run("demo", "--keep", folder).code == 2


def test_what_was_known_before_the_correction_and_after(tmp_path: Path) -> None:
    told = _told(tmp_path, embedder="hash")
    travelled = told[told.index("5. Two times") : told.index("6. Archive")]
    assert "14th of July" in travelled
    assert "I live in Lisbon" in travelled


@pytest.mark.model
def test_with_the_default_embedder_each_question_finds_its_turn_first_in_a_minute(tmp_path: Path) -> None:
    start_s = time.perf_counter()
    told = " ".join(_told(tmp_path).split())
    assert time.perf_counter() - start_s < 60
    for question, turn in RIGHT.items():
        after = told[told.index(question) :]
        first = after[: after.index("shares the words")]
        assert turn in first
    context = told[told.index("for the prompt") : told.index("4. A correction")]
    for word in ("hazelnuts", "Kanazawa", "Osaka"):
        assert word in context
