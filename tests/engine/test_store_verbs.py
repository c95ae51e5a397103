"""The verbs about the store itself, and what goes on beside them: backups, mending, reindexing, vectors in batches."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import mnemic
from mnemic.embed import CallableEmbedder, HashEmbedder
from mnemic.engine import migrate
from mnemic.errors import (
    CursorError,
    EmbedderMismatch,
    EmbedderUnavailable,
    MigrationRequired,
    StorePathError,
)
from mnemic.index import terms_of
from mnemic.store.sqlite import SQLiteStore
from mnemic.times import system_clock

if TYPE_CHECKING:
    from conftest import OpenMemory


def contents(found: Any) -> list[str]:
    """Return the contents of cubes or hits."""
    return [getattr(item, "cube", item).content for item in found]


def test_a_backup_is_a_store_of_its_own(open_memory: OpenMemory, tmp_path: Path) -> None:
    mem = open_memory()
    mem.remember_many([{"content": f"cat {i}"} for i in range(50)])
    told: list[tuple[int, int]] = []
    mem.backup(tmp_path / "copy.db", progress=lambda left, total: told.append((left, total)))
    assert told[-1][0] == 0
    mem.remember("later")
    copy = open_memory("copy.db")
    assert (copy.stats().cubes, copy.audit_head().operations, copy.check()) == (50, 1, [])
    assert len(copy.recall("cat", limit=60)) == 50
    with pytest.raises(StorePathError, match="exists"):
        mem.backup(tmp_path / "copy.db")
    with pytest.raises(StorePathError):
        mem.backup(tmp_path / "absent" / "copy.db")


def test_a_memory_in_memory_can_be_kept(mem: mnemic.Memory, open_memory: OpenMemory, tmp_path: Path) -> None:
    mem.remember("Ana has a cat")
    mem.backup(tmp_path / "kept.db")
    assert contents(open_memory("kept.db").recall("cat")) == ["Ana has a cat"]


def test_a_migration_of_a_present_store_changes_nothing(open_memory: OpenMemory, tmp_path: Path) -> None:
    mem = open_memory()
    cube = mem.remember("Ana has a cat")
    version = mem.stats().schema_version
    mem.close()
    assert migrate(tmp_path / "memory.db", backup=tmp_path / "before.db") == (version, version)
    assert open_memory().get(cube.id) == open_memory("before.db").get(cube.id) == cube


def made_by_another_analysis(path: Path) -> None:
    """Spoil the term lists of a store as an older version might have made them."""
    store = SQLiteStore(str(path), clock=system_clock)
    with store.write() as writer:
        for stored in list(writer.stored_terms()):
            writer.replace_terms(stored.row, terms_of("quite other words", None))
        writer.set_setting("terms", "0")
        writer.invalidate()
    store.close()


def test_words_of_another_analysis_are_counted_anew_on_opening(
    open_memory: OpenMemory, tmp_path: Path
) -> None:
    open_memory().remember("Ana has a cat", speaker="Ana")
    made_by_another_analysis(tmp_path / "memory.db")
    with pytest.raises(MigrationRequired, match="mnemic migrate"):
        open_memory(read_only=True)
    mem = open_memory()
    assert "cat" in mem.recall("cat")[0].why[0]
    assert "ana" in mem.recall("Ana")[0].why[0]
    assert mem.check() == []


def test_wrong_words_are_found_and_mended(open_memory: OpenMemory, tmp_path: Path) -> None:
    mem = open_memory()
    mem.remember("Ana has a cat")
    mem.recall("cat")
    made_by_another_analysis(tmp_path / "memory.db")
    assert [finding.part for finding in mem.check()] == ["terms"]
    assert mem.check(repair=True) == []
    assert "cat" in mem.recall("cat")[0].why[0]


def test_vectors_are_made_in_batches_that_are_told_of(open_memory: OpenMemory) -> None:
    mem = open_memory()
    mem.remember_many([{"content": f"text {i}"} for i in range(150)])
    told: list[tuple[int, int]] = []
    mem.flush(progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (150, 150)
    assert told == sorted(told)
    assert len(told) > 1
    assert mem.stats().vectors == 150


class Counting(HashEmbedder):
    """An embedder that counts the texts it sees, as slow as told."""

    def __init__(self, slow_s: float = 0.0) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.slow_s = slow_s

    def embed(self, texts: Sequence[str], purpose: Any = "document") -> Any:
        """Count."""
        self.seen += texts
        time.sleep(self.slow_s)
        return super().embed(texts, purpose)


def test_a_text_seen_before_is_not_embedded_again_in_any_space(open_memory: OpenMemory) -> None:
    embedder = Counting()
    one, two = open_memory(embedder=embedder, space="a"), open_memory(embedder=embedder, space="b")
    one.remember_many([{"content": "the same text"}] * 3)
    one.flush()
    two.remember("the same text")
    two.flush()
    cube = one.list()[0]
    one.update(cube.id, metadata={"n": 1})
    one.flush()
    assert embedder.seen == ["the same text"]
    one.forget(everything=True)
    two.forget(everything=True)
    two.remember("the same text")
    two.flush()
    assert embedder.seen == ["the same text"] * 2


def test_questions_are_embedded_once_until_something_is_forgotten(open_memory: OpenMemory) -> None:
    embedder = Counting()
    mem = open_memory(embedder=embedder)
    cube = mem.remember("Ana has a cat")
    mem.flush()
    embedder.seen.clear()
    for _ in range(3):
        mem.recall("who has a cat?")
    assert embedder.seen == ["who has a cat?"]
    for i in range(300):
        mem.recall(f"question {i}")
    mem.recall("who has a cat?")
    assert embedder.seen.count("who has a cat?") == 2
    mem.forget(ids=[cube.id])
    mem.remember("Bo has a dog")
    mem.recall("who has a cat?")
    assert embedder.seen.count("who has a cat?") == 3


def test_one_who_waits_in_vain_for_his_turn_answers_with_what_is_there(open_memory: OpenMemory) -> None:
    embedder = Counting(slow_s=0.4)
    mem = open_memory(embedder=embedder)
    mem.remember_many([{"content": f"cat {i}"} for i in range(3)])
    worker = threading.Thread(target=mem.flush)
    worker.start()
    while not embedder.seen:
        time.sleep(0.001)
    embedder.slow_s = 0
    found = mem.recall("cat", pending_budget_ms=10)
    assert found.degraded == ("vectors_pending",)
    assert len(found) == 3
    worker.join()
    assert mem.recall("cat").degraded == ()


def test_a_reembedding_that_was_broken_off_is_replaced_by_another(open_memory: OpenMemory) -> None:
    class Down(HashEmbedder):
        name, model = "down", "down/1"

        def embed(self, texts: Sequence[str], purpose: Any = "document") -> Any:
            raise EmbedderUnavailable("gone")

    mem = open_memory()
    mem.remember_many([{"content": text} for text in ("the cat sat", "a dog")])
    mem.flush()
    with pytest.raises(EmbedderUnavailable):
        mem.reembed(Down())
    assert len(mem.recall("zebra")) == 2
    mem.remember("a third")
    assert len(mem.recall("zebra")) == 3
    mem.reembed("hash:32")
    assert (mem.stats().vectors, mem.stats().pending_vectors, len(mem.recall("zebra"))) == (3, 0, 3)
    mem.reembed("hash:32")
    assert mem.check() == []


def test_what_is_written_while_reembedding_gets_its_vector_too(open_memory: OpenMemory) -> None:
    mem, beside = open_memory(), open_memory()
    mem.remember("first")
    late: list[mnemic.MemCube] = []

    class Talkative(HashEmbedder):
        name, model = "talkative", "talkative/1"

        def embed(self, texts: Sequence[str], purpose: Any = "document") -> Any:
            if len(late) < 3:
                late.append(beside.remember(f"late {len(late)}"))
            return super().embed(texts, purpose)

    mem.reembed(Talkative())
    assert (mem.stats().vectors, mem.stats().pending_vectors) == (4, 0)


def test_an_embedder_without_a_name_has_to_be_passed_again(open_memory: OpenMemory) -> None:
    def embed(texts: list[str]) -> list[list[float]]:
        return [[1.0, float(len(text))] for text in texts]

    own = CallableEmbedder(embed, name="own-v1")
    mem = open_memory(embedder=own)
    mem.remember("Ana has a cat")
    assert len(mem.recall("zebra")) == 1
    with pytest.raises(EmbedderMismatch, match="own-v1"):
        open_memory(embedder=None).recall("zebra")
    assert len(open_memory(embedder=CallableEmbedder(embed, name="own-v1")).recall("zebra")) == 1


def test_two_openers_of_a_new_store_agree_on_its_model(tmp_path: Path) -> None:
    opened: list[mnemic.Memory] = []
    threads = [
        threading.Thread(target=lambda: opened.append(mnemic.open(tmp_path / "new.db", embedder="hash")))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({memory.stats().model for memory in opened}) == 1
    for memory in opened:
        memory.remember(f"{memory!r}")
        memory.flush()
    assert opened[0].check() == []
    for memory in opened:
        memory.close()


def test_a_cursor_is_bound_to_sets_whatever_their_order(mem: mnemic.Memory) -> None:
    mem.remember_many([{"content": f"{i}", "tags": ["a", "b"]} for i in range(3)])
    cursor = mem.list(limit=2, tags={"a", "b"}).cursor
    assert contents(mem.list(limit=2, tags={"b", "a"}, cursor=cursor)) == ["2"]
    with pytest.raises(CursorError):
        mem.list(tags={"a"}, cursor=cursor)
    in_sets = mem.list(limit=2, where={"seq": {"in": {1, 2, 3}}}).cursor
    assert contents(mem.list(where={"seq": {"in": {3, 2, 1}}}, cursor=in_sets)) == ["2"]


@pytest.mark.parametrize(
    "cursor", [b"WzEsIngiXQ", 5, "WyJhIiwieCJd", "WzEuNSwieCJd", "e30", "W3RydWUsIngiXQ"]
)
def test_a_cursor_that_list_never_gave_is_refused(mem: mnemic.Memory, cursor: Any) -> None:
    mem.remember("x")
    with pytest.raises(CursorError, match=r"Page\.cursor"):
        mem.list(cursor=cursor)


def test_a_page_can_be_counted_and_indexed(mem: mnemic.Memory) -> None:
    made = mem.remember_many([{"content": f"{i}"} for i in range(3)])
    page = mem.list()
    assert (len(page), page[1], list(page)) == (3, made[1], made)


def test_statistics_count_what_is_there(open_memory: OpenMemory) -> None:
    mem, other = open_memory(space="a"), open_memory(space="b")
    assert (mem.stats().cubes, mem.stats().spaces) == (0, 0)
    first = mem.remember("one")
    mem.remember("two", kind="fact", links=[("derived_from", first.id)])
    mem.update(first.id, metadata={"n": 1})
    other.remember("three")
    stats = mem.stats()
    assert (stats.space, stats.spaces, stats.cubes, stats.versions, stats.links) == ("a", 2, 2, 3, 1)
    assert (stats.pending_vectors, stats.vectors, stats.operations) == (3, 0, 3)
    assert stats.size_bytes > 0
    assert stats.location.endswith("memory.db")


def test_the_erased_derived_cubes_operations_are_no_longer_in_the_way_of_an_undo(mem: mnemic.Memory) -> None:
    a, b = mem.remember_many([{"content": "a", "key": "a"}, {"content": "b"}])
    f = mem.remember("f", kind="fact", links=[("derived_from", a.id)])
    mem.forget(ids=[f.id])
    mem.undo(a.operation)
    assert [mem.get(cube.id).state for cube in (a, b)] == ["expired", "expired"]


def test_a_diamond_of_dependents_is_taken_back_once(mem: mnemic.Memory) -> None:
    a = mem.remember("a")
    left = mem.remember("l", kind="fact", links=[("derived_from", a.id)])
    right = mem.remember("r", kind="fact", links=[("derived_from", a.id), ("supports", left.id)])
    top = mem.remember("t", kind="summary", links=[("derived_from", left.id), ("derived_from", right.id)])
    undone = mem.undo(a.operation, cascade=True)
    assert sorted(change.cube for change in undone.changes) == sorted(
        cube.id for cube in (a, left, right, top)
    )
    assert mem.check() == []
