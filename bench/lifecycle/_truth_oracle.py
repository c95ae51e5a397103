"""A former that understands everything: it tells a memory what a case says is true."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from _cases import Case, Said

from mnemic import MemCube, Memory
from mnemic.cube import PREDICATES


def tell(mem: Memory, case: Case) -> None:
    """Assert, correct and retract what *case* says, each with the turn as evidence that told it."""
    turns = {(cube.occurred_at, cube.content): cube for cube in mem.list(user=case.subject)}
    own = [turn for turn in case.turns if turn.speaker == case.subject]
    own = sorted(own or case.turns, key=lambda turn: turn.at)
    first, last = own[0], own[-1]
    late = case.sort == "late_import"
    told = last if late else first

    def say(name: str, turn: Said, **more: Any) -> MemCube:
        return mem.assert_fact(
            case.subject, case.predicate, name, user=case.subject, key=case.key,
            evidence=[turns[turn.at, turn.text]], occurred_at=turn.at, **more,
        )  # fmt: skip

    if late and (was := _earlier(case)) is not None:
        say(was, first)
    old = None if case.before is None else say(case.before, told)
    for name in case.also:
        say(name, last)
    if case.sort == "correction" and old is not None and case.after is not None:
        mem.correct(old.id, object=case.after, evidence=[turns[last.at, last.text]])
    elif case.sort == "retraction" and old is not None:
        mem.retract(old.id)
        if case.after is not None:
            say(case.after, first)
    elif case.sort == "change" and case.before is not None:
        over = _since(case, last.at)
        if case.after is not None:
            say(case.after, last, valid_from=over)
        if case.after is None or PREDICATES[case.predicate].cardinality == "multi" or _by_object(case):
            say(case.before, last, valid_to=over)


def _since(case: Case, said: datetime) -> datetime:
    """Return when the new state begins: just before the first time at which it holds, or when it was said."""
    held = [part.at for part in case.as_of if part.object == case.after and part.object != case.before]
    return min([*held, said]) - timedelta(minutes=1)


def _earlier(case: Case) -> str | None:
    """Return what an old chat says held then."""
    found = (part.object for part in case.as_of if part.object != case.before)
    return next((name for name in found if name is not None), None)


def _by_object(case: Case) -> bool:
    return PREDICATES[case.predicate].keyed == "object"
