"""Bad calls, bad paths, bad handles: an error of ours, and the store holds what it held."""

from __future__ import annotations

import multiprocessing
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import mnemic
from mnemic.embed import HashEmbedder
from mnemic.errors import (
    ArgumentError,
    CursorError,
    EmbedderMismatch,
    ForkedHandle,
    MnemicError,
    NaiveTimeError,
    NotAMnemicStore,
    NothingMatched,
    ReadOnlyStore,
    SelectorRequired,
    StoreClosed,
    StorePathError,
    UnknownArgument,
    UsageError,
)

if TYPE_CHECKING:
    from conftest import OpenMemory


@contextmanager
def unchanged(mem: mnemic.Memory) -> Iterator[None]:
    """Assert that what happens inside leaves no trace."""

    def state() -> Any:
        cubes = [mem.history(cube.id) for cube in mem.list(tiers=None, limit=1000)]
        return mem.audit_head(), mem.operations(limit=1000), cubes, mem.spaces()

    before = state()
    yield
    assert state() == before


@pytest.fixture
def filled(mem: mnemic.Memory) -> mnemic.Memory:
    """A memory with something in it."""
    first = mem.remember("Ana has a cat", user="ana", metadata={"n": 1}, key="k", idempotency_key="i")
    mem.remember("Ana: cat", kind="fact", links=[("derived_from", first.id)])
    mem.update(first.id, metadata={"n": 2})
    mem.archive(ids=[mem.remember("old").id])
    return mem


def test_a_user_who_is_not_there_has_nothing_to_recall_and_nothing_to_forget(filled: mnemic.Memory) -> None:
    with unchanged(filled):
        assert len(filled.recall("cat", user="nobody")) == 0
        assert len(filled.list(user="nobody")) == 0
        for verb in (filled.forget, filled.archive):
            with pytest.raises(NothingMatched, match="user='nobody'"):
                verb(user="nobody")


def test_a_selectorless_forget_is_refused(filled: mnemic.Memory) -> None:
    nothing: list[dict[str, Any]] = [{}, {"where": {}}, {"dry_run": True}, {"ids": None, "user": None}]
    with unchanged(filled):
        for arguments in nothing:
            with pytest.raises(SelectorRequired, match="everything=True"):
                filled.forget(**arguments)
        with pytest.raises(SelectorRequired):
            filled.archive(where={})


@pytest.mark.parametrize("empty", ["kinds", "tags", "tiers"])
def test_an_empty_choice_is_refused_since_it_could_mean_all_or_none(
    filled: mnemic.Memory, empty: str
) -> None:
    choice: dict[str, Any] = {empty: []}
    with unchanged(filled):
        with pytest.raises(ArgumentError, match=empty):
            filled.recall("cat", **choice)
        if empty != "tiers":
            with pytest.raises(ArgumentError, match=empty):
                filled.forget(user="ana", **choice)


@pytest.mark.parametrize("bad", [-1, float("nan"), None, "5", True])
def test_a_bad_timeout_is_refused_before_anything_is_done(filled: mnemic.Memory, bad: Any) -> None:
    with unchanged(filled):
        for call in (lambda: filled.forget(user="ana", timeout_s=bad), lambda: filled.scrub(timeout_s=bad),
                     lambda: filled.close(timeout_s=bad)):  # fmt: skip
            with pytest.raises(ArgumentError, match="timeout_s"):
                call()
    with pytest.raises(ArgumentError, match="busy_timeout_s"):
        mnemic.open(":memory:", embedder="hash", busy_timeout_s=bad)


def test_a_cursor_of_another_query_is_refused(filled: mnemic.Memory) -> None:
    filled.remember_many([{"content": f"{i}"} for i in range(5)])
    cursor = filled.list(limit=2, tags=None, where={"seq": {"gt": 1}}).cursor
    with unchanged(filled):
        arguments: dict[str, Any]
        for arguments in ({}, {"where": {"seq": {"gt": 2}}}, {"where": {"seq": {"gt": 1.0}}}):
            with pytest.raises(CursorError, match="another query"):
                filled.list(cursor=cursor, **arguments)
        assert len(filled.list(limit=2, where={"seq": {"gt": 1}}, cursor=cursor)) == 2


def test_a_cursor_is_good_in_another_process(open_memory: OpenMemory, tmp_path: Path) -> None:
    mem = open_memory()
    mem.remember_many([{"content": f"{i}", "tags": ["a", "b", "c", "d"]} for i in range(4)])
    mem.close()
    script = (
        "import sys, mnemic\n"
        "with mnemic.open(sys.argv[1], embedder='hash') as mem:\n"
        "    page = mem.list(limit=2, tags={'a', 'b', 'c', 'd'}, cursor=sys.argv[2] if len(sys.argv) > 2 else None)\n"
        "    print(page.cursor or len(page))\n"
    )
    path = str(tmp_path / "memory.db")
    cursor: list[str] = []
    for seed in ("1", "2"):
        done = subprocess.run([sys.executable, "-c", script, path, *cursor], check=True, capture_output=True,
                              text=True, env={**os.environ, "PYTHONHASHSEED": seed})  # fmt: skip
        cursor = [done.stdout.strip()]
    assert cursor == ["2"]


def test_a_read_only_memory_refuses_every_write(open_memory: OpenMemory) -> None:
    mem = open_memory()
    cube = mem.remember("Ana has a cat")
    reader = open_memory(read_only=True)
    with unchanged(mem):
        for call in (
            lambda: reader.remember("x"), lambda: reader.remember_many([{"content": "x"}]),
            lambda: reader.update(cube.id, content="x"), lambda: reader.undo(cube.operation),
            lambda: reader.archive(ids=[cube.id]), lambda: reader.forget(ids=[cube.id]),
            lambda: reader.reembed("hash:32"),
        ):  # fmt: skip
            with pytest.raises(ReadOnlyStore, match="read_only=True"):
                call()
    assert reader.get(cube.id) == cube
    assert reader.check() == []
    reader.close(timeout_s=1)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("folder", StorePathError), ("absent/memory.db", StorePathError), ("socket", StorePathError),
     ("text.txt", NotAMnemicStore), ("other.db", NotAMnemicStore)],
)  # fmt: skip
def test_a_path_that_holds_no_store_is_refused_and_left_alone(
    name: str, kind: type[MnemicError], tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "text.txt").write_text("a shopping list, long enough to be no empty database at all " * 20)
    import sqlite3

    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE t (x)")
    other.close()
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(tmp_path / "socket"))
    listener.close()

    def tree() -> list[tuple[str, bytes]]:
        return sorted(
            (str(path), path.read_bytes() if path.is_file() else b"") for path in tmp_path.rglob("*")
        )

    before = tree()
    for read_only in (False, True):
        with pytest.raises(kind, match=name.split("/")[0]):
            mnemic.open(tmp_path / name, embedder="hash", read_only=read_only)
    assert tree() == before


@pytest.mark.parametrize(
    "location", [None, "", 5, b"memory.db", "postgresql://host/db", "a\0b.db", "\ud800.db", ["memory.db"]]
)
def test_a_location_that_is_no_path_is_refused(location: Any) -> None:
    with pytest.raises(ArgumentError):
        mnemic.open(location, embedder="hash")


@pytest.mark.parametrize(
    "arguments",
    [{"space": None}, {"space": ""}, {"space": 5}, {"space": "\ud800"}, {"llm": "gpt"}, {"actor": 5}, {"cache_bytes": -1},
     {"cache_bytes": "many"}, {"embedder": "no-such-model"}, {"embeder": "hash"}],
)  # fmt: skip
def test_bad_arguments_of_open_are_refused_and_make_no_file(
    arguments: dict[str, Any], tmp_path: Path
) -> None:
    with pytest.raises(UsageError):
        mnemic.open(tmp_path / "memory.db", **{"embedder": "hash", **arguments})
    if arguments.keys() <= {"space", "llm", "actor"} | {"embeder"}:
        assert list(tmp_path.iterdir()) == []


def test_a_new_store_that_may_not_be_made_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StorePathError, match="read_only"):
        mnemic.open(tmp_path / "memory.db", embedder="hash", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_a_clock_that_tells_no_moment_is_refused(open_memory: OpenMemory) -> None:
    with pytest.raises(NaiveTimeError, match=r"clock\(\)"):
        open_memory(clock=lambda: datetime(2026, 1, 1)).remember("x")  # noqa: DTZ001
    assert open_memory().spaces() == ()


def test_positional_and_unknown_arguments_say_what_there_is(mem: mnemic.Memory) -> None:
    with pytest.raises(UnknownArgument, match=r"recall\(\).*query, user"):
        mem.recall("x", "ana")  # type: ignore[call-arg]
    with pytest.raises(UnknownArgument, match=r"remember\(\) has no argument 'usr'; did you mean 'user'"):
        mem.remember("x", usr="ana")  # type: ignore[call-arg]
    with pytest.raises(UnknownArgument, match="content"):
        mem.remember()  # type: ignore[call-arg]


def test_an_error_inside_a_verb_is_not_mistaken_for_a_bad_call(open_memory: OpenMemory) -> None:
    class Broken(HashEmbedder):
        def embed(self, texts: Sequence[str], purpose: Any = "document") -> Any:
            raise TypeError("something inside")

    mem = open_memory(embedder=Broken())
    mem.remember("x")
    with pytest.raises(TypeError, match="something inside") as error:
        mem.flush()
    assert not isinstance(error.value, MnemicError)


def test_another_embedder_than_the_stores_is_refused(open_memory: OpenMemory) -> None:
    mem = open_memory()
    mem.remember("x")
    with unchanged(mem), pytest.raises(EmbedderMismatch, match="reembed"):
        open_memory(embedder="hash:32")
    assert open_memory(embedder=None).stats().embedder == mem.stats().embedder


def _use_in_child(mem: mnemic.Memory, id_: str, queue: Any) -> None:
    told = []
    for call in (
        lambda: mem.get(id_),
        lambda: mem.remember("x"),
        lambda: mem.recall("cat"),
        lambda: mem.stats(),
    ):
        try:
            call()
        except ForkedHandle as error:
            told.append(str(error))
    mem.close()
    mem.close()
    queue.put(told)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_handle_used_after_a_fork_says_so_and_leaves_the_parents_alone(open_memory: OpenMemory) -> None:
    mem = open_memory()
    cube = mem.remember("Ana has a cat")
    mem.recall("cat")
    context = multiprocessing.get_context("fork")
    queue = context.Queue()
    child = context.Process(target=_use_in_child, args=(mem, cube.id, queue))
    child.start()
    told = queue.get(timeout=20)
    child.join(20)
    assert child.exitcode == 0
    assert len(told) == 4
    assert all("mnemic.open()" in message for message in told)
    mem.remember("and a dog")
    assert len(mem.recall("cat dog")) == 2
    assert open_memory().check() == []


def test_closing_while_others_work_ends_their_work_with_our_error(open_memory: OpenMemory) -> None:
    mem = open_memory()
    mem.remember("Ana has a cat")
    outcomes: list[str] = []

    def work() -> None:
        try:
            for i in range(10_000):
                mem.remember(f"text {i}")
                mem.recall("cat")
        except StoreClosed:
            outcomes.append("closed")

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    while mem.stats().cubes < 20:
        pass
    mem.close()
    for thread in threads:
        thread.join(20)
    assert outcomes == ["closed"] * 2
    assert open_memory().check() == []


def test_a_memory_closes_with_its_block_and_says_where_it_is(tmp_path: Path) -> None:
    with mnemic.open(tmp_path / "memory.db", embedder="hash", space="s") as mem:
        assert "memory.db" in repr(mem)
        assert "space='s'" in repr(mem)
        mem.remember("x")
        mem.close(timeout_s=5)
    with pytest.raises(StoreClosed, match="memory.db"):
        mem.get("01890a5d-ac96-774b-bcce-b302099a8057")
    with mnemic.open(tmp_path / "memory.db", embedder="hash", space="s") as again:
        assert again.stats().pending_vectors == 0
        assert again.stats().to_dict()["space"] == "s"
