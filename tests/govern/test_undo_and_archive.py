"""Taking back and putting away, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import mnemic
from mnemic.errors import CubeNotFound, NothingMatched, OperationNotFound, UndoRefused

NO_ID = "01890a5d-ac96-774b-bcce-b302099a8057"


@pytest.fixture
def mem() -> Iterator[mnemic.Memory]:
    with mnemic.open(":memory:", embedder="hash", actor="clerk") as mem:
        yield mem


def test_undoing_an_update_appends_the_version_before_it(mem: mnemic.Memory) -> None:
    cube = mem.remember("one")
    updated = mem.update(cube.id, content="two")
    undone = mem.undo(updated.operation, reason="a slip")
    assert (undone.verb, undone.undoes, undone.reason, undone.actor) == (
        "undo",
        updated.operation,
        "a slip",
        "clerk",
    )
    assert [version.content for version in mem.history(cube.id)] == ["one", "two", "one"]
    again = mem.undo(str(undone.id))
    assert [version.content for version in mem.history(cube.id)] == ["one", "two", "one", "two"]
    assert again.undoes == undone.id
    assert mem.check() == []


def test_an_operation_others_rest_on_is_refused_naming_them(mem: mnemic.Memory) -> None:
    cube = mem.remember("said")
    derived = mem.remember("derived", links=[("derived_from", cube.id)])
    updates = [mem.update(cube.id, metadata={"n": n}) for n in range(6)]
    with pytest.raises(UndoRefused, match=r"7 later operation.*….*cascade=True") as refused:
        mem.undo(cube.operation)
    assert refused.value.dependents == (derived.operation, *(update.operation for update in updates))
    assert len(mem.operations()) == 8
    planned = mem.undo(cube.operation, cascade=True, dry_run=True)
    assert planned.id is None
    assert {change.cube for change in planned.changes} == {cube.id, derived.id}
    assert len(mem.operations()) == 8
    mem.undo(cube.operation, cascade=True)
    assert mem.list().cubes == ()
    assert {mem.get(id_).state for id_ in (cube.id, derived.id)} == {"expired"}
    assert mem.check() == []


def test_what_was_undone_already_is_refused_with_the_way_back(mem: mnemic.Memory) -> None:
    cube = mem.remember("one")
    updated = mem.update(cube.id, content="two")
    undone = mem.undo(updated.operation)
    with pytest.raises(UndoRefused, match=f"undone by {undone.id} already"):
        mem.undo(updated.operation)
    mem.undo(cube.operation, cascade=True)
    assert mem.get(cube.id).state == "expired"


def test_operations_of_nowhere_are_not_found(mem: mnemic.Memory) -> None:
    with pytest.raises(OperationNotFound, match=NO_ID):
        mem.undo(NO_ID)
    cube = mem.remember("one")
    with pytest.raises(OperationNotFound, match=r"mem\.operations"):
        mem.undo(NO_ID)
    with pytest.raises(OperationNotFound):
        mem.operations(before=NO_ID)
    with pytest.raises(OperationNotFound):
        mem.receipt(cube.operation)
    with pytest.raises(CubeNotFound):
        mem.history(NO_ID)


def test_an_operation_of_another_space_is_not_found(tmp_path: object) -> None:
    path = f"{tmp_path}/m.db"
    with mnemic.open(path, embedder="hash", space="one") as one, mnemic.open(path, space="two") as two:
        cube = one.remember("behind a wall")
        two.remember("elsewhere")
        with pytest.raises(OperationNotFound):
            two.undo(cube.operation)
        with pytest.raises(CubeNotFound):
            two.archive(ids=[cube.id])
        with pytest.raises(CubeNotFound):
            two.forget(ids=[cube.id])
        assert one.get(cube.id) == cube


def test_operations_are_paged_from_the_latest(mem: mnemic.Memory) -> None:
    cubes = [mem.remember(f"number {i}") for i in range(7)]
    first = mem.operations(limit=3)
    second = mem.operations(limit=3, before=first[-1].id)
    third = mem.operations(limit=3, before=second[-1].id)
    assert [op.id for op in (*first, *second, *third)] == [cube.operation for cube in reversed(cubes)]
    assert [op.id for op in mem.operations(cube=cubes[2].id)] == [cubes[2].operation]


def test_archiving_moves_out_of_recall_and_back(mem: mnemic.Memory) -> None:
    cubes = mem.remember_many([{"content": f"lantern {i}", "user": ("ana", "bo")[i % 2]} for i in range(4)])
    done = mem.archive(user="ana", reason="old")
    assert (done.verb, done.reason, len(done.changes)) == ("archive", "old", 2)
    assert {hit.cube.user for hit in mem.recall("lantern")} == {"bo"}
    assert len(mem.recall("lantern", tiers=None)) == 4
    with pytest.raises(NothingMatched, match="in the archive already"):
        mem.archive(ids=[cubes[0].id])
    assert len(mem.archive(ids=[cubes[0].id, cubes[1].id], dry_run=True).changes) == 1
    mem.undo(str(done.id))
    assert len(mem.recall("lantern")) == 4
    assert mem.check() == []


def test_a_selector_without_a_match_changes_nothing(mem: mnemic.Memory) -> None:
    for verb in (mem.archive, mem.forget):
        with pytest.raises(NothingMatched, match="does not exist or is empty"):
            verb(user="ana")
    cube = mem.remember("one", user="bo")
    for verb in (mem.archive, mem.forget):
        with pytest.raises(NothingMatched, match="user='ana'"):
            verb(user="ana")
        with pytest.raises(CubeNotFound, match=NO_ID):
            verb(ids=[cube.id, NO_ID])
    assert len(mem.operations()) == 1
