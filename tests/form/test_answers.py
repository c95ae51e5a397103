# ruff: noqa: E501 - a case is read as one line
"""Short answers of a chat: what they state after the question before them, and when they state nothing."""

from __future__ import annotations

import pytest

from mnemic.form import Context, Turn, extract


def _said(answer: str, *before: str) -> set[tuple[str | None, str]]:
    """Return what an answer states; of the turns *before*, every other one is the assistant's, the last always."""
    turns = [
        Turn(text, "Bot", "assistant") if at % 2 == 0 else Turn(text, "Ana", "user")
        for at, text in enumerate(reversed(before))
    ][::-1]
    found = extract(Turn(answer, "Ana", "user"), Context(before=tuple(turns)))
    return {(each.predicate, each.object) for each in found}


@pytest.mark.parametrize(
    ("question", "answer", "found"),
    [
        ("Where are you located?", "just outside Toulouse", {("lives_in", "Toulouse")}),
        ("Where do you live? The season matters.", "vancouver, since 2019", {("lives_in", "vancouver")}),
        ("Which city are you in?", "Bergen, but I grew up in Hamar", {("lives_in", "Bergen"), ("comes_from", "Hamar")}),
        ("Where do you live?", "in ludlow", {("lives_in", "ludlow")}),
        ("What's your name?", "beth", {("name", "beth")}),
        ("How old are you?", "51, why?", {("age", "51")}),
        ("What do you do for work?", "plumber, at a hospital in Cork", {("occupation", "plumber"), ("works_at", "hospital")}),
        ("What do you study?", "chemistry, 2nd year, at Leiden University", {("studies", "chemistry"), ("studies_at", "Leiden University")}),
        ("Do you have any allergies?", "yes, eggs, cats and a bit of pollen", {("allergic_to", "eggs"), ("allergic_to", "cats"), ("allergic_to", "pollen")}),
        ("Any allergies?", "sesame and almonds", {("allergic_to", "sesame"), ("allergic_to", "almonds")}),
        ("Do you have pets?", "yep a beagle", {("pet", "beagle")}),
        ("Do you have pets?", "two parrots, Kiwi and Coco", {("pet", "two parrots, Kiwi and Coco")}),
        ("Where are you based?", "oakland california", {("lives_in", "oakland california")}),
        ("Do you have kids?", "yes, two sons and a daughter", {("children", "two sons and a daughter")}),
        ("What's your name?", "Dr. Nadia Faye", {("name", "Dr. Nadia Faye")}),
        ("What do you do?", "student at Kent College", {("occupation", "student"), ("studies_at", "Kent College")}),
        ("What's your favourite dish?", "i'd say couscous", {("favorite", "couscous")}),
        ("Do you have kids?", "yes, three girls", {("children", "three girls")}),
        ("Any medical conditions?", "epilepsy", {("health", "epilepsy")}),
        ("Are you on any medication?", "metformin and ramipril", {("uses", "metformin"), ("uses", "ramipril")}),
        ("Which laptop do you use?", "thinkpad x1", {("uses", "thinkpad x1")}),
        ("What music do you listen to?", "fado, jazz, some Björk", {("likes", "fado"), ("likes", "jazz"), ("likes", "Björk")}),
        ("What do you do?", "i'm a baker", {("occupation", "baker")}),
        ("What's your favourite season?", "autumn", {("favorite", "autumn")}),
        ("Do you prefer novels or short stories?", "short stories, always", {("prefers", "short stories")}),
        ("Do you play any sports?", "tennis on mondays and swimming", {("activity", "tennis"), ("activity", "swimming")}),
        ("Are you married?", "nope, divorced", {("relationship_status", "divorced")}),
        ("What's your nationality?", "peruvian", {("nationality", "peruvian")}),
    ],
)  # fmt: skip
def test_an_answer_states_what_was_asked(question: str, answer: str, found: set[tuple[str, str]]) -> None:
    assert _said(answer, question) == found


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Where do you live?", "with my parents"),
        ("Where do you live?", "why?"),
        ("Where do you live?", "Why do you ask"),
        ("Where do you live?", "not saying"),
        ("Where would you like to live?", "Lisbon"),
        ("What's your name?", "guess"),
        ("What's your sister's name?", "Rita"),
        ("How old are you?", "2 kids and I feel a hundred"),
        ("What do you do?", "not much, you?"),
        ("Do you have any allergies?", "none"),
        ("Do you have any allergies?", "no, thankfully"),
        ("Does he have any allergies?", "eggs"),
        ("What are you two allergic to?", "eggs"),
        ("Do you have pets?", "no, a dog once"),
        ("Are you on any medication?", "no"),
        ("Which laptop do you use?", "an old one"),
        ("What music do you listen to?", "depends on my mood"),
        ("What music do you listen to?", "anything really"),
        ("What's your favourite film?", "hard to say"),
        ("Do you prefer Monday or Friday?", "friday"),
        ("Do you prefer tea or coffee?", "both"),
        ("Do you prefer tea or coffee?", "not coffee"),
        ("Where do you live?", "It's complicated"),
        ("Where do you live?", "Travelling at the moment"),
        ("Do you have pets?", "dogs aren't allowed here"),
        ("Where are you living?", "at Tom's for now"),
        ("Any dietary requirements?", "lots of vegetarians"),
        ("Let's practise your English! Where do you live?", "Berlin"),
    ],
)
def test_other_answers_state_nothing(question: str, answer: str) -> None:
    assert _said(answer, question) == set()


def test_any_allergies_may_be_those_of_who_is_spoken_of() -> None:
    assert _said("eggs and soy", "How many guests are you cooking for?", "6", "Any allergies?") == set()
    assert _said("eggs and soy", "How old is your son?", "5", "Any allergies?") == set()
    assert _said("penicillin", "How often do you get them?", "weekly", "Any allergies to medication?") == {
        ("allergic_to", "penicillin")
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("i live in a small flat in lyon with my cousin", {("lives_in", "lyon")}),
        ("im from manila but i live in dubai", {("comes_from", "manila"), ("lives_in", "dubai")}),
        ("i just moved to montreal from lima", {("lives_in", "montreal")}),
        ("i live in fear of him", set()),
        ("i moved to management", set()),
        ("we moved to nice rooms", set()),
    ],
)
def test_places_in_small_letters(text: str, found: set[tuple[str, str]]) -> None:
    assert _said(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("my bike is at the shop again", set()),
        ("my car is broken", set()),
        ("my phone is in Madrid", set()),
        ("my university is in Leeds", set()),
        ("my car is a Skoda", {("owns", "Skoda")}),
        ("My van won't start, it's a 2011 Fiat Ducato", {("owns", "2011 Fiat Ducato")}),
        ("My van won't start, it's a nightmare", set()),
        ("my spanish is not so great", set()),
        ("we have a boy too", set()),
        ("i'm allergic to wasps remember so no picnic", {("allergic_to", "wasps")}),
    ],
)
def test_things_of_ones_own(text: str, found: set[tuple[str, str]]) -> None:
    assert _said(text) == found


def test_a_partner_who_died_is_one_no_longer() -> None:
    (each,) = extract(Turn("My husband Karl passed away in 2019.", "Ana", "user"))
    assert (each.predicate, each.object, each.tense) == ("partner", "Karl", "past")
    (each,) = extract(Turn("my husband Karl passed his exam", "Ana", "user"))
    assert each.tense == "present"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We are driving from Ghent where we live.", {("lives_in", "Ghent")}),
        ("the tram in krakow where i live is late", {("lives_in", "krakow")}),
        ("They moved to Ghent where we lived.", set()),
        ("From the street where I live you see it.", set()),
        (
            "I was an accountant at Siemens for ten years.",
            {("occupation", "accountant"), ("works_at", "Siemens")},
        ),
        ("I was a guest at Siemens.", set()),
        ("I was a cook at Paula's place.", {("occupation", "cook")}),
    ],
)
def test_told_by_the_way(text: str, found: set[tuple[str, str]]) -> None:
    assert _said(text) == found
