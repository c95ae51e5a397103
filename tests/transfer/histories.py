"""Histories of a space, made at random by the real verbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

import mnemic
from mnemic.cube import MemCube
from mnemic.errors import MnemicError
from mnemic.testing import ManualClock

USERS = ("ana", "bo", None)
TEXTS = (
    "I moved to Porto in May.",
    "I live in Lisbon now.",
    "My sister Clara is a doctor.",
    "I like sushi and olives.",
    "Ich wohne in Köln, 你好。",
    "ok",
)
TIMES = (
    None,
    "2026-05-20T10:00:00+01:00",
    "2025-12-31T23:30:00-05:00[America/New_York]",
    "2026-01-01T00:00:00Z",
)
PLACES = ("Porto", "Lisbon", "Köln")

Step = tuple[str, int, int, int]

steps = st.lists(
    st.tuples(
        st.sampled_from(
            ("remember", "remember", "keyed", "many", "linked", "update", "assert", "assert", "correct", "retract",
             "archive", "pin", "undo", "undo_all", "forget", "consolidate", "cite", "reset", "declare")
        ),
        st.integers(0, 11),
        st.integers(0, 11),
        st.integers(0, 11),
    ),
    max_size=14,
)  # fmt: skip


def live(memory: mnemic.Memory, clock: ManualClock, history: Sequence[Step]) -> None:
    """Do what *history* says; what the verbs refuse is left out."""
    for number, (verb, a, b, c) in enumerate(history):
        clock.advance(seconds=61.5)
        try:
            _DO[verb](memory, number, a, b, c)
        except MnemicError:
            continue


def _one(memory: mnemic.Memory, number: int, **where: Any) -> MemCube:
    found = memory.list(tiers=None, limit=50, **where)
    if not found:
        raise MnemicError("there is none")
    return found[number % len(found)]


def _remember(memory: mnemic.Memory, number: int, a: int, b: int, c: int, **more: Any) -> MemCube:
    return memory.remember(
        TEXTS[a % len(TEXTS)],
        user=USERS[b % 3],
        session=f"s{c % 2}" if c < 8 else None,
        speaker="Ana" if a % 2 else None,
        role="user" if b % 2 else "assistant",
        occurred_at=TIMES[c % 4],
        metadata={"n": number, "deep": [1.5, {"x": None}]} if a % 3 else None,
        tags=("one", "two")[: b % 3],
        importance=(None, 0.5, 1.0)[c % 3],
        idempotency_key=f"key {number}" if a % 4 == 0 else None,
        reason="because" if b == 1 else None,
        **more,
    )


def _linked(memory: mnemic.Memory, number: int, a: int, b: int, c: int) -> None:
    _remember(memory, number, a, b, c, links=[("derived_from", _one(memory, c).id)], kind="summary")


def _assert(memory: mnemic.Memory, number: int, a: int, b: int, c: int) -> None:
    evidence = memory.list(kinds=["episode"], tiers=None, limit=20)
    memory.assert_fact(
        ("Ana", "Bo")[a % 2],
        ("lives_in", "likes", "works_at")[b % 3],
        PLACES[c % 3],
        user=USERS[a % 3],
        evidence=[evidence[0].id] if evidence and b > 5 else (),
        occurred_at=TIMES[c % 4],
    )


def _undo(memory: mnemic.Memory, number: int, a: int, b: int, c: int) -> None:
    found = memory.operations(limit=12)
    if found:
        memory.undo(str(found[a % len(found)].id), cascade=b > 5)


def _undo_all(memory: mnemic.Memory, number: int, a: int, b: int, c: int) -> None:
    runs = [done.run for done in memory.operations(limit=12) if done.run]
    if runs:
        memory.undo(str(runs[a % len(runs)]), cascade=True)


def _cite(memory: mnemic.Memory, number: int, a: int, b: int, c: int) -> None:
    found = memory.recall(TEXTS[a % len(TEXTS)], limit=3)
    found.cite([f"m{n}" for n in range(1, len(found) + 1)])
    if len(found) > 1:
        memory.feedback(found.id, useful=[found[0].cube.id], useless=[found[1].cube.id])


_DO: dict[str, Any] = {
    "remember": _remember,
    "keyed": lambda m, n, a, b, c: _remember(m, n, a, b, c, key=f"k{a % 2}"),
    "many": lambda m, n, a, b, c: m.remember_many(
        [{"content": text, "user": USERS[b % 3], "session": "many"} for text in TEXTS[: 1 + a % 4]]
    ),
    "linked": _linked,
    "update": lambda m, n, a, b, c: m.update(_one(m, a).id, content=TEXTS[b % len(TEXTS)], tags=("new",)),
    "assert": _assert,
    "correct": lambda m, n, a, b, c: m.correct(
        _one(m, a, kinds=["fact", "preference"]).id, object=PLACES[b % 3]
    ),
    "retract": lambda m, n, a, b, c: m.retract(_one(m, a, kinds=["fact", "preference"]).id, reason="wrong"),
    "archive": lambda m, n, a, b, c: m.archive(ids=[_one(m, a).id]),
    "pin": lambda m, n, a, b, c: m.pin(ids=[_one(m, a).id]),
    "undo": _undo,
    "undo_all": _undo_all,
    "forget": lambda m, n, a, b, c: m.forget(ids=[_one(m, a).id]),
    "consolidate": lambda m, n, a, b, c: m.consolidate(),
    "cite": _cite,
    "reset": lambda m, n, a, b, c: m.reset_feedback(),
    "declare": lambda m, n, a, b, c: m.declare(
        mnemic.Predicate(name=f"owns_{a % 2}", says="{subject} owns {object}")
    ),
}


def as_carried(cube: MemCube) -> MemCube:
    """Return a cube without what is not carried: its space, and its number in it."""
    return replace(cube, space="", seq=0)
