"""Regular expressions that are compiled when they are first needed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from mnemic._patterns import compiled
from mnemic.recall import _asked, _subject, read_question

AT = datetime(2023, 5, 8, 13, 56, tzinfo=UTC)


@pytest.fixture
def nothing_compiled() -> Iterator[None]:
    compiled.cache_clear()
    yield
    compiled.cache_clear()


def is_compiled(pattern: str) -> bool:
    before = compiled.cache_info().misses
    compiled(pattern)
    return compiled.cache_info().misses == before


@pytest.mark.usefixtures("nothing_compiled")
def test_an_english_question_compiles_no_pattern_of_another_language() -> None:
    question = read_question("Where did I buy my bike?", asked_at=AT, names=())
    assert question.content == "buy my bike"
    assert is_compiled(_subject._ENGLISH)
    assert not is_compiled(_subject._OTHERS)
    for language in ("es", "fr", "de", "pt"):
        assert not is_compiled(_asked._WORDINGS[language].choice)


@pytest.mark.usefixtures("nothing_compiled")
def test_what_is_not_asked_of_a_question_is_not_read() -> None:
    question = read_question("Where did I buy my bike?", asked_at=AT, names=())
    assert not is_compiled(_asked._WORDINGS["en"].choice)
    assert question.kind == "where"
    assert is_compiled(_asked._WORDINGS["en"].choice)


@pytest.mark.usefixtures("nothing_compiled")
def test_a_question_asked_again_compiles_nothing() -> None:
    read_question("Where did I buy my bike?", asked_at=AT, names=())
    before = compiled.cache_info().misses
    read_question("Where did I buy my bike?", asked_at=AT, names=())
    assert compiled.cache_info().misses == before
