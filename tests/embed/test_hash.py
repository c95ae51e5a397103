"""The embedder without a model."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnemic.embed import Embedder, HashEmbedder, _hash
from mnemic.errors import ArgumentError


def test_the_same_text_has_the_same_vector_on_every_machine() -> None:
    vector = HashEmbedder(8).embed(["Hello, world"])[0]
    assert vector.tolist() == pytest.approx(PINNED, abs=1e-6)


PINNED = [-0.2828427, 0.1414213, -0.1414213, 0.6324555, -0.6324555, 0.0, -0.2828427, 0.0]


def test_texts_that_share_words_are_nearer() -> None:
    one, other, unrelated = HashEmbedder(256).embed(["my cat is grey", "a grey cat", "quarterly revenue"])
    assert one @ other > 0.5 > 0.3 > one @ unrelated


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_any_text_gets_a_unit_vector(texts: list[str]) -> None:
    vectors = HashEmbedder(16).embed(texts)
    assert vectors.shape == (len(texts), 16)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_a_vector_does_not_depend_on_its_batch_or_on_a_full_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_hash, "_CACHED_WORDS", 2)
    texts = ["one two three", "two", "four five", "", "w" * 100]
    embedder = HashEmbedder()
    alone = np.concatenate([embedder.embed([text]) for text in texts])
    assert np.array_equal(embedder.embed(texts), alone)


def test_a_text_is_one_piece_unless_a_window_is_given() -> None:
    assert HashEmbedder().split("a" * 10_000) == [(0, 10_000)]
    windowed = HashEmbedder(window_chars=100)
    assert len(windowed.split("word " * 100)) > 5
    assert windowed.embed(["word " * 100, "word"]).shape == (2, 64)


def test_identity_carries_the_dimensions() -> None:
    assert (HashEmbedder().name, HashEmbedder(128).name) == ("hash", "hash:128")
    assert HashEmbedder().model != HashEmbedder(128).model
    assert isinstance(HashEmbedder(), Embedder)
    assert HashEmbedder(128).dims == 128
    assert repr(HashEmbedder(8)) == "HashEmbedder(8)"
    assert HashEmbedder().embed([]).shape == (0, 64)


def test_useless_sizes_are_refused() -> None:
    with pytest.raises(ArgumentError, match="dims=0"):
        HashEmbedder(0)
    with pytest.raises(ArgumentError, match="window_chars=3"):
        HashEmbedder(window_chars=3)


def test_twenty_thousand_short_texts_take_about_a_second() -> None:
    texts = [f"user {n % 500} likes item {n % 900} since day {n % 365}" for n in range(20_000)]
    started = time.process_time()
    HashEmbedder().embed(texts)
    assert time.process_time() - started < 2
