"""Memories cited together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnemic.lifecycle import Bond, bond_weight, cited_together, is_related, strengthened, weakened

DAY = 86_400_000_000
moments = st.integers(0, 5_000 * DAY)
steps = st.lists(
    st.tuples(st.sampled_from([strengthened, weakened]), moments, st.floats(0.01, 1)), max_size=40
)


@given(steps, moments)
def test_a_bond_stays_between_0_and_1(path: list[tuple[object, int, float]], now: int) -> None:
    bond = Bond()
    for step, at, share in path:
        bond = step(bond, at, share=share)  # type: ignore[operator]
        assert 0.0 <= bond.weight < 1.0 + 1e-9
    assert 0.0 <= bond_weight(bond, now) <= bond.weight


@given(st.floats(0, 1), moments, moments, moments)
def test_a_bond_fades_and_no_clock_revives_it(weight: float, at: int, one: int, other: int) -> None:
    early, late = sorted((one, other))
    assert bond_weight(Bond(weight, at), late) <= bond_weight(Bond(weight, at), early) <= weight


def test_half_a_bond_is_left_after_90_days() -> None:
    assert bond_weight(Bond(0.8, 0), 90 * DAY) == pytest.approx(0.4)


def test_four_shared_citations_make_a_link_and_three_do_not() -> None:
    bond = Bond()
    for _ in range(3):
        bond = strengthened(bond, 0)
    assert not is_related(bond, 0, linked=False)
    assert is_related(strengthened(bond, 0), 0, linked=False)


def test_a_link_outlasts_the_threshold_that_made_it() -> None:
    bond = Bond(0.52, 0)
    assert not is_related(bond, 20 * DAY, linked=False)
    assert is_related(bond, 20 * DAY, linked=True)
    assert not is_related(bond, 120 * DAY, linked=True)


def test_a_bond_tends_to_the_share_of_citations_that_were_shared() -> None:
    bond, weights = Bond(), []
    for number in range(400):
        bond = strengthened(bond, 0) if number % 4 == 0 else weakened(bond, 0)
        weights.append(bond.weight)
    assert sum(weights[200:]) / 200 == pytest.approx(0.25, abs=0.02)


def test_a_clock_that_jumps_back_takes_nothing_from_a_bond() -> None:
    assert strengthened(Bond(0.5, 10 * DAY), 0) == strengthened(Bond(0.5, 10 * DAY), 10 * DAY)


def test_pairs_are_in_order_and_say_less_the_more_there_are() -> None:
    assert cited_together(["b", "a", "b"]) == [("a", "b", 1.0)]
    assert [pair.share for pair in cited_together(["a", "b", "c"])] == [0.5] * 3
    assert cited_together(["a"]) == cited_together([]) == []


def test_an_answer_that_cites_everything_binds_its_first_ten() -> None:
    assert len(cited_together([str(number) for number in range(100)])) == 45
