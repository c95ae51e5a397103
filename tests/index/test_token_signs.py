"""Signs of token vectors: packed, compared, and right whatever their width."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from mnemic.index import best_matches, pack_tokens

assert_close: Any = np.testing.assert_allclose
NUMBERS = st.floats(-3, 3, width=16)


@st.composite
def tokens(draw: st.DrawFn, dims: int, most: int = 6, least: int = 0) -> Any:
    """Return the token vectors of a text."""
    return draw(arrays.arrays(np.float32, (draw(st.integers(least, most)), dims), elements=NUMBERS))


WIDTHS = st.sampled_from([8, 16, 24, 40, 64, 72, 128, 384])


def plain_likeness(query: Any, text: Any) -> list[float]:
    """Return the best likeness by the formula: from the cosine of the signs, their share in common."""
    signs = [np.where(part > 0, 1.0, -1.0) for part in (query, text)]
    cosines = signs[0] @ signs[1].T / query.shape[1]
    return np.cos(np.pi * (1 - cosines) / 2).max(axis=1).tolist() if len(text) else [np.nan] * len(query)


@given(data=st.data(), dims=WIDTHS)
def test_the_best_match_is_that_of_the_signs_cosines(data: st.DataObject, dims: int) -> None:
    query = data.draw(tokens(dims))
    texts = data.draw(st.lists(tokens(dims), max_size=5))
    found = best_matches(query, [pack_tokens(text) for text in texts])
    assert found.shape == (len(texts), len(query))
    assert found.dtype == np.float32
    expected = np.array([plain_likeness(query, text) for text in texts]).reshape(found.shape)
    assert_close(found, expected, atol=1e-5)


@given(data=st.data(), dims=WIDTHS)
def test_every_token_of_a_text_is_just_like_itself_and_opposite_signs_are_just_unlike(
    data: st.DataObject, dims: int
) -> None:
    text = data.draw(tokens(dims, least=1))
    own = best_matches(text, [pack_tokens(text)])
    assert_close(own, np.ones((1, len(text))), atol=1e-6)
    one = np.where(text[:1] > 0, 1, -1).astype(np.float32)
    assert_close(best_matches(one, [pack_tokens(-one)]), [[-1]], atol=1e-6)


@given(data=st.data(), dims=WIDTHS)
def test_the_order_of_a_texts_tokens_and_of_the_texts_changes_nothing(data: st.DataObject, dims: int) -> None:
    query, text, other = data.draw(st.tuples(tokens(dims), tokens(dims), tokens(dims)))
    shuffled = text[data.draw(st.permutations(range(len(text))))] if len(text) else text
    packed, turned = pack_tokens(text), pack_tokens(shuffled)
    found = best_matches(query, [packed, pack_tokens(other), turned])
    np.testing.assert_array_equal(found[0], found[2])
    np.testing.assert_array_equal(found[::-1], best_matches(query, [turned, pack_tokens(other), packed]))
    np.testing.assert_array_equal(found[:1], best_matches(query, [packed]))


@given(data=st.data(), dims=WIDTHS)
def test_joining_texts_leaves_the_better_of_their_matches(data: st.DataObject, dims: int) -> None:
    query = data.draw(tokens(dims))
    first, second = (pack_tokens(data.draw(tokens(dims, least=1))) for _ in range(2))
    apart = best_matches(query, [first, second])
    np.testing.assert_array_equal(best_matches(query, [first + second])[0], np.maximum(*apart))


def test_a_text_without_tokens_has_no_likeness_and_its_neighbours_keep_theirs() -> None:
    token = np.array([[1, -1] * 4], np.float32)
    packed = pack_tokens(token)
    found = best_matches(token, [b"", packed, b"", b"", pack_tokens(-token), b""])
    assert_close(found, [[np.nan], [1], [np.nan], [np.nan], [-1], [np.nan]], atol=1e-6)
    assert np.isnan(best_matches(token, [b"", b""])).all()
    assert best_matches(token, []).shape == (0, 1)
    assert best_matches(token[:0], [packed]).shape == (1, 0)


def test_a_packed_text_has_a_bit_a_dimension_set_where_it_is_positive() -> None:
    assert pack_tokens(np.array([[1, -1, 0, 2, -0.5, 0.5, 1e-9, -1e-9]], np.float32)) == bytes([0b10010110])
    assert len(pack_tokens(np.ones((5, 384), np.float32))) == 5 * 48
    assert pack_tokens(np.empty((0, 64), np.float32)) == b""


@pytest.mark.parametrize(("dims", "size"), [(64, 7), (64, 9), (384, 47), (24, 4), (16, 1)])
def test_bytes_that_are_no_whole_tokens_are_refused_with_their_number(dims: int, size: int) -> None:
    whole = bytes(dims // 8)
    with pytest.raises(ValueError, match=rf"{size} bytes, {dims // 8} a token"):
        best_matches(np.ones((2, dims), np.float32), [whole, b"", bytes(size), whole])


def test_a_token_of_many_dimensions_is_counted_without_overflow() -> None:
    wide = np.ones((1, 65_528), np.float32)
    assert_close(best_matches(wide, [pack_tokens(-wide), pack_tokens(wide)]), [[-1], [1]], atol=1e-6)
