"""Normalising and checking vectors."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from mnemic.embed._vectors import blank_vector, fault, unit_rows

FLOATS = st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(st.lists(FLOATS, min_size=3, max_size=3), min_size=1, max_size=5))
def test_rows_become_unit_vectors_however_large_or_small(rows: list[list[float]]) -> None:
    units = unit_rows(np.array(rows))
    assert units.dtype == np.float32
    assert np.allclose(np.linalg.norm(units, axis=1), 1, atol=1e-6)


def test_a_row_of_zeros_becomes_the_blank_vector() -> None:
    assert np.array_equal(unit_rows(np.zeros((1, 4)))[0], blank_vector(4))


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (np.ones(3), "shape"),
        (np.ones((1, 3)), "1 vectors for 2 texts"),
        (np.ones((2, 0)), "without components"),
        (np.ones((2, 4)), "4-dimensional vectors, expected 3"),
        (np.array([[1, 2, 3], [1, np.nan, 3]]), r"NaN or infinity \(text 1\)"),
        (np.array([[np.inf, 2, 3], [1, 2, 3]]), r"NaN or infinity \(text 0\)"),
    ],
)
def test_rows_that_are_no_vectors_are_described(rows: NDArray[np.floating], problem: str) -> None:
    found = fault(rows, 2, 3)
    assert found is not None

    assert re.search(problem, found)


def test_good_rows_have_no_fault() -> None:
    assert fault(np.ones((2, 3)), 2, None) is None
