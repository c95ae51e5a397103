"""Measures of rankings, intervals around means, and how far a confidence can be believed."""

from __future__ import annotations

import math

import numpy as np
import pytest

from mnemic.bench import MEASURES, measure
from mnemic.bench._calibration import calibration, roc_area, roc_curve
from mnemic.bench._measures import ndcg
from mnemic.bench._statistics import estimates, percentile

RANKED = [f"t{number}" for number in range(20)]
SESSIONS = {f"t{number}": f"s{number // 2}" for number in range(40)}


def test_recall_is_the_share_of_the_gold_turns() -> None:
    row = measure(RANKED, {"t4", "t9", "t19", "t30"}, SESSIONS, limit=20)
    assert (row["R@5"], row["R@10"], row["R@20"], row["R"]) == (0.25, 0.5, 0.75, 0.75)
    assert (row["any@10"], row["all@10"]) == (1.0, 0.0)
    assert (row["sess any@5"], row["sess all@5"]) == (1.0, 0.0)
    assert set(row) == set(MEASURES)


def test_a_perfect_ranking_is_1_everywhere() -> None:
    row = measure(RANKED, {"t0", "t1"}, SESSIONS, limit=20)
    assert set(row.values()) == {1.0}


def test_gain_falls_with_the_place() -> None:
    assert ndcg(["x", "a"], {"a"}, 10) == pytest.approx(1 / math.log2(3))
    assert ndcg(["x", "a", "b"], {"a", "b"}, 10) == pytest.approx(
        (1 / math.log2(3) + 1 / math.log2(4)) / (1 + 1 / math.log2(3))
    )
    assert ndcg(["x"] * 10 + ["a"], {"a"}, 10) == 0


def test_what_lies_beyond_the_limit_is_not_measured() -> None:
    row = measure(RANKED[:5], {"t0"}, {}, limit=5)
    assert {name for name, value in row.items() if value is None} == set(MEASURES) - {"R@5", "R"}


def test_without_an_order_only_what_was_returned_counts() -> None:
    row = measure(RANKED, {"t0", "t30"}, SESSIONS, limit=20, in_order=False)
    assert {name: value for name, value in row.items() if value is not None} == {"R": 0.5}


def test_an_interval_holds_its_mean_and_is_the_same_every_time() -> None:
    values = [float(number % 3 == 0) for number in range(90)]
    conversations = [f"c{number % 4}" for number in range(90)]
    [first, second] = (estimates({"x": values, "y": values}, conversations, 500) for _ in range(2))
    assert first == second
    found = first["x"]
    assert found.low < found.mean < found.high
    assert found.mean == pytest.approx(1 / 3)
    assert found == first["y"]
    assert 0.15 < found.high - found.low < 0.25  # 4 × sqrt(p (1 - p) / n) is 0.2
    assert set(found.to_dict()) == {"mean", "low", "high", "by_conversation"}


def test_conversations_that_differ_widen_the_interval_when_they_are_drawn_anew() -> None:
    values = [1.0] * 50 + [0.0] * 50
    found = estimates({"x": values}, ["a"] * 50 + ["b"] * 50, 200)["x"]
    assert found.by_conversation == (0.0, 1.0)
    assert found.high - found.low < 0.25


@pytest.mark.parametrize("conversations", [["a"] * 40, [str(number) for number in range(40)]])
def test_one_conversation_or_many_get_no_second_interval(conversations: list[str]) -> None:
    found = estimates({"x": [0.0, 1.0] * 20}, conversations, 50)["x"]
    assert found.by_conversation is None
    assert found.to_dict()["by_conversation"] is None


def test_without_columns_there_is_nothing_to_estimate() -> None:
    assert estimates({}, ["a"], 50) == {}


def test_percentiles_are_those_of_the_outside_scorer() -> None:
    values = [float(number) for number in range(100, 0, -1)]
    assert percentile(values, 0.5) == 50.5
    assert percentile(values, 0.95) == 95.0
    assert percentile([3.0], 0.99) == 3.0


def test_the_area_is_the_share_of_pairs_in_the_right_order() -> None:
    positives, negatives = [0.9, 0.5, 0.5], [0.5, 0.1]
    pairs = [(a > b) + 0.5 * (a == b) for a in positives for b in negatives]
    assert roc_area(positives, negatives) == pytest.approx(sum(pairs) / 6)
    assert roc_area([1.0], [0.0]) == 1.0
    assert roc_area([], [0.0]) is roc_area([1.0], []) is None


def test_the_curve_runs_from_corner_to_corner_and_encloses_the_area() -> None:
    rng = np.random.default_rng(1)
    positives, negatives = rng.random(400) + 0.3, rng.random(300)
    curve = roc_curve(list(positives), list(negatives))
    assert curve[0] == (0.0, 0.0)
    assert curve[-1] == (1.0, 1.0)
    assert len(curve) == 200
    x, y = np.array(curve).T
    area = float(((x[1:] - x[:-1]) * (y[1:] + y[:-1]) / 2).sum())
    assert area == pytest.approx(roc_area(list(positives), list(negatives)) or 0, abs=0.01)
    assert roc_curve([], [1.0]) == []


def test_a_confidence_that_comes_true_has_no_error() -> None:
    found = calibration([1.0] * 10 + [0.0] * 10, [True] * 10 + [False] * 10)
    assert (found.ece, found.brier) == (0.0, 0.0)
    assert [part.count for part in found.bins] == [2] * 10
    assert (found.bins[0].confidence, found.bins[-1].right) == (0.0, 1.0)


def test_a_confidence_that_is_always_wrong_has_all_the_error() -> None:
    found = calibration([0.8] * 4, [False] * 4)
    assert found.ece == pytest.approx(0.8)
    assert found.brier == pytest.approx(0.64)
    assert len(found.bins) == 4
