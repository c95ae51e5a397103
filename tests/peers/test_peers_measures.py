"""How the comparison of retrieval counts what was found, and how sure it is of it."""

from __future__ import annotations

import math

import pytest
from harness import MEASURES, differences, intervals, measure


def test_recall_is_the_share_of_the_gold_among_the_first() -> None:
    ranked = ["x1", "g1", "x2", "x3", "x4", "g2", *(f"y{n}" for n in range(9)), "g3"]
    row = measure(ranked, {"g1", "g2", "g3", "g4"})
    assert (row["R@5"], row["R@10"], row["R@20"]) == (0.25, 0.5, 0.75)


def test_any_and_all_look_at_the_first_ten() -> None:
    assert measure(["g1", "x"], {"g1", "g2"}) | {"any@10": 1.0, "all@10": 0.0} == measure(
        ["g1", "x"], {"g1", "g2"}
    )
    assert measure(["g2", "g1"], {"g1", "g2"})["all@10"] == 1.0
    assert measure([], {"g1"}) == dict.fromkeys(MEASURES, 0.0)


def test_ndcg_is_relative_to_the_best_order() -> None:
    assert measure(["g1", "g2", "x"], {"g1", "g2"})["nDCG@10"] == 1.0
    late = (1 / math.log2(3) + 1 / math.log2(4)) / (1 + 1 / math.log2(3))
    assert measure(["x", "g1", "g2"], {"g1", "g2"})["nDCG@10"] == pytest.approx(late)


def test_an_id_that_comes_twice_takes_one_place() -> None:
    ranked = ["x", "x", "x", "x", "x", "g"]
    assert measure(ranked, {"g"})["R@5"] == 1.0


def test_intervals_hold_the_mean_and_repeat() -> None:
    rows = [measure(["g"] if number % 3 else [], {"g"}) for number in range(30)]
    found = intervals(rows)["R@10"]
    assert found.low < found.mean < found.high
    assert found.mean == pytest.approx(20 / 30)
    assert intervals(rows)["R@10"] == found
    assert intervals([]) == {}


def test_differences_are_paired_by_question() -> None:
    hit, miss = measure(["g"], {"g"}), measure([], {"g"})
    theirs = {f"q{n}": (hit if n % 2 else miss) for n in range(20)}
    ours = {**theirs, "only ours": hit}
    assert differences(theirs, ours)["R@10"].to_dict() == {"mean": 0.0, "low": 0.0, "high": 0.0}
    worse = differences(theirs, dict.fromkeys(theirs, hit))["R@10"]
    assert worse.mean == pytest.approx(-0.5)
    assert worse.high < 0
    assert worse.signed().startswith("-0.500 (-")
