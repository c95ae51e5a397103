"""One score of several: what is relative, what silence means, and what feedback adds."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from mnemic.recall import FIRST_WEIGHTS, SECOND_WEIGHTS, Pipeline, WeightedSum
from mnemic.recall._fuse import EVIDENCE, RELATIVE, calibrated, shown

NAN = float("nan")
VALUES = st.just(NAN) | st.floats(-50, 50, width=16)
SCORES = arrays.arrays(np.float32, st.integers(0, 12), elements=VALUES)
BOUNDED = arrays.arrays(np.float32, 6, elements=st.just(NAN) | st.floats(-1, 1, width=16))
UNBOUNDED = arrays.arrays(np.float32, 6, elements=st.just(NAN) | st.floats(0.125, 40, width=16))

assert_close: Any = np.testing.assert_allclose


def array(*values: float) -> Any:
    """Return scores."""
    return np.array(values, np.float32)


def test_words_are_measured_by_the_best_and_keep_their_natural_zero() -> None:
    for name in RELATIVE:
        assert_close(calibrated(name, array(4, 2, NAN, 1)), array(1, 0.5, 0, 0.25))
        assert_close(calibrated(name, array(NAN, NAN)), array(0, 0))
        assert_close(calibrated(name, array(0, 0)), array(0, 0))
        assert len(calibrated(name, array())) == 0


def test_what_has_bounds_counts_as_it_is_and_silence_as_the_mean() -> None:
    for name in ("dense", "tokens", "speaker", "anything else"):
        assert_close(calibrated(name, array(0.5, NAN, -0.1)), array(0.5, 0.2, -0.1))
        assert_close(calibrated(name, array(NAN, NAN)), array(0, 0))
        assert len(calibrated(name, array())) == 0


@given(name=st.sampled_from(["lexical", "dense", "else"]), scores=SCORES)
def test_calibrated_scores_say_something_of_each_in_the_same_order(name: str, scores: Any) -> None:
    before = scores.copy()
    found = calibrated(name, scores)
    np.testing.assert_array_equal(scores, before)
    assert found.shape == scores.shape
    assert not np.isnan(found).any()
    said = ~np.isnan(scores)
    assert (np.diff(found[said][np.argsort(scores[said], kind="stable")]) >= 0).all()


@given(scores=UNBOUNDED, factor=st.floats(0.25, 8))
def test_unbounded_scores_count_the_same_however_long_the_question(scores: Any, factor: float) -> None:
    found = calibrated("lexical", scores)
    assert_close(calibrated("lexical", scores * np.float32(factor)), found, rtol=1e-4)
    assert ((found >= 0) & (found <= 1)).all()
    assert found.max() == 1 or np.isnan(scores).all()


def test_the_fused_score_is_the_weighted_sum() -> None:
    fusion = WeightedSum({"lexical": 3, "dense": 1, "speaker": -2})
    fused = fusion.fuse({
        "lexical": array(2, 1, NAN, NAN),
        "dense": array(0.1, NAN, 0.9, NAN),
        "speaker": array(0, 0.5, 1, 1),
    })  # fmt: skip
    assert_close(fused, array(3 + 0.1, 1.5 + 0.5 - 1, 0.9 - 2, NAN), rtol=1e-5)
    assert fused.dtype == np.float32


def test_what_neither_words_nor_meaning_found_is_no_hit() -> None:
    assert {"lexical", "dense"} == EVIDENCE
    fusion = WeightedSum(FIRST_WEIGHTS)
    every = {name: array(1, 1) for name in FIRST_WEIGHTS}
    fused = fusion.fuse(every | {"lexical": array(NAN, 1), "dense": array(NAN, NAN)})
    assert np.isnan(fused).tolist() == [True, False]
    assert not np.isnan(fusion.fuse({"speaker": array(1, 0), "lexical": array(1, 2)})).any()


def test_without_words_and_meaning_any_channel_finds() -> None:
    fused = WeightedSum({"mine": 1, "other": 1}).fuse(
        {"mine": array(1, NAN, NAN), "other": array(NAN, 1, NAN)}
    )
    assert np.isnan(fused).tolist() == [False, False, True]


def test_no_channel_finds_nothing_and_one_without_a_weight_changes_nothing() -> None:
    assert len(WeightedSum({}).fuse({})) == 0
    assert np.isnan(WeightedSum({"lexical": 1}).fuse({"lexical": array(NAN)})).all()
    fusion = WeightedSum({"lexical": 1})
    said = {"lexical": array(2, 1)}
    assert_close(fusion.fuse(said | {"new": array(9, -9)}), fusion.fuse(said))
    assert set(fusion.features(said | {"new": array(9, -9)})) == {"lexical"}
    assert_close(WeightedSum({}).fuse({"new": array(9, -9)}), array(0, 0))


def test_what_feedback_taught_is_added_to_the_weights() -> None:
    taught = WeightedSum({"lexical": 1, "dense": 2}, {"dense": -0.5, "elsewhere": 9})
    assert (taught.weight("lexical"), taught.weight("dense")) == (1, 1.5)
    said = {"lexical": array(1, 2), "dense": array(0.5, 1)}
    assert_close(taught.fuse(said), WeightedSum({"lexical": 1, "dense": 1.5}).fuse(said))
    assert {name: list(values) for name, values in taught.features(said).items()} == {
        name: list(values) for name, values in WeightedSum({"lexical": 1, "dense": 2}).features(said).items()
    }


@given(lexical=UNBOUNDED, dense=BOUNDED, speaker=BOUNDED)
def test_the_fused_score_is_what_the_features_tell(lexical: Any, dense: Any, speaker: Any) -> None:
    fusion = WeightedSum({"lexical": 1.5, "dense": -0.5, "speaker": 2}, {"dense": 0.25})
    said = {"lexical": lexical, "dense": dense, "speaker": speaker}
    features = fusion.features(said)
    expected = sum(fusion.weight(name) * values.astype(float) for name, values in features.items())
    fused = fusion.fuse(said)
    found = ~(np.isnan(lexical) & np.isnan(dense))
    assert (~np.isnan(fused)).tolist() == found.tolist()
    assert_close(fused[found], np.asarray(expected)[found], atol=1e-5)


@given(data=st.data(), lexical=UNBOUNDED, dense=BOUNDED)
def test_the_order_of_the_candidates_changes_no_score(data: st.DataObject, lexical: Any, dense: Any) -> None:
    fusion = WeightedSum(FIRST_WEIGHTS)
    turn = data.draw(st.permutations(range(len(lexical))))
    fused = fusion.fuse({"lexical": lexical, "dense": dense})
    turned = fusion.fuse({"lexical": lexical[turn], "dense": dense[turn]})
    assert_close(turned, fused[turn], atol=1e-5)


def test_scores_are_shown_from_one_downwards_and_halve_with_each_weight() -> None:
    assert_close(shown(array(3, 2, 1.5, -7)), array(1, 0.5, 2**-1.5, 2**-10))
    assert_close(shown(array(-4)), array(1))
    assert len(shown(array())) == 0


@given(arrays.arrays(np.float32, st.integers(1, 9), elements=st.floats(-20, 20, width=16)))
def test_shown_scores_lie_in_zero_to_one_in_the_same_order(scores: Any) -> None:
    best_first = np.sort(scores)[::-1]
    found = shown(best_first)
    assert ((found > 0) & (found <= 1)).all()
    assert found[0] == 1
    assert (np.diff(found) <= 0).all()


@pytest.mark.parametrize("weights", [FIRST_WEIGHTS, SECOND_WEIGHTS])
def test_the_default_weights_are_of_scores_that_there_are(weights: Any) -> None:
    pipeline = Pipeline()
    first = {channel.name for channel in pipeline.channels}
    second = {"tokens", "tokens_context", "tokens_session", "asks", "dated", "counted"}
    assert set(weights) <= first | second
    assert first >= EVIDENCE
    assert set(FIRST_WEIGHTS) <= first
