"""What becomes of a file's memories where something of the same name is here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from memcubes import edited

import mnemic
from mnemic.errors import ImportConflict
from mnemic.testing import ManualClock


@pytest.fixture
def one(tmp_path: Path, clock: ManualClock) -> Any:
    with mnemic.open(tmp_path / "one.db", embedder="hash", clock=clock) as mem:
        yield mem


@pytest.fixture
def other(tmp_path: Path, clock: ManualClock) -> Any:
    with mnemic.open(tmp_path / "other.db", embedder="hash", clock=clock) as mem:
        yield mem


def contents(mem: mnemic.Memory) -> list[str]:
    return sorted(cube.content for cube in mem.list(tiers=None))


def test_a_later_export_brings_only_what_is_new(
    one: mnemic.Memory, other: mnemic.Memory, clock: ManualClock, tmp_path: Path
) -> None:
    cube = one.remember("first", user="ana")
    one.remember("stays")
    one.export(tmp_path / "1.memcube")
    clock.advance(seconds=1)
    one.update(cube.id, content="second")
    one.remember("third", links=[("derived_from", cube.id)])
    one.export(tmp_path / "2.memcube")
    assert other.import_(tmp_path / "1.memcube").new == 2
    came = other.import_(tmp_path / "2.memcube")
    assert (came.new, came.updated, came.known) == (1, 1, 1)
    assert [version.content for version in other.history(cube.id)] == ["first", "second"]
    other.export(tmp_path / "3.memcube")
    assert (tmp_path / "3.memcube").read_bytes() == (tmp_path / "2.memcube").read_bytes()
    older = other.import_(tmp_path / "1.memcube")
    assert (older.new, older.known, older.operations) == (0, 2, 0)
    assert other.check() == []


@pytest.fixture
def differing(one: mnemic.Memory, other: mnemic.Memory, clock: ManualClock, tmp_path: Path) -> Path:
    """A file whose first memory was changed in both stores since."""
    cube = one.remember("shared")
    one.export(tmp_path / "0.memcube")
    other.import_(tmp_path / "0.memcube")
    clock.advance(seconds=1)
    one.update(cube.id, content="changed there", tags=("there",))
    one.remember("rests on it", kind="summary", links=[("derived_from", cube.id)])
    clock.advance(seconds=1)
    other.update(cube.id, content="changed here")
    one.export(tmp_path / "differing.memcube")
    return tmp_path / "differing.memcube"


def test_an_import_that_differs_changes_nothing_unless_told_how(
    differing: Path, other: mnemic.Memory
) -> None:
    before = other.audit_head()
    with pytest.raises(ImportConflict, match="1 conflict.*another history.*on_conflict"):
        other.import_(differing)
    with pytest.raises(ImportConflict):
        other.import_(differing, dry_run=True)
    assert other.audit_head() == before


def test_skip_leaves_what_is_here_and_links_to_it(differing: Path, other: mnemic.Memory) -> None:
    came = other.import_(differing, on_conflict="skip")
    assert (came.new, came.skipped) == (1, 1)
    assert came.unmapped[0].count == 1
    assert contents(other) == ["changed here", "rests on it"]
    shared = next(cube for cube in other.list() if cube.content == "changed here")
    rests = next(cube for cube in other.list() if cube.content == "rests on it")
    assert [link.target for link in rests.links] == [shared.id]
    assert other.import_(differing, on_conflict="skip").operations == 0


def test_replace_has_the_files_version_follow_on_the_one_here(differing: Path, other: mnemic.Memory) -> None:
    came = other.import_(differing, on_conflict="replace")
    assert (came.new, came.updated) == (1, 1)
    assert contents(other) == ["changed there", "rests on it"]
    cube = next(cube for cube in other.list() if cube.content == "changed there")
    assert [version.content for version in other.history(cube.id)] == [
        "shared",
        "changed here",
        "changed there",
    ]
    assert cube.tags == ("there",)
    again = other.import_(differing, on_conflict="replace")
    assert (again.known, again.operations) == (2, 0)
    other.undo(str(came.run))
    assert contents(other) == ["changed here"]
    assert other.check() == []


def test_copy_keeps_both_and_the_same_copy_comes_once(
    differing: Path, other: mnemic.Memory, tmp_path: Path
) -> None:
    came = other.import_(differing, on_conflict="copy")
    assert (came.new, came.copied) == (1, 1)
    assert contents(other) == ["changed here", "changed there", "rests on it"]
    rests = next(cube for cube in other.list() if cube.content == "rests on it")
    assert other.get(rests.links[0].target).content == "changed there"
    again = other.import_(differing, on_conflict="copy")
    assert (again.known, again.copied, again.operations) == (2, 0, 0)
    assert other.check() == []


def test_a_key_that_another_has_is_a_conflict(
    one: mnemic.Memory, other: mnemic.Memory, tmp_path: Path
) -> None:
    one.remember("theirs", key="k", user="ana")
    one.export(tmp_path / "k.memcube")
    mine = other.remember("mine", key="k", user="ana")
    other.remember("of another user", key="k", user="bo")
    with pytest.raises(ImportConflict, match="the key 'k'"):
        other.import_(tmp_path / "k.memcube")
    assert other.import_(tmp_path / "k.memcube", on_conflict="skip").skipped == 1
    came = other.import_(tmp_path / "k.memcube", on_conflict="copy")
    assert (came.copied, [item.what for item in came.unmapped]) == (1, ["key"])
    assert other.lookup("k", user="ana").id == mine.id
    assert other.import_(tmp_path / "k.memcube", on_conflict="copy").operations == 0
    assert other.import_(tmp_path / "k.memcube", on_conflict="replace").updated == 1
    assert [version.content for version in other.history(mine.id)] == ["mine", "theirs"]
    assert other.import_(tmp_path / "k.memcube", on_conflict="replace").operations == 0
    assert other.check() == []


def test_a_space_moves_to_another_space_of_its_store_as_a_copy(
    one: mnemic.Memory, tmp_path: Path, clock: ManualClock
) -> None:
    cube = one.remember("Ana lives in Porto", user="ana", key="home")
    one.assert_fact("Ana", "lives_in", "Porto", user="ana", evidence=[cube.id])
    clock.advance(seconds=1)
    one.update(cube.id, content="Ana lives in Faro")
    one.export(tmp_path / "m.memcube")
    there = one.in_space("moved")
    with pytest.raises(ImportConflict, match="in another space"):
        there.import_(tmp_path / "m.memcube")
    came = there.import_(tmp_path / "m.memcube", on_conflict="copy")
    assert came.copied == 2
    moved = there.lookup("home", user="ana")
    assert moved.id != cube.id
    assert [version.content for version in there.history(moved.id)] == [
        "Ana lives in Porto",
        "Ana lives in Faro",
    ]
    fact = there.list(kinds=["fact"], tiers=None, user="ana")
    cited = {span.cube for found in fact if found.fact for span in found.fact.evidence}
    assert cited <= {moved.id}
    assert there.import_(tmp_path / "m.memcube", on_conflict="copy").operations == 0
    assert one.check() == []


def test_facts_of_a_file_and_facts_here_are_settled_together(
    one: mnemic.Memory, other: mnemic.Memory, clock: ManualClock, tmp_path: Path
) -> None:
    one.assert_fact("Ana", "lives_in", "Lisbon", user="ana", valid_from="2024-01-01T00:00:00Z")
    clock.advance(seconds=1)
    other.assert_fact("Ana", "lives_in", "Porto", user="ana", valid_from="2026-01-01T00:00:00Z")
    one.export(tmp_path / "f.memcube")
    clock.advance(seconds=1)
    other.import_(tmp_path / "f.memcube")

    def objects(at: str) -> list[str]:
        return [fact.fact.object for fact in other.facts(user="ana", valid_at=at) if fact.fact]

    assert objects("2025-06-01T00:00:00Z") == ["Lisbon"]
    assert objects("2026-06-01T00:00:00Z") == ["Porto"]
    assert other.check() == []


def test_an_operations_id_gives_no_way_into_anothers_history(
    one: mnemic.Memory, other: mnemic.Memory, clock: ManualClock, tmp_path: Path
) -> None:
    """A file may not add memories to another operation of this store, to have them undone or shown with it."""
    mine = other.remember("mine", reason="my own")
    clock.advance(seconds=1)
    one.remember("theirs")
    one.export(tmp_path / "o.memcube")

    def graft(_manifest: Any, parts: Any) -> None:
        parts["operations.jsonl"][0]["id"] = mine.operation
        parts["versions.jsonl"][0]["operation"] = mine.operation

    other.import_(edited(tmp_path / "o.memcube", graft))
    found = next(done for done in other.operations() if done.id == mine.operation)
    assert [change.after.content for change in found.changes] == ["mine"]
    assert contents(other) == ["mine", "theirs"]
    assert other.check() == []


def test_parts_of_one_operation_may_come_in_two_files(
    one: mnemic.Memory, other: mnemic.Memory, tmp_path: Path
) -> None:
    one.remember_many([{"content": "of Ana", "user": "ana"}, {"content": "of Bo", "user": "bo"}])
    one.export(tmp_path / "ana.memcube", user="ana")
    one.export(tmp_path / "bo.memcube", user="bo")
    one.export(tmp_path / "all.memcube")
    other.import_(tmp_path / "ana.memcube")
    other.import_(tmp_path / "bo.memcube")
    other.export(tmp_path / "back.memcube")
    assert (tmp_path / "back.memcube").read_bytes() == (tmp_path / "all.memcube").read_bytes()
    assert other.check() == []


def test_a_link_that_leads_out_of_what_is_exported_stays_behind(
    one: mnemic.Memory, other: mnemic.Memory, tmp_path: Path
) -> None:
    cube = one.remember("of Ana", user="ana")
    one.remember("of Bo", user="bo", links=[("related", cube.id)])
    done = one.export(tmp_path / "bo.memcube", user="bo")
    assert (done.cubes, done.links, done.dropped_links) == (1, 0, 1)
    whole = one.export(tmp_path / "all.memcube")
    other.import_(tmp_path / "bo.memcube")
    came = other.import_(tmp_path / "all.memcube")
    assert (came.new, came.known) == (1, 1)
    bo = other.list(user="bo")[0]
    assert [link.target for link in bo.links] == [cube.id]
    assert whole.links == 1
    assert other.check() == []


def test_what_is_erased_here_stays_erased_until_a_file_brings_it_back(
    one: mnemic.Memory, other: mnemic.Memory, tmp_path: Path
) -> None:
    cube = one.remember("a secret word: xyzzyplugh", user="ana")
    one.remember("stays")
    one.export(tmp_path / "a.memcube")
    other.import_(tmp_path / "a.memcube")
    assert other.forget(ids=[cube.id]).status == "complete"
    assert other.check() == []
    other.export(tmp_path / "b.memcube")
    import zipfile

    with zipfile.ZipFile(tmp_path / "b.memcube") as zipped:
        assert all(b"xyzzyplugh" not in zipped.read(name) for name in zipped.namelist())
    assert other.import_(tmp_path / "a.memcube").new == 1
    assert other.check() == []


def test_a_space_that_was_erased_can_be_brought_back_again_and_again(
    one: mnemic.Memory, other: mnemic.Memory, tmp_path: Path
) -> None:
    cube = one.remember("first", user="ana")
    one.update(cube.id, content="second")
    one.export(tmp_path / "a.memcube")
    for _ in range(3):
        assert other.import_(tmp_path / "a.memcube").new == 1
        assert [version.content for version in other.history(cube.id)] == ["first", "second"]
        assert other.import_(tmp_path / "a.memcube").operations == 0
        assert other.check() == []
        assert other.forget(everything=True).status == "complete"
    assert other.check() == []
