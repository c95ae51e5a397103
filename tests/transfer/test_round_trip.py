"""What goes out comes back, to the byte."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from histories import Step, as_carried, live, steps
from hypothesis import given, settings
from hypothesis import strategies as st

import mnemic
from mnemic.errors import ImportConflict, NothingMatched
from mnemic.testing import ManualClock
from mnemic.transfer import ON_CONFLICT


def _exported(memory: mnemic.Memory, path: Path) -> bytes:
    try:
        memory.export(path)
    except NothingMatched:
        return b""
    return path.read_bytes()


@given(steps)
def test_an_export_of_what_was_imported_is_the_same_file(history: list[Step]) -> None:
    with TemporaryDirectory() as place:
        folder, clock = Path(place), ManualClock()
        with (
            mnemic.open(":memory:", embedder="hash", clock=clock) as one,
            mnemic.open(":memory:", embedder="hash", clock=clock, space="other") as other,
        ):
            live(one, clock, history)
            first = _exported(one, folder / "1.memcube")
            if not first:
                return
            clock.advance(seconds=5)
            came = other.import_(folder / "1.memcube")
            assert came.unmapped == ()
            assert _exported(other, folder / "2.memcube") == first
            assert other.check() == []
            _compare(one, other)
            again = other.import_(folder / "1.memcube")
            assert (again.operations, again.run, again.known) == (0, None, came.new)


@given(steps, steps, steps, st.sampled_from(ON_CONFLICT))
@settings(max_examples=40)
def test_two_stores_that_went_apart_meet_again_without_a_loss(
    before: list[Step], here: list[Step], there: list[Step], on_conflict: str
) -> None:
    with TemporaryDirectory() as place:
        folder, clock = Path(place), ManualClock()
        with (
            mnemic.open(":memory:", embedder="hash", clock=clock) as one,
            mnemic.open(":memory:", embedder="hash", clock=clock) as other,
        ):
            live(one, clock, before)
            if _exported(one, folder / "1.memcube"):
                other.import_(folder / "1.memcube")
            live(other, clock, here)
            live(one, clock, there)
            if not _exported(one, folder / "2.memcube"):
                return
            kept = {cube.id: other.history(cube.id) for cube in other.list(tiers=None, limit=200)}
            try:
                came = other.import_(folder / "2.memcube", on_conflict=on_conflict)
            except ImportConflict:
                assert on_conflict == "error"
                return
            assert other.check() == []
            for id_, versions in kept.items():
                now = other.history(id_)[: len(versions)]
                assert [cube.content for cube in now] == [cube.content for cube in versions]
            again = other.import_(folder / "2.memcube", on_conflict=on_conflict)
            assert (again.new, again.copied) == (0, 0)
            if came.run is not None:
                other.undo(came.run, cascade=True, dry_run=True)
            assert other.check() == []


def test_vectors_come_back_as_they_went(tmp_path: Path) -> None:
    with (
        mnemic.open(tmp_path / "a.db", embedder="hash") as one,
        mnemic.open(tmp_path / "b.db", embedder="hash") as other,
    ):
        for number in range(30):
            cube = one.remember(f"memory {number}")
        one.update(cube.id, content="another text")
        one.export(tmp_path / "1", vectors=True)
        other.import_(tmp_path / "1")
        other.export(tmp_path / "2", vectors=True)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


def _compare(one: mnemic.Memory, other: mnemic.Memory) -> None:
    """Hold everything that can be asked of the two against each other, as of every moment something was done."""
    done = [operation for operation in one.operations(limit=200) if operation.verb != "forget"]
    kept = {operation.id: operation for operation in other.operations(limit=200)}
    for operation in done:
        if operation.changes:
            mine = kept[operation.id]
            assert (mine.verb, mine.actor, mine.reason, mine.undoes, mine.run, mine.recorded_at, mine.erased) == (
                operation.verb, operation.actor, operation.reason, operation.undoes, operation.run,
                operation.recorded_at, operation.erased,
            )  # fmt: skip
            assert {c.cube: as_carried(c.after) for c in mine.changes} == {
                c.cube: as_carried(c.after) for c in operation.changes
            }
    for moment in (*(operation.recorded_at for operation in done), None):
        known_at = None if moment is None else moment + timedelta(microseconds=1)
        for asked in (dict(known_at=known_at), dict(known_at=known_at, user="ana")):
            assert [as_carried(cube) for cube in other.facts(past=True, **asked)] == [
                as_carried(cube) for cube in one.facts(past=True, **asked)
            ]
    for cube in one.list(tiers=None, limit=200):
        assert [*map(as_carried, other.history(cube.id))] == [*map(as_carried, one.history(cube.id))]
        assert other.get(cube.id).strength == one.get(cube.id).strength
