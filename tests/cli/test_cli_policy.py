from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

import mnemic
from mnemic.errors import ArgumentError


def test_a_policy_is_shown_and_changed_part_by_part(run: Run, ana: Path) -> None:
    assert run("policy").data["ttl_days"] == {}
    run(
        "policy", "--set", '{"half_lives": {"episode": 90}, "budget": {"cubes": 1000, "size_bytes": 5000000}}'
    )
    changed = run("policy", "--set", '{"ttl_days": {"episode": 365}, "topics": true}').data
    assert (changed["half_lives"], changed["ttl_days"]) == ({"episode": 90.0}, {"episode": 365.0})
    shown = run("policy", "--table").out
    for told in ("episode 90 days", "episode 365 days", "1,000 memories, 5.0 MB", "summed up over"):
        assert told in shown


def test_a_policy_that_cannot_be_changes_nothing(run: Run, ana: Path) -> None:
    assert run("policy", "--set", '{"half_live": {}}').code == 2
    assert run("policy", "--set", '{"budget": {"cubes": -1}}').code == 2
    assert run("policy", "--table").out.startswith("Half-lives    as for every space")


def test_leave_for_a_model_is_given_and_taken_back(run: Run, ana: Path) -> None:
    with mnemic.open(ana, llm=lambda prompt: "{}") as mem:
        run("policy", "--allow-model")
        mem.consolidate(dry_run=True)
        run("policy", "--no-allow-model")
        with pytest.raises(ArgumentError, match="has not allowed"):
            mem.consolidate(dry_run=True)
