"""Backups: whole, of one moment, and never over something."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from store_processes import Say, child

import mnemic
from mnemic.errors import StorePathError, StoreUnwritable


def count_up(say: Say, path: str) -> None:
    """Write numbers in pairs, always both in one operation."""
    with mnemic.open(path) as mem:
        i = 0
        while True:
            i += 1
            mem.remember_many([{"content": f"number {i}", "user": user} for user in ("ana", "bo")])
            if i in (20, 200):
                say(i)


@pytest.mark.slow
def test_a_backup_beside_a_writer_is_a_moment_of_the_store(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with mnemic.open(path, embedder="hash") as mem:
        mem.remember_many([{"content": "harbour lantern " * 200, "user": "cleo"} for _ in range(400)])
        mem.flush()
        with child(count_up, str(path)) as writer:
            writer.hear()
            progress: list[tuple[int, int]] = []
            sizes: list[int] = []
            for number in range(40):
                if number >= 6 and sizes[-1] > sizes[0]:
                    break
                before = mem.stats().operations
                mem.backup(
                    tmp_path / f"{number}.db", progress=lambda left, total: progress.append((left, total))
                )
                after = mem.stats().operations
                with mnemic.open(tmp_path / f"{number}.db", read_only=True) as copy:
                    assert copy.check() == []
                    assert before <= copy.stats().operations <= after
                    numbers = [cube.content for cube in copy.list(limit=100_000) if cube.user != "cleo"]
                    assert numbers[::2] == numbers[1::2]
                    assert [int(re.sub(r"\D", "", text)) for text in numbers[::2]] == list(
                        range(1, len(numbers) // 2 + 1)
                    )
                    # Its audit chain is a beginning of the original's.
                    head = copy.operations(limit=1)[0]
                    assert mem._store.secret() == copy._store.secret()
                sizes.append(len(numbers))
                assert head.id in {operation.id for operation in mem.operations(limit=100_000)}
        assert sizes == sorted(sizes)
        assert sizes[-1] > sizes[0], "the writer did not get on"
        assert all(0 <= left <= total for left, total in progress)
        assert progress[-1][0] == 0


@pytest.mark.parametrize("location", ["m.db", ":memory:"])
def test_a_backup_is_equal_and_independent(tmp_path: Path, location: str) -> None:
    with mnemic.open(location if location == ":memory:" else tmp_path / location, embedder="hash") as mem:
        cubes = mem.remember_many([{"content": f"memory {i}", "user": "ana"} for i in range(20)])
        mem.flush()
        head = mem.audit_head()
        mem.backup(tmp_path / "copy.db")
        mem.forget(user="ana")
        with mnemic.open(tmp_path / "copy.db") as copy:
            assert list(copy.list()) == cubes
            assert copy.audit_head() == head
            assert copy.stats().pending_vectors == 0
            copy.remember("only in the copy")
            assert copy.check() == []
        assert mem.stats().cubes == 0
        assert mem.check() == []


def test_a_backup_never_overwrites(tmp_path: Path) -> None:
    with mnemic.open(tmp_path / "m.db", embedder="hash") as mem:
        mem.remember("kept")
        (tmp_path / "there.db").write_text("precious")
        (tmp_path / "link.db").symlink_to(tmp_path / "there.db")
        (tmp_path / "folder").mkdir()
        for name in ("there.db", "link.db", "folder", "m.db"):
            with pytest.raises(StorePathError, match="exists"):
                mem.backup(tmp_path / name)
        with pytest.raises(StorePathError, match="does not exist"):
            mem.backup(tmp_path / "no" / "copy.db")
        assert (tmp_path / "there.db").read_text() == "precious"
        assert mem.check() == []


@pytest.fixture(params=["links", "no links"])
def file_system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system with hard links, and one without."""

    def refuse(source: str, target: str) -> None:
        raise PermissionError(1, "Operation not permitted")

    if request.param == "no links":
        monkeypatch.setattr(os, "link", refuse)


@pytest.mark.usefixtures("file_system")
def test_a_backup_leaves_its_file_and_no_other(tmp_path: Path) -> None:
    with mnemic.open(tmp_path / "m.db", embedder="hash") as mem:
        mem.remember("kept")
        mem.backup(tmp_path / "copy.db")
    assert sorted(os.listdir(tmp_path)) == ["copy.db", "m.db"]
    assert (tmp_path / "copy.db").stat().st_nlink == 1
    with mnemic.open(tmp_path / "copy.db") as copy:
        assert copy.stats().cubes == 1


@pytest.mark.usefixtures("file_system")
def test_a_target_that_appears_during_the_backup_is_not_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    with mnemic.open(tmp_path / "m.db", embedder="hash") as mem:
        mem.remember("kept")

        def appear(left: int, total: int) -> None:
            target.write_text("precious")

        with pytest.raises(StorePathError, match="exists"):
            mem.backup(target, progress=appear)
        assert target.read_text() == "precious"
        assert not [name for name in os.listdir(tmp_path) if "partial" in name]


def test_a_backup_that_is_interrupted_leaves_nothing(tmp_path: Path) -> None:
    with mnemic.open(tmp_path / "m.db", embedder="hash") as mem:
        mem.remember_many([{"content": "harbour lantern " * 400} for _ in range(200)])

        def stop(left: int, total: int) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            mem.backup(tmp_path / "copy.db", progress=stop)
        assert sorted(os.listdir(tmp_path)) == ["m.db", "m.db-shm", "m.db-wal"]
        mem.backup(tmp_path / "copy.db")
        assert mem.remember("and on").seq == 201


def test_a_backup_to_a_folder_that_cannot_be_written_says_so() -> None:
    with mnemic.open(":memory:", embedder="hash") as mem, pytest.raises((StoreUnwritable, StorePathError)):
        mem.backup("/proc/copy.db")


def test_backups_of_a_read_only_handle_work(tmp_path: Path) -> None:
    with mnemic.open(tmp_path / "m.db", embedder="hash") as mem:
        mem.remember("kept")
    with mnemic.open(tmp_path / "m.db", read_only=True) as mem:
        mem.backup(tmp_path / "copy.db")
    with mnemic.open(tmp_path / "copy.db") as copy:
        assert copy.stats().cubes == 1
