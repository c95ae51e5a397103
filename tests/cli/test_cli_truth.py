from __future__ import annotations

from pathlib import Path

import pytest
from command_line import MAY, Run

import mnemic


@pytest.fixture
def fact(run: Run, ana: Path) -> str:
    """The id of a fact, number 5, that rests on memory 1."""
    told = run("assert", "Ana", "lives_in", "Porto", "--user", "ana", "--evidence", "1", "--since", MAY)
    assert told.code == 0, told.err
    return str(told.data["id"])


def test_a_fact_is_told_with_its_evidence(run: Run, fact: str) -> None:
    [cube] = run("facts", "--user", "ana").data
    assert (cube["id"], cube["content"], cube["valid_from"]) == (fact, "Ana lives in Porto.", MAY)
    assert [item["cube"] for item in cube["fact"]["evidence"]] == [run("show", "1").data["id"]]


def test_a_denied_fact_is_told(run: Run, ana: Path) -> None:
    told = run(
        "assert", "Ana", "lives_in", "Rome", "--not", "--text", "Ana left Rome.", "--certainty", "0.5"
    ).data
    assert (told["fact"]["polarity"], told["fact"]["certainty"]) == ("negated", 0.5)
    assert told["content"] == "Ana left Rome."


def test_a_correction_holds_from_the_start(run: Run, fact: str) -> None:
    right = run("correct", "5", "--object", "Lisbon", "--reason", "a slip").data
    assert (right["fact"]["corrects"], right["valid_from"]) == (fact, MAY)
    assert [cube["content"] for cube in run("facts").data] == ["Ana lives in Lisbon."]


def test_a_fact_for_people(run: Run, fact: str) -> None:
    shown = run("correct", "5", "--object", "Lisbon", "--table").out
    assert "Ana lives in Lisbon." in shown
    assert "number 6" in shown


def test_a_retracted_fact_no_longer_holds_and_undo_brings_it_back(run: Run, fact: str) -> None:
    assert "Would change" in run("retract", fact, "--dry-run", "--table").out
    assert run("facts").data
    run("retract", fact)
    assert run("facts").data == []
    run("undo", "last")
    assert [cube["id"] for cube in run("facts").data] == [fact]


def test_what_is_no_fact_is_not_retracted(run: Run, ana: Path) -> None:
    assert run("retract", "1").code == 2


def test_a_declared_predicate_can_be_told(run: Run, ana: Path) -> None:
    assert run("assert", "Ana", "plays_for", "Boavista").code == 2
    more = '{"says": "{subject} plays for {object}", "half_life_days": 90}'
    assert run("declare", "plays_for", "--cardinality", "single", "--more", more).code == 0
    listed = run("predicates").data[-1]
    assert (listed["name"], listed["half_life_days"]) == ("plays_for", 90)
    assert run("assert", "Ana", "plays_for", "Boavista").data["content"] == "Ana plays for Boavista."
    assert ["plays_for", "single", "90", "d"] in [
        line.split()[:4] for line in run("predicates", "--table").out.splitlines()
    ]


def test_a_predicate_that_cannot_be_is_refused(run: Run, ana: Path) -> None:
    assert run("declare", "Plays For").code == 2
    assert run("declare", "plays_for", "--cardinality", "one").code == 2
    assert run("declare", "plays_for", "--more", '{"speed": 3}').code == 2
    with mnemic.open(ana) as mem:
        assert "plays_for" not in [predicate.name for predicate in mem.predicates()]


def test_a_profile_is_of_a_subject_and_a_time(run: Run, fact: str) -> None:
    run("assert", "Rex", "likes", "salmon", "--user", "ana")
    assert "salmon" not in run("profile", "ana", "--subject", "Ana").data["text"]
    assert "Porto" not in run("profile", "ana", "--valid-at", "2025-01-01T00:00:00Z").data["text"]
    assert run("profile", "ana", "--known-at", "2025-01-01T00:00:00Z").data["text"] == ""


def test_the_operations_of_a_run_are_shown_alone(run: Run, ana: Path) -> None:
    run("remember", "I live in Porto and my name is Ana.", "--user", "ana", "--session", "s9")
    done = run("consolidate", "--user", "ana", "--max-model-tokens", "0").data
    told = run("operations", "--run", done["run"]).data
    assert told
    assert {operation["run"] for operation in told} == {done["run"]}
