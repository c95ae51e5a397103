from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command_line import JUNE, MAY, Run

import mnemic

Same = Callable[[str, str], None]


def test_recall_in_a_pipe_is_one_json_document(run: Run, ana: Path) -> None:
    found = run("recall", "hazelnuts", "--user", "ana").data
    assert found["query"] == "hazelnuts"
    assert found["hits"][0]["cube"]["content"] == "I am allergic to hazelnuts."
    assert found["hits"][0]["why"]


def test_recall_for_people(run: Run, ana: Path, same: Same) -> None:
    same("recall.txt", run("recall", "what am I allergic to", "--user", "ana", "--limit", "2", "--table").out)


def test_recall_explained(run: Run, ana: Path, same: Same) -> None:
    arguments = ("recall", "hazelnuts", "--user", "ana", "--limit", "1", "--explain")
    same("recall-explain.txt", run(*arguments, "--table").out)
    assert run(*arguments).data["hits"][0]["channels"]


def test_recall_json_has_the_promised_fields(run: Run, ana: Path, same: Same) -> None:
    same("recall.json", run("recall", "hazelnuts", "--user", "ana", "--limit", "1").out)


@pytest.mark.model
def test_people_are_told_how_sure_a_recall_is(run: Run, tmp_path: Path) -> None:
    db = str(tmp_path / "minilm.db")
    run("remember", "I'm allergic to hazelnuts.", "--speaker", "Ana", "--db", db, "--embedder", "minilm")
    known = run("recall", "What is Ana allergic to?", "--table", "--db", db).out
    unknown = run("recall", "Who won the chess game in Oslo?", "--table", "--db", db).out
    assert "The answer is likely here: confidence 0." in " ".join(known.split())
    assert "The answer is probably not in memory: confidence 0." in " ".join(unknown.split())


def test_a_deep_recall_finds_at_least_the_same_best(run: Run, ana: Path) -> None:
    question = ("recall", "Which came first, the move to Porto or the salmon?", "--user", "ana")
    plain, deep = run(*question).data["hits"], run(*question, "--deep").data["hits"]
    assert {hit["cube"]["id"] for hit in plain} == {hit["cube"]["id"] for hit in deep}
    assert deep[0]["score"] == 1


def test_nothing_found_is_an_answer(run: Run, ana: Path) -> None:
    result = run("recall", "hazelnuts", "--user", "nobody", "--table")
    assert result.code == 0
    assert result.out == "Nothing found among 0 memories.\n"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--user", "bo"], {"The spare key is in locker 27."}),
        (["--session", "s1"], {"I moved to Porto in May."}),
        (["--tag", "home"], {"I moved to Porto in May."}),
        (["--where", '{"metadata.turn": "D1:3"}'], {"I moved to Porto in May."}),
        (["--until", JUNE], {"I moved to Porto in May."}),
        (["--since", JUNE, "--user", "bo"], {"The spare key is in locker 27."}),
        (["--valid-at", MAY], {"I moved to Porto in May."}),
        (["--known-at", "2020-01-01T00:00:00+00:00"], set()),
        (["--kind", "fact", "--kind", "belief"], set()),
        (["--agent", "nobody"], set()),
    ],
)
def test_filters_narrow_a_recall_down(run: Run, ana: Path, options: list[str], expected: set[str]) -> None:
    hits = run("recall", "Porto salmon hazelnuts key", *options).data["hits"]
    assert {hit["cube"]["content"] for hit in hits} == expected


def test_context_is_text_in_a_pipe_and_json_when_asked(run: Run, ana: Path) -> None:
    text = run("recall", "hazelnuts", "--context").out
    assert text.startswith("<memories>\n")
    assert text.endswith("</memories>\n")
    data = run("recall", "hazelnuts", "--context", "--json").data
    assert data["context"] + "\n" == text
    assert data["tokens"] > 0
    assert data["tokenizer"]


def test_context_stays_inside_its_budget(run: Run, ana: Path) -> None:
    data = run("recall", "hazelnuts", "--context", "--json", "--max-tokens", "60").data
    assert 0 < data["tokens"] <= 60


def test_context_for_people_says_when_there_is_none(run: Run, ana: Path) -> None:
    assert run("recall", "x", "--user", "nobody", "--context", "--table").out == "Nothing found.\n"


def test_archived_memories_are_found_when_asked_for(run: Run, ana: Path) -> None:
    run("archive", "3")
    assert not any("hazelnuts" in hit["cube"]["content"] for hit in run("recall", "hazelnuts").data["hits"])
    assert run("recall", "hazelnuts", "--archived").data["hits"][0]["cube"]["seq"] == 3


def test_vectors_made_for_an_answer_are_kept(run: Run, ana: Path) -> None:
    run("remember", "Ana plays the accordion.")
    assert run("stats").data["pending_vectors"] == 1
    run("recall", "accordion")
    assert run("stats").data["pending_vectors"] == 0


def test_a_store_that_may_not_be_written_is_read(
    run: Run, ana: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("remember", "Ana plays the accordion.")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert run("recall", "accordion").data["hits"][0]["cube"]["seq"] == 5
    monkeypatch.undo()
    assert run("stats", "--db", str(ana)).data["pending_vectors"] == 1


def test_a_degraded_answer_says_so_on_stderr(run: Run, ana: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = mnemic.Memory.recall

    def degraded(self: mnemic.Memory, *args: Any, **kwargs: Any) -> mnemic.Recall:
        return dataclasses.replace(original(self, *args, **kwargs), degraded=("vectors_pending",))

    monkeypatch.setattr(mnemic.Memory, "recall", degraded)
    result = run("recall", "hazelnuts")
    assert result.code == 0
    assert "Warning: " in result.err
    assert "mnemic flush" in result.err


def test_where_that_is_no_json_is_a_usage_error(run: Run, ana: Path) -> None:
    result = run("recall", "x", "--where", "turn=3")
    assert result.code == 2
    assert "--where 'turn=3' is not JSON" in result.err


def test_a_naive_time_is_a_usage_error_that_says_how_to_mend_it(run: Run, ana: Path) -> None:
    result = run("recall", "x", "--since", "2026-01-01")
    assert result.code == 2
    assert "+00:00" in result.err


def test_explain_says_where_a_memory_fell(run: Run, ana: Path, same: Same) -> None:
    data = run("explain", "hazelnuts", "1", "--user", "bo").data
    assert data["step"] == "filter"
    assert "user" in data["reason"]
    same("explain.txt", run("explain", "hazelnuts", "1", "--limit", "1", "--table").out)


def test_explain_says_when_nothing_was_missed(run: Run, ana: Path) -> None:
    result = run("explain", "hazelnuts", "3")
    assert result.data["step"] == "returned"
    assert "not missed" in result.err


def test_explain_of_an_unknown_memory_is_not_found(run: Run, ana: Path) -> None:
    assert run("explain", "hazelnuts", "99").code == 1
