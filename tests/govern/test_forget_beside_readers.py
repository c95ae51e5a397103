"""Erasing while others hold the file: the rows are gone at once, the files are scrubbed as soon as they can be."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from forgotten import ANA, BO, bytes_of, item, leftovers, made_up_turns, personal, stored

import mnemic
from mnemic.errors import CubeNotFound, ReadOnlyStore

_READER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN" if sys.argv[2] == "read" else "BEGIN IMMEDIATE")
print(connection.execute("SELECT count(*) FROM cubes").fetchone()[0], flush=True)
sys.stdin.readline()
print(connection.execute("SELECT count(*) FROM cubes").fetchone()[0], flush=True)
"""

_PASSING_READER = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN")
print(connection.execute("SELECT count(*) FROM cubes").fetchone()[0], flush=True)
time.sleep(0.4)
"""


@contextmanager
def another_process(path: Path, doing: str = "read") -> Iterator[int]:
    """Hold a snapshot, or the write lock, in another process; yield how many cubes it sees."""
    command = [sys.executable, "-c", _READER, str(path), doing]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdin
        seen = int(process.stdout.readline())
        yield seen
        process.stdin.write("\n")
        process.stdin.close()
        assert int(process.stdout.readline()) == seen, "the snapshot was pulled away"
    assert process.returncode == 0


def told(path: Path) -> list[bytes]:
    """Make a store of two people's turns; return all that is kept of Ana."""
    with mnemic.open(path, embedder="hash") as mem:
        mem.remember_many([item(turn, number) for number, turn in enumerate(made_up_turns(60))])
        mem.flush()
    tables = stored(path)
    return personal(tables, {row["row"] for row in tables["cubes"] if row["user"] == ANA})


def test_a_held_snapshot_leaves_the_receipt_pending_and_the_next_opener_completes_it(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    forgotten = told(path)
    with mnemic.open(path) as mem:
        with another_process(path) as seen:
            assert seen == 60
            began = time.monotonic()
            receipt = mem.forget(user=ANA, timeout_s=0.3)
            assert time.monotonic() - began < 5.0
            assert receipt.status == "pending"
            assert "another connection" in str(receipt.reason)
            assert (receipt.cubes, receipt.control, receipt.probe.after) == (30, True, None)
            # Gone at once, here and for everyone who comes.
            assert mem.list(user=ANA).cubes == ()
            with mnemic.open(path) as other:
                assert other.list(user=ANA).cubes == ()
                assert other.stats().cubes == 30
                assert other.stats().erasures_pending == 1
                assert other.recall("station", user=ANA).hits == ()
                assert other.receipt(str(receipt.operation)).status == "pending"
                assert other.remember("meanwhile", user=BO).seq == 61
            assert mem.scrub(timeout_s=0.0)[0].status == "pending"
            assert mem.check() == []
        assert mem.receipt(str(receipt.operation)).status == "pending"
        with mnemic.open(path) as opener:
            done = opener.receipt(str(receipt.operation))
            assert (done.status, done.reason, done.probe.after) == ("complete", None, 0)
            assert (done.cubes, done.versions, done.probe.before) == (30, 30, receipt.probe.before)
            assert opener.stats().erasures_pending == 0
        assert mem.receipt(str(receipt.operation)) == done
        assert mem.scrub() == []
        assert mem.check() == []
    assert leftovers(path, forgotten) == []


def test_scrub_completes_it_too(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    told(path)
    with mnemic.open(path) as mem:
        with another_process(path):
            first = mem.forget(user=ANA, where={"metadata.turn": {"lt": 20}}, timeout_s=0.0)
            second = mem.forget(user=ANA, timeout_s=0.0)
            assert [first.status, second.status] == ["pending", "pending"]
            assert mem.stats().erasures_pending == 2
        receipts = mem.scrub()
        assert [receipt.operation for receipt in receipts] == [first.operation, second.operation]
        assert [receipt.status for receipt in receipts] == ["complete", "complete"]
        assert mem.stats().erasures_pending == 0


def test_a_reader_that_ends_in_time_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    told(path)
    command = [sys.executable, "-c", _PASSING_READER, str(path)]
    with mnemic.open(path) as mem, subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        assert mem.forget(user=ANA, timeout_s=10.0).status == "complete"


def test_a_snapshot_in_the_same_process_keeps_what_it_sees_and_holds_up_the_scrub(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    told(path)
    with mnemic.open(path) as mem:
        with mem._store.read() as reader:
            space = reader.space("default")
            assert space is not None
            before = reader.counts(space)
            receipt = mem.forget(user=ANA, timeout_s=0.0)
            assert receipt.status == "pending"
            assert reader.counts(space) == before
        assert [done.status for done in mem.scrub()] == ["complete"]


def test_two_openers_at_once_complete_it_once(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    told(path)
    with mnemic.open(path) as mem:
        with another_process(path):
            receipt = mem.forget(user=ANA, timeout_s=0.0)
        code = f"import mnemic; mnemic.open({str(path)!r}).close()"
        processes = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(3)]
        assert [process.wait(30) for process in processes] == [0, 0, 0]
        mem.scrub()
        assert mem.receipt(str(receipt.operation)).status == "complete"
        assert mem.stats().erasures_pending == 0
        assert mem.check() == []


def test_a_scrub_that_another_completed_keeps_the_others_word(tmp_path: Path) -> None:
    """Between the search and writing down its outcome, somebody else may have finished."""
    path = tmp_path / "m.db"
    told(path)
    with mnemic.open(path) as mem, mnemic.open(path) as other:
        with another_process(path):
            receipt = mem.forget(user=ANA, timeout_s=0.0)
        connection = mem._store._main  # type: ignore[attr-defined]
        overtaken: list[mnemic.ErasureReceipt] = []

        def overtake(statement: str) -> None:
            if statement.startswith("PRAGMA wal_checkpoint") and not overtaken:
                overtaken.extend(other.scrub(timeout_s=0.0))
                # The entry's row number is given again to the next erasure, which must keep its own.
                with another_process(path):
                    overtaken.append(other.forget(user=BO, timeout_s=0.0))

        connection.set_trace_callback(overtake)
        mem.scrub(timeout_s=0.0)
        connection.set_trace_callback(None)
        first, second = overtaken
        assert first.operation == receipt.operation
        assert mem.receipt(str(first.operation)).status == "complete"
        assert mem.receipt(str(second.operation)).status == "pending"
        assert mem.stats().erasures_pending == 1
        assert [later.operation for later in mem.scrub()] == [second.operation]
        assert mem.stats().erasures_pending == 0


def test_a_writer_that_holds_the_lock_leaves_it_pending(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    told(path)
    with mnemic.open(path) as mem, another_process(path):
        receipt = mem.forget(user=ANA, timeout_s=0.0)
    with another_process(path, "write"), mnemic.open(path, busy_timeout_s=0.2) as mem:
        # Opening is no write, and an erasure that cannot be finished yet no reason to refuse it.
        assert mem.stats().erasures_pending == 1
        (again,) = mem.scrub(timeout_s=0.0)
        assert again.status == "pending"
        assert again.reason
        assert os.fspath(tmp_path) not in again.reason
    with mnemic.open(path) as mem:
        assert mem.receipt(str(receipt.operation)).status == "complete"


def test_a_read_only_handle_completes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    told(path)
    with mnemic.open(path) as mem:
        with another_process(path):
            receipt = mem.forget(user=ANA, timeout_s=0.0)
        with mnemic.open(path, read_only=True) as reader:
            assert reader.stats().erasures_pending == 1
            assert reader.receipt(str(receipt.operation)).status == "pending"
            with pytest.raises(ReadOnlyStore):
                reader.scrub()
        assert mem.stats().erasures_pending == 1


def test_an_erased_text_in_the_log_is_removed(tmp_path: Path) -> None:
    """A log that could not be cut still holds the text; it is gone once the receipt says complete."""
    path = tmp_path / "m.db"
    secret = "Kleinschmidt's safe opens with 47-11-08"
    with mnemic.open(path, embedder="hash") as mem:
        mem.remember("stays", user=BO)
        mem._store.scrub(1.0)
        with another_process(path):
            cube = mem.remember(secret, user=ANA)
            receipt = mem.forget(ids=[cube.id], timeout_s=0.0)
            assert receipt.status == "pending"
            assert receipt.control is True
            # Looked at from outside: closing a descriptor in this process would drop its locks.
            assert _count_outside(f"{path}-wal", "Kleinschmidt") > 0
        (receipt,) = mem.scrub()
        assert receipt.status == "complete"
        assert _count_outside(f"{path}-wal", "Kleinschmidt") == 0
        with pytest.raises(CubeNotFound):
            mem.get(cube.id)
    assert b"Kleinschmidt" not in bytes_of(path)


def test_a_log_that_is_cut_while_the_files_are_searched_is_no_miss(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between reading the file and reading its log, another process may move what is in the one to the other."""
    path = tmp_path / "m.db"
    with mnemic.open(path, embedder="hash") as mem, mnemic.open(path) as other:
        mem.remember("stays", user=BO)
        mem._store.scrub(1.0)
        mem.remember("Kleinschmidt's safe opens with 47-11-08", user=ANA)
        raw = mem._store.raw
        cuts: list[str | None] = []

        def interrupted() -> Iterator[tuple[str, Iterator[bytes]]]:
            for name, chunks in raw():
                yield name, iter(list(chunks))
                if not cuts:
                    cuts.append(other._store.scrub(0.0))

        monkeypatch.setattr(mem._store, "raw", interrupted)
        receipt = mem.forget(user=ANA)
        assert cuts == [None]
        assert (receipt.status, receipt.control) == ("complete", True)


def _count_outside(path: str, word: str) -> int:
    done = subprocess.run(["grep", "-c", "-a", word, path], capture_output=True, text=True, check=False)
    return int(done.stdout or 0)


def test_windows_that_cannot_be_removed_are_reported(tmp_path: Path) -> None:
    """A file the store itself cannot rewrite away, e.g. a hot journal of another tool beside it."""
    path = tmp_path / "m.db"
    told(path)
    with mnemic.open(path) as mem:
        text = next(cube.content for cube in mem.list(user=ANA) if len(cube.content) > 60)
        journal = Path(f"{path}-journal")
        journal.write_bytes(b"not a journal: " + text.encode())
        receipt = mem.forget(user=ANA)
        assert receipt.status == "pending"
        assert (receipt.probe.after or 0) > 0
        assert "still found" in str(receipt.reason)
        assert receipt.vacuumed is True
        journal.unlink()
        assert [done.status for done in mem.scrub()] == ["complete"]


def test_the_journal_of_a_pending_erasure_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    forgotten = told(path)
    with mnemic.open(path) as mem, another_process(path):
        mem.forget(user=ANA, timeout_s=0.0)
        connection = sqlite3.connect(path)
        rows = connection.execute("SELECT payload, error FROM jobs").fetchall()
        details = connection.execute("SELECT detail FROM operations WHERE detail IS NOT NULL").fetchall()
        connection.close()
    content = b"\n".join(
        value if isinstance(value, bytes) else str(value).encode() for row in rows + details for value in row
    )
    assert ANA.encode() not in content
    assert not any(value in content for value in forgotten if len(value) > 8)
