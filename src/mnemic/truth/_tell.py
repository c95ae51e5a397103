"""Telling and withdrawing facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from ..cube import Fact, Link, MemCube
from ..store import Space, Writer
from ._declared import predicate_of, predicates
from ._premises import make_stale
from ._settle import Changed, Standing, fact_of, place_of, said_at, settle, standing, statement, value_of

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
    fact = fact_of(draft)
    predicate_of(writer, space, fact.predicate)
    known = predicates(writer, space)
    place = place_of(draft, known)
    assert place is not None  # noqa: S101 - its predicate is declared
    now = standing(writer, space, place, known)
    gone = None if again else _withdrawn(now, fact)
    if gone is not None:
        return Told("NOOP", f"it was withdrawn before, as {gone.id}", gone)
    same = None if fact.corrects else _same(now, draft)
    if same is not None:
        return _gather(writer, space, same, draft, begin)
    begin()
    changes = settle(writer, space, [draft])
    new = next(after for _, after in changes if after.id == draft.id)
    retired = [link.target for link in new.links if link.relation == "supersedes"]
    if retired:
        return Told("SUPERSEDE", f"it stands for {', '.join(retired)} now", new, tuple(changes))
    return Told("ADD", "nothing says the same", new, tuple(changes))


def _same(now: Standing, draft: MemCube) -> MemCube | None:
    """Return the fact that says the same of the same time."""
    considered = statement("", 1 << 60, fact_of(draft), said_at(draft))
    for run in now.runs(considered):
        if considered in run.statements:
            ids = {said.fact for said in run.statements} - {""}
            return min((now.held[id_] for id_ in ids), key=lambda cube: cube.seq, default=None)
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


def _gather(
    writer: Writer, space: Space, known: MemCube, draft: MemCube, begin: Callable[[], object]
) -> Told:
    """Add what a restatement brings to the fact that is known: evidence, limits, certainty."""
    old, fact = fact_of(known), fact_of(draft)
    merged = replace(
        old,
        evidence=tuple(dict.fromkeys((*old.evidence, *fact.evidence))),
        certainty=max(old.certainty, fact.certainty),
        stated_from=old.stated_from or fact.stated_from,
        stated_to=fact.stated_to or old.stated_to,
    )
    if merged == old:
        return Told("NOOP", f"{known.id} says so already, on the same evidence", known)
    links = {*known.links, *(Link("derived_from", span.cube) for span in fact.evidence)}
    occurred = min(said_at(known), said_at(draft))
    begin()
    changes = settle(
        writer, space, [replace(known, fact=merged, links=tuple(sorted(links)), occurred_at=occurred)]
    )
    written = next(after for _, after in changes if after.id == known.id)
    moved = (merged.stated_from, merged.stated_to) != (old.stated_from, old.stated_to)
    return Told("UPDATE" if moved else "MERGE", f"{known.id} says the same", written, tuple(changes))


def withdraw(writer: Writer, space: Space, cube: MemCube) -> list[Changed]:
    """
    Take a fact back: it never held, and what it had retired does. What rests on it becomes stale.

    The caller has begun an operation.
    """
    together = _saying_the_same(writer, space, cube)
    changes = settle(writer, space, [replace(fact, state="expired") for fact in together])
    return changes + make_stale(writer, space, [fact.id for fact in together])


def _saying_the_same(writer: Writer, space: Space, cube: MemCube) -> list[MemCube]:
    """Return a fact with those it stands for."""
    known = predicates(writer, space)
    place = place_of(cube, known)
    now = standing(writer, space, place, known) if place is not None else None
    for run in now.runs() if now is not None else ():
        ids = {said.fact for said in run.statements}
        if now is not None and cube.id in ids:
            return [now.held[id_] for id_ in sorted(ids)]
    return [cube]
