from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command_line import Run

import mnemic

Same = Callable[[str, str], None]


def _jsonl(name: str, rows: list[Any]) -> str:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    Path(name).write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return name


@pytest.fixture
def turns() -> str:
    return _jsonl("turns.jsonl", [{"content": f"This is turn {n}.", "user": "ana"} for n in range(7)])


def test_a_file_is_taken_in_and_counted(run: Run, turns: str) -> None:
    result = run("ingest", turns, "--embedder", "hash", "--batch", "3")
    assert result.code == 0
    assert result.data == {
        "new": 7,
        "already_there": 0,
        "pending_vectors": 0,
        "files": [{"file": "turns.jsonl", "new": 7, "already_there": 0}],
    }
    assert [cube["source"] for cube in run("list").data["cubes"]][:2] == ["turns.jsonl:1", "turns.jsonl:2"]
    assert run("stats").data["operations"] == 3


def test_the_same_file_again_adds_nothing(run: Run, turns: str) -> None:
    run("ingest", turns, "--embedder", "hash")
    again = run("ingest", turns, "--batch", "2").data
    assert (again["new"], again["already_there"]) == (0, 7)
    assert run("stats").data["cubes"] == 7


def test_a_file_that_has_grown_adds_what_is_new(run: Run, turns: str) -> None:
    run("ingest", turns, "--embedder", "hash")
    with Path(turns).open("a", encoding="utf-8") as stream:
        stream.write('{"content": "An eighth.", "user": "ana"}\n')
    grown = run("ingest", turns).data
    assert (grown["new"], grown["already_there"]) == (1, 7)


def test_several_files_for_people(run: Run, turns: str, same: Same) -> None:
    Path("chat.txt").write_text(
        "[20.05.26, 10:15:02] Ana: I moved to Porto.\n[20.05.26, 10:16:40] Bo: At last!\n", encoding="utf-8"
    )
    options = ("--tz", "Europe/Lisbon", "--user", "ana", "--embedder", "hash", "--no-embed", "--table")
    same("ingest.txt", run("ingest", turns, "chat.txt", *options).out)
    assert (
        run("list", "--session", "chat")
        .data["cubes"][0]["occurred_at"]
        .startswith("2026-05-20T10:15:02+01:00")
    )


def test_without_vectors_they_wait_for_flush(run: Run, turns: str) -> None:
    assert run("ingest", turns, "--embedder", "hash", "--no-embed").data["pending_vectors"] == 7
    assert run("flush").data["made"] == 7


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("{not json", "not valid JSON"),
        ({"content": "x", "kind": "secret"}, "vault"),
        ({"content": "x", "kind": "epsiode"}, "did you mean 'episode'"),
        ({"content": "x", "importance": 7}, "from 0 to 1"),
        ({"content": "x", "key": "k", "if_version": 3}, "at version 0, not 3"),
    ],
)
@pytest.mark.parametrize("batch", ["1", "2", "500"])
def test_a_bad_record_stops_at_its_line_and_keeps_those_before(
    run: Run, bad: object, said: str, batch: str
) -> None:
    name = _jsonl(
        "turns.jsonl",
        [{"content": "one"}, {"content": "two"}, {"content": "three"}, bad, {"content": "five"}],
    )
    result = run("ingest", name, "--embedder", "hash", "--batch", batch)
    assert result.code in (2, 3)
    assert "Error: turns.jsonl:4" in result.err
    assert said in result.err
    assert "item 0" not in result.err
    assert "Kept so far: 3 new, 0 already there" in result.err
    assert [cube["content"] for cube in run("list").data["cubes"]] == ["one", "two", "three"]
    _jsonl("turns.jsonl", [{"content": "one"}, {"content": "two"}, {"content": "three"}, {"content": "five"}])
    mended = run("ingest", name).data
    assert (mended["new"], mended["already_there"]) == (1, 3)


def test_a_record_with_a_source_of_its_own_is_named_by_its_number(run: Run) -> None:
    name = _jsonl(
        "turns.jsonl", [{"content": "one"}, {"content": "x", "kind": "secret", "source": "elsewhere"}]
    )
    assert "Error: turns.jsonl, record 2: " in run("ingest", name, "--embedder", "hash").err


def test_an_idempotency_key_with_other_content_is_a_conflict(run: Run) -> None:
    rows = [{"content": "one", "idempotency_key": "k"}, {"content": "two", "idempotency_key": "k"}]
    result = run("ingest", _jsonl("turns.jsonl", rows), "--embedder", "hash")
    assert result.code == 3
    assert "Error: turns.jsonl:2: " in result.err


def test_the_same_line_twice_with_one_key_counts_once(run: Run) -> None:
    row = {"content": "one", "idempotency_key": "k"}
    data = run("ingest", _jsonl("turns.jsonl", [row, row]), "--embedder", "hash").data
    assert (data["new"], data["already_there"]) == (1, 1)


def test_a_file_that_is_not_there_makes_no_store(run: Run) -> None:
    result = run("ingest", "nothing.jsonl", "--embedder", "hash")
    assert result.code == 2
    assert "does not exist" in result.err
    assert not Path("memory.db").exists()


@pytest.mark.parametrize(
    ("option", "value"),
    [("--format", "xml"), ("--tz", "Mars/Olympus"), ("--date-order", "dd"), ("--batch", "0")],
)
def test_options_that_do_not_exist_are_usage_errors(run: Run, turns: str, option: str, value: str) -> None:
    result = run("ingest", turns, option, value)
    assert result.code == 2
    assert not Path("memory.db").exists()


def test_a_chat_without_a_zone_says_how_to_name_it(run: Run) -> None:
    Path("chat.txt").write_text("[20.05.26, 10:15:02] Ana: I moved.\n", encoding="utf-8")
    result = run("ingest", "chat.txt", "--embedder", "hash")
    assert result.code == 2
    assert "--tz" in result.err


def test_interrupted_it_says_what_was_kept(run: Run, turns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    original = mnemic.Memory.remember_many
    calls = iter(range(10))

    def interrupted(self: mnemic.Memory, *args: Any, **kwargs: Any) -> list[mnemic.MemCube]:
        if next(calls) == 2:
            raise KeyboardInterrupt
        return original(self, *args, **kwargs)

    monkeypatch.setattr(mnemic.Memory, "remember_many", interrupted)
    result = run("ingest", turns, "--embedder", "hash", "--batch", "2")
    assert result.code == 130
    assert "Kept so far: 4 new" in result.err
    monkeypatch.undo()


def test_what_another_program_keeps_is_sent_to_import(run: Run) -> None:
    _jsonl("memory.jsonl", [{"type": "entity", "name": "Ana", "entityType": "person", "observations": ["x"]}])
    result = run("ingest", "memory.jsonl", "--embedder", "hash")
    assert result.code == 2
    assert "take it in with: mnemic import memory.jsonl" in result.err
    assert not Path("memory.db").exists()
    assert run("import", "memory.jsonl", "--embedder", "hash").data["new"] == 2


def test_an_import_tells_what_it_left_out_and_makes_the_vectors(run: Run) -> None:
    Path("sam.af").write_text(
        json.dumps(
            {
                "agents": [{"name": "Sam", "messages": [{"role": "user", "content": "hi"}]}],
                "blocks": [],
                "tools": [1],
            }
        )
    )
    shown = run("import", "sam.af", "--embedder", "hash", "--no-embed", "--table").out
    assert "  1 x field 'tools': code and what runs it are never taken (sam.af)" in shown
    assert run("stats").data["pending_vectors"] == 1
    assert run("import", "sam.af").data["known"] == 1
    assert run("stats").data["pending_vectors"] == 0
