"""What is asked not to be remembered, and where sentences end."""

from __future__ import annotations

import pytest

from mnemic.form import entities, same_person, subject_of, wishes_forgotten
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
