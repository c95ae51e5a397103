"""Greetings, farewells and changes of subject are known by their phrases."""

from __future__ import annotations

import pytest

from mnemic.form._cues import greets, shifts, takes_leave


@pytest.mark.parametrize(
    "text", ["Hey Ana!", "¡Hola! ¿Qué tal?", "Guten Morgen", "Bonjour !", "Olá, tudo bem?"]
)
def test_greetings_are_known(text: str) -> None:
    assert greets(text)


@pytest.mark.parametrize("text", ["This is fine.", "The hippo", "x" * 60 + " hello", ""])
def test_other_beginnings_greet_nobody(text: str) -> None:
    assert not greets(text)


@pytest.mark.parametrize(
    "text", ["By the way, I moved.", "Por cierto, ¿vienes?", "Übrigens habe ich Zeit.", "Au fait"]
)
def test_changes_of_subject_are_known(text: str) -> None:
    assert shifts(text)
    assert not shifts("The boat. " * 20 + text)


@pytest.mark.parametrize(
    "text", ["Take care!", "You’re welcome.", "Nos vemos", "Bis bald!", "À bientôt", "Até logo"]
)
def test_farewells_are_known_at_the_end(text: str) -> None:
    assert takes_leave("The boat. " * 50 + text)
    assert not takes_leave(text + " The boat." * 50)
