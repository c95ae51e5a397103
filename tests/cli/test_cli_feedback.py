from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

import mnemic


def test_feedback_teaches_and_reset_takes_it_back(run: Run, ana: Path) -> None:
    taught = run(
        "feedback", "What does my dog eat?", "--useful", "2", "--user", "ana", "--reason", "right"
    ).data
    assert (taught["verb"], taught["reason"]) == ("feedback", "right")
    shown = run("feedback", "--reset", "--table").out
    assert shown.startswith("Forgot feedback on 3 hits.")
    assert run("feedback", "--reset").code == 1


def test_what_was_useless_can_be_said_too(run: Run, ana: Path) -> None:
    shown = run("feedback", "Where is the key?", "--useful", "4", "--useless", "1", "--table").out
    assert shown.startswith("Learned from feedback on 2 hits.")
    run("undo", "last")
    with mnemic.open(ana) as mem:
        assert mem.operations(limit=1)[0].verb == "undo"


@pytest.mark.parametrize(
    "arguments",
    [[], ["Where?"], ["--useful", "1"], ["Where?", "--reset"], ["Where?", "--useful", "1", "--user", "bo"]],
)
def test_feedback_without_what_it_needs_is_refused(run: Run, ana: Path, arguments: list[str]) -> None:
    result = run("feedback", *arguments)
    assert result.code in (1, 2)
    assert "Error: " in result.err
