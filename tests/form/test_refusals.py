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
        "I've got a pretty big family, so it must be large.",
        "I've been using an app to log my meals.",
        "I've been using my mornings to write.",
        "I have around two hours available for tasks each day.",
        "I've been craving sweet treats more often.",
        "I've been working professionally for years.",
        "I've been doing great with meal prepping on Sundays.",
        "I've been accumulating quite a few pieces.",
        "I just got a bunch of fresh tomatoes.",
        "I got a surge of energy and purpose.",
        "I'm expecting a new baby in my social circle.",
        "I've sold a total of 40 dozen eggs so far.",
        "I like the black bean salad idea.",
        "I still want to get better.",
        "I'm hoping to open a tab at the bar.",
        "I've been trying to reach customer service all morning.",
        "As an aspiring comedian, I need advice.",
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
        "I just hit 20,000 miles with them.",
        "I hit 50 pushups today.",
        "I have a busy Monday ahead.",
        "I got a quote from the insurance.",
        "I plan to speak with Rachel first.",
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
        ('I\'m drawn to films like "Parasite" lately.', "likes", "Parasite"),
        (
            "I started reading 'Sapiens: A History' by Harari.",
            "activity",
            "reading 'Sapiens: A History' by Harari",
        ),
        ('I\'ve been reading "It, Again" in bed.', "activity", 'reading "It, Again" in bed'),
        (
            "I scored a rare pressing of Fleetwood Mac's Rumours.",
            "owns",
            "rare pressing of Fleetwood Mac's Rumours",
        ),
        ("I got a signed baseball of his last week.", "owns", "signed baseball"),
        ("I just got a new camera strap recently.", "owns", "new camera strap"),
        ("I've been watching stand-ups regularly ever since.", "activity", "watching stand-ups regularly"),
        ("I've been posting daily on Instagram using #fit.", "activity", "posting daily on Instagram"),
        ("I just started taking cello lessons.", "activity", "taking cello lessons"),
        ('I joined a club called "Page Turners" in May.', "member_of", 'club called "Page Turners"'),
        ("I love reading in a warm, sunny spot.", "likes", "reading in a warm, sunny spot"),
        ("I'm loving the Roku gin I picked up.", "likes", "Roku gin"),
        ("One of my hens, Luna, is a Leghorn.", "pet", "hen Luna"),
        ("Guitar's mostly my thing.", "likes", "Guitar"),
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
