"""Hits of several sessions, and a second round of questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mnemic
from mnemic.embed import TokenVectors
from mnemic.errors import EmbedderUnavailable
from mnemic.recall import Pipeline
from mnemic.recall._spread import _PER_HIT, _REACH, spread
from word_embedder import WordEmbedder

if TYPE_CHECKING:
    from conftest import OpenMemory

SCORED = st.lists(st.tuples(st.integers(-8, 8).map(lambda n: n / 4), st.integers(-1, 3)), max_size=60)


def spread_of(rows: Sequence[tuple[float, int]]) -> tuple[list[int], list[float]]:
    """Spread candidates, given as their scores and sessions, best first."""
    scores = np.array([score for score, _ in rows], np.float32)
    order = np.lexsort((np.arange(len(rows)), -scores))
    found, reached = spread(order, scores, np.array([session for _, session in rows], np.int64))
    return found.tolist(), reached.tolist()


@given(SCORED)
def test_spreading_keeps_every_candidate_and_the_best_first_in_falling_scores(
    rows: list[tuple[float, int]],
) -> None:
    found, reached = spread_of(rows)
    assert sorted(found) == list(range(len(rows)))
    assert reached == sorted(reached, reverse=True)
    assert all(score <= rows[row][0] for row, score in zip(found, reached, strict=True))
    if rows:
        assert found[0] == max(range(len(rows)), key=lambda row: (rows[row][0], -row))


@given(SCORED)
def test_each_hit_of_a_session_costs_the_next_one_of_it(rows: list[tuple[float, int]]) -> None:
    rows = rows[:_REACH]
    left, heard, expected = list(range(len(rows))), dict.fromkeys(range(-1, 4), 0), []
    while left:
        best = max(left, key=lambda row: (
            np.float32(rows[row][0]) - _PER_HIT * heard[rows[row][1]] * (rows[row][1] >= 0), rows[row][0], -row
        ))  # fmt: skip
        expected.append(best)
        heard[rows[best][1]] += 1
        left.remove(best)
    assert spread_of(rows)[0] == expected


def test_of_sessions_alike_in_score_each_is_heard_before_any_twice() -> None:
    found, _ = spread_of([(1.0, 0), (0.95, 0), (0.9, 0), (0.85, 1), (0.84, 2)])
    assert found == [0, 3, 4, 1, 2]


def test_without_sessions_the_order_stands_and_far_behind_nothing_moves() -> None:
    alone = [(1 - number / 100, -1) for number in range(60)]
    found, reached = spread_of(alone)
    assert found == list(range(60))
    assert reached == pytest.approx([score for score, _ in alone])
    far = [(1 - number / 1000, 0) for number in range(_REACH)] + [(0.9, 1), (0.8, 2)]
    assert spread_of(far)[0][-2:] == [_REACH, _REACH + 1]


def several(open_memory: OpenMemory, pipeline: Pipeline) -> list[str | None]:
    """Return the sessions of the hits of a question whose answer lies in several."""
    mem = open_memory(":memory:", embedder=WordEmbedder(), pipeline=pipeline)
    for session in ("s", "t", "u"):
        mem.remember_many([
            {"content": f"A violin concert, {session} {number}", "session": session} for number in range(3)
        ])  # fmt: skip
    mem.flush()
    found = mem.recall("How many violin concerts and flute concerts did we go to?", limit=9)
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
    return [hit.cube.session for hit in found]


def test_a_question_of_several_hears_more_sessions_unless_told_not_to(open_memory: OpenMemory) -> None:
    spreading, plain = (several(open_memory, Pipeline(spread=spread)) for spread in (True, False))
    assert Counter(spreading) == Counter(plain)
    assert len(set(spreading[:3])) >= len(set(plain[:3]))


# Asking further


def told(open_memory: OpenMemory, **arguments: Any) -> mnemic.Memory:
    """Return a memory in which one thing leads to another."""
    mem = open_memory(embedder=arguments.pop("embedder", None) or WordEmbedder(), **arguments)
    mem.remember_many([
        {"content": "Ana's best friend is called Zebediah.", "session": "s", "user": "ana"},
        {"content": "Zebediah went to Lisbon.", "session": "t", "user": "ana"},
        {"content": "Zebediah hates tea.", "session": "v", "user": "bo"},
        *({"content": f"Where is the best friend of number {number}?", "user": "ana"} for number in range(20)),
    ])  # fmt: skip
    mem.flush()
    return mem


def test_asking_deeper_finds_what_the_best_hits_lead_to(open_memory: OpenMemory) -> None:
    mem = told(open_memory)
    question = "Where is the best friend of Ana?"
    normal, deep = (mem.recall(question, user="ana", depth=depth, limit=50) for depth in ("normal", "deep"))
    rank = [[hit.cube.content for hit in found].index("Zebediah went to Lisbon.") for found in (normal, deep)]
    assert rank[1] < rank[0]
    assert {hit.cube.user for hit in deep} == {"ana"}
    assert [hit.score for hit in deep] == sorted((hit.score for hit in deep), reverse=True)
    assert deep[0].score == 1
    assert all(0 < hit.score <= 1 for hit in deep)
    assert (deep.degraded, deep.candidates) == ((), normal.candidates)
    lisbon = deep[rank[1]].cube
    missing = mem.explain_missing(question, lisbon.id, user="ana", depth="deep", limit=50)
    assert (missing.step, missing.rank, missing.score) == ("returned", rank[1] + 1, deep[rank[1]].score)


def test_asking_deeper_with_nothing_more_to_ask_is_asking(open_memory: OpenMemory) -> None:
    mem = open_memory(embedder=WordEmbedder())
    assert mem.recall("tea", depth="deep").hits == ()
    mem.remember_many([{"content": "a cup of tea"}, {"content": "some milk"}])
    mem.flush()
    assert mem.recall("tea", depth="deep").hits == mem.recall("tea").hits
    assert mem.recall("tea", user="nobody", depth="deep").hits == ()


def test_asking_deeper_works_by_words_alone_and_stays_within_its_bounds(open_memory: OpenMemory) -> None:
    mem = told(open_memory, name="hash.db", embedder="hash")
    deep = mem.recall("Where is the best friend of Ana?", user="ana", depth="deep", limit=3)
    assert len(deep) == 3
    bounded = mem.recall("Where is the best friend of Ana?", user="ana", depth="deep", max_tokens=60)
    assert 0 < len(bounded) < 10
    assert {hit.cube.user for hit in bounded} == {"ana"}


class Failing(WordEmbedder):
    """Answers no question about Zebediah."""

    def embed_tokens(self, texts: Sequence[str], purpose: Any = "document") -> list[TokenVectors]:
        """Fail where Zebediah is asked about."""
        if purpose == "query" and any("Zebediah" in text for text in texts):
            raise EmbedderUnavailable("the service does not answer")
        return super().embed_tokens(texts, purpose)


def test_a_further_question_without_the_model_is_marked(open_memory: OpenMemory) -> None:
    mem = told(open_memory, embedder=Failing())
    question = "Where is the best friend of Ana?"
    assert mem.recall(question, user="ana").degraded == ()
    with pytest.warns(RuntimeWarning, match="by words alone"):
        found = mem.recall(question, user="ana", depth="deep")
    assert found.degraded == ("dense_unavailable",)
    assert found[0].score == 1
