"""Documents with a time to live: when they end, what puts it off, and who sweeps them away."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from langgraph.store.base import GetOp, InvalidNamespaceError, PutOp, TTLConfig

import mnemic
from mnemic.adapters.langgraph import MnemicStore
from mnemic.errors import ArgumentError, StoreBusy

NOTES = ("notes",)


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def make(mem: mnemic.Memory, clock: Clock) -> Callable[..., MnemicStore]:
    return lambda ttl=None, **given: MnemicStore(mem, ttl=ttl, clock=clock, **given)


Make = Callable[..., MnemicStore]


def keys(store: MnemicStore, **given: Any) -> list[str]:
    return [item.key for item in store.search((), **given)]


def test_what_has_expired_is_there_until_it_is_swept(make: Make, clock: Clock) -> None:
    store = make()
    assert store.supports_ttl
    store.put(NOTES, "short", {}, ttl=1)
    store.put(NOTES, "long", {}, ttl=5.5)
    store.put(NOTES, "ever", {})
    assert store.sweep_ttl() == 0
    clock.forward(1)
    assert keys(store, refresh_ttl=False) == ["short", "long", "ever"]
    assert store.sweep_ttl() == 1
    assert keys(store, refresh_ttl=False) == ["long", "ever"]


def test_a_sweep_erases_in_one_go(make: Make, clock: Clock, mem: mnemic.Memory, path: Path) -> None:
    store = make({"refresh_on_read": False})
    store.batch([PutOp(NOTES, str(n), {"text": f"zanzibarwort {n}"}, ttl=n) for n in range(1, 6)])
    clock.forward(3)
    assert store.sweep_ttl() == 3
    assert keys(store) == ["4", "5"]
    assert [operation.verb for operation in mem.operations()] == ["forget", "remember"]
    assert store.sweep_ttl() == 0
    clock.forward(3)
    assert store.sweep_ttl() == 2
    store.memory.close()
    assert b"zanzibarwort" not in path.read_bytes()


def test_a_sweep_of_a_store_that_archives_archives(make: Make, clock: Clock, mem: mnemic.Memory) -> None:
    store = make(on_delete="archive")
    store.put(NOTES, "1", {"text": "tea"}, ttl=1)
    clock.forward(2)
    assert store.sweep_ttl() == 1
    assert store.sweep_ttl() == 0
    assert keys(store) == []
    assert mem.list(tiers=["archive"])[0].content == "tea"


def test_a_read_begins_the_time_anew(make: Make, clock: Clock, mem: mnemic.Memory) -> None:
    store = make()
    for key in ("got", "found", "asked", "left"):
        store.put(NOTES, key, {"text": key}, ttl=10)
    made = store.get(NOTES, "got", refresh_ttl=False)
    for _ in range(3):
        clock.forward(8)
        assert store.get(NOTES, "got") == made  # it was read, not updated
        assert keys(store, filter={"text": "found"}) == ["found"]
        assert keys(store, query="asked", limit=1) == ["asked"]
    assert store.sweep_ttl() == 1
    assert keys(store, refresh_ttl=False) == ["got", "found", "asked"]
    assert mem.list()[0].version == 4


def test_a_read_soon_after_the_last_writes_nothing(make: Make, clock: Clock, mem: mnemic.Memory) -> None:
    store = make()
    store.put(NOTES, "1", {}, ttl=100)
    for _ in range(100):
        clock.forward(1)
        store.get(NOTES, "1")
    assert 15 <= mem.list()[0].version <= 21
    clock.forward(94)
    assert store.sweep_ttl() == 0
    clock.forward(7)
    assert store.sweep_ttl() == 1


@pytest.mark.parametrize(
    ("ttl", "refresh", "swept"),
    [
        (None, None, 0),
        (None, False, 1),
        ({"refresh_on_read": False}, None, 1),
        ({"refresh_on_read": False}, True, 0),
        ({"refresh_on_read": True}, False, 1),
    ],
)
def test_whether_a_read_counts_is_said_of_the_store_or_of_the_read(
    make: Make, clock: Clock, ttl: TTLConfig | None, refresh: bool | None, swept: int
) -> None:
    store = make(ttl)
    store.put(NOTES, "1", {}, ttl=10)
    clock.forward(8)
    store.get(NOTES, "1", refresh_ttl=refresh)
    store.search((), refresh_ttl=refresh)
    clock.forward(8)
    assert store.sweep_ttl() == swept


def test_the_default_is_for_puts_that_say_nothing(make: Make, clock: Clock) -> None:
    store = make({"default_ttl": 10})
    store.put(NOTES, "default", {})
    store.put(NOTES, "ever", {}, ttl=None)
    store.put(NOTES, "own", {}, ttl=30)
    clock.forward(20)
    assert store.sweep_ttl() == 1
    assert keys(store, refresh_ttl=False) == ["ever", "own"]


def test_a_put_begins_the_time_anew_or_ends_it(make: Make, clock: Clock) -> None:
    store = make()
    for key in ("again", "ever"):
        store.put(NOTES, key, {}, ttl=10)
    clock.forward(8)
    store.put(NOTES, "again", {}, ttl=10)
    store.put(NOTES, "ever", {})
    clock.forward(8)
    assert store.sweep_ttl() == 0
    clock.forward(8)
    assert store.sweep_ttl() == 1
    assert keys(store) == ["ever"]


def test_expired_documents_may_be_left_out_before_they_are_swept(make: Make, clock: Clock) -> None:
    store = make({"omit_expired": True, "refresh_on_read": False})
    store.put(("a",), "1", {"text": "tea", "n": 1}, ttl=1)
    store.put(("a",), "2", {"text": "tea", "n": 2})
    store.put(("b", "c"), "1", {"text": "tea", "n": 3}, ttl=1)
    assert keys(store) == ["1", "2", "1"]
    clock.forward(1)
    assert store.get(("a",), "1") is None
    assert keys(store) == ["2"]
    assert keys(store, query="tea") == ["2"]
    assert keys(store, filter={"n": {"$gt": 0}}) == ["2"]
    assert store.list_namespaces() == [("a",)]
    assert make().list_namespaces() == [("a",), ("b", "c")]
    assert store.sweep_ttl() == 2


@pytest.mark.parametrize("ttl", [-1, float("nan"), float("inf"), True, "5", 10**12])
def test_a_time_to_live_that_is_none_is_an_error(make: Make, ttl: Any) -> None:
    with pytest.raises(ArgumentError, match="number of minutes"):
        make().put(NOTES, "1", {}, ttl=ttl)
    assert keys(make()) == []


def test_who_may_only_read_reads_without_putting_off_the_end(path: Path, clock: Clock) -> None:
    with MnemicStore(path, embedder="hash", clock=clock) as store:
        store.put(NOTES, "1", {"n": 1}, ttl=10)
    clock.forward(5)
    with MnemicStore(path, read_only=True, clock=clock) as reader:
        item = reader.get(NOTES, "1")
        assert item is not None
        assert item.value == {"n": 1}


def test_a_read_beside_a_write_leaves_the_time_to_the_write(
    make: Make, clock: Clock, mem: mnemic.Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = make()
    store.put(NOTES, "1", {}, ttl=10)
    clock.forward(8)
    real = mnemic.Memory.update

    def update(self: mnemic.Memory, *args: Any, **given: Any) -> Any:
        store.put(NOTES, "1", {})
        return real(self, *args, **given)

    monkeypatch.setattr(mnemic.Memory, "update", update)
    assert store.get(NOTES, "1") is not None
    assert "expires_us" not in mem.list()[0].metadata


# The sweeper


def waited_for(condition: Callable[[], bool]) -> bool:
    until = time.monotonic() + 10
    while not condition() and time.monotonic() < until:
        time.sleep(0.01)
    return condition()


def test_the_sweeper_sweeps_until_it_is_stopped(mem: mnemic.Memory) -> None:
    store = MnemicStore(mem, ttl={"default_ttl": 0, "sweep_interval_minutes": 1})
    ended = store.start_ttl_sweeper(0.0005)
    assert store.start_ttl_sweeper() is ended
    store.put(NOTES, "1", {})
    assert waited_for(lambda: not mem.list())
    store.put(NOTES, "2", {})
    assert waited_for(lambda: not mem.list())
    assert not ended.done()
    assert store.stop_ttl_sweeper(timeout=5)
    assert ended.done()
    store.put(NOTES, "3", {})
    time.sleep(0.1)
    assert len(mem.list()) == 1
    assert store.stop_ttl_sweeper()


def test_cancelling_what_starting_gave_stops_the_sweeper(mem: mnemic.Memory) -> None:
    store = MnemicStore(mem)
    ended = store.start_ttl_sweeper(1)
    assert ended.cancel()
    assert store.stop_ttl_sweeper(timeout=5)
    again = store.start_ttl_sweeper(1)
    assert isinstance(again, Future)
    assert not again.done()
    store.close()
    assert again.done()


def test_without_a_time_to_live_nothing_is_started(mem: mnemic.Memory) -> None:
    store = MnemicStore(mem)
    assert store.start_ttl_sweeper().done()
    assert store.stop_ttl_sweeper()


def test_closing_ends_the_sweeper_and_so_does_a_closed_memory(path: Path) -> None:
    store = MnemicStore(path, embedder="hash", ttl={})
    ended = store.start_ttl_sweeper(0.0005)
    store.memory.close()
    assert waited_for(ended.done)
    store.close()


def test_a_sweep_that_fails_is_told_and_tried_again(
    mem: mnemic.Memory, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    store = MnemicStore(mem, ttl={"default_ttl": 0})
    real, failed = mnemic.Memory.forget, []

    def forget(self: mnemic.Memory, **given: Any) -> Any:
        if not failed:
            failed.append(1)
            raise StoreBusy("another connection holds the store")
        return real(self, **given)

    monkeypatch.setattr(mnemic.Memory, "forget", forget)
    store.put(NOTES, "1", {})
    with caplog.at_level(logging.ERROR):
        store.start_ttl_sweeper(0.0005)
        assert waited_for(lambda: not mem.list())
    store.close()
    assert "another connection holds the store" in caplog.text


def test_langgraphs_checks_come_first(make: Make) -> None:
    with pytest.raises(InvalidNamespaceError):
        make().put((), "1", {}, ttl=5)
    assert make().batch([GetOp(NOTES, "1", refresh_ttl=True)]) == [None]
