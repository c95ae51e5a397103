"""Facts over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ...cube import Evidence, Predicate
from ...errors import ArgumentError
from ._shapes import facts as takes
from ._shapes import results as gives
from ._verbs import Served

if TYPE_CHECKING:
    from ._state import State


def _cited(arguments: dict[str, Any], _state: State) -> dict[str, Any]:
    """Return the arguments with spans of memories in place of the objects they were sent as."""
    if "evidence" not in arguments:
        return arguments
    return {**arguments, "evidence": [_span(item) for item in arguments["evidence"]]}


def _span(item: object) -> object:
    if not isinstance(item, dict):
        return item
    if set(item) != {"cube", "start", "end"}:
        raise ArgumentError(f'evidence={item!r:.60} must be an id, or {{"cube": id, "start": 0, "end": 10}}')
    return Evidence(**item)


def _predicate(arguments: dict[str, Any], _state: State) -> dict[str, Any]:
    return {"predicate": Predicate.from_dict(arguments["predicate"])}


VERBS: Final = (
    Served(
        verb="assert_fact",
        takes=takes.AssertFact,
        gives=gives.MemCube,
        tag="facts",
        status=201,
        prepare=_cited,
    ),
    Served(verb="facts", takes=takes.Facts, gives=list[gives.MemCube], tag="facts"),
    Served(verb="correct", takes=takes.Correct, gives=gives.MemCube, tag="facts", status=201, prepare=_cited),
    Served(verb="retract", takes=takes.Retract, gives=gives.Operation, tag="facts"),
    Served(verb="timeline", takes=takes.Timeline, gives=list[gives.Entry], tag="facts"),
    Served(verb="profile", takes=takes.Profile, gives=gives.Profile, tag="facts"),
    Served(verb="graph", takes=takes.Graph, gives=gives.Graph, tag="facts"),
    Served(verb="predicates", takes=takes.Predicates, gives=list[gives.Predicate], tag="facts"),
    Served(verb="declare", takes=takes.Declare, gives=None, tag="facts", prepare=_predicate),
)
