from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from command_line import Run

import mnemic


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the configuration would be."""
    path = tmp_path / ".config" / "mnemic" / "config.toml"
    path.parent.mkdir(parents=True)
    return path


def _settings(data: dict[str, Any]) -> dict[str, tuple[str | None, str]]:
    return {setting["name"]: (setting["value"], setting["from"]) for setting in data["settings"]}


def test_without_a_file_everything_is_as_it_comes(run: Run, file: Path) -> None:
    data = run("config").data
    assert (data["file"], data["exists"]) == (str(file), False)
    assert {source for _, source in _settings(data).values()} == {"default"}
    shown = run("config", "--table").out
    assert "memory.db in this folder" in shown
    assert "(not there)" in " ".join(shown.split())


def test_an_option_outranks_a_variable_and_a_variable_the_file(
    run: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text('space = "filed"\nactor = "filed"\nembedder = "filed"\n')
    monkeypatch.setenv("MNEMIC_ACTOR", "said")
    monkeypatch.setenv("MNEMIC_EMBEDDER", "said")
    found = _settings(run("config", "--embedder", "hash").data)
    assert found["space"] == ("filed", "file")
    assert found["actor"] == ("said", "variable")
    assert found["embedder"] == ("hash", "option")


def test_the_file_holds_for_every_command(run: Run, file: Path, tmp_path: Path) -> None:
    store = tmp_path / "elsewhere.db"
    file.write_text(f'db = "{store}"\nspace = "acme"\nembedder = "hash"\nactor = "me"\n')
    assert run("remember", "I moved to Porto.").data["space"] == "acme"
    assert run("operations").data[0]["actor"] == "me"
    with mnemic.open(store, space="acme") as mem:
        assert len(mem.list()) == 1
    assert run("list", "--space", "other").data["cubes"] == []


def test_another_file_is_named_by_a_variable(
    run: Run, ana: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.toml").write_text('space = "mine"\n')
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("MNEMIC_CONFIG", "~/mine.toml")
    assert _settings(run("config").data)["space"] == ("mine", "file")


def test_home_is_written_as_a_tilde(run: Run, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ana")
    file.write_text('db = "~/memory.db"\n')
    assert _settings(run("config").data)["db"] == ("/home/ana/memory.db", "file")


def test_a_server_may_be_the_default_and_its_key_is_never_shown(
    run: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text('db = "http://127.0.0.1:7077"\n')
    monkeypatch.setenv("MNEMIC_API_KEY", "mnk_1_SECRET")
    result = run("config")
    assert _settings(result.data)["db"] == ("http://127.0.0.1:7077", "file")
    assert _settings(result.data)["api_key"] == ("set, and not shown", "variable")
    assert "SECRET" not in result.out + result.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("space = ", "is not TOML"),
        ('spcae = "x"', "did you mean 'space'?"),
        ('colour = "x"', "there are: db, space"),
        ('api_key = "mnk_1_SECRET"', "no secret belongs there"),
        ("space = 3", "it is text"),
        ('db = "memory.db"', "another file in every folder"),
    ],
)
def test_a_file_that_cannot_be_used_is_an_error_with_a_way_out(
    run: Run, file: Path, ana: Path, text: str, told: str
) -> None:
    file.write_text(text)
    result = run("list")
    assert result.code == 2
    assert told in result.err
    assert str(file) in result.err
    assert "SECRET" not in result.err


def test_a_file_that_cannot_be_read_is_an_error(run: Run, file: Path, ana: Path) -> None:
    file.mkdir()
    result = run("list")
    assert result.code == 2
    assert "cannot be read" in result.err


def test_help_needs_no_file(run: Run, file: Path) -> None:
    file.write_text("broken")
    assert run("--version").code == run("--help").code == 0


def test_a_change_of_every_vector_is_never_taken_from_the_file(run: Run, file: Path, ana: Path) -> None:
    file.write_text('embedder = "hash:32"\n')
    assert run("reembed").code == 2
