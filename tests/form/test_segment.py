"""Conversations are cut where the topic changes, at every session and at long pauses."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnemic.form import Segment, Turn, segments
from mnemic.form._segment import MAX_CHARS, MAX_TURNS, MIN_TURNS

_AT = datetime(2025, 3, 1, 10, tzinfo=UTC)
_GARDEN = "tomato seed soil compost watering shovel greenhouse pruning rose fertilizer"
_MUSIC = "guitar chord melody drum concert bass rehearsal amplifier song lyrics"
_BOATS = "sail anchor harbour mast tide rudder captain deck voyage compass"


def _talk(words: str, turns: int, seed: int = 0) -> list[Turn]:
    rng = random.Random(seed)
    return [
        Turn(f"The {' and the '.join(rng.sample(words.split(), 5))}.", speaker="Ana", session="s")
        for _ in range(turns)
    ]


def _with_vectors(turns: Sequence[Turn], topics: Sequence[int]) -> list[Turn]:
    rng = np.random.default_rng(3)
    axes = np.linalg.qr(rng.normal(size=(64, 8)))[0].T
    found = []
    for turn, topic in zip(turns, topics, strict=True):
        vector = axes[topic] + rng.normal(size=64) * 0.06
        found.append(replace(turn, vector=(vector / np.linalg.norm(vector)).astype(np.float32)))
    return found


def _starts(found: Sequence[Segment]) -> list[int]:
    return [segment.start for segment in found]


def test_no_turns_give_no_segments() -> None:
    assert segments([]) == ()


def test_one_turn_is_one_segment() -> None:
    assert segments([Turn("Hello.")]) == (Segment(0, 1, "session", 1.0),)
    vector = np.ones(1, np.float32)
    assert segments([Turn("Hello.", vector=vector)]) == (Segment(0, 1, "session", 1.0),)


def test_a_topic_change_is_found_by_words_alone() -> None:
    turns = [*_talk(_GARDEN, 12), Turn("By the way, the guitar.", session="s"), *_talk(_MUSIC, 11, 1)]
    found = segments(turns)
    assert _starts(found) == [0, 12]
    assert found[1].cause == "topic"
    assert 0.3 <= found[1].score < 1


def test_a_topic_change_is_found_by_vectors() -> None:
    turns = _with_vectors([Turn(f"Sentence {at}.", session="s") for at in range(24)], [0] * 12 + [1] * 12)
    plain = [replace(turn, vector=None) for turn in turns]
    assert _starts(segments(turns)) == [0, 12]
    assert _starts(segments(plain)) == [0]


def test_a_greeting_after_a_farewell_begins_a_segment() -> None:
    turns = [*_talk(_GARDEN, 10), *_talk(_GARDEN, 10, 1)]
    assert _starts(segments(turns)) == [0]
    turns[9] = replace(turns[9], text="I have to go. Talk to you soon, bye!")
    turns[10] = replace(turns[10], text="Hey Ana! How have you been? By the way, the boat sailed.")
    turns[11] = replace(turns[11], text="Hi Ben, good to hear from you.")
    assert _starts(segments(turns)) == [0, 10]


def test_an_assistants_reply_hardly_begins_a_segment() -> None:
    turns = [*_talk(_GARDEN, 12), Turn("By the way, the guitar.", session="s"), *_talk(_MUSIC, 11, 1)]
    asked = segments(turns)[1]
    turns[12] = replace(turns[12], role="assistant")
    assert all(segment.score < asked.score / 2 for segment in segments(turns)[1:] if segment.start == 12)


def test_a_new_session_always_begins_a_segment() -> None:
    turns = [replace(turn, session=str(at // 2)) for at, turn in enumerate(_talk(_GARDEN, 6))]
    assert [(s.start, s.end, s.cause) for s in segments(turns)] == [
        (0, 2, "session"),
        (2, 4, "session"),
        (4, 6, "session"),
    ]


@pytest.mark.parametrize("hours", [3, -3])
def test_a_long_pause_begins_a_segment_whichever_way_the_clock_goes(hours: int) -> None:
    times = [_AT, _AT + timedelta(hours=2.9), None, _AT, _AT + timedelta(hours=hours)]
    turns = [replace(turn, occurred_at=at) for turn, at in zip(_talk(_GARDEN, 5), times, strict=True)]
    assert [(s.start, s.cause) for s in segments(turns)] == [(0, "session"), (4, "pause")]


def test_a_long_topic_is_cut_at_its_size() -> None:
    found = segments(_talk(_GARDEN, 3 * MAX_TURNS))
    assert len(found) > 3
    assert all(segment.end - segment.start <= MAX_TURNS for segment in found)
    assert {segment.cause for segment in found[1:]} == {"size"}


def test_a_huge_turn_is_a_segment_of_its_own_and_whole() -> None:
    turns = [*_talk(_GARDEN, 5), Turn("word " * 400_000, session="s"), *_talk(_GARDEN, 5)]
    found = segments(turns)
    assert (5, 6) in {(segment.start, segment.end) for segment in found}
    sizes = [sum(len(turn.text) for turn in turns[s.start : s.end]) for s in found]
    assert all(size <= MAX_CHARS for size, s in zip(sizes, found, strict=True) if s.end - s.start > 1)


def test_turns_without_a_vector_are_judged_by_words() -> None:
    turns = [*_talk(_GARDEN, 12), Turn("By the way, the guitar.", session="s"), *_talk(_MUSIC, 11, 1)]
    turns[3] = replace(turns[3], vector=np.eye(8, dtype=np.float32)[0])
    assert _starts(segments(turns)) == [0, 12]


def test_vectors_of_two_models_are_refused() -> None:
    turns = [Turn("a", vector=np.ones(3, np.float32)), Turn("b", vector=np.ones(4, np.float32))]
    with pytest.raises(ValueError, match="of one model"):
        segments(turns)


def test_segments_of_other_turns_are_refused() -> None:
    turns = _talk(_GARDEN, 5)
    with pytest.raises(ValueError, match="first of them"):
        segments(turns[:3], before=segments(turns))
    with pytest.raises(ValueError, match="first of them"):
        segments(turns, before=(Segment(1, 3, "topic", 0.5),))


_TOPICS = st.lists(
    st.tuples(st.sampled_from([_GARDEN, _MUSIC, _BOATS]), st.integers(1, 45)), min_size=1, max_size=8
)


@given(_TOPICS, st.integers(0, 10_000), st.booleans())
def test_segments_hold_every_turn_once_and_go_on_from_what_was_known(
    topics: list[tuple[str, int]], cut: int, seen: bool
) -> None:
    turns = [turn for at, (words, count) in enumerate(topics) for turn in _talk(words, count, at)]
    if seen:
        names = [_GARDEN, _MUSIC, _BOATS]
        turns = _with_vectors(turns, [names.index(words) for words, count in topics for _ in range(count)])
    found = segments(turns)
    assert [found[0].start, *(s.end for s in found)] == [*(s.start for s in found), len(turns)]
    assert all(later.cause == "size" or s.end - s.start >= MIN_TURNS for s, later in pairwise(found))
    assert all(s.end > s.start for s in found)
    known = segments(turns[: cut % (len(turns) + 1)])
    assert segments(turns, before=known) == found


@pytest.mark.slow
def test_a_long_session_is_cut_block_by_block_as_in_one() -> None:
    turns = [turn for at in range(180) for turn in _talk((_GARDEN, _MUSIC, _BOATS)[at % 3], 25, at)]
    found = segments(turns)
    shifted = segments([*_talk(_BOATS, 7, 999), *turns])
    late = {s.start for s in found if s.cause == "topic" and s.start > 200}
    assert {s.start - 7 for s in shifted if s.cause == "topic" and s.start > 207} == late
