"""What a recall says of itself: when it can tell, what it goes by, and in which direction."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mnemic
from mnemic.cube import MemCube
from mnemic.recall import (
    Calibrated,
    Judgement,
    LexicalChannel,
    Pipeline,
    Ranking,
    Recall,
    Surface,
    signals,
)
from mnemic.recall._confidence import ANSWERABLE_FROM, CALIBRATION, DEFAULT_JUDGE
from word_embedder import WordEmbedder

if TYPE_CHECKING:
    from conftest import OpenMemory

NAMES = ("asked", "own", "lead", "dense", "entities")


def minilm() -> WordEmbedder:
    """Return an embedder by the name that confidence is calibrated for."""
    return WordEmbedder(name="minilm")


class Listening:
    """A judge that keeps the signals."""

    def __init__(self) -> None:
        self.heard: list[dict[str, float] | None] = []
        self.embedders: list[str] = []

    def judge(self, ranking: Ranking, embedder: str) -> Judgement | None:
        """Keep what there is to go by."""
        self.heard.append(signals(ranking))
        self.embedders.append(embedder)
        return None


def told(open_memory: OpenMemory, judge: Any = DEFAULT_JUDGE, **pipeline: Any) -> mnemic.Memory:
    """Return a memory of a talk."""
    mem = open_memory(":memory:", embedder=minilm(), pipeline=Pipeline(judge=judge, **pipeline))
    mem.remember_many([
        {"content": "I bought a violin in Porto.", "speaker": "Ana", "session": "s"},
        {"content": "Is it an old violin?", "speaker": "Bo", "session": "s"},
        *({"content": f"We had tea number {number}.", "speaker": "Bo"} for number in range(12)),
    ])  # fmt: skip
    mem.flush()
    return mem


def heard(open_memory: OpenMemory, question: str, **arguments: Any) -> dict[str, float]:
    """Return what tells whether a question was answered."""
    judge = Listening()
    found = told(open_memory, judge).recall(question, **arguments)
    assert (found.confidence, found.answerable, found.calibration) == (None, None, None)
    assert judge.embedders == ["minilm"]
    (said,) = judge.heard
    assert said is not None
    assert set(said) >= set(NAMES)
    return said


def silent(found: Recall) -> bool:
    """Say whether a recall says nothing of itself."""
    return (found.confidence, found.answerable, found.calibration) == (None, None, None)


def test_a_recall_by_the_calibrated_embedder_says_how_sure_it_is_and_by_what(open_memory: OpenMemory) -> None:
    found = told(open_memory).recall("Who bought a violin?")
    assert found.confidence is not None
    assert 0 <= found.confidence <= 1
    assert found.answerable == (found.confidence >= ANSWERABLE_FROM)
    assert found.calibration == CALIBRATION
    assert found.to_dict()["confidence"] == found.confidence
    assert found.to_dict()["calibration"] == CALIBRATION


def test_other_embedders_parts_and_empty_memories_give_no_ground(open_memory: OpenMemory) -> None:
    others: list[dict[str, Any]] = [
        {"embedder": WordEmbedder()}, {"embedder": "hash"},
        *({"embedder": minilm(), "pipeline": pipeline} for pipeline in (
            Pipeline(second=()), Pipeline(second=(Surface(),)), Pipeline(judge=None),
            Pipeline(channels=(LexicalChannel(),)), Pipeline(reranker=Same()),
        )),
    ]  # fmt: skip
    for number, arguments in enumerate(others):
        mem = open_memory(f"{number}.db", **arguments)
        assert silent(mem.recall("cat"))
        mem.remember("the cat sat", session="s")
        assert silent(mem.recall("cat")), arguments
    mem = open_memory(":memory:", embedder=minilm())
    assert silent(mem.recall("cat"))
    mem.remember("the cat sat")
    mem.flush()
    assert silent(mem.recall("cat", user="nobody"))
    assert not silent(mem.recall("cat"))


class Same:
    """A reranker that leaves the scores as they are."""

    def rerank(self, query: str, candidates: Sequence[MemCube], scores: Sequence[float]) -> Sequence[float]:
        """Return *scores*."""
        return scores


def test_a_recall_without_vectors_says_nothing_of_itself(open_memory: OpenMemory) -> None:
    mem = open_memory(embedder=minilm())
    mem.remember("the cat sat")
    found = mem.recall("cat", pending_budget_ms=0)
    assert found.degraded == ("vectors_pending",)
    assert silent(found)
    assert not silent(mem.recall("cat"))


def test_confidence_is_of_the_whole_question_not_of_the_limit(open_memory: OpenMemory) -> None:
    mem = told(open_memory)
    sure = {mem.recall("Who bought a violin?", limit=limit).confidence for limit in (1, 3, 50)}
    assert len(sure) == 1
    explained = mem.recall("Who bought a violin?", explain=True)
    assert {explained.confidence} == sure


def test_words_that_are_met_speak_for_an_answer(open_memory: OpenMemory) -> None:
    met, unmet = heard(open_memory, "bought violin Porto"), heard(open_memory, "zebra quantum giraffe")
    assert unmet["asked"] < met["asked"] < 1
    assert unmet["dense"] < met["dense"] <= 1.001
    assert met["lead"] >= unmet["lead"] > 0


def test_the_lead_is_over_the_fiftieth_hit(open_memory: OpenMemory) -> None:
    judge = Listening()
    mem = open_memory(":memory:", embedder=minilm(), pipeline=Pipeline(judge=judge))
    mem.remember_many([{"content": "the violin" + " and tea" * number} for number in range(60)])
    mem.flush()
    scores = [hit.score for hit in mem.recall("violin", limit=60)]
    (said,) = judge.heard
    assert said is not None
    assert said["lead"] == pytest.approx(-math.log2(scores[49]), abs=1e-3)
    assert scores[59] < scores[49]


def test_a_small_memory_is_not_doubted_for_having_no_field_to_lead(open_memory: OpenMemory) -> None:
    judge = Listening()
    mem = open_memory(":memory:", embedder=minilm(), pipeline=Pipeline(judge=judge))
    mem.remember("the violin")
    mem.recall("violin")
    mem.remember("a violin")
    mem.recall("violin")
    mem.remember("tea and cake")
    mem.recall("violin")
    one, two_alike, other = (said["lead"] for said in judge.heard if said is not None)
    assert one == two_alike == 4 < other
    mem.remember_many([{"content": "the violin"} for _ in range(60)])
    mem.flush()
    mem.recall("violin")
    assert judge.heard[-1] is not None
    assert judge.heard[-1]["lead"] < 1


def test_a_name_that_the_best_hits_do_not_hold_is_missed(open_memory: OpenMemory) -> None:
    assert heard(open_memory, "Did Ana see the lake in Porto?")["entities"] == 0
    assert heard(open_memory, "Did Ana see the lake in Lisbon?")["entities"] == 1
    assert heard(open_memory, "Did we go from Porto to Lisbon?")["entities"] == 0.5
    assert heard(open_memory, "did we see the lake?")["entities"] == 0


def test_what_fails_the_filters_is_unknown(open_memory: OpenMemory) -> None:
    judge = Listening()
    mem = told(open_memory, judge)
    mem.remember("We saw Lisbon, and a zebra.", user="bo")
    mem.remember("A violin.", user="ana")
    mem.flush()
    mem.recall("Did we see a zebra in Lisbon?", user="ana")
    mem.recall("Did we see a zebra in Lisbon?", user="bo")
    without, with_ = judge.heard
    assert without is not None
    assert with_ is not None
    assert (without["entities"], with_["entities"]) == (1, 0)
    assert without["asked"] < with_["asked"]


def test_only_those_asked_about_answer(open_memory: OpenMemory) -> None:
    ana, bo = (heard(open_memory, f"What did {name} buy in Porto?") for name in ("Ana", "Bo"))
    assert ana["own"] > 0 > bo["own"]
    assert ana["asked"] > bo["asked"]
    nobody = heard(open_memory, "Who bought it in Porto?")
    assert nobody["own"] == 0
    assert nobody["asked"] > bo["asked"]


def test_the_best_three_count_in_the_mean(open_memory: OpenMemory) -> None:
    sure = []
    for violins in (1, 2, 3, 4):
        judge = Listening()
        mem = open_memory(f"{violins}.db", embedder=minilm(), pipeline=Pipeline(judge=judge))
        mem.remember_many([{"content": "the violin"}] * violins + [{"content": "tea"}] * (6 - violins))
        mem.flush()
        mem.recall("violin")
        (said,) = judge.heard
        assert said is not None
        sure.append(said["asked"])
    assert sure[0] < sure[1] < sure[2]
    assert sure[3] == pytest.approx(sure[2])


def test_an_answer_given_once_is_not_doubted_for_standing_alone(open_memory: OpenMemory) -> None:
    judge = Listening()
    mem = open_memory(":memory:", embedder=minilm(), pipeline=Pipeline(judge=judge))
    mem.remember("the violin")
    mem.remember_many([{"content": f"tea number {number}"} for number in range(5)])
    mem.flush()
    found = mem.recall("violin", explain=True)
    best, second, *_ = sorted((hit.features["tokens"] for hit in found), reverse=True)
    (said,) = judge.heard
    assert said is not None
    assert second < best - 0.1
    assert said["asked"] == pytest.approx(best - 0.2 / 3, abs=1e-4)


def test_where_only_one_side_spoke_nobody_is_ahead(open_memory: OpenMemory) -> None:
    judge = Listening()
    mem = open_memory(":memory:", embedder=minilm(), pipeline=Pipeline(judge=judge))
    mem.remember("I bought a violin.", role="user")
    mem.flush()
    mem.recall("Which violin did I buy?")
    mem.recall("Which violin did you recommend to me?")
    mine, yours = judge.heard
    assert mine is not None
    assert yours is not None
    assert mine["own"] == yours["own"] == 0
    # The assistant, whose words are asked for, never spoke.
    assert mine["asked"] > yours["asked"] == 0


def test_a_question_without_words_or_names_is_no_question_of_unknown_ones(open_memory: OpenMemory) -> None:
    judge = Listening()
    mem = open_memory(":memory:", embedder=minilm(), pipeline=Pipeline(judge=judge))
    mem.remember("the cat")
    mem.flush()
    mem.recall("the")
    (said,) = judge.heard
    assert said is not None
    assert (said["entities"], said["own"]) == (0, 0)
    mem.recall("?!")
    assert judge.heard[-1] is None


def judged(open_memory: OpenMemory, question: str, **weights: float) -> float:
    """Return the confidence of a model of these weights."""
    judge = Calibrated(weights=weights, bias=0.5, calibration="mine/1")
    found = told(open_memory, judge).recall(question)
    assert found.calibration == "mine/1"
    assert found.confidence is not None
    return found.confidence


def test_confidence_is_the_logistic_of_the_weighted_signals(open_memory: OpenMemory) -> None:
    question = "Did Ana buy a violin in Lisbon?"
    said = heard(open_memory, question)
    weights = {"asked": 2.0, "dense": -1.0, "entities": -0.5, "lead": 0.25}
    total = 0.5 + sum(weight * said[name] for name, weight in weights.items())
    assert judged(open_memory, question, **weights) == pytest.approx(1 / (1 + math.exp(-total)), abs=1e-4)


def test_an_unknown_name_lowers_it_where_names_count(open_memory: OpenMemory) -> None:
    known, unknown = (
        judged(open_memory, f"Did Ana buy a violin in {town}?", entities=-3.0) for town in ("Porto", "Lisbon")
    )
    assert unknown < known
    mem = told(open_memory)
    surely, hardly = (
        mem.recall(f"Did Ana buy a violin in {town}?").confidence for town in ("Porto", "Lisbon")
    )
    assert surely is not None
    assert hardly is not None
    assert hardly < surely


@given(low=st.floats(-4, 4), more=st.floats(0, 4), name=st.sampled_from(["asked", "dense"]))
def test_confidence_rises_with_what_speaks_for_it(low: float, more: float, name: str) -> None:
    sure = []
    for weight in (low, low + more):
        judge = Calibrated(weights={name: weight}, bias=0.0, calibration="x")
        with mnemic.open(":memory:", embedder=minilm(), pipeline=Pipeline(judge=judge)) as mem:
            mem.remember("the violin")
            sure.append(mem.recall("violin").confidence or 0)
    assert 0 <= sure[0] <= sure[1] <= 1
    assert sure[0] < sure[1] or more < 0.01


@pytest.mark.parametrize(("bias", "expected"), [(1e6, 1), (-1e6, 0), (0.0, 0.5)])
def test_confidence_stays_a_probability_whatever_the_weights(
    open_memory: OpenMemory, bias: float, expected: float
) -> None:
    mem = told(open_memory, Calibrated(weights={}, bias=bias, calibration="x"))
    found = mem.recall("violin")
    assert found.confidence == pytest.approx(expected, abs=1e-3)
    assert found.answerable is (expected >= ANSWERABLE_FROM)


def test_a_judge_knows_the_embedder_it_is_for(open_memory: OpenMemory) -> None:
    judge = Calibrated(weights={}, bias=0.0, calibration="x", embedder="words")
    mine = open_memory("a.db", embedder=WordEmbedder(), pipeline=Pipeline(judge=judge))
    mine.remember("the cat")
    assert mine.recall("cat").calibration == "x"
    theirs = open_memory("b.db", embedder=minilm(), pipeline=Pipeline(judge=judge))
    theirs.remember("the cat")
    assert silent(theirs.recall("cat"))


def test_the_default_weights_are_of_signals_that_there_are() -> None:
    assert isinstance(DEFAULT_JUDGE, Calibrated)
    assert set(DEFAULT_JUDGE.weights) <= set(NAMES)
    assert DEFAULT_JUDGE.embedder == "minilm"
