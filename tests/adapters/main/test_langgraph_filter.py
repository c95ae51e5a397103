"""A filter means what it means to LangGraph's own store, whatever it compares with whatever."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from langgraph.store.memory import InMemoryStore, _compare_values

from mnemic.adapters.langgraph import MnemicStore
from mnemic.errors import FilterError

POOL: tuple[Any, ...] = (
    None, True, False, 0, 1, -0.0, 1.0, 2, 1.5, -3, 2**53, 2**53 + 1, float(2**53), 2**63, 10**400, 1e308, -1e308,
    1.7976931348623157e308, "", " ", "0", "1", "1.0", " 1 ", "1_0", "tea", "Tea", "true", "nan", "inf", "2026-01-01",
    "2026-02-01", "\0", "a\0b", "\ud800", "👋", [], [1], [True], [1.0, "tea"], ["tea"], [[1]], [{"b": 1}], {},
    {"b": 1}, {"b": True}, {"b": None}, {"b": {"c": "tea"}}, {"b": "\0"},
)  # fmt: skip
OPERATORS = ("$eq", "$ne", "$gt", "$gte", "$lt", "$lte")


@pytest.fixture(scope="module")
def store() -> Iterator[MnemicStore]:
    with MnemicStore(":memory:", embedder="hash") as store:
        for number, value in enumerate(POOL):
            store.put(("pool",), str(number), {"a": value, "x.y\\z": value, "": value})
        store.put(("pool",), "without", {"b": 1})
        yield store


def found(store: MnemicStore, wanted: dict[str, Any]) -> list[str]:
    return [item.key for item in store.search(("pool",), filter=wanted, limit=1000)]


def expected(name: str, condition: Any) -> list[str]:
    """Return what LangGraph's own comparison accepts; where it fails, nothing, but that texts compare with texts."""
    accepted = [str(number) for number, value in enumerate(POOL) if compared(value, condition)]
    return [*accepted, *(["without"] if compared(None, condition) else [])]


def compared(value: Any, condition: Any) -> bool:
    try:
        return bool(_compare_values(value, condition))
    except (TypeError, ValueError, OverflowError):
        [(name, operand)] = condition.items()
        try:
            float(operand)
        except (ValueError, OverflowError):
            # An extension: LangGraph's own store only compares numbers.
            order = {"$gt": str.__gt__, "$gte": str.__ge__, "$lt": str.__lt__, "$lte": str.__le__}
            return isinstance(value, str) and isinstance(operand, str) and order[name](value, operand)
        return False


@pytest.mark.parametrize("name", ["a", "x.y\\z", ""])
@pytest.mark.parametrize("operand", POOL, ids=lambda value: json.dumps(value)[:20])
def test_a_value_equals_what_it_equals_to_langgraph(store: MnemicStore, name: str, operand: Any) -> None:
    assert found(store, {name: operand}) == expected(name, operand)
    assert found(store, {"a": {"nothing": operand}}) == expected("a", {"nothing": operand})


@pytest.mark.parametrize("operator", OPERATORS)
@pytest.mark.parametrize("operand", POOL, ids=lambda value: json.dumps(value)[:20])
def test_an_operator_does_what_it_does_to_langgraph(store: MnemicStore, operator: str, operand: Any) -> None:
    if operator not in ("$eq", "$ne") and not isinstance(operand, int | float | str):
        with pytest.raises(FilterError, match="compares with a number or a text"):
            found(store, {"a": {operator: operand}})
        return
    assert found(store, {"a": {operator: operand}}) == expected("a", {operator: operand})
    assert found(store, {"": {operator: operand}}) == expected("", {operator: operand})


def test_all_conditions_must_hold(store: MnemicStore) -> None:
    assert found(store, {"a": {"$gte": 1, "$lt": 2, "$ne": 1.5}}) == found(
        store, {"a": {"$gte": 1, "$lt": 1.5}}
    )
    assert found(store, {"a": 1, "": {"$gt": 5}}) == []
    assert found(store, {"a": {"b": {"c": {"$gt": "tab"}}}}) == [str(POOL.index({"b": {"c": "tea"}}))]


def test_an_unknown_operator_is_an_error_though_nothing_is_there(store: MnemicStore) -> None:
    with pytest.raises(FilterError, match=r"\$in.*there are: \$eq") as raised:
        store.search(("nowhere",), filter={"a": {"$in": [1]}})
    assert isinstance(raised.value, ValueError)  # as LangGraph's own
    with pytest.raises(FilterError, match=r"\$gt"):
        store.search((), filter={"a": [{"b": {"$gt": None}}]})
    with pytest.raises(FilterError, match="must be a dict"):
        store.search((), filter=["a"])  # type: ignore[arg-type]


def test_langgraphs_own_store_fails_where_a_field_is_missing_and_this_one_finds_the_rest() -> None:
    theirs = InMemoryStore()
    theirs.put(("pool",), "1", {"n": 5})
    theirs.put(("pool",), "2", {})
    with pytest.raises(TypeError):
        theirs.search(("pool",), filter={"n": {"$gt": 3}})
    with MnemicStore(":memory:", embedder="hash") as ours:
        ours.put(("pool",), "1", {"n": 5})
        ours.put(("pool",), "2", {})
        assert [item.key for item in ours.search(("pool",), filter={"n": {"$gt": 3}})] == ["1"]
