"""How hot a memory is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnemic.lifecycle import HOT, Visits, heat, visited

DAY = 86_400_000_000
moments = st.integers(0, 5_000 * DAY)


def test_what_was_never_visited_is_cold() -> None:
    assert heat(Visits(), 5 * DAY) == 0.0


@given(st.lists(moments, min_size=1, max_size=20), moments, moments)
def test_heat_falls_with_time(visits: list[int], one: int, other: int) -> None:
    record = Visits()
    for at in visits:
        record = visited(record, at)
    early, late = sorted((one, other))
    assert 0.0 <= heat(record, late) <= heat(record, early)


@given(st.lists(moments, max_size=10), moments)
def test_a_visit_makes_hotter(visits: list[int], at: int) -> None:
    record = Visits()
    for each in sorted(visits):
        record = visited(record, each)
    assert heat(visited(record, at), at) > heat(record, at)


def test_a_visit_from_before_the_last_counts_as_with_it() -> None:
    last = visited(Visits(), 10 * DAY)
    assert visited(last, 3 * DAY) == visited(last, 10 * DAY)


def test_a_busy_day_is_hot_and_a_quiet_season_cools_it() -> None:
    record = Visits()
    for hour in range(4):
        record = visited(record, hour * DAY // 24, turns=3)
    assert heat(record, DAY) > HOT
    assert heat(record, 120 * DAY) < 0.5


def test_a_long_paste_is_no_habit() -> None:
    assert heat(visited(Visits(), 0, turns=10), 0) < heat(visited(visited(Visits(), 0), 0, turns=1), 0) + 2
    assert heat(visited(Visits(), 0, turns=100), 0) < 2 * heat(visited(Visits(), 0, turns=10), 0)


def test_an_interaction_has_no_negative_length() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        visited(Visits(), 0, turns=-1)
