"""Pins, strengths, and the archive that is looked through when the rest gives little confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

import mnemic
from mnemic import Policy
from mnemic.cube import new_id
from mnemic.errors import ArgumentError, CubeNotFound, NothingMatched, UndoRefused
from mnemic.recall import Judgement, Pipeline, Ranking
from mnemic.testing import ManualClock

if TYPE_CHECKING:
    from conftest import OpenMemory

DAY = 86_400
OUTSIDE = ("working", "short_term", "long_term")


class Says:
    """A judge that is as sure as it is told, of an answer that holds its word."""

    def __init__(self, word: str) -> None:
        self._word = word

    def judge(self, ranking: Ranking, embedder: str) -> Judgement:
        speaker = ranking.probe.table.texts["speaker"]
        sure = bool(np.any(speaker.where(lambda name: name == self._word)[ranking.order[:1]]))
        return Judgement(0.9 if sure else 0.1, sure, embedder)


# Pins


def test_a_pin_is_an_operation_that_undo_takes_back(mem: mnemic.Memory) -> None:
    one, other = (mem.remember(text).id for text in ("one", "other"))
    done = mem.pin([one], reason="promised")
    assert (done.verb, done.reason, [change.fields for change in done.changes]) == (
        "pin",
        "promised",
        [("state",)],
    )
    assert [mem.get(id_).state for id_ in (one, other)] == ["frozen", "active"]
    assert {hit.cube.id for hit in mem.recall("one other")} == {one, other}
    mem.undo(done.id or "")
    assert mem.get(one).state == "active"
    assert mem.check() == []


def test_unpin_gives_back_the_state_from_before(mem: mnemic.Memory) -> None:
    told = mem.remember("told").id
    found = mem.assert_fact("Ana", "lives_in", "Porto", user="ana", certainty=0.3)
    mem.pin([told, found.id])
    done = mem.unpin([found.id, told])
    assert done.verb == "unpin"
    assert [mem.get(id_).state for id_ in (told, found.id)] == ["active", found.state]
    with pytest.raises(UndoRefused):
        mem.undo(mem.operations(limit=2)[1].id or "")


def test_what_cannot_be_pinned_is_refused(mem: mnemic.Memory) -> None:
    one = mem.remember("one")
    with pytest.raises(NothingMatched, match="none of the 1 cubes chosen is pinned"):
        mem.unpin([one.id])
    mem.pin([one.id])
    with pytest.raises(NothingMatched, match="pinned already"):
        mem.pin([one.id])
    with pytest.raises(CubeNotFound):
        mem.pin([new_id()])
    with pytest.raises(ArgumentError, match="names no cube"):
        mem.pin([])
    gone = mem.remember("gone")
    mem.undo(gone.operation)
    with pytest.raises(ArgumentError, match="is expired and is not recalled"):
        mem.pin([gone.id])


# Strength


def test_what_is_read_carries_its_strength_as_of_now(open_memory: OpenMemory, clock: ManualClock) -> None:
    mem = open_memory(clock=clock)
    one = mem.remember("one cat")
    pinned = mem.remember("another cat")
    fact = mem.assert_fact("Ana", "likes", "cats", user="ana", evidence=[one])
    mem.pin([pinned.id])
    clock.advance(180 * DAY)
    assert mem.get(one.id).strength == 0.5
    assert {cube.id: cube.strength for cube in mem.list().cubes}[pinned.id] == 1.0
    found = {hit.cube.id: hit for hit in mem.recall("cat", kinds=["episode"])}
    assert found[one.id].cube.strength == 0.5
    assert [cube.strength for cube in found[one.id].facts] == [mem.get(fact.id).strength]
    assert [cube.strength for cube in mem.facts(user="ana")] == [mem.get(fact.id).strength]
    mem.set_policy(Policy(ttl_days={"episode": 100}))
    assert [mem.get(id_).strength for id_ in (one.id, pinned.id)] == [0.0, 0.0]


def test_a_space_that_is_not_there_has_nothing_to_age(open_memory: OpenMemory) -> None:
    mem = open_memory()
    assert mem.recall("anything", reinforce=True).hits == ()
    assert mem.facts() == []


# The archive


def test_the_archive_is_looked_through_when_the_rest_gives_little_confidence(open_memory: OpenMemory) -> None:
    mem = open_memory(pipeline=Pipeline(judge=Says("Ana")))
    sure = mem.remember("a cat sat", speaker="Ana")
    lost = mem.remember("a dog ran off", speaker="Bo")
    mem.remember("a bird", speaker="Bo")
    mem.flush()
    assert not mem.recall("dog").archive_searched  # there is nothing in it
    mem.archive(ids=[lost.id])
    found = mem.recall("the dog that ran off, a bird")
    assert found.archive_searched
    assert found.to_dict()["archive_searched"] is True
    assert found[0].cube.id == lost.id
    assert found.candidates == 3
    known = mem.recall("cat sat")
    assert (known[0].cube.id, known.archive_searched, known.candidates) == (sure.id, False, 2)


def test_tiers_that_are_named_are_the_only_ones_looked_through(open_memory: OpenMemory) -> None:
    mem = open_memory(pipeline=Pipeline(judge=Says("Ana")))
    lost = mem.remember("a dog ran off")
    mem.remember("a bird")
    mem.archive(ids=[lost.id])
    found = mem.recall("dog ran", tiers=OUTSIDE)
    assert (found.archive_searched, [hit.cube.content for hit in found]) == (False, ["a bird"])
    assert not mem.recall("dog", tiers=None).archive_searched


def test_where_nothing_else_is_left_the_archive_answers(mem: mnemic.Memory) -> None:
    lost = mem.remember("a dog ran off")
    mem.archive(ids=[lost.id])
    found = mem.recall("dog")
    assert found.archive_searched
    assert [hit.cube.id for hit in found] == [lost.id]


def test_without_a_judgement_the_archive_is_left_alone(mem: mnemic.Memory) -> None:
    lost = mem.remember("a dog ran off")
    mem.remember("a bird")
    mem.archive(ids=[lost.id])
    found = mem.recall("dog")  # the test's embedder is not the one the judge knows
    assert (found.confidence, found.archive_searched) == (None, False)


def test_explain_missing_says_that_a_memory_is_in_the_archive_and_what_to_do(open_memory: OpenMemory) -> None:
    mem = open_memory(pipeline=Pipeline(judge=Says("Ana")))
    lost = mem.remember("a cat ran off", user="bo", speaker="Bo")
    mem.remember("a cat sat", speaker="Ana")
    mem.flush()
    mem.archive(ids=[lost.id])
    assert not mem.recall("a cat sat").archive_searched
    left = mem.explain_missing("a cat sat", lost.id)
    assert left.step == "filter"
    assert "in the archive" in left.reason
    assert "too little confidence" in left.reason
    assert "tiers=None" in left.reason
    named = mem.explain_missing("a cat sat", lost.id, tiers=OUTSIDE).reason
    assert "only where tiers= names it" in named
    assert "user=" in mem.explain_missing("a cat sat", lost.id, user="ana").reason
    assert mem.explain_missing("a cat sat", lost.id, tiers=None).step == "returned"


def test_explain_missing_looks_through_the_archive_where_the_recall_does(mem: mnemic.Memory) -> None:
    lost = mem.remember("a dog ran off")
    mem.archive(ids=[lost.id])
    assert mem.recall("dog").archive_searched
    assert mem.explain_missing("dog", lost.id).step == "returned"
