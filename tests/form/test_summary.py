"""A summary is made of sentences that were said, with where and by whom."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnemic.errors import ArgumentError
from mnemic.form import Citation, Summary, Turn, summarise

_AT = datetime(2025, 3, 2, 10, tzinfo=UTC)
_CHAT = (
    Turn("Hey Ben! How are you?", "Ana", "user", _AT),
    Turn("I'm fine. Yesterday I adopted a cat named Misha from the shelter in Porto.", "Ben", "user", _AT),
    Turn("Wow! That's great.", "Ana", "user", _AT),
    Turn("We paid 80 euros, and she sleeps on my desk.", "Ben", "user", _AT),
)


def _assert_verbatim(turns: tuple[Turn, ...], summary: Summary) -> None:
    lines = summary.text.split("\n") if summary.text else []
    assert len(lines) == len(summary.spans)
    assert list(summary.spans) == sorted(summary.spans)
    for line, span in zip(lines, summary.spans, strict=True):
        turn = turns[span.turn]
        bare = line.removeprefix(f"{turn.speaker}: ") if turn.speaker else line
        undated = re.sub(r" \(\d{4}[-\d]*(?: to [-\d]+)?\)", "", bare)
        assert undated == turn.text[span.start : span.end]


def test_the_sentences_that_tell_most_are_kept_with_speaker_and_date() -> None:
    summary = summarise(_CHAT, 140)
    assert summary.text == (
        "Ben: Yesterday (2025-03-01) I adopted a cat named Misha from the shelter in Porto.\n"
        "Ben: We paid 80 euros, and she sleeps on my desk."
    )
    assert summary.spans == (Citation(1, 10, 74), Citation(3, 0, 44))
    _assert_verbatim(_CHAT, summary)


def test_a_summary_keeps_within_its_characters() -> None:
    for room in range(1, 220, 7):
        assert len(summarise(_CHAT, room).text) <= room


def test_nothing_is_cut_short_to_fit() -> None:
    assert summarise(_CHAT, 5) == Summary("", ())
    assert summarise((), 100) == Summary("", ())
    assert summarise((Turn("  \n "),), 100) == Summary("", ())


def test_room_for_less_than_a_character_is_refused() -> None:
    with pytest.raises(ArgumentError, match="max_chars is 0"):
        summarise(_CHAT, 0)


def test_what_was_said_already_gives_way_to_what_was_not() -> None:
    said = "My sister Lea moved to Berlin in 2021."
    turns = (Turn(said), Turn(said), Turn("Our dog Rex was born in 2019."))
    assert summarise(turns, 75).text == f"{said}\nOur dog Rex was born in 2019."


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("We met last month in Faro.", "We met last month (2025-02) in Faro."),
        ("We met last year in Faro.", "We met last year (2024) in Faro."),
        ("We met on 7 May 2023 in Faro.", "We met on 7 May 2023 in Faro."),
        ("We met last week in Faro.", "We met last week (2025-02-17 to 2025-02-23) in Faro."),
        ("We met yesterday (2025-03-01) in Faro.", "We met yesterday (2025-03-01) in Faro."),
        ("Nos vimos ayer en Faro.", "Nos vimos ayer (2025-03-01) en Faro."),
        ("Wir waren gestern in Faro.", "Wir waren gestern (2025-03-01) in Faro."),
    ],
)
def test_phrases_that_depend_on_the_day_get_its_date(text: str, dated: str) -> None:
    assert summarise((Turn(text, occurred_at=_AT),), 200).text == dated


def test_phrases_of_an_unknown_day_stay_as_they_are() -> None:
    assert summarise((Turn("We met yesterday."),), 99).text == "We met yesterday."


def test_a_summary_of_summaries_keeps_their_lines_whole() -> None:
    first = summarise(_CHAT, 160)
    second = summarise((Turn("I sold my bike to Tom last week for 200 euros.", "Ana", "user", _AT),), 160)
    upper = summarise((Turn(first.text, occurred_at=_AT), Turn(second.text, occurred_at=_AT)), 170)
    assert upper.text.split("\n") == [first.text.split("\n")[1], second.text]
    assert upper.spans[1] == Citation(1, 0, len(second.text))


def test_words_that_say_nothing_are_not_kept() -> None:
    assert "Wow" not in summarise(_CHAT, 1000).text
    assert summarise((Turn("Wow!"), Turn("Yes.")), 1000) == Summary("", ())


def test_what_has_no_full_stop_is_cut_between_words() -> None:
    text = "alpha beta gamma delta " * 10_000 + "x" * 900
    summary = summarise((Turn(text),), 1000)
    assert 500 < len(summary.text) <= 1000
    assert all(span.end - span.start <= 400 for span in summary.spans)
    _assert_verbatim((Turn(text),), summary)


def test_of_a_huge_turn_the_beginning_is_read() -> None:
    text = "We sold 3 boats. " * 120_000
    summary = summarise((Turn(text), Turn("I moved to Oslo in 2024.")), 60)
    assert summary.text == "We sold 3 boats.\nI moved to Oslo in 2024."
    assert summary.spans[0].end < 32_000


def test_what_a_user_says_comes_before_what_an_assistant_says() -> None:
    turns = (
        Turn("You could visit Rome in May 2026.", None, "assistant"),
        Turn("I went to Oslo in 2024.", None, "user"),
    )
    assert summarise(turns, 40).text == "I went to Oslo in 2024."


_WORDS = st.sampled_from(
    ["I", "met", "Ana", "in", "2021.", "yesterday", "Why?", "\n", "Porto!", "gestern", "“Oh…”", "cats"]
)


@given(st.lists(st.lists(_WORDS, max_size=30), max_size=6), st.integers(1, 300), st.booleans())
def test_every_line_is_a_span_of_its_turn(texts: list[list[str]], room: int, named: bool) -> None:
    turns = tuple(Turn(" ".join(text), "Ben" if named else None, "user", _AT) for text in texts)
    summary = summarise(turns, room)
    assert len(summary.text) <= room
    _assert_verbatim(turns, summary)
