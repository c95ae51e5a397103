"""What the real mem0 left behind becomes memories; the fixtures are made by tests/fixtures/make_mem0.py."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import mnemic
from mnemic.errors import ArgumentError, NaiveTimeError
from mnemic.ingest import detect, read

FIXTURE = Path(__file__).parents[1] / "fixtures" / "mem0"
STORAGE = Path("collection", "mem0", "storage.sqlite")
EXPORTED: list[dict[str, Any]] = json.loads((FIXTURE / "export.json").read_text("utf-8"))["results"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of mem0's folder: ``qdrant`` and ``history.db``."""
    return Path(shutil.copytree(FIXTURE, tmp_path / "mem0"))


@pytest.fixture
def mem() -> mnemic.Memory:
    return mnemic.open(":memory:", embedder="hash")


def export(tmp_path: Path, *rows: dict[str, Any]) -> Path:
    path = tmp_path / "export.json"
    path.write_text(json.dumps({"results": rows}), "utf-8")
    return path


def bytes_of(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


@pytest.mark.parametrize("path", ["", "qdrant", "qdrant/collection/mem0/storage.sqlite", "export.json"])
def test_every_memory_comes_from_the_folder_and_from_the_export(mem: mnemic.Memory, path: str) -> None:
    done = mem.import_(FIXTURE / path)
    assert (done.format, done.new) == ("mem0", 5)
    for row in EXPORTED:
        cube = mem.lookup(f"mem0:{row['id']}", user=row["user_id"])
        assert cube.content == row["memory"]
        assert (cube.user, cube.agent, cube.session) == (
            row["user_id"],
            row.get("agent_id"),
            row.get("run_id"),
        )
        assert (cube.speaker, cube.role) == (row.get("actor_id"), row.get("role"))
        assert cube.occurred_at == datetime.fromisoformat(row["created_at"])
        beside = cube.metadata["mem0"]
        assert [beside[name] for name in ("id", "hash", "created_at", "updated_at")] == [
            row[name] for name in ("id", "hash", "created_at", "updated_at")
        ]
        own = {
            name: value for name, value in cube.metadata.items() if name not in ("mem0", "expiration_date")
        }
        assert own == {name: value for name, value in (row["metadata"] or {}).items() if name != "mem0"}
    assert mem.check() == []


def test_what_was_said_is_an_episode_and_what_was_worded_a_fact(mem: mnemic.Memory) -> None:
    mem.import_(FIXTURE)
    kinds = {cube.content: cube.kind for cube in mem.list()}
    assert kinds["I moved to Porto in May."] == "episode"
    assert kinds["User prefers dark mode"] == "fact"


def test_the_history_comes_with_the_memory(mem: mnemic.Memory) -> None:
    mem.import_(FIXTURE)
    row = next(row for row in EXPORTED if "and more" in row["memory"])
    told = mem.lookup(f"mem0:{row['id']}", user="bo").metadata["mem0"]["history"]
    assert [(one["event"], one.get("old_memory")) for one in told] == [
        ("ADD", None),
        ("UPDATE", "Größe 日本語 👋"),
    ]


def test_an_application_s_own_field_called_mem0_is_kept(mem: mnemic.Memory) -> None:
    mem.import_(FIXTURE)
    (cube,) = mem.list(user="bo")
    assert cube.metadata["mem0"]["metadata"] == "mine"
    assert cube.metadata["expiration_date"] == "2031-12-31"


def test_twice_adds_nothing(mem: mnemic.Memory) -> None:
    mem.import_(FIXTURE)
    before = [cube.to_dict() for cube in mem.list()]
    again = mem.import_(FIXTURE)
    assert (again.new, again.updated, again.known) == (0, 0, 5)
    for other in ("export.json", "qdrant/collection/mem0/storage.sqlite"):
        assert (mem.import_(FIXTURE / other).new, mem.import_(FIXTURE / other).updated) == (0, 0)
    assert [cube.to_dict() for cube in mem.list()] == before


def test_what_changed_in_mem0_becomes_a_version(mem: mnemic.Memory, tmp_path: Path) -> None:
    row = {"id": "a1", "memory": "Ana lives in Rome.", "user_id": "ana", "created_at": "2026-01-01T00:00:00Z"}
    mem.import_(export(tmp_path, row))
    done = mem.import_(
        export(tmp_path, {**row, "memory": "Ana lives in Porto.", "updated_at": "2026-02-01T00:00:00Z"})
    )
    assert (done.new, done.updated) == (0, 1)
    cube = mem.lookup("mem0:a1", user="ana")
    assert [version.content for version in mem.history(cube.id)] == [
        "Ana lives in Rome.",
        "Ana lives in Porto.",
    ]


def test_an_import_can_be_undone(mem: mnemic.Memory) -> None:
    done = mem.import_(FIXTURE)
    assert done.run is not None
    mem.undo(done.run)
    assert len(mem.list()) == 0


def test_it_says_what_stays_behind(mem: mnemic.Memory, folder: Path) -> None:
    told = {item.what: item.count for item in mem.import_(folder, dry_run=True).unmapped}
    assert told == {"message in the history": 1, "deleted memory": 1}
    (folder / "history.db").unlink()
    assert [item.what for item in mem.import_(folder).unmapped] == ["history.db"]
    assert "zanzibarwort" not in json.dumps([cube.to_dict() for cube in mem.list()])


def test_the_folder_stays_as_it_is(mem: mnemic.Memory, folder: Path) -> None:
    before = bytes_of(folder)
    mem.import_(folder)
    assert bytes_of(folder) == before


def test_mem0_s_own_collections_are_no_memories(mem: mnemic.Memory, folder: Path) -> None:
    for name in ("mem0migrations", "mem0_entities", "my_entities"):
        shutil.copytree(folder / "qdrant" / "collection" / "mem0", folder / "qdrant" / "collection" / name)
    done = mem.import_(folder)
    told = {item.what: item.count for item in done.unmapped}
    assert told["point of the collection 'mem0migrations'"] == 5
    assert told["point of the collection 'mem0_entities'"] == 5
    # A collection of that name that is no other's index is an application's own; here it holds the same memories.
    assert done.new == 5


def test_the_newer_of_two_rows_of_a_point_counts(mem: mnemic.Memory, folder: Path) -> None:
    with sqlite3.connect(folder / "qdrant" / STORAGE) as database:
        rows = database.execute("SELECT id, point FROM points ORDER BY rowid").fetchall()
        old = next(point for _, point in rows if b"and more" in point)
        new = old.replace(b"and more", b"and less")
        database.execute("INSERT INTO points VALUES ('again', ?)", (new,))
    database.close()
    mem.import_(folder)
    assert [cube.content for cube in mem.list(user="bo")] == ["Größe 日本語 👋, and less"]


def test_a_user_is_named_for_what_has_none(mem: mnemic.Memory, tmp_path: Path) -> None:
    mem.import_(export(tmp_path, {"id": "a1", "memory": "x y", "agent_id": 7}), user="ana")
    (cube,) = mem.list()
    assert (cube.user, cube.agent) == ("ana", "7")


def test_a_list_and_a_platform_export_are_read(tmp_path: Path) -> None:
    row = {
        "id": "a1",
        "memory": "x y",
        "user_id": "ana",
        "categories": ["food"],
        "score": 0.5,
        "run_id": None,
    }
    for whole in ([row], {"memories": [row]}, {"results": [row], "relations": [{"source": "a"}]}):
        path = tmp_path / "export.json"
        path.write_text(json.dumps(whole), "utf-8")
        assert detect(path) == "mem0"
        reading = read(path)
        (record,) = reading
        assert record["metadata"] == {"categories": ["food"], "mem0": {"id": "a1"}}
        assert [item.what for item in reading.unmapped] == (["relation"] if "relations" in whole else [])


def test_a_procedure_stays_one(tmp_path: Path) -> None:
    row = {"id": "a1", "memory": "How to bake.", "metadata": {"memory_type": "procedural_memory"}}
    assert next(read(export(tmp_path, row)))["kind"] == "procedure"


def test_a_memory_without_a_text_is_told_and_left_out(tmp_path: Path) -> None:
    path = export(tmp_path, {"id": "a1", "memory": " "}, {"id": "a2", "memory": "x y"})
    reading = read(path, format="mem0")
    assert [record["content"] for record in reading] == ["x y"]
    assert [item.what for item in reading.unmapped] == ["memory without a text"]


def test_times_without_a_zone_need_one(tmp_path: Path) -> None:
    path = export(tmp_path, {"id": "a1", "memory": "x y", "created_at": "2026-01-01T00:00:00"})
    with pytest.raises(NaiveTimeError, match="export.json:1"):
        list(read(path))
    assert next(read(path, tz="UTC"))["occurred_at"] == datetime(2026, 1, 1, tzinfo=UTC)


def test_what_is_no_time_is_told_and_kept_as_it_is(tmp_path: Path) -> None:
    reading = read(export(tmp_path, {"id": "a1", "memory": "x y", "created_at": "long ago"}))
    record = next(reading)
    assert "occurred_at" not in record
    assert record["metadata"] == {"mem0": {"id": "a1", "created_at": "long ago"}}
    assert [item.what for item in reading.unmapped] == ["created_at that is no time"]


@pytest.mark.parametrize(
    ("whole", "message"),
    [
        ({"results": "x"}, "expected what get_all"),
        ({"results": []}, "no memory of mem0's"),
        ({"results": [{"memory": "x"}]}, "without an 'id'"),
        ({"results": [{"id": "a", "memory": ""}]}, "no memory of mem0's"),
    ],
)
def test_what_is_no_export_is_refused(tmp_path: Path, whole: object, message: str) -> None:
    path = tmp_path / "export.json"
    path.write_text(json.dumps(whole), "utf-8")
    with pytest.raises(ArgumentError, match=message):
        list(read(path, format="mem0"))


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match="holds no Qdrant store"):
        list(read(tmp_path, format="mem0"))


def test_the_history_alone_is_refused_with_the_way_out(folder: Path) -> None:
    with pytest.raises(ArgumentError, match="give the folder of its Qdrant store"):
        list(read(folder / "history.db"))


def test_other_sqlite_files_are_refused(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as database:
        database.execute("CREATE TABLE points (id TEXT)")
    database.close()
    with pytest.raises(ArgumentError, match="no storage file of Qdrant's"):
        list(read(other, format="mem0"))
    shutil.copyfile(other, folder / "history.db")
    with pytest.raises(ArgumentError, match="no table 'history'"):
        list(read(folder))


def test_a_truncated_storage_file_is_refused_and_nothing_is_written(mem: mnemic.Memory, folder: Path) -> None:
    file = folder / "qdrant" / STORAGE
    file.write_bytes(file.read_bytes()[:9000])
    with pytest.raises(ArgumentError):
        mem.import_(folder)
    assert mem.stats().cubes == 0
