"""
What ``filter=`` of a search means, as LangGraph's own store in memory has it.

A filter is asked twice: as a `where` of Mnemic, which leaves out most of what can't match without reading it, and
exactly, of each document that is left. Where LangGraph's own store fails, nothing matches: a document without the
field is not above 3.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Mapping
from typing import Any, Final

from ...cube import text_problem
from ...errors import FilterError

_ORDER: Final = {"$gt": operator.gt, "$gte": operator.ge, "$lt": operator.lt, "$lte": operator.le}
_OPERATORS: Final = ("$eq", "$ne", *_ORDER)

_KEPT_BESIDE: Final[dict[str, Any]] = {"metadata.value_json": {"exists": True}}
"""The documents whose values metadata cannot hold: only the exact question tells of them."""


def check_filter(wanted: object) -> None:
    """
    Raise unless *wanted* is a filter.

    Raises:
        FilterError: an operator that does not exist, or something it cannot compare with.
    """
    if not isinstance(wanted, Mapping):
        raise FilterError(f'filter={wanted!r:.80} must be a dict such as {{"status": "open"}}')
    for value in wanted.values():
        _check_condition(value)


def _check_condition(wanted: object) -> None:
    if isinstance(wanted, list | tuple):
        for item in wanted:
            _check_condition(item)
    elif isinstance(wanted, Mapping):
        if not _has_operators(wanted):
            check_filter(wanted)
            return
        for name, operand in wanted.items():
            if name not in _OPERATORS:
                raise FilterError(f"Unsupported operator: {name!r:.60}; there are: {', '.join(_OPERATORS)}")
            if name in _ORDER and not isinstance(operand, int | float | str):
                raise FilterError(f"{name} compares with a number or a text, got {operand!r:.60}")


def _has_operators(wanted: Mapping[Any, Any]) -> bool:
    return any(isinstance(name, str) and name.startswith("$") for name in wanted)


def accepts(wanted: Mapping[str, Any], value: Mapping[str, Any]) -> bool:
    """Say whether a document's *value* is what the filter *wanted* asks for; each of its names must fit."""
    return all(_fits(value.get(name), condition) for name, condition in wanted.items())


def _fits(value: Any, wanted: Any) -> bool:
    if isinstance(wanted, Mapping):
        if _has_operators(wanted):
            return all(_holds(value, name, operand) for name, operand in wanted.items())
        return isinstance(value, Mapping) and accepts(wanted, value)
    if isinstance(wanted, list | tuple):
        return isinstance(value, list) and len(value) == len(wanted) and all(map(_fits, value, wanted))
    return bool(value == wanted)


def _holds(value: Any, name: str, operand: Any) -> bool:
    if name == "$eq":
        return bool(value == operand)
    if name == "$ne":
        return bool(value != operand)
    bound, number = _number(operand), _number(value)
    if bound is not None:
        return number is not None and bool(_ORDER[name](number, bound))
    # Dates as texts, for one.
    return isinstance(value, str) and isinstance(operand, str) and bool(_ORDER[name](value, operand))


def _number(value: Any) -> float | None:
    """Return what LangGraph takes for a number: true and "3.5" are some; `None` for no number."""
    if not isinstance(value, int | float | str):
        return None
    try:
        return float(value)
    except (ValueError, OverflowError):
        return None


# As a `where`


def where_of(wanted: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return a `where` that lets through what *wanted* accepts, and not much else; `None` for everything."""
    parts: list[dict[str, Any]] = []
    for name, condition in wanted.items():
        if name and _is_kept(name):
            path = "metadata.value." + name.replace("\\", "\\\\").replace(".", "\\.")
            parts += _conditions(path, condition)
    return {"or": [{"and": parts}, _KEPT_BESIDE]} if parts else None


def _conditions(path: str, wanted: Any) -> list[dict[str, Any]]:
    if not isinstance(wanted, Mapping):
        return _equal(path, wanted)
    found: list[dict[str, Any]] = []
    for name, operand in wanted.items():
        if name == "$eq":
            found += _equal(path, operand)
        elif name in _ORDER:
            found += _ordered(path, name, operand)
    return found


def _equal(path: str, wanted: Any) -> list[dict[str, Any]]:
    if wanted is None:
        return [{"or": [{path: None}, {path: {"exists": False}}]}]
    if isinstance(wanted, str):
        return [{path: wanted}] if _is_kept(wanted) else []
    number = _number(wanted)
    if number is None or not math.isfinite(number):
        return []
    # To Python, and so to LangGraph, true is 1.
    return [{path: {"in": [int(wanted), bool(wanted)] if wanted in (0, 1) else [wanted]}}]


def _ordered(path: str, name: str, operand: Any) -> list[dict[str, Any]]:
    bound = _number(operand)
    if bound is None:
        return [{path: {name[1:]: operand}}] if _is_kept(operand) else []
    # LangGraph compares as floats, by which a number beyond 2 to the 53rd may be equal to its neighbours.
    above = name in ("$gt", "$gte")
    slack = math.nextafter(bound, -math.inf if above else math.inf)
    if not math.isfinite(slack):
        return []
    return [
        {
            "or": [
                {path: {"gte" if above else "lte": slack}},
                {path: {"in": [True, False]}},
                {path: {"gte": ""}},
            ]
        }
    ]


def _is_kept(operand: Any) -> bool:
    """Whether *operand* is a text that metadata can hold."""
    return isinstance(operand, str) and text_problem(operand) is None
