"""Facts in many wordings: stop lists say what is none, no list says what is one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mnemic.form import Candidate, Turn, extract


def read(text: str) -> tuple[Candidate, ...]:
    return extract(Turn(text, "user", "user", datetime(2024, 5, 6, tzinfo=UTC)))


@pytest.mark.parametrize(
    ("text", "predicate", "object_"),
    [
        ("I have a copper birdbath.", "owns", "copper birdbath"),
        ("I have a bunch of ladders.", "owns", "ladders"),
        ("I treated myself to a walnut clock.", "owns", "walnut clock"),
        ("I swapped my Fiat for a Skoda.", "owns", "Skoda"),
        ("I wanna become a cartographer.", "goal", "become a cartographer"),
        ("I've been trying to travel more lightly.", "goal", "travel more lightly"),
        ("I've set myself the goal of reading fifty plays.", "goal", "reading fifty plays"),
        ("This year I'll finally learn to sail.", "goal", "learn to sail"),
        ("I swear I'll finish my novel this year.", "goal", "finish my novel"),
        ("I'm dead set on opening a bakery.", "goal", "opening a bakery"),
        ("I'm striving for running a farm.", "goal", "running a farm"),
        ("My dream is to restore a windmill.", "goal", "restore a windmill"),
        ("I've been polishing brass every Sunday.", "activity", "polishing brass every Sunday"),
        ("Every evening I feed the neighbour's hens.", "activity", "feed the neighbour's hens"),
        ("In my spare time I carve spoons.", "activity", "carve spoons"),
        ("My hobby is calligraphy.", "activity", "calligraphy"),
        ("I've played bridge since I was nine.", "activity", "bridge"),
        ("Always give me distances in miles.", "instruction", "Always give me distances in miles"),
        ("Whenever I ask for code, add tests.", "instruction", "add tests"),
        ("I'd like you to answer in Dutch from now on.", "instruction", "answer in Dutch"),
        ("Remember to address me formally.", "instruction", "address me formally"),
        ("Please, no emojis.", "instruction", "no emojis"),
        ("Be blunt.", "instruction", "Be blunt"),
        ("I'd prefer it if you kept replies short.", "instruction", "kept replies short"),
        ("I've changed my name to Wilhelmina.", "name", "Wilhelmina"),
        ("These days everyone calls me Pip.", "name", "Pip"),
        ("Hi there, Ottoline here.", "name", "Ottoline"),
        ("my name is bartholomew", "name", "bartholomew"),
        ("Allow me to introduce myself, I am Cordelia.", "name", "Cordelia"),
        ("I'm pushing sixty.", "age", "sixty"),
        ("I'm about to turn 50.", "age", "50"),
        ("dob 04/11/1982", "birthday", "04/11/1982"),
        ("I was born on a leap day, February 29.", "birthday", "February 29"),
        ("As someone from Bergen, I own three raincoats.", "comes_from", "Bergen"),
        ("Being from Oulu, I like the dark.", "comes_from", "Oulu"),
        ("As someone with asthma, I avoid smoke.", "health", "asthma"),
        ("My doctor says I have gout.", "health", "gout"),
        ("I've got a torn ligament.", "health", "torn ligament"),
        ("I have a walnut allergy.", "allergic_to", "walnut"),
        ("Peaches give me hives.", "allergic_to", "Peaches"),
        ("I can't eat celery because I'm allergic to it.", "allergic_to", "celery"),
        ("I rent a flat in Bilbao.", "lives_in", "Bilbao"),
        ("I've been in Utrecht for six years now.", "lives_in", "Utrecht"),
        ("Leuven has been my home for years.", "lives_in", "Leuven"),
        ("I pull night shifts at Mercer Labs.", "works_at", "Mercer Labs"),
        ("It's my fourth year at Nokia.", "works_at", "Nokia"),
        ("I teach chemistry for a living.", "occupation", "teach chemistry"),
        ("I'm retraining as a plumber.", "occupation", "plumber"),
        ("I transferred to Bowdoin College.", "studies_at", "Bowdoin College"),
        ("I'm halfway through my bachelor's in botany.", "studies", "botany"),
        ("I've got a Danish passport.", "nationality", "Danish"),
        ("I'm in a relationship with Solveig.", "partner", "Solveig"),
        ("I'm the cousin of Anselm.", "relative", "Anselm"),
        ("I'm a proud dog dad.", "pet", "dog"),
        ("I'd rather walk than drive.", "prefers", "walk"),
        ("Tea suits me better than coffee.", "prefers", "Tea"),
        ("I've fallen in love with flamenco.", "likes", "flamenco"),
        ("huge cricket fan here", "likes", "cricket"),
        ("I started using Zotero.", "uses", "Zotero"),
        ("I ditched Chrome for Brave.", "uses", "Brave"),
        ("I'm brushing up on my Catalan.", "speaks", "Catalan"),
        ("I'm the treasurer of the rowing club.", "member_of", "rowing club"),
        ("I signed up with a hiking group.", "member_of", "hiking group"),
        ("I have no children.", "children", "children"),
        ("I'm childless.", "children", "childless"),
        ("We're expecting our first child.", "children", "expecting our first child"),
    ],
)
def test_a_general_wording_is_read(text: str, predicate: str, object_: str) -> None:
    assert (predicate, object_) in {(each.predicate, each.object) for each in read(text)}


@pytest.mark.parametrize(
    ("text", "predicate", "object_"),
    [
        ("I don't eat pork.", "diet", "pork"),
        ("I gave up dairy in January.", "diet", "dairy"),
        ("I have no food allergies.", "allergic_to", "food allergies"),
        ("I'm no Frenchman.", "nationality", "Frenchman"),
        ("I don't have pets.", "pet", "pets"),
        ("I've never owned a car.", "owns", "car"),
        ("I'm not big on parades.", "likes", "parades"),
    ],
)
def test_a_denial_is_negated(text: str, predicate: str, object_: str) -> None:
    assert (predicate, object_, "negated") in {
        (each.predicate, each.object, each.polarity) for each in read(text)
    }


@pytest.mark.parametrize(
    ("text", "predicate"),
    [("I'm turning 70 in June.", "age"), ("I'll be moving to Turku in March.", "lives_in")],
)
def test_what_is_to_come_is_future(text: str, predicate: str) -> None:
    assert (predicate, "future") in {(each.predicate, each.tense) for each in read(text)}


def test_a_correction_within_one_sentence_states_what_is_so() -> None:
    (each,) = read("My favourite drink isn't coffee any more, it's mate.")
    assert (each.object, each.polarity) == ("mate", "affirmed")
