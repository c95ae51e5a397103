"""Telling and withdrawing facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from ..cube import Fact, Link, MemCube, Predicate, new_id
from ..store import Reader, Space, Writer
from ._declared import predicate_of, predicates
from ._premises import make_stale
from ._settle import (
    HELD,
    Changed,
    Place,
    Standing,
    correctors,
    fact_of,
    place_of,
    said_at,
    settle,
    standing,
    value_of,
)
from ._timeline import Run

Act = Literal["ADD", "UPDATE", "MERGE", "SUPERSEDE", "NOOP"]


@dataclass(frozen=True, slots=True)
class Told:
    """
    What became of a fact that was told.

    Attributes:
        act: ``"ADD"``: new. ``"MERGE"``: known; its evidence was added. ``"SUPERSEDE"``: new, and it retired
            another. ``"UPDATE"``: known, with other limits now. ``"NOOP"``: nothing was written.

        reason: Why, in words.

        cube: The fact that now stands for it.

        changes: Everything that was written.
    """

    act: Act
    reason: str
    cube: MemCube
    changes: tuple[Changed, ...] = ()


def tell(
    writer: Writer, space: Space, draft: MemCube, begin: Callable[[], object], *, again: bool = True
) -> Told:
    """
    Add a fact to its slot: to the one that says the same already, or as a new one that may retire others.

    Args:
        draft: A cube with a fact, of version 0, with its links; it was said at ``occurred_at``.

        begin: Called before anything is written, to begin the operation.

        again: Whether to take up what was withdrawn before and rests on no new evidence.

    Raises:
        ArgumentError: its predicate is not declared.
    """
    predicate_of(writer, space, fact_of(draft).predicate)
    known = predicates(writer, space)
    place = place_of(draft, known)
    assert place is not None  # noqa: S101 - its predicate is declared
    now = standing(writer, space, place, known, {draft.id: draft})
    gone = None if again else _withdrawn(now, fact_of(draft))
    if gone is not None:
        return Told("NOOP", f"it was withdrawn before, as {gone.id}", gone)
    if fact_of(draft).corrects:
        begin()
        return _put_right(writer, space, place, known, draft)
    run = _run_of(now, draft)
    same = _gathering(now, run, draft) if run is not None else None
    if run is None or same is None:
        begin()
        return _added(writer, space, place, known, [draft])
    gathered = _gathered(same, draft)
    if gathered == same:
        face = next((cube for cube in now.of_run(run) if cube.state != "merged"), same)
        return Told("NOOP", f"{face.id} says so already, on the same evidence", face)
    begin()
    changes = settle(writer, space, [gathered])
    face = _face(writer, space, place, known, next(after for _, after in changes if after.id == same.id))
    return Told("MERGE", f"{face.id} says the same", face, tuple(changes))


def _run_of(now: Standing, draft: MemCube) -> Run | None:
    """Return the run that *draft* speaks of; `None` if it speaks of several, as its value came back."""
    runs = now.runs_of(draft.id)
    return runs[0] if len(runs) == 1 else None


def _gathering(now: Standing, run: Run, draft: MemCube) -> MemCube | None:
    """
    Return the fact that can take up what a restatement brings, where that is evidence only.

    One that tells other limits, or of no evidence but its time, stands beside it as a statement of its own:
    what each said, and when, is then known when one of them goes.
    """
    fact = fact_of(draft)
    for cube in now.of_run(run):
        other = fact_of(cube)
        if (
            cube.id != draft.id
            and not other.corrects
            and (other.stated_from, other.stated_to) == (fact.stated_from, fact.stated_to)
            and bool(other.evidence) == bool(fact.evidence)
            and (fact.evidence or said_at(cube) == said_at(draft))
        ):
            return cube
    return None


def _withdrawn(now: Standing, fact: Fact) -> MemCube | None:
    """Return a withdrawn fact that says the same, on the same evidence."""
    spans = set(fact.evidence)
    for cube in now.withdrawn:
        old = fact_of(cube)
        if (
            cube.state == "expired"
            and spans
            and spans <= set(old.evidence)
            and value_of(old) == value_of(fact)
        ):
            return cube
    return None


def _gathered(known: MemCube, draft: MemCube) -> MemCube:
    """Return the known fact with what a restatement brings: evidence, certainty, an earlier time."""
    old, fact = fact_of(known), fact_of(draft)
    evidence = tuple(dict.fromkeys((*old.evidence, *fact.evidence)))
    links = {*known.links, *(Link("derived_from", span.cube) for span in fact.evidence)}
    return replace(
        known,
        fact=replace(old, evidence=evidence, certainty=max(old.certainty, fact.certainty)),
        links=tuple(sorted(links)),
        occurred_at=known.occurred_at if evidence == old.evidence else min(said_at(known), said_at(draft)),
        state="active" if (known.state, draft.state) == ("generated", "active") else known.state,
    )


def _added(
    writer: Writer, space: Space, place: Place, known: Mapping[str, Predicate], drafts: list[MemCube]
) -> Told:
    """Add new facts, the first of which is the one that was told."""
    draft = drafts[0]
    changes = settle(writer, space, drafts)
    new = next(after for _, after in changes if after.id == draft.id)
    face = _face(writer, space, place, known, new)
    if face.id != new.id:
        before = next((before for before, after in changes if after.id == face.id and before), face)
        moved = (before.valid_from, before.valid_to) != (face.valid_from, face.valid_to)
        return Told("UPDATE" if moved else "MERGE", f"{face.id} says the same", face, tuple(changes))
    retired = [link.target for link in new.links if link.relation == "supersedes"]
    if retired:
        return Told("SUPERSEDE", f"it stands for {', '.join(retired)} now", new, tuple(changes))
    return Told("ADD", "nothing says the same", new, tuple(changes))


def _face(
    reader: Reader, space: Space, place: Place, known: Mapping[str, Predicate], cube: MemCube
) -> MemCube:
    """Return the fact that stands for what *cube* says."""
    if cube.state != "merged":
        return cube
    now = standing(reader, space, place, known)
    told = [other for run in now.runs_of(cube.id) for other in now.of_run(run)]
    return next((other for other in told if other.state != "merged"), cube)


def _put_right(
    writer: Writer, space: Space, place: Place, known: Mapping[str, Predicate], draft: MemCube
) -> Told:
    """
    Put a fact right, with every other that says the same of the same time.

    There is a correction for each time that the error was told: the right one holds whenever that was said to.
    """
    id_ = fact_of(draft).corrects or ""
    wrong = writer.current(space, [id_]).get(id_)
    error = place_of(wrong, known) if wrong is not None else None
    if wrong is None or error is None:
        return _added(
            writer, space, place, known, [replace(draft, fact=replace(fact_of(draft), corrects=None))]
        )
    drafts = _corrections(standing(writer, space, error, known), wrong, draft)
    told = _added(writer, space, place, known, drafts)
    stale = make_stale(writer, space, [fact_of(made).corrects or "" for made in drafts])
    return replace(told, changes=(*told.changes, *stale))


def _corrections(now: Standing, wrong: MemCube, draft: MemCube) -> list[MemCube]:
    """Return *draft* with its like for each other fact, and each other time, that the error was told by."""
    told = [
        said
        for run in now.runs_of(wrong.id)
        for said in run.statements
        if _goes_with(now.held[said.fact], wrong)
    ]
    first = next((said for said in told if said.fact == wrong.id), None)
    if first is None:
        return [draft]
    others = [said for said in told if said is not first]
    return [
        replace(draft, occurred_at=first.said_at),
        *(_like(draft, wrong, now.held[said.fact], said.said_at) for said in others),
    ]


def _goes_with(other: MemCube, cube: MemCube) -> bool:
    """Whether *other*, which says the same, goes when *cube* does: with a correction, only what corrects."""
    return bool(fact_of(other).corrects) or not fact_of(cube).corrects


def _like(draft: MemCube, wrong: MemCube, other: MemCube, said: datetime) -> MemCube:
    """Return what *draft* says instead of *wrong*, said instead of *other*: with the limits that one told."""
    right, old, its = fact_of(draft), fact_of(wrong), fact_of(other)
    fact = replace(
        right,
        corrects=other.id,
        stated_from=its.stated_from if right.stated_from == old.stated_from else right.stated_from,
        stated_to=its.stated_to if right.stated_to == old.stated_to else right.stated_to,
    )
    return replace(draft, id=new_id(), fact=fact, occurred_at=said)


def stands_for(reader: Reader, space: Space, cube: MemCube) -> MemCube:
    """Return the fact that stands for *cube* by now: the last that corrects it, or itself."""
    found = cube
    while by := [other for other in correctors(reader, space, [found.id]) if other.state in HELD]:
        found = by[0]
    return found


def withdraw(writer: Writer, space: Space, cube: MemCube) -> list[Changed]:
    """
    Take a fact back: it never held, and what it had retired does. What rests on it becomes stale.

    The facts that say the same of the same time go with it; with a correction, only what corrects.

    The caller has begun an operation.
    """
    together = _saying_the_same(writer, space, cube)
    changes = settle(writer, space, [replace(fact, state="expired") for fact in together])
    return changes + make_stale(writer, space, [fact.id for fact in together])


def _saying_the_same(writer: Writer, space: Space, cube: MemCube) -> list[MemCube]:
    """Return a fact with those it stands for."""
    known = predicates(writer, space)
    place = place_of(cube, known)
    if place is None:
        return [cube]
    now = standing(writer, space, place, known)
    same = [other for run in now.runs_of(cube.id) for other in now.of_run(run)]
    return [*{other.id: other for other in (cube, *same) if _goes_with(other, cube)}.values()]
