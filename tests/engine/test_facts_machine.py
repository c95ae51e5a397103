"""
Facts told, corrected, taken back, undone, forgotten and imported late, in any order, against a naive model.

The model keeps the statements that count and works out from them anew, each time, what held when.
``MNEMIC_HYPOTHESIS=thorough`` runs it for much longer.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import mnemic
from mnemic.errors import UndoRefused
from mnemic.testing import ManualClock

ORIGIN = datetime(2020, 1, 1, tzinfo=UTC)
AFTER_ALL = datetime(2100, 1, 1, tzinfo=UTC)
CITIES = ("Rome", "Porto", "Oslo")

Interval = tuple[str, datetime | None, datetime | None]


@dataclass(eq=False)
class Said:
    """One thing that was said, at a moment of its own; as a correction instead of another."""

    place: str
    value: str
    at: datetime
    since: datetime | None = None
    evidence: str | None = None
    corrects: Said | None = None


@dataclass
class Stretch:
    """A time in which one value held."""

    value: str
    said: list[Said] = field(default_factory=list)
    begins: datetime | None = None
    ends: datetime | None = None
    stated: bool = False


@dataclass
class Done:
    """An operation: what it added to and took from what counts."""

    id: str
    added: set[Said]
    removed: set[Said]


def stretches(counting: Collection[Said], place: str) -> list[Stretch]:
    """Return what held when, from what counts, for things of which one holds at a time."""
    wrong = set()
    for one in counting:
        other = one.corrects
        while other is not None:
            wrong.add(other)
            other = other.corrects
    found: list[Stretch] = []
    for one in sorted((x for x in counting if x.place == place and x not in wrong), key=lambda x: x.at):
        before = found[-2] if len(found) > 1 else None
        last = found[-1] if found else None
        if last is not None and last.value == one.value:
            last.said.append(one)
            possible = before is None or (one.since is not None and one.since > before.said[-1].at)
            if one.since is not None and not last.stated and one.since <= last.said[0].at and possible:
                last.begins, last.stated = one.since, True
        elif last is None or (one.since is not None and one.since > last.said[-1].at):
            found.append(Stretch(one.value, [one], one.since, stated=one.since is not None))
        else:
            found.append(Stretch(one.value, [one], one.at))
    for stretch, after in zip(found, found[1:], strict=False):
        stretch.ends = after.begins
    return found


class FactsMachine(RuleBasedStateMachine):
    """One person's facts in a file."""

    picks = st.integers(0, 11)

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.mkdtemp()
        self.clock = ManualClock()
        self.mem = self.opened()
        self.counting: set[Said] = set()
        self.done: list[Done] = []
        self.told = 0
        self.seen: list[tuple[datetime, list[Interval]]] = []

    def opened(self) -> mnemic.Memory:
        path = str(Path(self.folder, "memory.db"))
        return mnemic.open(path, embedder="hash", clock=self.clock)

    def facts(self, **more: Any) -> list[mnemic.MemCube]:
        return self.mem.facts(user="ana", past=True, valid_at=AFTER_ALL, **more)

    def everything(self) -> list[mnemic.MemCube]:
        """Return every cube there is, of whatever state."""
        done = self.mem.operations(limit=1000)
        return [self.mem.get(id_) for id_ in {change.cube for one in done for change in one.changes}]

    def did(self, *, added: Iterable[Said] = (), removed: Iterable[Said] = ()) -> None:
        operation = self.mem.operations(limit=1)[0].id
        assert operation is not None
        self.done.append(Done(operation, set(added), set(removed)))
        self.counting = (self.counting - set(removed)) | set(added)
        self.seen.append((self.mem.operations(limit=1)[0].recorded_at, outline(self.facts())))

    def picked(self, pick: int) -> tuple[mnemic.MemCube, list[Said]]:
        """Return a fact, and what was said of it that goes with it."""
        cubes = self.facts()
        cube = cubes[pick % len(cubes)]
        assert cube.fact is not None
        for stretch in stretches(self.counting, cube.fact.predicate):
            if interval_of(cube) == (stretch.value, stretch.begins, stretch.ends):
                return cube, [x for x in stretch.said if x.corrects or not cube.fact.corrects]
        raise AssertionError("no stretch is like that fact")

    @initialize()
    def begin(self) -> None:
        self.tell("Rome", 4, None, cites=True)

    @rule(
        value=st.sampled_from([*CITIES, "likes", "dislikes"]),
        day=st.integers(0, 12),
        since=st.none() | st.integers(0, 8),
        cites=st.booleans(),
    )
    def tell(self, value: str, day: int, since: int | None, cites: bool) -> None:
        """Tell a fact, of any time; an old one is imported late."""
        self.told += 1
        at = ORIGIN + timedelta(days=day, minutes=self.told)
        begins = None if since is None else at - timedelta(days=since, seconds=self.told)
        place = "lives_in" if value in CITIES else "likes"
        evidence = self.mem.remember(f"{value}!", user="ana", occurred_at=at).id if cites else None
        self.mem.assert_fact(
            "Ana",
            place,
            value if value in CITIES else "sushi",
            user="ana",
            polarity="negated" if value == "dislikes" else "affirmed",
            valid_from=begins,
            evidence=[evidence] if evidence else [],
            occurred_at=at,
        )
        self.did(added=[Said(place, value, at, begins, evidence)])

    @precondition(lambda self: self.facts())
    @rule(pick=picks, city=st.sampled_from(CITIES))
    def correct(self, pick: int, city: str) -> None:
        """Put a fact right."""
        cube, said = self.picked(pick)
        value = said[0].value
        if value == city:
            return
        if value in CITIES:
            right = city
            self.mem.correct(cube.id, object=city)
        else:
            right = "likes" if value == "dislikes" else "dislikes"
            self.mem.correct(cube.id, polarity="affirmed" if right == "likes" else "negated")
        self.did(added=[Said(x.place, right, x.at, x.since, None, x) for x in said])

    @precondition(lambda self: self.facts())
    @rule(pick=picks)
    def retract(self, pick: int) -> None:
        """Take a fact back."""
        cube, said = self.picked(pick)
        self.mem.retract(cube.id)
        self.did(removed=said)

    @precondition(lambda self: self.done)
    @rule(pick=picks)
    def undo(self, pick: int) -> None:
        """Take an operation back, if nothing rests on it."""
        at = len(self.done) - 1 - min(pick, len(self.done) - 1)
        taken_back = self.done[at]
        try:
            self.mem.undo(taken_back.id)
        except UndoRefused:
            assert at < len(self.done) - 1
            return
        del self.done[at]
        self.did(added=taken_back.removed, removed=taken_back.added)

    @rule(pick=picks)
    def edit(self, pick: int) -> None:
        """Change the words of a message that facts were drawn from."""
        cited = sorted((x for x in self.counting if x.evidence), key=lambda x: x.at)
        if cited:
            one = cited[pick % len(cited)]
            before = self.mem.get(one.evidence or "")
            self.mem.update(before.id, content=before.content + " Or not.")
            self.did(removed=[one])

    @rule(pick=picks)
    def forget(self, pick: int) -> None:
        """Erase a message that facts were drawn from; what also rests on others may be told anew from those."""
        cited = sorted((x for x in self.counting if x.evidence), key=lambda x: x.at)
        if not cited:
            return
        self.mem.forget(ids=[cited[pick % len(cited)].evidence or ""])
        everything = self.everything()
        left = {span.cube for cube in everything if cube.fact for span in cube.fact.evidence}
        assert left <= {cube.id for cube in everything}
        self.counting = {x for x in self.counting if x.evidence is None or x.evidence in left}
        # What an operation did is in part gone with what was erased, and so is what was known.
        self.done, self.seen = [], []

    @rule()
    def reopen(self) -> None:
        """Close the file and open it again."""
        self.mem.close()
        self.mem = self.opened()

    @invariant()
    def facts_are_what_the_statements_say(self) -> None:
        expected = [
            (x.value, x.begins, x.ends)
            for place in ("lives_in", "likes")
            for x in stretches(self.counting, place)
        ]
        assert outline(self.facts()) == sorted(expected, key=str)

    def teardown(self) -> None:
        for moment, known in self.seen[::7]:
            assert outline(self.facts(known_at=moment)) == known
        assert self.mem.check() == []
        self.mem.close()
        shutil.rmtree(self.folder)


def interval_of(cube: mnemic.MemCube) -> Interval:
    fact = cube.fact
    assert fact is not None
    value = fact.object
    if fact.predicate == "likes":
        value = "likes" if fact.polarity == "affirmed" else "dislikes"
    return value, cube.valid_from, cube.valid_to


def outline(cubes: Iterable[mnemic.MemCube]) -> list[Interval]:
    return sorted(map(interval_of, cubes), key=str)


TestFacts = FactsMachine.TestCase
if os.environ.get("MNEMIC_HYPOTHESIS", "default") == "default":
    TestFacts.settings = settings(max_examples=60, stateful_step_count=30)
