"""`fuse`: equal derived memories become one, which rests on what all of them rested on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import mnemic
from mnemic.errors import ArgumentError, NothingMatched


def belief(mem: mnemic.Memory, *sources: mnemic.MemCube, **given: Any) -> mnemic.MemCube:
    links = [("derived_from", source.id) for source in sources]
    return mem.remember(given.pop("content", "Ana is calm."), **{"kind": "belief", "links": links, **given})


def premises(cube: mnemic.MemCube) -> set[str]:
    return {link.target for link in cube.links if link.relation == "derived_from"}


def test_one_stays_and_rests_on_what_all_rested_on(mem: mnemic.Memory) -> None:
    one, other = mem.remember("She slept well."), mem.remember("She hummed.")
    first, second = belief(mem, one), belief(mem, other, content="ana  is calm.")
    done = mem.fuse(reason="two phones")
    assert (done.verb, done.reason, len(done.changes)) == ("fuse", "two phones", 2)
    stays = mem.get(first.id)
    assert (stays.content, premises(stays), stays.version) == ("Ana is calm.", {one.id, other.id}, 2)
    assert mnemic.Link("supersedes", second.id) in stays.links
    assert mem.get(second.id).state == "merged"
    assert [cube.id for cube in mem.list(kinds=["belief"])] == [first.id]
    assert mem.check() == []


def test_it_is_undone(mem: mnemic.Memory) -> None:
    made = [belief(mem, mem.remember(f"premise {number}")) for number in range(3)]
    done = mem.fuse()
    assert len(mem.list(kinds=["belief"])) == 1
    mem.undo(str(done.id))
    assert [(cube.id, cube.links) for cube in mem.list(kinds=["belief"])] == [
        (cube.id, cube.links) for cube in made
    ]


@pytest.mark.parametrize("differs", ["user", "session", "agent", "kind", "content"])
def test_what_differs_stays_apart(mem: mnemic.Memory, differs: str) -> None:
    belief(mem)
    belief(mem, **{differs: "summary" if differs == "kind" else "another"})
    with pytest.raises(NothingMatched, match="no two derived memories"):
        mem.fuse()


def test_evidence_facts_and_what_is_withdrawn_are_left_alone(mem: mnemic.Memory) -> None:
    for _ in range(2):
        mem.remember("ok")
        mem.assert_fact("Ana", "likes", "tea")
    mem.undo(belief(mem).operation)
    belief(mem)
    with pytest.raises(NothingMatched):
        mem.fuse()


def test_what_is_pinned_stays_and_then_what_has_a_key(mem: mnemic.Memory) -> None:
    plain, keyed = belief(mem), belief(mem, key="calm")
    mem.fuse()
    assert (mem.get(plain.id).state, mem.get(keyed.id).state) == ("merged", "active")
    held = belief(mem)
    mem.pin([held.id])
    mem.fuse()
    assert (mem.get(keyed.id).state, mem.get(held.id).state) == ("merged", "frozen")


def test_a_user_is_asked_for_and_a_dry_run_changes_nothing(mem: mnemic.Memory) -> None:
    for user in ("ana", "ana", "bo", "bo"):
        belief(mem, user=user)
    shown = mem.fuse(dry_run=True)
    assert (shown.id, len(shown.changes)) == (None, 4)
    assert len(mem.list(kinds=["belief"])) == 4
    assert {change.after.user for change in mem.fuse(user="bo").changes} == {"bo"}
    assert len(mem.list(kinds=["belief"])) == 3
    with pytest.raises(ArgumentError):
        mem.fuse(dry_run="yes")  # type: ignore[arg-type]


def test_in_an_empty_space_there_is_nothing(mem: mnemic.Memory) -> None:
    with pytest.raises(NothingMatched):
        mem.fuse()


def test_erasing_one_premise_leaves_no_word_of_it(mem: mnemic.Memory) -> None:
    one, other = mem.remember("Zanzibarwort soothes."), mem.remember("She hummed.")
    belief(mem, one, content="Zanzibarwort soothes her.")
    belief(mem, other, content="Zanzibarwort soothes her.")
    mem.fuse()
    mem.forget(ids=[one.id])
    assert not [cube for cube in mem.list(tiers=None) if "Zanzibarwort" in cube.content]


def test_two_stores_become_one(open_memory: Callable[..., mnemic.Memory], tmp_path: Path) -> None:
    phone, laptop = open_memory("phone.db"), open_memory("laptop.db")
    for mem, said in ((phone, "She slept well."), (laptop, "She hummed.")):
        belief(mem, mem.remember(said))
    laptop.export(tmp_path / "laptop.memcube")
    phone.import_(tmp_path / "laptop.memcube")
    phone.fuse()
    [left] = phone.list(kinds=["belief"])
    assert {phone.get(id_).content for id_ in premises(left)} == {"She slept well.", "She hummed."}
    assert phone.check() == []
