"""From the tags of words to objects and keys."""

from __future__ import annotations

import numpy as np
import pytest

from mnemic.form.reader._decode import objects_of

SPANS = [(0, 2), (3, 6), (7, 10), (11, 14), (15, 18)]


def read(tags: list[int]) -> list[tuple[tuple[int, int], tuple[int, int] | None]]:
    found = objects_of(9 * np.eye(5, dtype=np.float32)[tags], SPANS)
    assert all(each.sure > 0.99 for each in found)
    return [(each.object, each.key) for each in found]


@pytest.mark.parametrize(
    ("tags", "objects"),
    [
        ([0, 0, 0, 0, 0], []),
        ([0, 1, 2, 0, 0], [(3, 10)]),
        ([1, 0, 1, 2, 0], [(0, 2), (7, 14)]),
        ([0, 2, 2, 0, 0], [(3, 10)]),
        ([1, 1, 2, 2, 2], [(0, 2), (3, 18)]),
    ],
)
def test_words_in_a_row_make_an_object(tags: list[int], objects: list[tuple[int, int]]) -> None:
    assert [span for span, _ in read(tags)] == objects


def test_an_object_takes_the_nearest_key() -> None:
    assert read([3, 1, 0, 3, 1]) == [((3, 6), (0, 2)), ((15, 18), (11, 14))]
    assert read([0, 1, 0, 3, 4]) == [((3, 6), (11, 18))]


def test_words_that_may_be_several_things_make_an_unsure_object() -> None:
    logits = np.zeros((1, 5), np.float32)
    logits[0, 1] = 0.1
    (one,) = objects_of(logits, SPANS[:1])
    assert 0.2 < one.sure < 0.25
