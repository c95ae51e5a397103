"""Where memories stand, and how seldom they move."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnemic.cube import TIERS, Tier
from mnemic.lifecycle import HOT, Vitality, next_tier, recalled, strength

DAY = 86_400_000_000
shares = st.floats(0, 1)


def moved(current: Tier, **changed: object) -> Tier:
    settled = {"heat": 0.0, "strength": 0.9, "importance": None, "age_days": 10.0, "recalls": 0}
    return next_tier(current, **(settled | changed))  # type: ignore[arg-type]


def test_working_lasts_as_long_as_its_session_and_a_day_at_most() -> None:
    assert moved("working", age_days=0.5, session_open=True) == "working"
    assert moved("working", age_days=0.5) == "short_term"
    assert moved("working", age_days=1.0, session_open=True) == "short_term"


@pytest.mark.parametrize("why", [{"heat": HOT}, {"recalls": 2}, {"importance": 0.7}, {"pinned": True}])
def test_heat_recalls_importance_and_pins_make_long_term(why: dict[str, object]) -> None:
    assert moved("short_term", **why) == "long_term"
    assert moved("short_term", age_days=0.5, **why) == "short_term"


def test_what_nobody_asks_for_stays_short_term_until_it_fades() -> None:
    assert moved("short_term", recalls=1, heat=HOT - 1, importance=0.6) == "short_term"
    assert moved("short_term", strength=0.09) == "archive"


def test_long_term_never_falls_back_to_short_term() -> None:
    assert moved("long_term", strength=0.11) == "long_term"
    assert moved("long_term", strength=0.09) == "archive"


def test_a_pin_keeps_from_the_archive_until_the_time_to_live_is_over() -> None:
    assert moved("long_term", strength=0.05, pinned=True) == "long_term"
    assert moved("long_term", strength=0.0, pinned=True) == "archive"


def test_only_a_recall_there_brings_back_from_the_archive() -> None:
    assert moved("archive", strength=1.0, recalls=5, heat=9.0, importance=1.0, pinned=True) == "archive"
    assert moved("archive", strength=0.39, revived=True) == "archive"
    assert moved("archive", strength=0.40, revived=True) == "long_term"


@given(
    st.sampled_from(TIERS),
    st.floats(0, 50),
    shares,
    st.none() | shares,
    st.floats(0, 9_999),
    st.integers(0, 50),
)
def test_a_memory_nobody_recalls_moves_three_times_at_most(
    tier: Tier, heat: float, left: float, importance: float | None, age: float, recalls: int
) -> None:
    path = [tier]
    for step in range(12):
        path.append(
            next_tier(
                path[-1],
                heat=heat / (step + 1),
                strength=left / (step + 1),
                importance=importance,
                age_days=age + step,
                recalls=recalls,
            )
        )
    moves = [TIERS.index(after) - TIERS.index(before) for before, after in itertools.pairwise(path)]
    assert all(step >= 0 for step in moves)
    assert sum(step > 0 for step in moves) <= 3


@given(st.lists(st.floats(0, 900), max_size=30), st.integers(0, 2**32))
def test_nothing_flaps(gaps: list[float], seed: int) -> None:
    """Each return from the archive takes a recall, and each way down a rest of over twice the stability."""
    vitality, tier, moves, now, archived = Vitality(40.0), "working", 0, 0, False
    recalls = list(itertools.accumulate(int(gap * DAY) for gap in gaps))
    for now in range(0, 2000 * DAY, 20 * DAY + seed % DAY):
        revived = False
        while recalls and recalls[0] <= now:
            vitality = recalled(vitality, recalls.pop(0), since_us=0)
            revived = archived
        left = strength(vitality, kind="episode", created_us=0, now_us=now)
        after = moved(tier, strength=left, age_days=now / DAY, recalls=vitality.recalls, revived=revived)  # type: ignore[arg-type]
        moves, archived = moves + (after != tier), after == "archive"
        tier = after
    assert moves <= 3 + 2 * 2000 / (2.3 * 40.0)
