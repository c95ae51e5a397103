"""The forgetting curve, and what recalls do to it."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mnemic.cube import KINDS
from mnemic.lifecycle import (
    HALF_LIVES,
    Reinforcement,
    Vitality,
    initial_stability,
    recalled,
    retention,
    stability_of,
    strength,
)
from mnemic.lifecycle._strength import GROWTH, MAX_STABILITY, MIN_STABILITY

DAY = 86_400_000_000

days = st.floats(0, 20_000)
stabilities = st.floats(MIN_STABILITY, MAX_STABILITY)
moments = st.integers(0, 20_000 * DAY)
kinds = st.sampled_from(KINDS)
judged = st.none() | st.floats(0, 1)
ways: st.SearchStrategy[Reinforcement] = st.sampled_from(("seen", "cited", "useful", "useless"))


@given(days, stabilities)
def test_retention_lies_between_0_and_1(elapsed: float, stability: float) -> None:
    assert 0.0 <= retention(elapsed, stability) <= 1.0


@given(days, days, stabilities)
def test_retention_falls_with_time(one: float, other: float, stability: float) -> None:
    assert retention(max(one, other), stability) <= retention(min(one, other), stability)


@given(days, stabilities, stabilities)
def test_stabler_memories_fade_slower(elapsed: float, one: float, other: float) -> None:
    assert retention(elapsed, max(one, other)) >= retention(elapsed, min(one, other))


def test_a_negative_time_counts_as_none() -> None:
    assert retention(-3.0, 5.0) == 1.0


def test_after_the_stability_1_over_e_is_left() -> None:
    assert retention(12.0, 12.0) == pytest.approx(1 / math.e)


@given(st.floats(0.01, 10_000))
def test_half_is_left_after_the_half_life(half_life: float) -> None:
    assert retention(half_life, stability_of(half_life)) == pytest.approx(0.5)


@pytest.mark.parametrize("wrong", [0.0, -1.0, math.nan])
def test_stability_and_half_life_are_positive(wrong: float) -> None:
    with pytest.raises(ValueError, match="above 0"):
        retention(1.0, wrong)
    with pytest.raises(ValueError, match="above 0"):
        stability_of(wrong)


def test_every_kind_has_a_half_life() -> None:
    assert set(HALF_LIVES) == set(KINDS)


@given(kinds, st.floats(0, 1), st.floats(0, 1))
def test_importance_raises_the_first_stability(kind: str, one: float, other: float) -> None:
    low, high = (initial_stability(kind, each) for each in sorted((one, other)))  # type: ignore[arg-type]
    assert low <= high <= 4 * low * (1 + 1e-9)


def test_unjudged_importance_is_the_middle() -> None:
    assert initial_stability("fact") == initial_stability("fact", 0.5)


def test_a_predicates_half_life_stands_for_the_kinds() -> None:
    assert initial_stability("fact", half_life_days=10) == stability_of(10)


@pytest.mark.parametrize("wrong", [-0.1, 1.1, math.nan])
def test_importance_outside_0_to_1_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="outside 0 to 1"):
        initial_stability("fact", wrong)


@given(stabilities, moments, moments)
def test_a_longer_gap_makes_a_recall_worth_more(stability: float, one: int, other: int) -> None:
    short, long = (recalled(Vitality(stability), at, since_us=0) for at in sorted((one, other)))
    assert short.stability_days <= long.stability_days


@given(stabilities, moments, ways)
def test_a_recall_grows_stability_within_bounds(stability: float, at: int, how: Reinforcement) -> None:
    after = recalled(Vitality(stability), at, since_us=0, how=how).stability_days
    assert MIN_STABILITY <= after <= MAX_STABILITY
    assert after <= stability * (1 + GROWTH) * (1 + 1e-9)
    assert (after >= stability) or how == "useless"


def test_a_recall_right_after_another_gains_next_to_nothing() -> None:
    once = recalled(Vitality(100.0), 10 * DAY, since_us=0)
    twice = recalled(once, 10 * DAY + 60_000_000, since_us=0)
    assert twice.stability_days / once.stability_days - 1 < 0.005
    assert recalled(once, 10 * DAY, since_us=0).stability_days == once.stability_days


@given(st.integers(2, 8), st.floats(10, 300))
def test_spaced_recalls_do_more_than_massed_ones(count: int, span: float) -> None:
    spaced = massed = Vitality(180.0)
    for number in range(1, count + 1):
        spaced = recalled(spaced, int(span * DAY * number / count), since_us=0)
        massed = recalled(massed, int(span * DAY) + number * 1_000_000, since_us=0)
    assert spaced.stability_days > massed.stability_days


def test_ways_of_being_recalled_count_differently() -> None:
    grown = [recalled(Vitality(50.0), 20 * DAY, since_us=0, how=how) for how in ("seen", "cited", "useful")]
    assert sorted(grown) == grown
    assert [one.useful for one in grown] == [0, 0, 1]
    assert [one.recalls for one in grown] == [1, 1, 1]


def test_a_useless_recall_shrinks_and_moves_no_clock() -> None:
    after = recalled(Vitality(50.0, 2, 7 * DAY), 20 * DAY, since_us=0, how="useless")
    assert after == Vitality(40.0, 2, 7 * DAY, 0, 1)


def test_a_useless_recall_never_raises_a_short_stability() -> None:
    assert recalled(Vitality(0.5), DAY, since_us=0, how="useless").stability_days == 0.5


def test_a_recall_takes_nothing_from_a_half_life_above_the_bound() -> None:
    assert recalled(Vitality(9000.0), 100 * DAY, since_us=0).stability_days == 9000.0


@given(stabilities, moments, moments)
def test_a_clock_that_jumps_back_changes_nothing_but_the_count(stability: float, last: int, at: int) -> None:
    assume(at <= last)
    before = Vitality(stability, 3, last)
    assert recalled(before, at, since_us=0) == before._replace(recalls=4)
    assert strength(before, kind="fact", created_us=0, now_us=at) == 1.0


@given(kinds, judged, moments, moments, moments)
def test_strength_falls_with_time_and_lies_in_0_to_1(
    kind: str, importance: float | None, created: int, one: int, other: int
) -> None:
    early, late = (
        strength(None, kind=kind, created_us=created, now_us=now, importance=importance)  # type: ignore[arg-type]
        for now in sorted((one, other))
    )
    assert 0.0 <= late <= early <= 1.0


def test_an_old_chat_imported_late_keeps_the_clock_of_its_recalls() -> None:
    assert strength(Vitality(10.0, 1, 5 * DAY), kind="fact", created_us=8 * DAY, now_us=8 * DAY) == 1.0


def test_a_pin_holds_until_the_time_to_live_is_over() -> None:
    def pinned(day: int) -> float:
        return strength(None, kind="belief", created_us=0, now_us=day * DAY, pinned=True, ttl_days=1000)

    assert [pinned(999), pinned(1000)] == [1.0, 0.0]


def test_a_time_to_live_ends_what_was_just_recalled() -> None:
    just = Vitality(1000.0, 9, 2 * DAY)
    assert strength(just, kind="fact", created_us=0, now_us=2 * DAY, ttl_days=2) == 0.0
    assert strength(just, kind="fact", created_us=0, now_us=2 * DAY - 1, ttl_days=2) == 1.0
