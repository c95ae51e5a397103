"""English dates in running text, and which time each stands for."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from mnemic.errors import NaiveTimeError
from mnemic.times import DatePhrase, find_dates, has_date

MONDAY = datetime(2023, 5, 8, 13, 56, tzinfo=UTC)
SATURDAY = datetime(2023, 4, 1, 9, 30, tzinfo=UTC)
JANUARY = datetime(2024, 1, 15, 12, 0, tzinfo=UTC)

# What is said, when, and the stretch it stands for: a lone date is a whole day, "to" ends before its day.
ROWS: list[tuple[str, datetime, str]] = [
    # days of the calendar
    ("2023-05-07", MONDAY, "2023-05-07"),
    ("2023/05/07", MONDAY, "2023-05-07"),
    ("at 2023-05-07T10:30Z", MONDAY, "2023-05-07T10:30 to 2023-05-07T10:31"),
    ("5/7/2023", MONDAY, "2023-05-07"),
    ("25/12/2022", MONDAY, "2022-12-25"),
    ("5/7/22", MONDAY, "2022-05-07"),
    ("7 May 2023", MONDAY, "2023-05-07"),
    ("Sunday, 7 May, 2023", MONDAY, "2023-05-07"),
    ("on the 7th of May", MONDAY, "2023-05-07"),
    ("May 7th", MONDAY, "2023-05-07"),
    ("may 7th", MONDAY, "2023-05-07"),
    ("on Nov 9, 2022", MONDAY, "2022-11-09"),
    ("December 1,2023", MONDAY, "2023-12-01"),
    ("Aug 15th", MONDAY, "2022-08-15"),
    ("the third of May", MONDAY, "2023-05-03"),
    ("May the fourth", MONDAY, "2023-05-04"),
    ("29 Feb", MONDAY, "2020-02-29"),
    ("see you on the 5th!", MONDAY, "2023-05-05"),
    ("on the 9th.", MONDAY, "2023-04-09"),
    ("since the first of the month", MONDAY, "2023-05-01 to 2023-05-09"),
    ("on the 15th of the month", MONDAY, "2023-04-15"),
    ("the 15th of last month", MONDAY, "2023-04-15"),
    ("the second of this month", MONDAY, "2023-05-02"),
    ("two nights ago", MONDAY, "2023-05-06"),
    ("over the weekend", MONDAY, "2023-05-06 to 2023-05-08"),
    ("over the weekend", SATURDAY, "2023-04-01 to 2023-04-03"),
    ("over the winter", MONDAY, "2022-12-01 to 2023-03-01"),
    # months, seasons, quarters, years, decades
    ("May 2023", MONDAY, "2023-05-01 to 2023-06-01"),
    ("in May", MONDAY, "2023-05-01 to 2023-06-01"),
    ("in june", MONDAY, "2022-06-01 to 2022-07-01"),
    ("in the month of February", MONDAY, "2023-02-01 to 2023-03-01"),
    ("last May", MONDAY, "2022-05-01 to 2022-06-01"),
    ("next May", MONDAY, "2024-05-01 to 2024-06-01"),
    ("March last year", MONDAY, "2022-03-01 to 2022-04-01"),
    ("early June", MONDAY, "2022-06-01 to 2022-06-11"),
    ("in mid-June", MONDAY, "2022-06-11 to 2022-06-21"),
    ("late June 2022", MONDAY, "2022-06-21 to 2022-07-01"),
    ("last summer", MONDAY, "2022-06-01 to 2022-09-01"),
    ("this summer", MONDAY, "2023-06-01 to 2023-09-01"),
    ("this winter", JANUARY, "2023-12-01 to 2024-03-01"),
    ("last winter", MONDAY, "2022-12-01 to 2023-03-01"),
    ("in the fall", MONDAY, "2022-09-01 to 2022-12-01"),
    ("the summer of 2022", MONDAY, "2022-06-01 to 2022-09-01"),
    ("the summer before last", MONDAY, "2021-06-01 to 2021-09-01"),
    ("two summers ago", MONDAY, "2021-06-01 to 2021-09-01"),
    ("Q1 2023", MONDAY, "2023-01-01 to 2023-04-01"),
    ("last quarter", MONDAY, "2023-01-01 to 2023-04-01"),
    ("the third quarter of 2022", MONDAY, "2022-07-01 to 2022-10-01"),
    ("2022", MONDAY, "2022-01-01 to 2023-01-01"),
    ("in 1984", MONDAY, "1984-01-01 to 1985-01-01"),
    ("last year", MONDAY, "2022-01-01 to 2023-01-01"),
    ("the first half of 2022", MONDAY, "2022-01-01 to 2022-07-02"),
    ("in the 90s", MONDAY, "1990-01-01 to 2000-01-01"),
    ("the nineties", MONDAY, "1990-01-01 to 2000-01-01"),
    ("the '20s", MONDAY, "2020-01-01 to 2030-01-01"),
    ("the 1880s", MONDAY, "1880-01-01 to 1890-01-01"),
    # relative to the day it is said
    ("yesterday", MONDAY, "2023-05-07"),
    ("the day before yesterday", MONDAY, "2023-05-06"),
    ("tomorrow", MONDAY, "2023-05-09"),
    ("this morning", MONDAY, "2023-05-08T05:00 to 2023-05-08T12:00"),
    ("last night", MONDAY, "2023-05-07T18:00 to 2023-05-08T06:00"),
    ("yesterday evening", MONDAY, "2023-05-07T17:00 to 2023-05-08"),
    ("tonight", MONDAY, "2023-05-08T18:00 to 2023-05-09T06:00"),
    ("Friday night", MONDAY, "2023-05-05T18:00 to 2023-05-06T06:00"),
    ("last week", MONDAY, "2023-05-01 to 2023-05-08"),
    ("the week before last", MONDAY, "2023-04-24 to 2023-05-01"),
    ("this week", MONDAY, "2023-05-08 to 2023-05-15"),
    ("next month", MONDAY, "2023-06-01 to 2023-07-01"),
    ("last weekend", MONDAY, "2023-05-06 to 2023-05-08"),
    ("last weekend", SATURDAY, "2023-03-25 to 2023-03-27"),
    ("this past weekend", MONDAY, "2023-05-06 to 2023-05-08"),
    ("this weekend", SATURDAY, "2023-04-01 to 2023-04-03"),
    ("last Friday", MONDAY, "2023-05-05"),
    ("on Monday", MONDAY, "2023-05-01"),
    ("next Friday", MONDAY, "2023-05-12"),
    ("this Wednesday", MONDAY, "2023-05-10"),
    ("on Tuesday last week", MONDAY, "2023-05-02"),
    ("the other day", MONDAY, "2023-05-01 to 2023-05-09"),
    ("earlier this month", MONDAY, "2023-05-01 to 2023-05-09"),
    ("by the end of the year", MONDAY, "1900-01-01 to 2024-01-01"),
    # so long ago
    ("three days ago", MONDAY, "2023-05-05"),
    ("twenty-one days ago", MONDAY, "2023-04-17"),
    ("a couple of days ago", MONDAY, "2023-05-05 to 2023-05-07"),
    ("two weeks ago", MONDAY, "2023-04-21 to 2023-04-28"),
    ("a month ago", MONDAY, "2023-03-24 to 2023-04-24"),
    ("a few months ago", MONDAY, "2022-11-23 to 2023-03-24"),
    ("four years ago", MONDAY, "2019-01-01 to 2020-01-01"),
    ("a year and a half ago", MONDAY, "2021-10-24 to 2021-11-24"),
    ("half an hour ago", MONDAY, "2023-05-08T13:26 to 2023-05-08T13:27"),
    ("two Fridays ago", MONDAY, "2023-04-28"),
    ("two weekends ago", MONDAY, "2023-04-29 to 2023-05-01"),
    ("a year ago today", MONDAY, "2022-05-08"),
    ("on the Wednesday two months ago", SATURDAY, "2023-02-01"),
    ("two weeks ago on Friday", SATURDAY, "2023-03-17"),
    ("the past three months", MONDAY, "2023-02-08 to 2023-05-09"),
    ("in the last 10 days", MONDAY, "2023-04-28 to 2023-05-09"),
    ("in the past week", MONDAY, "2023-05-01 to 2023-05-09"),
    # holidays
    ("on Christmas", MONDAY, "2022-12-25"),
    ("on New Year's Eve", MONDAY, "2022-12-31"),
    ("on Halloween", MONDAY, "2022-10-31"),
    ("on Thanksgiving", MONDAY, "2022-11-24"),
    ("on Black Friday", MONDAY, "2022-11-25"),
    ("Valentine’s Day", MONDAY, "2023-02-14"),
    ("at Easter", MONDAY, "2023-04-09"),
    ("Easter 2024", MONDAY, "2024-03-31"),
    ("Mother's Day 2022", MONDAY, "2022-05-08"),
    ("Memorial Day 2022", MONDAY, "2022-05-30"),
    # beside another time
    ("the day before Christmas", MONDAY, "2022-12-24"),
    ("the night before Christmas", MONDAY, "2022-12-24T18:00 to 2022-12-25T06:00"),
    ("on the evening of 7 July, 2022", MONDAY, "2022-07-07T17:00 to 2022-07-08"),
    ("on a break since the morning of May 3", MONDAY, "2023-05-03T05:00 to 2023-05-09"),
    ("last Tuesday morning", MONDAY, "2023-05-02T05:00 to 2023-05-02T12:00"),
    ("two hours ago", MONDAY, "2023-05-08T11:00 to 2023-05-08T12:00"),
    ("the past two hours", MONDAY, "2023-05-08T11:56 to 2023-05-09"),
    ("a decade ago", MONDAY, "2012-01-01 to 2015-01-01"),
    ("the last half an hour", MONDAY, "2023-05-08T13:26 to 2023-05-09"),
    ("this decade", MONDAY, "2020-01-01 to 2030-01-01"),
    ("half a year ago", MONDAY, "2022-10-24 to 2022-11-24"),
    ("two weeks before Christmas", MONDAY, "2022-12-08 to 2022-12-15"),
    ("two days after Christmas", MONDAY, "2022-12-27"),
    ("the week of June 5", MONDAY, "2022-05-30 to 2022-06-06"),
    ("the week before 16 November 2023", JANUARY, "2023-11-06 to 2023-11-13"),
    ("the weekend before July 4", MONDAY, "2022-07-02 to 2022-07-04"),
    ("the weekend of the 4th of July", MONDAY, "2022-07-02 to 2022-07-04"),
    ("the weekend after Easter", MONDAY, "2023-04-15 to 2023-04-17"),
    ("the Sunday before 25 May 2023", MONDAY, "2023-05-21"),
    ("the Friday after Thanksgiving", MONDAY, "2022-11-25"),
    ("the last Friday of May 2023", MONDAY, "2023-05-26"),
    ("the second Sunday of last month", MONDAY, "2023-04-09"),
    ("in the second week of November", JANUARY, "2023-11-08 to 2023-11-15"),
    ("the first weekend of April", MONDAY, "2023-04-01 to 2023-04-03"),
    ("the last day of June", MONDAY, "2022-06-30"),
    # ranges
    ("between 3 and 10 May", MONDAY, "2023-05-03 to 2023-05-11"),
    ("March 3-5, 2022", MONDAY, "2022-03-03 to 2022-03-06"),
    ("from March to June", MONDAY, "2023-03-01 to 2023-07-01"),
    ("from November until February", MONDAY, "2022-11-01 to 2023-03-01"),
    ("between March and June 2022", MONDAY, "2022-03-01 to 2022-07-01"),
    ("12 May 2022 – 3 June 2022", MONDAY, "2022-05-12 to 2022-06-04"),
    ("from 2010 to 2015", MONDAY, "2010-01-01 to 2016-01-01"),
    ("since March", MONDAY, "2023-03-01 to 2023-05-09"),
    ("since the beginning of this year", SATURDAY, "2023-01-01 to 2023-04-02"),
    ("since next week", MONDAY, "2023-05-15 to 2023-05-22"),
    ("before June 2023", MONDAY, "1900-01-01 to 2023-06-01"),
    ("until 2022", MONDAY, "1900-01-01 to 2023-01-01"),
    ("after May 3", MONDAY, "2023-05-04 to 2023-05-09"),
    ("after June 2030", MONDAY, "2030-07-01 to 2100-01-01"),
    ("later this month", MONDAY, "2023-05-08 to 2023-06-01"),
]


def stretch(text: str) -> tuple[datetime, datetime]:
    """Return the two ends that a row writes."""
    since, _, until = text.partition(" to ")
    first = datetime.fromisoformat(since).replace(tzinfo=UTC)
    last = datetime.fromisoformat(until).replace(tzinfo=UTC) if until else first.replace(hour=23, minute=59)
    return first, last if until else datetime.fromtimestamp(first.timestamp() + 86_400, UTC)


@pytest.mark.parametrize(("said", "at", "meant"), ROWS, ids=[f"{said} @{at:%m-%d}" for said, at, _ in ROWS])
@pytest.mark.parametrize("language", ["en", None])
def test_a_phrase_stands_for_a_stretch(said: str, at: datetime, meant: str, language: str | None) -> None:
    (phrase,) = find_dates(said, at, language=language)
    assert (phrase.since, phrase.until) == stretch(meant)
    assert has_date(said, language=language)


@pytest.mark.parametrize(
    "said",
    [
        "I may go", "May I ask?", "may 5 people come?", "we march on", "a second time", "sun", "I sat down",
        "I fall down", "he will fall in love", "1984 words", "in 1984 words", "I read 1984.", "at 2000 meters",
        "version 1.2.2023", "v2.2022", "$2022", "€2022", "555-2022", "call 202-555-0143", "1/2 cup", "at 5:30",
        "room 2022", "in my 20s", "on the 5th floor", "every Friday", "on Saturday mornings", "on Tuesdays",
        "a busy Monday ahead", "**Monday**: rest", "Writing Wednesday", "April said yes", "June and I went",
        "after my birthday", "recently", "a while ago", "years ago", "for two weeks", "three years old",
        "the last week of school", "the next morning", "on 30 February", "2023-13-45", "decent", "market",
        "the end of the year of my life", "Christmas tree", "99999999999 days ago", "on the 99th.",
        "999 decades ago", "",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_date_is_none(said: str) -> None:
    assert find_dates(said, MONDAY, language="en") == ()


def test_every_date_of_a_text_is_found_where_it_stands() -> None:
    text = (
        "We met in January and March, and the shelter I worked at last week was opened for good on May 1st."
    )
    phrases = find_dates(text, MONDAY)
    assert [phrase.text for phrase in phrases] == ["in January", "March", "last week", "on May 1st"]
    assert all(text[phrase.start_at : phrase.end_at] == phrase.text for phrase in phrases)
    assert [phrase.grain for phrase in phrases] == ["month", "month", "week", "day"]


@pytest.mark.parametrize(
    ("said", "relative"),
    [("7 May 2023", False), ("May 7", True), ("in 2022", False), ("yesterday", True), ("Easter 2022", False),
     ("the week of June 5, 2022", False), ("since 2022", True), ("between May and June 2022", False)],
)  # fmt: skip
def test_a_phrase_says_whether_it_depends_on_when_it_was_said(said: str, relative: bool) -> None:
    (phrase,) = find_dates(said, MONDAY)
    assert phrase.relative is relative


@pytest.mark.parametrize(
    ("said", "grain"),
    [("this morning", "moment"), ("on Friday", "day"), ("last week", "week"), ("last weekend", "weekend"),
     ("in May", "month"), ("last summer", "season"), ("Q2", "quarter"), ("in 2021", "year"),
     ("the 80s", "decade"), ("since May", "range"), ("a few days ago", "range"), ("a week ago", "week")],
)  # fmt: skip
def test_a_phrase_says_how_long_a_stretch_it_means(said: str, grain: str) -> None:
    (phrase,) = find_dates(said, MONDAY)
    assert phrase.grain == grain


def test_dates_far_apart_in_a_long_text_are_found() -> None:
    text = "In May I rested. " + "Nothing else happened to me here. " * 30 + "And yesterday I left."
    assert [phrase.text for phrase in find_dates(text, MONDAY)] == ["In May", "yesterday"]


def test_days_are_those_of_the_speaker() -> None:
    new_york = ZoneInfo("America/New_York")
    at = datetime(2023, 3, 12, 23, 30, tzinfo=new_york)  # the clocks went forward that morning
    (phrase,) = find_dates("yesterday", at)
    assert phrase.since == datetime(2023, 3, 11, tzinfo=new_york)
    assert phrase.until == datetime(2023, 3, 12, tzinfo=new_york)
    assert phrase.since.tzinfo is new_york
    (moment,) = find_dates("2023-03-12T03:30Z", at)
    assert moment.since == datetime(2023, 3, 12, 3, 30, tzinfo=UTC)
    assert moment.since.tzinfo is new_york


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(NaiveTimeError, match="at="):
        find_dates("yesterday", datetime(2023, 5, 8))  # noqa: DTZ001


def test_a_phrase_is_a_value() -> None:
    assert find_dates("in May", MONDAY) == (
        DatePhrase(
            text="in May",
            start_at=0,
            end_at=6,
            since=datetime(2023, 5, 1, tzinfo=UTC),
            until=datetime(2023, 6, 1, tzinfo=UTC),
            relative=True,
            grain="month",
        ),
    )
