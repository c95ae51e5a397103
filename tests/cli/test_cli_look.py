from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import Run

import mnemic

Same = Callable[[str, str], None]


def test_list_for_people(run: Run, ana: Path, same: Same) -> None:
    same("list.txt", run("list", "--user", "ana", "--table").out)


def test_list_as_json_is_a_page(run: Run, ana: Path) -> None:
    page = run("list", "--limit", "3").data
    rest = run("list", "--limit", "3", "--cursor", page["cursor"]).data
    assert [cube["seq"] for cube in page["cubes"] + rest["cubes"]] == [1, 2, 3, 4]
    assert rest["cursor"] is None


def test_list_says_how_to_go_on(run: Run, ana: Path) -> None:
    assert "--cursor" in run("list", "--limit", "3", "--table").err
    assert run("list", "--limit", "4", "--table").err == ""


def test_list_all_is_a_memory_a_line(run: Run, ana: Path) -> None:
    lines = run("list", "--all", "--newest-first").out.splitlines()
    assert [json.loads(line)["seq"] for line in lines] == [4, 3, 2, 1]
    assert "salmon" in run("list", "--all", "--table").out


def test_list_all_goes_through_every_page(run: Run, ana: Path) -> None:
    with mnemic.open(ana) as mem:
        mem.remember_many([{"content": f"number {n}"} for n in range(1200)])
    assert len(run("list", "--all").out.splitlines()) == 1204


def test_an_empty_list_is_an_answer(run: Run, ana: Path) -> None:
    result = run("list", "--user", "nobody", "--table")
    assert (result.code, result.out) == (0, "No memories.\n")


def test_a_cursor_of_another_query_is_refused(run: Run, ana: Path) -> None:
    cursor = run("list", "--limit", "1").data["cursor"]
    assert run("list", "--limit", "1", "--user", "ana", "--cursor", cursor).code == 2


def test_show_gives_everything_that_was_said(run: Run, ana: Path, same: Same) -> None:
    same("show.txt", run("show", "1", "--table").out)


def test_show_takes_a_number_or_an_id(run: Run, ana: Path) -> None:
    by_number = run("show", "2").data
    assert run("show", by_number["id"]).data == by_number


def test_show_names_links_and_facts(run: Run, ana: Path) -> None:
    source = run("show", "1").data["id"]
    run("remember", "Ana lives in Porto", "--kind", "fact", "--derived-from", source)
    assert f"derived_from {source}" in run("show", "5", "--table").out


def test_a_memory_is_shown_by_its_key(run: Run, ana: Path) -> None:
    kept = run("remember", "The rota", "--key", "rota", "--user", "bo").data
    assert run("show", "--key", "rota", "--user", "bo").data["id"] == kept["id"]
    assert "no cube under the key 'rota'" in run("show", "--key", "rota").err
    for wrong in ([], ["1", "--key", "rota"], ["1", "--user", "bo"]):
        assert "Error: mnemic show takes" in run("show", *wrong).err


@pytest.mark.parametrize("cube", ["99", "01890a5d-ac96-774b-bcce-b302099a8057", "nonsense"])
def test_an_unknown_memory_is_not_found(run: Run, ana: Path, cube: str) -> None:
    for command in ("show", "history"):
        result = run(command, cube)
        assert result.code == 1
        assert result.err.startswith("Error: no ")


def test_history_shows_every_version(run: Run, ana: Path, same: Same) -> None:
    with mnemic.open(ana) as mem:
        cube = mem.list()[1]
        mem.update(cube.id, content="My dog Pastel eats anything.")
        mem.archive(ids=[cube.id])
    same("history.txt", run("history", "2", "--table").out)
    assert [version["version"] for version in run("history", "2").data] == [1, 2, 3]


def test_operations_for_people(run: Run, ana: Path, same: Same) -> None:
    run("archive", "3", "--reason", "too personal", "--actor", "ana")
    run("undo", "last")
    run("forget", "4", "--yes")
    same("operations.txt", run("operations", "--table").out)


def test_feedback_is_shown_and_taken_back(run: Run, ana: Path) -> None:
    with mnemic.open(ana) as mem:
        mem.recall("dog", limit=3).cite(["m1"], reason="answered")
    shown = run("operations", "--limit", "1", "--table").out
    assert "feedback on 3 hits" in shown
    assert "answered" in shown
    assert run("operations").data[0]["lessons"] == 3
    assert "Would change feedback on 3 hits" in run("undo", "last", "--dry-run", "--table").out
    assert "Changed feedback on 3 hits" in run("undo", "last", "--table").out


def test_operations_can_be_narrowed_and_paged(run: Run, ana: Path) -> None:
    run("archive", "3")
    every = run("operations").data
    assert [item["verb"] for item in every] == ["archive", "remember"]
    assert run("operations", "--cube", "2").data[0]["id"] == every[1]["id"]
    assert run("operations", "--before", every[0]["id"]).data[0]["id"] == every[1]["id"]
    assert run("operations", "--before", "last").data[0]["id"] == every[1]["id"]


def test_stats_for_people(run: Run, ana: Path, same: Same) -> None:
    same("stats.txt", run("stats", "--table").out)


def test_stats_tell_pending_vectors(run: Run, ana: Path) -> None:
    run("remember", "one more")
    assert "(1 still to be made)" in run("stats", "--table").out


def test_spaces_are_named(run: Run, ana: Path) -> None:
    run("remember", "x", "--space", "acme")
    assert run("spaces").data == ["acme", "default"]
    assert run("spaces", "--table").out == "acme\ndefault\n"


def test_nothing_crosses_from_one_space_to_another(run: Run, ana: Path) -> None:
    assert run("recall", "hazelnuts", "--space", "acme").data["hits"] == []


def test_the_audit_head_counts_operations(run: Run, ana: Path, same: Same) -> None:
    before = run("audit").data
    run("archive", "1")
    after = run("audit").data
    assert (before["operations"], after["operations"]) == (1, 2)
    assert before["hash"] != after["hash"]
    same("audit.txt", run("audit", "--table").out)


@pytest.mark.parametrize(
    "arguments",
    [["list"], ["show", "1"], ["history", "1"], ["operations"], ["stats"], ["spaces"], ["audit"], ["check"],
     ["recall", "x"], ["explain", "x", "1"], ["undo", "last"], ["forget", "1", "--yes"], ["scrub"],
     ["flush"], ["migrate"], ["backup", "b.db"], ["reembed", "--embedder", "hash"], ["archive", "1"],
     ["receipt", "last"]],
)  # fmt: skip
def test_without_a_store_the_way_out_is_told_and_none_is_made(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.code == 5
    assert "--db PATH" in result.err
    assert "mnemic init" in result.err
    assert not Path("memory.db").exists()
