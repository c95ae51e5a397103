"""Feedback: what it changes in later recalls, and how that is taken back, kept, shared and forgotten."""

from __future__ import annotations

import copy
import pickle
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anyio
import numpy as np
import pytest

import mnemic
from mnemic.engine._recent import RECENT
from mnemic.errors import (
    ArgumentError,
    CubeNotFound,
    ErasureIsFinal,
    ReadOnlyStore,
    RecallNotFound,
    StoreClosed,
)
from mnemic.recall import Candidates, Found, Pipeline, WeightedSum
from mnemic.store import LESSONS_KEPT
from mnemic.testing import ManualClock

if TYPE_CHECKING:
    from conftest import OpenMemory

TEXTS = ("plain note", "loud note", "soft note", "loud soft note", "loud soft note again")


class Tone:
    """A second look that hears words: ``loud`` and ``soft``, each 1 or 0."""

    def look(self, candidates: Candidates) -> Mapping[str, Found]:
        texts = candidates.contents(candidates.rows(candidates.places))
        return {
            word: Found(np.array([word in text for text in texts], np.float32)) for word in ("loud", "soft")
        }


class Blind:
    """A fusion that isn't ours: it can't be taught."""

    def fuse(self, channels: Mapping[str, Any]) -> Any:
        return channels["loud"] + 2 * channels["soft"]

    def features(self, channels: Mapping[str, Any]) -> Mapping[str, Any]:
        return {name: channels[name] for name in ("loud", "soft")}


TONES = Pipeline(second=(Tone(),), second_fusion=WeightedSum({"loud": 1.0, "soft": 0.9}), judge=None)


@pytest.fixture
def tones(open_memory: OpenMemory, clock: ManualClock) -> mnemic.Memory:
    memory = open_memory("tones.db", pipeline=TONES, clock=clock, actor="tester")
    memory.remember_many([{"content": text, "user": "ana"} for text in TEXTS])
    return memory


def order(memory: mnemic.Memory) -> list[str]:
    return [hit.cube.content for hit in memory.recall("note")]


def teach_soft(memory: mnemic.Memory, times: int = 30) -> list[mnemic.Operation]:
    """Cite what is soft, again and again."""
    done = []
    for _ in range(times):
        found = memory.recall("note")
        done.append(found.cite([hit for hit in found if "soft" in hit.cube.content]))
    return done


def test_what_was_cited_ranks_higher_and_undo_and_reset_bring_the_old_order_back(
    tones: mnemic.Memory,
) -> None:
    before = tones.recall("note")
    assert order(tones).index("loud note") < order(tones).index("soft note")
    teach_soft(tones)
    assert order(tones).index("soft note") < order(tones).index("loud note")
    reset = tones.reset_feedback()
    assert tones.recall("note").hits == before.hits
    assert reset.id is not None
    tones.undo(reset.id)
    assert order(tones).index("soft note") < order(tones).index("loud note")


def test_one_citation_does_not_turn_the_order_over(tones: mnemic.Memory) -> None:
    before = order(tones)
    tones.recall("note").cite(["m3"])
    assert order(tones) == before


def test_explain_missing_sees_the_same_order(tones: mnemic.Memory) -> None:
    teach_soft(tones)
    found = tones.recall("note")
    for rank, hit in enumerate(found, 1):
        assert tones.explain_missing("note", hit.cube.id).rank == rank


def test_what_was_learned_lasts_and_other_handles_follow(open_memory: OpenMemory, clock: ManualClock) -> None:
    one, two = (open_memory(pipeline=TONES, clock=clock) for _ in range(2))
    one.remember_many([{"content": text} for text in TEXTS])
    assert order(one) == order(two)
    teach_soft(one)
    learned = order(one)
    assert learned.index("soft note") < learned.index("loud note")
    assert order(two) == learned
    one.close()
    assert order(open_memory(pipeline=TONES, clock=clock, read_only=True)) == learned
    two.reset_feedback()
    assert order(two) != learned


def test_another_space_of_the_store_learns_nothing(open_memory: OpenMemory, clock: ManualClock) -> None:
    mine, theirs = (open_memory(pipeline=TONES, clock=clock, space=name) for name in ("a", "b"))
    for memory in (mine, theirs):
        memory.remember_many([{"content": text} for text in TEXTS])
    before = [hit.score for hit in theirs.recall("note")]
    teach_soft(mine)
    assert [hit.score for hit in theirs.recall("note")] == before


def test_forgetting_all_that_was_cited_unlearns_it(tones: mnemic.Memory) -> None:
    before = {hit.cube.content: hit.features for hit in tones.recall("note")}
    teach_soft(tones)
    soft = [cube.id for cube in tones.list() if "soft" in cube.content]
    receipt = tones.forget(ids=soft)
    assert (receipt.status, receipt.probe.after) == ("complete", 0)
    assert order(tones) == ["loud note", "plain note"]
    tones.remember("soft note")
    assert order(tones)[:2] == ["loud note", "soft note"]
    assert before
    assert tones.check() == []


def test_an_undo_of_feedback_on_what_was_forgotten_since_is_refused(tones: mnemic.Memory) -> None:
    done = tones.recall("note").cite(["m1"])
    tones.forget(user="ana")
    with pytest.raises(ErasureIsFinal, match="nothing to undo"):
        tones.undo(str(done.id))


def test_old_lessons_fade(tones: mnemic.Memory, clock: ManualClock) -> None:
    teach_soft(tones)
    assert order(tones).index("soft note") < order(tones).index("loud note")
    clock.advance(1500 * 86_400)
    assert order(tones).index("loud note") < order(tones).index("soft note")


def test_a_space_keeps_the_latest_lessons_only(tones: mnemic.Memory) -> None:
    found = tones.recall("note", limit=2)
    first = found.cite(["m1"])
    for _ in range(LESSONS_KEPT):
        found.cite(["m1"])
    with pytest.raises(ErasureIsFinal, match="too old"):
        tones.undo(str(first.id))
    assert tones.reset_feedback().lessons == 2 * LESSONS_KEPT
    assert tones.check() == []


def test_recall_itself_writes_nothing(tones: mnemic.Memory) -> None:
    before = tones.audit_head()
    for _ in range(3):
        tones.recall("note")
    assert tones.audit_head() == before


def test_marks_ids_cubes_and_hits_can_be_cited(tones: mnemic.Memory) -> None:
    found = tones.recall("note")
    answer = "She left a note [m1], and another one [m2, m9]."
    for cited in (["m1", "[m2]"], [found[0].cube.id, "m2"], found.cited(answer), found[:2]):
        done = found.cite(cited)
        assert (done.lessons, done.actor) == (5, "tester")
    assert found.cite(["m1"], useless=["m4"]).lessons == 2
    assert found.cite(list(found)).lessons == 5


def test_a_handle_remembers_its_last_recalls(tones: mnemic.Memory) -> None:
    found = tones.recall("note")
    for _ in range(RECENT - 1):
        tones.recall("note", limit=1)
    assert tones.feedback(found.id, useful=[found[0].cube.id]).lessons == 5
    tones.recall("note", limit=1)
    with pytest.raises(RecallNotFound, match=r"call found\.cite"):
        tones.feedback(found.id, useful=[found[0].cube.id])
    assert found.cite(["m1"]).lessons == 5


def test_feedback_needs_the_id_of_a_recall(tones: mnemic.Memory) -> None:
    found: Any = tones.recall("note")
    with pytest.raises(ArgumentError, match=r"pass found\.id"):
        tones.feedback(found, useful=[found[0].cube.id])
    with pytest.raises(ArgumentError, match="useless=7 must be a list"):
        found.cite(["m1"], useless=7)


def test_a_copy_of_a_recall_has_nobody_to_teach(tones: mnemic.Memory) -> None:
    found = tones.recall("note")
    assert copy.deepcopy(found).cite(["m1"]).lessons == 5
    alone = pickle.loads(pickle.dumps(found))
    assert alone == found
    with pytest.raises(ArgumentError, match="has no memory to teach"):
        alone.cite(["m1"])


def test_a_recall_of_what_was_known_teaches_nothing(tones: mnemic.Memory) -> None:
    found = tones.recall("note", known_at=tones.list().cubes[0].recorded_at)
    assert found.hits
    with pytest.raises(ArgumentError, match="asked with known_at"):
        found.cite(["m1"])
    with pytest.raises(RecallNotFound, match="known_at"):
        tones.feedback(found.id, useful=[found[0].cube.id])


def test_a_memory_that_cannot_be_written_learns_nothing(
    open_memory: OpenMemory, tones: mnemic.Memory
) -> None:
    reader = open_memory("tones.db", read_only=True, pipeline=TONES)
    found = reader.recall("note")
    with pytest.raises(ReadOnlyStore):
        found.cite(["m1"])
    with pytest.raises(ReadOnlyStore):
        reader.feedback(found.id, useful=[found[0].cube.id])
    with pytest.raises(ReadOnlyStore):
        reader.reset_feedback()
    last = tones.recall("note")
    tones.close()
    with pytest.raises(StoreClosed):
        last.cite(["m1"])


def test_a_dropped_space_leaves_no_lessons(tones: mnemic.Memory, tmp_path: Path) -> None:
    found = tones.recall("note")
    found.cite(["m1"])
    tones.forget(everything=True)
    with pytest.raises(CubeNotFound, match="erased since"):
        found.cite(["m1"])
    assert order(tones) == []
    with sqlite3.connect(tmp_path / "tones.db") as connection:
        assert connection.execute("SELECT count(*) FROM lessons").fetchone() == (0,)
    connection.close()


def test_lessons_hold_numbers_only(tones: mnemic.Memory, tmp_path: Path) -> None:
    tones.recall("a note about zebras").cite(["m1"])
    with sqlite3.connect(tmp_path / "tones.db") as connection:
        rows = connection.execute("SELECT * FROM lessons").fetchall()
    connection.close()
    written = b"\0".join(v if isinstance(v, bytes) else str(v).encode() for row in rows for v in row)
    assert b"zebra" not in written
    assert b"note" not in written
    assert b'["loud","soft"]' in written


@pytest.mark.parametrize("change", ["useful = 1 - useful", "data = x'0000803f0000803f'", "taught_us = 5"])
def test_a_lesson_that_was_tampered_with_is_found(tones: mnemic.Memory, tmp_path: Path, change: str) -> None:
    tones.recall("note").cite(["m1"])
    with sqlite3.connect(tmp_path / "tones.db") as connection:
        connection.execute(f"UPDATE lessons SET {change} WHERE useful = 0")
    connection.close()
    assert {(finding.part, finding.repairable) for finding in tones.check()} == {("audit", False)}


def test_lessons_about_nothing_are_found_and_mended(tones: mnemic.Memory, tmp_path: Path) -> None:
    tones.recall("note").cite(["m1"])
    with sqlite3.connect(tmp_path / "tones.db") as connection:
        connection.execute("UPDATE lessons SET cube = 999 WHERE useful = 1")
    connection.close()
    assert [finding.part for finding in tones.check()] == ["lessons"]
    assert tones.check(repair=True) == []


def test_a_recall_that_weighed_nothing_can_be_cited(open_memory: OpenMemory) -> None:
    memory = open_memory(pipeline=Pipeline(second=(), judge=None))
    memory.remember_many([{"content": text} for text in TEXTS])
    before = order(memory)
    assert memory.recall("note").cite(["m1"]).lessons == 5
    assert order(memory) == before


def test_a_fusion_of_ones_own_is_left_as_it_is(open_memory: OpenMemory) -> None:
    memory = open_memory(pipeline=Pipeline(second=(Tone(),), second_fusion=Blind(), judge=None))
    memory.remember_many([{"content": text} for text in TEXTS])
    before = memory.recall("note").hits
    teach_soft(memory, 5)
    assert memory.recall("note").hits == before


def test_feedback_can_be_awaited(open_memory: OpenMemory) -> None:
    memory = open_memory(pipeline=TONES)
    memory.remember_many([{"content": text} for text in TEXTS])

    async def use() -> None:
        face = mnemic.AsyncMemory(memory)
        found = await face.recall("note")
        done = await face.feedback(found.id, useful=[found[0].cube.id], reason="thanks")
        assert (done.verb, done.lessons) == ("feedback", 5)
        assert (await face.reset_feedback()).lessons == 5

    anyio.run(use)
