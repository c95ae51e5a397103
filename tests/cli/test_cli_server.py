"""The command line against a server: the same commands, with its address for the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import Run

import mnemic
from mnemic.serve.http import Settings, running


@pytest.fixture
def address(ana: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server of Ana's store; it and its key are in the surroundings."""
    with running(Settings(location=str(ana), embedder="hash", port=0)) as server:
        monkeypatch.setenv("MNEMIC_DB", server.url)
        monkeypatch.setenv("MNEMIC_API_KEY", server.key or "")
        yield server.url


def test_what_is_there_is_shown(address: str, run: Run) -> None:
    assert "Porto" in run("recall", "Where does Ana live?", "--user", "ana", "--table").out
    assert run("spaces", "--json").data == ["default"]
    assert run("stats", "--json").data["location"] == address
    assert run("stats", "--db", address, "--json").data["cubes"] == 4
    assert len(run("list", "--json").data["cubes"]) == 4
    for command in (
        ["show", "1"], ["history", "1"], ["operations"], ["audit"], ["facts"], ["timeline", "--user", "ana"],
        ["profile", "ana"], ["jobs"], ["check"], ["explain", "Porto", "1"], ["reflect", "Where?", "--user", "ana"],
    ):  # fmt: skip
        assert run(*command).code == 0


def test_what_is_changed_is_changed_there(address: str, run: Run, ana: Path, tmp_path: Path) -> None:
    made = run("remember", "I like tea.", "--user", "ana", "--json").data
    (tmp_path / "note.md").write_text("Ana has a bicycle.\n")
    assert run("ingest", "note.md", "--user", "ana", "--json").data["new"] == 1
    assert run("archive", "1").code == run("undo", "last").code == run("pin", "1").code == 0
    assert run("consolidate").code == run("flush").code == run("scrub").code == 0
    assert run("forget", made["id"], "--yes").code == 0
    assert run("receipt", "last", "--json").data["status"] == "complete"
    assert run("reembed", "--embedder", "hash").code == 0
    assert run("backup", "copy.db").code == 0
    with mnemic.open(tmp_path / "copy.db") as copy:
        assert copy.check() == []
        assert any("bicycle" in cube.content for cube in copy.list())


def test_what_needs_the_file_says_so(address: str, run: Run) -> None:
    for command in (["init"], ["migrate"], ["worker", "--once"]):
        result = run(*command)
        assert result.code == 2
        assert "is a server, and this command works on a file" in result.err


def test_what_the_server_has_itself_is_refused(address: str, run: Run) -> None:
    for more in (["--embedder", "hash"], ["--llm", "smollm"]):
        result = run("reflect", "Where?", *more)
        assert result.code == 2
        assert "cannot be used here" in result.err
    assert "records the name of the key" in run("remember", "x", "--actor", "bo").err


def test_errors_have_the_codes_they_have_in_a_file(
    address: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("show", "nonsense").code == 1
    assert run("recall", "x", "--limit", "0").code == 2
    monkeypatch.setenv("MNEMIC_API_KEY", "")
    assert run("stats").code == 2
    result = run("stats", "--api-key", "mnk_1_wrong")
    assert result.code == 2
    assert "wrong" not in result.out + result.err
    assert run("stats", "--db", "http://memory.example", "--api-key", "mnk_1_x").code == 2


def test_a_server_that_is_not_there_is_worth_another_try(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run("remember", "x", "--db", "http://127.0.0.1:1", "--wait", "0")
    assert result.code == 4
    assert "did not answer" in result.err
