"""``mnemic reflect``: the dossier, and the answer of a language model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from command_line import MAY, Run

import mnemic
from mnemic.engine import _open
from mnemic.testing import ScriptedModel


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with mnemic.open("memory.db", embedder="hash") as memory:
        said = memory.remember("I live in Porto.", user="ana", speaker="Ana", occurred_at=MAY)
        memory.assert_fact("Ana", "lives_in", "Porto", user="ana", evidence=[said])
        memory.allow_model()
    return tmp_path / "memory.db"


def answering(monkeypatch: pytest.MonkeyPatch, **reply: Any) -> None:
    """Have ``--llm scripted`` reply so."""
    filled = {"unknown": False, "cites": [], "belief": "Ana lives in Porto.", **reply}
    monkeypatch.setattr(_open, "_model", lambda name: name and ScriptedModel([filled]))


def test_reflect_for_people_is_the_dossier(run: Run, store: Path) -> None:
    out = run("reflect", "Where does Ana live?", "--user", "ana", "--table").out
    assert out.startswith("<dossier>")
    assert '[m2] "Ana lives in Porto."' in out


def test_reflect_in_a_pipe_is_one_json_document(run: Run, store: Path) -> None:
    data = run("reflect", "Where does Ana live?", "--user", "ana").data
    assert data["dossier"]["holds"][0]["content"] == "Ana lives in Porto."
    assert data["answer"] is None


def test_what_had_no_room_is_counted(run: Run, store: Path) -> None:
    out = run("reflect", "Where does Ana live?", "--user", "ana", "--table", "--max-tokens", "5").out
    assert out == "Nothing is known about it.\n2 memories had no room; --max-tokens gives more.\n"


def test_an_answer_is_shown_with_what_it_cites(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, answer="In Porto [m1, m9].")
    result = run(
        "reflect", "Where does Ana live?", "--user", "ana", "--table", "--llm", "scripted", "--store-belief"
    )
    assert result.out == "In Porto [m1].\n[m1] I live in Porto.\n"
    assert "the model cited what it was not shown: m9" in result.err
    assert "Stored as belief number 3" in result.err


def test_an_answer_that_cites_nothing_is_said_to_be_refused(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, answer="In Rome.")
    result = run("reflect", "Where does Ana live?", "--user", "ana", "--llm", "scripted")
    assert "was not taken, as it cites nothing" in result.err
    assert result.data["degraded"] == ["answer_uncited"]


def test_a_belief_without_a_model_is_an_error_with_a_way_out(run: Run, store: Path) -> None:
    result = run("reflect", "Where does Ana live?", "--store-belief")
    assert result.code == 2
    assert "llm=" in result.err
