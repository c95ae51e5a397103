"""What becomes of the procedures that were found in a turn: kept by their goal, the newest way of doing it first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final, Literal

from ..cube import RECALLABLE, FrozenDict, Link, MemCube, new_id, value_key
from ..form import Procedure
from ..index import terms_of
from ..store import Space, Writer
from ..truth import said_at

PROCEDURE_SOURCE: Final = "mnemic:procedure"
_MOST_KEY: Final = 120


def practise(
    writer: Writer, space: Space, turn: MemCube, procedure: Procedure, begin: Callable[[], object]
) -> Literal["ADD", "UPDATE", "MERGE", "NOOP"]:
    """
    Keep a procedure that *turn* tells, as a candidate: found, and not yet proved by use.

    One goal is one memory, so that another way of reaching it is its next version and the former stays in its
    history. The same way told again is more evidence of it.
    """
    key = f"{PROCEDURE_SOURCE}:{value_key(procedure.goal)[:_MOST_KEY]}"
    id_ = writer.find_key(space, turn.user, key)
    if id_ is None:
        begin()
        made = _made(space, turn, procedure, key)
        writer.append(space, made, terms_of(made.content, made.speaker))
        return "ADD"
    old = writer.current(space, [id_])[id_]
    same = list(old.metadata["steps"]) == list(procedure.steps)
    told = Link("derived_from", turn.id)
    before = said_at(old)
    if old.state in RECALLABLE and (told in old.links if same else said_at(turn) < before):
        # Nothing new; or an old chat that was imported late, and the way that was told last stays.
        return "NOOP"
    begin()
    written = replace(
        old
        if same
        else replace(_made(space, turn, procedure, key), **{name: getattr(old, name) for name in _KEPT}),
        version=old.version + 1,
        occurred_at=max(said_at(turn), before) if same else said_at(turn),
        links=tuple(sorted({told, *old.links})) if same else (told,),
        state="generated",
    )
    writer.append(space, written, terms_of(written.content, written.speaker))
    return "MERGE" if same else "UPDATE"


_KEPT: Final = ("id", "seq", "created_at", "tier", "importance")


def _made(space: Space, turn: MemCube, procedure: Procedure, key: str) -> MemCube:
    return MemCube(
        id=new_id(),
        space=space.name,
        seq=0,
        version=1,
        content=turn.content[slice(*procedure.span)],
        kind="procedure",
        user=turn.user,
        agent=turn.agent,
        speaker=turn.speaker,
        role=turn.role,
        occurred_at=said_at(turn),
        created_at=turn.created_at,
        recorded_at=turn.recorded_at,
        key=key,
        source=PROCEDURE_SOURCE,
        metadata=FrozenDict({"goal": procedure.goal, "steps": list(procedure.steps)}),
        state="generated",
        links=(Link("derived_from", turn.id),),
        operation="",
    )
