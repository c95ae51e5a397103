"""Writing what a slot's timeline says into the facts that stand in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from graphlib import TopologicalSorter
from typing import NamedTuple, TypeAlias

from ..cube import (
    Evidence,
    Fact,
    Link,
    MemCube,
    Predicate,
    Slot,
    State,
    new_id,
    slot_of,
    slot_prefix,
    value_key,
)
from ..index import terms_of
from ..store import Reader, Space, Writer
from ._declared import predicates
from ._timeline import Run, Statement, Value, contradictions, timeline

HELD: tuple[State, ...] = ("generated", "active", "frozen", "merged")
"""The states in which a fact is part of its slot's timeline; `merged`: another stands for it."""

Changed: TypeAlias = "tuple[MemCube | None, MemCube]"
"""The version before, `None` for a new cube, and the one that was appended."""

Facts: TypeAlias = Mapping[str, MemCube]
"""Facts by id."""


class Place(NamedTuple):
    """
    Where a fact stands: the facts of one place can retire each other.

    Attributes:
        key: See `Predicate.slot_key`.
    """

    user: str
    subject: str
    predicate: str
    key: str


def place_of(cube: MemCube, known: Mapping[str, Predicate]) -> Place | None:
    """Return where a fact stands; `None` for a cube without a fact, or of a predicate nobody declared."""
    fact = cube.fact
    if fact is None or fact.predicate not in known:
        return None
    predicate = known[fact.predicate]
    key = predicate.slot_key(fact.key, fact.object)
    return Place(cube.user or "", value_key(fact.subject), predicate.name, key)


@dataclass(frozen=True, slots=True)
class Standing:
    """
    The facts of one place.

    Attributes:
        held: Those that count, by id, in the order of arrival.

        withdrawn: Those that don't any more.

        said: When each cube that is cited as evidence was said, by its id.

        corrected: The ids of those that another one stands for.
    """

    predicate: Predicate
    held: Facts
    withdrawn: Sequence[MemCube]
    said: Mapping[str, datetime]
    corrected: Collection[str]

    @property
    def one_at_a_time(self) -> bool:
        """Whether a value ends the one before."""
        return self.predicate.temporal and self.predicate.cardinality != "multi"

    def runs(self) -> list[Run]:
        """Return the timeline of the place."""
        told = [
            said
            for cube in self.held.values()
            if cube.id not in self.corrected
            for said in self._statements(cube)
        ]
        return timeline(told, one_at_a_time=self.one_at_a_time)

    def runs_of(self, id_: str) -> list[Run]:
        """Return the runs that a fact speaks of: several, if its value came back after another."""
        return [run for run in self.runs() if any(said.fact == id_ for said in run.statements)]

    def of_run(self, run: Run) -> list[MemCube]:
        """Return the facts that speak of *run*, in the order of arrival."""
        ids = {said.fact for said in run.statements}
        return [cube for id_, cube in self.held.items() if id_ in ids]

    def _statements(self, cube: MemCube) -> list[Statement]:
        fact = fact_of(cube)
        # A correction holds for when the error was said to hold, not only from when it was put right.
        times = set() if fact.corrects else {self.said[s.cube] for s in fact.evidence if s.cube in self.said}
        return [_statement(cube, fact, time) for time in sorted(times or {said_at(cube)})]


def fact_of(cube: MemCube) -> Fact:
    """Return the fact of a cube that is known to hold one."""
    assert cube.fact is not None  # noqa: S101 - only facts stand in a slot
    return cube.fact


def said_at(cube: MemCube) -> datetime:
    """Return when something was said, as far as that is known."""
    return cube.occurred_at or cube.created_at


def value_of(fact: Fact) -> Value:
    """Return what a fact says holds, as it is compared with others."""
    return Value(value_key(fact.object), fact.polarity == "affirmed")


def _statement(cube: MemCube, fact: Fact, said: datetime) -> Statement:
    return Statement(
        fact=cube.id,
        seq=_order(cube),
        value=value_of(fact),
        said_at=said,
        stated_from=fact.stated_from,
        stated_to=fact.stated_to,
    )


def _order(cube: MemCube) -> int:
    """Return a cube's place in the order of arrival; one that is new comes last."""
    return cube.seq if cube.version else 1 << 60


def standing(
    reader: Reader, space: Space, place: Place, known: Mapping[str, Predicate], new: Facts | None = None
) -> Standing:
    """
    Return the facts of a place.

    Args:
        new: Facts as they are about to become; they stand before those the store has.
    """
    new = new or {}
    stored = {cube.id: cube for cube in reader.at(space, _rows(reader, space, place, known[place.predicate]))}
    cubes = sorted(
        (cube for cube in {**stored, **new}.values() if place_of(cube, known) == place), key=_order
    )
    held = {cube.id: cube for cube in cubes if cube.state in HELD}
    cited = {span.cube for cube in held.values() for span in fact_of(cube).evidence}
    return Standing(
        predicate=known[place.predicate],
        held=held,
        withdrawn=[cube for cube in cubes if cube.id not in held],
        said={id_: said_at(cube) for id_, cube in reader.current(space, cited).items()},
        corrected=_corrected(reader, space, held, new),
    )


def _rows(reader: Reader, space: Space, place: Place, predicate: Predicate) -> list[int]:
    """Return the rows of the current versions of the facts that stand at *place*."""
    by_object = predicate.cardinality != "single" and (
        predicate.cardinality == "multi" or predicate.keyed == "object"
    )
    # Most slots of a predicate with many objects are told apart by how they end, without taking them apart.
    ends = place.key.rpartition("\n")[2] if by_object else ""
    found = []
    for row in reader.slots(space, slot_prefix(place.user, place.subject, place.predicate)):
        if row.superseded_us is None and row.slot.endswith(ends):
            slot = Slot.read(row.slot)
            if predicate.slot_key(slot.key, slot.object) == place.key:
                found.append(row.row)
    return found


def _corrected(reader: Reader, space: Space, held: Facts, new: Facts) -> set[str]:
    """
    Return which of the facts *held* another one, that counts, stands for.

    A fact whose correction was corrected in turn stays corrected, whatever becomes of the one in between.
    """
    for_whom = {id_: {id_} for id_ in held}
    found: set[str] = set()
    waiting: Collection[str] = list(held)
    while waiting:
        by = correctors(reader, space, waiting, new)
        for cube in by:
            stands_for = for_whom[fact_of(cube).corrects or ""]
            for_whom.setdefault(cube.id, set()).update(stands_for)
            found |= stands_for if cube.state in HELD else set()
        waiting = [cube.id for cube in by if cube.id not in held]
    return found


def correctors(reader: Reader, space: Space, ids: Collection[str], new: Facts | None = None) -> list[MemCube]:
    """Return the facts that correct one of *ids*, whether or not they count."""
    links = [link for link in reader.links_to(space, ids) if link.relation == "supersedes"]
    by = reader.current(space, {link.source for link in links if link.superseded_us is None})
    return [cube for cube in {**by, **(new or {})}.values() if cube.fact and cube.fact.corrects in ids]


def settle(writer: Writer, space: Space, changing: Iterable[MemCube]) -> list[Changed]:
    """
    Write facts, and what follows for the facts beside them: what holds, from when, until when.

    The caller has begun an operation.

    Args:
        changing: The facts as they are to become; a new one has version 0. One that is as it is stored has its
            place worked out anew.

    Returns:
        What was written: a change a cube.
    """
    known = predicates(writer, space)
    wanted = {cube.id: cube for cube in changing}
    stored = writer.current(space, wanted)
    for place in _places(writer, space, [*stored.values(), *wanted.values()], known):
        wanted |= _settled(standing(writer, space, place, known, wanted))
    return _write(writer, space, _opposed(writer, space, wanted, known))


def _places(
    reader: Reader, space: Space, cubes: Sequence[MemCube], known: Mapping[str, Predicate]
) -> list[Place]:
    """Return the places that change when these facts come or go: their own, and those of what they correct."""
    every = {cube.id: cube for cube in cubes}
    waiting = {cube.fact.corrects for cube in cubes if cube.fact and cube.fact.corrects}
    while waiting := waiting - every.keys():
        found = reader.current(space, waiting)
        every |= found
        waiting = {cube.fact.corrects for cube in found.values() if cube.fact and cube.fact.corrects}
        waiting -= every.keys()
    return list(
        dict.fromkeys(place for cube in every.values() if (place := place_of(cube, known)) is not None)
    )


def _settled(now: Standing) -> dict[str, MemCube]:
    """Return the facts of a place as its timeline wants them."""
    wanted = {id_: _plain(now.held[id_], state="merged") for id_ in now.corrected}
    runs = now.runs()
    faces: dict[Run, str] = {}
    for run in runs:
        # What was told outright stands for what was only found.
        ids = [cube.id for cube in sorted(now.of_run(run), key=lambda cube: cube.state == "generated")]
        face = next((id_ for id_ in ids if id_ not in faces.values()), None)
        if face is None:
            whole = ids[0]
            wanted[whole], part = _split(now, wanted[whole], run)
            wanted[part.id], face = part, part.id
        wanted[face] = _stretched(wanted.get(face) or now.held[face], run, "active")
        wanted |= {id_: _stretched(now.held[id_], run, "merged") for id_ in ids if id_ not in wanted}
        faces[run] = face
    for run, face in faces.items():
        wanted[face] = _linked(wanted[face], "supersedes", [faces[ended] for ended in run.ended])
    for later, earlier in () if now.one_at_a_time else contradictions(runs):
        wanted[faces[later]] = _linked(wanted[faces[later]], "contradicts", [faces[earlier]])
    return wanted


def _plain(cube: MemCube, state: State) -> MemCube:
    """Return a fact with the links only that no timeline makes."""
    kept = tuple(link for link in cube.links if link.relation not in ("supersedes", "contradicts"))
    corrects = Link("supersedes", fact_of(cube).corrects or "")
    # What it corrects may be erased by now, and the link with it.
    stands = [corrects.target] if corrects in cube.links or (not cube.version and corrects.target) else []
    return _linked(replace(cube, state=state, links=kept), "supersedes", stands)


def _stretched(cube: MemCube, run: Run, state: State) -> MemCube:
    """Return a fact as it is over the time of *run*; one that is only generated, or frozen, stays so."""
    kept = cube.state if state == "active" and cube.state != "merged" else state
    return replace(_plain(cube, kept), valid_from=run.begins, valid_to=run.ends)


def _linked(cube: MemCube, relation: str, targets: Iterable[str]) -> MemCube:
    links = {*cube.links, *(Link(relation, target) for target in targets if target != cube.id)}  # type: ignore[arg-type]
    return replace(cube, links=tuple(sorted(links)))


def _split(now: Standing, whole: MemCube, run: Run) -> tuple[MemCube, MemCube]:
    """Return a fact without, and a new one with, what was said of its value when it held again."""
    times = {said.said_at for said in run.statements if said.fact == whole.id}
    evidence = fact_of(whole).evidence
    moved = tuple(span for span in evidence if now.said.get(span.cube) in times)
    kept = tuple(span for span in evidence if span not in moved)
    part = replace(whole, id=new_id(), version=0, key=None, occurred_at=min(times))
    return citing(whole, kept), citing(part, moved)


def citing(cube: MemCube, evidence: tuple[Evidence, ...]) -> MemCube:
    """Return a fact as resting on this evidence alone."""
    others = {link for link in cube.links if link.relation != "derived_from"}
    cited = {Link("derived_from", span.cube) for span in evidence}
    return replace(cube, fact=replace(fact_of(cube), evidence=evidence), links=tuple(sorted(others | cited)))


def _opposed(
    reader: Reader, space: Space, wanted: dict[str, MemCube], known: Mapping[str, Predicate]
) -> dict[str, MemCube]:
    """Return *wanted* with facts linked as contradicting, later to earlier, where predicates exclude each other."""
    found = dict(wanted)
    subjects = {
        (cube.user, fact_of(cube).subject, known[fact_of(cube).predicate].group)
        for cube in wanted.values()
        if fact_of(cube).predicate in known
    }
    for user, subject, group in subjects:
        names = [name for name, other in known.items() if other.group == group] if group else []
        found |= _opposing(_of(reader, space, [slot_prefix(user, subject, name) for name in names], found))
    return found


def _of(reader: Reader, space: Space, prefixes: Sequence[str], wanted: Facts) -> list[MemCube]:
    """Return the facts whose slots begin so, as they are to become, in the order of arrival."""
    rows = [row for prefix in prefixes for row in reader.slots(space, prefix) if row.superseded_us is None]
    stored = {cube.id: cube for cube in reader.at(space, [row.row for row in rows])}
    meant = [
        cube for cube in {**stored, **wanted}.values() if (slot_of(cube) or "").startswith(tuple(prefixes))
    ]
    return sorted(meant, key=_order)


def _opposing(cubes: Sequence[MemCube]) -> dict[str, MemCube]:
    """Return facts of predicates that exclude each other, each linked to the earlier ones that hold with it."""
    others = {cube.id: fact_of(cube).predicate for cube in cubes}
    found = {}
    for at, cube in enumerate(cubes):
        own = fact_of(cube).predicate
        kept = tuple(
            link
            for link in cube.links
            if link.relation != "contradicts" or others.get(link.target, own) == own
        )
        against = [
            other.id
            for other in cubes[:at]
            if others[other.id] != own and _stands(cube) and _stands(other) and _at_once(cube, other)
        ]
        found[cube.id] = _linked(replace(cube, links=kept), "contradicts", against)
    return found


def _stands(cube: MemCube) -> bool:
    return cube.state in HELD and cube.state != "merged" and fact_of(cube).polarity == "affirmed"


def _at_once(one: MemCube, other: MemCube) -> bool:
    def before(a: MemCube, b: MemCube) -> bool:
        return a.valid_to is not None and b.valid_from is not None and a.valid_to <= b.valid_from

    return not before(one, other) and not before(other, one)


def _write(writer: Writer, space: Space, wanted: Facts) -> list[Changed]:
    """Append a version of each fact that is not as it is stored; a new one before those that link to it."""
    stored = writer.current(space, wanted)
    order = TopologicalSorter(
        {id_: [link.target for link in cube.links if link.target in wanted and link.target not in stored]
         for id_, cube in wanted.items()}
    ).static_order()  # fmt: skip
    new = [id_ for id_ in order if id_ not in stored]
    changed: list[Changed] = []
    for id_ in [*new, *stored]:
        cube, before = wanted[id_], stored.get(id_)
        if before != cube:
            written = replace(cube, version=cube.version + 1)
            changed.append(
                (before, writer.append(space, written, terms_of(written.content, written.speaker)))
            )
    return changed


def beside(reader: Reader, space: Space, cubes: Sequence[MemCube]) -> list[MemCube]:
    """Return the facts that may hold otherwise once *cubes* are gone: to be settled then."""
    known = predicates(reader, space)
    gone = {cube.id for cube in cubes}
    found: dict[str, MemCube] = {}
    for place in _places(reader, space, cubes, known):
        found |= standing(reader, space, place, known).held
    return [cube for cube in found.values() if cube.id not in gone]
