"""Since when a thing told holds, where its date stands elsewhere in the turn."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from mnemic.form import Turn, begun, extract

SAID = datetime(2024, 10, 10, 12, tzinfo=UTC)


def since(text: str, object_: str, said: datetime | None = SAID) -> date | None:
    turn = Turn(text, "Ana", "user", said)
    (found,) = [each for each in begun(turn, extract(turn)) if each.object == object_]
    return found.stated_from and found.stated_from.date()


@pytest.mark.parametrize(
    ("text", "object_", "day"),
    [
        ("I turned 35 yesterday, thanks for asking", "35", date(2024, 10, 9)),
        ("turned 20 on saturday, the cake was a disaster", "20", date(2024, 10, 5)),
        ("I left Acme in March and joined Globex, same commute though.", "Globex", date(2024, 3, 1)),
        ("I became a vegetarian last month but I bought ham yesterday.", "vegetarian", date(2024, 9, 1)),
        ("I switched employers! I'm at Globex since the first of the month.", "Globex", date(2024, 10, 1)),
        ("I'm at Globex now. Started in May.", "Globex", date(2024, 5, 1)),
        ("Cumplí 40 ayer.", "40", date(2024, 10, 9)),
        ("Je suis devenu kiné l'an passé et je dors enfin.", "kiné", date(2023, 1, 1)),
        ("Ich bin letztes Jahr Lehrer geworden.", "Lehrer", date(2023, 1, 1)),
        ("Virei vegetariana em março.", "vegetariana", date(2024, 3, 1)),
    ],
)
def test_a_date_beside_what_came_to_be_is_its_beginning(text: str, object_: str, day: date) -> None:
    assert since(text, object_) == day


@pytest.mark.parametrize(
    ("text", "object_"),
    [
        ("I'm a nurse and got a ticket yesterday.", "nurse"),
        ("I live in Porto and my new bike came on Monday.", "Porto"),
        ("I work at Globex, saw the news last week.", "Globex"),
        ("I became a vegetarian in March or in May.", "vegetarian"),
    ],
)
def test_a_date_of_something_else_is_not(text: str, object_: str) -> None:
    assert since(text, object_) is None


def test_without_a_time_of_its_own_a_turn_dates_nothing() -> None:
    assert since("I turned 35 yesterday.", "35", said=None) is None


@pytest.mark.parametrize(
    ("text", "said", "day"),
    [
        ("I'm moving to Toronto in January.", SAID, date(2025, 1, 1)),
        ("I'm moving to Toronto on February 29.", datetime(2024, 5, 1, tzinfo=UTC), date(2025, 2, 28)),
    ],
)
def test_a_plan_is_of_the_next_such_day(text: str, said: datetime, day: date) -> None:
    assert since(text, "Toronto", said) == day
