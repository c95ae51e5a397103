"""One file, several processes and threads."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from store_processes import Child, Letters, Say, child

import mnemic
from mnemic.errors import CubeNotFound, RetryableError, StoreBusy, StoreClosed
from mnemic.store.sqlite._open import connect, prepare


def write_many(say: Say, path: str, name: str, count: int) -> None:
    with mnemic.open(path, embedder="hash", busy_timeout_s=30.0) as mem:
        for i in range(count):
            if i % 10 == 9:
                batch = [{"content": f"{name} batch {i} item {j}", "user": name} for j in range(3)]
                for cube in mem.remember_many(batch):
                    say(cube.id, cube.content)
            else:
                cube = mem.remember(f"{name} writes {i}", user=name)
                say(cube.id, cube.content)
            if i % 50 == 25:
                mem.update(cube.id, metadata={"seen": i})
            if i % 100 == 60:
                assert mem.forget(ids=[mem.remember(f"{name} forgets {i}", user=name).id]).cubes == 1


@pytest.mark.slow
def test_three_processes_writing_at_once_lose_nothing(tmp_path: Path) -> None:
    path = str(tmp_path / "m.db")
    writers = [Child(write_many, path, name, 200) for name in ("ana", "bo", "cleo")]
    written = dict(message for writer in writers for message in writer.finish())
    assert len(written) == 3 * (180 + 20 * 3)
    with mnemic.open(path, embedder="hash") as mem:
        cubes = list(mem.list(limit=10_000))
        assert {cube.id: cube.content for cube in cubes} == written
        # The forgotten six took a number each; everything else is dense.
        assert len({cube.seq for cube in cubes}) == len(cubes)
        assert max(cube.seq for cube in cubes) == len(cubes) + 6
        operations = mem.operations(limit=10_000)
        assert all(later.recorded_at > earlier.recorded_at for later, earlier in pairwise(operations))
        assert all(b.created_at >= a.created_at for a, b in pairwise(cubes))
        assert mem.check() == []


def test_the_numbers_of_a_space_are_dense(tmp_path: Path) -> None:
    path = str(tmp_path / "m.db")
    writers = [Child(write_many, path, name, 20) for name in ("ana", "bo")]
    count = sum(len(writer.finish()) for writer in writers)
    with mnemic.open(path, embedder="hash") as mem:
        assert [cube.seq for cube in mem.list(limit=1000)] == list(range(1, count + 1))


def hold_the_lock(say: Say, path: str, hold_s: float) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE spaces SET generation = generation")
    say("held")
    time.sleep(hold_s)
    connection.execute("ROLLBACK")
    say("released")


def test_a_writer_that_waits_too_long_is_busy_and_wrote_nothing(tmp_path: Path) -> None:
    path = str(tmp_path / "m.db")
    with mnemic.open(path, embedder="hash", busy_timeout_s=0.3) as mem:
        mem.remember("before", user="ana")
        mem.flush()
        head = mem.audit_head()
        with child(hold_the_lock, path, 30.0) as holder:
            assert holder.hear() == ("held",)
            for write in _writes(mem):
                began = time.monotonic()
                with pytest.raises(StoreBusy, match="busy_timeout_s") as caught:
                    write()
                assert isinstance(caught.value, RetryableError)
                assert 0.2 < time.monotonic() - began < 5.0
            assert [hit.cube.content for hit in mem.recall("before")] == ["before"]
            assert mem.audit_head() == head
        assert mem.remember("after").seq == 2
        assert mem.check() == []


def _writes(mem: mnemic.Memory) -> list[Callable[[], object]]:
    id_ = mem.list()[0].id
    return [
        lambda: mem.remember("lost"),
        lambda: mem.remember_many([{"content": "lost"}, {"content": "too"}]),
        lambda: mem.update(id_, content="lost"),
        lambda: mem.forget(ids=[id_]),
        lambda: mem.archive(ids=[id_]),
        lambda: mem.check(repair=True),
    ]


def test_a_writer_waits_for_another_within_its_bound(tmp_path: Path) -> None:
    path = str(tmp_path / "m.db")
    with mnemic.open(path, embedder="hash") as mem:
        mem.remember("before")
        with child(hold_the_lock, path, 0.4) as holder:
            assert holder.hear() == ("held",)
            began = time.monotonic()
            mem.remember("after")
            assert 0.2 < time.monotonic() - began < 5.0


def test_a_store_opens_and_recalls_while_another_process_holds_the_write_lock(tmp_path: Path) -> None:
    path = str(tmp_path / "m.db")
    with mnemic.open(path, embedder="hash") as mem:
        mem.remember("a lantern in the harbour")
        mem.flush()
    with child(hold_the_lock, path, 30.0) as holder:
        assert holder.hear() == ("held",)
        began = time.monotonic()
        with mnemic.open(path, busy_timeout_s=25.0) as mem:
            assert len(mem.recall("lantern")) == 1
        assert time.monotonic() - began < 10.0, "a reader waited for a writer"


def test_a_recall_with_pending_vectors_does_not_wait_for_a_writer_beyond_its_budget(tmp_path: Path) -> None:
    path = str(tmp_path / "m.db")
    with mnemic.open(path, embedder="hash") as mem:
        mem.remember("a lantern in the harbour")
        with child(hold_the_lock, path, 30.0) as holder:
            assert holder.hear() == ("held",)
            began = time.monotonic()
            found = mem.recall("lantern", pending_budget_ms=200)
            assert time.monotonic() - began < 5.0
            assert len(found) == 1
            assert found.degraded == ("vectors_pending",)
        assert mem.recall("lantern", pending_budget_ms=20_000).degraded == ()


class Meddler(Letters):
    """An embedder during whose work somebody erases the text and writes another."""

    def __init__(self, meddle: Callable[[], object]) -> None:
        super().__init__()
        self._meddle: Callable[[], object] | None = meddle

    def embed(self, texts: Sequence[str], purpose: str = "document") -> NDArray[np.float32]:
        vectors = super().embed(texts, purpose)
        meddle, self._meddle = self._meddle, None
        if meddle:
            meddle()
        return vectors


@pytest.mark.parametrize("verb", ["flush", "reembed"])
def test_a_text_erased_while_its_vector_is_made_leaves_no_vector_to_another(
    tmp_path: Path, verb: str
) -> None:
    path = str(tmp_path / "m.db")
    plain = Letters()
    with mnemic.open(path, embedder=plain) as other:
        secret = other.remember("zzzzzz zzzzzz zzzzzz", user="ana")

        def meddle() -> None:
            other.forget(ids=[secret.id])
            other.remember("aaa bbb", user="bo")

        meddler = Meddler(meddle)
        if verb == "flush":
            with mnemic.open(path, embedder=meddler) as mem:
                mem.flush()
        else:
            meddler.model = "letters/2"
            other.flush()
            other.reembed(meddler)
        with sqlite3.connect(path) as connection:
            rows = connection.execute("SELECT data FROM vectors").fetchall()
        connection.close()
        expected = plain.embed(["aaa bbb"]).astype("<f2").tobytes()
        assert {data for (data,) in rows} <= {expected}
        other.flush()
        assert other.check() == []
        assert other.stats().vectors == 1


def swing(say: Say, path: str) -> None:
    """Keep two cubes equal, always changing both in one operation."""
    with mnemic.open(path, embedder="hash") as mem:
        i = 0
        while True:
            i += 1
            mem.remember_many([{"content": f"state {i}", "key": key} for key in ("left", "right")])
            if i == 3:
                say("going")


def test_a_reader_sees_one_snapshot_while_another_process_writes(tmp_path: Path) -> None:
    path = str(tmp_path / "m.db")
    seen: set[str] = set()
    with mnemic.open(path, embedder="hash") as mem, child(swing, path) as writer:
        assert writer.hear() == ("going",)
        until = time.monotonic() + 1.5
        while time.monotonic() < until or len(seen) < 5:
            left, right = mem.list(limit=2)
            assert left.content == right.content
            hits = mem.recall("state", pending_budget_ms=0)
            assert len({hit.cube.content for hit in hits}) == 1
            seen.add(left.content)


def answer(say: Say, path: str, asked: tuple[str, ...]) -> None:
    """Write, then erase, on request of a file's appearance."""
    with mnemic.open(path, embedder="hash") as mem:
        for number, text in enumerate(asked):
            cube = mem.remember(text, user="ana")
            mem.flush()
            say("written", cube.id)
            _wait_for(Path(f"{path}.go{number}"))
            say("status", mem.forget(ids=[cube.id]).status)
            _wait_for(Path(f"{path}.next{number}"))


def _wait_for(path: Path) -> None:
    while not path.exists():
        time.sleep(0.002)


def test_another_process_sees_writes_and_erasures_at_once(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    texts = ("a lantern in the harbour", "cinnamon in the kitchen", "a lantern in the harbour")
    with mnemic.open(path, embedder="hash") as mem, child(answer, str(path), texts) as writer:
        mem.remember("the orchestra rehearses", user="bo")
        mem.flush()
        assert len(mem.recall("orchestra lantern")) == 1
        for number, text in enumerate(texts):
            _, id_ = writer.hear() or ((), ())
            assert mem.recall(text)[0].cube.id == id_
            best = mem.recall(text, explain=True)[0]
            assert {part.channel: part.score for part in best.channels}["dense"] is not None
            Path(f"{path}.go{number}").touch()
            assert writer.hear() == ("status", "complete")
            assert [hit.cube.content for hit in mem.recall(text)] in ([], ["the orchestra rehearses"])
            with pytest.raises(CubeNotFound):
                mem.get(id_)
            Path(f"{path}.next{number}").touch()
        assert mem.check() == []


@pytest.mark.parametrize("statement", ["SELECT", "PRAGMA page_count", "PRAGMA page_size", "ROLLBACK"])
def test_a_store_that_grows_while_it_is_opened_is_not_called_truncated(
    tmp_path: Path, statement: str
) -> None:
    path = str(tmp_path / "m.db")
    with mnemic.open(path, embedder="hash") as mem:
        mem.remember("kept")
        mem.scrub()
        mem._store.scrub(1.0)
        grown = []

        def grow(executed: str) -> None:
            if executed.startswith(statement):
                grown.append(mem.remember("word " * 4000))

        connection = connect(path, read_only=False, busy_timeout_s=5.0)
        connection.set_trace_callback(grow)
        try:
            prepare(connection, path, read_only=False)
        finally:
            connection.close()
        assert grown


def test_a_store_that_shrinks_while_it_is_opened_is_not_called_truncated(tmp_path: Path) -> None:
    path = str(tmp_path / "m.db")
    with mnemic.open(path, embedder="hash") as mem:
        mem.remember("word " * 40_000, user="ana")
        mem._store.scrub(1.0)
        connection = connect(path, read_only=False, busy_timeout_s=5.0)

        def shrink(executed: str) -> None:
            if executed == "PRAGMA page_size":
                mem.forget(user="ana", timeout_s=0.0)
                mem._store.rewrite()
                mem._store.scrub(0.0)

        connection.set_trace_callback(shrink)
        try:
            prepare(connection, path, read_only=False)
        finally:
            connection.close()
        assert mem.stats().cubes == 0


# Threads


@pytest.mark.parametrize("location", ["m.db", ":memory:"])
def test_threads_on_one_handle_do_everything_at_once(tmp_path: Path, location: str) -> None:
    where = location if location == ":memory:" else str(tmp_path / location)
    with mnemic.open(where, embedder="hash", busy_timeout_s=60.0) as mem:
        kept: list[set[str]] = []

        def work(name: int) -> None:
            mine = set()
            for i in range(25):
                cube = mem.remember(f"thread {name} says lantern {i}", user=f"u{name}", session=f"s{i}")
                assert any(
                    hit.cube.id == cube.id for hit in mem.recall(cube.content, user=f"u{name}", limit=3)
                )
                if i % 5 == 0:
                    assert mem.update(cube.id, content=f"thread {name} changed {i}").version == 2
                if i % 5 == 2:
                    assert mem.forget(ids=[cube.id]).cubes == 1
                    assert all(hit.cube.id != cube.id for hit in mem.recall(cube.content, user=f"u{name}"))
                    continue
                mine.add(cube.id)
            kept.append(mine)

        with ThreadPoolExecutor(6) as pool:
            for done in [pool.submit(work, name) for name in range(6)]:
                done.result()
        mem.scrub()
        cubes = list(mem.list(limit=1000))
        assert {cube.id for cube in cubes} == set().union(*kept)
        assert sorted(len(mine) for mine in kept) == [20] * 6
        assert len({cube.seq for cube in cubes}) == 120
        mem.flush()
        stats = mem.stats()
        assert (stats.pending_vectors, stats.erasures_pending) == (0, 0)
        assert mem.check() == []


def test_closing_while_threads_work_gives_them_a_clear_error(tmp_path: Path) -> None:
    mem = mnemic.open(tmp_path / "m.db", embedder="hash")
    mem.remember("kept")
    going = threading.Barrier(5)

    def work(step: Callable[[], object]) -> str:
        going.wait()
        for _ in range(100_000):
            try:
                step()
            except StoreClosed:
                return "closed"
        return "never"

    with ThreadPoolExecutor(4) as pool:
        steps: list[Callable[[], object]] = [
            lambda: mem.remember("more"),
            lambda: mem.recall("kept"),
            mem.list,
            lambda: mem.update(mem.list(limit=1)[0].id, metadata={"n": 1}),
        ]
        running = [pool.submit(work, step) for step in steps]
        going.wait()
        time.sleep(0.1)
        mem.close()
        assert [done.result(20) for done in running] == ["closed"] * 4
    with mnemic.open(tmp_path / "m.db") as again:
        assert again.check() == []
    assert sorted(os.listdir(tmp_path)) == ["m.db"]


def test_a_thread_that_waits_too_long_for_another_is_busy() -> None:
    with mnemic.open(":memory:", embedder="hash", busy_timeout_s=0.2) as mem:
        mem.remember("kept")
        held, release = threading.Event(), threading.Event()

        def hold() -> None:
            with mem._store.write():
                held.set()
                release.wait()

        with ThreadPoolExecutor(1) as pool:
            holding = pool.submit(hold)
            held.wait()
            with pytest.raises(StoreBusy, match="another thread"):
                mem.remember("lost")
            with pytest.raises(StoreBusy, match="another thread"):
                mem.list()
            release.set()
            holding.result()
        assert mem.remember("after").seq == 2
