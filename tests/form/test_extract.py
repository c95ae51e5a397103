"""What extraction finds in what people say of themselves, and what it leaves alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mnemic.form import Candidate, Context, Known, Turn, extract, supported

SAID = datetime(2024, 10, 10, 12, tzinfo=UTC)


def stated(text: str, *, role: str = "user", **context: object) -> tuple[Candidate, ...]:
    return extract(Turn(text, "Ana", role, SAID), Context(**context))  # type: ignore[arg-type]


def said(text: str) -> set[tuple[str | None, str]]:
    return {(each.predicate, each.object) for each in stated(text)}


@pytest.mark.parametrize(
    ("text", "predicate", "object_"),
    [
        ("My name is Ana.", "name", "Ana"),
        ("You can call me Annie.", "name", "Annie"),
        ("My birthday is May 3.", "birthday", "May 3"),
        ("I'm 34 and I like it.", "age", "34"),
        ("44 and counting.", "age", "44"),
        ("I was born in Lagos.", "born_in", "Lagos"),
        ("I grew up in Haifa.", "comes_from", "Haifa"),
        ("I hold a Canadian passport.", "nationality", "Canadian"),
        ("I've been living in Porto for three years.", "lives_in", "Porto"),
        ("The city I call home is Pune.", "lives_in", "Pune"),
        ("I work in sales at Acme.", "works_at", "Acme"),
        ("I work for a Dutch firm, Philips.", "works_at", "Philips"),
        ("I'm a nurse by trade.", "occupation", "nurse"),
        ("As a pharmacist I get asked about rashes.", "occupation", "pharmacist"),
        ("I'm majoring in geology.", "studies", "geology"),
        ("I'm enrolled at Lund University.", "studies_at", "Lund University"),
        ("We got engaged!", "relationship_status", "engaged"),
        ("My husband, Tom, cooks.", "partner", "Tom"),
        ("My sister Lea is visiting.", "relative", "Lea"),
        ("I'm a father of two.", "children", "two"),
        ("We adopted a greyhound.", "pet", "greyhound"),
        ("I bought a kayak.", "owns", "kayak"),
        ("Opera is what I love.", "likes", "Opera"),
        ("My favorite colour is blue.", "favorite", "blue"),
        ("I prefer tea over coffee.", "prefers", "tea"),
        ("Been vegan for 3 years.", "diet", "vegan"),
        ("I'm allergic to nuts.", "allergic_to", "nuts"),
        ("I was diagnosed with lupus.", "health", "lupus"),
        ("I play the violin.", "activity", "violin"),
        ("I've been taking spin classes.", "activity", "taking spin classes"),
        ("I'm learning Dutch.", "speaks", "Dutch"),
        ("I rely on Notion.", "uses", "Notion"),
        ("I joined a running club.", "member_of", "running club"),
        ("I want to become a counselor.", "goal", "become a counselor"),
        ("I'm unemployed.", "out_of_work", "unemployed"),
    ],
)
def test_direct_statements_are_found(text: str, predicate: str, object_: str) -> None:
    assert (predicate, object_) in said(text)


def test_a_standing_request_is_an_instruction() -> None:
    assert [each.predicate for each in stated("Please always answer in metric units.")] == ["instruction"]


@pytest.mark.parametrize(
    "text",
    [
        "Do I live in Rome?",
        "Should I move to Oslo?",
        "If I lived in Oslo I'd ski every day.",
        "I wish I had a dog.",
        "I might be lactose intolerant.",
        "In another life I'm a baker.",
        'He said "I live in Paris" and left.',
        "She told me I live in Rome.",
        "The sign read: I'm with stupid.",
        "My brother works at Ford.",
        "Her favorite colour is blue.",
        "Here's my essay:\nI live in Rome and I have a dog.",
        "Act as a pirate. I live in Rome.",
        "```\nI live in Rome.\n```",
        "I've moved to Mars. Kidding!",
        "quit Unilever today jk",
        "I live in hope.",
        "I work at night.",
        "I'm a bit tired.",
        "I'm allergic to Mondays.",
        "I'm married to my job.",
        "I'm a terrible cook.",
        "I'm planning to move.",
        "I'm in Lisbon for the week.",
        "Don't remember this, but I live in Split.",
        "I didn't move to Rome.",
        "I love that idea!",
        "haha yes exactly",
        "",
    ],
)
def test_what_is_no_own_statement_yields_nothing(text: str) -> None:
    assert stated(text) == ()


@pytest.mark.parametrize("role", ["assistant", "tool", "system"])
def test_machines_state_nothing(role: str) -> None:
    assert stated("I live in Rome.", role=role) == ()


def test_a_statement_beside_a_question_counts() -> None:
    assert ("lives_in", "Porto") in said("I moved to Porto, any tips?")
    assert ("age", "32") in said("What should I eat since I'm 32?")
    assert said("I live in Rome, right?") == {("lives_in", "Rome")}


def test_lists_give_a_fact_an_item() -> None:
    assert said("I have a dog and two cats.") == {("pet", "dog"), ("pet", "two cats")}
    assert said("I love hiking, swimming and cooking.") == {
        ("likes", "hiking"),
        ("likes", "swimming"),
        ("likes", "cooking"),
    }


def test_a_second_verb_shares_its_subject() -> None:
    assert {("born_in", "Minsk"), ("comes_from", "Haifa")} <= said(
        "I was born in Minsk and grew up in Haifa."
    )


@pytest.mark.parametrize(
    ("text", "polarity", "tense", "act"),
    [
        ("I don't speak German.", "negated", "present", "tell"),
        ("I hate celery.", "negated", "present", "tell"),
        ("I used to live in Rome.", "affirmed", "past", "tell"),
        ("I was a bouncer.", "affirmed", "past", "tell"),
        ("I no longer use Snapchat.", "affirmed", "past", "end"),
        ("I don't work at Ford anymore.", "affirmed", "past", "end"),
        ("I quit smoking.", "affirmed", "past", "end"),
        ("I sold my motorbike.", "affirmed", "past", "end"),
        ("I resigned from Deloitte.", "affirmed", "past", "end"),
        ("I dropped out of law school.", "affirmed", "past", "end"),
        ("I left the church choir.", "affirmed", "past", "end"),
        ("I stopped using Duolingo.", "affirmed", "past", "end"),
        ("I quit being a paramedic.", "affirmed", "past", "end"),
        ("I lost interest in podcasts.", "affirmed", "past", "end"),
        ("My parrot died.", "affirmed", "past", "end"),
        ("I'm starting at Bloomberg next month.", "affirmed", "future", "tell"),
    ],
)
def test_what_is_over_denied_or_to_come_is_marked(text: str, polarity: str, tense: str, act: str) -> None:
    (each,) = stated(text)
    assert (each.polarity, each.tense, each.act) == (polarity, tense, act)
    if tense == "past":
        assert each.stated_to is not None
        assert each.stated_to <= SAID


def test_times_are_read_and_left_out_of_the_object() -> None:
    (moved,) = stated("We moved to Lisbon in June.")
    assert moved.stated_from == datetime(2024, 6, 1, tzinfo=UTC)
    (worked,) = stated("I worked at Nortel until 2015.")
    assert worked.stated_to == datetime(2016, 1, 1, tzinfo=UTC)
    assert worked.object == "Nortel"
    (lived,) = stated("I've lived in Rome since 2019.")
    assert lived.stated_from == datetime(2019, 1, 1, tzinfo=UTC)
    (vegan,) = stated("I've been vegan for two years.")
    assert vegan.stated_from is not None
    assert vegan.stated_from.year == 2022
    (puppy,) = stated("I got a puppy two weeks ago!")
    assert puppy.object == "puppy"


def test_a_change_of_tools_ends_the_one_before() -> None:
    found = {(each.act, each.object) for each in stated("I switched from Strava to Komoot.")}
    assert found == {("end", "Strava"), ("tell", "Komoot")}


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("I sold the boat.", Known(predicate="owns", object="boat")),
        ("I quit Facebook.", Known(predicate="uses", object="Facebook")),
        ("Biscuit passed away.", Known(predicate="pet", object="dog, Biscuit")),
        ("The Corolla was stolen.", Known(predicate="owns", object="Corolla")),
        ("I gave up the violin.", Known(predicate="activity", object="play the violin")),
    ],
)
def test_known_facts_tell_what_a_bare_word_ends(text: str, known: Known) -> None:
    (each,) = stated(text, known=(known,))
    assert (each.act, each.predicate) == ("end", known.predicate)


def test_evidence_holds_the_objects_words() -> None:
    text = "Hi! By the way, I live in Porto, near the river, and I have a dog called Rex."
    for each in stated(text):
        assert supported(each.object, text, each.span)
        assert text[slice(*each.object_span)] == each.object


def test_what_the_words_do_not_hold_is_not_supported() -> None:
    assert not supported("Rome", "I live in Porto.", (0, 16))
    assert not supported("Porto", "I live in Porto.", (0, 9))
    assert not supported("...", "I live in Porto.", (0, 16))
    assert not supported("Porto", "I live in Porto.", (9, 90))


def test_a_doubtful_word_lowers_certainty() -> None:
    (each,) = stated("I'm probably allergic to cats.")
    assert each.certainty < 1


def test_the_subject_is_the_speaker_or_the_user() -> None:
    (each,) = extract(Turn("I live in Rome.", None, "user", SAID), Context(user="bo"))
    assert each.subject == "bo"
    assert each.sentence == "bo lives in Rome."
    (each,) = extract(Turn("I live in Rome.", "annie", "user", None), Context(before=(Turn("hi", "Annie"),)))
    assert each.subject == "Annie"
    (each,) = extract(Turn("I live in Rome."))
    assert each.subject == "user"


@pytest.mark.parametrize(
    ("language", "text", "predicate", "object_", "sentence"),
    [
        ("es", "Vivo en Oporto.", "lives_in", "Oporto", "Ana vive en Oporto."),
        ("es", "Ya no uso Twitter.", "uses", "Twitter", "Ana usa Twitter."),
        ("es", "No hablo inglés.", "speaks", "inglés", "No es cierto: Ana habla inglés."),
        ("es", "Mi color favorito es el verde.", "favorite", "verde", "Lo favorito de Ana (color): verde."),
        ("fr", "J'ai deux enfants.", "children", "deux enfants", "Ana a deux enfants."),
        ("fr", "J'habitais à Lyon.", "lives_in", "Lyon", "Ana habite à Lyon."),
        ("de", "Ich bin Schreiner.", "occupation", "Schreiner", "Ana ist Schreiner."),
        ("de", "Wir sind nach Köln gezogen.", "lives_in", "Köln", "Ana wohnt in Köln."),
        ("pt", "Falo japonês.", "speaks", "japonês", "Ana fala japonês."),
        ("pt", "Sou vegana.", "diet", "vegana", "Dieta de Ana: vegana."),
    ],
)
def test_other_languages_are_read(
    language: str, text: str, predicate: str, object_: str, sentence: str
) -> None:
    (each,) = stated(text)
    assert (each.language, each.predicate, each.object, each.sentence) == (
        language,
        predicate,
        object_,
        sentence,
    )


@pytest.mark.parametrize(
    "text",
    [
        "¿Vivo en Roma?",
        "Si viviera en Roma tendría un perro.",
        "Mi hermana vive en Roma.",
        "Wenn ich in Rom wohnen würde.",
        "Jag bor i Malmö.",
        "Sono di Napoli.",
    ],
)
def test_other_languages_are_gated_too(text: str) -> None:
    assert stated(text) == ()


def test_a_language_that_is_told_is_believed() -> None:
    assert stated("I live in Rome.", language="it") == ()
    assert [each.language for each in stated("I live in Rome.", language="en")] == ["en"]


def test_a_long_pasted_turn_is_read_at_its_ends_only() -> None:
    letter = "I live in Rome and I have a dog. " * 80
    assert stated(letter) == ()
    found = stated(f"I live in Porto.\n\n{letter}\n\nI have a cat.")
    assert {each.object for each in found} == {"Porto", "cat"}


def test_greeting_tells_a_name_only_with_a_greeting() -> None:
    assert said("Hi, I'm Sara.") == {("name", "Sara")}
    assert said("I'm Sara.") == set()
    assert said("I'm Alex, nice to meet you all.") == {("name", "Alex")}


@pytest.mark.parametrize(
    ("question", "answer", "predicate", "object_"),
    [
        ("Nice! Where do you live?", "Porto.", "lives_in", "Porto"),
        ("Where are you from?", "Oh, from Lagos", "comes_from", "Lagos"),
        ("How old are you?", "34", "age", "34"),
        ("When is your birthday?", "May 3!", "birthday", "May 3"),
        ("What do you do for a living?", "a nurse", "occupation", "nurse"),
    ],
)
def test_a_short_answer_states_what_was_asked(
    question: str, answer: str, predicate: str, object_: str
) -> None:
    (each,) = extract(Turn(answer, "Ana", "user"), Context(before=(Turn(question, "Bot", "assistant"),)))
    assert (each.predicate, each.object, each.reason) == (predicate, object_, "answer")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Where do you live?", "no idea"),
        ("How old are you?", "Old enough."),
        ("Where does she live?", "Porto."),
        ("I live in Rome.", "Porto."),
        ("Where do you live?", "Porto is a lovely city that I once visited with my whole family in spring."),
    ],
)
def test_other_answers_state_nothing(question: str, answer: str) -> None:
    assert extract(Turn(answer, "Ana", "user"), Context(before=(Turn(question, "Bot", "assistant"),))) == ()
    assert extract(Turn("Porto.", "Ana", "user")) == ()
    assert extract(Turn("Porto.", "Ana"), Context(before=(Turn("Where do you live?", "Ana"),))) == ()
