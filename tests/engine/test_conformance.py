"""The embedded store passes the conformance suite, in a file and in memory; and the suite sees what is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import mnemic
from mnemic.testing import CHECKS, Check, check_store
from word_embedder import WordEmbedder


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_a_store_in_a_file_passes(check: Check, tmp_path: Path) -> None:
    check(lambda: mnemic.open(tmp_path / "memory.db", embedder="hash"))


def test_a_store_in_memory_passes() -> None:
    check_store(lambda: mnemic.open(":memory:", embedder="hash"))


def test_a_store_passes_with_an_embedder_that_reads_every_word(tmp_path: Path) -> None:
    files = (tmp_path / f"{number}.db" for number in range(len(CHECKS)))

    def beside(mem: mnemic.Memory, space: str) -> mnemic.Memory:
        return mnemic.open(mem.stats().location, space=space, embedder=WordEmbedder())

    check_store(lambda: mnemic.open(next(files), embedder=WordEmbedder()), beside=beside)


def test_names_of_checks_are_distinct_facts() -> None:
    names = [check.name for check in CHECKS]
    assert len(set(names)) == len(names)
    assert all("_" in name for name in names)


def test_a_store_that_breaks_a_rule_is_told_which(monkeypatch: pytest.MonkeyPatch) -> None:
    real = mnemic.Memory.remember

    def forgetful(self: mnemic.Memory, content: str, **arguments: Any) -> mnemic.MemCube:
        arguments.pop("idempotency_key", None)
        return real(self, content, **arguments)

    monkeypatch.setattr(mnemic.Memory, "remember", forgetful)
    with pytest.raises(
        AssertionError, match=r"checks failed:\n(.*\n)*  the_same_idempotency_key_and_content"
    ):
        check_store(lambda: mnemic.open(":memory:", embedder="hash"))


def test_a_check_that_needs_two_handles_is_left_out_where_there_can_be_only_one() -> None:
    def impossible(_bench: object) -> None:
        raise AssertionError("ran")

    alone = Check("alone", impossible, needs_two=True)
    alone(lambda: mnemic.open(":memory:", embedder="hash"))
    with pytest.raises(AssertionError, match="ran"):
        alone(lambda: mnemic.open(":memory:", embedder="hash"), lambda mem, _space: mem)
