"""mem0's filters mean here what they mean in mem0, whatever the metadata holds."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import Any

import pytest

import mnemic
from mnemic.adapters.mem0 import Memory
from mnemic.adapters.mem0._filters import read_filters
from mnemic.adapters.mem0._shape import payload

VALUES: list[Any] = [
    {"x": 3}, {"x": 3.5}, {"x": -1}, {"x": True}, {"x": False}, {"x": None}, {}, {"x": "blue"}, {"x": "Blueberry"},
    {"x": "blue", "y": 1}, {"x": ["blue", "red"]}, {"x": [1, 5]}, {"x": []}, {"x": {"z": 3}}, {"x": [{"z": 3}, {"z": 4}]},
    {"x": "2026-05-01"}, {"x": "2026-05-02T10:00:00+02:00"}, {"x": ""}, {"a\\b": 1}, {"x": [None]},
]  # fmt: skip


@pytest.fixture
def memory(mem: mnemic.Memory) -> Memory:
    made = Memory(memory=mem)
    for number, metadata in enumerate(VALUES):
        made.add(f"memory {number}", user_id="ana", metadata=metadata)
    return made


def found(memory: Memory, condition: dict[str, Any]) -> list[int]:
    """Which of `VALUES` a filter lets through: by listing, which search must agree with."""
    filters = {"user_id": "ana", **condition}
    listed = [row["memory"] for row in memory.get_all(filters=filters, top_k=1000)["results"]]
    searched = [row["memory"] for row in memory.search("memory", filters=filters, top_k=1000)["results"]]
    assert sorted(searched) == sorted(listed)
    return sorted(int(text.split()[1]) for text in listed)


@pytest.mark.parametrize(
    ("condition", "meant"),
    [
        ({"x": 3}, [0]),
        ({"x": {"eq": 3}}, [0]),
        ({"x": "blue"}, [7, 9, 10]),
        ({"x": True}, [3]),
        ({"x": None}, [5, 19]),
        ({"x": ["blue", 5]}, [7, 9, 10, 11]),
        ({"x": {"in": [3, "Blueberry"]}}, [0, 8]),
        ({"x": {"in": []}}, []),
        ({"x": {"ne": 3}}, [1, 2, 3, 4, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17]),
        ({"x": {"nin": ["blue", 3]}}, [1, 2, 3, 4, 8, 10, 11, 13, 14, 15, 16, 17]),
        ({"x": {"gt": 3}}, [1, 11]),
        ({"x": {"gte": 3, "lt": 3.5}}, [0]),
        ({"x": {"lte": -1}}, [2]),
        ({"x": {"gte": "2026-05-01", "lt": "2026-05-02T09:00:00Z"}}, [15, 16]),
        ({"x": {"gt": datetime(2026, 5, 2, tzinfo=UTC)}}, [16]),
        ({"x": {"lt": "C"}}, [8, 15, 16, 17]),
        ({"x": {"contains": "blue"}}, [7, 9, 10]),
        ({"x": {"icontains": "BLUE"}}, [7, 8, 9, 10]),
        ({"x": "*"}, [n for n, value in enumerate(VALUES) if "x" in value]),
        ({"x[].z": "*"}, [14]),
        ({"x.z": 3}, [13]),
        ({"x[].z": {"gte": 4}}, [14]),
        ({"a\\b": 1}, [18]),
        ({"AND": [{"x": "blue"}, {"y": 1}]}, [9]),
        ({"AND": []}, list(range(len(VALUES)))),
        ({"OR": [{"x": 3}, {"y": 1}]}, [0, 9]),
        ({"$or": [{"x": 3}, {"x": {"gt": 3}}]}, [0, 1, 11]),
        ({"NOT": [{"x": "blue"}, {"x": {"icontains": "berry"}}, {"x": {"ne": 0}}]}, [5, 6, 12, 18, 19]),
        ({"NOT": [{"x": "*"}]}, [6, 18]),
        ({"OR": [{"NOT": [{"x": "*"}]}, {"AND": [{"x": 3}, {"run_id": "r"}]}]}, [6, 18]),
        ({"role": "user"}, list(range(len(VALUES)))),
        ({"user_id": ["ana", "bo"]}, list(range(len(VALUES)))),
        ({"user_id": "*", "agent_id": {"ne": "coach"}}, []),
        ({"data": {"contains": "memory 1"}}, [1, *range(10, 20)]),
        ({"created_at": {"lt": "2020-01-01"}}, []),
    ],
)  # fmt: skip
def test_a_filter_lets_through_exactly_what_it_says(
    memory: Memory, condition: dict[str, Any], meant: list[int]
) -> None:
    assert found(memory, condition) == meant


def test_ids_can_be_filtered_as_other_fields_are(memory: Memory) -> None:
    memory.add([{"role": "user", "content": "memory 90", "name": "Zoe"}], user_id="ana", agent_id=7)
    assert found(memory, {"actor_id": "Zoe"}) == [90]
    assert found(memory, {"agent_id": {"ne": "x"}}) == [90]
    assert found(memory, {"agent_id": {"in": [7]}}) == [90]
    assert found(memory, {"actor_id": {"icontains": "zo"}}) == [90]
    assert found(memory, {"NOT": [{"actor_id": {"eq": None}}], "actor_id": "Zoe"}) == [90]


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ({"x": {"near": 3}}, "Unsupported metadata filter operator: near"),
        ({"x": {}}, "has no condition"),
        ({"x": {"in": 3}}, "takes a list"),
        ({"x": {"contains": 3}}, "no text"),
        ({"x": {"gt": None}}, "takes a number, a time or a text"),
        ({"AND": {}}, "AND operator requires a list"),
        ({"OR": []}, "OR operator requires a non-empty list"),
        ({"NOT": [3]}, "requires a list of filters"),
    ],
)
def test_what_is_no_filter_is_refused(memory: Memory, condition: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        memory.get_all(filters={"user_id": "ana", **condition})


def test_the_store_and_the_test_of_one_memory_agree(memory: Memory, mem: mnemic.Memory) -> None:
    """Of a thousand filters put together by chance, the `where` lets through all that is meant, and no more if exact."""
    chance = random.Random(7)
    cubes = list(mem.list(limit=1000))
    held = {cube.id: payload(cube) for cube in cubes}
    operands: list[Any] = [3, 3.5, -1, True, None, "blue", "Blue", "2026-05-01", ""]

    def leaf() -> dict[str, Any]:
        operator = chance.choice(
            ["eq", "ne", "in", "nin", "gt", "gte", "lt", "lte", "contains", "icontains", "*"]
        )
        field = chance.choice(["x", "y", "user_id", "role", "x.z"])
        if operator == "*":
            return {field: "*"}
        if operator in ("in", "nin"):
            return {field: {operator: chance.sample(operands, 2)}}
        if operator in ("contains", "icontains"):
            return {field: {operator: "blu"}}
        operand = chance.choice(operands if operator in ("eq", "ne") else [3, 3.5, "blue", "2026-05-01"])
        return {field: {operator: operand}}

    def tree(depth: int) -> dict[str, Any]:
        if depth == 0 or chance.random() < 0.3:
            return leaf()
        return {chance.choice(["AND", "OR", "NOT"]): [tree(depth - 1) for _ in range(chance.randint(1, 3))]}

    for _ in range(1000):
        filters = tree(3)
        condition = read_filters(filters)
        let = {cube.id for cube in mem.list(where=condition.where, limit=1000)}
        meant = {id_ for id_, one in held.items() if condition.test(one)}
        assert meant <= let, filters
        assert not condition.is_exact or meant == let, filters
