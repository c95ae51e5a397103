from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import MAY, Run

import mnemic


def test_a_text_is_kept_with_what_was_said_about_it(run: Run) -> None:
    result = run(
        "remember", "I moved to Porto.", "--embedder", "hash", "--user", "ana", "--agent", "helper",
        "--session", "s1", "--speaker", "Ana", "--role", "user", "--at", MAY, "--kind", "belief",
        "--tag", "home", "--tag", "move", "--metadata", '{"turn": "D1:3"}', "--source", "chat.txt:3",
        "--importance", "0.5", "--reason", "told so", "--actor", "me",
    )  # fmt: skip
    assert result.code == 0
    with mnemic.open("memory.db", read_only=True) as mem:
        cube = mem.list()[0]
        operation = mem.operations()[0]
    assert result.data == cube.to_dict()
    assert (cube.user, cube.agent, cube.session, cube.speaker, cube.role) == (
        "ana",
        "helper",
        "s1",
        "Ana",
        "user",
    )
    assert (cube.kind, cube.tags, cube.metadata, cube.importance) == (
        "belief",
        ("home", "move"),
        {"turn": "D1:3"},
        0.5,
    )
    assert cube.to_dict()["occurred_at"] == MAY
    assert (operation.reason, operation.actor) == ("told so", "me")


@pytest.mark.parametrize("arguments", [["-"], []])
def test_stdin_is_read_to_its_end(run: Run, arguments: list[str]) -> None:
    result = run("remember", *arguments, "--embedder", "hash", stdin="two\nlines\n")
    assert result.data["content"] == "two\nlines"


def test_at_a_terminal_it_says_how_to_end_the_text(run: Run) -> None:
    result = run("remember", "--embedder", "hash", stdin="typed", terminal=True)
    assert "Ctrl-D" in result.err
    assert result.data["content"] == "typed"


def test_empty_stdin_is_a_usage_error_and_makes_no_memory(run: Run, ana: Path) -> None:
    result = run("remember", stdin="")
    assert result.code == 2
    assert result.err.startswith("Error: ")
    assert run("stats").data["cubes"] == 4


def test_stdin_that_is_no_utf8_names_the_byte(run: Run) -> None:
    result = run("remember", stdin=b"caf\xe9")
    assert result.code == 2
    assert "byte 3 is 0xe9" in result.err
    assert not Path("memory.db").exists()


def test_a_new_store_is_mentioned_on_stderr_once(run: Run) -> None:
    first = run("remember", "one", "--embedder", "hash")
    second = run("remember", "two")
    assert f"New store: {Path('memory.db').resolve()}" in first.err
    assert second.err == ""


def test_a_key_makes_versions_and_if_version_guards_them(run: Run) -> None:
    run("remember", "Ana drinks coffee", "--key", "drink", "--embedder", "hash")
    again = run("remember", "Ana drinks tea", "--key", "drink", "--if-version", "1")
    refused = run("remember", "Ana drinks milk", "--key", "drink", "--if-version", "1")
    assert again.data["version"] == 2
    assert refused.code == 3
    assert "version 2, not 1" in refused.err


def test_derived_from_links_to_the_source(run: Run, ana: Path) -> None:
    source = run("show", "1").data["id"]
    fact = run("remember", "Ana lives in Porto", "--kind", "fact", "--derived-from", source).data
    assert fact["links"] == [{"relation": "derived_from", "target": source}]


@pytest.mark.parametrize("given", ["{", "[1]", "3"])
def test_metadata_must_be_a_json_object(run: Run, given: str) -> None:
    result = run("remember", "x", "--metadata", given)
    assert result.code == 2
    assert "--metadata" in result.err


def test_table_for_people(run: Run, ana: Path, same: Callable[[str, str], None]) -> None:
    same("remember.txt", run("remember", "I like tea.", "--table").out)


def test_init_makes_a_store_and_says_when_there_is_one(run: Run, same: Callable[[str, str], None]) -> None:
    first, second = run("init", "--embedder", "hash"), run("init")
    assert first.data == {"location": str(Path("memory.db").resolve()), "created": True, "embedder": "hash"}
    assert second.data["created"] is False
    same("init.txt", run("init", "--table").out)


def test_init_where_no_folder_is_makes_nothing(run: Run) -> None:
    result = run("init", "--db", "nowhere/memory.db")
    assert result.code == 5
    assert "create it" in result.err


def test_variables_name_the_store_the_space_the_embedder_and_the_actor(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, value in (("DB", "other.db"), ("SPACE", "acme"), ("EMBEDDER", "hash"), ("ACTOR", "cron")):
        monkeypatch.setenv(f"MNEMIC_{name}", value)
    run("remember", "hello")
    with mnemic.open("other.db", space="acme", read_only=True) as mem:
        assert mem.stats().embedder == "hash"
        assert mem.operations()[0].actor == "cron"


def test_another_embedder_than_the_stores_is_refused(run: Run, ana: Path) -> None:
    result = run("remember", "x", "--embedder", "hash:32")
    assert result.code == 2
    assert "mnemic reembed" in result.err
