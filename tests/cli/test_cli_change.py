from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from command_line import Run

import mnemic

Same = Callable[[str, str], None]


def test_undo_shows_the_diff_of_words(run: Run, ana: Path, same: Same) -> None:
    with mnemic.open(ana) as mem:
        mem.update(mem.list()[1].id, content="My dog Pastel eats anything.", tags=("dog",))
    same("undo-dry-run.txt", run("undo", "last", "--dry-run", "--table").out)
    assert run("show", "2").data["content"] == "My dog Pastel eats anything."
    same("undo.txt", run("undo", "last", "--reason", "a slip", "--table").out)
    assert run("show", "2").data["content"] == "My dog Pastel eats salmon."
    assert run("operations").data[0]["reason"] == "a slip"


def test_undoing_an_undo_brings_it_back(run: Run, ana: Path) -> None:
    run("archive", "1")
    run("undo", "last")
    run("undo", "last")
    assert run("show", "1").data["tier"] == "archive"


def test_undo_refuses_while_something_rests_on_it(run: Run, ana: Path) -> None:
    source = run("show", "1").data
    run("remember", "Ana lives in Porto", "--kind", "fact", "--derived-from", source["id"])
    refused = run("undo", source["operation"])
    assert refused.code == 3
    assert "cascade" in refused.err
    done = run("undo", source["operation"], "--cascade").data
    assert len(done["changes"]) == 5
    assert run("list").data["cubes"] == []


@pytest.mark.parametrize(("operation", "code"), [("first", 2), ("01890a5d-ac96-774b-bcce-b302099a8057", 1)])
def test_undo_of_what_is_no_operation(run: Run, ana: Path, operation: str, code: int) -> None:
    assert run("undo", operation).code == code


def test_undo_in_an_empty_space_finds_nothing(run: Run, ana: Path) -> None:
    result = run("undo", "last", "--space", "empty")
    assert result.code == 1
    assert "mnemic spaces" in result.err


def test_pin_holds_a_memory_until_it_is_taken_off(run: Run, ana: Path) -> None:
    done = run("pin", "2", "3", "--reason", "promised").data
    assert (done["verb"], len(done["changes"]), done["reason"]) == ("pin", 2, "promised")
    assert run("show", "2").data["state"] == "frozen"
    assert "Changed 1 memory." in run("pin", "2", "--off", "--table").out
    assert [run("show", number).data["state"] for number in ("2", "3")] == ["active", "frozen"]
    assert run("pin", "2", "--off").code == 1


def test_archive_takes_out_of_the_list(run: Run, ana: Path, same: Same) -> None:
    same("archive.txt", run("archive", "--session", "s2", "--table").out)
    assert [cube["seq"] for cube in run("list").data["cubes"]] == [1, 4]
    assert len(run("list", "--archived").data["cubes"]) == 4


@pytest.mark.parametrize("verb", ["archive", "forget"])
def test_which_memories_must_be_said(run: Run, ana: Path, verb: str) -> None:
    result = run(verb, *(["--yes"] if verb == "forget" else []))
    assert result.code == 2
    assert "--user" in result.err
    assert ("--everything" in result.err) is (verb == "forget")


@pytest.mark.parametrize("verb", ["archive", "forget"])
def test_nothing_matched_is_its_own_exit_code(run: Run, ana: Path, verb: str) -> None:
    assert run(verb, "--user", "nobody", *(["--yes"] if verb == "forget" else [])).code == 1


def test_forget_without_a_terminal_wants_yes(run: Run, ana: Path) -> None:
    result = run("forget", "--user", "ana")
    assert result.code == 2
    assert "no terminal" in result.err
    assert "--yes" in result.err
    assert run("stats").data["cubes"] == 4


def test_forget_shows_the_counts_and_asks(run: Run, ana: Path) -> None:
    result = run("forget", "--user", "ana", stdin="n\n", terminal=True)
    assert result.code == 1
    assert "3 memories with 3 versions, 3 vectors, 0 links would be erased" in result.err
    assert "Nothing was erased." in result.err
    assert result.out == ""
    assert run("stats").data["cubes"] == 4


def test_forget_goes_on_after_a_yes(run: Run, ana: Path) -> None:
    result = run("forget", "--user", "ana", stdin="y\n", terminal=True)
    assert result.code == 0
    assert result.data["status"] == "complete"
    assert run("stats").data["cubes"] == 1


def test_the_receipt_for_people(run: Run, ana: Path, same: Same) -> None:
    run("remember", "The spare key is in locker 27.", "--user", "ana")
    same("forget-dry-run.txt", run("forget", "--user", "ana", "--dry-run", "--table").out)
    same("forget.txt", run("forget", "--user", "ana", "--yes", "--table").out)
    same("forget.txt", run("receipt", "last", "--table").out)
    for path in ana.parent.glob("memory.db*"):
        assert b"hazelnuts" not in path.read_bytes()


def test_an_erasure_cannot_be_undone(run: Run, ana: Path) -> None:
    receipt = run("forget", "3", "--yes").data
    result = run("undo", receipt["operation"])
    assert result.code == 3
    assert "cannot be undone" in result.err


def test_forget_everything_takes_the_space(run: Run, ana: Path) -> None:
    assert run("forget", "--everything", "--yes").data["cubes"] == 4
    assert run("spaces").data == []
    assert run("spaces", "--table").out == "No spaces yet.\n"


def test_while_another_program_reads_the_receipt_is_pending_and_scrub_finishes_it(
    run: Run, ana: Path, same: Same
) -> None:
    with closing(sqlite3.connect(ana, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM versions").fetchone()
        pending = run("forget", "--user", "ana", "--yes", "--timeout", "0")
        waiting = run("scrub", "--timeout", "0")
        figures = run("stats", "--table")
    assert (pending.code, pending.data["status"]) == (0, "pending")
    assert "mnemic scrub" in pending.err
    assert waiting.code == 4
    assert waiting.data == {"finished": 0, "erasures_pending": 1}
    assert "Erasures to finish" in figures.out
    done = run("scrub", "--table")
    assert (done.code, done.out) == (0, "Finished 1 erasure.\n")
    assert run("receipt", "last").data["status"] == "complete"
    assert run("scrub", "--table").out == "No erasure was waiting.\n"


def test_receipt_of_no_erasure_is_not_found(run: Run, ana: Path) -> None:
    assert run("receipt", "last").code == 1
    assert run("receipt", run("operations").data[0]["id"]).code == 1
