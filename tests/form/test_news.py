"""News about what is known: what ends it without naming it, how names are spelled, what is asked to be forgotten."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mnemic.form import Candidate, Context, Known, Turn, extract

SAID = datetime(2024, 5, 20, 9, tzinfo=UTC)
BEN = Known(predicate="partner", object="Ben", key="boyfriend")
HILTI = Known(predicate="works_at", object="Hilti")
WELDER = Known(predicate="occupation", object="welder")
SINGLE = Known(predicate="relationship_status", object="single")


def fact(predicate: str, object_: str, key: str | None = None) -> Known:
    return Known(predicate=predicate, object=object_, key=key)


def heard(text: str, *known: Known) -> tuple[Candidate, ...]:
    return extract(Turn(text, "Ana", "user", SAID), Context(user="Ana", known=known))


def acts(text: str, *known: Known) -> list[tuple[str, str | None]]:
    """Return what a turn changes of what is known."""
    return [
        (each.act, each.predicate)
        for each in heard(text, *known)
        if each.act != "tell" or each.polarity == "negated"
    ]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("So, we split up last month.", BEN),
        ("He dumped me on Friday.", BEN),
        ("My boyfriend and I broke up, sadly.", BEN),
        ("Ben and I aren't a couple anymore", BEN),
        ("I got sacked this morning", HILTI),
        ("they laid me off yesterday", HILTI),
        ("I retired in March.", WELDER),
        ("Got laid off from hilti lol", HILTI),
        ("Not at Hilti anymore tbh", HILTI),
        ("I finally have a girlfriend now!", SINGLE),
        ("I had to sell the Vespa last week.", fact("owns", "a Vespa")),
        ("We ended up selling the caravan.", fact("owns", "a caravan")),
        ("had to give up rowing because of my back", fact("activity", "rowing")),
        ("not playing squash any more", fact("activity", "play squash")),
        ("I quit my geology degree.", fact("studies", "geology")),
        ("My arm has healed.", fact("health", "a broken arm")),
        ("I outgrew my nut allergy.", fact("allergic_to", "nuts")),
        ("You don't need to answer in rhymes anymore.", fact("instruction", "answer in rhymes")),
    ],
)
def test_what_is_known_is_over(text: str, known: Known) -> None:
    assert acts(text, known) == [("end", known.predicate)]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("We split up in the museum and met at the exit.", BEN),
        ("We broke up the old shed.", BEN),
        ("We broke up in March but got back together.", BEN),
        ("My ex and I broke up in 2015.", BEN),
        ("In the film we broke up.", BEN),
        ("We broke up?", BEN),
        ("Ben and I separated the eggs.", BEN),
        ("I left Ben at the airport.", BEN),
        ("He got sacked this morning.", HILTI),
        ("I dreamed that I got fired.", HILTI),
        ("They let me go home early.", HILTI),
        ("My uncle retired in March.", WELDER),
        ("I retired my old laptop.", WELDER),
        ("My cousin has a girlfriend now.", SINGLE),
        ("I'm seeing someone about my knee.", SINGLE),
        ("I thought I had to sell the Vespa.", fact("owns", "a Vespa")),
        ("We don't have to sell the Vespa.", fact("owns", "a Vespa")),
        ("I had to stop Bella from barking.", fact("pet", "Bella")),
        ("I dropped Bella off at the groomer.", fact("pet", "Bella")),
        ("Bella is gone for a walk with my dad.", fact("pet", "Bella")),
        ("I had to stop rowing after an hour.", fact("activity", "rowing")),
        ("I'm not rowing today.", fact("activity", "rowing")),
        ("When my arm is healed I'll row again.", fact("health", "a broken arm")),
        ("The arm of the chair broke, it's fine now.", fact("health", "a broken arm")),
        ("I dropped the nuts.", fact("allergic_to", "nuts")),
        ("I don't eat nuts anymore.", fact("allergic_to", "nuts")),
        ("I used to date a vegan.", fact("diet", "vegan")),
        ("I don't do vegan cheese anymore.", fact("diet", "vegan")),
        ("I'm not a strict vegan.", fact("diet", "vegan")),
        ("I deleted my Safari history.", fact("uses", "Safari")),
    ],
)
def test_what_only_sounds_like_an_end_is_none(text: str, known: Known) -> None:
    changed = [each for each in acts(text, known) if each[1] == known.predicate]
    assert changed == []


@pytest.mark.parametrize(
    ("text", "known", "object_"),
    [
        ("it's spelled Katja", fact("relative", "Katya", "sister"), "Katja"),
        ("Geoff with a g", fact("name", "Jeoff"), "Geoff"),
        ("Sorry, my name is spelled Lukas with a k.", fact("name", "Lucas"), "Lukas"),
        ("You got my name wrong, it's Marcus.", fact("name", "Markus"), "Marcus"),
        ("No, not Lyon, Nantes.", fact("lives_in", "Lyon"), "Nantes"),
        ("It's Milo, not Millo.", fact("pet", "a cat called Millo"), "Milo"),
    ],
)
def test_a_name_is_put_right(text: str, known: Known, object_: str) -> None:
    (each,) = heard(text, known)
    assert (each.act, each.object, each.instead_of) == ("correct", object_, known.object)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Maximilian with an x is my boss.", fact("name", "Ana")),
        ("How is Katja spelled?", fact("relative", "Katya", "sister")),
        ("It's spelled with a k.", fact("name", "Lucas")),
        ("Not Lyon, sadly.", fact("lives_in", "Lyon")),
        ("Not Lyon, thanks.", fact("lives_in", "Lyon")),
    ],
)
def test_another_name_puts_none_right(text: str, known: Known) -> None:
    assert acts(text, known) == []


@pytest.mark.parametrize(
    ("first", "text", "object_"),
    [
        ("I'm 41.", "Oops, 42.", "42"),
        ("My birthday is June 1st.", "Sorry, June 2nd!", "June 2nd"),
    ],
)
def test_a_bare_number_puts_the_last_one_right(first: str, text: str, object_: str) -> None:
    before = (Turn(first, "Ana", "user", SAID),)
    (each,) = extract(Turn(text, "Ana", "user", SAID), Context(user="Ana", before=before))
    assert (each.act, each.object) == ("correct", object_)


def test_a_number_of_something_else_puts_nothing_right() -> None:
    before = (Turn("I'm 41.", "Ana", "user", SAID),)
    for text in ("Sorry, 42 minutes late.", "No, 200 grams.", "Wait, 2 more questions."):
        assert extract(Turn(text, "Ana", "user", SAID), Context(user="Ana", before=before)) == ()


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Forget what I said about my work.", HILTI),
        ("Please forget where I live.", fact("lives_in", "Lyon")),
        ("Ignore what I told you about my boyfriend.", BEN),
        ("Forget what I said about my parrot.", fact("pet", "a parrot called Kiki")),
        ("Please delete my address from your memory.", fact("lives_in", "Lyon")),
        ("Forget that I live in Lyon.", fact("lives_in", "Lyon")),
    ],
)
def test_a_place_is_forgotten(text: str, known: Known) -> None:
    assert acts(text, known) == [("retract", known.predicate)]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Forget work, let's plan the trip.", HILTI),
        ("Remove my job from the CV.", HILTI),
        ("Forget that I work at Hilti for a moment.", HILTI),
        ("I keep forgetting my address.", fact("lives_in", "Lyon")),
        ("Forget what I said about my boss.", HILTI),
    ],
)
def test_what_asks_for_something_else_takes_nothing_back(text: str, known: Known) -> None:
    assert acts(text, known) == []


@pytest.mark.parametrize(
    "text",
    [
        "I'm in Leeds right now for a conference.",
        "I'm in Leeds now for work until Friday.",
        "I got an offer from Hilti.",
        "I graduated in July.",
    ],
)
def test_a_visit_or_an_offer_is_no_news(text: str) -> None:
    assert heard(text) == ()


def test_what_came_in_its_place_is_told() -> None:
    told = [
        (each.act, each.predicate, each.object)
        for each in heard("I moved to Fastmail.", fact("uses", "Gmail"))
    ]
    assert sorted(told) == [("end", "uses", "Gmail"), ("tell", "uses", "Fastmail")]
