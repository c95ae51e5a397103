"""
mem0's filters, exactly.

A filter becomes a test of one memory, and a `where` that lets through at least what the test does. Where the two are
known to agree the store does all the work; otherwise what it lets through is tested here, one by one. Nothing is
approximated. A field that holds a list meets a condition if one of its items does, as in mem0's Qdrant store.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from ...errors import ArgumentError

Payload = Mapping[str, Any]
Where = dict[str, Any]


class Condition(NamedTuple):
    """
    A filter that was read.

    Attributes:
        where: For Mnemic's verbs. It lets through all that *test* does; an empty one everything.

        is_exact: Whether it lets through nothing else.

        test: Whether a memory, as mem0's payload, is meant.
    """

    where: Where
    is_exact: bool
    test: Callable[[Payload], bool]


_NOTHING: Final[Where] = {"not": {}}
_LOGIC: Final = {"$and": "AND", "$or": "OR", "$not": "NOT"}
_COLUMNS: Final = {"user_id": "user", "agent_id": "agent", "run_id": "session", "actor_id": "speaker"}
# mem0 keeps these beside the metadata, or works them out: no field of Mnemic's is the same in every case.
_OWN: Final = frozenset(
    {"id", "data", "memory", "hash", "created_at", "updated_at", "text_lemmatized", "role"}
)
_COMPARE: Final = {"gt": operator.gt, "gte": operator.ge, "lt": operator.lt, "lte": operator.le}
_OPERATORS: Final = frozenset({"eq", "ne", "in", "nin", "contains", "icontains", *_COMPARE})


def read_filters(filters: Mapping[str, Any]) -> Condition:
    """
    Read a filter whose entries must all hold.

    Raises:
        ArgumentError: an operator does not exist, or has an operand of the wrong shape.
    """
    return _all([_entry(str(key), condition) for key, condition in filters.items()])


def _entry(key: str, condition: object) -> Condition:
    logic = _LOGIC.get(key, key)
    if logic in ("AND", "OR", "NOT"):
        return _logical(logic, condition)
    if condition == "*":
        return _exists(key)
    if isinstance(condition, list | tuple):
        condition = {"in": condition}
    elif not isinstance(condition, Mapping):
        condition = {"eq": condition}
    if not condition:
        raise ArgumentError(f'the filter of {key!r} has no condition; write e.g. {{"{key}": {{"eq": 3}}}}')
    parts = [_operation(key, str(name), operand) for name, operand in condition.items()]
    return _on_one_value(key, parts)


def _exists(key: str) -> Condition:
    field = _field(key)
    where: Where = {} if field is None else {field: {"exists": True}}
    return Condition(where, field is not None, lambda payload: bool(_held(payload, key)))


def _logical(name: str, condition: object) -> Condition:
    if not isinstance(condition, list | tuple) or not (condition or name == "AND"):
        kind = "a list" if name == "AND" else "a non-empty list"
        raise ArgumentError(f"{name} operator requires {kind} of conditions, got {condition!r:.60}")
    for item in condition:
        if not isinstance(item, Mapping):
            raise ArgumentError(f"{name} operator requires a list of filters (dicts), got {item!r:.60} in it")
    parts = [read_filters(item) for item in condition]
    if name == "AND":
        return _all(parts)
    return _any(parts) if name == "OR" else _all([_not(part) for part in parts])


def _all(parts: list[Condition]) -> Condition:
    wheres = [part.where for part in parts if part.where]
    where = wheres[0] if len(wheres) == 1 else {"and": wheres} if wheres else {}
    return Condition(
        where, all(part.is_exact for part in parts), lambda payload: all(part.test(payload) for part in parts)
    )


def _any(parts: list[Condition]) -> Condition:
    where: Where = {"or": [part.where for part in parts]} if all(part.where for part in parts) else {}
    return Condition(
        where, all(part.is_exact for part in parts), lambda payload: any(part.test(payload) for part in parts)
    )


def _not(part: Condition) -> Condition:
    # The opposite of "at least these" would be "at most these", so only an exact one can be turned round.
    where: Where = {"not": part.where} if part.is_exact else {}
    return Condition(where, part.is_exact, lambda payload: not part.test(payload))


class _Operation(NamedTuple):
    """One operator with its operand: as a `where`, and as a test of one value."""

    where: Where
    is_exact: bool
    test: Callable[[Any], bool]


def _on_one_value(key: str, parts: list[_Operation]) -> Condition:
    """Put together what is asked of one field: of a list, one and the same item has to meet it all."""
    wheres = [part.where for part in parts if part.where]
    where = wheres[0] if len(wheres) == 1 else {"and": wheres} if wheres else {}
    return Condition(
        where,
        len(parts) == 1 and parts[0].is_exact,
        lambda payload: any(all(part.test(value) for part in parts) for value in _values(payload, key)),
    )


def _operation(key: str, name: str, operand: Any) -> _Operation:
    if name not in _OPERATORS:
        raise ArgumentError(
            f"Unsupported metadata filter operator: {name} (of field {key!r}); there are: "
            f"{', '.join(sorted(_OPERATORS))}, and AND, OR, NOT around filters"
        )
    if name in ("in", "nin") and not isinstance(operand, list | tuple | set | frozenset):
        raise ArgumentError(f"the operator {name!r} of field {key!r} takes a list, got {operand!r:.60}")
    operands = [_id(key, item) for item in (operand if name in ("in", "nin") else [operand])]
    test, field = _test(key, name, operands), _field(key)
    if field is None:
        return _Operation({}, False, test)
    if name in ("eq", "in"):
        return _Operation(
            {"or": [_equal(field, item) for item in operands]} if operands else _NOTHING, True, test
        )
    if name in ("ne", "nin") and field in _COLUMNS.values():
        return _Operation({field: {"nin": [item for item in operands if item is not None]}}, True, test)
    return _Operation({field: {"exists": True}}, False, test)


def _id(key: str, value: Any) -> Any:
    """Return an operand of an id as text: mem0 takes numbers for ids, and keeps them as text."""
    return str(value) if key in _COLUMNS and value is not None else value


def _field(key: str) -> str | None:
    """Return Mnemic's name of a field whose values it holds as mem0 does; `None` for one it doesn't."""
    if key in _COLUMNS:
        return _COLUMNS[key]
    parts = key.split(".")
    if key in _OWN or "[" in key or not all(parts):
        return None
    return ".".join(["metadata", *(part.replace("\\", "\\\\") for part in parts)])


def _equal(field: str, value: Any) -> Where:
    """Return a `where` for a field that is *value*, or a list with it in."""
    if field in _COLUMNS.values():
        return {field: {"eq": value}} if value is not None else _NOTHING
    inside: Where = {field: {"contains": value}}
    if isinstance(value, str):
        # Of a text, "contains" asks for a part of it. Only texts are ordered with a text.
        inside = {"and": [inside, {"not": {field: {"gte": ""}}}]}
    return {"or": [{field: {"eq": value}}, inside]}


def _test(key: str, name: str, operands: list[Any]) -> Callable[[Any], bool]:
    """
    Return a test of one value.

    Raises:
        ArgumentError: the operand is nothing that the operator could compare with.
    """
    if name in ("eq", "in"):
        return lambda value: any(_same(value, item) for item in operands)
    if name in ("ne", "nin"):
        return lambda value: value is not None and not any(_same(value, item) for item in operands)
    operand = operands[0]
    if name not in ("contains", "icontains"):
        return _ordered(key, name, operand)
    if not isinstance(operand, str):
        raise ArgumentError(f"a part of the text {key!r} is asked for with {operand!r:.60}, which is no text")
    if name == "contains":
        return lambda value: isinstance(value, str) and operand in value
    part = operand.casefold()
    return lambda value: isinstance(value, str) and part in value.casefold()


def _ordered(key: str, name: str, operand: Any) -> Callable[[Any], bool]:
    """Compare numbers with numbers, and texts with texts: as times, where the operand is one."""
    compare = _COMPARE[name]
    if isinstance(operand, datetime):
        operand = operand.isoformat()
    if _is_number(operand):
        return lambda value: _is_number(value) and bool(compare(value, operand))
    if not isinstance(operand, str):
        raise ArgumentError(
            f"the field {key!r} is compared with {operand!r:.60}; {name!r} takes a number, a time or a text"
        )
    moment = _moment(operand)
    if moment is None:
        return lambda value: isinstance(value, str) and bool(compare(value, operand))

    def in_time(value: Any) -> bool:
        told = _moment(value)
        return told is not None and bool(compare(told, moment))

    return in_time


def _moment(value: Any) -> datetime | None:
    """Return an ISO 8601 text as a time, in UTC where it names no zone; `None` for anything else."""
    if not isinstance(value, str) or len(value) < 10 or value[4] != "-":
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _same(left: Any, right: Any) -> bool:
    """Say whether two values are equal; ``True`` is not ``1``."""
    return isinstance(left, bool) == isinstance(right, bool) and bool(left == right)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _held(payload: Payload, key: str) -> list[Any]:
    """Return what a payload holds at a path such as ``"a.b"`` or ``"a[].b"``."""
    found: list[Any] = [payload]
    for part in key.split("."):
        name = part.removesuffix("[]")
        found = [item[name] for item in found if isinstance(item, Mapping) and name in item]
        if part.endswith("[]"):
            found = _flat(found, keep=False)
    return found


def _values(payload: Payload, key: str) -> list[Any]:
    """Return the values that a condition is about: none, one, or the items of a list."""
    return _flat(_held(payload, key), keep=True)


def _flat(values: list[Any], *, keep: bool) -> list[Any]:
    flat: list[Any] = []
    for value in values:
        if isinstance(value, list):
            flat += value
        elif keep:
            flat.append(value)
    return flat
