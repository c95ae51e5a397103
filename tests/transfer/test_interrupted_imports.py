"""An import that is killed leaves whole batches, and goes on when it is asked for again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import mnemic
from mnemic.errors import StoreBusy
from mnemic.transfer import _take

_CHILD = """
import sys, mnemic
from mnemic.transfer import _take
_take.BATCH = 20
with mnemic.open(sys.argv[1], embedder="hash") as mem:
    mem.import_(sys.argv[2], progress=lambda done, total: print(done, flush=True))
"""


@pytest.fixture
def made(tmp_path: Path) -> Path:
    with mnemic.open(tmp_path / "from.db", embedder="hash") as mem:
        before: list[str] = []
        for start in range(0, 400, 40):
            cubes = mem.remember_many(
                [{"content": f"memory {n} of many", "key": f"k{n}", "links": [("related", id_) for id_ in before[-2:]]}
                 for n in range(start, start + 40)]
            )  # fmt: skip
            before += [cube.id for cube in cubes]
            mem.update(before[start], content=f"memory {start} was changed")
        mem.export(tmp_path / "made.memcube")
    return tmp_path / "made.memcube"


@pytest.mark.slow
@pytest.mark.parametrize("at", [20, 60, 200, 360])
def test_an_import_that_was_killed_goes_on(made: Path, tmp_path: Path, at: int) -> None:
    target = tmp_path / "to.db"
    with subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(target), str(made)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            if int(line) >= at:
                break
        time.sleep(0.002 * (at % 7))
        os.kill(child.pid, signal.SIGKILL)
    with mnemic.open(target, embedder="hash") as mem:
        assert mem.check() == []
        there = mem.stats().cubes
        assert at <= there
        came = mem.import_(made)
        assert (came.new, came.known) == (400 - there, there)
        assert mem.check() == []
        mem.export(tmp_path / "back.memcube")
        assert (tmp_path / "back.memcube").read_bytes() == made.read_bytes()
        if came.run:
            mem.undo(came.run, cascade=True)
            assert not mem.list(tiers=None)


def test_a_batch_that_fails_is_told_of_and_the_rest_comes_later(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_take, "BATCH", 50)
    with mnemic.open(tmp_path / "to.db", embedder="hash") as mem:
        seen: list[int] = []

        def stop(done: int, _total: int) -> None:
            seen.append(done)
            if done == 150:
                raise StoreBusy("stopped")

        with pytest.raises(StoreBusy) as caught:
            mem.import_(made, progress=stop)
        assert "goes on from there" in caught.value.__notes__[0]
        assert mem.stats().cubes == 150
        runs = {done.run for done in mem.operations(limit=500) if done.verb == "import"}
        came = mem.import_(made)
        assert (came.new, came.known) == (250, 150)
        assert {came.run} == runs
        mem.undo(str(came.run))
        assert not mem.list(tiers=None)
        assert mem.check() == []


def test_two_importers_of_one_file_bring_it_once(made: Path, tmp_path: Path) -> None:
    target = tmp_path / "to.db"
    mnemic.open(target, embedder="hash").close()
    children = [subprocess.Popen([sys.executable, "-c", _CHILD, str(target), str(made)], stdout=subprocess.DEVNULL)
                for _ in range(2)]  # fmt: skip
    assert [child.wait() for child in children] == [0, 0]
    with mnemic.open(target, embedder="hash") as mem:
        assert mem.stats().cubes == 400
        assert mem.check() == []
        mem.export(tmp_path / "back.memcube")
    assert (tmp_path / "back.memcube").read_bytes() == made.read_bytes()
