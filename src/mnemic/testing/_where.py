"""What filters mean, one cube at a time: the plain reading the columns are checked against."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from ..times import parse_time

MISSING: Any = object()
"""A value that isn't there: null in metadata is one that is."""

_TIMES = ("recorded_at", "created_at", "occurred_at", "occurred_end", "valid_from", "valid_to")
_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "gt": operator.gt, "gte": operator.ge, "lt": operator.lt, "lte": operator.le,
}  # fmt: skip


def matches(where: Mapping[str, Any], header: Mapping[str, Any]) -> bool:
    """
    Say whether a cube meets a valid filter.

    Args:
        header: The fields of a `MemCube` by name.
    """
    for name, condition in where.items():
        if name == "and":
            holds = all(matches(part, header) for part in condition)
        elif name == "or":
            holds = any(matches(part, header) for part in condition)
        elif name == "not":
            holds = not matches(condition, header)
        else:
            tests = condition if isinstance(condition, Mapping) else {"eq": condition}
            value = value_of(name, header)
            holds = all(_meets(value, op, _operand(name, operand)) for op, operand in tests.items())
        if not holds:
            return False
    return True


def value_of(field: str, header: Mapping[str, Any]) -> Any:
    """Return the value a filter field stands for, or `MISSING`."""
    if not field.startswith("metadata."):
        value = header[field]
        return MISSING if value is None else list(value) if field == "tags" else value
    value = header["metadata"]
    for key in path_of(field):
        if not isinstance(value, Mapping) or key not in value:
            return MISSING
        value = value[key]
    return value


def path_of(field: str) -> list[str]:
    r"""Return the keys of ``metadata.a.b``; ``\.`` is a dot inside a key, ``\\`` a backslash."""
    keys = [""]
    for piece in re.findall(r"\\[\\.]|.", field, re.DOTALL):
        if piece == ".":
            keys.append("")
        else:
            keys[-1] += piece[1:] if len(piece) == 2 else piece
    return keys[1:]


def _operand(field: str, operand: Any) -> Any:
    if field not in _TIMES or isinstance(operand, bool):
        return operand
    many = isinstance(operand, list | tuple | set | frozenset)
    return [parse_time(item) for item in operand] if many else parse_time(operand)


def _meets(value: Any, op: str, operand: Any) -> bool:
    if op == "exists":
        return (value is not MISSING) is bool(operand)
    if value is MISSING:
        return False
    if op in ("eq", "ne"):
        return equal(value, operand) is (op == "eq")
    if op in ("in", "nin"):
        return any(equal(value, item) for item in operand) is (op == "in")
    if op == "contains":
        if isinstance(value, list | tuple):
            return any(equal(item, operand) for item in value)
        return isinstance(value, str) and isinstance(operand, str) and operand in value
    return _sort(value) == _sort(operand) != "" and _ORDER[op](value, operand)


def equal(left: Any, right: Any) -> bool:
    """Say whether two JSON values, or times, are the same without coercion."""
    return bool(_typed(left) == _typed(right))


def _typed(value: Any) -> Any:
    if isinstance(value, Mapping):
        return ("dict", {key: _typed(item) for key, item in value.items()})
    if isinstance(value, list | tuple):
        return ("list", [_typed(item) for item in value])
    return (_sort(value) or type(value).__name__, value)


def _sort(value: Any) -> str:
    """Return the sort of values *value* is ordered among; an empty text for none."""
    if isinstance(value, bool) or value is None or isinstance(value, Mapping | list | tuple):
        return ""
    return "number" if isinstance(value, int | float) else "text" if isinstance(value, str) else "time"


def in_scope(
    cube: Mapping[str, Any],
    *,
    user: str | None = None,
    agent: str | None = None,
    session: str | None = None,
    kinds: Collection[str] | None = None,
    tags: Collection[str] | None = None,
    where: Mapping[str, Any] | None = None,
    since: datetime | str | None = None,
    until: datetime | str | None = None,
    valid_at: datetime | str | None = None,
    holds_at: datetime | None = None,
) -> bool:
    """
    Say whether a cube meets the arguments that verbs share.

    Args:
        cube: The fields of a `MemCube` by name.

        holds_at: Without *valid_at*: when derived cubes must be valid.
    """
    happened = cube["occurred_at"] or cube["created_at"]
    said = {"user": user, "agent": agent, "session": session}
    return (
        all(value is None or cube[name] == value for name, value in said.items())
        and (not kinds or cube["kind"] in kinds)
        and set(tags or ()) <= set(cube["tags"])
        and (since is None or (cube["occurred_end"] or happened) >= parse_time(since))
        and (until is None or happened < parse_time(until))
        and _holds(cube, happened, valid_at, holds_at)
        and (where is None or matches(where, cube))
    )


def _holds(
    cube: Mapping[str, Any], happened: datetime, valid_at: datetime | str | None, holds_at: datetime | None
) -> bool:
    if cube["kind"] == "episode":
        return valid_at is None or happened <= parse_time(valid_at)
    at = holds_at if valid_at is None else parse_time(valid_at)
    begins, ends = cube["valid_from"], cube["valid_to"]
    return at is None or ((begins is None or begins <= at) and (ends is None or at < ends))
