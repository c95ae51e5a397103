"""From what was said, at various times, to what held when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mnemic.truth._timeline import Run, Statement, Value, contradictions, overlap, timeline

ORIGIN = datetime(2020, 1, 1, tzinfo=UTC)


def day(number: float) -> datetime:
    """Return the day of that number."""
    return ORIGIN + timedelta(days=number)


def said(
    object_: str,
    at: float,
    since: float | None = None,
    until: float | None = None,
    *,
    seq: int = 0,
    affirmed: bool = True,
) -> Statement:
    return Statement(
        fact=f"{object_}{at}",
        seq=seq,
        value=Value(object_, affirmed),
        said_at=day(at),
        stated_from=None if since is None else day(since),
        stated_to=None if until is None else day(until),
    )


def shown(statements: Sequence[Statement], *, one_at_a_time: bool = True) -> list[tuple[object, ...]]:
    """Return the runs as ``(object, first day, last day)``, by when they end."""
    runs = timeline(statements, one_at_a_time=one_at_a_time)
    found = [(run.value.object, _number(run.begins), _number(run.ends)) for run in runs]
    return sorted(found, key=lambda run: (run[2] is None, run[2] or 0, run[1] or -1, run[0]))


def _number(time: datetime | None) -> float | None:
    return None if time is None else (time - ORIGIN).total_seconds() / 86400


def test_one_statement_holds_since_and_until_nobody_knows_when() -> None:
    assert shown([said("Rome", 1)]) == [("Rome", None, None)]


def test_a_change_ends_the_old_value_when_it_was_said_to() -> None:
    assert shown([said("Rome", 1), said("Porto", 10, since=6)]) == [("Rome", None, 6), ("Porto", 6, None)]


def test_a_change_without_a_date_ends_the_old_value_when_it_was_said() -> None:
    assert shown([said("Rome", 1), said("Porto", 10)]) == [("Rome", None, 10), ("Porto", 10, None)]


def test_what_was_said_to_hold_later_than_a_change_is_believed() -> None:
    assert shown([said("Rome", 1), said("Rome", 8), said("Porto", 10, since=6)]) == [
        ("Rome", None, 10),
        ("Porto", 10, None),
    ]


def test_the_date_of_a_change_may_be_told_afterwards() -> None:
    assert shown([said("Rome", 1), said("Porto", 10), said("Porto", 12, since=6)]) == [
        ("Rome", None, 6),
        ("Porto", 6, None),
    ]


@pytest.mark.parametrize("since", [0.5, 1])
def test_an_impossible_date_told_afterwards_changes_nothing(since: float) -> None:
    assert shown([said("Rome", 1), said("Porto", 10), said("Porto", 12, since=since)]) == [
        ("Rome", None, 10),
        ("Porto", 10, None),
    ]


def test_a_date_before_what_ended_the_one_before_changes_nothing() -> None:
    assert shown([said("Rome", 1, until=8), said("Porto", 10), said("Porto", 12, since=6)]) == [
        ("Rome", None, 8),
        ("Porto", 10, None),
    ]


def test_who_was_there_before_the_date_that_is_told_began_earlier() -> None:
    assert shown([said("Porto", 3), said("Porto", 12, since=6)]) == [("Porto", None, None)]
    assert shown([said("Porto", 7), said("Porto", 12, since=6)]) == [("Porto", 6, None)]


def test_a_value_can_come_back() -> None:
    assert shown([said("Rome", 1), said("Porto", 5), said("Rome", 9)]) == [
        ("Rome", None, 5),
        ("Porto", 5, 9),
        ("Rome", 9, None),
    ]


def test_a_plan_holds_from_when_it_is_planned_for() -> None:
    assert shown([said("Porto", 3, since=20), said("Rome", 1), said("Rome", 10)]) == [
        ("Rome", None, 20),
        ("Porto", 20, None),
    ]


def test_a_plan_that_fell_through_ends_when_that_is_seen() -> None:
    assert shown([said("Porto", 3, since=20), said("Rome", 25)]) == [("Porto", 20, 25), ("Rome", 25, None)]


def test_what_is_for_a_time_ends_by_itself_unless_it_is_prolonged() -> None:
    assert shown([said("Porto", 3, until=10)]) == [("Porto", None, 10)]
    assert shown([said("Porto", 3, until=10), said("Porto", 5, until=15)]) == [("Porto", None, 15)]
    assert shown([said("Porto", 3, until=10), said("Porto", 12)]) == [
        ("Porto", None, 10),
        ("Porto", None, None),
    ]


def test_what_is_over_ends_the_run_that_goes_on_not_one_long_ended() -> None:
    told = [said("Rome", 1), said("Porto", 5), said("Rome", 9)]
    assert shown([*told, said("Rome", 12, until=12)])[-1] == ("Rome", 9, 12)
    assert shown([*told, said("Rome", 12, until=10)])[-1] == ("Rome", 9, 10)


def test_what_was_over_when_it_was_said_ended_no_earlier_than_it_last_held() -> None:
    assert shown([said("Rome", 5), said("Rome", 9, until=3)]) == [("Rome", None, 5)]


def test_i_used_to_says_that_it_was_before_what_holds_instead() -> None:
    assert shown([said("Porto", 5), said("Rome", 9, until=9)]) == [("Rome", None, 5), ("Porto", 5, None)]


def test_something_over_is_set_before_what_was_not_known_to_have_begun() -> None:
    assert shown([said("Porto", 10), said("Rome", 12, until=6)]) == [("Rome", None, 6), ("Porto", 6, None)]


def test_something_over_takes_the_gap_that_is_left() -> None:
    told = [said("Porto", 5, until=8), said("Faro", 20, since=15)]
    assert shown([*told, said("Rome", 30, until=18)]) == [
        ("Porto", None, 8),
        ("Rome", 8, 15),
        ("Faro", 15, None),
    ]
    assert shown([*told, said("Rome", 30, since=10, until=12)])[1] == ("Rome", 10, 12)
    assert shown([*told, said("Rome", 30, since=2, until=12)])[1] == ("Rome", 8, 12)


def test_where_there_is_no_gap_something_over_was_before_everything() -> None:
    told = [said("Porto", 5), said("Faro", 10)]
    assert shown([*told, said("Rome", 30, until=8)]) == [
        ("Rome", None, 5),
        ("Porto", 5, 10),
        ("Faro", 10, None),
    ]


def test_two_things_over_by_the_same_time_are_not_put_in_an_order() -> None:
    told = [said("Porto", 20), said("Rome", 30, until=30), said("Oslo", 31, until=31)]
    assert shown(told) == [("Oslo", None, 20), ("Rome", None, 20), ("Porto", 20, None)]


def test_what_was_said_to_be_over_and_holds_later_began_in_between() -> None:
    assert shown([said("Rome", 5, until=5), said("Rome", 9)]) == [("Rome", None, 5), ("Rome", 9, None)]


def test_of_two_values_said_of_one_moment_the_one_told_later_holds() -> None:
    assert shown([said("Rome", 5, seq=1), said("Porto", 5, seq=2)]) == [
        ("Rome", None, 5),
        ("Porto", 5, None),
    ]


def test_a_denial_ends_its_own_value_only() -> None:
    told = [said("Rome", 1), said("Rome", 5, affirmed=False), said("Porto", 5, affirmed=False)]
    runs = timeline(told, one_at_a_time=True)
    assert [(run.value, _number(run.begins), _number(run.ends)) for run in runs] == [
        (Value("Rome", True), None, 5),
        (Value("Rome", False), 5, None),
        (Value("Porto", False), None, None),
    ]


def test_where_several_hold_none_ends_and_what_excludes_contradicts() -> None:
    told = [said("May 3", 1), said("May 4", 5), said("May 5", 9, until=9)]
    runs = timeline(told, one_at_a_time=False)
    assert [run.ends for run in runs] == [None, None, day(9)]
    pairs = [(later.value.object, earlier.value.object) for later, earlier in contradictions(runs)]
    assert pairs == [("May 4", "May 3"), ("May 5", "May 3"), ("May 5", "May 4")]


def test_what_held_one_after_the_other_contradicts_nothing() -> None:
    runs = timeline([said("A", 5, until=5), said("B", 9, since=6)], one_at_a_time=False)
    assert contradictions(runs) == []


# Properties

days = st.integers(0, 12)


@st.composite
def statements(draw: st.DrawFn, *, past: bool = True) -> list[Statement]:
    """Statements of various kinds, each of a moment of its own."""
    found = []
    for seq in range(draw(st.integers(1, 7))):
        at = draw(days) + (seq + 1) / 100
        kind = draw(
            st.sampled_from(["plain", "since", "until", "plan", *(["over", "used to"] if past else [])])
        )
        kinds: dict[str, dict[str, float]] = {
            "plain": {},
            "since": {"since": at - draw(st.integers(0, 5)) - seq / 1000},
            "until": {"until": at + draw(st.integers(1, 5)) + seq / 1000},
            "plan": {"since": at + draw(st.integers(1, 5)) + seq / 1000},
            "over": {"until": at - draw(st.integers(0, 5)) - seq / 1000},
            "used to": {"until": at},
        }
        affirmed = draw(st.integers(0, 4)) > 0
        found.append(said(draw(st.sampled_from("ABC")), at, **kinds[kind], seq=seq, affirmed=affirmed))
    return found


def outline(runs: Sequence[Run]) -> list[tuple[object, ...]]:
    return [(run.value, run.begins, run.ends, [one.fact for one in run.statements]) for run in runs]


@settings(max_examples=300)
@given(statements(), st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_arrival_does_not_matter(told: list[Statement], random: object, one: bool) -> None:
    shuffled = list(told)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert outline(timeline(shuffled, one_at_a_time=one)) == outline(timeline(told, one_at_a_time=one))


@settings(max_examples=500)
@given(statements())
def test_excluding_values_never_hold_at_once(told: list[Statement]) -> None:
    runs = timeline(told, one_at_a_time=True)
    for at, run in enumerate(runs):
        for other in runs[:at]:
            if run.value.excludes(other.value) and not (run.is_over and other.is_over):
                assert not overlap(run, other)


@settings(max_examples=500)
@given(statements())
def test_what_was_said_to_hold_holds_then(told: list[Statement]) -> None:
    runs = timeline(told, one_at_a_time=True)
    for one in told:
        over = any(other.is_past and other.value == one.value for other in told)
        if not one.is_past and not over:
            assert any(run.value == one.value and _holds(run, one.holds_at) for run in runs)


@settings(max_examples=300)
@given(statements(), st.booleans())
def test_every_statement_has_its_place_and_no_interval_is_turned_round(
    told: list[Statement], one: bool
) -> None:
    runs = timeline(told, one_at_a_time=one)
    assert sorted(x.fact for run in runs for x in run.statements) == sorted(x.fact for x in told)
    assert all(run.begins is None or run.ends is None or run.begins <= run.ends for run in runs)


@settings(max_examples=300)
@given(statements(past=False), st.sampled_from("ABC"), st.floats(0, 14))
def test_a_late_import_retires_nothing_newer(told: list[Statement], object_: str, at: float) -> None:
    late = said(object_, at + 0.0005, seq=99)
    before = [run for run in timeline(told, one_at_a_time=True) if run.held[0] > late.holds_at]
    after = timeline([*told, late], one_at_a_time=True)
    for run in before:
        same = [other for other in after if run.statements[-1] in other.statements]
        assert [other.ends for other in same] == [run.ends]


@settings(max_examples=300)
@given(statements(past=False), st.sampled_from("ABC"), st.integers(0, 5))
def test_what_is_over_never_ends_another_value(told: list[Statement], object_: str, ago: int) -> None:
    over = said(object_, 30, until=30 - ago, seq=99)
    before = timeline(told, one_at_a_time=True)
    after = timeline([*told, over], one_at_a_time=True)
    for one, other in zip(before, after, strict=False):
        if one.value != over.value:
            assert (one.value, one.ends) == (other.value, other.ends)


def _holds(run: Run, time: datetime) -> bool:
    return (run.begins is None or run.begins <= time) and (run.ends is None or time < run.ends)


def test_what_is_over_between_two_times_it_held_interrupts_it() -> None:
    def on(month: int, over: bool = False) -> Statement:
        said = datetime(2025, month, 3, tzinfo=UTC)
        return Statement(
            fact=f"f{month}",
            seq=month,
            value=Value("sushi", True),
            said_at=said,
            stated_to=said if over else None,
        )

    runs = timeline([on(1), on(2), on(3, over=True), on(4), on(6)], one_at_a_time=True)
    assert [(run.begins, run.ends) for run in runs] == [
        (None, datetime(2025, 3, 3, tzinfo=UTC)),
        (datetime(2025, 4, 3, tzinfo=UTC), None),
    ]
