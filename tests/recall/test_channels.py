"""What each channel says of a memory, and that it speaks only of what passes the filters."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mnemic
from mnemic.recall import Pipeline, Recall
from mnemic.testing import ManualClock

if TYPE_CHECKING:
    from conftest import OpenMemory

WORDS = ("cat", "dog", "porto", "tea", "violin")
AROUND = ("context", "session", "dense_before", "opening")
"""The channels that look at a memory's neighbours."""

Views = dict[str, dict[str, float | None]]


def views(found: Recall) -> Views:
    """Return what every channel says of each hit, by its text."""
    return {hit.cube.content: {part.channel: part.score for part in hit.channels} for hit in found}


def ask(mem: mnemic.Memory, question: str, **arguments: Any) -> Views:
    """Return what every channel says of everything that passes the filters."""
    mem.flush()
    return views(mem.recall(question, limit=1000, explain=True, **arguments))


def tell(mem: mnemic.Memory, *texts: str, **arguments: Any) -> None:
    """Remember *texts* in one session, one after another."""
    mem.remember_many([{"session": "s", "content": text, **arguments} for text in texts])


def test_words_say_nothing_of_a_text_without_them(mem: mnemic.Memory) -> None:
    tell(mem, "the cat sat", "a dog", "cat cat")
    seen = ask(mem, "cat")
    assert seen["a dog"]["lexical"] is None
    assert 0 < (seen["the cat sat"]["lexical"] or 0) < (seen["cat cat"]["lexical"] or 0)
    hits = mem.recall("cat")
    assert next("shares the words cat" in hit.why[0] for hit in hits if hit.cube.content == "cat cat")


def test_context_is_a_turn_with_the_one_before_and_the_one_after(mem: mnemic.Memory) -> None:
    tell(mem, "one", "two", "a violin", "four", "five")
    tell(mem, "six", session="t")
    tell(mem, "seven", session=None)
    seen = {text: view["context"] for text, view in ask(mem, "violin").items()}
    assert {text for text, score in seen.items() if score} == {"two", "a violin", "four"}
    assert all(score is None or score > 0 for score in seen.values())


def test_a_session_says_the_same_of_all_its_turns(mem: mnemic.Memory) -> None:
    tell(mem, "one", "a violin", "three")
    tell(mem, "four", "a tea", session="t")
    tell(mem, "another violin", session=None)
    mem.remember(
        "a violin as a fact", session="s", kind="fact", fact={"subject": "x", "predicate": "y", "object": "z"}
    )
    seen = {text: view["session"] for text, view in ask(mem, "violin").items()}
    assert seen["one"] == seen["a violin"] == seen["three"]
    assert (seen["one"] or 0) > 0
    assert {text for text, score in seen.items() if score is None} == {
        "four", "a tea", "another violin", "a violin as a fact",
    }  # fmt: skip


def test_a_text_of_no_session_is_its_own_context(mem: mnemic.Memory) -> None:
    tell(mem, "a violin", "one", session=None)
    seen = ask(mem, "violin")
    assert (seen["a violin"]["context"] or 0) > 0
    assert (seen["a violin"]["session"], seen["one"]["context"]) == (None, None)


def test_meaning_lies_between_minus_one_and_one_and_needs_a_vector(open_memory: OpenMemory) -> None:
    mem = open_memory()
    tell(mem, "the cat sat", "a dog", "zebra")
    assert ask(mem, "zebra")["zebra"]["dense"] == pytest.approx(1, abs=1e-3)
    assert all(-1.001 <= (view["dense"] or 0) <= 1.001 for view in ask(mem, "zebra").values())
    tell(mem, "the zebra waits")
    (waiting,) = (
        views(mem.recall("waits", explain=True, pending_budget_ms=0))[text] for text in ["the zebra waits"]
    )
    assert waiting["dense"] is None
    assert waiting["dense_before"] is not None


def test_the_meaning_before_is_that_of_the_turn_before(mem: mnemic.Memory) -> None:
    tell(mem, "the cat sat", "a dog", "zebra")
    tell(mem, "violin", session="t")
    seen = ask(mem, "zebra")
    assert seen["a dog"]["dense_before"] == seen["the cat sat"]["dense"]
    assert seen["zebra"]["dense_before"] == seen["a dog"]["dense"]
    assert seen["the cat sat"]["dense_before"] is seen["violin"]["dense_before"] is None


HIDDEN: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "another user's": ({"user": "bo"}, {"user": "ana"}),
    "nobody's": ({"user": None}, {"user": "ana"}),
    "another agent's": ({"agent": "other"}, {"agent": "helper"}),
    "of other metadata": ({"metadata": {"n": 2}}, {"where": {"metadata.n": 1}}),
    "without the tag": ({"tags": ("b",)}, {"tags": ("a",)}),
    "from before": ({"occurred_at": "2026-01-01T00:00:00Z"}, {"since": "2026-02-01T00:00:00Z"}),
    "from after": ({"occurred_at": "2026-12-01T00:00:00Z"}, {"until": "2026-11-01T00:00:00Z"}),
}  # fmt: skip


@pytest.mark.parametrize("why", HIDDEN)
def test_a_neighbour_that_fails_a_filter_changes_nothing(open_memory: OpenMemory, why: str) -> None:
    hidden, arguments = HIDDEN[why]
    shown: dict[str, Any] = {
        "user": "ana", "agent": "helper", "metadata": {"n": 1}, "tags": ("a",), "speaker": "Ana",
        "session": "s", "occurred_at": "2026-05-20T10:00:00Z",
    }  # fmt: skip
    turns = ["the tea is ready", "porto is far", "I came here by train", "the cat sleeps"]
    with_it, without = open_memory("with.db"), open_memory("without.db")
    for text in turns:
        for mem in (with_it, without):
            mem.remember(text, **shown)
        with_it.remember(f"a violin, said beside: {text}?", **{**shown, **hidden})
    question = "Which violin is ready in Porto?"
    found, expected = (ask(mem, question, **arguments) for mem in (with_it, without))
    assert set(found) == set(turns)
    for text in turns:
        for channel in AROUND:
            assert found[text][channel] == expected[text][channel], (text, channel)
    assert any(view["context"] for view in expected.values())


@pytest.mark.parametrize("how", ["erased", "archived", "undone"])
def test_a_neighbour_that_is_gone_changes_nothing(open_memory: OpenMemory, how: str) -> None:
    with_it, without = open_memory("with.db"), open_memory("without.db")
    for mem in (with_it, without):
        mem.remember("the tea is ready", session="s")
    gone = with_it.remember("a violin in porto", session="s")
    for mem in (with_it, without):
        mem.remember("and the cat sleeps", session="s")
    ask(with_it, "violin")
    if how == "erased":
        with_it.forget(ids=[gone.id])
    elif how == "archived":
        with_it.archive(ids=[gone.id])
    else:
        with_it.undo(gone.operation)
    found, expected = (ask(mem, "tea or a violin in porto") for mem in (with_it, without))
    for text, view in expected.items():
        assert {name: found[text][name] for name in AROUND} == {name: view[name] for name in AROUND}
    assert set(found) == set(expected)


def test_an_older_version_is_a_neighbour_in_its_own_time_only(
    open_memory: OpenMemory, clock: ManualClock
) -> None:
    mem = open_memory(clock=clock)
    tell(mem, "one", "a violin", "three")
    then = clock()
    clock.advance(60)
    mem.update(mem.recall("violin")[0].cube.id, content="a cello")
    seen = ask(mem, "violin")
    assert {text: view["context"] for text, view in seen.items()} == {
        "one": None,
        "a cello": None,
        "three": None,
    }
    earlier = ask(mem, "violin", known_at=then)
    assert set(earlier) == {"one", "a violin", "three"}
    assert all((view["context"] or 0) > 0 for view in earlier.values())
    assert earlier["three"]["dense_before"] == earlier["a violin"]["dense"]


def test_another_space_changes_nothing(open_memory: OpenMemory) -> None:
    mem, alone = open_memory("a.db"), open_memory("b.db")
    beside = open_memory("a.db", space="beside")
    tell(beside, "a violin", "and violins", speaker="Ana")
    for one in (mem, alone):
        tell(one, "the tea", "the cat", speaker="Bo")
    tell(beside, "violin violin", speaker="Ana")
    question = "Where is the violin with Ana, tea and cats?"
    found, expected = (
        views(one.recall(question, explain=True, pending_budget_ms=60_000)) for one in (mem, alone)
    )
    assert found == expected


@given(
    texts=st.lists(st.sampled_from(["cat", "dog cat", "tea violin", "porto"]), min_size=1, max_size=8),
    users=st.lists(st.sampled_from(["ana", "bo"]), min_size=8, max_size=8),
    question=st.sampled_from(WORDS),
)
def test_every_score_is_in_its_channels_range(texts: list[str], users: list[str], question: str) -> None:
    with mnemic.open(":memory:", embedder="hash") as mem:
        mem.remember_many(
            [
                {"content": text, "user": user, "session": "s"}
                for text, user in zip(texts, users, strict=False)
            ]
        )
        mem.flush()
        found = mem.recall(question, explain=True, limit=50)
        assert len(found) == len(texts)
        assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
        for hit in found:
            assert 0 <= hit.score <= 1
            assert [part.channel for part in hit.channels] == [part.name for part in Pipeline().channels]
            for part in hit.channels:
                low, high = RANGES[part.channel]
                assert part.score is None or low <= part.score <= high, part
                assert (part.rank is None) == (part.score is None)


RANGES = {
    "lexical": (1e-9, math.inf), "context": (1e-9, math.inf), "session": (1e-9, math.inf),
    "dense": (-1.001, 1.001), "dense_before": (-1.001, 1.001), "speaker": (0, 1), "time": (0, 1),
    "opening": (0, 1), "length": (0, math.inf),
}  # fmt: skip


def test_a_channels_rank_counts_only_what_passes_the_filters(mem: mnemic.Memory) -> None:
    tell(mem, "violin violin violin", "violin violin", user="bo")
    tell(mem, "a violin at home", "tea", user="ana")
    mem.flush()
    best = mem.recall("violin", user="ana", explain=True)[0]
    assert best.cube.content == "a violin at home"
    assert {part.channel: part.rank for part in best.channels}["lexical"] == 1
    assert {part.channel: part.rank for part in best.channels}["dense"] == 1
    missing = mem.explain_missing("violin", best.cube.id, user="ana")
    assert {part.channel: part.rank for part in missing.channels}["lexical"] == 1


@pytest.mark.parametrize("count", [3, 17, 40, 250])
def test_equal_memories_come_in_the_order_they_were_told(mem: mnemic.Memory, count: int) -> None:
    at = "2026-05-20T10:00:00Z"
    texts = [("the cat sat", "a dog")[number % 3 == 1] for number in range(count)]
    mem.remember_many([{"content": text, "occurred_at": at} for text in texts])
    mem.flush()
    found = [hit.cube for hit in mem.recall("a cat", limit=count)]
    assert [cube.seq for cube in found] == [
        *(number for number, text in enumerate(texts, 1) if text == "the cat sat"),
        *(number for number, text in enumerate(texts, 1) if text == "a dog"),
    ]
