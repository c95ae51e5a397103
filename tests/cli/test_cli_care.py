from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from command_line import Run

import mnemic
from mnemic.store.sqlite import _schema

Same = Callable[[str, str], None]


def _spoil(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_a_sound_store_is_called_sound(run: Run, ana: Path) -> None:
    assert run("check").data == {"sound": True, "findings": [], "repaired": []}
    assert run("check", "--table").out == "Sound: nothing in the store disagrees.\n"


def test_check_names_what_disagrees_and_repair_mends_it(run: Run, ana: Path, same: Same) -> None:
    _spoil(ana, "DELETE FROM vectors WHERE version = 2")
    result = run("check", "--table")
    assert result.code == 5
    assert "--repair" in result.err
    same("check.txt", result.out)
    mended = run("check", "--repair", "--table")
    assert mended.code == 0
    same("check-repair.txt", mended.out)
    assert run("check").data["sound"] is True


def test_what_cannot_be_repaired_asks_for_a_backup(run: Run, ana: Path) -> None:
    _spoil(ana, "UPDATE versions SET content = 'I moved to Paris in May.' WHERE row = 1")
    result = run("check", "--repair")
    assert result.code == 5
    assert [finding["part"] for finding in result.data["findings"]] == ["audit"]
    assert "restore" in result.err


def test_backup_is_a_store_of_its_own(run: Run, ana: Path) -> None:
    result = run("backup", "copy.db")
    assert result.data["size_bytes"] == Path("copy.db").stat().st_size
    assert run("stats", "--db", "copy.db").data["cubes"] == 4
    assert run("backup", "other.db", "--table").out.startswith("Copied to other.db (")


def test_backup_never_overwrites(run: Run, ana: Path) -> None:
    Path("copy.db").write_text("precious", encoding="utf-8")
    result = run("backup", "copy.db")
    assert result.code == 5
    assert Path("copy.db").read_text(encoding="utf-8") == "precious"


def test_flush_makes_what_is_missing(run: Run, ana: Path) -> None:
    run("remember", "one more")
    assert run("flush").data == {"made": 1, "pending_vectors": 0, "embedder": "hash"}
    assert run("flush", "--table").out == "Made the vectors of 0 memories.\n"


def test_reembed_changes_the_model_of_all_vectors(run: Run, ana: Path, same: Same) -> None:
    result = run("reembed", "--embedder", "hash:32")
    assert result.code == 0
    assert (result.data["embedder"], result.data["vectors"]) == ("hash:32", 4)
    assert run("recall", "hazelnuts").data["hits"][0]["cube"]["seq"] == 3
    same("reembed.txt", run("reembed", "--embedder", "hash", "--table").out)


def test_reembed_with_an_unknown_name_changes_nothing(run: Run, ana: Path) -> None:
    assert run("reembed", "--embedder", "hsah").code == 2
    assert run("stats").data["embedder"] == "hash"


def test_migrate_has_nothing_to_do_on_a_present_store(run: Run, ana: Path) -> None:
    result = run("migrate")
    assert result.data["migrated"] is False
    assert "Nothing to do" in run("migrate", "--table").out
    assert not list(ana.parent.glob("*migration*"))


@pytest.fixture
def outdated(ana: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store that needs a large migration."""

    def apply(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE migrated (row INTEGER PRIMARY KEY)")

    steps = (_schema.Migration(_schema.SCHEMA_VERSION + 1, True, apply),)
    monkeypatch.setattr(_schema, "MIGRATIONS", steps)
    monkeypatch.setattr("mnemic.store.sqlite._open.SCHEMA_VERSION", _schema.SCHEMA_VERSION + 1)
    return ana


def test_an_old_store_says_to_migrate(run: Run, outdated: Path) -> None:
    result = run("list")
    assert result.code == 5
    assert "mnemic migrate" in result.err


def test_migrate_copies_the_file_first(run: Run, outdated: Path) -> None:
    before = _schema.SCHEMA_VERSION
    data = run("migrate").data
    assert (data["migrated"], data["from"], data["to"]) == (True, before, before + 1)
    with closing(sqlite3.connect(data["backup"])) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (before,)
        assert copy.execute("SELECT count(*) FROM versions").fetchone() == (4,)
    assert run("stats").data["schema_version"] == before + 1
    assert run("recall", "hazelnuts").data["hits"]


def test_migrate_without_a_copy(run: Run, outdated: Path) -> None:
    assert run("migrate", "--no-backup", "--table").out.startswith("Migrated: schema version ")
    assert not list(outdated.parent.glob("*migration*"))


def test_migrate_is_refused_while_another_program_has_the_file_open(run: Run, outdated: Path) -> None:
    with closing(sqlite3.connect(outdated)) as other:
        other.execute("SELECT count(*) FROM versions").fetchone()
        result = run("migrate")
        assert result.code == 4
        assert "Close every program" in result.err
    assert run("migrate").data["migrated"] is True


def test_a_copy_that_is_there_is_not_overwritten(run: Run, outdated: Path) -> None:
    copy = Path("memory.db.before-migration")
    copy.write_text("precious", encoding="utf-8")
    result = run("migrate")
    assert result.code == 5
    assert "--no-backup" in result.err
    assert copy.read_text(encoding="utf-8") == "precious"


def test_a_store_that_is_migrated_opens_elsewhere(run: Run, outdated: Path) -> None:
    run("migrate")
    with mnemic.open(outdated, read_only=True) as mem:
        assert len(mem.list()) == 4
