"""What a turn says of facts that are known: that they are over, or gave way to something else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mnemic.form import Candidate, Context, Known, Turn, extract

SAID = datetime(2024, 5, 20, 9, tzinfo=UTC)


def heard(text: str, predicate: str, object_: str, key: str | None = None) -> tuple[Candidate, ...]:
    known = (Known(predicate=predicate, object=object_, key=key),)
    return extract(Turn(text, "Ana", "user", SAID), Context(user="Ana", known=known))


def ended(text: str, predicate: str, object_: str, key: str | None = None) -> list[str]:
    return [each.object for each in heard(text, predicate, object_, key) if each.act == "end"]


@pytest.mark.parametrize(
    ("text", "predicate", "object_"),
    [
        ("I waved goodbye to Hilti for good.", "works_at", "Hilti"),
        ("I quit my job.", "works_at", "Hilti"),
        ("They laid me off at Hilti.", "works_at", "Hilti"),
        ("My last day at Hilti was Friday.", "works_at", "Hilti"),
        ("Hilti is history for me.", "works_at", "Hilti"),
        ("I'm so over techno.", "likes", "techno"),
        ("Poker doesn't do anything for me any more.", "likes", "poker"),
        ("I can't watch horror movies any more.", "likes", "horror movies"),
        ("The van went to my nephew.", "owns", "van"),
        ("Someone stole my Honda.", "owns", "Honda"),
        ("I threw the accordion out.", "owns", "accordion"),
        ("Pixel didn't make it.", "pet", "cat named Pixel"),
        ("pixel the cat ran away.", "pet", "cat named Pixel"),
        ("The house without a dog is quiet.", "pet", "dog"),
        ("Ingrid and I broke up.", "partner", "Ingrid"),
        ("I'm cured of the pollen allergy.", "allergic_to", "pollen"),
        ("The insomnia has vanished.", "health", "insomnia"),
        ("I've forgotten all my Italian.", "speaks", "Italian"),
        ("I've abandoned the idea of learning Korean.", "goal", "learn Korean"),
        ("My surfing days are behind me.", "activity", "go surfing every weekend"),
        ("I haven't opened Twitter in months.", "uses", "Twitter"),
        ("Todoist was fine, but I no longer use it.", "uses", "Todoist"),
        ("Rotary took all my Tuesdays, so I left.", "member_of", "Rotary"),
        ("I'm an ex-soldier.", "occupation", "soldier"),
        ("You can stop it with the metric units.", "instruction", "always use metric units"),
        ("I finished my architecture studies.", "studies", "architecture"),
    ],
)
def test_a_known_fact_is_over_however_it_is_said(text: str, predicate: str, object_: str) -> None:
    assert len(ended(text, predicate, object_)) == 1


@pytest.mark.parametrize(
    ("text", "predicate", "object_"),
    [
        ("Should I leave Hilti?", "works_at", "Hilti"),
        ("If Hilti let me go, I'd open a bar.", "works_at", "Hilti"),
        ("I'm thinking of leaving Hilti.", "works_at", "Hilti"),
        ("I will say goodbye to Hilti one day.", "works_at", "Hilti"),
        ("I didn't quit Hilti.", "works_at", "Hilti"),
        ("I almost left Hilti last year.", "works_at", "Hilti"),
        ("My colleague left Hilti.", "works_at", "Hilti"),
        ("He says Hilti is history.", "works_at", "Hilti"),
        ("I quit Hilti! Just kidding.", "works_at", "Hilti"),
        ('The headline was "Goodbye Hilti".', "works_at", "Hilti"),
        ("I left Hilti at five today.", "works_at", "Hilti"),
        ("I sold my Hilti shares.", "works_at", "Hilti"),
        ("In the movie the dog died.", "pet", "dog"),
        ("Her dog died.", "pet", "dog"),
        ("When I was nine our dog died.", "pet", "dog"),
        ("The engine of the boat died.", "owns", "boat"),
        ("My boyfriend is no longer vegan.", "diet", "vegan"),
        ("I'm done with my coffee.", "likes", "coffee"),
        ("Everybody dropped Firefox, I still use it.", "uses", "Firefox"),
        ("No kickboxing this week, I'm sick.", "activity", "kickboxing"),
        ("I no longer wonder about my name, Ana.", "name", "Ana"),
        ("We nearly sold the harp.", "owns", "harp"),
        ("Our bass waved goodbye to the choir.", "member_of", "choir"),
        ("My cousin assured the vicar I've given up golf.", "activity", "golf"),
        ("My ex feeds the parrot.", "pet", "parrot"),
        ("Training's off, the hall is flooded and judo's cancelled.", "activity", "judo"),
        ("My niece went from biology to law.", "studies", "biology"),
        ("The vegan cafe has shut. It's a bank now.", "diet", "vegan"),
        ("I waved goodbye to Acme, well, its canteen.", "works_at", "Acme"),
        ("Hilti and I are done for today.", "works_at", "Hilti"),
        ("I can't stand the coffee at Hilti any more.", "works_at", "Hilti"),
        ("Rex doesn't eat dry food any more.", "pet", "Rex"),
        ("Slack doesn't support my old phone any longer.", "uses", "Slack"),
        ("The marathon isn't in Berlin any more.", "goal", "marathon"),
        ("I've handed in my notice at Hilti, my last day is September 30.", "works_at", "Hilti"),
        ("I sold my Honda to pay for one ticket. Almost.", "owns", "Honda"),
        ("Hilti fired me... in my nightmares.", "works_at", "Hilti"),
    ],
)
def test_what_comes_near_it_ends_nothing(text: str, predicate: str, object_: str) -> None:
    assert not ended(text, predicate, object_)


@pytest.mark.parametrize(
    ("text", "predicate", "object_", "new"),
    [
        ("I swapped Spotify for Tidal.", "uses", "Spotify", "Tidal"),
        ("Affinity has replaced Photoshop on my machine.", "uses", "Photoshop", "Affinity"),
        ("The Volvo has been replaced by a Skoda.", "owns", "Volvo", "Skoda"),
        ("Our team moved from Java to Kotlin.", "uses", "Java", "Kotlin"),
        ("Acme is out, Globex is in.", "works_at", "Acme", "Globex"),
        ("Goodbye Graz, hello Linz!", "lives_in", "Graz", "Linz"),
        ("I do pilates instead of swimming now.", "activity", "swimming", "pilates"),
        ("Medicine was too much blood. It's biology now.", "studies", "medicine", "biology"),
        ("Troquei o Windows pelo Linux.", "uses", "Windows", "Linux"),
    ],
)
def test_what_takes_its_place_is_told(text: str, predicate: str, object_: str, new: str) -> None:
    found = heard(text, predicate, object_)
    assert (predicate, new) in {(each.predicate, each.object) for each in found if each.act == "tell"}
    assert object_ in [each.object for each in found if each.act == "end"]


@pytest.mark.parametrize(
    ("text", "predicate", "object_"),
    [
        ("I took the train from Graz to Linz.", "lives_in", "Graz"),
        ("From French to Catalan, I collect languages.", "speaks", "French"),
        ("I might swap Slack for Teams.", "uses", "Slack"),
        ("It's not biology now.", "studies", "medicine"),
    ],
)
def test_what_takes_no_place_is_not_told(text: str, predicate: str, object_: str) -> None:
    assert not [each for each in heard(text, predicate, object_) if each.predicate == predicate]


def test_the_end_has_the_day_that_is_named() -> None:
    (each,) = [
        one
        for one in heard("I said goodbye to Hilti on 3 May 2024.", "works_at", "Hilti")
        if one.act == "end"
    ]
    assert each.stated_to is not None
    assert each.stated_to.date() == datetime(2024, 5, 3, tzinfo=UTC).date()


@pytest.mark.parametrize(
    ("text", "predicate", "object_"),
    [
        ("I switched to Firefox.", "uses", "Chrome"),
        ("I've changed my mind, I prefer aisle seats.", "prefers", "window seats"),
    ],
)
def test_changing_to_a_rival_ends_the_other(text: str, predicate: str, object_: str) -> None:
    assert ended(text, predicate, object_) == [object_]


@pytest.mark.parametrize(
    ("text", "predicate", "object_"),
    [
        ("I switched to Firefox.", "uses", "Excel"),
        ("I use Firefox.", "uses", "Chrome"),
        ("These days I use Firefox.", "uses", "Firefox"),
        ("I've changed my mind, I prefer tea.", "prefers", "window seats"),
        ("These days I own a boat.", "owns", "car"),
    ],
)
def test_without_a_change_or_a_rival_nothing_ends(text: str, predicate: str, object_: str) -> None:
    assert not ended(text, predicate, object_)


def test_a_marriage_before_this_one_is_not_told() -> None:
    assert not heard("I got divorced once before, in 2009.", "relationship_status", "married")


def test_a_partner_is_named_by_what_they_are() -> None:
    assert ended("I broke up with my boyfriend.", "partner", "Rafael", "boyfriend")


@pytest.mark.parametrize(
    ("text", "predicate", "object_"),
    [
        ("Deloitte is in the rear-view mirror.", "works_at", "Deloitte"),
        ("Handed in my badge at Acme on Friday.", "works_at", "Acme"),
        ("Acme didn't renew my contract.", "works_at", "Acme"),
        ("I'm finally retired, after thirty years.", "occupation", "nurse"),
        ("I took early retirement in May.", "occupation", "police officer"),
        ("Did it! Ran my first marathon in Valencia.", "goal", "run a marathon"),
        ("Down 10 kg, goal reached!", "goal", "lose 10 kg"),
        ("Retested and I can eat eggs now, no reaction.", "allergic_to", "eggs"),
        ("I've been off the pills for a year and my anxiety is gone.", "health", "anxiety"),
        ("I let my Rotary membership lapse but I'm still in the choir.", "member_of", "Rotary"),
        ("Didn't renew my membership at the tennis club.", "member_of", "tennis club"),
        ("The piano found a new home.", "owns", "piano"),
        ("After the storm the boat was a write-off.", "owns", "a boat"),
        ("Both guinea pigs have died.", "pet", "two guinea pigs"),
        ("My Swedish is completely gone.", "speaks", "Swedish"),
        ("came off keto after six months", "diet", "keto"),
        ("I've changed my mind about short answers.", "prefers", "short answers"),
    ],
)
def test_it_is_over_in_yet_other_words(text: str, predicate: str, object_: str) -> None:
    others = (Known(predicate="member_of", object="choir"), Known(predicate=predicate, object=object_))
    found = extract(Turn(text, "Ana", "user", SAID), Context(user="Ana", known=others))
    assert [each.object for each in found if each.act == "end"] == [object_]


@pytest.mark.parametrize(
    ("text", "predicate", "object_"),
    [
        ("We broke up, but we talked it out.", "partner", "Liam"),
        ("Miso ran away on Sunday and came back on Tuesday.", "pet", "cat named Miso"),
        ("Dropped my iPhone in the lake but it still works.", "owns", "iPhone"),
        ("I left my Kindle on a train.", "owns", "Kindle"),
        ("I stopped eating peanuts because of the allergy.", "allergic_to", "peanuts"),
        ("Back in spring I moved from Austin to Dallas, then came back to Austin.", "lives_in", "Austin"),
        ("They offered to promote me from bartender to manager.", "occupation", "bartender"),
        ("I ran a half marathon on Sunday.", "goal", "run a marathon"),
        ("I let Rotary know but I'm still in Rotary.", "member_of", "Rotary"),
    ],
)
def test_what_goes_on_after_all_is_not_over(text: str, predicate: str, object_: str) -> None:
    found = heard(text, predicate, object_)
    assert not [each for each in found if each.act == "end" or each.object == "Dallas"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("We tied the knot last week.", "married"),
        ("My divorce came through on Tuesday.", "divorced"),
        ("Noah popped the question and I said yes!", "engaged"),
        ("I proposed on the beach and she said yes.", "engaged"),
    ],
)
def test_a_status_is_told_by_what_happened(text: str, status: str) -> None:
    told = [(each.predicate, each.object) for each in heard(text, "owns", "boat")]
    assert told == [("relationship_status", status)]


def test_a_favorite_is_known_by_another_word_for_its_key() -> None:
    found = heard("My favourite colour is green these days.", "favorite", "blue", "color")
    assert [(each.key, each.object) for each in found] == [("color", "green")]


def test_an_employer_that_was_left_is_known_by_words_of_work() -> None:
    assert ended("I left Acme in March and joined Globex.", "lives_in", "Bern") == ["Acme"]
    assert not ended("I left Wexford in March and joined the choir.", "lives_in", "Bern")


def test_what_was_announced_before_is_taken_back() -> None:
    found = heard("About the ferret... I made that up, we don't have one.", "pet", "ferret")
    assert [(each.act, each.object) for each in found] == [("retract", "ferret")]
