"""What is asked not to be remembered, and where sentences end."""

from __future__ import annotations

import pytest

from mnemic.form import Context, Known, Turn, entities, extract, same_person, subject_of, wishes_forgotten
from mnemic.form._sentences import sentences
from mnemic.form.rules._sayings import saying


@pytest.mark.parametrize(
    "text",
    ["Don't save this, but I have epilepsy.", "off the record: I quit", "do not record this please",
     "please don't note this down anywhere.", "No guardes esto.",
     "Ne retiens pas ça.", "Bitte nicht merken.", "Não guarde isso."],
)  # fmt: skip
def test_wishes_to_be_forgotten_are_seen(text: str) -> None:
    assert wishes_forgotten(text)


@pytest.mark.parametrize(
    "text", ["I don't remember how it ends.", "Don't keep milk too long.", "I save money."]
)
def test_other_memories_are_no_such_wish(text: str) -> None:
    assert not wishes_forgotten(text)


def test_sentences_end_at_marks_and_not_at_abbreviations() -> None:
    text = "I saw Dr. Smith at 5 p.m. today. It was e.g. fine!\n- A list\n2. two… and on 😀 J. Doe"
    assert [text[slice(*span)] for span in sentences(text)] == [
        "I saw Dr. Smith at 5 p.m. today.", "It was e.g. fine!", "A list", "two… and on 😀 J. Doe",
    ]  # fmt: skip
    assert sentences("  \n ") == []


def test_names_and_titles_are_entities() -> None:
    found = entities(
        'Yesterday I met Anna Smith in New York and read "Dune"; Anna\'s dog Rex came. Lovely day.'
    )
    assert found == ("Anna Smith", "New York", "Dune", "Anna", "Rex")


def test_people_are_told_apart_by_whole_and_first_names() -> None:
    assert subject_of("user", "ana") == "ana"
    assert subject_of(None, None) == "user"
    assert same_person("ANNIE", ["Annie", "Bo"]) == "Annie"
    assert same_person("Ann", ["Ann Lee", "Bo"]) == "Ann Lee"
    assert same_person("Ann", ["Ann Lee", "Ann May"]) == "Ann"


def test_a_fact_without_predicate_is_said_by_its_object() -> None:
    assert saying("en", "Ana", None, "Rome", None, denied=False) == "Rome"
    assert saying("en", "Ana", "lives_in", "Rome", None, denied=True) == "Ana does not live in Rome."
    assert saying("de", "Ana", "out_of_work", "Rentnerin", None, denied=False) == "Ana: Rentnerin."


@pytest.mark.parametrize(
    "text",
    [
        "Rephrase for a poster: I live in Bergen and I love rain.",
        "Change it to the past tense: My name is Ugo and I live in Turin.",
        "Hindi homework: I am a nurse. I live in Pune. Add the missing commas.",
        "Forum post 12: I'm a vegan since May. Tag this one by topic.",
        "The mayor's closing line: I was born in Lagos, where else?",
        "Review by a guest: I'm allergic to feathers, never again.",
        "Letter on the shop window: I live in Ghent now, ask for Rik.",
        "The tour guide shouted: I'm a vegan!",
        "My aunt on the phone: I have a tortoise now!",
        "I live in Malmo, says Mrs Berg. Is that far?",
        "I'm a vegan, he said at the counter.",
        "In my save file I live in Tallinn and I have a horse.",
        "For the sketch I'm a plumber from Leeds.",
        "I'm a plumber with a secret. You play the landlady.",
        "Can you fix the grammar in this? I live in Bergen and I am allergic to cats.",
        "Please check this email. I am a nurse and I live in Bergen.",
        "Cover letter: I worked as a nurse until 2020.",
    ],
)
def test_what_is_borrowed_or_played_states_nothing(text: str) -> None:
    assert extract(Turn(text, "Ana", "user")) == ()


@pytest.mark.parametrize(
    ("text", "object_"),
    [
        ("I told everyone: I live in Bergen now.", "Bergen"),
        ("Long story short: I live in Bergen now.", "Bergen"),
        ("I live in Bergen. Add milk to the list.", "Bergen"),
        ("About the homework: I live in Bergen, the lesson is too early.", "Bergen"),
        ("I live in Bergen, said it before.", "Bergen"),
        ("Can you check this for me? I moved to Bergen last week.", "Bergen"),
        ("I want to improve this. I live in Bergen.", "Bergen"),
        ("Note: I live in Bergen now.", "Bergen"),
    ],
)
def test_what_only_looks_borrowed_is_ones_own(text: str, object_: str) -> None:
    assert object_ in {each.object for each in extract(Turn(text, "Ana", "user"))}


@pytest.mark.parametrize(
    "text",
    [
        "I moved to the moon. Rent was too high here.",
        "I quit my job to become a full-time wizard.",
        "I got married to my air fryer this weekend.",
        "I live in Oslo now. Psych!",
        "I moved to Oslo. Had you there for a second!",
        "I moved to Oslo. Not!",
        "I'm a vegan now. You should have seen your face.",
    ],
)
def test_what_is_said_in_jest_states_nothing(text: str) -> None:
    assert extract(Turn(text, "Ana", "user")) == ()


@pytest.mark.parametrize(
    ("text", "object_"),
    [
        ("I moved to Mars, Pennsylvania.", "Mars"),
        ("I left my job at Jupiter Networks.", "Jupiter Networks"),
        ("I moved to the city and got a cat named Dragon.", "Dragon"),
        ("We moved to Oslo, definitely not Bergen.", "Oslo"),
    ],
)
def test_what_only_sounds_like_a_jest_is_meant(text: str, object_: str) -> None:
    assert any(object_ in each.object for each in extract(Turn(text, "Ana", "user")))


def test_an_answer_to_who_asks_for_a_text_is_that_text() -> None:
    said = "I live in Bergen now. Is it too long?"
    known = (Known(predicate="lives_in", object="Oslo"),)

    def told(question: str) -> list[str]:
        before = (Turn(question, "Bot", "assistant"),)
        return [
            each.object for each in extract(Turn(said, "Ana", "user"), Context(before=before, known=known))
        ]

    assert told("Which paragraph shall I shorten?") == told("What does the postcard say?") == []
    assert told("Any news?") == ["Bergen"]
