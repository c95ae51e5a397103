"""Functions as embedders."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import pytest

from mnemic.embed import CallableEmbedder, Embedder
from mnemic.errors import ArgumentError


def lengths(texts: list[str]) -> list[list[float]]:
    return [[len(text), 1.0] for text in texts]


def test_vectors_are_normalised_float32() -> None:
    embedder = CallableEmbedder(lengths)
    vectors = embedder.embed(["abc", ""])
    assert vectors.dtype == np.float32
    assert vectors[0].tolist() == pytest.approx([3 / 10**0.5, 1 / 10**0.5])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)


def test_dims_are_found_with_one_call() -> None:
    calls: list[list[str]] = []

    def counted(texts: list[str]) -> Any:
        calls.append(texts)
        return np.ones((len(texts), 7))

    embedder = CallableEmbedder(counted, name="counted")
    assert calls == []
    assert (embedder.dims, embedder.dims) == (7, 7)
    assert len(calls) == 1
    assert embedder.embed([]).shape == (0, 7)


def test_a_module_level_function_names_itself() -> None:
    embedder = CallableEmbedder(lengths)
    assert isinstance(embedder, Embedder)
    assert embedder.name == f"callable:{__name__}.lengths"
    assert embedder.model == f"callable/{__name__}.lengths"
    assert "lengths" in repr(embedder)


@pytest.mark.parametrize("fn", [lambda texts: lengths(texts), functools.partial(lengths)])
def test_a_function_without_a_lasting_name_needs_one(fn: Any) -> None:
    with pytest.raises(ArgumentError, match="name="):
        CallableEmbedder(fn)
    assert CallableEmbedder(fn, name="mine-v1").model == "callable/mine-v1"


@pytest.mark.parametrize(
    ("returned", "cause"),
    [
        ([[1.0, 2.0]], "1 vectors for 2 texts"),
        ([1.0, 2.0], "shape"),
        ([[1.0, 2.0], [1.0]], "no list of equally long vectors"),
        ([[1.0, float("nan")], [1.0, 2.0]], "NaN or infinity"),
        ([[0.0, 0.0], [1.0, 2.0]], "zeros for 'one'"),
        ([["x", "y"], ["z", "w"]], "no list of equally long vectors"),
        (None, "shape"),
        ([[1.0, 2.0, 3.0]] * 2, "3-dimensional vectors, expected 2"),
    ],
)
def test_a_result_that_is_not_one_vector_per_text_is_refused(returned: Any, cause: str) -> None:
    embedder = CallableEmbedder(lambda texts: returned, name="broken", dims=2)
    with pytest.raises(ArgumentError, match=cause):
        embedder.embed(["one", "two"])


def test_zeros_for_a_blank_text_become_a_fixed_unit_vector() -> None:
    embedder = CallableEmbedder(lambda texts: [[0.0, 0.0] for _ in texts], name="zeros")
    assert embedder.embed(["  "]).tolist() == [[1.0, 0.0]]


def test_long_texts_reach_the_function_in_pieces() -> None:
    seen: list[str] = []

    def noted(texts: list[str]) -> list[list[float]]:
        seen.extend(texts)
        return lengths(texts)

    text = "word " * 50
    embedder = CallableEmbedder(noted, name="noted", window_chars=40)
    assert embedder.embed([text]).shape == (1, 2)
    assert max(map(len, seen)) <= 40
    assert seen == [text[start:end] for start, end in embedder.split(text)]


def test_arguments_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ArgumentError, match="not a function"):
        CallableEmbedder("text")  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="window_chars=2"):
        CallableEmbedder(lengths, window_chars=2)
    with pytest.raises(ArgumentError, match="dims=0"):
        CallableEmbedder(lengths, dims=0)
