"""What holds of every text: no error, spans inside it, time in proportion to its length."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnemic.times import find_dates, has_date
from mnemic.times.phrases._calendar import easter
from mnemic.times.phrases._find import _LANGUAGES, _grammar
from mnemic.times.phrases._grammar import either

AT = datetime(2023, 5, 8, 13, 56, tzinfo=UTC)
CODES = [*_LANGUAGES, "", "sv", None]
WORDS = """
    the a in on since before after between and from to until of last next this past two twenty 3 10 31 2022
    2023-05-07 5/7/2023 May March monday sun week weeks days months year summer early mid late ago weekend before
    christmas easter q3 90s '90s 7th . , - ? ( ) " İ ß 昨天 三天前 5月7日 去年の夏 hace un mes il y a vor einem Jahr
    ontem 99 decades the day before night 00 29 february quarter half first second
"""
PIECES = st.sampled_from(WORDS.split())
SPACED = {code: _grammar(name) for code, name in _LANGUAGES.items() if _grammar(name).spaced}
TRIGGERS = {
    code: sorted(word for name in grammar.triggers for word in grammar.tables.get(name, (name,)))
    for code, grammar in SPACED.items()
}
ENDS = ["", " ", "s", "s ", "'s ", "ss", "-", ".", "x ", " 2023", "5/7", "1990s ", "q3 ", "7th", "2023ab"]
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join))
MOMENTS = st.datetimes(
    datetime(2, 1, 1),  # noqa: DTZ001
    datetime(9998, 12, 30),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, ZoneInfo("America/New_York"), timezone(timedelta(hours=14))]),
)


@given(TEXTS, MOMENTS, st.sampled_from(CODES))
def test_any_text_is_read(text: str, at: datetime, language: str | None) -> None:
    end = 0
    for phrase in find_dates(text, at, language=language):
        assert end <= phrase.start_at < phrase.end_at <= len(text)
        assert text[phrase.start_at : phrase.end_at] == phrase.text
        assert phrase.since < phrase.until
        assert phrase.since.utcoffset() is not None
        assert phrase.since.astimezone(UTC) < phrase.until.astimezone(UTC) or phrase.grain == "moment"
        end = phrase.end_at
    has_date(text, language=language)


@given(TEXTS, st.sampled_from(CODES))
def test_what_has_a_date_seems_to_have_one(text: str, language: str | None) -> None:
    if find_dates(text, AT, language=language):
        assert has_date(text, language=language)


@given(TEXTS, MOMENTS)
def test_reading_twice_gives_the_same(text: str, at: datetime) -> None:
    assert find_dates(text, at) == find_dates(text, at)


@pytest.mark.parametrize("code", SPACED)
@given(st.data())
def test_triggers_are_what_one_pattern_of_them_all_would_find(code: str, data: st.DataObject) -> None:
    said = "|".join(sorted(map(re.escape, TRIGGERS[code]), key=len, reverse=True))
    figures = r"\d{4}|\d\d?(?:[/.-]\d|(?:st|nd|rd|th)\b)|\d0(?:s|ern?)\b|q\d\b"
    pieces = st.lists(st.sampled_from(TRIGGERS[code]) | st.sampled_from(ENDS), max_size=12)
    text = data.draw(pieces.map("".join) | st.text(max_size=30))
    found = [hit.span() for hit in re.finditer(rf"\b(?:{figures}|(?:{said})s?(?!\w))", text)]
    assert list(SPACED[code].triggers_in(text)) == found


@given(st.sets(st.text("ab- ]^", min_size=1, max_size=5), min_size=1), st.text("ab- ]^", max_size=7))
def test_a_pattern_of_words_matches_the_longest(words: set[str], text: str) -> None:
    found = re.match(either(words), text)
    longest = max((word for word in words if text.startswith(word)), key=len, default=None)
    assert (found and found[0]) == longest


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es", "fr", "de", "pt", "zh", "ja"])
@pytest.mark.parametrize(
    "unit",
    ["the ", "monday ", "may ", "twenty ", "1", "1/", "2023-05-07 ", "the week before ", "from march to ", "a ", " ",
     "last ", "a couple of ", "the day before ", "early mid-", "一", "5月", "三天前", "in the ", "İ", "de la "],
)  # fmt: skip
def test_hostile_text_is_read_in_time_proportional_to_its_length(unit: str, language: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        find_dates(text, AT, language=language)
        return time.process_time() - start

    seconds(1000)  # compiles the grammar
    short, long = seconds(10_000), seconds(100_000)
    assert long < 5
    assert long < 30 * short + 0.05


@pytest.mark.parametrize(
    ("year", "day"), [(1961, "04-02"), (2000, "04-23"), (2024, "03-31"), (2038, "04-25"), (2285, "03-22")]
)
def test_easter_is_computed(year: int, day: str) -> None:
    assert f"{easter(year):%m-%d}" == day
