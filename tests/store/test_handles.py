"""Handles: closing, reopening, descriptors, locks, forks."""

from __future__ import annotations

import gc
import os
import signal
import sqlite3
import threading
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from store_processes import Child, Say

import mnemic
from mnemic.errors import ForkedHandle, MnemicError, NotAMnemicStore, StoreClosed


def descriptors() -> list[str]:
    """Return what this process's descriptors lead to."""
    found = []
    for name in os.listdir("/proc/self/fd"):
        try:
            found.append(os.readlink(f"/proc/self/fd/{name}"))
        except OSError:
            continue
    return found


def open_on(path: Path) -> list[str]:
    return [name for name in descriptors() if name.startswith(str(path))]


def test_every_verb_of_a_closed_handle_says_so(tmp_path: Path) -> None:
    mem = mnemic.open(tmp_path / "m.db", embedder="hash")
    cube = mem.remember("kept")
    mem.close()
    verbs: list[Callable[[], object]] = [
        lambda: mem.remember("more"),
        lambda: mem.recall("kept"),
        lambda: mem.get(cube.id),
        lambda: mem.history(cube.id),
        lambda: mem.update(cube.id, content="more"),
        lambda: mem.forget(ids=[cube.id]),
        lambda: mem.archive(ids=[cube.id]),
        lambda: mem.undo(cube.operation),
        lambda: mem.backup(tmp_path / "copy.db"),
        lambda: mem.reembed("hash"),
        mem.list, mem.operations, mem.flush, mem.check, mem.stats, mem.spaces, mem.scrub, mem.audit_head,
    ]  # fmt: skip
    for verb in verbs:
        with pytest.raises(StoreClosed, match="mnemic.open"):
            verb()
    assert not (tmp_path / "copy.db").exists()


@pytest.mark.parametrize("location", ["m.db", ":memory:"])
def test_closing_twice_does_nothing(tmp_path: Path, location: str) -> None:
    mem = mnemic.open(location if location == ":memory:" else tmp_path / location, embedder="hash")
    mem.remember("kept")
    mem.close()
    mem.close()
    with pytest.raises(StoreClosed):
        mem.list()


def test_closing_leaves_one_file_and_reopening_finds_everything(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with mnemic.open(path, embedder="hash") as mem:
        cubes = mem.remember_many([{"content": f"memory {i}"} for i in range(30)])
        head = mem.audit_head()
        assert {file.name for file in tmp_path.iterdir()} >= {"m.db", "m.db-wal"}
    assert os.listdir(tmp_path) == ["m.db"]
    with mnemic.open(path) as mem:
        assert list(mem.list()) == cubes
        assert mem.audit_head() == head
        assert mem.stats().pending_vectors == 30


def test_close_with_time_makes_pending_vectors_first(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    mem = mnemic.open(path, embedder="hash")
    mem.remember_many([{"content": f"memory {i}"} for i in range(30)])
    mem.close(timeout_s=20.0)
    with mnemic.open(path, read_only=True) as mem:
        assert mem.stats().pending_vectors == 0


def test_closing_one_handle_leaves_another_of_the_same_file_usable(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    first = mnemic.open(path, embedder="hash")
    second = mnemic.open(path, space="other")
    first.remember("in the first")
    second.remember("in the second")
    first.close()
    assert second.remember("and after").seq == 2
    assert second.check() == []
    second.close()


def test_no_descriptor_outlives_its_handle(tmp_path: Path) -> None:
    def use(number: int) -> None:
        with mnemic.open(tmp_path / f"{number % 3}.db", embedder="hash") as mem:
            cube = mem.remember(f"memory number {number}")
            with ThreadPoolExecutor(4) as pool:
                for done in [pool.submit(mem.recall, "memory") for _ in range(8)]:
                    done.result()
            mem.forget(ids=[cube.id])
            mem.backup(tmp_path / f"copy{number}.db")

    use(0)
    before = len(descriptors())
    for number in range(1, 12):
        use(number)
    assert open_on(tmp_path) == []
    assert len(descriptors()) <= before


def test_no_descriptor_outlives_an_open_that_failed(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("dear diary, " * 1000)
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE theirs (x)")
    other.close()
    mnemic.open(tmp_path / "ours.db", embedder="hash").close()
    before = len(descriptors())
    for name in ("text.db", "other.db") * 5:
        with pytest.raises(NotAMnemicStore):
            mnemic.open(tmp_path / name)
    for _ in range(5):
        with pytest.raises(MnemicError):
            mnemic.open(tmp_path / "ours.db", embedder="no-such-embedder")
    gc.collect()
    assert open_on(tmp_path) == []
    assert len(descriptors()) <= before


def test_nothing_is_left_for_the_garbage_collector_to_warn_of(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("dear diary, " * 1000)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with mnemic.open(tmp_path / "m.db", embedder="hash") as mem:
            mem.remember("kept")
            mem.recall("kept")
            mem.backup(tmp_path / "copy.db")
            mem.forget(everything=True)
        with pytest.raises(NotAMnemicStore):
            mnemic.open(tmp_path / "text.db")
        del mem
        gc.collect()


# Locks: POSIX drops all of a process's locks on a file when it closes any descriptor of it


def try_to_cut_the_log(say: Say, path: str) -> None:
    connection = sqlite3.connect(path, timeout=0.0, isolation_level=None)
    busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
        alone = True
    except sqlite3.OperationalError:
        alone = False
    say(bool(busy), alone)


def others_are_kept_out(path: Path) -> bool:
    ((busy, alone),) = Child(try_to_cut_the_log, str(path)).finish()
    assert busy is not alone
    return bool(busy)


def two_handles(path: Path) -> tuple[mnemic.Memory, mnemic.Memory]:
    first, second = mnemic.open(path, embedder="hash"), mnemic.open(path, embedder="hash")
    first.remember_many([{"content": f"memory {i}", "user": "ana"} for i in range(5)])
    first.remember("kept", user="bo")
    return first, second


def test_a_descriptor_closed_carelessly_would_drop_the_locks(tmp_path: Path) -> None:
    """That the tests below can see it: this is what must not happen."""
    path = tmp_path / "m.db"
    first, second = two_handles(path)
    with second._store.read() as reader:
        reader.spaces()
        assert others_are_kept_out(path)
        for suffix in ("", "-wal", "-shm"):
            Path(f"{path}{suffix}").read_bytes()
        assert not others_are_kept_out(path)
    first.close()
    second.close()


def test_a_forget_and_a_close_leave_another_handles_locks_alone(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    first, second = two_handles(path)
    assert first.forget(user="ana").status == "complete"
    first.remember("something for the log")
    with second._store.read() as reader:
        space = reader.space("default")
        assert space is not None
        before = reader.counts(space)
        assert others_are_kept_out(path)
        first.close()
        assert others_are_kept_out(path), "closing the first handle dropped the second's locks"
        assert reader.counts(space) == before
    assert second.remember("after").seq == 8
    assert second.check() == []
    second.close()
    assert open_on(tmp_path) == []


def test_closing_a_handle_leaves_the_locks_of_its_running_reads_alone(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    first, second = two_handles(path)
    second.close()
    first.forget(user="ana")
    first.remember("something for the log")
    reading, closed = threading.Event(), threading.Event()

    def read() -> int:
        with first._store.read() as reader:
            space = reader.space("default")
            assert space is not None
            reading.set()
            closed.wait(20)
            kept_out = others_are_kept_out(path)
            assert reader.counts(space).cubes == 2
            return kept_out

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(read)
        reading.wait(20)
        first.close()
        closed.set()
        assert done.result(20), "closing dropped the locks of a read that was going on"
    assert open_on(tmp_path) == []
    with mnemic.open(path) as mem:
        assert mem.check() == []


def test_opening_a_handle_that_fails_leaves_anothers_locks_alone(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    first, second = two_handles(path)
    first.forget(user="ana")
    first.remember("something for the log")
    with second._store.read() as reader:
        reader.spaces()
        with pytest.raises(MnemicError):
            mnemic.open(path, embedder="no-such-embedder")
        assert others_are_kept_out(path)
    first.close()
    second.close()
    assert open_on(tmp_path) == []


# Forks


def in_a_fork(what: Callable[[], None]) -> str:
    """Run *what* in a forked copy of this process; return how it ended."""
    receiver, sender = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if process == 0:
        signal.alarm(20)
        try:
            what()
            os.write(sender, b"fine")
        except BaseException as error:
            os.write(sender, f"{type(error).__name__}: {error}".encode()[:4000])
        finally:
            os._exit(0)
    os.close(sender)
    with os.fdopen(receiver, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(process, 0)
    return said


@pytest.mark.parametrize("location", ["m.db", ":memory:"])
def test_a_handle_from_before_a_fork_is_refused_in_the_child(tmp_path: Path, location: str) -> None:
    with mnemic.open(location if location == ":memory:" else tmp_path / location, embedder="hash") as mem:
        cube = mem.remember("from the parent")
        mem.recall("parent")
        verbs: list[Callable[[], object]] = [
            lambda: mem.remember("from the child"),
            lambda: mem.get(cube.id),
            lambda: mem.recall("parent"),
            lambda: mem.forget(ids=[cube.id]),
            lambda: mem.backup(tmp_path / "copy.db"),
            mem.list, mem.check, mem.stats, mem.scrub, mem.flush,
        ]  # fmt: skip

        def child() -> None:
            for verb in verbs:
                with pytest.raises(ForkedHandle, match=r"mnemic\.open"):
                    verb()

        assert in_a_fork(child) == "fine"
        assert [hit.cube.content for hit in mem.recall("parent")] == ["from the parent"]
        assert mem.remember("and again").seq == 2
        assert mem.check() == []


def test_a_forked_child_opens_its_own_handle(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with mnemic.open(path, embedder="hash") as mem:
        mem.remember("from the parent", user="ana")
        mem.forget(ids=[mem.remember("erased by the parent").id])

        def child() -> None:
            with mnemic.open(path) as own:
                assert [hit.cube.content for hit in own.recall("parent")] == ["from the parent"]
                own.remember("from the child", user="bo")
                own.forget(user="ana")

        assert in_a_fork(child) == "fine"
        assert [cube.content for cube in mem.list()] == ["from the child"]
        mem.remember("from the parent again")
        assert mem.check() == []


def test_closing_in_a_forked_child_breaks_nothing(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    mem = mnemic.open(path, embedder="hash")
    mem.remember("from the parent")
    mem.recall("parent")

    def child() -> None:
        mem.close()
        mem.close()
        gc.collect()
        with mnemic.open(path) as own:
            own.remember("from the child")

    with mem._store.read() as reader:
        reader.spaces()
        assert in_a_fork(child) == "fine"
        assert Path(f"{path}-wal").stat().st_size > 0
        assert others_are_kept_out(path)
    assert [cube.content for cube in mem.list()] == ["from the parent", "from the child"]
    assert mem.check() == []
    mem.close()
    with mnemic.open(path) as again:
        assert again.stats().cubes == 2


def test_a_child_that_ends_after_its_parent_closed_breaks_nothing(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    mem = mnemic.open(path, embedder="hash")
    mem.remember("from the parent")

    def child() -> None:
        mem.close()
        # A handle of another process comes and goes while this one still has the parent's descriptors.
        assert Child_of_a_child(path) == "fine"
        del globals()["_KEPT"]
        gc.collect()

    globals()["_KEPT"] = mem
    assert in_a_fork(child) == "fine"
    mem.remember("after")
    mem.close()
    with mnemic.open(path) as again:
        assert again.check() == []
        assert again.stats().cubes == 3


def Child_of_a_child(path: Path) -> str:
    def write() -> None:
        with mnemic.open(path) as own:
            own.remember("from a grandchild")

    return in_a_fork(write)
