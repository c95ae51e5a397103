"""The reader in consolidation: beside the rules, off where a space says so, keeping nothing."""

from __future__ import annotations

from typing import Any

import pytest

import mnemic
from mnemic.embed import AdaptedMiniLM
from mnemic.form import shared_reader

pytestmark = pytest.mark.model

UNRULED = "My commute to Siemens takes an hour each way."


def say(mem: mnemic.Memory, text: str, at: str) -> None:
    header: dict[str, Any] = {"user": "ana", "speaker": "Ana", "role": "user", "session": at[:10]}
    mem.remember(text, occurred_at=at, **header)


def objects(mem: mnemic.Memory) -> set[str]:
    return {cube.fact.object for cube in mem.facts(user="ana") if cube.fact is not None}


def test_what_no_rule_reads_the_reader_does(mem: mnemic.Memory) -> None:
    say(mem, UNRULED, "2026-05-20T18:00:00+00:00")
    mem.consolidate()
    (fact,) = mem.facts(user="ana")
    assert fact.content == "Ana works at Siemens."
    assert fact.fact is not None
    (span,) = fact.fact.evidence
    assert UNRULED[span.start : span.end] == UNRULED


def test_news_in_words_no_rule_has_ends_what_was_known(mem: mnemic.Memory) -> None:
    say(mem, "I work at Siemens.", "2026-05-20T18:00:00+00:00")
    say(mem, "Handed in my badge on Friday, Siemens is behind me.", "2026-08-01T10:00:00+00:00")
    mem.consolidate()
    assert objects(mem) == set()
    assert [cube.fact.object for cube in mem.facts(user="ana", past=True) if cube.fact] == ["Siemens"]


def test_a_space_can_do_without_the_reader(mem: mnemic.Memory) -> None:
    mem.set_policy(mnemic.Policy(reader=False))
    say(mem, UNRULED, "2026-05-20T18:00:00+00:00")
    mem.consolidate()
    assert objects(mem) == set()


def test_nothing_that_was_read_is_kept_in_memory(mem: mnemic.Memory) -> None:
    say(mem, UNRULED, "2026-05-20T18:00:00+00:00")
    mem.consolidate()
    words = shared_reader()._reading._words
    assert isinstance(words, AdaptedMiniLM)
    assert not words._tokenizer()._runs
