"""What a space says about fading: read back as it was written, and refused where it cannot be meant."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mnemic
from mnemic import Budget, Policy, Predicate
from mnemic.cube import KINDS
from mnemic.errors import ArgumentError, StoreCorrupted, UnknownArgument
from mnemic.testing import ManualClock

if TYPE_CHECKING:
    from conftest import OpenMemory

DAY = 86_400
days = st.floats(0.01, 10_000)
bounds = st.none() | st.integers(0, 10**9)
by_kind = st.dictionaries(st.sampled_from(KINDS), days)


@given(
    by_kind,
    st.dictionaries(st.just("goal"), days),
    by_kind,
    st.builds(Budget, bounds, bounds, bounds, bounds),
)
def test_a_policy_is_read_back_as_it_was_written(
    half_lives: dict[str, float], goals: dict[str, float], ttl: dict[str, float], budget: Budget
) -> None:
    policy = Policy(half_lives=half_lives, predicate_half_lives=goals, ttl_days=ttl, budget=budget)
    assert Policy.from_dict(json.loads(json.dumps(policy.to_dict()))) == policy


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"half_lives": {"episodes": 3}}, "did you mean 'episode'"),
        ({"half_lives": {"episode": 0}}, "above 0"),
        ({"half_lives": {"episode": True}}, "above 0"),
        ({"ttl_days": {"episode": float("nan")}}, "above 0"),
        ({"ttl_days": 3}, "must map names to days"),
        ({"ttl_days": {"turn": 3}}, "'turn' does not exist"),
        ({"budget": {"cube": 3}}, "did you mean 'cubes'"),
        ({"budget": {"cubes": -1}}, "at least 0"),
        ({"budget": {"cubes": 1.5}}, "at least 0"),
        ({"budget": 3}, "must be a Budget"),
        ({"budgets": {}}, "did you mean 'budget'"),
        ({"reader": "yes"}, "reader='yes' must be True or False"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_way_out(given: dict[str, Any], message: str) -> None:
    with pytest.raises(ArgumentError, match=message):
        Policy.from_dict(given)


def test_only_an_object_is_a_policy() -> None:
    with pytest.raises(ArgumentError, match="an object of JSON"):
        Policy.from_dict([])  # type: ignore[arg-type]


def test_it_is_kept_for_every_process_and_for_one_space_alone(open_memory: OpenMemory) -> None:
    policy = Policy(half_lives={"episode": 30}, budget=Budget(cubes=9))
    assert open_memory().policy() == Policy()
    open_memory().set_policy(policy)
    assert open_memory().policy() == policy
    assert open_memory(read_only=True).policy() == policy
    assert open_memory(space="other").policy() == Policy()


def test_a_predicate_that_nobody_declared_is_refused(mem: mnemic.Memory) -> None:
    with pytest.raises(UnknownArgument, match="'rides' does not exist"):
        mem.set_policy(Policy(predicate_half_lives={"rides": 3}))
    mem.declare(Predicate(name="rides"))
    mem.set_policy(Policy(predicate_half_lives={"rides": 3}))
    with pytest.raises(ArgumentError, match=r"must be a mnemic\.Policy"):
        mem.set_policy({})  # type: ignore[arg-type]


def test_a_damaged_policy_says_so(open_memory: OpenMemory, tmp_path: Path) -> None:
    open_memory().set_policy(Policy())
    with sqlite3.connect(tmp_path / "memory.db") as raw:
        raw.execute("UPDATE meta SET value = '{]' WHERE name LIKE 'policy:%'")
    raw.close()
    with pytest.raises(StoreCorrupted, match="the stored policy is damaged"):
        open_memory().policy()


def test_half_lives_go_by_predicate_then_by_kind(open_memory: OpenMemory, clock: ManualClock) -> None:
    mem = open_memory(clock=clock)
    goal = mem.assert_fact("Ana", "goal", "run a marathon", user="ana")
    likes = mem.assert_fact("Ana", "likes", "figs", user="ana")
    turn = mem.remember("hello")
    clock.advance(90 * DAY)
    assert mem.get(goal.id).strength == pytest.approx(0.5, abs=1e-3)  # as the predicate says
    mem.set_policy(Policy(half_lives={"episode": 45, "preference": 90}, predicate_half_lives={"goal": 30}))
    assert [mem.get(cube.id).strength for cube in (goal, likes, turn)] == pytest.approx(
        [0.125, 0.5, 0.25], abs=1e-3
    )
