"""Facts of made-up persons, and several ways of saying each."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

WAYS: dict[str, Sequence[str]] = {
    "lives_in": ("I live in {o}.", "I'm based in {o}.", "My home is in {o}.", "We live in {o} these days.",
        "I live in {o}, as you know.", "I still live in {o}.", "I've been living in {o} for years.",
        "Well, I live in {o}, what can I say."),
    "works_at": ("I work at {o}.", "I work for {o}.", "My employer is {o}.", "I'm working at {o}.",
        "I work at {o}, in the main building.", "I still work at {o}.",
        "I've been working at {o} for a while now.", "I work at {o}, second floor."),
    "occupation": ("I'm a {o}.", "I work as a {o}.", "I am a {o} by trade.", "My job is {o}.",
        "I'm a {o}, so I know the type.", "I'm still a {o}.", "I've been working as a {o} for ages.",
        "Remember, I'm a {o}."),
    "birthday": ("My birthday is {o}.", "My birthday is on {o}.", "I was born on {o}.",
        "My birthday falls on {o}.", "{o} is my birthday.", "Oh, and my birthday is {o}.",
        "My birthday is {o}, by the way.", "As I said, my birthday is {o}."),
    "pet": ("I have a {o}.", "I've got a {o}.", "We have a {o} at home.", "I own a {o}.",
        "I have a {o}, a calm one.", "I still have a {o}.", "I have a {o} at home.",
        "Honestly, I have a {o}, so no early trains."),
    "owns": ("I own a {o}.", "I have a {o}.", "I've got a {o}.", "I bought a {o}.", "I own a {o}, an old one.",
        "I still own a {o}.", "I own a {o} now.", "Did I say that I own a {o}? Well, I own a {o}."),
    "likes": ("I love {o}.", "I really like {o}.", "I'm a big fan of {o}.", "I enjoy {o}.",
        "I like {o} a lot.", "I've always loved {o}.", "Honestly, I love {o}.", "I like {o} very much."),
    "allergic_to": ("I'm allergic to {o}.", "I have an allergy to {o}.", "I have a {o} allergy.",
        "I am severely allergic to {o}.", "I'm allergic to {o}, remember.", "As I said, I'm allergic to {o}.",
        "I'm still allergic to {o}.", "I'm really allergic to {o}, no joke."),
    "speaks": ("I speak {o}.", "I can speak {o}.", "I speak fluent {o}.", "I'm fluent in {o}.",
        "I speak {o} well.", "I also speak {o}.", "I speak {o} quite well.", "I speak {o} at home."),
    "uses": ("I use {o}.", "I use {o} every day.", "I'm using {o} for that.", "I always use {o}.",
        "I use {o} at work.", "I still use {o}.", "I've been using {o} for years.", "I use {o} for most things."),
    "member_of": ("I'm a member of {o}.", "I'm in {o}.", "I belong to {o}.", "I joined {o}.",
        "I volunteer at {o}.", "I'm still a member of {o}.", "I've been a member of {o} since spring.",
        "I'm an active member of {o}."),
    "activity": ("I play the {o}.", "I play the {o} every week.", "I've been playing the {o} for years.",
        "I practise the {o} on Sundays.", "I play the {o} in my free time.", "I still play the {o}.",
        "I play the {o} a lot.", "I play the {o} with friends."),
}  # fmt: skip
"""Ways of saying a fact: all of them first-person, direct and in the present."""

_OBJECTS: dict[str, Sequence[str]] = {
    "lives_in": ("Porto", "Leeds", "Uppsala", "Ghent", "Basel", "Turin", "Tampere", "Gdansk", "Graz", "Cork"),
    "works_at": ("Norvell Freight", "Ostara Labs", "Kestrel Bank", "Brightwater Press", "Halden Steel", "Quillon"),
    "occupation": ("nurse", "welder", "translator", "baker", "surveyor", "librarian", "plumber", "carpenter"),
    "birthday": tuple(f"{month} {day}" for month in ("March", "June", "October") for day in (3, 13, 23, 30)),
    "pet": ("dog", "cat", "parrot", "tortoise", "hamster", "grey cat", "black dog", "rabbit"),
    "owns": ("red bike", "blue bike", "canoe", "cello", "piano", "motorbike", "telescope", "red canoe", "sewing machine"),
    "likes": ("jazz", "jazz piano", "black tea", "green tea", "tea", "opera", "hiking", "crime novels", "novels",
              "Italian food", "Indian food", "chess", "old films", "dark chocolate", "chocolate"),
    "allergic_to": ("peanuts", "pollen", "shellfish", "penicillin", "wasps", "latex"),
    "speaks": ("Dutch", "Finnish", "Catalan", "Greek", "Swahili", "Turkish"),
    "uses": ("Notion", "Obsidian", "Linux", "Firefox", "Emacs", "Figma", "Trello"),
    "member_of": ("the rowing club", "the chess club", "the book club", "the food bank", "the city choir"),
    "activity": ("violin", "viola", "guitar", "bass guitar", "drums", "flute", "piano"),
}  # fmt: skip

_SEVERAL = {
    "pet": 2,
    "owns": 3,
    "likes": 5,
    "allergic_to": 2,
    "speaks": 2,
    "uses": 2,
    "member_of": 2,
    "activity": 2,
}

_PERSONS = (
    "Adaeze",
    "Bertil",
    "Chiara",
    "Dmitri",
    "Esra",
    "Fabian",
    "Greta",
    "Hamid",
    "Ilse",
    "Joao",
    "Katya",
    "Liam",
)


class Told(NamedTuple):
    """A fact of a person, which is told in several ways."""

    person: str
    predicate: str
    object: str


def facts_of(count: int, seed: int) -> Iterator[Told]:
    """Yield the distinct facts of *count* persons; several of one are near to each other, and none is another."""
    rng = random.Random(seed)
    for number in range(count):
        person = f"{_PERSONS[number % len(_PERSONS)]} {number // len(_PERSONS) + 1}"
        for predicate, objects in _OBJECTS.items():
            for chosen in rng.sample(objects, _SEVERAL.get(predicate, 1)):
                yield Told(person, predicate, chosen)


def said(told: Told, number: int) -> str:
    """Return a sentence that says *told*, the *number*-th."""
    ways = WAYS[told.predicate]
    return ways[number % len(ways)].format(o=told.object)
