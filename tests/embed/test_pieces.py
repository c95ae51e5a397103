"""Cutting texts by characters and by units."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mnemic.embed._pieces import split_chars, split_units

TEXTS = st.text(
    st.characters()
    | st.sampled_from(" \n\r.a\u0301\u200d\u1100\u1161\U0001f1e9\U0001f1ea\U0001f44d\U0001f3fd"),
    max_size=300,
)


@given(TEXTS, st.integers(16, 80))
def test_pieces_fit_the_window_overlap_and_cover_every_character(text: str, window: int) -> None:
    pieces = split_chars(text, window, window // 8)
    assert pieces[0][0] == 0
    assert pieces[-1][1] == len(text)
    assert all(end - start <= window for start, end in pieces)
    for (start, end), (after, _) in pairwise(pieces):
        assert start < after <= end


@given(st.text(st.sampled_from("abc\u0301\u0323"), max_size=300))
def test_a_combining_mark_stays_with_its_letter(text: str) -> None:
    if not any("\u0301\u0323"[n % 2] * 4 in text for n in range(2)):
        for start, _ in split_chars(text, 120, 15)[1:]:
            run = text[max(0, start - 60) : start + 1]
            assert not unicodedata.combining(text[start]) or all(map(unicodedata.combining, run))


def test_a_text_that_fits_is_one_piece() -> None:
    assert split_chars("", 16, 2) == [(0, 0)]
    assert split_chars("a" * 16, 16, 2) == [(0, 16)]


def test_cuts_fall_after_whitespace() -> None:
    text = "several short words make up this text " * 20
    for start, end in split_chars(text, 100, 12):
        assert start == 0 or text[start - 1] == " "
        assert end == len(text) or text[end - 1] == " "


def test_emoji_sequences_flags_syllables_and_line_ends_stay_whole() -> None:
    clusters = {
        "\U0001f468\u200d\U0001f469\u200d\U0001f467": 5,
        "\U0001f44d\U0001f3fd": 2,
        "\U0001f1e9\U0001f1ea": 2,
        "\u1112\u1161\u11ab": 3,
        "\U0001f3f4\U000e0067\U000e0062\U000e007f": 4,
    }
    for cluster, size in clusters.items():
        for start, end in split_chars(cluster * 30, 47, 5):
            assert (start % size, end % size) == (0, 0), ascii(cluster)
    text = "line\r\n" * 40
    assert all(text[start - 1 : start + 1] != "\r\n" for start, _ in split_chars(text, 20, 2)[1:])
    assert all(start % 2 == 0 for start, _ in split_chars("\ud83d\ude00" * 40, 17, 2))


def test_endless_combining_marks_are_cut_all_the_same() -> None:
    pieces = split_chars("a" + "\u0301" * 2000, 200, 25)
    assert pieces[-1][1] == 2001
    assert all(end - start <= 200 for start, end in pieces)


@given(st.lists(st.integers(1, 12), max_size=60), st.integers(12, 40), st.integers(0, 12))
def test_units_are_never_cut_and_pieces_hold_at_most_the_window(
    sizes: list[int], window: int, overlap: int
) -> None:
    starts = [10 * unit for unit in range(len(sizes))]
    length = 10 * len(sizes)
    pieces = split_units(length, starts, sizes, window, overlap)
    assert pieces[0][0] == 0
    assert pieces[-1][1] == length
    for start, end in pieces:
        assert sum(sizes[start // 10 : end // 10]) <= window
    for (start, end), (after, _) in pairwise(pieces):
        assert start < after <= end
        assert sum(sizes[after // 10 : end // 10]) <= overlap
