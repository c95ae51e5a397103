"""
The header ``Idempotency-Key``: a request that is sent again, because its answer was lost, is not carried out again.

What it did is noted in the transaction that did it, as hashes and ids; see `mnemic.store.carrying_out`. An answer that
is given again is made anew from the store. What would come to the same when done again, or writes nothing, is done
again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from ...errors import AlreadyDone, ArgumentError, ReplyErased
from ...store import RequestDone

if TYPE_CHECKING:
    from ...engine import Door
    from ...govern import Done
    from ...store import Request
    from ...wire import Route
    from ._caller import Caller

IDEMPOTENCY_HEADER: Final = "Idempotency-Key"
REPLAY_HEADER: Final = "Idempotent-Replay"
_MOST_CHARS: Final = 255

_Answer = Literal["cube", "one", "cubes", "operation", "receipt", "number", "lost"]
_ANSWERS: Final[Mapping[str, _Answer]] = {
    "remember": "cube",
    "update": "one",
    "assert_fact": "cube",
    "correct": "cube",
    "remember_many": "cubes",
    "retract": "operation",
    "archive": "operation",
    "pin": "operation",
    "unpin": "operation",
    "fuse": "operation",
    "undo": "operation",
    "feedback": "operation",
    "reset_feedback": "operation",
    "forget": "receipt",
    "retry_jobs": "number",
    "drop_jobs": "number",
    "reflect": "lost",
    "make_key": "lost",
    "rotate_key": "lost",
}
"""How each verb's answer is made anew; ``lost``: it isn't, as it holds what is kept nowhere."""


class Outcome(NamedTuple):
    """What a verb gave, and whether that was at an earlier sending of the request."""

    result: Any
    replayed: bool


def once(
    door: Door,
    caller: Caller,
    route: Route,
    space: str | None,
    arguments: Mapping[str, Any],
    key: str | None,
    work: Callable[[], Any],
) -> Outcome:
    """
    Return what *work* gives, or gave when the request was sent before.

    Args:
        arguments: Everything the request says.

        key: Its idempotency key, if it has one.

        work: Carries it out.

    Raises:
        IdempotencyConflict: the key was used for another request.

        ReplyErased: what it did was erased since.

        AlreadyDone: it was done, and its answer cannot be given again.
    """
    if key is not None and not 0 < len(key) <= _MOST_CHARS:
        raise ArgumentError(f"{IDEMPOTENCY_HEADER} has {len(key)} characters; it may have 1 to {_MOST_CHARS}")
    if key is None or route.verb not in _ANSWERS or arguments.get("dry_run"):
        return Outcome(door.carry_out(None, caller.who, work), replayed=False)
    words = json.dumps([route.verb, space, arguments], sort_keys=True).encode()
    request = door.request(caller.who, key, words)
    done = door.done(request)
    if done is None:
        try:
            result = door.carry_out(request, caller.who, work)
        except RequestDone:
            done = door.done(request)
        else:
            _note(door, request, route.verb, arguments, result)
            return Outcome(result, replayed=False)
    if done is None:
        raise ReplyErased("this request was carried out before, longer ago than is known")
    return Outcome(_again(door, route.verb, arguments, done), replayed=True)


def _note(door: Door, request: Request, verb: str, arguments: Mapping[str, Any], result: Any) -> None:
    """Keep what the operation alone would not tell: which of the cubes it touched are the answer."""
    answer = _ANSWERS[verb]
    if answer == "number":
        door.note(request, number=int(result))
    elif answer == "cubes":
        door.note(request, cubes=[cube.id for cube in result])
    elif answer == "cube" and not _touches_one(verb, arguments):
        door.note(request, cubes=[result.id])


def _touches_one(verb: str, arguments: Mapping[str, Any]) -> bool:
    """Say whether an operation changes only the cube it answers with: no fact, so that no other gives way."""
    return verb == "remember" and arguments.get("fact") is None


def _again(door: Door, verb: str, arguments: Mapping[str, Any], done: Done) -> Any:
    """Return what a verb gave, made anew."""
    answer = _ANSWERS[verb]
    if answer == "number":
        return done.number or 0
    if answer == "receipt" and done.operation_id is not None:
        return door.receipt(done.operation_id)
    if answer == "lost":
        raise AlreadyDone(
            f"this request was carried out before, as operation {done.operation_id}; its answer holds what is "
            "kept nowhere, and cannot be given again"
        )
    if answer == "operation" and done.operation is not None:
        return done.operation
    if answer == "cubes" and (done.cubes or done.operation is not None):
        return list(done.cubes)
    wanted = arguments.get("id") if answer == "one" else None
    for cube in done.cubes:
        if wanted in (None, cube.id):
            return cube
    raise ReplyErased("this request was carried out before, and what it made was erased since")
