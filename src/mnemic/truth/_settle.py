"""Writing what a slot's timeline says into the facts that stand in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple, TypeAlias

from ..cube import Evidence, Fact, Link, MemCube, Predicate, Slot, State, new_id, slot_prefix, value_key
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
        held: Those that count, by id.

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

    def runs(self, *considered: Statement) -> list[Run]:
        """Return the timeline of the place, with statements that are only considered."""
        told = [
            said
            for cube in self.held.values()
            if cube.id not in self.corrected
            for said in self._statements(cube)
        ]
        return timeline([*told, *considered], one_at_a_time=self.one_at_a_time)

    def _statements(self, cube: MemCube) -> list[Statement]:
        fact = fact_of(cube)
        # A correction holds for when the error was said to hold, not only from when it was put right.
        times = set() if fact.corrects else {self.said[s.cube] for s in fact.evidence if s.cube in self.said}
        return [statement(cube.id, _order(cube), fact, time) for time in sorted(times or {said_at(cube)})]


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


def statement(id_: str, seq: int, fact: Fact, said: datetime) -> Statement:
    """Return what a fact says, said at that time."""
    return Statement(
        fact=id_,
        seq=seq,
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
    found = []
    for row in reader.slots(space, slot_prefix(place.user, place.subject, place.predicate)):
        slot = Slot.read(row.slot)
        if row.superseded_us is None and predicate.slot_key(slot.key, slot.object) == place.key:
            found.append(row.row)
    return found


def _corrected(reader: Reader, space: Space, held: Facts, new: Facts) -> set[str]:
    """Return which of the facts *held* another one, that counts, stands for."""
    links = [link for link in reader.links_to(space, held) if link.relation == "supersedes"]
    by = reader.current(space, {link.source for link in links if link.superseded_us is None})
    standing_for = {cube.fact.corrects for cube in {**by, **new}.values() if cube.fact and cube.state in HELD}
    return {id_ for id_ in held if id_ in standing_for}


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
    corrected = {cube.fact.corrects for cube in cubes if cube.fact and cube.fact.corrects}
    every = [*cubes, *reader.current(space, corrected).values()]
    return list(dict.fromkeys(place for cube in every if (place := place_of(cube, known)) is not None))


def _settled(now: Standing) -> dict[str, MemCube]:
    """Return the facts of a place as its timeline wants them."""
    wanted = {id_: _plain(now.held[id_], state="merged") for id_ in now.corrected}
    faces: list[tuple[Run, str]] = []
    runs = now.runs()
    for run in runs:
        ids = sorted({said.fact for said in run.statements}, key=lambda id_: _order(now.held[id_]))
        face, *others = ids
        if any(face == taken for _, taken in faces):
            wanted[face], part = _split(now, wanted[face], run)
            wanted[part.id], face = part, part.id
        wanted[face] = _stretched(wanted.get(face) or now.held[face], run, "active")
        wanted |= {id_: _stretched(now.held[id_], run, "merged") for id_ in others if id_ not in wanted}
        faces.append((run, face))
    face_of = {id(run): face for run, face in faces}
    for run, face in faces:
        wanted[face] = _linked(wanted[face], "supersedes", [face_of[id(ended)] for ended in run.ended])
    for later, earlier in () if now.one_at_a_time else contradictions(runs):
        face = face_of[id(later)]
        wanted[face] = _linked(wanted[face], "contradicts", [face_of[id(earlier)]])
    return wanted


def _plain(cube: MemCube, state: State) -> MemCube:
    """Return a fact with the links only that no timeline makes."""
    kept = tuple(link for link in cube.links if link.relation not in ("supersedes", "contradicts"))
    corrects = fact_of(cube).corrects
    return _linked(replace(cube, state=state, links=kept), "supersedes", [corrects] if corrects else [])


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
    return _citing(whole, kept), _citing(part, moved)


def _citing(cube: MemCube, evidence: tuple[Evidence, ...]) -> MemCube:
    others = {link for link in cube.links if link.relation != "derived_from"}
    cited = {Link("derived_from", span.cube) for span in evidence}
    return replace(cube, fact=replace(fact_of(cube), evidence=evidence), links=tuple(sorted(others | cited)))


def _opposed(
    reader: Reader, space: Space, wanted: dict[str, MemCube], known: Mapping[str, Predicate]
) -> dict[str, MemCube]:
    """Return *wanted* with facts linked as contradicting where predicates exclude each other."""
    found = dict(wanted)
    for cube in wanted.values():
        fact = fact_of(cube)
        group = known[fact.predicate].group if fact.predicate in known else None
        if group is None or not _stands(cube):
            continue
        others = [name for name, other in known.items() if other.group == group and name != fact.predicate]
        for other in _of(reader, space, cube, others, found):
            if _at_once(cube, other):
                found[cube.id] = _linked(found[cube.id], "contradicts", [other.id])
    return found


def _of(reader: Reader, space: Space, cube: MemCube, names: Iterable[str], wanted: Facts) -> list[MemCube]:
    """Return the facts of *cube*'s subject that stand under these predicates."""
    rows = [
        row.row
        for name in names
        for row in reader.slots(space, slot_prefix(cube.user, fact_of(cube).subject, name))
        if row.superseded_us is None
    ]
    found = [wanted.get(other.id, other) for other in reader.at(space, rows)]
    return [other for other in found if _stands(other)]


def _stands(cube: MemCube) -> bool:
    return cube.state in HELD and cube.state != "merged" and fact_of(cube).polarity == "affirmed"


def _at_once(one: MemCube, other: MemCube) -> bool:
    def before(a: MemCube, b: MemCube) -> bool:
        return a.valid_to is not None and b.valid_from is not None and a.valid_to <= b.valid_from

    return not before(one, other) and not before(other, one)


def _write(writer: Writer, space: Space, wanted: Facts) -> list[Changed]:
    """Append a version of each fact that is not as it is stored; new ones first, as others may link to them."""
    stored = writer.current(space, wanted)
    changed: list[Changed] = []
    for id_, cube in sorted(wanted.items(), key=lambda item: item[0] in stored):
        before = stored.get(id_)
        if before != cube:
            new = replace(cube, version=cube.version + 1)
            changed.append((before, writer.append(space, new, terms_of(new.content, new.speaker))))
    return changed


def beside(reader: Reader, space: Space, cubes: Sequence[MemCube]) -> list[MemCube]:
    """Return the facts that may hold otherwise once *cubes* are gone: to be settled then."""
    known = predicates(reader, space)
    gone = {cube.id for cube in cubes}
    found: dict[str, MemCube] = {}
    for place in _places(reader, space, cubes, known):
        found |= standing(reader, space, place, known).held
    return [cube for cube in found.values() if cube.id not in gone]
