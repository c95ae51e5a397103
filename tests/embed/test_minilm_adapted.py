"""MiniLM with changes to its weights, word by word."""

from __future__ import annotations

import numpy as np
import pytest

from mnemic.embed import AdaptedMiniLM, MiniLM
from mnemic.embed._adapted import adapted
from mnemic.embed._graph import places, tensor

pytestmark = pytest.mark.model

MATRIX = "encoder.layer.2.output.dense.weight"


@pytest.fixture(scope="module")
def model() -> AdaptedMiniLM:
    return AdaptedMiniLM(dict, threads=1)


def weight(graph: bytearray) -> np.ndarray:
    found = places(graph)
    matrix: np.ndarray = tensor(graph, found[MATRIX]).T * tensor(graph, found[MATRIX + ".scale"])[:, None]
    return matrix


def test_each_word_stands_where_it_stands_in_the_text(model: AdaptedMiniLM) -> None:
    words = model.words("I've moved to Zoë's flat, 日本!")
    said = [words.text[start:end] for start, end in words.spans]
    assert said == ["I", "'", "ve", "moved", "to", "Zoë", "'", "s", "flat", ",", "日", "本", "!"]
    assert len(words.pieces) == len(said)


def test_what_does_not_fit_the_window_is_left_out(model: AdaptedMiniLM) -> None:
    empty, blank, long = map(model.words, ("", " \n", "word " * 400))
    assert len(empty.spans) == len(blank.spans) == 0
    assert len(long.spans) == len(long.pieces) == 254


def test_without_changes_it_is_the_embedders_model(model: AdaptedMiniLM) -> None:
    text = "We sold the boat"
    states = model.states([model.words(text).pieces])
    (tokens,) = MiniLM(threads=1).embed_tokens([text])
    assert np.allclose(states, tokens.tokens, atol=1e-5)


def test_texts_are_read_in_the_light_of_each_other(model: AdaptedMiniLM) -> None:
    one, other = model.words("We sold the boat").pieces, model.words("owns boat").pieces
    together, alone = model.states([one, other]), model.states([one])
    assert together.shape == (6, 384)
    assert not np.allclose(together[:4], alone)


def test_words_beyond_the_window_have_no_states(model: AdaptedMiniLM) -> None:
    words = model.words("word " * 254).pieces
    states = model.states([words, words])
    assert states[:254].any(axis=1).all()
    assert not states[256:].any()


def test_a_change_is_added_to_a_matrix_of_integers() -> None:
    graph = MiniLM()._graph()
    draw = np.random.default_rng(3)
    down = draw.normal(size=(4, 1536)).astype(np.float32) * 0.05
    up = draw.normal(size=(384, 4)).astype(np.float32) * 0.05
    made = adapted(graph, {MATRIX + ".down": down, MATRIX + ".up": up})
    assert len(made) == len(graph)
    wanted, got = weight(bytearray(graph)) + up @ down, weight(bytearray(made))
    step = np.abs(wanted).max(axis=1) / 63
    assert (np.abs(got - wanted).max(axis=1) <= step / 2 + 1e-6).all()


def test_vectors_take_the_place_of_others() -> None:
    name = "encoder.layer.5.output.LayerNorm.bias"
    made = bytearray(adapted(MiniLM()._graph(), {name: np.full(384, 0.25, np.float32)}))
    assert (tensor(made, places(made)[name]) == 0.25).all()
