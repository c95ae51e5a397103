"""The tokenizer against ids that Hugging Face `tokenizers` gave (0.23, from the model's tokenizer.json)."""

from __future__ import annotations

import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnemic.embed import _minilm, _wordpiece
from mnemic.embed._wordpiece import WordPiece

EXPECTED: list[tuple[str, list[int]]] = [
    (text, ids) for text, ids in json.loads(Path(__file__).with_name("wordpiece_ids.json").read_text("utf-8"))
]
UNKNOWN = 100


@pytest.fixture(scope="module")
def wordpiece() -> WordPiece:
    pieces = (_minilm._WEIGHTS / "vocab.txt").read_text("utf-8").splitlines()
    return WordPiece({piece: number for number, piece in enumerate(pieces)})


def test_ids_equal_those_of_tokenizers_in_every_script(wordpiece: WordPiece) -> None:
    assert [text for text, ids in EXPECTED if wordpiece.encode(text) != ids] == []
    assert len(EXPECTED) >= 300


def test_a_second_reading_from_the_cache_gives_the_same_ids(wordpiece: WordPiece) -> None:
    for text, ids in EXPECTED:
        assert wordpiece.encode(text) == wordpiece.encode(text) == ids


def test_a_full_cache_is_emptied_and_ids_stay_right(
    wordpiece: WordPiece, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_wordpiece, "_CACHED_RUNS", 3)
    assert [text for text, ids in EXPECTED if wordpiece.encode(text) != ids] == []


def test_a_word_of_more_than_100_characters_keeps_its_content(wordpiece: WordPiece) -> None:
    ids = wordpiece.encode("hello" * 60)
    assert UNKNOWN not in ids
    assert len(ids) > 50
    assert UNKNOWN not in wordpiece.encode("\u00e9t\u00e9" * 60)


def test_a_separator_written_in_a_text_does_not_end_the_input(wordpiece: WordPiece) -> None:
    assert wordpiece.encode("a [SEP] b").count(102) == 1


def test_a_short_text_is_one_piece(wordpiece: WordPiece) -> None:
    for text in ("", " ", "\n\t", "one two", "h\u00e9llo", "\u200b", "\u6f22"):
        assert list(wordpiece.split(text)) == [(0, len(text))]


@given(
    st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(" \n.ae\uac01\u6f22"), max_size=400)
)
def test_pieces_fit_the_window_and_cover_every_character(wordpiece: WordPiece, text: str) -> None:
    small = WordPiece.__new__(WordPiece)
    small.__dict__.update(wordpiece.__dict__, _capacity=110, _overlap=14)
    for source in (text, text * 3):
        pieces = small.split(source)
        assert pieces[0][0] == 0
        assert pieces[-1][1] == len(source)
        for (start, end), (after, _) in pairwise(pieces):
            assert start < after <= end
        assert max(len(small.encode(source[start:end])) for start, end in pieces) <= 112


def test_neighbours_share_about_32_tokens_and_no_word_is_cut(wordpiece: WordPiece) -> None:
    text = "The committee postponed the meeting because of heavy snow. " * 100
    pieces = wordpiece.split(text)
    for (_, end), (start, _) in pairwise(pieces):
        assert 28 <= len(wordpiece.encode(text[start:end])) - 2 <= 32
    assert all(start == 0 or not (text[start - 1].isalpha() and text[start].isalpha()) for start, _ in pieces)


def _seconds(wordpiece: WordPiece, text: str) -> float:
    started = time.process_time()
    wordpiece.split(text)
    return time.process_time() - started


@pytest.mark.parametrize("unit", ["x", "\u6f22", "!?", "e\u0301", "\U0001f600", "aGVs", "\ud55c\uad6d"])
def test_the_time_to_split_grows_no_faster_than_the_text(wordpiece: WordPiece, unit: str) -> None:
    short, long = (unit * 20_000)[:20_000], (unit * 160_000)[:160_000]
    assert _seconds(wordpiece, long) < 8 * 3 * min(_seconds(wordpiece, short) for _ in range(3)) + 0.1
    pieces = wordpiece.split(long)
    assert pieces[-1][1] == len(long)
    assert all(len(wordpiece.encode(long[start:end])) <= 256 for start, end in pieces[:20] + pieces[-20:])


def test_a_megabyte_of_prose_is_split_within_a_second_and_a_half(wordpiece: WordPiece) -> None:
    text = " ".join(f"Sentence {n} speaks of places, people and prices." for n in range(21_000))
    assert len(text) > 1_000_000
    assert _seconds(wordpiece, text) < 1.5
