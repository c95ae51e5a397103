"""Names of embedders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import mnemic.embed as package
from mnemic.embed import CallableEmbedder, HashEmbedder, MiniLM, OpenAIEmbedder, Purpose, resolve
from mnemic.errors import ArgumentError


def ones(texts: list[str]) -> list[list[float]]:
    return [[1.0] for _ in texts]


@pytest.mark.parametrize(
    "name",
    [
        "minilm",
        "hash",
        "hash:128",
        "openai:text-embedding-3-small",
        "openai:text-embedding-3-large#256",
        "openai:nomic-embed-text:latest@http://localhost:11434/v1",
        "sentence-transformers:BAAI/bge-small-en-v1.5",
        "model2vec:minishlab/potion-base-8M",
    ],
)
def test_a_name_leads_to_an_embedder_of_that_name(name: str) -> None:
    embedder = resolve(name)
    assert embedder.name == name
    assert resolve(embedder.name).model == embedder.model


def test_the_default_is_minilm() -> None:
    assert isinstance(resolve(None), MiniLM)
    assert isinstance(resolve(), MiniLM)


def test_default_sizes_and_addresses_leave_the_name() -> None:
    assert resolve("hash:64").name == "hash"
    assert resolve("openai:m@https://api.openai.com/v1").name == "openai:m"


def test_an_embedder_is_returned_as_it_is_without_asking_its_dims() -> None:
    class Own:
        name = "own"
        model = "own/1"

        @property
        def dims(self) -> int:
            raise AssertionError("asked")

        def split(self, text: str) -> Sequence[tuple[int, int]]:
            return [(0, len(text))]

        def embed(self, texts: Sequence[str], purpose: Purpose = "document") -> NDArray[np.float32]:
            return np.ones((len(texts), 1), dtype=np.float32)

    own = Own()
    assert resolve(own) is own


def test_a_function_is_wrapped() -> None:
    assert isinstance(resolve(ones), CallableEmbedder)


@pytest.mark.parametrize(
    ("spec", "hint"),
    [
        ("minlm", "did you mean minilm"),
        ("MiniLM", "did you mean minilm"),
        ("open-ai:x", "did you mean openai:MODEL"),
        ("sentence_transformers:x", "did you mean sentence-transformers:MODEL"),
        ("zzzzzz", "Embedders: minilm; hash"),
        ("", "Embedders: minilm"),
        ("minilm:2", "did you mean minilm"),
        ("openai", "openai:MODEL"),
        ("openai:", "nothing after the colon"),
        ("hash:", "nothing after the colon"),
        ("hash:0", "hash:128"),
        ("hash:many", "hash:128"),
        ("hash:\u00b2", "hash:128"),
        ("openai:m#x", "openai:m#256"),
        ("openai:m@ftp://host", "no address of a service"),
        ("callable:mine", "pass it again"),
    ],
)
def test_an_unknown_name_is_answered_with_what_exists(spec: str, hint: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        resolve(spec)
    assert hint in str(caught.value)


@pytest.mark.parametrize("spec", [3, HashEmbedder, object()])
def test_what_is_no_embedder_is_refused(spec: Any) -> None:
    with pytest.raises(ArgumentError, match="is no embedder"):
        resolve(spec)


def test_what_the_package_promises_exists() -> None:
    assert all(hasattr(package, name) for name in package.__all__)
    assert OpenAIEmbedder.__name__ in package.__all__
