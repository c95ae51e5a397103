"""No space left: nothing half done, nothing lost, and the same handle goes on once there is space again."""

from __future__ import annotations

import os
import random
import resource
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from store_processes import Child, Letters, Say, bytes_of, new_text, token, tokens_in

import mnemic
from mnemic.errors import MnemicError, StoreFull
from mnemic.lifecycle import Work, run_jobs
from mnemic.store import Job

SIZE_KB = 8192


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, with little space."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE_KB}k", "tmpfs", str(place)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"mounting is not possible here: {done.stderr.strip()}")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(place: Path, leave_bytes: int = 0) -> Path:
    """Fill the disk but for *leave_bytes*; return the file to delete for space."""
    ballast = place / "ballast"
    free = os.statvfs(place)
    with ballast.open("ab") as file:
        for size in (65536, 4096):
            while (free := os.statvfs(place)).f_bavail * free.f_bsize >= leave_bytes + size:
                file.write(bytes(size))
                file.flush()
    return ballast


def started(place: Path, count: int = 60) -> mnemic.Memory:
    mem = mnemic.open(place / "m.db", embedder="hash")
    random_ = random.Random(1)
    mem.remember_many([{"content": new_text(random_), "user": ("ana", "bo")[i % 2]} for i in range(count)])
    mem.flush()
    return mem


WRITES: dict[str, Callable[[mnemic.Memory], object]] = {
    "remember": lambda mem: mem.remember("harbour " * 60_000),
    "remember_many": lambda mem: mem.remember_many([{"content": f"{i} lantern " * 100} for i in range(300)]),
    "update": lambda mem: mem.update(mem.list(limit=1)[0].id, content="kitchen " * 60_000),
}


@pytest.mark.parametrize("verb", WRITES)
def test_a_write_without_space_fails_whole_and_works_after(small_disk: Path, verb: str) -> None:
    with started(small_disk) as mem:
        before, head = list(mem.list(limit=1000)), mem.audit_head()
        ballast = fill(small_disk, 100_000)
        for _ in range(2):
            with pytest.raises(StoreFull, match="nothing was written"):
                WRITES[verb](mem)
        assert list(mem.list(limit=1000)) == before
        assert mem.audit_head() == head
        assert len(mem.recall("orchestra", limit=5)) == 5
        assert mem.check() == []
        ballast.unlink()
        WRITES[verb](mem)
        assert mem.audit_head().operations == head.operations + 1
        assert mem.check() == []
    with mnemic.open(small_disk / "m.db") as mem:
        assert mem.check() == []


def test_a_small_write_on_a_disk_full_to_the_last_byte_fails_whole(small_disk: Path) -> None:
    with started(small_disk) as mem:
        ballast = fill(small_disk)
        written = 0
        with pytest.raises(StoreFull):
            for _ in range(2000):
                mem.remember("one more")
                written += 1
        assert mem.stats().cubes == 60 + written
        assert mem.check() == []
        ballast.unlink()
        assert mem.remember("and on").seq == 61 + written
        assert mem.check() == []


def test_flush_without_space_keeps_what_was_made_and_goes_on_after(small_disk: Path) -> None:
    with started(small_disk) as mem:
        mem.remember_many([{"content": f"{i} lantern"} for i in range(900)])
        ballast = fill(small_disk, 24_000)
        with pytest.raises(StoreFull):
            mem.flush()
        assert 0 < mem.stats().pending_vectors <= 900
        assert mem.check() == []
        ballast.unlink()
        mem.flush()
        assert mem.stats().pending_vectors == 0
        assert mem.check() == []


def test_reembed_without_space_keeps_the_old_vectors_and_goes_on_after(small_disk: Path) -> None:
    with started(small_disk, 500) as mem:
        ballast = fill(small_disk, 30_000)
        with pytest.raises(StoreFull):
            mem.reembed(Letters())
        assert mem.stats().model != "letters/1"
        best = mem.recall("orchestra", explain=True)[0]
        assert {part.channel: part.score for part in best.channels}["dense"] is not None
        assert mem.check() == []
        ballast.unlink()
        mem.reembed(Letters())
        assert mem.stats().model == "letters/1"
        assert mem.check() == []


def test_a_recall_without_space_for_vectors_goes_by_words_and_says_so(small_disk: Path) -> None:
    with started(small_disk) as mem:
        mem.remember_many([{"content": f"{i} lighthouse"} for i in range(300)])
        ballast = fill(small_disk)
        found = mem.recall("lighthouse", limit=3)
        assert len(found) == 3
        assert found.degraded == ("vectors_pending",)
        ballast.unlink()
        assert mem.recall("lighthouse", pending_budget_ms=20_000).degraded == ()
        assert mem.check() == []


def test_backup_without_space_leaves_no_file(small_disk: Path) -> None:
    with started(small_disk, 300) as mem:
        ballast = fill(small_disk, 100_000)
        with pytest.raises(StoreFull, match=r"copy\.db"):
            mem.backup(small_disk / "copy.db")
        assert sorted(os.listdir(small_disk)) == ["ballast", "m.db", "m.db-shm", "m.db-wal"]
        assert mem.check() == []
        ballast.unlink()
        mem.backup(small_disk / "copy.db")
    with mnemic.open(small_disk / "copy.db", read_only=True) as copy:
        assert copy.stats().cubes == 300
        assert copy.check() == []


@pytest.mark.parametrize("left", [0, 12_000, 60_000, 150_000, 300_000, 500_000])
def test_forget_without_space_erases_all_or_nothing_and_is_finished_after(
    small_disk: Path, left: int
) -> None:
    with started(small_disk, 300) as mem:
        mem._store.scrub(1.0)
        doomed = {token(cube.content) for cube in mem.list(user="ana", limit=1000)}
        ballast = fill(small_disk, left)
        try:
            receipt = mem.forget(user="ana", timeout_s=0.5)
        except StoreFull:
            assert mem.stats().cubes == 300, "forget failed, and did its work"
            assert mem.check() == []
            ballast.unlink()
            receipt = mem.forget(user="ana")
        else:
            assert receipt.status == "complete" or receipt.reason
            assert mem.stats().cubes == 150
            assert mem.check() == []
            ballast.unlink()
        mem.scrub()
        assert mem.receipt(str(receipt.operation)).status == "complete"
        assert mem.stats().cubes == 150
        assert mem.check() == []
    assert not tokens_in(small_disk / "m.db") & doomed


def test_a_scrub_that_must_rewrite_and_has_no_space_stays_pending(small_disk: Path) -> None:
    with started(small_disk, 300) as mem:
        secret = mem.list(user="ana", limit=1)[0].content
        connection = mem._store._main  # type: ignore[attr-defined]
        # Erased rows stay lying in the file, as in one that was written without secure_delete.
        connection.execute("PRAGMA secure_delete=OFF")
        connection.set_trace_callback(lambda statement: fill(small_disk) if statement == "VACUUM" else None)
        receipt = mem.forget(user="ana", timeout_s=0.5)
        connection.set_trace_callback(None)
        ballast = small_disk / "ballast"
        assert (receipt.status, receipt.vacuumed) == ("pending", False)
        assert "space" in str(receipt.reason)
        assert mem.stats().cubes == 150
        assert mem.stats().erasures_pending == 1
        assert mem.check() == []
    assert secret.encode() in bytes_of(small_disk / "m.db")
    # A full disk is no reason not to open, nor to read.
    with mnemic.open(small_disk / "m.db") as mem:
        assert mem.stats().erasures_pending == 1
        assert len(mem.recall("orchestra", limit=3)) == 3
        ballast.unlink()
        (receipt,) = mem.scrub()
        assert (receipt.status, receipt.vacuumed, receipt.probe.after) == ("complete", True, 0)
        assert mem.check() == []
    assert secret.encode() not in bytes_of(small_disk / "m.db")


def test_a_store_cannot_be_made_without_space_and_can_after(small_disk: Path) -> None:
    ballast = fill(small_disk)
    with pytest.raises(StoreFull):
        mnemic.open(small_disk / "m.db", embedder="hash")
    ballast.unlink()
    with mnemic.open(small_disk / "m.db", embedder="hash") as mem:
        assert mem.remember("kept").seq == 1
        assert mem.check() == []


def write_within(say: Say, path: str, limit_bytes: int) -> None:
    """Write until files may not grow any more, then see that the handle still works."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, resource.RLIM_INFINITY))
    with mnemic.open(path) as mem:
        try:
            while True:
                mem.remember("harbour " * 400)
                say("written")
        except StoreFull:
            say("full", mem.stats().cubes, len(mem.check()))
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        mem.remember("and on")


def test_a_limit_on_file_size_is_a_full_disk(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    mnemic.open(path, embedder="hash").close()
    heard = Child(write_within, str(path), 400_000).finish()
    written = heard.count(("written",))
    assert written > 2
    assert heard[-1] == ("full", written, 0)
    with mnemic.open(path) as mem:
        assert mem.stats().cubes == written + 1
        assert mem.check() == []


def test_the_error_is_one_that_says_where(small_disk: Path) -> None:
    with started(small_disk) as mem:
        fill(small_disk)
        with pytest.raises(MnemicError, match=str(small_disk / "m.db")) as caught:
            mem.remember("harbour " * 60_000)
        assert isinstance(caught.value, OSError)


class Hoard:
    """A job's handler that writes more than there is room for."""

    def run(self, job: Job, work: Work) -> None:
        with work.transaction() as writer:
            writer.set_setting("hoard", "kitchen " * 60_000)


@pytest.mark.parametrize("left", [0, 12_000, 100_000])
def test_a_job_without_space_fails_visibly_and_is_done_after(small_disk: Path, left: int) -> None:
    with started(small_disk) as mem:
        store, before = mem._store, list(mem.list(limit=1000))
        with store.write() as writer:
            writer.add_job("hoard", space=writer.space("default"))
        ballast = fill(small_disk, left)
        try:
            report = run_jobs(store, {"hoard": Hoard()}, random=lambda: 0.0, max_jobs=1)
        except StoreFull:
            # Not even the failure could be written: the job is as it was, or leased by one who says no more.
            assert [job.error for job in mem.jobs()] == [None]
        else:
            assert (report.done, report.failed, report.left) == (0, 1, 1)
            assert str(mem.jobs()[0].error).startswith("StoreFull in ")
        assert list(mem.list(limit=1000)) == before
        assert mem.check() == []
        ballast.unlink()
        with store.write() as writer:
            for job in writer.jobs():
                if job.holder is not None:
                    writer.release_job(job)
        assert run_jobs(store, {"hoard": Hoard()}).done == 1
        assert (mem.jobs(), mem.check()) == ([], [])
