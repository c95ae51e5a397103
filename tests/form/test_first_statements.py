# ruff: noqa: E501 - a sentence and what it states are read as one line
"""First statements about oneself: whole names, models, numbers and pets, and what only sounds like them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mnemic.cube import PREDICATES
from mnemic.form import Turn, extract

_AT = datetime(2024, 10, 10, 12, tzinfo=UTC)


def _said(text: str) -> set[tuple[str | None, str | None, str]]:
    found = extract(Turn(text, "Ana", "user", _AT))
    return {(each.predicate, each.key, each.object) for each in found if each.polarity == "affirmed"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hey, I'm Colin from Aberdeen.", {("name", None, "Colin"), ("comes_from", None, "Aberdeen")}),
        ("Hello! I'm Petra, a baker from Graz.", {("name", None, "Petra"), ("occupation", None, "baker"), ("comes_from", None, "Graz")}),
        ("I'm Anjali, I live in Kochi with my husband Dev.", {("name", None, "Anjali"), ("lives_in", None, "Kochi"), ("partner", "husband", "Dev")}),
        ("I'm Tove, 44, living in Bergen.", {("name", None, "Tove"), ("age", None, "44"), ("lives_in", None, "Bergen")}),
        ("I just started a new role as a UX designer at Klarna.", {("occupation", None, "UX designer"), ("works_at", None, "Klarna")}),
        ("I got a job at Ericsson as a systems engineer.", {("works_at", None, "Ericsson"), ("occupation", None, "systems engineer")}),
        ("I work for Dolce and Gabbana.", {("works_at", None, "Dolce and Gabbana")}),
        ("I own a parrot louder than me.", {("pet", None, "parrot")}),
        ("My cat's name is Olive and she's a ragdoll.", {("pet", None, "cat Olive, ragdoll")}),
        ("My dog Bonnie is a whippet.", {("pet", None, "dog Bonnie, whippet")}),
        ("I have a collie named Jess and a rabbit named Fudge.", {("pet", None, "collie named Jess"), ("pet", None, "rabbit named Fudge")}),
        ("We have two hens, Doris and Mabel.", {("pet", None, "two hens, Doris and Mabel")}),
        ("I have a 2018 Mazda MX-5.", {("owns", None, "2018 Mazda MX-5")}),
        ("I have an iPad 9 and a Kindle Oasis.", {("owns", None, "iPad 9"), ("owns", None, "Kindle Oasis")}),
        ("I have a Brompton C20.", {("owns", None, "Brompton C20")}),
        ("I have a niece named Ida who is 3.", {("relative", "niece", "Ida")}),
        ("I have a girlfriend called Noor.", {("partner", "girlfriend", "Noor")}),
        ("I have a son called Jon and a daughter called Liv.", {("children", None, "a son called Jon and a daughter"), ("relative", "son", "Jon"), ("relative", "daughter", "Liv")}),
        ("I have a husband and two kids.", {("children", None, "two kids")}),
        ("We have a baby boy named Kai.", {("children", None, "a baby boy")}),
        ("My goal is to save 25,000 dollars by June.", {("goal", None, "save 25,000 dollars")}),
        ("I want to build a cabin in the next three years.", {("goal", None, "build a cabin")}),
        ("I study accounting full-time.", {("studies", None, "accounting")}),
        ("I was born on 5 May 1988 in Porto.", {("birthday", None, "5 May 1988"), ("born_in", None, "Porto")}),
        ("I live in Boulder, Colorado with my cat.", {("lives_in", None, "Boulder, Colorado"), ("pet", None, "cat")}),
        ("I'm half Danish, half Greek.", {("nationality", None, "Danish"), ("nationality", None, "Greek")}),
        ("I use Visual Studio and Docker.", {("uses", None, "Visual Studio"), ("uses", None, "Docker")}),
        ("I have type 1 diabetes and high cholesterol.", {("health", None, "type 1 diabetes"), ("health", None, "high cholesterol")}),
        ("I have a slight allergy to kiwis.", {("allergic_to", None, "kiwis")}),
        ("Please reply in French.", {("instruction", None, "reply in French")}),
        ("Please call me Dr. Abiola.", {("name", None, "Dr. Abiola")}),
        ("My name is J. R. Smith.", {("name", None, "J. R. Smith")}),
        ("Call me J. My friends do.", {("name", None, "J")}),
        ("My name is Ann B. Thanks!", {("name", None, "Ann B")}),
        ("My favourite author is Ursula K. Le Guin.", {("favorite", "author", "Ursula K. Le Guin")}),
        ("I live in Block C. It has a garden.", {("lives_in", None, "Block C")}),
        ("We've a retriever called Maple and two goldfish", {("pet", None, "retriever called Maple"), ("pet", None, "two goldfish")}),
        ("I've a 2009 Corolla.", {("owns", None, "2009 Corolla")}),
        ("i have 3 cats: Luna, Pixel and Bean", {("pet", None, "3 cats: Luna, Pixel and Bean")}),
        ("I have two kids, Nora and Eli.", {("children", None, "two kids"), ("relative", "kids", "Nora"), ("relative", "kids", "Eli")}),
        ("hey im dani, 29, from leeds", {("name", None, "dani"), ("age", None, "29"), ("comes_from", None, "leeds")}),
        ("38M, electrician, divorced, two kids", {("age", None, "38"), ("occupation", None, "electrician"), ("relationship_status", None, "divorced"), ("children", None, "two kids")}),
        ("I'm type 2 diabetic", {("health", None, "type 2 diabetic")}),
        ("As a vegan in Texas I struggle to eat out", {("diet", None, "vegan")}),
        ("I live w my parents in Fresno", {("lives_in", None, "Fresno")}),
        ("doing a masters in data science", {("studies", None, "data science")}),
        ("want to run a marathon this year", {("goal", None, "run a marathon")}),
        ("want to become a paramedic", {("goal", None, "become a paramedic")}),
        ("talk to me like im five lol", {("instruction", None, "talk to me like im five")}),
        ("I'm an ICU nurse at St Vincent's", {("occupation", None, "ICU nurse"), ("works_at", None, "St Vincent's")}),
        ("Answer me in Portuguese please", {("instruction", None, "Answer me in Portuguese")}),
        ("Pizza is my favorite", {("likes", None, "Pizza")}),
        ("I enjoy gardening on weekends", {("likes", None, "gardening on weekends")}),
        ("i read a lot", {("activity", None, "read")}),
    ],
)  # fmt: skip
def test_what_is_told_is_read_whole(text: str, told: set[tuple[str | None, str | None, str]]) -> None:
    assert _said(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "I'm Ben from accounting.",
        "I'm a stone's throw from Cardiff.",
        "I'm an hour from Lyon by train.",
        'He said: "Hi, I\'m Colin from Aberdeen."',
        "Write a story that begins with: I'm Anjali, I live in Kochi.",
        "My neighbour's dog's name is Bonnie.",
        "My dog is a pig when he eats.",
        "I want a collie named Jess.",
        "My colleague has a son named Jon and a daughter called Liv.",
        "I have a colleague named Liv.",
        "I want a 2018 Mazda MX-5.",
        "I have a Python 3 question.",
        "I have a Level 3 diploma.",
        "I have a March 15 deadline.",
        "I almost got a job as a waiter.",
        "I'll be 5 minutes late.",
        "My brother's goal is to save 25,000 dollars.",
        "I'm in my last year of high school.",
        "I'm studying to become a midwife.",
        "I have a mild allergy.",
        "I eat fish.",
        "Please answer in German: what is love?",
        "I manage a hotel in Brighton.",
        "I'm in Paris now.",
        "I've three meetings today.",
        "I've a friend called Jo.",
        "My sister has two kids, Ben and Ida.",
        "Want to grab lunch?",
        "trying to fix the printer all morning",
        "Trying to learn Polish is hard.",
        "No pets allowed in my flat.",
        "im cold, 29 degrees feels better",
        "im done, 30 minutes was enough",
        "As a vegan option, what about tofu?",
        "explain it simply: what is a monad?",
        "i read a lot of mail today",
        "sushi isn't my favourite",
    ],
)
def test_what_only_sounds_like_it_states_nothing(text: str) -> None:
    assert _said(text) == set()


@pytest.mark.parametrize("name", ["Aries", "Catholic", "Texan", "Sicilian", "Irish"])
def test_a_faith_a_sign_or_a_home_is_no_name(name: str) -> None:
    assert "name" not in {predicate for predicate, _, _ in _said(f"I'm {name}, I live in Boston.")}


def test_a_breed_is_told_with_its_name_once() -> None:
    found = extract(Turn("My dog's name is Bruno.", "Ana", "user", _AT))
    assert [(each.object, each.sentence) for each in found] == [("dog Bruno", "Ana has a pet: dog Bruno.")]


@pytest.mark.parametrize(
    ("text", "object_", "key"),
    [
        ("Severance is my favorite show.", "Severance", "show"),
        ("Jaws is my favourite film now.", "Jaws", "film"),
        ("Teal's my fav colour lol", "Teal", "colour"),
        ("Ramen is my fave comfort food", "Ramen", "comfort food"),
    ],
)
def test_what_something_is_the_favorite_of_is_its_key(text: str, object_: str, key: str) -> None:
    (found,) = extract(Turn(text, "Ana", "user", _AT))
    assert (found.predicate, found.object, found.key) == ("favorite", object_, key)


def _sentences(text: str) -> list[str]:
    return [each.sentence for each in extract(Turn(text, "Ana", "user", _AT))]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I don't eat pork or shellfish.", ["Ana does not eat pork.", "Ana does not eat shellfish."]),
        ("I don't drink alcohol.", ["Ana does not drink alcohol."]),
        ("No pets, sadly.", ["Ana has no pets."]),
        ("I'm a freelance illustrator.", ["Ana works as a freelance illustrator."]),
        ("I work as an HR manager.", ["Ana works as an HR manager."]),
        ("I'm vegan.", ["Ana keeps a vegan diet."]),
        ("I'm lactose intolerant.", ["Ana is lactose intolerant."]),
        ("I've got asthma.", ["Ana has this condition: asthma."]),
        ("I drive a 2015 Honda Civic.", ["Ana owns a 2015 Honda Civic."]),
        ("I sing in a choir.", ["Ana belongs to a choir."]),
        ("I work for the city council.", ["Ana works at the city council."]),
        ("My aunt's name is Ruth.", ["Ana has an aunt called Ruth."]),
        ("I have a nut allergy.", ["Ana is allergic to nuts."]),
        ("I knit every evening.", ["Ana does this regularly: knit every evening."]),
    ],
)
def test_a_fact_is_said_in_good_english(text: str, told: list[str]) -> None:
    assert _sentences(text) == told


@pytest.mark.parametrize(
    ("predicate", "object_", "key", "denied", "told"),
    [
        ("occupation", "carpentry", None, False, "Ana works in carpentry."),
        ("occupation", "head of sales", None, False, "Ana works as head of sales."),
        ("occupation", "UX designer", None, True, "Ana does not work as a UX designer."),
        ("owns", "headphones", None, False, "Ana owns headphones."),
        ("owns", "iPhone 13", None, True, "Ana does not own an iPhone 13."),
        ("children", "three", None, False, "Ana has three children."),
        ("children", "son", None, False, "Ana has a son."),
        ("partner", "Jess", None, False, "Ana has a partner called Jess."),
        ("relative", "Ada", "twins", False, "One of Ana's twins is called Ada."),
        ("favorite", "Pizza", None, False, "Ana's favorite is Pizza."),
        ("diet", "vegetarians", None, True, "Ana does not keep a vegetarian diet."),
        ("diet", "don't eat crusts", None, False, "Ana does not eat crusts."),
        ("health", "deaf", None, True, "Ana is not deaf."),
        ("birthday", "3rd of May", None, False, "Ana was born on the 3rd of May."),
    ],
)
def test_a_sentence_has_its_articles(
    predicate: str, object_: str, key: str | None, denied: bool, told: str
) -> None:
    assert PREDICATES[predicate].sentence("Ana", object_, key, denied=denied) == told
