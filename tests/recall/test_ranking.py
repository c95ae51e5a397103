"""Fusing, packing, counting and explaining."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

import mnemic
from mnemic.cube import MemCube
from mnemic.embed import HashEmbedder
from mnemic.errors import EmbedderUnavailable
from mnemic.recall import (
    DenseChannel,
    LexicalChannel,
    Pipeline,
    WeightedSum,
)
from mnemic.recall._fuse import stretched

if TYPE_CHECKING:
    from conftest import OpenMemory

NAN = float("nan")
SCORES = arrays.arrays(np.float32, st.integers(0, 12), elements=st.just(NAN) | st.floats(-50, 50, width=16))


def array(*values: float) -> Any:
    """Return scores."""
    return np.array(values, np.float32)


def test_words_keep_their_natural_zero_and_cosines_are_stretched_from_the_worst() -> None:
    np.testing.assert_allclose(stretched(array(4, 2, NAN, 1)), array(1, 0.5, NAN, 0.25))
    np.testing.assert_allclose(stretched(array(0.5, -0.5, 0)), array(1, 0, 0.5))


@pytest.mark.parametrize("value", [3.0, 0.0, -1.0])
def test_candidates_that_all_score_alike_all_score_one(value: float) -> None:
    np.testing.assert_allclose(stretched(array(value, NAN, value)), array(1, NAN, 1))


def test_silence_stays_silence() -> None:
    assert np.isnan(stretched(array(NAN, NAN))).all()
    assert len(stretched(array())) == 0


@given(SCORES)
def test_stretched_scores_lie_between_zero_and_one_in_the_same_order(scores: Any) -> None:
    moved = stretched(scores)
    said = ~np.isnan(scores)
    assert (np.isnan(moved) == ~said).all()
    assert ((moved[said] >= 0) & (moved[said] <= 1)).all()
    assert (np.diff(moved[said][np.argsort(scores[said], kind="stable")]) >= 0).all()


def test_the_fused_score_is_the_weighted_mean() -> None:
    fusion = WeightedSum({"lexical": 3, "dense": 1})
    fused = fusion.fuse({"lexical": array(2, 1, NAN, NAN), "dense": array(0.1, 0.9, 0.9, NAN)})
    np.testing.assert_allclose(fused, array(0.75 + 0.1 / 0.9 / 4, 0.375 + 0.25, 0.25, NAN), rtol=1e-5)


def test_what_no_channel_found_is_no_hit_and_no_channel_finds_nothing() -> None:
    assert len(WeightedSum({}).fuse({})) == 0
    assert np.isnan(WeightedSum({"lexical": 1}).fuse({"lexical": array(NAN)})).all()


class Backwards:
    """A reranker that turns the order round."""

    def rerank(self, query: str, candidates: Sequence[MemCube], scores: Sequence[float]) -> Sequence[float]:
        """Return the scores' complements."""
        assert list(scores) == sorted(scores, reverse=True)
        return [1 - score for score in scores]


def test_a_reranker_has_the_last_word(open_memory: OpenMemory) -> None:
    plain = open_memory("a.db")
    turned = open_memory("a.db", pipeline=Pipeline(reranker=Backwards()))
    plain.remember_many([{"content": "cat"}, {"content": "cat dog"}, {"content": "dog dog cow"}])
    usual = [hit.cube.seq for hit in plain.recall("cat")]
    assert [hit.cube.seq for hit in turned.recall("cat")] == usual[::-1]
    assert [hit.cube.seq for hit in turned.recall("cat", limit=1)] == usual[-1:]
    assert len(turned.recall("cat", user="nobody")) == 0


def test_parts_of_a_pipeline_can_be_left_out_or_replaced(open_memory: OpenMemory) -> None:
    words = open_memory("a.db", pipeline=Pipeline(channels=(LexicalChannel(),)))
    words.remember_many([{"content": "cat"}, {"content": "dog"}])
    assert [hit.cube.content for hit in words.recall("cat")] == ["cat"]
    meaning = open_memory("a.db", pipeline=Pipeline(channels=(DenseChannel(),), tokens=len))
    found = meaning.recall("cat", explain=True)
    assert [hit.cube.content for hit in found] == ["cat", "dog"]
    assert [part.channel for part in found[0].channels] == ["dense"]
    assert found.tokenizer == "len"
    assert len(found.context(max_tokens=200)) <= 200
    for budget in (120, 160, 200, 400):
        bounded = meaning.recall("cat", max_tokens=budget)
        assert len(bounded.context()) <= budget
        assert bounded.context().count("\n[m") == len(bounded)


def test_channels_tell_score_and_rank_when_asked(mem: mnemic.Memory) -> None:
    mem.remember_many([{"content": "the cat sat"}, {"content": "a dog"}, {"content": "cat cat"}])
    found = mem.recall("cat", explain=True)
    lexical = {hit.cube.content: hit.channels[0] for hit in found}
    assert (lexical["cat cat"].channel, lexical["cat cat"].rank, lexical["the cat sat"].rank) == (
        "lexical",
        1,
        2,
    )
    assert (lexical["a dog"].score, lexical["a dog"].rank) == (None, None)
    assert [hit.channels[1].channel for hit in found] == ["dense"] * 3
    assert "shares the words cat" in found[0].why[0]
    assert found.to_dict()["hits"][0]["channels"][0]["channel"] == "lexical"
    assert found[0:2] == found.hits[:2]
    assert list(found) == list(found.hits)


class Down(HashEmbedder):
    """An embedder that answers until it is unplugged."""

    unplugged = False

    def embed(self, texts: Sequence[str], purpose: Any = "document") -> Any:
        """Fail when unplugged."""
        if self.unplugged:
            raise EmbedderUnavailable("the service does not answer")
        return super().embed(texts, purpose)


def test_without_the_model_recall_goes_on_by_words_and_says_so(open_memory: OpenMemory) -> None:
    embedder = Down()
    mem = open_memory(embedder=embedder)
    mem.remember("the cat sat")
    mem.recall("cat")
    mem.remember("a dog")
    embedder.unplugged = True
    with pytest.warns(RuntimeWarning, match="by words alone"):
        found = mem.recall("the dog")
    assert ([hit.cube.content for hit in found], found.degraded) == (["a dog"], ("dense_unavailable",))
    with pytest.warns(RuntimeWarning, match="stay pending"):
        found = mem.recall("cat")  # its vector is remembered, so only the new text's is missing
    assert found.degraded == ("vectors_pending",)
    with pytest.raises(EmbedderUnavailable):
        mem.flush()
    with pytest.raises(EmbedderUnavailable):
        mem.close(timeout_s=1)
    embedder.unplugged = False
    again = open_memory(embedder=embedder)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert again.recall("the dog").degraded == ()


def test_a_read_only_recall_makes_missing_vectors_in_memory_only(open_memory: OpenMemory) -> None:
    mem = open_memory()
    mem.remember_many([{"content": "the cat sat"}, {"content": "a dog"}])
    reader = open_memory(read_only=True)
    for _ in range(2):
        found = reader.recall("zebra")
        assert (len(found), found.degraded) == (2, ())
    assert mem.stats().pending_vectors == 2
    assert reader.explain_missing("zebra", found[0].cube.id).step == "returned"
    assert open_memory(read_only=True).recall("zebra", pending_budget_ms=0).degraded == ("vectors_pending",)
    mem.flush()
    mem.remember("one more")
    assert len(reader.recall("zebra")) == 3


def test_a_vector_made_in_memory_serves_no_other_text(open_memory: OpenMemory) -> None:
    mem = open_memory()
    mem.remember("the first stays")
    erased = mem.remember("zebra giraffe")
    reader = open_memory(read_only=True)
    assert reader.recall("zebra giraffe")[0].cube == erased
    mem.forget(ids=[erased.id])
    mem.remember("quantum physics")
    cosines = [hit.channels[1].score for hit in reader.recall("zebra giraffe", explain=True)]
    assert max(score for score in cosines if score is not None) < 0.9


class Short(HashEmbedder):
    """An embedder that takes forty characters at a time."""

    @property
    def model(self) -> str:
        """Another model than the one that takes more."""
        return "short/1"

    def split(self, text: str) -> list[tuple[int, int]]:
        """Cut every forty characters."""
        return [(start, min(start + 40, len(text))) for start in range(0, len(text), 40)]


def test_a_long_text_is_found_by_its_best_piece(open_memory: OpenMemory) -> None:
    mem = open_memory(embedder=Short(), pipeline=Pipeline(channels=(DenseChannel(),)))
    long = " ".join(
        f"{word} {word}!" for word in ("zebra " * 5, "quantum physics", "a holiday in Porto", "violins")
    )
    others = [{"content": text} for text in ("zebra quantum Porto", "Porto violins")]
    mem.remember_many([{"content": long}, *others])
    mem.flush()
    assert mem.stats().vectors == -(-len(long) // 40) + 2
    found = mem.recall(long[40:80], explain=True)
    assert found[0].cube.seq == 1
    assert found[0].channels[0].score == pytest.approx(1, abs=1e-3)
    assert mem.recall(f"{long} {long}")[0].cube.seq == 1
