"""
What `where=` means.

A filter is a dict: ``{"user": "ana", "metadata.turn": {"in": ["D1:3", "D1:4"]}}``. Its entries must all
hold; ``and``, ``or`` and ``not`` combine filters. Values are never coerced: 3 is not "3" and true is not 1.
A field that is missing matches nothing but ``{"exists": False}``; null in metadata is a value, not missing.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._hint import did_you_mean
from .._patterns import compiled
from ..cube import freeze
from ..errors import FilterError, MetadataError, TimeError
from ..times import parse_time, utc_us
from ._table import MISSING, UNSAID, TableView

Mask = NDArray[np.bool_]
Filter = Callable[[TableView], Mask]

OPERATORS = ("eq", "ne", "in", "nin", "gt", "gte", "lt", "lte", "exists", "contains")
_TEXTS = ("kind", "form", "tier", "state", "user", "agent", "session", "speaker", "role", "key", "source")
_TIMES = ("recorded_at", "created_at", "occurred_at", "occurred_end", "valid_from", "valid_to")
_NUMBERS = ("seq", "version", "importance")
FIELDS = (*_TEXTS, *_TIMES, *_NUMBERS, "tags", "metadata.<key>")
_MAX_DEPTH = 32
_PATH_PART = r"(?s)(?:^|\.)((?:\\[\\.]|[^.])*)"
_ESCAPED = r"\\([\\.])"
_COMPARE = {"gt": operator.gt, "gte": operator.ge, "lt": operator.lt, "lte": operator.le}


def parse_filter(where: object, depth: int = 0) -> Filter:
    """
    Read a `where` argument.

    Args:
        depth: How many filters this one lies in.

    Raises:
        FilterError: an unknown field or operator, or an operand of the wrong shape.
    """
    if not isinstance(where, Mapping):
        raise FilterError(
            f'where={where!r:.80} must be a dict such as {{"metadata.turn": "D1:3"}}, not {type(where).__name__}'
        )
    if depth > _MAX_DEPTH:
        raise FilterError(f"where= nests deeper than {_MAX_DEPTH} levels")
    parts = [_entry(name, condition, depth) for name, condition in where.items()]
    return _all(parts)


def _entry(name: object, condition: object, depth: int) -> Filter:
    if name in ("and", "or"):
        if not isinstance(condition, list | tuple) or not condition:
            raise FilterError(f'"{name}" takes a non-empty list of filters, got {condition!r:.80}')
        parts = [parse_filter(part, depth + 1) for part in condition]
        return _all(parts) if name == "and" else _any(parts)
    if name == "not":
        inner = parse_filter(condition, depth + 1)
        return lambda table: ~inner(table)
    if not isinstance(name, str):
        raise FilterError(f"a filter field must be text, got {name!r}")
    if not isinstance(condition, Mapping):
        condition = {"eq": condition}
    if not condition:
        raise FilterError(f'field {name!r} has no condition; write e.g. {{"{name}": {{"exists": True}}}}')
    return _all([_condition(name, str(op), operand) for op, operand in condition.items()])


def _all(parts: list[Filter]) -> Filter:
    return lambda table: (
        np.logical_and.reduce([part(table) for part in parts]) if parts else _everything(table)
    )


def _any(parts: list[Filter]) -> Filter:
    return lambda table: np.logical_or.reduce([part(table) for part in parts])


def _everything(table: TableView) -> Mask:
    return np.ones(table.n, np.bool_)


def _condition(field: str, op: str, operand: object) -> Filter:
    if op not in OPERATORS:
        hint = did_you_mean(op.lstrip("$"), OPERATORS)
        raise FilterError(
            f"unknown operator {op!r} for field {field!r}; {hint}there are: {', '.join(OPERATORS)}"
        )
    if op in ("in", "nin") and not isinstance(operand, list | tuple | set | frozenset):
        raise FilterError(f"operator {op!r} of field {field!r} takes a list, got {operand!r:.80}")
    if isinstance(operand, set | frozenset) and op in ("in", "nin"):
        operand = list(operand)
    if op == "exists" and not isinstance(operand, bool):
        raise FilterError(f"operator 'exists' of field {field!r} takes True or False, got {operand!r:.80}")
    if field.startswith("metadata."):
        return _metadata(_split_path(field), op, operand)
    if field == "tags":
        accepts = _accepts(op, _tag_lists(op, operand))
        return lambda table: table.texts["tags"].where(accepts)
    if field in _TEXTS:
        return _coded(field, _accepts(op, _text_operand(field, op, operand)))
    if field in _TIMES or field in _NUMBERS:
        return _numeric(field, op, operand)
    hint = did_you_mean(field, FIELDS)
    raise FilterError(f"unknown field {field!r}; {hint}there are: {', '.join(FIELDS)}")


def _split_path(field: str) -> tuple[str, ...]:
    parts = [compiled(_ESCAPED).sub(r"\1", part) for part in compiled(_PATH_PART).findall(field)[1:]]
    if not all(parts):
        raise FilterError(
            rf"field {field!r} has an empty part; escape a dot inside a key with a backslash: \."
        )
    return tuple(parts)


def _metadata(path: tuple[str, ...], op: str, operand: object) -> Filter:
    accepts = _accepts(op, _known_json(".".join(path), operand))
    return lambda table: table.path(path).where(accepts)


def _coded(column: str, accepts: Callable[[Any], bool]) -> Filter:
    return lambda table: table.texts[column].where(lambda text: accepts(MISSING if text is None else text))


def _accepts(op: str, operand: Any) -> Callable[[Any], bool]:
    """Return a predicate on one value; `MISSING` satisfies nothing but ``{"exists": False}``."""
    if op == "exists":
        return lambda value: (value is not MISSING) is operand
    tests: dict[str, Callable[[Any], bool]] = {
        "eq": lambda value: same(value, operand),
        "ne": lambda value: not same(value, operand),
        "in": lambda value: any(same(value, item) for item in operand),
        "nin": lambda value: not any(same(value, item) for item in operand),
        "contains": lambda value: _contains(value, operand),
    }
    test = tests.get(op) or (lambda value: _ordered(op, value, operand))
    return lambda value: value is not MISSING and test(value)


def same(left: Any, right: Any) -> bool:
    """Say whether two JSON values are equal without any coercion: ``True`` is not ``1``; ``3`` is ``3.0``."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return left.keys() == right.keys() and all(same(value, right[key]) for key, value in left.items())
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return len(left) == len(right) and all(map(same, left, right))
    return bool(left == right)


def _contains(value: Any, operand: Any) -> bool:
    if isinstance(value, list):
        return any(same(item, operand) for item in value)
    return isinstance(value, str) and isinstance(operand, str) and operand in value


def _ordered(op: str, value: Any, operand: Any) -> bool:
    numbers = _is_number(value) and _is_number(operand)
    texts = isinstance(value, str) and isinstance(operand, str)
    return bool(_COMPARE[op](value, operand)) if numbers or texts else False


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _text_operand(field: str, op: str, operand: object) -> Any:
    if op == "exists":
        return operand
    items = list(operand) if op in ("in", "nin") else [operand]  # type: ignore[call-overload]
    for item in items:
        if not isinstance(item, str):
            hint = f'; write {{"{field}": {{"exists": False}}}} for "not said"' if item is None else ""
            raise FilterError(f"field {field!r} holds text and is compared with {item!r}{hint}")
    return items if op in ("in", "nin") else operand


def _known_json(field: str, operand: object) -> Any:
    try:
        return freeze({"operand": operand})["operand"]
    except MetadataError:
        raise FilterError(
            f"field {field!r} is compared with {operand!r:.80}, which is not plain JSON"
        ) from None


def _tag_lists(op: str, operand: object) -> Any:
    """Return the operand of a comparison with the list of tags; a single tag is not compared but contained."""
    items = operand if op in ("in", "nin") else [operand]
    if op in ("eq", "ne", "in", "nin") and not all(isinstance(item, list | tuple) for item in items):  # type: ignore[attr-defined]
        raise FilterError(
            f"field 'tags' is a list and is compared with {operand!r:.80}; "
            'to ask for one tag write {"tags": {"contains": "…"}}, or pass tags='
        )
    return _known_json("tags", operand)


def _numeric(field: str, op: str, operand: object) -> Filter:
    times = field in _TIMES
    convert = _time_operand if times else _number_operand
    if op == "contains":
        raise FilterError(
            f"operator 'contains' does not apply to field {field!r}, which is not text or a list"
        )
    value: Any = operand
    if op in ("in", "nin"):
        value = [convert(field, item) for item in operand]  # type: ignore[attr-defined]
    elif op != "exists":
        value = convert(field, operand)
    return lambda table: _compare(*_column(table, field), op, value)


def _column(table: TableView, field: str) -> tuple[NDArray[Any], Mask]:
    """Return a numeric column and which of its rows are said."""
    if field == "importance":
        return table.importance, ~np.isnan(table.importance)
    name = field.removesuffix("_at") + "_us" if field in _TIMES else field
    column = table.numbers[name]
    return column, column != UNSAID


def _compare(column: NDArray[Any], said: Mask, op: str, value: Any) -> Mask:
    if op == "exists":
        return said if value else ~said
    if op in ("in", "nin"):
        found = np.isin(column, value)
    elif op in ("eq", "ne"):
        found = column == value
    else:
        found = _COMPARE[op](column, value)
    return said & (~found if op in ("ne", "nin") else found)


def _time_operand(field: str, operand: object) -> int:
    try:
        return utc_us(parse_time(operand, field))
    except TimeError as error:
        raise FilterError(str(error)) from None


def _number_operand(field: str, operand: object) -> float:
    if not _is_number(operand):
        raise FilterError(f"field {field!r} is a number and is compared with {operand!r:.80}")
    return operand  # type: ignore[return-value]
