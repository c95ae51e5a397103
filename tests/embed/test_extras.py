"""
The wrappers of the two optional libraries, with small stand-ins for the libraries.

The stand-ins have only what the wrappers use; neither the libraries nor their models are installed here.
"""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from mnemic.embed import Model2VecEmbedder, SentenceTransformersEmbedder
from mnemic.errors import ArgumentError, MissingExtra, ModelError


class Words(dict[str, Any]):
    """A fast tokenizer's answer: each word is a token, each word of over 4 letters two."""

    def __init__(self, text: str) -> None:
        offsets, words, place = [], [], 0
        for number, word in enumerate(text.split()):
            place = text.index(word, place)
            halves = (
                [(place, place + 4), (place + 4, place + len(word))]
                if len(word) > 4
                else [(place, place + len(word))]
            )
            offsets += halves
            words += [number] * len(halves)
            place += len(word)
        super().__init__(offset_mapping=offsets)
        self.offsets, self.numbers = offsets, words

    def word_ids(self) -> list[int]:
        return self.numbers


class FakeTokenizer:
    def __init__(self, fast: bool) -> None:
        self.is_fast = fast

    def __call__(self, text: str, **options: Any) -> Words:
        assert options["add_special_tokens"] is options["truncation"] is False
        return Words(text)

    def num_special_tokens_to_add(self) -> int:
        return 2


class FakeTransformer:
    max_seq_length = 18
    fast = True
    output: NDArray[np.float64] | None = None

    def __init__(self, name: str, device: str | None) -> None:
        if name == "absent":
            raise OSError("absent is no folder")
        self.tokenizer = FakeTokenizer(self.fast)
        self.seen: list[str] = []

    def get_sentence_embedding_dimension(self) -> int:
        return 2

    def encode_document(self, texts: list[str], **options: Any) -> NDArray[np.float64]:
        self.seen += texts
        return np.tile([1.0, 0.0], (len(texts), 1)) if self.output is None else self.output

    def encode_query(self, texts: list[str], **options: Any) -> NDArray[np.float64]:
        return np.tile([0.0, 2.0], (len(texts), 1))


class FakeStatic:
    dim = 2

    def __init__(self) -> None:
        self.tokenizer = SimpleNamespace(encode=self._tokens)
        self.output = None

    @classmethod
    def from_pretrained(cls, name: str) -> FakeStatic:
        if name == "absent":
            raise ValueError("absent is no folder")
        return cls()

    def _tokens(self, text: str, add_special_tokens: bool) -> Any:
        words = Words(text)
        return SimpleNamespace(offsets=words.offsets, word_ids=words.numbers)

    def encode(self, texts: list[str], **options: Any) -> Any:
        assert options["max_length"] is None
        return np.tile([3.0, 0.0], (len(texts), 1)) if "bad" not in texts else np.ones(1)


@pytest.fixture
def transformer(monkeypatch: pytest.MonkeyPatch) -> type[FakeTransformer]:
    fake = type("Fresh", (FakeTransformer,), {})
    module = ModuleType("sentence_transformers")
    module.SentenceTransformer = fake  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sentence_transformers", module)
    return fake


@pytest.fixture
def static(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("model2vec")
    module.StaticModel = FakeStatic  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "model2vec", module)


@pytest.mark.usefixtures("transformer")
def test_queries_and_documents_take_their_own_prompts() -> None:
    embedder = SentenceTransformersEmbedder("some/model")
    assert embedder.embed(["a"]).tolist() == [[1, 0]]
    assert embedder.embed(["a"], "query").tolist() == [[0, 1]]
    assert embedder.embed([]).shape == (0, 2)
    assert embedder.name == "sentence-transformers:some/model"
    assert embedder.model == "sentence-transformers/some/model"
    assert "some/model" in repr(embedder)


@pytest.mark.usefixtures("transformer")
def test_texts_are_cut_between_words_to_the_models_window() -> None:
    embedder = SentenceTransformersEmbedder("some/model")
    text = "some elephants walk " * 12
    pieces = embedder.split(text)
    assert len(pieces) > 2
    assert pieces[-1][1] == len(text)
    assert all(len(Words(text[start:end]).offsets) <= 16 for start, end in pieces)
    assert embedder.embed([text]).shape == (1, 2)


def test_a_tokenizer_without_offsets_is_cut_by_characters(transformer: type[FakeTransformer]) -> None:
    transformer.fast = False
    pieces = SentenceTransformersEmbedder("some/model").split("a b " * 30)
    assert all(end - start <= 18 for start, end in pieces)


def test_unusable_vectors_are_an_error(transformer: type[FakeTransformer]) -> None:
    transformer.output = np.array([[np.nan, 1.0]])
    with pytest.raises(ModelError, match="NaN"):
        SentenceTransformersEmbedder("some/model").embed(["a"])


@pytest.mark.usefixtures("static")
def test_static_models_embed_and_cut_between_words() -> None:
    embedder = Model2VecEmbedder("some/model")
    assert embedder.embed(["a"]).tolist() == [[1, 0]]
    assert embedder.embed([]).shape == (0, embedder.dims)
    text = "some elephants walk " * 300
    assert all(len(Words(text[start:end]).offsets) <= 512 for start, end in embedder.split(text))
    assert (embedder.name, embedder.model) == ("model2vec:some/model", "model2vec/some/model")
    assert "some/model" in repr(embedder)
    with pytest.raises(ModelError, match="shape"):
        embedder.embed(["bad"])


@pytest.mark.usefixtures("transformer", "static")
@pytest.mark.parametrize("wrapper", [SentenceTransformersEmbedder, Model2VecEmbedder])
def test_a_model_that_is_not_there_is_named(wrapper: Any) -> None:
    with pytest.raises(ModelError, match="'absent' cannot be loaded"):
        wrapper("absent").embed(["a"])


@pytest.mark.parametrize(
    ("wrapper", "module"),
    [(SentenceTransformersEmbedder, "sentence_transformers"), (Model2VecEmbedder, "model2vec")],
)
def test_a_missing_library_is_answered_with_the_command_to_install_it(
    wrapper: Any, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtra, match=r"pip install 'mnemic\[" + module.replace("_", "-")):
        wrapper("some/model").dims


def test_an_empty_name_is_refused() -> None:
    for wrapper in (SentenceTransformersEmbedder, Model2VecEmbedder):
        with pytest.raises(ArgumentError, match="no model"):
            wrapper("")
    with pytest.raises(ArgumentError, match="batch_size=0"):
        SentenceTransformersEmbedder("m", batch_size=0)
