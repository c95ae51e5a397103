"""Each Given/then of the semantics as one test. (The fifteenth, a killed process, is the store's.)"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import mnemic
from mnemic.embed import HashEmbedder, Purpose
from mnemic.errors import CubeNotFound, ErasureIsFinal, UndoRefused
from mnemic.testing import ManualClock

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from conftest import OpenMemory


def contents(found: object) -> list[str]:
    """Return the contents of cubes or hits, in order."""
    return [getattr(item, "cube", item).content for item in found]  # type: ignore[attr-defined]


def test_01_remembering_twice_with_one_idempotency_key_makes_one_cube_and_one_operation(
    mem: mnemic.Memory,
) -> None:
    first = mem.remember("hello", user="ana", idempotency_key="k")
    assert mem.remember("hello", user="ana", idempotency_key="k") == first
    assert mem.stats().cubes == 1
    assert mem.audit_head().operations == len(mem.operations()) == 1


def test_02_known_at_before_an_update_gives_the_old_text_and_recall_the_new(mem: mnemic.Memory) -> None:
    first = mem.remember("Ana lives in Rome")
    mem.update(first.id, content="Ana lives in Porto")
    assert contents(mem.recall("Where does Ana live?", known_at=first.recorded_at)) == ["Ana lives in Rome"]
    assert contents(mem.history(first.id)) == ["Ana lives in Rome", "Ana lives in Porto"]
    assert contents(mem.recall("Where does Ana live?")) == ["Ana lives in Porto"]


def test_03_undoing_an_update_makes_a_third_version_and_undoing_that_the_seconds_text_again(
    mem: mnemic.Memory,
) -> None:
    first = mem.remember("one")
    second = mem.update(first.id, content="two")
    undone = mem.undo(second.operation)
    third = mem.get(first.id)
    assert (third.version, third.content, third.metadata) == (3, first.content, first.metadata)
    assert undone.id
    mem.undo(undone.id)
    assert (mem.get(first.id).version, mem.get(first.id).content) == (4, "two")


def test_04_undo_refuses_naming_what_was_derived_and_a_cascade_takes_both(mem: mnemic.Memory) -> None:
    a = mem.remember("Ana said she has a cat")
    f = mem.remember("Ana has a cat", kind="fact", links=[("derived_from", a.id)])
    with pytest.raises(UndoRefused, match=f.operation) as refusal:
        mem.undo(a.operation)
    assert refusal.value.dependents == (f.operation,)
    mem.undo(a.operation, cascade=True)
    assert contents(mem.recall("cat")) == []
    assert [contents(mem.history(cube.id))[0] for cube in (a, f)] == [a.content, f.content]


@pytest.mark.parametrize("also_on_b", [False, True])
def test_05_what_rests_on_the_forgotten_is_erased_too(mem: mnemic.Memory, also_on_b: bool) -> None:
    a, b = mem.remember("Ana has a cat"), mem.remember("Bo saw Ana's cat")
    premises = [("derived_from", a.id), *([("derived_from", b.id)] if also_on_b else [])]
    f = mem.remember("Ana: cat owner", kind="fact", links=premises)
    assert mem.forget(ids=[a.id]).derived == 1
    with pytest.raises(CubeNotFound):
        mem.get(f.id)
    assert contents(mem.list(tiers=None)) == [b.content]


def test_06_an_erasure_cannot_be_undone(mem: mnemic.Memory) -> None:
    cube = mem.remember("hello")
    receipt = mem.forget(ids=[cube.id])
    for operation in (receipt.operation, cube.operation):
        assert operation
        with pytest.raises(ErasureIsFinal):
            mem.undo(operation)


_READER = """
import sqlite3, sys
reader = sqlite3.connect(sys.argv[1], isolation_level=None)
reader.execute("BEGIN")
reader.execute("SELECT count(*) FROM versions").fetchone()
print("reading", flush=True)
sys.stdin.read()
"""


def test_07_a_reader_leaves_the_erasure_pending_until_the_next_opener(
    tmp_path: Path, open_memory: OpenMemory
) -> None:
    path = tmp_path / "memory.db"
    mem = open_memory()
    cube = mem.remember("the zebra secret of Ana, which is quite long")
    mem.flush()
    reader = subprocess.Popen(
        [sys.executable, "-c", _READER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert reader.stdout is not None
    assert reader.stdout.readline() == "reading\n"
    receipt = mem.forget(ids=[cube.id], timeout_s=0.1)
    assert receipt.status == "pending"
    assert receipt.reason
    assert receipt.operation
    with pytest.raises(CubeNotFound):
        mem.get(cube.id)
    assert mem.stats().erasures_pending == 1
    reader.communicate("")
    assert reader.returncode == 0
    mem.close()
    again = open_memory()
    assert again.receipt(receipt.operation).status == "complete"
    assert again.stats().erasures_pending == 0
    for file in tmp_path.iterdir():
        assert b"zebra secret" not in file.read_bytes()


def test_08_an_ok_that_bo_also_said_stays_his_and_is_counted(mem: mnemic.Memory) -> None:
    mem.remember_many([{"content": "ok", "user": "ana"}, {"content": "my secret is a zebra", "user": "ana"}])
    theirs = mem.remember("ok", user="bo")
    receipt = mem.forget(user="ana")
    assert (receipt.status, receipt.cubes, receipt.shared_texts) == ("complete", 2, 1)
    assert mem.get(theirs.id) == theirs
    assert contents(mem.list()) == ["ok"]


def test_09_valid_at_finds_one_of_two_facts_and_at_the_boundary_the_later(mem: mnemic.Memory) -> None:
    boundary = "2026-06-01T00:00:00+01:00"
    mem.remember("Ana lives in Rome", kind="fact", valid_from="2025-01-01T00:00:00Z", valid_to=boundary)
    mem.remember("Ana lives in Porto", kind="fact", valid_from=boundary)
    for valid_at, city in (
        ("2026-05-31T22:59:59.999999Z", "Rome"),
        (boundary, "Porto"),
        ("2026-05-31T23:00:00Z", "Porto"),
        ("2027-01-01T00:00:00Z", "Porto"),
    ):
        assert contents(mem.recall("Where does Ana live?", valid_at=valid_at)) == [f"Ana lives in {city}"]
    assert contents(mem.recall("Where does Ana live?", valid_at="2024-12-31T00:00:00Z")) == []


def test_10_recorded_times_rise_although_the_clock_is_set_back(
    open_memory: OpenMemory, clock: ManualClock
) -> None:
    mem = open_memory(clock=clock)
    times = [mem.remember("one").recorded_at]
    clock.advance(-3600)
    times += [mem.remember("two").recorded_at]
    mem.close()
    mem = open_memory(clock=clock)
    times += [mem.remember("three").recorded_at]
    clock.advance(7200)
    times += [mem.remember("four").recorded_at]
    assert times == sorted(set(times))
    assert [(later - times[0]).total_seconds() for later in times] == [0, 0.000001, 0.000002, 3600]


def test_11_ne_does_not_match_a_missing_key_and_exists_false_does(mem: mnemic.Memory) -> None:
    mem.remember_many([{"content": "has", "metadata": {"n": 4}}, {"content": "has not"}])
    assert contents(mem.list(where={"metadata.n": {"ne": 3}})) == ["has"]
    assert contents(mem.list(where={"metadata.n": {"exists": False}})) == ["has not"]


def test_12_the_number_three_is_not_the_text_three(mem: mnemic.Memory) -> None:
    mem.remember_many(
        [{"content": "number", "metadata": {"n": 3}}, {"content": "text", "metadata": {"n": "3"}}]
    )
    assert contents(mem.list(where={"metadata.n": 3})) == ["number"]
    assert contents(mem.list(where={"metadata.n": "3"})) == ["text"]


def test_13_ten_thousand_writes_in_another_space_change_no_hit_and_no_score(open_memory: OpenMemory) -> None:
    a, b = open_memory(space="a"), open_memory(space="b")
    a.remember_many([{"content": text} for text in ("Ana has a cat", "Bo has a dog", "the cat sat", "tea")])
    before = a.recall("Who has a cat?", explain=True)
    b.remember_many([{"content": f"cat number {i} of Ana, le chat"} for i in range(10_000)])
    b.recall("cat", pending_budget_ms=0)
    after = a.recall("Who has a cat?", explain=True)
    assert after.hits == before.hits
    assert after.degraded == ()


class SlowEmbedder:
    """The deterministic embedder, at 5 ms a text, and a text more a batch."""

    name = "slow"
    model = "slow/1"
    dims = 64

    def __init__(self) -> None:
        self._inner = HashEmbedder()
        self.patient = False

    def split(self, text: str) -> Sequence[tuple[int, int]]:
        """Return the text as one piece."""
        return [(0, len(text))]

    def embed(self, texts: Sequence[str], purpose: Purpose = "document") -> NDArray[np.float32]:
        """Take time, unless told otherwise."""
        if not self.patient:
            time.sleep(0.005 * len(texts))
        return self._inner.embed(texts, purpose)


def test_14_a_recall_keeps_its_time_budget_with_five_thousand_vectors_pending(
    open_memory: OpenMemory,
) -> None:
    slow = SlowEmbedder()
    mem = open_memory(embedder=slow)
    mem.remember_many([{"content": f"cat number {i}"} for i in range(5000)])
    mem.recall("cat", pending_budget_ms=0)  # reads the matrices, which is not what is measured
    began = time.monotonic()
    found = mem.recall("cat number 77", pending_budget_ms=50)
    assert time.monotonic() - began < 3  # all of them take 25 s
    assert found.degraded == ("vectors_pending",)
    assert "cat number 77" in contents(mem.recall("cat number 77", pending_budget_ms=0, limit=2000))
    assert mem.stats().pending_vectors > 0
    slow.patient = True
    mem.flush()
    assert mem.stats().pending_vectors == 0
    assert mem.recall("cat number 77", pending_budget_ms=50).degraded == ()
