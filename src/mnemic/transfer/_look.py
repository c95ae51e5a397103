"""What would become of a memcube file in a space: found out before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, TypeVar

from ..cube import PREDICATES as BUILT_IN
from ..errors import ImportConflict
from ..store import LinkRecord, Reader, Space, Store
from ..truth import predicates
from ._export import Progress
from ._file import MemcubeFile
from ._meet import Met, Names, OnConflict, meet, meet_operations
from ._survey import Cube, Survey, read_cubes, read_operations, read_rest

T = TypeVar("T")

AT_ONCE: Final = 500
"""So many cubes are compared with the store at once."""

_SHOWN: Final = 3
_ROUNDS: Final = 8
_SIGNATURE: Final = 3
"""So many parts of a slot name a subject and a predicate of somebody's."""


@dataclass(frozen=True, slots=True)
class Left:
    """Something that does not come, or not as it was: what, how often, why, and where the first one stands."""

    what: str
    count: int
    why: str
    example: str


@dataclass
class Looked:
    """
    What is known of a file, and what becomes of it.

    Attributes:
        fates: How many cubes become what; see `mnemic.transfer._meet.Fate`.

        operations: The numbers of the operations that are to be written.

        comes, present: For each cube, whether it is here afterwards as it was there, and whether there is one that
            edges can lead to.

        slots: Of whom and what the facts are that the space has already: see `signature`.

        has_work: Whether anything is to be written.

        facts: The ids of the cubes that hold facts.
    """

    file: MemcubeFile
    survey: Survey
    names: Names
    on_conflict: OnConflict
    progress: Progress
    fates: Counter[str] = field(default_factory=Counter)
    operations: set[int] = field(default_factory=set)
    comes: bytearray = field(default_factory=bytearray)
    present: bytearray = field(default_factory=bytearray)
    slots: set[str] = field(default_factory=set)
    has_work: bool = False
    facts: list[str] = field(default_factory=list)
    _left: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    _conflicts: list[str] = field(default_factory=list)

    @property
    def left(self) -> tuple[Left, ...]:
        """What does not come, or not as it was."""
        return tuple(Left(what, count, why, example) for (what, why), (count, example) in self._left.items())

    def leave(self, what: str, why: str, example: str, count: int = 1) -> None:
        """Note that something does not come."""
        before, first = self._left.get((what, why), (0, example))
        self._left[what, why] = before + count, first

    def coming_edges(self) -> Iterator[int]:
        """Yield the numbers of the edges that come."""
        for edge in range(self.survey.edge_count()):
            source, target = self.survey.edge_ends(edge)
            if self.comes[source] and self.present[target]:
                yield edge

    def count(self, met: Met) -> None:
        """Note what becomes of the next cube."""
        self.fates[met.fate] += 1
        self.comes.append(met.comes)
        self.present.append(met.is_present)
        self.has_work = self.has_work or bool(met.to_write) or met.fate == "replaced"
        if met.fate == "conflict":
            self.conflict(met.why)
        elif met.fate == "skipped":
            self.leave("memory", "something else is here, and stays", met.why)
        elif met.fate == "known" and met.why:
            self.leave("memory", "it was changed or taken back here since, and stays so", met.why)

    def forget(self) -> None:
        """Forget what becomes of the cubes, but for the ids of those that hold no facts."""
        for id_ in self.facts:
            self.names.cubes.pop(id_, None)
            self.names.replaced.pop(id_, None)
            self.names.keyless.discard(id_)
        for kept in (self.fates, self.operations, self._left, self._conflicts, self.facts):
            kept.clear()
        self.comes, self.present, self.has_work = bytearray(), bytearray(), False

    def conflict(self, why: str) -> None:
        """Note a conflict."""
        self._conflicts.append(why)

    def check(self) -> None:
        """
        Raise if there is a conflict that nothing was said about.

        Raises:
            ImportConflict: there is.
        """
        if self._conflicts:
            raise refused(self._conflicts, self.file.manifest.cubes)


def refused(conflicts: Sequence[str], cubes: int) -> ImportConflict:
    """Return the error that tells of conflicts."""
    shown = "; ".join(conflicts[:_SHOWN]) + (" …" if len(conflicts) > _SHOWN else "")
    return ImportConflict(
        f"{len(conflicts)} conflict(s) between the file's {cubes} memories and those here: {shown}. Nothing was "
        'written. Pass on_conflict="skip" to leave those here, "replace" to have the file\'s version follow on them, '
        'or "copy" to keep both'
    )


def look(
    store: Store,
    space_name: str,
    file: MemcubeFile,
    on_conflict: OnConflict,
    now_us: int,
    progress: Progress,
) -> Looked:
    """
    Read the whole of *file*, and compare it with the space.

    Raises:
        MemcubeError: it cannot be used.

        ImportConflict: memories are here and differ, and *on_conflict* is ``"error"``.
    """
    survey = Survey(file)
    looked = Looked(file, survey, Names(space_name), on_conflict, progress)
    with store.read() as reader:
        space = reader.space(space_name)
        read_operations(survey, now_us)
        known = _known_operations(reader, space, looked)
        _meet_all(reader, space, looked, read_cubes(survey))
        if looked.names.cubes or looked.names.replaced:
            _meet_facts(reader, space, looked)
        if keyless := len(looked.names.keyless):
            looked.leave(
                "key", "another memory has it here; the copy comes without", "versions.jsonl", keyless
            )
        read_rest(survey, now_us)
        _look_at_predicates(reader, space, looked)
        _look_at_edges(reader, space, looked, known)
        looked.slots = {signature(row.slot) for row in reader.slots(space, "")} if space else set()
    looked.operations -= known
    looked.check()
    return looked


def _meet_facts(reader: Reader, space: Space | None, looked: Looked) -> None:
    """
    Compare everything again, until it is known under which ids those are here that facts refer to.

    A fact may cite, or correct, what comes after it in the file, and another fact may refer to that one in its turn.
    """
    looked.forget()
    for _ in range(_ROUNDS):
        _meet_all(reader, space, looked, looked.survey.all_cubes())
        named = {id_: looked.names.named(id_) for id_ in looked.facts}
        if named == (looked.names.expected or dict(zip(named, named, strict=True))):
            break
        looked.forget()
        looked.names.expected = named
    looked.names.expected = {}


def _meet_all(reader: Reader, space: Space | None, looked: Looked, every: Iterable[Cube]) -> None:
    """Find out what becomes of each cube, and which operations that needs."""
    version = 0
    for cubes in parts(every, AT_ONCE):
        for cube, met in zip(
            cubes, meet(reader, space, looked.names, cubes, looked.on_conflict), strict=True
        ):
            looked.count(met)
            if any(record.fact is not None for record in cube):
                looked.facts.append(cube[0].id)
            if met.to_write:
                looked.operations.update(looked.survey.wrote[version + met.here : version + len(met.records)])
            version += len(met.records)
        looked.progress(0, looked.file.manifest.cubes)


def _known_operations(reader: Reader, space: Space | None, looked: Looked) -> set[int]:
    """Return the numbers of the operations that are here; name anew those that cannot keep their id."""
    number = 0
    found: set[int] = set()
    for records in parts(looked.survey.all_operations(), AT_ONCE):
        known = meet_operations(reader, space, looked.names, records)
        found.update(number + place for place, record in enumerate(records) if record.id in known)
        number += len(records)
    return found


def _look_at_predicates(reader: Reader, space: Space | None, looked: Looked) -> None:
    """Keep those of the file's predicates that are not here, and could be."""
    known, new = predicates(reader, space), []
    for predicate in looked.survey.predicates:
        if predicate.name in BUILT_IN or known.get(predicate.name, predicate) != predicate:
            if looked.on_conflict == "error":
                looked.conflict(f"the predicate {predicate.name!r} has another meaning here")
            looked.leave("predicate", "it means something else here, which stays", predicate.name)
        elif predicate.name not in known:
            new.append(predicate)
            looked.has_work = True
    looked.survey.predicates = new


def _look_at_edges(reader: Reader, space: Space | None, looked: Looked, known: Collection[int]) -> None:
    """Note the operations that the coming edges need, and whether there is anything to do for them."""
    survey = looked.survey
    coming = list(looked.coming_edges())
    leaving = sum(looked.comes[survey.edge_ends(edge)[0]] for edge in range(survey.edge_count())) - len(
        coming
    )
    if leaving:
        looked.leave("link", "it leads to a memory that does not come", "links.jsonl", leaving)
    looked.operations.update(survey.edge_operation(edge) for edge in coming)
    if not looked.has_work and space is not None:
        links = (looked.names.link(survey.edge(edge)) for edge in coming)
        looked.has_work = any(missing(reader, space, part) for part in parts(links, AT_ONCE))


def missing(reader: Reader, space: Space, links: Sequence[LinkRecord]) -> bool:
    """Say whether one of *links* is not here, or is open here and has ended there."""
    here = {
        (link.source, link.target, link.relation, link.operation): link.superseded_us
        for link in reader.links_to(space, {link.target for link in links})
    }
    for link in links:
        key = (link.source, link.target, link.relation, link.operation)
        if key not in here or (here[key] is None and link.superseded_us is not None):
            return True
    return False


def signature(slot: str) -> str:
    """Return of whom and what a fact is: facts of which this differs have nothing to do with each other."""
    return "\x1f".join(slot.split("\x1f")[:_SIGNATURE])


def parts(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield *items* in lists of *size*."""
    iterator = iter(items)
    while part := list(islice(iterator, size)):
        yield part
