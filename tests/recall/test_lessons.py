"""Learning weights from lessons: bounded, patient, wary of noise, forgetting, and always the same."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnemic.recall import SECOND_WEIGHTS, Lesson, learn
from mnemic.recall._lessons import BOUND, HALF_LIFE_DAYS

DAY_US = 86_400_000_000
STATIC = {"words": 4.0, "meaning": 2.0, "length": -1.0, "rare": 0.0}
NAMES = sorted(STATIC)

_numbers = st.floats(-1, 1, width=32)
_hit = st.fixed_dictionaries(dict.fromkeys(NAMES, _numbers))
_lesson = st.builds(
    Lesson,
    st.integers(0, 400 * DAY_US),
    st.lists(_hit, max_size=4).map(tuple),
    st.lists(_hit, max_size=6).map(tuple),
)


def hit(**numbers: float) -> dict[str, float]:
    """Return the numbers of a hit; 0 where not said."""
    return {**dict.fromkeys(NAMES, 0.0), **numbers}


def words_matter(count: int, at_us: int = 0, *, seed: int = 1) -> list[Lesson]:
    """Return lessons of a space where words tell more, and meaning less, than the static weights have it."""
    random_ = random.Random(seed)
    found = []
    for number in range(count):
        hits = [hit(words=random_.random(), meaning=random_.random()) for _ in range(8)]
        hits.sort(key=lambda one: -(6 * one["words"] + one["meaning"]))
        found.append(Lesson(at_us + number, tuple(hits[:2]), tuple(hits[2:])))
    return found


def test_no_lessons_teach_nothing() -> None:
    assert learn([], 0, STATIC) == {}
    assert learn(words_matter(20), 0, {}) == {}


@pytest.mark.parametrize(
    ("useful", "useless"),
    [((), (hit(words=1),)), ((hit(words=1),), ()), (({},), ({},)), ((hit(words=1),), ({}, {}))],
)
def test_a_lesson_with_nothing_to_compare_teaches_nothing(
    useful: tuple[Mapping[str, float], ...], useless: tuple[Mapping[str, float], ...]
) -> None:
    assert learn([Lesson(0, useful, useless)] * 30, 0, STATIC) == {}


def test_a_hit_that_was_not_looked_at_closely_is_left_out() -> None:
    lessons = words_matter(20)
    longer = [Lesson(one.taught_us, one.useful, (*one.useless, {}, {})) for one in lessons]
    assert learn(longer, 0, STATIC) == learn(lessons, 0, STATIC)


def test_what_was_useful_weighs_more() -> None:
    deltas = learn(words_matter(60), 0, STATIC)
    assert deltas["words"] > 0 > deltas["meaning"]
    assert "rare" not in deltas


def test_the_first_few_lessons_change_little() -> None:
    sizes = [learn(words_matter(count), 0, STATIC).get("words", 0.0) for count in (1, 3, 10, 100)]
    assert sizes == sorted(sizes)
    assert sizes[0] == 0 < sizes[3]
    assert sizes[1] < 0.05 * STATIC["words"]


@given(st.lists(_lesson, max_size=30), st.integers(0, 500 * DAY_US))
def test_no_weight_moves_by_more_than_its_bound(lessons: list[Lesson], now_us: int) -> None:
    deltas = learn(lessons, now_us, STATIC)
    assert deltas.keys() <= STATIC.keys()
    for name, delta in deltas.items():
        assert abs(delta) <= BOUND * max(abs(STATIC[name]), 4.0 / 16) + 1e-6


@given(st.lists(_lesson, max_size=12), st.randoms(use_true_random=False))
def test_the_same_lessons_teach_the_same_in_any_order(lessons: list[Lesson], random_: random.Random) -> None:
    shuffled = random_.sample(lessons, len(lessons))
    again = learn(shuffled, 0, dict(reversed(STATIC.items())))
    assert again == pytest.approx(learn(lessons, 0, STATIC), abs=1e-6)
    assert learn(lessons, 0, STATIC) == learn(list(lessons), 0, STATIC)


def test_old_lessons_fade() -> None:
    lessons = words_matter(30)
    ages = [learn(lessons, int(days * DAY_US), STATIC)["words"] for days in (0, HALF_LIFE_DAYS, 1000)]
    assert ages[0] > ages[1] > ages[2] > 0
    # What was learned a half-life ago counts as half as many lessons do.
    assert ages[1] == pytest.approx(learn(lessons[:15], 0, STATIC)["words"], rel=0.2)


def test_newer_lessons_outweigh_older_ones() -> None:
    old = [Lesson(lesson.taught_us, lesson.useful, lesson.useless) for lesson in words_matter(30)]
    year_us = 365 * DAY_US
    contrary = [
        Lesson(year_us, tuple(map(_swapped, one.useful)), tuple(map(_swapped, one.useless)))
        for one in words_matter(30)
    ]
    static = {**STATIC, "words": 3.0, "meaning": 3.0}
    assert learn(old, year_us, static)["words"] > 0
    assert learn([*old, *contrary], year_us, static)["words"] < 0


def _swapped(numbers: Mapping[str, float]) -> dict[str, float]:
    return {**numbers, "words": numbers["meaning"], "meaning": numbers["words"]}


def test_a_day_changes_nothing_within_it() -> None:
    lessons = words_matter(20, 10 * DAY_US)
    assert learn(lessons, 12 * DAY_US + 5, STATIC) == learn(lessons, 13 * DAY_US - 10**9, STATIC)


def test_a_clock_that_was_set_back_makes_no_lesson_count_more() -> None:
    lessons = words_matter(20, 10 * DAY_US)
    assert learn(lessons, 0, STATIC) == learn(lessons, 10 * DAY_US, STATIC)


def _random_lessons(count: int, cite: int | None) -> Sequence[Lesson]:
    random_ = random.Random(3)
    found = []
    for number in range(count):
        hits = [{name: random_.random() for name in SECOND_WEIGHTS} for _ in range(10)]
        hits.sort(key=lambda one: -sum(SECOND_WEIGHTS[name] * one[name] for name in one))
        cited = random_.randrange(10) if cite is None else cite
        found.append(Lesson(number, (hits[cited],), tuple(hits[:cited] + hits[cited + 1 :])))
    return found


def test_clicks_at_random_teach_next_to_nothing() -> None:
    for name, delta in learn(_random_lessons(300, None), 0, SECOND_WEIGHTS).items():
        assert abs(delta) < 0.02 * max(abs(SECOND_WEIGHTS[name]), 0.5)


def test_citing_always_the_last_hit_teaches_nothing() -> None:
    assert learn(_random_lessons(300, 9), 0, SECOND_WEIGHTS) == {}


def test_lessons_that_do_not_bear_each_other_out_teach_nothing() -> None:
    # Each is in static order but for one pair, which says of another number each time that it matters.
    names = [f"n{place}" for place in range(40)]
    static = {"words": 4.0, **dict.fromkeys(names, 1.0)}
    none = dict.fromkeys(static, 0.0)
    lessons = [
        Lesson(place, ({**none, "words": 0.5, name: 0.3},), ({**none, "words": 0.1}, {**none, "words": 0.6}))
        for place, name in enumerate(names)
    ]
    assert learn(lessons, 0, static) == {}


def test_unknown_and_unusable_numbers_are_left_out() -> None:
    odd = [
        Lesson(one.taught_us, tuple({**h, "new": 9.0, "rare": float("nan")} for h in one.useful), one.useless)
        for one in words_matter(20)
    ]
    deltas = learn(odd, 0, STATIC)
    assert "new" not in deltas
    assert deltas == learn(words_matter(20), 0, STATIC)
