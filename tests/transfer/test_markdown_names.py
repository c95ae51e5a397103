"""Names of files that are safe in every system."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnemic.transfer._markdown_names import Names, mark_of, safe_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ana moved to Porto.", "Ana moved to Porto"),
        ("../../etc/passwd", "etc passwd"),
        ("..", "other"),
        (" . ", "other"),
        ("", "other"),
        ("/", "other"),
        ("a:b*c?", "a b c"),
        ("[[link|shown]] #tag ^block", "link shown tag block"),
        ("two\nlines\tand\u2028more", "two lines and more"),
        ("con", "_con"),
        ("NUL.txt", "_NUL.txt"),
        ("Größe 日本語 👋", "Größe 日本語 👋"),
        ("evil\u202egnp.exe", "evilgnp.exe"),
        (".hidden", "hidden"),
        ("-rf", "-rf"),
        ("x" * 100, "x" * 60),
        ("日" * 60, "日" * 50),
        ("word " * 30, ("word " * 12).strip()),
    ],
)
def test_a_name_is_what_is_left_of_the_text(text: str, name: str) -> None:
    assert safe_name(text, "other") == name


def test_a_composed_and_a_decomposed_text_have_the_same_name() -> None:
    assert safe_name(unicodedata.normalize("NFD", "Größe"), "x") == safe_name("Größe", "x")


@given(st.text())
def test_every_name_is_one_file_of_one_folder(text: str) -> None:
    name = safe_name(text, "other")
    assert 0 < len(name.encode()) <= 160
    assert not set(name) & set('<>:"/\\|?*\0')
    assert name.isprintable()
    assert name == name.strip(" .")


def test_what_one_system_takes_for_the_same_name_gets_a_mark() -> None:
    names = Names()
    taken = [names.take("a", wanted, mark_of(wanted), ".md") for wanted in ("Ana", "ana", "ANA", "ﬁn", "fin")]
    assert len({unicodedata.normalize("NFKC", name).casefold() for name in taken}) == 5
    assert taken[0] == "a/Ana.md"
    assert taken[1].startswith("a/ana ")


def test_even_marks_that_are_the_same_give_other_names() -> None:
    names = Names()
    assert [names.take("", "a", "m") for _ in range(4)] == ["a", "a m", "a m 2", "a m 3"]


def test_a_mark_tells_nothing_said_from_an_empty_text() -> None:
    assert mark_of(None) != mark_of("")
    assert mark_of("a", "b") != mark_of("ab")
