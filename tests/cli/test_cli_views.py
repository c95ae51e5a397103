from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run


@pytest.fixture
def told(run: Run, ana: Path) -> Path:
    """The store of Ana and Bo, with two facts, one of them denied."""
    run("assert", "Ana", "lives_in", "Porto", "--user", "ana", "--evidence", "1")
    run("assert", "Ana", "likes", "salmon", "--not", "--user", "ana")
    run("assert", "Ana", "favorite", "blue", "--key", "colour", "--user", "ana")
    return ana


def test_an_overview_counts(run: Run, ana: Path) -> None:
    found = run("overview").data
    assert (found["cubes"], found["users"], found["tags"]) == (4, {"ana": 3, "bo": 1}, {"home": 1})
    assert run("overview", "--user", "bo").data["cubes"] == 1
    shown = run("overview", "--table").out
    assert "ana 3, bo 1" in shown
    assert "2026-05-20 09:00 to 2026-06-15 08:30" in shown


def test_an_overview_of_many_names_says_how_many_more(run: Run) -> None:
    for number in range(10):
        run("remember", f"note {number}", "--user", f"user-{number}", "--embedder", "hash")
    assert "and 2 more" in run("overview", "--table").out


def test_links_go_both_ways(run: Run, told: Path) -> None:
    [link] = run("links", "1").data["links"]
    assert (link["direction"], link["relation"], link["cube"]["seq"]) == ("in", "derived_from", 5)
    assert "→   derived_from   1" in run("links", "5", "--table").out
    assert run("links", "2", "--table").out == "No links.\n"


def test_a_curve_falls(run: Run, ana: Path) -> None:
    points = [point["strength"] for point in run("curve", "1", "--days", "400").data["points"]]
    assert points == sorted(points, reverse=True)
    shown = run("curve", "1", "--table").out
    assert "█" in shown
    assert "Recalled        0 times" in shown


def test_a_pinned_memory_stays(run: Run, ana: Path) -> None:
    run("pin", "1")
    shown = run("curve", "1", "--table").out
    assert "it does not fade" in shown
    assert "To the archive  never" in shown


def test_a_graph_names_facts_and_their_ends(run: Run, told: Path) -> None:
    found = run("graph", "--user", "ana").data
    assert found["total_facts"] == 3
    shown = run("graph", "--table").out
    for line in ("lives_in            Porto", "not likes           salmon", "favorite (colour)   blue"):
        assert line in shown


def test_a_bounded_graph_says_that_there_is_more(run: Run, told: Path) -> None:
    result = run("graph", "--limit", "2", "--table")
    assert "There are 4 entities" in result.err
    assert run("graph", "--space", "empty", "--table").out == "No facts.\n"
