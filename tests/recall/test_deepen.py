"""A second round asks for the parts of a question and for the names the first one led to, and breaks no promise."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import mnemic
from mnemic.errors import ArgumentError
from mnemic.recall import Probe, read_question
from mnemic.recall._deepen import further_questions
from word_embedder import WordEmbedder

NOW = datetime(2026, 7, 1, tzinfo=UTC)


def asked(text: str, *texts: str) -> list[str]:
    """Return what else is asked after *text* found *texts*."""
    question = read_question(text, asked_at=NOW, names=("Ana",))
    probe = Probe(text, question, None, None, None, None)  # type: ignore[arg-type]
    return further_questions(probe, texts)


def told() -> mnemic.Memory:
    mem = mnemic.open(":memory:", embedder=WordEmbedder())
    texts = (
        "I bought the bike at the fair.", "The car went to the garage in Lyon.", "We met Eva in Porto.",
        "Eva works in a bakery by the river.", "It rained.",
    )  # fmt: skip
    for user in ("ana", "bo"):
        mem.remember_many(
            {"content": text, "user": user, "session": f"s{number}", "speaker": user.title()}
            for number, text in enumerate(texts)
        )
    return mem


def test_a_question_of_several_things_is_asked_thing_by_thing() -> None:
    parts = asked("Which came first, buying the bike or repairing the car?")
    assert len(parts) == 2
    assert "bike" in parts[0]
    assert "car" in parts[1]


def test_names_in_the_best_hits_are_asked_for_next_to_what_was_asked() -> None:
    found = asked("Where does Ana's friend work?", "We met Eva Lund in Porto.", "Nothing of note.")
    assert found
    assert all(question.startswith("Ana ") for question in found)
    assert any("Eva Lund" in question for question in found)


def test_names_the_question_holds_already_are_not_asked_for_again() -> None:
    assert asked("Where did we meet Eva Lund?", "We met Eva Lund there.") == []


def test_no_more_than_four_questions_are_asked() -> None:
    texts = [f"We met {name} Berg in {name}town." for name in ("Eva", "Olaf", "Ines", "Pavel", "Quentin")]
    assert len(asked("Who came, A, B, C, D, E or F?", *texts)) <= 4


def test_a_deep_recall_returns_the_same_memories_in_scores_from_one_downwards() -> None:
    with told() as mem:
        question = "Which came first, the bike or the car?"
        plain = mem.recall(question, user="ana", limit=100)
        deep = mem.recall(question, user="ana", limit=100, depth="deep")
        assert {hit.cube.id for hit in deep} == {hit.cube.id for hit in plain}
        scores = [hit.score for hit in deep]
        assert scores[0] == 1
        assert scores == sorted(scores, reverse=True)
        assert {hit.cube.content for hit in deep[:2]} == {
            "I bought the bike at the fair.", "The car went to the garage in Lyon.",
        }  # fmt: skip


def test_a_second_round_stays_within_the_filters() -> None:
    with told() as mem:
        found = mem.recall(
            "Where does Eva work, and the bike or the car?", user="bo", depth="deep", limit=100
        )
        assert {hit.cube.user for hit in found} == {"bo"}
        missed = mem.explain_missing(
            "the bike or the car", mem.list(user="ana")[0].id, user="bo", depth="deep"
        )
        assert missed.step == "filter"


def test_a_deep_recall_of_nothing_is_empty() -> None:
    with mnemic.open(":memory:", embedder=WordEmbedder()) as mem:
        assert list(mem.recall("anything", depth="deep")) == []


@pytest.mark.parametrize("depth", ["deeper", "", None, 2])
def test_another_depth_is_an_error_that_names_both(depth: str) -> None:
    with told() as mem, pytest.raises(ArgumentError, match='"normal" or "deep"'):
        mem.recall("anything", depth=depth)
