"""Where preferences stand, and how evidence gathers."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnemic.lifecycle import OBSERVED_WEIGHT, STATED_WEIGHT, Constants, Preference, Signal, preference, trend

DAY = 86_400_000_000
NOW = 1000 * DAY

signals = st.lists(
    st.builds(
        Signal, st.integers(0, NOW), st.floats(-1, 1), st.sampled_from([STATED_WEIGHT, OBSERVED_WEIGHT])
    ),
    min_size=1,
    max_size=40,
)


def heard(*values: float) -> Preference:
    found = preference(Signal(number, value) for number, value in enumerate(values))
    assert found is not None
    return found


@given(signals, st.randoms())
def test_a_preference_lies_in_its_range_in_whatever_order_it_is_heard(
    given_signals: list[Signal], shuffler: random.Random
) -> None:
    found = preference(given_signals)
    assert found is not None
    assert all(-1.0 - 1e-9 <= part <= 1.0 + 1e-9 for part in found[:3])
    shuffled = list(given_signals)
    shuffler.shuffle(shuffled)
    assert preference(shuffled) == found


def test_no_signals_are_no_preference() -> None:
    assert preference([]) is None


def test_one_signal_is_taken_at_its_word() -> None:
    assert heard(-1.0) == (-1.0, -1.0, -1.0, False)


def test_a_turn_is_seen_and_then_becomes_what_lasts() -> None:
    assert not heard(*[1.0] * 20).shifted
    turned = heard(*[1.0] * 20, *[-1.0] * 5)
    assert turned.shifted
    assert turned.score < 0 < turned.lasting
    assert not heard(*[1.0] * 20, *[-1.0] * 60).shifted


def test_what_is_said_weighs_more_than_what_is_done() -> None:
    mixed = [Signal(at, value, weight) for at, (value, weight) in enumerate([(1.0, 1.0), (-1.0, 0.5)] * 3)]
    found = preference(mixed)
    assert found is not None
    assert found.score > 0


def test_a_shift_needs_more_signals_than_the_window_holds() -> None:
    assert not heard(1.0, -1.0, -1.0, -1.0, -1.0).shifted


@pytest.mark.parametrize(
    "wrong", [Signal(0, 1.5), Signal(0, 1.0, 0.0), Signal(0, 1.0, 2.0), Signal(0, float("nan"))]
)
def test_a_signal_out_of_range_is_refused(wrong: Signal) -> None:
    with pytest.raises(ValueError, match="a value lies in"):
        preference([Signal(0, 1.0), wrong])


def drawn(rng: random.Random, likes: bool, start: int, count: int) -> list[Signal]:
    return [
        Signal(
            start + number,
            1.0 if (rng.random() < 0.1) != likes else -1.0,
            STATED_WEIGHT if rng.random() < 0.4 else OBSERVED_WEIGHT,
        )
        for number in range(count)
    ]


def test_noise_of_a_tenth_seldom_seems_a_shift_and_a_turn_is_seen_within_seven_signals() -> None:
    rng, false, late = random.Random(7), 0, []
    for _ in range(300):
        steady = drawn(rng, True, 0, 20)
        false += any(seen(steady[:end]) for end in range(6, 21))
        turned = steady + drawn(rng, False, 20, 15)
        late.append(next((end for end in range(1, 16) if seen(turned[: 20 + end])), 16))
    assert false / 300 <= 0.03
    assert sum(late) / 300 <= 7.0


def seen(told: list[Signal]) -> bool:
    found = preference(told)
    assert found is not None
    return found.shifted


def test_constants_can_be_given() -> None:
    told = [Signal(number, value) for number, value in enumerate([1.0] * 4 + [-1.0] * 2)]
    quick = preference(told, Constants(window=2, shift_above=0.5))
    assert quick is not None
    assert (quick.recent, quick.shifted) == (-1.0, True)


def days_ago(*days: float) -> list[int]:
    return [NOW - int(day * DAY) for day in days]


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ((), "stale"),
        ((200, 91), "stale"),
        ((200, 40), "weakening"),
        ((40,), "weakening"),
        ((29, 3), "new"),
        ((300, 200, 100, 20, 10, 5), "strengthening"),
        ((120, 90, 60, 45, 10), "stable"),
        ((100, 90, 80, 70, 60, 50, 45, 40, 35, 33, 10), "weakening"),
        ((31, 10), "stable"),
    ],
)
def test_a_trend_compares_the_last_month_with_the_days_before(days: tuple[float, ...], found: str) -> None:
    assert trend(days_ago(*days), NOW) == found


@given(st.lists(st.integers(0, 2 * NOW), max_size=20), st.integers(0, 2 * NOW))
def test_any_times_have_a_trend(times: list[int], now: int) -> None:
    assert trend(times, now) in ("new", "strengthening", "stable", "weakening", "stale")


def test_evidence_from_after_now_counts_as_of_now() -> None:
    assert trend([NOW + DAY], NOW) == "new"
