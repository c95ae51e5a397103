"""What there is to do: a job for each few turns, one for each session, and nothing where nothing is new."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

import mnemic
from mnemic.lifecycle import _consolidate as consolidate_module
from mnemic.lifecycle import _plan as plan_module
from mnemic.testing import ManualClock

OpenMemory = Callable[..., mnemic.Memory]


def say(mem: mnemic.Memory, text: str, session: str = "s") -> mnemic.MemCube:
    return mem.remember(text, user="ana", speaker="Ana", session=session)


def planned(mem: mnemic.Memory) -> None:
    mem.consolidate(stop=lambda: True)


def kinds(mem: mnemic.Memory) -> list[str]:
    return sorted(job.kind for job in mem.jobs())


def test_a_chat_that_goes_on_has_one_digest_waiting(mem: mnemic.Memory) -> None:
    for number in range(3):
        say(mem, f"I own {number} boats.")
        planned(mem)
    say(mem, "I own a kite.", "another")
    planned(mem)
    assert kinds(mem).count("digest") == 2
    assert kinds(mem).count("form") == 4
    assert mem.consolidate().left == 0


def test_a_digest_for_the_whole_session_is_not_replaced(mem: mnemic.Memory) -> None:
    for text in ("I own a boat.", "My boat is green.", "Rui sails it."):
        say(mem, text)
    mem.consolidate()
    mem.forget(ids=[mem.list(kinds=("episode",)).cubes[0].id])
    say(mem, "I own a kite.")
    planned(mem)
    assert kinds(mem).count("digest") == 2
    assert mem.consolidate().left == 0


def test_nothing_new_adds_no_job_and_writes_nothing(
    open_memory: OpenMemory, tmp_path: Path, clock: ManualClock
) -> None:
    mem = open_memory(tmp_path / "m.db", clock=clock)
    say(mem, "I own a boat.")
    mem.consolidate()
    mem.consolidate()
    with sqlite3.connect(tmp_path / "m.db") as connection:
        before = connection.execute("PRAGMA data_version").fetchone()
        assert mem.consolidate().done == 0
        assert connection.execute("PRAGMA data_version").fetchone() == before
    connection.close()


def test_what_is_due_by_now_is_looked_at_though_nothing_is_new(
    open_memory: OpenMemory, clock: ManualClock
) -> None:
    mem = open_memory(clock=clock)
    said = say(mem, "I own a boat.")
    mem.consolidate()
    mem.consolidate()
    clock.advance(4000 * 86_400)
    assert mem.consolidate().done == 1
    assert mem.get(said.id).tier != said.tier


def test_a_space_with_a_budget_is_looked_at_each_time(open_memory: OpenMemory) -> None:
    mem = open_memory()
    for number in range(4):
        say(mem, f"I own {number} boats.")
    mem.set_policy(mnemic.Policy(budget=mnemic.Budget(cubes=2)))
    for _ in range(3):
        mem.consolidate()
    assert mem.consolidate().done == 1


def test_much_that_is_new_is_planned_in_parts(mem: mnemic.Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_module, "_VERSIONS_AT_ONCE", 4)
    for number in range(10):
        say(mem, f"I own {number} boats.")
    assert mem.consolidate(dry_run=True).turns == 10
    found = mem.consolidate()
    assert (found.turns, found.left) == (10, 0)


def test_of_two_who_plan_at_once_one_does(mem: mnemic.Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = plan_module.draft
    others: list[int] = []

    def overtaken(*args: object, **more: bool) -> object:
        found = draft(*args, **more)  # type: ignore[arg-type]
        if not others:
            others.append(0)
            others[0] = mem.consolidate().turns
        return found

    say(mem, "I own a boat.")
    monkeypatch.setattr(consolidate_module, "draft", overtaken)
    assert mem.consolidate().turns == 0
    assert others == [1]
