from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import JUNE, MAY, Run

import mnemic

Same = Callable[[str, str], None]


@pytest.fixture
def moved(ana: Path) -> Path:
    """The store of Ana and Bo, with what was drawn from it: she moved, and her address was put right."""
    with mnemic.open(ana) as mem:
        turn = mem.list()[0]
        mem.assert_fact("Ana", "lives_in", "Rome", user="ana", occurred_at="2026-01-10T10:00:00Z")
        porto = mem.assert_fact("Ana", "lives_in", "Oporto", user="ana", evidence=[turn], valid_from=MAY)
        mem.correct(porto.id, object="Porto")
        mem.assert_fact("Ana", "allergic_to", "hazelnuts", user="ana", occurred_at=JUNE)
        mem.assert_fact("Bo", "lives_in", "\x1b[31mBern", user="bo", occurred_at=JUNE)
    return ana


def test_facts_for_people(run: Run, moved: Path, same: Same) -> None:
    same("facts.txt", run("facts", "--user", "ana", "--past", "--table").out)


def test_a_timeline_for_people(run: Run, moved: Path, same: Same) -> None:
    same("timeline.txt", run("timeline", "ana", "--table").out)


def test_facts_as_json_say_whether_they_hold(run: Run, moved: Path) -> None:
    every = run("facts", "--subject", "Ana", "--predicate", "lives_in", "--past").data
    assert [(cube["fact"]["object"], cube["holds"]) for cube in every] == [("Rome", False), ("Porto", True)]
    assert [cube["id"] for cube in run("facts", "--predicate", "lives_in", "--user", "ana").data] == [
        every[1]["id"]
    ]


def test_facts_of_another_time(run: Run, moved: Path) -> None:
    then = run("facts", "--user", "ana", "--predicate", "lives_in", "--valid-at", "2026-03-01T00:00:00Z").data
    assert [cube["fact"]["object"] for cube in then] == ["Rome"]
    assert run("facts", "--known-at", "2020-01-01T00:00:00Z").data == []


def test_a_timeline_as_json_names_what_came_before(run: Run, moved: Path) -> None:
    first, second = run("timeline", "--user", "ana", "--predicate", "lives_in").data
    assert (first["until"], second["since"]) == (MAY, MAY)
    assert first["fact"]["id"] in second["after"]


def test_no_facts_are_an_answer(run: Run, ana: Path) -> None:
    assert run("facts", "--table").out == "No facts.\n"
    assert run("timeline", "nobody", "--table").out == "No facts.\n"


def test_control_characters_of_a_fact_are_shown_and_not_sent(run: Run, moved: Path) -> None:
    assert "\x1b" not in run("facts", "--user", "bo", "--table").out
    assert "\x1b" not in run("timeline", "--user", "bo", "--table").out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["timeline"], "subject= or user="),
        (["facts", "--predicate", "lives_inn"], "is not declared"),
        (["facts", "--valid-at", "then"], "valid_at"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_way_out(
    run: Run, ana: Path, arguments: list[str], says: str
) -> None:
    result = run(*arguments)
    assert result.code == 2
    assert result.err.startswith("Error: ")
    assert says in result.err


@pytest.mark.parametrize("command", ["facts", "timeline"])
def test_without_a_store_the_way_out_is_told(run: Run, command: str) -> None:
    result = run(command)
    assert result.code == 5
    assert "mnemic init" in result.err
