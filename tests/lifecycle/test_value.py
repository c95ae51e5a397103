"""What a budget takes, and what it leaves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnemic.lifecycle import Budget, Kept, Standing, over_budget, value

shares = st.floats(0, 1)
standings = st.builds(
    Standing, shares, shares, st.none() | shares, st.integers(0, 99), st.integers(0, 99), st.integers(0, 99)
)
spaces = st.lists(st.tuples(shares, st.integers(0, 5_000), st.booleans(), st.booleans()), max_size=30).map(
    lambda rows: [Kept(str(number), *row) for number, row in enumerate(rows)]
)
bounds = st.none() | st.integers(0, 40)
budgets = st.builds(
    Budget, bounds, st.none() | st.integers(0, 60_000), bounds, st.none() | st.integers(0, 60_000)
)


@given(standings)
def test_a_value_lies_between_0_and_1(standing: Standing) -> None:
    assert 0.0 <= value(standing) <= 1.0 + 1e-9


@given(standings, shares, st.integers(0, 50))
def test_a_value_rises_with_each_of_its_parts(standing: Standing, share: float, more: int) -> None:
    for part in ("worth", "strength"):
        assert value(standing._replace(**{part: max(share, getattr(standing, part))})) >= value(standing)
    for part in ("uses", "cited_by"):
        assert value(standing._replace(**{part: getattr(standing, part) + more})) >= value(standing)
    assert value(standing._replace(useless=standing.useless + more)) <= value(standing)
    assert value(standing._replace(importance=1.0)) >= value(standing._replace(importance=share))


def test_unjudged_importance_is_the_middle() -> None:
    assert value(Standing()) == value(Standing(importance=0.5))


@given(spaces, budgets)
def test_what_is_held_never_goes(memories: list[Kept], budget: Budget) -> None:
    cut = over_budget(memories, budget)
    held = {memory.id for memory in memories if memory.held}
    assert held.isdisjoint(cut.archive + cut.evict)


@given(spaces, budgets)
def test_a_budget_is_met_whenever_what_is_held_fits(memories: list[Kept], budget: Budget) -> None:
    cut = over_budget(memories, budget)
    rest = [memory for memory in memories if memory.id not in cut.evict]
    archived = [memory for memory in rest if memory.archived or memory.id in cut.archive]
    active = [memory for memory in rest if not memory.archived and memory.id not in cut.archive]
    assert cut.met == (
        fits(active, budget.cubes, budget.size_bytes)
        and fits(archived, budget.archive_cubes, budget.archive_bytes)
    )
    if not cut.met:
        held = [memory for memory in memories if memory.held]
        assert not (
            fits([one for one in held if not one.archived], budget.cubes, budget.size_bytes)
            and fits([one for one in held if one.archived], budget.archive_cubes, budget.archive_bytes)
        )


def fits(memories: list[Kept], cubes: int | None, size: int | None) -> bool:
    taken = sum(memory.size_bytes for memory in memories)
    return (cubes is None or len(memories) <= cubes) and (size is None or taken <= size)


@given(spaces, budgets)
def test_nothing_goes_that_is_worth_more_than_what_stays(memories: list[Kept], budget: Budget) -> None:
    cut = over_budget(memories, budget)
    gone = {*cut.archive, *cut.evict}
    leaving = [memory.value for memory in memories if memory.id in gone and not memory.archived]
    staying = [
        memory.value for memory in memories if memory.id not in gone and not (memory.archived or memory.held)
    ]
    assert not leaving or not staying or max(leaving) <= min(staying)


@given(spaces)
def test_without_bounds_nothing_goes(memories: list[Kept]) -> None:
    assert over_budget(memories, Budget()) == ((), (), True)


def memory(name: str, worth: float, size: int = 10, **more: bool) -> Kept:
    return Kept(name, worth, size, **more)


def test_the_least_valuable_is_archived_then_evicted() -> None:
    space = [memory("a", 0.9), memory("b", 0.1), memory("c", 0.5), memory("old", 0.3, archived=True)]
    assert over_budget(space, Budget(cubes=1)) == (("b", "c"), (), True)
    assert over_budget(space, Budget(cubes=1, archive_cubes=1)) == (("c",), ("b", "old"), True)


def test_without_an_archive_what_leaves_goes_at_once() -> None:
    assert over_budget([memory("a", 0.9), memory("b", 0.1)], Budget(cubes=1, archive_cubes=0)).evict == ("b",)


def test_bytes_are_a_budget_of_their_own() -> None:
    space = [memory("long", 0.2, 900), memory("short", 0.1, 10), memory("best", 0.9, 100)]
    assert over_budget(space, Budget(size_bytes=150)).archive == ("short", "long")


def test_of_equals_the_earlier_goes_first() -> None:
    assert over_budget([memory("first", 0.5), memory("then", 0.5)], Budget(cubes=1)).archive == ("first",)


def test_a_budget_that_what_is_held_exceeds_is_not_met() -> None:
    space = [memory("pinned", 0.1, held=True), memory("a", 0.9), memory("b", 0.2, held=True)]
    assert over_budget(space, Budget(cubes=1)) == (("a",), (), False)


def test_a_negative_budget_is_refused() -> None:
    with pytest.raises(ValueError, match="archive_bytes=-1"):
        over_budget([], Budget(archive_bytes=-1))
