"""Choosing what a budget is spent on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnemic.cube import MemCube, new_id
from mnemic.recall import Hit, Pipeline, Recall, approximate_tokens, wordpiece_tokens
from mnemic.recall._budget import Parcel, pack
from mnemic.recall._context import choose
from mnemic.recall._lines import Source
from mnemic.recall._passage import best_passage

if TYPE_CHECKING:
    from conftest import OpenMemory

WHEN = datetime(2026, 5, 20, 10, tzinfo=UTC)
CUBE = MemCube(id=new_id(), space="s", seq=1, version=1, content="x", operation=new_id(), created_at=WHEN,
               recorded_at=WHEN)  # fmt: skip
TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1
) | st.sampled_from(
    [
        "yes",
        "Yes!",
        "It was. Then it wasn't. " * 20,
        "猫" * 80,
        "word " * 100,
        "x" * 300,
        "A short one. [m1] <b>",
    ]
)
NAMES = st.none() | st.sampled_from(["ana", "bo", "[m1]", "s" * 90])
CUBES = st.builds(
    lambda content, user, session, hours: replace(
        CUBE, id=new_id(), content=content, user=user, session=session, occurred_at=WHEN + timedelta(hours=hours)
    ),
    TEXTS, NAMES, NAMES, st.integers(0, 40),
)  # fmt: skip
HITS = st.builds(
    lambda cube, score, before, after: Hit(cube=cube, score=score, why=(), before=before, after=after),
    CUBES, st.sampled_from([0.0, 0.2, 0.7, 1.0]), st.just(()) | st.tuples(CUBES), st.just(()) | st.tuples(CUBES),
)  # fmt: skip
PARCELS = st.lists(
    st.builds(Parcel, st.floats(0, 1), st.integers(0, 40), st.integers(0, 3), st.integers(0, 5)), max_size=9
)


def thrifty(text: str) -> int:
    """Count a whole as more than its parts."""
    return len(text) ** 2 // 50


COUNTERS: list[Callable[[str], int]] = [
    wordpiece_tokens,
    approximate_tokens,
    len,
    thrifty,
    lambda text: text.count(" "),
]


def recalled(hits: list[Hit], counter: Callable[[str], int] = wordpiece_tokens) -> Recall:
    """Return a recall of these hits."""
    return Recall(id=new_id(), query="What was short?", asked_at=WHEN, hits=tuple(hits), tokens=counter)


def taken(parcels: list[Parcel], chosen: list[int]) -> int:
    """Return what the chosen ones take, with their headings."""
    headings = {parcels[place].group: parcels[place].heading for place in chosen}
    return sum(parcels[place].tokens for place in chosen) + sum(headings.values())


@given(st.lists(HITS, max_size=8), st.integers(1, 400), st.sampled_from(COUNTERS))
def test_a_context_never_exceeds_its_budget_whoever_counts(
    hits: list[Hit], budget: int, counter: Callable[[str], int]
) -> None:
    found = recalled(hits, counter)
    text = found.context(max_tokens=budget)
    assert text == "" or counter(text) <= budget
    assert text == found.context(max_tokens=budget)
    assert counter(found.context()) <= budget or text != found.context()
    for mark in found.cited(text.replace("Cite as [m1]", "")):
        assert mark in found.citations.values()


@given(st.lists(HITS, min_size=1, max_size=8), st.integers(1, 400), st.integers(1, 5))
def test_what_is_chosen_within_a_budget_is_all_rendered(hits: list[Hit], budget: int, limit: int) -> None:
    hits.sort(key=lambda hit: -hit.score)
    sources = [Source(rank=rank, cube=hit.cube, score=hit.score) for rank, hit in enumerate(hits, 1)]
    chosen = choose(sources, "What was short?", wordpiece_tokens, budget, limit)
    assert chosen == sorted(set(chosen))
    assert len(chosen) <= limit
    found = recalled([hits[place] for place in chosen])
    text = found.context(max_tokens=budget).replace("Cite as [m1]", "")
    assert len(found.cited(text)) == len({cube.id for cube in found.citations.values()})


@given(PARCELS.filter(lambda parcels: len({(p.group, p.heading) for p in parcels}) == len({p.group for p in parcels})),
       st.integers(0, 120))  # fmt: skip
def test_packing_stays_within_its_budget_and_leaves_nothing_out_that_fits(
    parcels: list[Parcel], budget: int
) -> None:
    chosen = pack(parcels, budget)
    assert chosen == sorted(set(chosen))
    assert taken(parcels, chosen) <= budget
    for place in set(range(len(parcels))) - set(chosen):
        assert taken(parcels, [*chosen, place]) > budget
    if parcels and taken(parcels, [0]) <= budget:
        assert 0 in chosen


@given(
    st.lists(st.tuples(st.floats(0, 1), st.integers(96, 300)), min_size=1, max_size=6), st.integers(96, 900)
)
def test_beside_the_best_packing_reaches_half_of_what_can_be_had(
    sizes: list[tuple[float, int]], budget: int
) -> None:
    parcels = [Parcel(*size) for size in sorted(sizes, reverse=True)]
    first = {0} if parcels[0].tokens <= budget else set()
    had = max(
        sum(parcels[place].value for place in some)
        for count in range(len(parcels) + 1)
        for some in combinations(range(len(parcels)), count)
        if sum(parcels[place].tokens for place in some) <= budget and first <= set(some)
    )
    beside = sum(parcels[place].value for place in first)
    assert sum(parcels[place].value for place in pack(parcels, budget)) - beside >= (had - beside) / 2 - 1e-9


def test_one_long_hit_wins_against_many_short_ones_that_are_worth_less() -> None:
    parcels = [Parcel(0.9, 200), Parcel(0.8, 300), Parcel(0.3, 100), Parcel(0.1, 10)]
    assert pack(parcels, 500) == [0, 1]
    assert pack(parcels, 310) == [0, 2, 3]
    assert pack([Parcel(0.3, 97), Parcel(0.8, 280)], 290) == [0]


def test_short_hits_are_taken_in_order_of_their_worth_and_long_ones_must_be_worth_it() -> None:
    parcels = [Parcel(1.0, 50), Parcel(0.9, 60), Parcel(0.8, 500), Parcel(0.7, 30), Parcel(0.6, 20)]
    assert pack(parcels, 1000) == [0, 1, 2, 3, 4]
    assert pack(parcels, 140) == [0, 1, 3]
    assert pack(parcels, 610) == [0, 1, 3, 4]
    assert pack(parcels, 40) == [3]
    assert pack([], 10) == []


def test_a_heading_is_paid_for_once() -> None:
    parcels = [Parcel(1.0, 10, "a", 5), Parcel(0.9, 10, "b", 5), Parcel(0.8, 10, "a", 5)]
    assert pack(parcels, 25) == [0, 2]
    assert pack(parcels, 40) == [0, 1, 2]


def hit(content: str, score: float = 1.0, **header: object) -> Hit:
    """Return a hit."""
    return Hit(cube=replace(CUBE, id=new_id(), content=content, **header), score=score, why=())  # type: ignore[arg-type]


STORY = (
    "We talked for an hour. The weather was bad! Dr. Silva found that Ana is allergic to hazelnuts. She must carry a pen. "
    "Then we had lunch. Nobody ate cake. " + "And on it went. " * 60
)


def test_the_best_hit_is_cut_to_the_passage_that_answers_when_it_is_too_long() -> None:
    found = replace(
        recalled([hit(STORY, speaker="Bo"), hit("No nuts.", 0.1)]), query="What is Ana allergic to?"
    )
    text = found.context(max_tokens=140)
    assert wordpiece_tokens(text) <= 140
    assert '[m1] Bo · in part: … "' in text
    assert "Ana is allergic to hazelnuts." in text
    assert '" …\n' in text
    assert '[m2] "No nuts."' in text
    quotation = text.partition('… "')[2].partition('" …')[0]
    assert quotation in STORY
    assert quotation[-1] in ".!"
    assert STORY in found.context()


def test_a_recall_keeps_the_best_hit_however_long_it_is(open_memory: OpenMemory) -> None:
    mem = open_memory()
    mem.remember_many([{"content": STORY}, {"content": "What a cake."}, {"content": "hazelnuts " * 300}])
    found = mem.recall("What is Ana allergic to?", max_tokens=90)
    assert found[0].cube.content == STORY
    assert len(found.cited(found.context())) == len(found) == 2


def test_duplicates_free_the_budget_for_others(open_memory: OpenMemory) -> None:
    mem = open_memory()
    mem.remember_many([{"content": "Ana has a cat, a dog and a cow"}] * 5 + [{"content": "Bo has a cat"}])
    found = mem.recall("Who has a cat?", max_tokens=90)
    assert {hit.cube.content for hit in found} == {"Ana has a cat, a dog and a cow", "Bo has a cat"}
    assert len(found) == 6
    assert found.context().count("Ana has") == 1


def test_neighbours_are_the_first_to_go() -> None:
    asked = replace(CUBE, id=new_id(), content="When did you move to Porto?", session="s1")
    best = Hit(
        cube=replace(CUBE, id=new_id(), content="In May.", session="s1", seq=2),
        score=1.0,
        why=(),
        before=(asked,),
    )
    other = hit("I moved twice, and it was no fun at all.", 0.5, session="s1", seq=3)
    found = recalled([best, other])
    all_of_it = found.context()
    assert "(context)" in all_of_it
    assert found.context(max_tokens=wordpiece_tokens(all_of_it)) == all_of_it
    less = found.context(max_tokens=wordpiece_tokens(all_of_it) - 1)
    assert "(context)" not in less
    assert len(found.cited(less.replace("Cite as [m1]", ""))) == 2


def test_a_plugged_counter_is_the_one_that_counts(open_memory: OpenMemory) -> None:
    mem = open_memory(pipeline=Pipeline(tokens=len))
    mem.remember_many([{"content": f"cat {i}"} for i in range(9)])
    for budget in range(90, 300, 7):
        found = mem.recall("cat", max_tokens=budget)
        assert len(found.context()) <= budget
        assert len(found.cited(found.context().replace("Cite as [m1]", ""))) == len(found)
    assert found.tokenizer == "len"
    assert open_memory("b.db").recall("cat").tokenizer == "wordpiece_tokens"


@pytest.mark.parametrize(
    ("text", "question", "room", "passage"),
    [
        ("One is red. Two is blue. Three is green.", "What is blue?", 14, "Two is blue."),
        ("One is red. Two is blue. Three is green.", "What is blue?", 30, "Two is blue. Three is green."),
        ("One is red. Two is blue. Three is green.", "What is blue?", 24, "One is red. Two is blue."),
        ("One is red. Two is blue. Three is green.", "Who?", 12, "One is red."),
        ("no end and no stop in these many words", "?", 15, "no end and no"),
        ("red\nblue\n\ngreen", "green", 6, "green"),
        ("一是红色。二是蓝色！三是绿色。", "蓝色", 5, "二是蓝色！"),
        ("unbrokenunbroken", "?", 8, "unbroken"),
        ("e\u0301" * 10, "?", 5, "e\u0301e\u0301"),
        ("One. Two.", "?", 2, "On"),
        ("One. Two.", "?", 0, None),
        (" \n ", "?", 9, None),
    ],
)  # fmt: skip
def test_a_passage_is_made_of_sentences_or_else_of_words(
    text: str, question: str, room: int, passage: str | None
) -> None:
    span = best_passage(text, question, lambda part: part[1] - part[0] <= room)
    assert (None if span is None else text[slice(*span)]) == passage


@given(st.text(), st.text(), st.integers(0, 60))
def test_a_passage_fits_and_has_no_space_around_it(text: str, question: str, room: int) -> None:
    span = best_passage(text, question, lambda part: part[1] - part[0] <= room)
    if span is not None:
        passage = text[slice(*span)]
        assert 0 < len(passage) <= room
        assert passage == passage.strip()
