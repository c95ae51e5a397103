"""Facts about different things that cannot hold side by side: "no pets" and a pet, tea before coffee and coffee."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

import mnemic

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def tell(mem: mnemic.Memory, *turns: str) -> list[str]:
    """Say *turns* a month apart; return the ids."""
    kept = [
        mem.remember(
            text, user="ana", speaker="Ana", role="user", occurred_at=BEGIN + timedelta(days=30 * at)
        )
        for at, text in enumerate(turns)
    ]
    mem.consolidate()
    return [cube.id for cube in kept]


def held(mem: mnemic.Memory, at: datetime | None = None) -> list[str]:
    return sorted(cube.content for cube in mem.facts(user="ana", valid_at=at))


@pytest.mark.parametrize(
    ("none", "some", "before", "after"),
    [
        ("I don't have any pets.", "I got a dog.", "Ana has no pets.", "Ana has a pet: dog."),
        (
            "I have no allergies.",
            "I'm allergic to nuts.",
            "Ana has no allergies.",
            "Ana is allergic to nuts.",
        ),
    ],
)
def test_each_ends_the_other(mem: mnemic.Memory, none: str, some: str, before: str, after: str) -> None:
    tell(mem, none, some)
    assert held(mem) == [after]
    assert before in held(mem, BEGIN + timedelta(days=3))


def test_all_that_was_known_ends_with_a_general_denial_and_revives_when_it_is_taken_back(
    mem: mnemic.Memory,
) -> None:
    _, _, denial = tell(mem, "I have a cat.", "I have a dog.", "I don't have any pets.")
    assert held(mem) == ["Ana has no pets."]
    mem.forget(ids=[denial])
    assert held(mem) == ["Ana has a pet: cat.", "Ana has a pet: dog."]


def test_what_is_said_in_one_breath_stands_side_by_side(mem: mnemic.Memory) -> None:
    tell(mem, "I don't have any pets, but I have a cat.")
    assert "Ana has a pet: cat." in held(mem)


def test_a_denial_of_one_thing_ends_no_other(mem: mnemic.Memory) -> None:
    tell(mem, "I have a cat.", "I'm allergic to nuts.", "I'm not allergic to eggs.", "I don't have a dog.")
    assert {"Ana has a pet: cat.", "Ana is allergic to nuts."} <= set(held(mem))


@pytest.mark.parametrize(
    ("first", "then", "left"),
    [
        ("I prefer tea to coffee.", "I prefer coffee.", "Ana prefers coffee."),
        ("I prefer tea.", "I prefer coffee to tea.", "Ana prefers coffee to tea."),
    ],
)
def test_a_preference_turned_round_ends_the_one_before(
    mem: mnemic.Memory, first: str, then: str, left: str
) -> None:
    tell(mem, first, then)
    assert held(mem) == [left]


def test_preferences_of_other_things_stand_side_by_side(mem: mnemic.Memory) -> None:
    tell(mem, "I prefer tea to coffee.", "I prefer trains to planes.", "I prefer tea to juice.")
    assert len(held(mem)) == 3
