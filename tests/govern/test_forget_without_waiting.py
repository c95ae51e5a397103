"""`forget(wait=False)`: rows go at once; files are scrubbed behind the caller's back, for many erasures in one go."""

from __future__ import annotations

import logging
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from forgotten import ANA, leftovers
from test_forget_beside_readers import another_process, told

import mnemic.govern
from mnemic.engine import _scrubber
from mnemic.errors import CubeNotFound, StoreCorrupted
from mnemic.store import Store

_KILLED = """
import os, sys, mnemic
mem = mnemic.open(sys.argv[1])
mem.forget(user=sys.argv[2], wait=False)
os.kill(os.getpid(), 9)
"""


def until(happens: Callable[[], bool], timeout_s: float = 20.0) -> bool:
    """Wait for something; say whether it happened."""
    deadline = time.monotonic() + timeout_s
    while not happens():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def test_the_rows_are_gone_at_once_and_the_files_soon(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    forgotten = told(path)
    with mnemic.open(path) as mem:
        gone = mem.list(user=ANA, limit=1).cubes[0]
        receipt = mem.forget(user=ANA, wait=False)
        assert (receipt.status, receipt.cubes, receipt.probe.before) == ("pending", 30, None)
        assert not receipt.control
        with pytest.raises(CubeNotFound):
            mem.get(gone.id)
        assert until(lambda: mem.receipt(str(receipt.operation)).status == "complete")
        done = mem.receipt(str(receipt.operation))
        assert (done.probe.after, done.reason) == (0, None)
        assert "m.db" in done.probe.files
        assert leftovers(path, forgotten) == []
        assert mem.check() == []


def test_many_are_searched_for_in_one_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "m.db"
    told(path)
    with mnemic.open(path) as mem:
        looked: list[None] = []
        raw = type(mem._store).raw

        def counted(store: Store) -> Iterator[tuple[str, Iterator[bytes]]]:
            looked.append(None)
            return raw(store)

        monkeypatch.setattr(type(mem._store), "raw", counted)
        ids = [cube.id for cube in mem.list(user=ANA).cubes]
        operations = [str(mem.forget(ids=[id_], wait=False).operation) for id_ in ids]
        assert until(lambda: all(mem.receipt(id_).status == "complete" for id_ in operations))
        # Once, or a few times where the first search began before the last erasure; never once each.
        assert len(looked) <= 6 < len(ids)


def test_closing_finishes_it(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    forgotten = told(path)
    with mnemic.open(path) as mem:
        mem.in_space("other").close()
        operation = str(mem.forget(user=ANA, wait=False).operation)
    assert leftovers(path, forgotten) == []
    with mnemic.open(path, read_only=True) as mem:
        assert mem.receipt(operation).status == "complete"


def test_what_a_killed_process_left_is_the_next_openers(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    forgotten = told(path)
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(path), ANA], capture_output=True, check=False)
    assert killed.returncode == -9, killed.stderr
    with mnemic.open(path) as mem:
        assert mem.stats().erasures_pending == 0
        assert mem.list(user=ANA).cubes == ()
    assert leftovers(path, forgotten) == []


def test_a_file_that_is_held_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_scrubber, "_BLOCKED_S", 0.1)
    path = tmp_path / "m.db"
    told(path)
    with mnemic.open(path) as mem:
        with another_process(path):
            operation = str(mem.forget(user=ANA, wait=False).operation)
            assert until(lambda: "another connection" in str(mem.receipt(operation).reason))
        assert until(lambda: mem.receipt(operation).status == "complete")


def test_a_failure_is_told_and_leaves_it_to_the_next_opener(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "m.db"
    told(path)

    def fail(*_: object) -> None:
        raise StoreCorrupted("page 7 is no page")

    with (
        caplog.at_level(logging.ERROR, logger="mnemic.erasure"),
        monkeypatch.context() as patched,
        mnemic.open(path) as mem,
    ):
        patched.setattr(mnemic.govern, "finish_erasures", fail)
        mem.forget(user=ANA, wait=False)
        assert until(lambda: "page 7" in caplog.text)
        assert mem.stats().erasures_pending == 1
    with mnemic.open(path) as mem:
        assert mem.stats().erasures_pending == 0


def test_a_dry_run_asks_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    told(path)
    with mnemic.open(path) as mem:
        assert mem.forget(user=ANA, wait=False, dry_run=True).status == "dry_run"
        assert mem._scrubber._thread is None
