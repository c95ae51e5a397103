"""Corrections and retractions in words."""

from __future__ import annotations

import pytest

from mnemic.form import Candidate, Context, Known, Turn, extract


def after(first: str, text: str) -> tuple[Candidate, ...]:
    return extract(
        Turn(text, "Ana", "user"),
        Context(before=(Turn(first, "Ana", "user"), Turn("ok", "Bot", "assistant"))),
    )


@pytest.mark.parametrize(
    ("first", "text", "predicate", "object_", "wrong"),
    [
        ("I live in Salamanca.", "Sorry, I meant Segovia.", "lives_in", "Segovia", "Salamanca"),
        ("My birthday is May 3.", "oops, meant May 13", "birthday", "May 13", "May 3"),
        ("I work for Aldo.", "That was a typo, it's Audi.", "works_at", "Audi", "Aldo"),
        ("I live in Rome.", "Typo, I live in Rouen.", "lives_in", "Rouen", "Rome"),
        (
            "I study psychology.",
            "I said psychology but I meant psychiatry.",
            "studies",
            "psychiatry",
            "psychology",
        ),
        ("Vivo en Murcia.", "Perdón, quería decir Almería.", "lives_in", "Almería", "Murcia"),
    ],
)
def test_a_correction_names_what_it_corrects(
    first: str, text: str, predicate: str, object_: str, wrong: str
) -> None:
    (each,) = [each for each in after(first, text) if each.act == "correct"]
    assert (each.predicate, each.object, each.instead_of) == (predicate, object_, wrong)


def test_a_correction_inside_a_turn_drops_the_error() -> None:
    found = extract(Turn("I live in Salamanca. Sorry, I meant Segovia.", "Ana"))
    assert [(each.act, each.object) for each in found] == [("correct", "Segovia")]


def test_a_correction_of_something_unknown_has_no_predicate() -> None:
    (each,) = extract(Turn("Sorry, I meant Segovia.", "Ana"))
    assert (each.act, each.predicate, each.object) == ("correct", None, "Segovia")


def test_known_facts_are_corrected_too() -> None:
    (each,) = extract(
        Turn("Sorry, I meant Segovia.", "Ana"),
        Context(known=(Known(predicate="lives_in", object="Salamanca"),)),
    )
    assert (each.predicate, each.instead_of) == ("lives_in", "Salamanca")


@pytest.mark.parametrize(
    ("first", "text", "predicate", "object_"),
    [
        ("I live in Lima.", "Forget that I said I live in Lima.", "lives_in", "Lima"),
        ("I work at Roche.", "Forget the thing about Roche.", "works_at", "Roche"),
        ("I'm 29.", "Forget about my age, I never should have given it.", "age", "29"),
        ("I live in Lima.", "Scratch that.", "lives_in", "Lima"),
        ("hello", "Forget that I said I live in Lima.", "lives_in", "Lima"),
        ("I was born in Tbilisi.", "I'm not certain I was born in Tbilisi.", "born_in", "Tbilisi"),
        ("Vivo en Rosario.", "Olvida lo que dije de que vivo en Rosario.", "lives_in", "Rosario"),
    ],
)
def test_a_retraction_names_what_it_takes_back(first: str, text: str, predicate: str, object_: str) -> None:
    (each,) = after(first, text)
    assert (each.act, each.predicate, each.object) == ("retract", predicate, object_)


@pytest.mark.parametrize(
    "text",
    [
        "Sorry for the noise, I have a cat.",
        "I'm not sure if it works, I use Notion.",
        "Your kind words mean a lot.",
        "Forget it.",
        "It's actually the new release from them.",
        "Actually, are you sure?",
    ],
)
def test_ordinary_words_take_nothing_back(text: str) -> None:
    assert all(each.act == "tell" for each in after("I live in Rome.", text))


@pytest.mark.parametrize(
    ("first", "text", "object_", "wrong"),
    [
        ("I live in Brno.", "*Bern", "Bern", "Brno"),
        ("I'm 45 years old.", "Make that 54.", "54", "45"),
        ("I work at Simens.", "Should be Siemens.", "Siemens", "Simens"),
        ("I work at Sanofi.", "Correction: Novartis.", "Novartis", "Sanofi"),
        ("I live in Bergamo.", "It's Brescia, not Bergamo.", "Brescia", "Bergamo"),
        ("I live in Bergamo.", "Sorry, I meant Brescia, not Bergamo.", "Brescia", "Bergamo"),
        ("I have a ferret.", "Not a ferret but a stoat.", "stoat", "ferret"),
        ("I live in Nice.", "I said Nice but it's Cannes.", "Cannes", "Nice"),
        ("I was born in Vienna.", "Vienna should be Vienne.", "Vienne", "Vienna"),
        ("I live in Cork.", "I misspoke, it's Galway.", "Galway", "Cork"),
        ("My sister is Lea.", "My sister's name is Lia, not Lea.", "Lia", "Lea"),
    ],
)
def test_a_correction_needs_few_words(first: str, text: str, object_: str, wrong: str) -> None:
    (each,) = [each for each in after(first, text) if each.act == "correct"]
    assert (each.object, each.instead_of) == (object_, wrong)


@pytest.mark.parametrize(
    ("first", "text"),
    [
        ("I live in Cork.", "I'm in Galway this week, not Cork."),
        ("I love tea.", "Chamomile, not tea."),
        ("I live in Cork.", "Make it work."),
        ("I own a van.", "My bike, not my car, needs a wash."),
        ("I'm 30.", "A desk for 4, not 30."),
        ("I'm 30.", "I meant the printer."),
        ("I'm married.", "He's away, I meant, he's at sea."),
        ("I come from Ghent.", "Wout comes from Bruges, not Ghent."),
        ("I use Excel.", "Sorry, I meant the other table."),
        ("I play the harp.", "I meant in the film."),
    ],
)
def test_what_only_looks_like_a_correction_is_none(first: str, text: str) -> None:
    assert not [each for each in after(first, text) if each.act == "correct"]


@pytest.mark.parametrize(
    ("first", "text", "object_"),
    [
        ("I work at Pfizer.", "Strike Pfizer from your notes.", "Pfizer"),
        ("I have an iguana.", "Scratch the iguana.", "iguana"),
        ("I own a yacht.", "I made up the yacht.", "yacht"),
        ("My birthday is May 5.", "Don't count on May 5.", "May 5"),
        ("I work at Tesla.", "Forget I said that.", "Tesla"),
        ("I have five kids.", "I take that back.", "five kids"),
        ("I speak Welsh.", "Ignore my last message.", "Welsh"),
    ],
)
def test_a_fact_is_taken_back_in_few_words(first: str, text: str, object_: str) -> None:
    assert [each.object for each in after(first, text) if each.act == "retract"] == [object_]


@pytest.mark.parametrize(
    ("first", "text"),
    [
        ("I live in Porto.", "Delete the Porto restaurants from the list."),
        ("I live in Porto.", "Remove the draft about cake."),
        ("I live in Porto.", "That's not true."),
        ("I play the harp.", "Scratch that last verse, the harp is flat."),
        ("I work at Roche.", "It's not true that Roche sacked me."),
        ("I speak Welsh.", "Without my aunt I'd forget my Welsh."),
        ("I have a budgie.", "I made up a rhyme about my budgie."),
        ("I live in Porto.", "Don't forget that I live in Porto."),
    ],
)
def test_other_things_are_deleted_and_denied_too(first: str, text: str) -> None:
    assert not [each for each in after(first, text) if each.act == "retract"]


@pytest.mark.parametrize(
    ("first", "text"),
    [
        ("I'm allergic to latex.", "I'm really allergic to wasps, no joke."),
        ("I use Linux.", "I'm actually using Notion, too."),
        ("I want to become a pilot.", "It's actually the new release."),
    ],
)
def test_of_several_values_none_is_corrected_by_another(first: str, text: str) -> None:
    assert not [each for each in after(first, text) if each.act == "correct"]


def test_a_whole_clause_is_not_taken_for_what_was_meant() -> None:
    found = after("I live in Lisbon.", "No, I live in Braga, not Lisbon.")
    assert {(each.predicate, each.object) for each in found} == {("lives_in", "Braga")}
