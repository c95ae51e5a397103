"""What looks like a fact and is none, and what a phrase holds to its end."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mnemic.form import Candidate, Turn, extract


def read(text: str) -> tuple[Candidate, ...]:
    return extract(Turn(text, "user", "user", datetime(2024, 5, 6, tzinfo=UTC)))


def told(text: str) -> set[tuple[str | None, str]]:
    return {(each.predicate, each.object) for each in read(text)}


@pytest.mark.parametrize(
    "text",
    [
        "I've been using the envelope method for my bills.",
        "I've been using cinnamon in my cooking.",
        "We're using a mix of flyers and radio.",
        "We've been using cohort data to plan our launch.",
        "I've been using the same mug for months.",
        "I've been tinkering with it in the garage.",
        "I've been working in the industry for nine years.",
        "I'd prefer a quieter neighbourhood for this trip.",
        "I've been playing catch-up since Monday.",
        "I got my car serviced last week.",
        "I got my guitar back from the shop.",
        "I got a wool scarf for my sister.",
        "I'm planning to visit in early November.",
        "I'm planning to volunteer at a soup kitchen this weekend.",
        "I'm trying to stay positive.",
        "I want to help make their evenings better.",
        "I may have found a job at a design studio.",
        "Love the green and silver.",
        "I love how it smells of cedar and a hint of smoke.",
        "I like the mix of old songs and new ones.",
        "They were a gift and always remind me of home.",
        "I've been to four plays, including Hamlet in York.",
        "My Sweet Granny Ada's jam is gone.",
        "I have stamps from over 30 countries.",
        "I have a bone to pick with you.",
        "I have a question about taxes.",
        "I have two hours left.",
        "I have a smelly feeling about this.",
        "I'm 150 years old on Mondays.",
        "I'm allergic to hard work.",
        "I hit 50 on the motorway.",
        "Never saw this coming.",
        "19 pages, be gentle.",
        "My top priority is sleep tonight.",
        "In Rome, I want to visit the Colosseum.",
        "I don't want to attract wasps.",
        "I don't want to keep arguing with neighbours.",
        "I want to visit Lisbon.",
        "In terms of error measures, I'm mostly interested in recall.",
        "I enjoy that it folds flat, or fits a drawer.",
        "I love when it snows, or hail on tin roofs.",
        "On Sundays I met a friend.",
        "I ate there twice a week.",
    ],
)
def test_what_is_no_lasting_fact_states_nothing(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "predicate", "object_"),
    [
        ("I enjoy slow, atmospheric films.", "likes", "slow, atmospheric films"),
        ("I got a new cat bed for the porch.", "owns", "new cat bed"),
        ("I've joined the Labour Party.", "member_of", "Labour Party"),
        ("I like hotels with gardens, such as a roof terrace.", "likes", "hotels with gardens"),
        ("I've been relying on Deliveroo a lot.", "uses", "Deliveroo"),
        ("I've been trying to write poems.", "activity", "write poems"),
        ("I just started volunteering at the animal shelter.", "member_of", "animal shelter"),
        ("I've been working for the county council forever.", "works_at", "county council"),
    ],
)
def test_a_phrase_is_read_to_its_end(text: str, predicate: str, object_: str) -> None:
    assert told(text) == {(predicate, object_)}


def test_work_on_something_for_a_class_is_no_employer() -> None:
    found = told("I've been working on a poster for my Statistics class.")
    assert not any(predicate == "works_at" for predicate, _ in found)


def test_what_is_done_instead_is_not_what_is_avoided() -> None:
    found = told("I've been taking trams instead of driving or hailing cabs.")
    assert not any("hailing" in object_ for _, object_ in found)
