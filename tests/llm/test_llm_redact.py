"""Striking out contacts, numbers and keys."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnemic.llm import redact_contacts


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Write to ana.b+x@mail.example.pt, please.", "Write to [email], please."),
        ("josé@exämple.de", "[email]"),
        ("Call +351 912 345 678 or (555) 123-4567.", "Call [phone] or [phone]."),
        ("555-1234", "[phone]"),
        ("01 23 45 67 89", "[phone]"),
        ("0176/1234567", "[phone]"),
        ("My card is 4111 1111 1111 1111.", "My card is [card]."),
        ("4111-1111-1111-1111", "[card]"),
        ("IBAN DE89 3704 0044 0532 0130 00 it is", "IBAN [account] it is"),
        ("key sk-proj-abcdefghijklmnop1234", "key [key]"),
        ("ghp_abcdefghij0123456789", "[key]"),
        ("AKIAIOSFODNN7EXAMPLE", "[key]"),
        ("eyJhbGciOiJIUzI1.eyJzdWIiOiIx.abc-def", "[key]"),
        ("0123456789abcdef0123456789abcdef", "[key]"),
        ("a -----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY----- b", "a [key] b"),
        ("a -----BEGIN PRIVATE KEY-----\nMII and no end", "a [key]"),
    ],
)
def test_contacts_and_keys_go(text: str, left: str) -> None:
    assert redact_contacts(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "On 2026-05-20 at 10:00, or 20.05.2026, or 5/20/26.",
        "2026-05-20T10:00:00+01:00",
        "We were 12,345 at 7 pm; 1984 and 2001.",
        "Room 12 34, section 1.2.3",
        "4111 1111 1111 1112",
        "a@b and @ana and ana at example dot com",
        "a_function_name_that_is_really_very_long_indeed",
        "記憶の仕組みは記憶の仕組みは記憶の仕組みは記憶の仕組みは記憶の仕組みは2026",
        "https://example.com/2026/some-long-path-of-a-page-with-many-words",
    ],
)
def test_other_text_stays(text: str) -> None:
    assert redact_contacts(text) == text


def test_a_number_after_a_date_goes_all_the_same() -> None:
    assert redact_contacts("2026-05-20 555 123 4567") == "2026-05-20 [phone]"


@given(st.text(st.sampled_from("abcXYZ0123456789+-_. ()/@\n\u0661"), max_size=80))
def test_redacted_text_is_left_as_it_is(text: str) -> None:
    once = redact_contacts(text)
    assert redact_contacts(once) == once


@pytest.mark.parametrize(
    "part", ["a", "0", "a.", "a@", "+1 ", "1-", "eyJ", "sk-", "-----BEGIN PRIVATE KEY-----", "AB12 ", "_0a"]
)
def test_a_long_text_takes_time_in_proportion(part: str) -> None:
    text = part * (200_000 // len(part))
    start = time.process_time()
    redact_contacts(text)
    assert time.process_time() - start < 2
