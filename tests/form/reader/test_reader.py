"""What the reader finds beside the rules, with the weights that come with the package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mnemic.embed import AdaptedMiniLM
from mnemic.form import Candidate, Context, Known, Reader, Turn, extract, shared_reader
from mnemic.form.reader._fitting import fits
from mnemic.form.reader._vetoes import doubts, names_part, refuses, takes_back

pytestmark = pytest.mark.model

SAID = datetime(2024, 5, 20, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return shared_reader()


def known(predicate: str, object_: str, key: str | None = None) -> Known:
    return Known(predicate=predicate, object=object_, key=key)


def read(
    reader: Reader,
    text: str,
    *facts: Known,
    before: str = "",
    role: str = "user",
    language: str | None = None,
) -> tuple[Candidate, ...]:
    turns = (Turn(before, "Bo", "user", SAID),) if before else ()
    context = Context(user="ana", language=language, before=turns, known=facts)
    return reader.extract(Turn(text, "Ana", role, SAID), context)


def told(found: Sequence[Candidate]) -> set[tuple[str | None, str]]:
    return {(each.predicate, each.object) for each in found if each.act == "tell"}


def taken(found: Sequence[Candidate]) -> set[tuple[str, str]]:
    return {(each.act, each.object) for each in found if each.act != "tell"}


@pytest.mark.parametrize(
    ("predicate", "text", "object_", "cut"),
    [
        ("name", "Sure thing, Maria.", "Maria", True),
        ("name", "No, Maria.", "Maria", False),
        ("name", "Call me that, Maria.", "Maria", False),
        ("activity", "I'm carving out an hour a day.", "carving", True),
        ("activity", "Carving calms me.", "Carving", False),
        ("activity", "I color-code achievements.", "color-code", True),
        ("activity", "I swim most days.", "swim", False),
        ("member_of", "I feel closer to a community and my faith.", "community and", True),
        ("member_of", "I feel closer to my faith.", "faith", True),
        ("member_of", "I row with the crew.", "crew", False),
        ("member_of", "I'm in Page Turners.", "Turners", True),
        ("works_at", "In May Google hired me.", "Google", False),
        ("goal", "Running a shop isn't easy.", "Running a shop", True),
        ("likes", "I'm into films like Parasite.", "films", True),
        ("likes", "I'm in the mood for a mystery.", "mystery", True),
        ("occupation", "I've been working with a nutritionist.", "nutritionist", True),
        ("occupation", "I've been working as a nutritionist.", "nutritionist", False),
    ],
)
def test_a_part_of_what_was_said_is_no_object(predicate: str, text: str, object_: str, cut: bool) -> None:
    at = text.index(object_)
    assert fits(predicate, text, (at, at + len(object_)), (0, len(text))) is not cut


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("My commute to Siemens takes an hour each way.", ("works_at", "Siemens")),
        ("Leeds is where I hang my hat.", ("lives_in", "Leeds")),
        ("We've got two boys by now.", ("children", "two boys")),
        ("I earn my living as a carpenter.", ("occupation", "carpenter")),
    ],
)
def test_what_is_stated_is_read(reader: Reader, text: str, fact: tuple[str, str]) -> None:
    assert fact in told(read(reader, text))


@pytest.mark.parametrize(
    "text",
    [
        "Thanks so much, that really helped!",
        "My cousin lives in Leeds.",
        "Would you live in Leeds or in York?",
        "If I lived in Leeds I'd cycle everywhere.",
        "I moved the meeting to Thursday.",
    ],
)
def test_what_states_nothing_makes_nothing(reader: Reader, text: str) -> None:
    assert read(reader, text) == ()


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Handed in my badge and the laptop, ten years at Siemens are over.", known("works_at", "Siemens")),
        ("Someone nicked my kayak last week.", known("owns", "kayak")),
        ("I no longer have time for pottery, so I gave it up.", known("activity", "pottery")),
    ],
)
def test_news_ends_what_is_known(reader: Reader, text: str, fact: Known) -> None:
    other = known("speaks", "Welsh")
    assert taken(read(reader, text, other, fact)) == {("end", fact.object)}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Siemens gave me a new laptop today.", known("works_at", "Siemens")),
        ("I'm thinking of selling the kayak.", known("owns", "kayak")),
        ("My cousin sold his kayak.", known("owns", "kayak")),
        ("Should I leave Siemens?", known("works_at", "Siemens")),
    ],
)
def test_what_only_comes_near_ends_nothing(reader: Reader, text: str, fact: Known) -> None:
    assert taken(read(reader, text, fact)) == set()


def test_news_of_one_favorite_ends_no_other(reader: Reader) -> None:
    film = known("favorite", "Amélie", "film")
    assert not taken(read(reader, "Slow Horses is my favourite series now, I've gone off Lost.", film))


def test_what_is_to_come_and_bare_answers_are_not_weighed(reader: Reader) -> None:
    for text, before in (("I'll be 40 in December.", ""), ("nuts and shellfish", "Any allergies?")):
        turn = Turn(text, "Ana", "user", SAID)
        asked = (Turn(before, "Bo", "assistant", SAID),) if before else ()
        context = Context(user="ana", before=asked)
        rules = extract(turn, context)
        assert rules
        assert set(rules) <= set(reader.extract(turn, context, rules))


def test_an_end_has_the_day_it_was_said(reader: Reader) -> None:
    (end,) = read(reader, "Uninstalled Notion for good.", known("uses", "Notion"))
    assert (end.act, end.tense, end.stated_to) == ("end", "past", SAID)


def past(found: Sequence[Candidate]) -> set[tuple[str | None, str, str]]:
    return {
        (each.predicate, each.object, str(each.stated_to)[:10])
        for each in found
        if (each.act, each.tense) == ("tell", "past")
    }


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Tom and I broke up in March.", ("partner", "Tom", "2024-03-01")),
        ("I sold my boat yesterday.", ("owns", "boat", "2024-05-19")),
        ("I dropped out of law school.", ("studies", "law school", "2024-05-20")),
    ],
)
def test_what_is_over_and_nobody_had_told_held_until_then(
    reader: Reader, text: str, fact: tuple[str, str, str]
) -> None:
    turn = Turn(text, "Ana", "user", SAID)
    found = reader.extract(turn, Context(user="ana"), extract(turn))
    assert past(found) == {fact}
    assert not taken(found)


def test_what_is_over_and_known_only_ends(reader: Reader) -> None:
    turn = Turn("I sold my boat yesterday.", "Ana", "user", SAID)
    context = Context(user="ana", known=(known("owns", "boat"),))
    found = reader.extract(turn, context, extract(turn, context))
    assert (past(found), taken(found)) == (set(), {("end", "boat")})


def test_what_is_put_right_names_what_was_wrong(reader: Reader) -> None:
    found = read(reader, "I wrote Leeds by mistake, I live in York.", known("lives_in", "Leeds"))
    assert [(each.act, each.object, each.instead_of) for each in found] == [("correct", "York", "Leeds")]


def test_what_was_told_already_becomes_a_correction(reader: Reader) -> None:
    turn = Turn("I wrote Leeds by mistake, I live in York.", "Ana", "user", SAID)
    context = Context(user="ana", known=(known("lives_in", "Leeds"),))
    (right,) = reader.extract(turn, context)
    (found,) = reader.extract(turn, context, [replace(right, act="tell", instead_of=None)])
    assert (found.act, found.object, found.instead_of) == ("correct", "York", "Leeds")


def test_what_is_taken_back_is_withdrawn(reader: Reader) -> None:
    found = read(reader, "Forget that I said I live in Leeds.", known("lives_in", "Leeds"))
    assert taken(found) == {("retract", "Leeds")}


def test_of_several_values_news_ends_one_and_tells_the_other(reader: Reader) -> None:
    found = read(reader, "Notion is off my laptop, I keep my notes in Obsidian now.", known("uses", "Notion"))
    assert (taken(found), told(found)) == ({("end", "Notion")}, {("uses", "Obsidian")})


def test_a_statement_alone_replaces_nothing_that_is_known(reader: Reader) -> None:
    text = "My desk at Siemens faces the river."
    assert told(read(reader, text)) == {("works_at", "Siemens")}
    found = read(reader, f"{text} My brother would laugh.", known("works_at", "Bosch"))
    assert not taken(found)
    assert not told(found)


def test_what_rules_found_is_kept_and_not_said_twice(reader: Reader) -> None:
    turn = Turn("I live in Porto.", "Ana", "user", SAID)
    rules = extract(turn)
    assert reader.extract(turn, Context(user="ana"), rules) == rules


def test_rules_and_reader_do_not_fill_one_slot_twice(reader: Reader) -> None:
    turn = Turn("I work at Siemens. My commute to Bosch takes an hour.", "Ana", "user", SAID)
    found = reader.extract(turn, Context(user="ana"), extract(turn))
    assert [each.object for each in found if each.predicate == "works_at"] == ["Siemens"]


@pytest.mark.parametrize(
    ("text", "role", "language"),
    [
        ("My commute to Siemens takes an hour each way.", "assistant", None),
        ("Don't remember this: my commute to Siemens takes an hour.", "user", None),
        ("My commute to Siemens takes an hour each way.", "user", "de"),
        ("Ich wohne seit dem Frühling in Leeds und arbeite in einer Bäckerei.", "user", None),
        (" \n ", "user", None),
    ],
)
def test_other_words_than_ones_own_in_english_are_not_read(
    reader: Reader, text: str, role: str, language: str | None
) -> None:
    assert read(reader, text, role=role, language=language) == ()


def test_predicates_of_the_users_own_are_passed_over(reader: Reader) -> None:
    assert taken(read(reader, "I sold the bike.", known("rides", "bike"))) == set()


def test_what_is_kept_to_be_faster_can_be_dropped(reader: Reader) -> None:
    read(reader, "My commute to Siemens takes an hour each way.")
    words = reader._reading._words
    assert isinstance(words, AdaptedMiniLM)
    assert words._tokenizer()._runs
    reader.forget()
    assert not words._tokenizer()._runs


@pytest.mark.parametrize(
    ("said", "refused", "doubted"),
    [
        ("I sold the boat.", False, False),
        ("I might sell the boat.", False, True),
        ("Should I sell the boat?", True, True),
        ("My sister sold the boat.", False, True),
        ("I did not sell the boat.", True, False),
        ("I don't have the boat any more.", False, False),
        ("When I was nine we left Leeds.", False, True),
    ],
)
def test_some_words_refuse_an_end_and_some_cast_doubt_on_it(said: str, refused: bool, doubted: bool) -> None:
    assert (refuses(said), doubts(said)) == (refused, doubted)


def test_an_end_that_rules_read_is_dropped_where_the_fact_plainly_goes_on(reader: Reader) -> None:
    turn = Turn("I retired from football for five minutes, after that own goal", "Ana", "user", SAID)
    context = Context(user="ana", known=(known("activity", "football"),))
    rules = extract(turn, context)
    assert taken(rules) == {("end", "football")}
    assert not taken(reader.extract(turn, context, rules))


@pytest.mark.parametrize(
    ("text", "predicate", "object_"),
    [
        ("we broke up but got back together the same weekend", "partner", "Liam"),
        ("Sofia's sister and her fiance called it quits", "partner", "Sofia"),
        ("no more eggs for me, I swelled up like a balloon again", "allergic_to", "eggs"),
        ("the allergy shots worked, cats don't bother me anymore", "pet", "cat"),
    ],
)
def test_what_goes_on_after_all_is_not_ended(reader: Reader, text: str, predicate: str, object_: str) -> None:
    facts = (known(predicate, object_), known("allergic_to", "cats" if predicate == "pet" else "dust"))
    turn, context = Turn(text, "Ana", "user", SAID), Context(user="ana", known=facts)
    assert ("end", object_) not in taken(reader.extract(turn, context, extract(turn, context)))


def test_an_end_in_plain_words_is_kept(reader: Reader) -> None:
    turn = Turn("We had to put Miso down yesterday, her kidneys gave out", "Ana", "user", SAID)
    context = Context(user="ana", known=(known("pet", "cat named Miso"),))
    assert taken(reader.extract(turn, context, extract(turn, context))) == {("end", "cat named Miso")}


def test_what_only_bears_a_name_is_another_thing() -> None:
    assert names_part("I lost the car keys.", "car")
    assert not names_part("I lost the car.", "car")
    assert not names_part("I lost it.", "car")


def test_what_takes_back_says_so() -> None:
    assert takes_back("Forget the bit about Leeds.")
    assert not takes_back("Something with a view, please.")
