"""Who said it, when, where in its session, and at what length."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mnemic

if TYPE_CHECKING:
    from conftest import OpenMemory

ASKED_AT = "2026-06-10T12:00:00+02:00"


def scores(mem: mnemic.Memory, channel: str, question: str, **arguments: Any) -> dict[str, float | None]:
    """Return what a channel says of everything that passes the filters, by its text."""
    mem.flush()
    found = mem.recall(question, limit=100, explain=True, asked_at=ASKED_AT, **arguments)
    return {
        hit.cube.content: next(part.score for part in hit.channels if part.channel == channel)
        for hit in found
    }


def why(mem: mnemic.Memory, text: str, question: str) -> str:
    """Return the reasons for a hit."""
    mem.flush()
    hits = mem.recall(question, limit=100, asked_at=ASKED_AT)
    return " / ".join(next(hit.why for hit in hits if hit.cube.content == text))


@pytest.fixture
def chat(mem: mnemic.Memory) -> mnemic.Memory:
    """A talk of Ana, Bo and an assistant, and a note of nobody's."""
    mem.remember_many([
        {"content": "I bought a lamp.", "session": "s", "speaker": "Ana", "role": "user"},
        {"content": "The lamp is green.", "session": "s", "speaker": "Bo", "role": "user"},
        {"content": "A lamp needs a bulb.", "session": "s", "speaker": "Helper", "role": "assistant"},
        {"content": "lamp: 20 euros"},
    ])  # fmt: skip
    return mem


def test_whoever_is_named_is_preferred_to_all_who_are_not(chat: mnemic.Memory) -> None:
    assert scores(chat, "speaker", "Which lamp did Ana buy?") == {
        "I bought a lamp.": 1, "The lamp is green.": 0, "A lamp needs a bulb.": 0, "lamp: 20 euros": 0.5,
    }  # fmt: skip
    assert "said by Ana, who is asked about" in why(chat, "I bought a lamp.", "Which lamp did Ana buy?")
    assert "said by" not in why(chat, "The lamp is green.", "Which lamp did Ana buy?")


def test_two_names_or_none_tell_nothing_of_who_spoke(chat: mnemic.Memory) -> None:
    for question in ("Which lamp did Ana and Bo buy?", "Which lamp is green?"):
        assert set(scores(chat, "speaker", question).values()) == {0.5}
        assert "said by" not in why(chat, "I bought a lamp.", question)


@pytest.mark.parametrize(
    ("question", "theirs"),
    [("What did I tell you about the lamp?", "user"), ("What did you tell me about the lamp?", "assistant")],
)
def test_i_and_you_ask_for_a_role(chat: mnemic.Memory, question: str, theirs: str) -> None:
    user = 1 if theirs == "user" else 0
    assert scores(chat, "speaker", question) == {
        "I bought a lamp.": user, "The lamp is green.": user, "A lamp needs a bulb.": 1 - user,
        "lamp: 20 euros": 0.5,
    }  # fmt: skip
    heard = "I bought a lamp." if user else "A lamp needs a bulb."
    assert f"said by {theirs}, who is asked about" in why(chat, heard, question)


def test_a_name_beats_a_role(chat: mnemic.Memory) -> None:
    assert scores(chat, "speaker", "What did I hear from Bo about the lamp?")["The lamp is green."] == 1


def test_only_speakers_among_the_filtered_are_known_by_name(open_memory: OpenMemory) -> None:
    with_it, without = open_memory("with.db"), open_memory("without.db")
    for mem in (with_it, without):
        mem.remember("I lost my keys in the rain.", user="ana", speaker="Ana", role="user")
        mem.remember("They are behind the lamp.", user="ana", speaker="Helper", role="assistant")
    with_it.remember("Hello there!", user="bo", speaker="Carol")
    question = "What did I tell Carol of my keys?"
    found, expected = (scores(mem, "speaker", question, user="ana") for mem in (with_it, without))
    assert found == expected


def at(mem: mnemic.Memory, *moments: str) -> None:
    """Remember one thing of each of *moments*, named after it."""
    mem.remember_many([{"content": f"a walk {moment}", "occurred_at": moment} for moment in moments])


def test_what_happened_at_the_time_asked_about_is_inside_and_what_was_told_after_is_near(
    mem: mnemic.Memory,
) -> None:
    at(mem, "2026-05-03T00:00:00+02:00", "2026-05-03T23:59:00+02:00", "2026-05-04T12:00:00+02:00",
       "2026-05-10T12:00:00+02:00", "2026-05-02T12:00:00+02:00", "2026-04-20T12:00:00+02:00",
       "2025-05-03T12:00:00+02:00")  # fmt: skip
    question = "Where did we walk on 3 May 2026?"
    seen = scores(mem, "time", question)
    inside, evening, next_day, next_week, day_before, weeks_before, year_before = (
        value or 0 for _, value in sorted(seen.items(), key=lambda item: ORDER.index(item[0][7:17]))
    )
    assert inside == evening == 1
    assert 1 > next_day > next_week > 0.1
    assert next_day > day_before > weeks_before
    assert weeks_before < 0.01
    assert year_before < 1e-6
    assert "from the time asked about (on 3 May 2026)" in why(
        mem, "a walk 2026-05-03T00:00:00+02:00", question
    )
    assert "from the time" not in why(mem, "a walk 2026-05-04T12:00:00+02:00", question)


ORDER = ["2026-05-03", "2026-05-04", "2026-05-10", "2026-05-02", "2026-04-20", "2025-05-03"]


def test_without_a_time_in_the_question_time_tells_nothing(mem: mnemic.Memory) -> None:
    at(mem, "2026-05-03T00:00:00+02:00", "2020-01-01T00:00:00Z")
    assert set(scores(mem, "time", "Where did we walk?").values()) == {0}


def test_of_two_times_the_nearer_counts(mem: mnemic.Memory) -> None:
    at(mem, "2026-05-03T12:00:00+02:00", "2026-01-03T12:00:00+01:00", "2026-03-03T12:00:00+01:00")
    seen = scores(mem, "time", "Did we walk on 3 January 2026 or on 3 May 2026?")
    assert (seen["a walk 2026-05-03T12:00:00+02:00"], seen["a walk 2026-01-03T12:00:00+01:00"]) == (1, 1)
    assert (seen["a walk 2026-03-03T12:00:00+01:00"] or 0) < 0.01


def test_a_span_of_years_tells_less_than_a_day(mem: mnemic.Memory) -> None:
    at(mem, "2023-05-03T12:00:00+02:00")
    (broad,) = scores(mem, "time", "Where did we walk between 2020 and 2025?").values()
    (narrow,) = scores(mem, "time", "Where did we walk on 3 May 2023?").values()
    assert narrow == 1
    assert 0 < (broad or 0) < 1


def test_a_question_in_anothers_day_is_asked_in_the_askers_zone(mem: mnemic.Memory) -> None:
    at(mem, "2026-06-08T23:00:00+00:00", "2026-06-09T21:00:00+00:00", "2026-06-09T23:00:00+00:00")
    seen = scores(mem, "time", "Where did we walk yesterday?")
    assert seen["a walk 2026-06-08T23:00:00+00:00"] == seen["a walk 2026-06-09T21:00:00+00:00"] == 1
    assert (seen["a walk 2026-06-09T23:00:00+00:00"] or 0) < 1


def test_the_first_turn_that_is_seen_opens_its_session(mem: mnemic.Memory) -> None:
    for user, content in (("ana", "one"), ("bo", "two"), ("ana", "three")):
        mem.remember(content, user=user, session="s", tags=("late",) if content == "three" else ())
    mem.remember("four", user="ana")
    mem.remember("five", user="ana", session="t")
    assert scores(mem, "opening", "x") == {"one": 1, "two": 1, "three": 0, "four": 0, "five": 1}
    assert scores(mem, "opening", "x", tags=("late",)) == {"three": 1}


@given(st.integers(1, 200))
def test_length_is_what_goes_beyond_sixty_words(words: int) -> None:
    with mnemic.open(":memory:", embedder="hash") as mem:
        mem.remember(" ".join(f"w{number}" for number in range(words)))
        (found,) = scores(mem, "length", "x").values()
        assert found == pytest.approx(math.log(max(words, 60) / 60), abs=1e-5)
