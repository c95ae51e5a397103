from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run


@pytest.fixture(autouse=True)
def _no_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MNEMIC_PASSPHRASE", raising=False)


def test_what_was_exported_is_imported_into_another_store(run: Run, ana: Path) -> None:
    done = run("export", "a.memcube").data
    assert (Path("a.memcube").stat().st_size, done["encrypted"]) == (done["size_bytes"], False)
    told = run("import", "a.memcube", "--db", "b.db", "--dry-run")
    assert (told.data["new"], told.data["dry_run"]) == (done["cubes"], True)
    assert not Path("b.db").exists()
    came = run("import", "a.memcube", "--db", "b.db", "--embedder", "hash").data
    assert (came["new"], came["known"]) == (done["cubes"], 0)
    again = run("import", "a.memcube", "--db", "b.db").data
    assert (again["new"], again["known"], again["run"]) == (0, done["cubes"], None)
    assert run("check", "--db", "b.db").data["sound"] is True
    assert run("undo", came["run"], "--db", "b.db").code == 0
    assert run("list", "--db", "b.db").data["cubes"] == []


def test_a_part_is_exported_and_a_table_says_what(run: Run, ana: Path) -> None:
    shown = run("export", "a.memcube", "--user", "ana", "--table").out
    assert "Written  a.memcube" in shown
    assert "SHA-256" in shown
    shown = run("import", "a.memcube", "--db", "b.db", "--embedder", "hash", "--table").out
    assert "Take it back with  mnemic undo" in shown


def test_a_passphrase_comes_from_the_environment_and_never_from_an_option(
    run: Run, ana: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "nobody is there" in run("export", "a.memcube", "--encrypt").err
    monkeypatch.setenv("MNEMIC_PASSPHRASE", "open sesame")
    assert run("export", "a.memcube", "--encrypt").data["encrypted"] is True
    assert Path("a.memcube").read_bytes()[:7] == b"MEMCUBE"
    assert run("import", "a.memcube").data["new"] == 0
    monkeypatch.setenv("MNEMIC_PASSPHRASE", "another")
    refused = run("import", "a.memcube")
    assert (refused.code, "does not open with this passphrase" in refused.err) == (2, True)
    monkeypatch.delenv("MNEMIC_PASSPHRASE")
    assert "encrypted" in run("import", "a.memcube").err
    for command in ("export", "import", "compose"):
        assert "--passphrase" not in run(command, "--help").out


def test_a_conflict_says_what_to_pass(run: Run, ana: Path) -> None:
    run("export", "a.memcube")
    refused = run("import", "a.memcube", "--space", "other")
    assert refused.code == 3
    assert "on_conflict" in refused.err
    assert run("import", "a.memcube", "--space", "other", "--on-conflict", "copy").data["copied"] > 0


def test_several_files_are_composed(run: Run, ana: Path) -> None:
    run("export", "a.memcube", "--user", "ana")
    run("remember", "I keep hens.", "--user", "bo")
    run("export", "b.memcube", "--user", "bo")
    done = run("compose", "a.memcube", "b.memcube", "--to", "all.memcube").data
    assert done["cubes"] == run("export", "c.memcube").data["cubes"]
    assert run("compose", "a.memcube", "--to", "all.memcube").code != 0


def test_what_cannot_be_read_is_said(run: Run, ana: Path) -> None:
    assert "no file" in run("import", "nothing.memcube").err
    Path("a.memcube").write_bytes(b"PK\x03\x04 and no more")
    refused = run("import", "a.memcube", "--format", "memcube")
    assert (refused.code, "cut short" in refused.err) == (2, True)
    run("export", "b.memcube")
    assert "exists" in run("export", "b.memcube").err
