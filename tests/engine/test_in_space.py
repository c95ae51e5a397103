"""A handle on another space of the same open store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import anyio
import pytest

import mnemic
from mnemic.errors import ArgumentError, RecallNotFound, StoreClosed

if TYPE_CHECKING:
    from conftest import OpenMemory


def test_spaces_of_one_store_share_nothing_but_the_store(mem: mnemic.Memory) -> None:
    other = mem.in_space("other")
    assert (mem.space, other.space) == ("default", "other")
    other.remember("Ana has a cat")
    assert not mem.recall("cat")
    assert [hit.cube.content for hit in other.recall("cat")] == ["Ana has a cat"]
    assert mem.spaces() == ("other",)
    assert other.in_space("default").space == "default"
    assert "space='other'" in repr(other)


def test_closing_a_handle_leaves_the_store_open_for_the_others(open_memory: OpenMemory) -> None:
    opener = open_memory()
    one, two = opener.in_space("one"), opener.in_space("two")
    with one:
        one.remember("Ana has a cat")
    one.close()
    with pytest.raises(StoreClosed, match=r"space='one'.* was closed; call in_space\(\) again"):
        one.remember("Ana has a dog")
    two.remember("Bo has a dog")
    opener.remember("Cy has a bird")
    assert opener.in_space("one").recall("cat")


def test_the_handle_that_opened_the_store_closes_it_for_all(open_memory: OpenMemory) -> None:
    opener = open_memory()
    other = opener.in_space("other")
    opener.close()
    with pytest.raises(StoreClosed):
        other.remember("Ana has a cat")
    other.close()
    other.close(timeout_s=1.0)


def test_closing_a_handle_first_makes_the_vectors_it_is_given_time_for(open_memory: OpenMemory) -> None:
    opener = open_memory()
    other = opener.in_space("other")
    other.remember("Ana has a cat")
    other.close(timeout_s=5.0)
    assert opener.stats().pending_vectors == 0


def test_what_one_handle_erases_is_gone_from_the_shared_caches(open_memory: OpenMemory) -> None:
    opener = open_memory()
    one, same = opener.in_space("one"), opener.in_space("one")
    cube = one.remember("Ana keeps bees")
    assert same.recall("bees")
    same.forget(ids=[cube.id])
    assert not one.recall("bees")


def test_a_handle_remembers_its_own_recalls_only(mem: mnemic.Memory) -> None:
    cube = mem.remember("Ana has a cat")
    found = mem.recall("cat")
    with pytest.raises(RecallNotFound):
        mem.in_space("default").feedback(found.id, useful=[cube.id])
    mem.feedback(found.id, useful=[cube.id])


def test_what_a_space_learned_holds_for_that_space(mem: mnemic.Memory) -> None:
    other = mem.in_space("other")
    for memory in (mem, other):
        memory.remember_many([{"content": f"Ana has cat number {number}"} for number in range(5)])
    before = [hit.score for hit in other.recall("cat number 3")]
    mem.recall("cat number 3").cite(["m1"])
    mem.recall("cat number 3")
    assert [hit.score for hit in other.recall("cat number 3")] == before


def test_reembedding_through_one_handle_holds_for_all(open_memory: OpenMemory) -> None:
    opener = open_memory()
    other = opener.in_space("other")
    other.remember("Ana has a cat")
    opener.reembed(mnemic.embed.HashEmbedder(32))
    assert other.recall("cat")
    assert other.stats().model == "hash/v1/32"


@pytest.mark.parametrize("name", [None, "", 3, "a\0b"])
def test_what_names_no_space_is_refused(name: object, mem: mnemic.Memory) -> None:
    with pytest.raises(ArgumentError):
        mem.in_space(name)  # type: ignore[arg-type]


def test_the_awaitable_face_has_it_too(tmp_path: Path) -> None:
    async def use() -> None:
        async with await mnemic.aopen(tmp_path / "a.db", embedder="hash") as memory:
            async with await memory.in_space("other") as other:
                await other.remember("Ana has a cat")
                assert other.space == "other"
            assert await memory.spaces() == ("other",)

    anyio.run(use)
