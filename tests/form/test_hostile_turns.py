"""Turns made to take long: what is repeated without end is read in time, and the rest of the turn as ever."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from mnemic.form import Context, Known, Turn, extract, wishes_forgotten

REPEATED = (
    "no, ", "lo", "ha", "a ", "I ", "my ", "and ", "the a-", "I live in a ", "x,", '"', "'", "(", "sorry, ", "actually ",
    "I meant ", "not ", "really ", "Ana de la ", "one of my favorite ", "switched from a to ", "http://a.b/", "\n- I like ",
    "ich habe ", "dejé de ", "je viens d'", "perdón, ", "vergiss ", "não sino ", "ya no vivo en ", "habe Porto a b ",
    "agora uso a ", "hace dos meses que ",
)  # fmt: skip
KNOWN = (Known(predicate="lives_in", object="Porto"), Known(predicate="pet", object="dog named Rex"))


def turn(text: str) -> Turn:
    """Return a turn of Ana's."""
    return Turn(text, speaker="Ana", role="user", occurred_at=datetime(2026, 5, 20, tzinfo=UTC))


@pytest.mark.parametrize("unit", REPEATED)
def test_what_is_repeated_without_end_is_read_in_time(unit: str) -> None:
    text = (unit * (18_000 // len(unit)))[:18_000]
    began = time.process_time()
    extract(turn(text), Context(user="ana", known=KNOWN))
    wishes_forgotten(text)
    # Milliseconds on a quiet machine; the bound only tells seconds from minutes.
    assert time.process_time() - began < 5


def test_what_stands_beside_a_sentence_without_end_is_read() -> None:
    found = extract(turn("I live in Porto. " + "no, " * 300 + ". I work at Acme."))
    assert [(each.predicate, each.object) for each in found] == [("lives_in", "Porto"), ("works_at", "Acme")]


def test_a_wish_in_a_sentence_without_end_is_heard() -> None:
    long = "and so on " * 200
    assert extract(turn(f"I live in Porto. Please don't remember this, {long}.")) == ()
