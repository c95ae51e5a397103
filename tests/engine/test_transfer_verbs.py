"""`export` and `import_` as their callers see them."""

from __future__ import annotations

import os
import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest

import mnemic
from mnemic.errors import (
    ArgumentError,
    FilterError,
    MemcubeError,
    NothingMatched,
    ReadOnlyStore,
    StorePathError,
    StoreUnwritable,
    UnknownArgument,
)
from mnemic.testing import ManualClock


def test_the_same_memory_makes_the_same_file(mem: mnemic.Memory, tmp_path: Path) -> None:
    mem.remember("Ana keeps bees", user="ana")
    one, two = mem.export(tmp_path / "1"), mem.export(str(tmp_path / "2"))
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
    assert (one.sha256, one.digest, one.size_bytes) == (two.sha256, two.digest, two.size_bytes)
    assert stat.S_IMODE(os.stat(tmp_path / "1").st_mode) == 0o600


def test_nothing_in_a_file_says_when_or_where_it_was_made(open_memory: Any, tmp_path: Path) -> None:
    mem = open_memory("a-telling-name.db", space="a-telling-space")
    mem.remember("x")
    mem.export(tmp_path / "1")
    with zipfile.ZipFile(tmp_path / "1") as zipped:
        assert {entry.date_time for entry in zipped.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert all(b"telling" not in zipped.read(name) for name in zipped.namelist())


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, 5),
        ({"user": "ana"}, 2),
        ({"kinds": ["summary"]}, 1),
        ({"tags": ["a"]}, 1),
        ({"where": {"metadata.n": {"gte": 2}}}, 2),
        ({"tiers": ["archive"]}, 1),
        ({"since": "2026-05-01T00:00:00Z"}, 5),
        ({"until": "2020-01-01T00:00:00Z"}, 1),
        ({"user": "ana", "session": "s"}, 1),
    ],
)
def test_what_is_exported_can_be_chosen(
    mem: mnemic.Memory, tmp_path: Path, asked: dict[str, Any], expected: int, open_memory: Any
) -> None:
    mem.remember("one", user="ana", session="s", metadata={"n": 1})
    mem.remember("two", user="ana", tags=("a",), metadata={"n": 2})
    mem.remember("three", user="bo", metadata={"n": 3})
    mem.remember("four", kind="summary")
    old = mem.remember("five", occurred_at="2019-01-01T00:00:00Z")
    mem.archive(ids=[old.id])
    if asked.get("since"):
        expected -= 1
    done = mem.export(tmp_path / "x.memcube", **asked)
    assert done.cubes == expected
    other = open_memory("other.db", clock=lambda: mem._clock())
    assert other.import_(tmp_path / "x.memcube").new == expected


def test_a_dry_run_says_what_would_come_and_writes_nothing(
    mem: mnemic.Memory, open_memory: Any, tmp_path: Path
) -> None:
    mem.remember("x")
    mem.export(tmp_path / "x")
    other = open_memory("other.db", space="new")
    before = other.audit_head()
    told = other.import_(tmp_path / "x", dry_run=True)
    assert (told.new, told.run, told.operations, told.dry_run) == (1, None, 0, True)
    assert (other.audit_head(), other.spaces()) == (before, ())


def test_vectors_travel_where_the_model_is_the_same(
    mem: mnemic.Memory, open_memory: Any, tmp_path: Path
) -> None:
    mem.remember("Ana keeps bees")
    done = mem.export(tmp_path / "x", vectors=True)
    assert done.vectors == 1
    other = open_memory("other.db")
    other.import_(tmp_path / "x")
    assert other.stats().pending_vectors == 0
    assert other.check() == []
    assert other.recall("bees")[0].cube.content == "Ana keeps bees"


class _Other:
    name, model, dims = "other", "other/1", 8

    def split(self, text: str) -> list[tuple[int, int]]:
        return [(0, len(text))]

    def embed(self, texts: Any, purpose: str = "document") -> Any:
        import numpy as np

        return np.eye(8, dtype=np.float32)[: len(texts)]


def test_vectors_of_another_model_are_made_anew_and_that_is_told(
    mem: mnemic.Memory, open_memory: Any, tmp_path: Path
) -> None:
    mem.remember("Ana keeps bees")
    mem.export(tmp_path / "x", vectors=True)
    other = open_memory("other.db", embedder=_Other())
    came = other.import_(tmp_path / "x")
    assert [item.what for item in came.unmapped] == ["vectors"]
    assert other.stats().pending_vectors == 1
    assert other.check() == []


def test_what_recalls_made_of_memories_travels(open_memory: Any, tmp_path: Path, clock: ManualClock) -> None:
    mem = open_memory("a.db", clock=clock)
    for text in ("Ana keeps bees", "Bees need flowers"):
        mem.remember(text)
    clock.advance(seconds=86400)
    mem.recall("bees").cite(["m1", "m2"])
    mem.export(tmp_path / "x")
    other = open_memory("b.db", clock=clock)
    other.import_(tmp_path / "x")
    clock.advance(seconds=86400 * 30)
    assert [c.strength for c in other.list()] == [c.strength for c in mem.list()]


def test_an_idempotency_key_still_holds_after_a_move(
    mem: mnemic.Memory, open_memory: Any, tmp_path: Path
) -> None:
    cube = mem.remember("Ana keeps bees", user="ana", idempotency_key="k")
    mem.export(tmp_path / "x")
    other = open_memory("other.db")
    other.import_(tmp_path / "x")
    assert other.remember("Ana keeps bees", user="ana", idempotency_key="k").id == cube.id
    with pytest.raises(mnemic.errors.IdempotencyConflict):
        other.remember("Ana keeps wasps", user="ana", idempotency_key="k")


def test_an_import_says_who_and_why(mem: mnemic.Memory, open_memory: Any, tmp_path: Path) -> None:
    mem.remember("x")
    done = mem.export(tmp_path / "x")
    other = open_memory("other.db", actor="admin")
    came = other.import_(tmp_path / "x", reason="moving house")
    operation = other.operations()[0]
    assert (operation.verb, operation.actor, operation.reason) == ("import", "admin", "moving house")
    assert operation.run == came.run
    assert [change.after.content for change in operation.changes] == ["x"]
    third = open_memory("third.db")
    third.import_(tmp_path / "x")
    assert third.operations()[0].reason == f"memcube file sha256:{done.digest}"


def test_time_goes_on_after_an_import_from_a_clock_ahead(open_memory: Any, tmp_path: Path) -> None:
    clock, ahead = ManualClock(), ManualClock()
    ahead.advance(seconds=200)
    mem = open_memory("a.db", clock=ahead)
    cube = mem.remember("x")
    mem.export(tmp_path / "x")
    other = open_memory("b.db", clock=clock)
    other.import_(tmp_path / "x")
    assert other.update(cube.id, content="y").recorded_at > cube.recorded_at
    assert other.check() == []


def test_arguments_that_cannot_be_are_refused(mem: mnemic.Memory, tmp_path: Path) -> None:
    with pytest.raises(NothingMatched):
        mem.export(tmp_path / "x")
    mem.remember("x")
    for kind, arguments in (
        (UnknownArgument, {"usr": "ana"}),
        (ArgumentError, {"format": "tar"}),
        (ArgumentError, {"vectors": "yes"}),
        (ArgumentError, {"passphrase": ""}),
        (ArgumentError, {"kinds": []}),
        (FilterError, {"where": {"colour": 1}}),
        (NothingMatched, {"user": "nobody"}),
    ):
        with pytest.raises(kind):
            mem.export(tmp_path / "x", **arguments)
    with pytest.raises(StorePathError, match="no folder"):
        mem.export(tmp_path / "no" / "x")
    with pytest.raises(ArgumentError):
        mem.export(5)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
    mem.export(tmp_path / "x")
    with pytest.raises(StorePathError, match="exists"):
        mem.export(tmp_path / "x")
    wrong: tuple[dict[str, Any], ...] = (
        {"on_conflict": "merge"},
        {"user": "ana"},
        {"tz": "UTC"},
        {"dry_run": 1},
        {"format": "tar"},
    )
    for given in wrong:
        with pytest.raises(ArgumentError):
            mem.import_(tmp_path / "x", **given)


def test_a_store_that_is_read_only_can_be_exported_and_takes_nothing_in(
    open_memory: Any, tmp_path: Path
) -> None:
    open_memory("a.db").remember("x")
    closed = open_memory("a.db", read_only=True, embedder=None)
    assert closed.export(tmp_path / "x").cubes == 1
    assert closed.import_(tmp_path / "x", dry_run=True).known == 1
    open_memory("b.db").remember("y")
    other = open_memory("b.db", read_only=True, embedder=None)
    with pytest.raises(ReadOnlyStore):
        other.import_(tmp_path / "x")


def test_several_files_become_one(open_memory: Any, tmp_path: Path, clock: ManualClock) -> None:
    one, other = open_memory("a.db"), open_memory("b.db")
    shared = one.remember("shared", user="ana")
    one.export(tmp_path / "1")
    other.import_(tmp_path / "1")
    other.update(shared.id, content="shared, and changed")
    other.remember("of the other")
    one.remember("of the one")
    one.export(tmp_path / "a")
    other.export(tmp_path / "b", passphrase="p")
    told: list[tuple[int, int]] = []
    done = mnemic.compose([tmp_path / "a", tmp_path / "b"], tmp_path / "all", passphrase="p",
                          progress=lambda n, of: told.append((n, of)))  # fmt: skip
    assert (done.cubes, done.versions, done.encrypted) == (3, 4, True)
    assert told == [(1, 2), (2, 2)]
    third = open_memory("c.db")
    third.import_(tmp_path / "all", passphrase="p")
    assert [cube.content for cube in third.list()] != []
    assert len(third.history(shared.id)) == 2
    assert third.check() == []
    assert sorted(path.name for path in tmp_path.iterdir() if "compose" in path.name) == []
    with pytest.raises(StorePathError):
        mnemic.compose([tmp_path / "a"], tmp_path / "all")
    with pytest.raises(ArgumentError):
        mnemic.compose([], tmp_path / "none")
    with pytest.raises(ArgumentError):
        mnemic.compose(str(tmp_path / "a"), tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_an_export_that_fails_leaves_no_file(
    mem: mnemic.Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mem.remember("x")

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(mnemic.errors.StoreFull):
        mem.export(tmp_path / "x")
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(PermissionError(13, "denied")))
    with pytest.raises(StoreUnwritable):
        mem.export(tmp_path / "x")


@pytest.mark.parametrize("left", [0, 2, 300])
def test_of_a_memcube_file_that_is_cut_off_the_damage_is_told(
    mem: mnemic.Memory, tmp_path: Path, left: int
) -> None:
    mem.remember("I moved to Porto.")
    whole, cut = tmp_path / "whole.memcube", tmp_path / "cut.memcube"
    mem.export(whole)
    cut.write_bytes(whole.read_bytes()[:left])
    with pytest.raises(MemcubeError, match="memcube file"):
        mem.import_(cut)
