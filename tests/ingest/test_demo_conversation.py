from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import pytest

from mnemic.ingest import read


@pytest.fixture
def turns() -> list[dict[str, Any]]:
    path = Path(str(files("mnemic"))) / "cli" / "_demo" / "conversation.jsonl"
    return cast("list[dict[str, Any]]", list(read(path)))


def test_the_demo_conversation_has_the_size_it_promises(turns: list[dict[str, Any]]) -> None:
    assert len(turns) >= 70
    assert len({turn["session"] for turn in turns}) >= 12
    span = max(turn["occurred_at"] for turn in turns) - min(turn["occurred_at"] for turn in turns)
    assert span.days > 210
    assert len({turn["metadata"]["turn"] for turn in turns}) == len(turns)


def test_only_ana_holds_the_rare_word(turns: list[dict[str, Any]]) -> None:
    holders = {turn["user"] for turn in turns if "Quelhasbrava" in turn["content"]}
    assert holders == {"ana"}


def test_both_users_say_the_same_short_thing(turns: list[dict[str, Any]]) -> None:
    assert {turn["user"] for turn in turns if turn["content"] == "ok, sounds good"} == {"ana", "bo"}


def test_each_session_runs_forward(turns: list[dict[str, Any]]) -> None:
    for session in {turn["session"] for turn in turns}:
        times = [turn["occurred_at"] for turn in turns if turn["session"] == session]
        assert times == sorted(times)
