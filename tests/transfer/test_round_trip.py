"""What goes out comes back, to the byte."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from histories import Step, as_carried, live, steps
from hypothesis import given

import mnemic
from mnemic.errors import NothingMatched
from mnemic.testing import ManualClock


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
