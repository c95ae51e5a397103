from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run


def test_an_update_makes_a_version_and_leaves_the_rest(run: Run, ana: Path) -> None:
    before = run("show", "1").data
    changed = run("update", "1", "--text", "I moved to Porto in June.", "--reason", "a slip").data
    assert (changed["content"], changed["version"]) == ("I moved to Porto in June.", 2)
    kept = ("user", "session", "tags", "metadata", "occurred_at")
    assert {name: changed[name] for name in kept} == {name: before[name] for name in kept}
    assert len(run("history", "1").data) == 2
    assert "now version 3" in run("update", "1", "--importance", "0.9", "--table").out


def test_metadata_is_replaced_or_merged(run: Run, ana: Path) -> None:
    assert run("update", "1", "--metadata", '{"a": 1}', "--merge").data["metadata"] == {
        "turn": "D1:3",
        "a": 1,
    }
    assert run("update", "1", "--metadata", '{"b": 2}').data["metadata"] == {"b": 2}


def test_a_field_is_emptied(run: Run, ana: Path) -> None:
    changed = run("update", "1", "--empty", "session", "--empty", "tags", "--empty", "occurred-at").data
    assert (changed["session"], changed["tags"], changed["occurred_at"]) == (None, [], None)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "nothing would change"),
        (["--empty", "content"], "names no field"),
        (["--metadata", "[]"], "object"),
    ],
)
def test_what_cannot_be_changed_is_an_error(run: Run, ana: Path, arguments: list[str], told: str) -> None:
    result = run("update", "1", *arguments)
    assert result.code == 2
    assert told in result.err
    assert len(run("history", "1").data) == 1


def test_an_update_of_another_version_is_refused(run: Run, ana: Path) -> None:
    assert run("update", "1", "--text", "x", "--if-version", "7").code == 3
