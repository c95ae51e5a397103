"""The network in numpy: shapes, and what it must not depend on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from mnemic.cube import PREDICATES
from mnemic.embed import Words
from mnemic.errors import ModelError
from mnemic.form.reader import _network
from mnemic.form.reader._network import ACTS, FATES, changes, network
from mnemic.form.reader._sequence import FACT_WORDS, TEXT_WORDS, Fact, Laid, phrase, sequence

DIMS = 384


def words(text: str) -> Words:
    """Return a text cut at its spaces, each word one piece."""
    spans, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        spans.append((at, at + len(word)))
        at += len(word)
    return Words(text, spans, [(sum(word.encode()),) for word in text.split()])


def states(laid: Laid) -> np.ndarray:
    """Return vectors made of the words' pieces."""
    ids = [pieces[0] for part in laid.pieces for pieces in part]
    return np.array([np.random.default_rng(each).normal(size=DIMS) for each in ids], np.float32)


def fact(predicate: str, object_: str) -> Fact:
    return Fact(predicate, words(phrase(predicate, object_, None)))


def test_every_predicate_and_every_known_fact_gets_its_chances() -> None:
    laid = sequence(words("I moved to Lisbon"), words("Where are you ?"), [fact("lives_in", "Porto")])
    read = network()
    hidden = read.encode(states(laid), laid)
    stated = read.stated(hidden, laid.size)
    fates = read.fates(hidden, laid)
    assert stated.shape == (len(PREDICATES), len(ACTS))
    assert ((stated >= 0) & (stated <= 1)).all()
    assert fates.shape == (1, len(FATES))
    assert np.allclose(fates.sum(axis=1), 1, atol=1e-5)
    assert read.tags(hidden, laid.size, 0, 0).shape == (4, 5)


def test_without_known_facts_there_are_no_fates() -> None:
    laid = sequence(words("I moved to Lisbon"), None, [])
    assert network().fates(network().encode(states(laid), laid), laid).shape == (0, len(FATES))


def test_parts_are_cut_to_size() -> None:
    laid = sequence(words("word " * 200), words("told " * 200), [fact("owns", "thing " * 40)])
    assert laid.size == TEXT_WORDS
    ((start, end),) = laid.parts
    assert end - start == FACT_WORDS
    assert end == len(laid.segment) == len(laid.marks) == sum(map(len, laid.pieces))


@pytest.mark.parametrize(
    ("text", "column", "places"),
    [
        ("I met Ana in Rome .", 0, [2, 4]),
        ("Ana is here", 1, [0]),
        ("the NHS pays", 2, [1]),
        ("I am 41 now", 3, [2]),
        ("Really ? Yes !", 9, [1]),
        ('He said " no " loudly', 8, [2, 3]),
    ],
)
def test_words_are_marked_by_their_looks(text: str, column: int, places: Sequence[int]) -> None:
    marks = sequence(words(text), None, []).marks[:, column]
    assert np.flatnonzero(marks).tolist() == places


def test_words_of_known_facts_are_marked_on_both_sides() -> None:
    laid = sequence(words("I sold the boat"), None, [fact("owns", "boat")])
    assert np.flatnonzero(laid.marks[:, 6]).tolist() == [3, laid.parts[0][1] - 1]


def test_damaged_weights_are_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = tmp_path / "reader.npz"
    damaged.write_bytes(b"nothing of use")
    for file in (damaged, tmp_path / "missing.npz"):
        monkeypatch.setattr(_network, "_WEIGHTS", file)
        network.cache_clear()
        for read in (network, changes):
            with pytest.raises(ModelError, match="pip install"):
                read()
    network.cache_clear()
