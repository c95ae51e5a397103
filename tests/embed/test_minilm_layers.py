"""MiniLM's inner layers, word by word."""

from __future__ import annotations

import numpy as np
import pytest

from mnemic.embed import MiniLM, MiniLMLayers

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def layers() -> MiniLMLayers:
    return MiniLMLayers(threads=1)


def test_each_word_stands_where_it_stands_in_the_text(layers: MiniLMLayers) -> None:
    (read,) = layers.read(["I've moved to Zoë's flat, 日本!"])
    said = [read.text[start:end] for start, end in read.spans]
    assert said == ["I", "'", "ve", "moved", "to", "Zoë", "'", "s", "flat", ",", "日", "本", "!"]
    assert read.states.shape == (len(said), 3 * 384)
    assert len(read.pieces) == len(said)


def test_the_last_layer_is_that_of_the_embedder(layers: MiniLMLayers) -> None:
    text = "We sold the boat"
    (read,) = layers.read([text])
    (tokens,) = MiniLM(threads=1).embed_tokens([text])
    one, other = read.states[:, -384:].ravel(), tokens.tokens.ravel()
    assert one @ other / np.linalg.norm(one) / np.linalg.norm(other) > 0.99


def test_a_words_states_hardly_depend_on_its_batch(layers: MiniLMLayers) -> None:
    texts = ["I live in Porto.", "Nurse by trade, and happy with it most of the days that I work."]
    together = layers.read(texts)
    alone = [layers.read([text])[0] for text in texts]
    for one, other in zip(together, alone, strict=True):
        assert np.abs(one.states - other.states).max() < 1e-3


def test_what_does_not_fit_the_window_is_left_out(layers: MiniLMLayers) -> None:
    empty, blank, long = layers.read(["", " \n", "word " * 400])
    assert len(empty.spans) == len(blank.spans) == 0
    assert len(long.spans) == len(long.states) == 254
