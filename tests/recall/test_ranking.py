"""Pipelines of other parts, what hits tell of themselves, and recall without a model or without writing."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pytest

import mnemic
from mnemic.cube import MemCube
from mnemic.embed import HashEmbedder
from mnemic.errors import EmbedderUnavailable
from mnemic.recall import ChannelScore, DenseChannel, Hit, LexicalChannel, Pipeline

if TYPE_CHECKING:
    from conftest import OpenMemory


def seen(hit: Hit, channel: str) -> ChannelScore:
    """Return how a channel saw a hit."""
    return next(part for part in hit.channels if part.channel == channel)


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
    lexical = {hit.cube.content: seen(hit, "lexical") for hit in found}
    assert (lexical["cat cat"].rank, lexical["the cat sat"].rank) == (1, 2)
    assert (lexical["a dog"].score, lexical["a dog"].rank) == (None, None)
    for hit in found:
        assert [part.channel for part in hit.channels] == [channel.name for channel in Pipeline().channels]
        assert seen(hit, "dense").score is not None
    assert "shares the words cat" in found[0].why[0]
    assert found.to_dict()["hits"][0]["channels"][0] == {
        "channel": "lexical", "score": found[0].channels[0].score, "rank": 1,
    }  # fmt: skip
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
    cosines = [seen(hit, "dense").score for hit in reader.recall("zebra giraffe", explain=True)]
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
    assert seen(found[0], "dense").score == pytest.approx(1, abs=1e-3)
    assert mem.recall(f"{long} {long}")[0].cube.seq == 1
