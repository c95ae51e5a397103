"""When two objects say the same in other words."""

from __future__ import annotations

import pytest

from mnemic.lifecycle._sameness import as_said_before


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("jazz a lot", "jazz"),
        ("jazz", "jazz a lot"),
        ("running every morning before work", "run every morning"),
        ("dog", "dog named Biscuit"),
        ("the old films", "old film"),
    ],
)
def test_the_words_of_the_held_one_are_taken(said: str, held: str) -> None:
    assert as_said_before(said, ["tea", held]) == held


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("dog named Rex", "dog named Biscuit"),
        ("dog named Rex", "dog"),
        ("two dogs", "dog"),
        ("dog", "two dogs"),
        ("type 2 diabetes", "type 1 diabetes"),
        ("jazz", "tea"),
        ("jazz", "Jazz"),
        ("a lot", "tea"),
    ],
)
def test_other_names_numbers_and_words_are_kept_apart(said: str, held: str) -> None:
    assert as_said_before(said, [held]) == said
