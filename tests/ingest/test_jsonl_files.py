from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from mnemic.errors import ArgumentError, ContentError, NaiveTimeError, TimeError, UnknownArgument
from mnemic.ingest import read

Load = Callable[..., list[dict[str, Any]]]


def test_arguments_of_remember_are_taken_as_they_are(load: Load) -> None:
    row = load("remember.jsonl", user="someone")[0]
    assert row["occurred_at"].isoformat() == "2026-05-20T10:00:00+01:00"
    assert row["idempotency_key"]
    del row["occurred_at"], row["idempotency_key"]
    assert row == {
        "content": "I moved to Porto.",
        "kind": "episode",
        "user": "ana",
        "metadata": {"turn": "s1:1"},
        "tags": ["home"],
        "source": "diary",
    }


def test_chat_messages_are_read(load: Load) -> None:
    row = load("remember.jsonl", user="ana")[1]
    assert (row["role"], row["speaker"], row["user"], row["source"]) == (
        "user",
        "Ana",
        "ana",
        "remember.jsonl:3",
    )


def test_message_lists_are_one_session_each(load: Load) -> None:
    rows = load("remember.jsonl")[2:]
    assert [(row["role"], row["content"]) for row in rows] == [
        ("system", "Be kind."),
        ("user", "Look:\n\n[image_url]"),
        ("assistant", 'trains({"to": "Kyoto"})'),
        ("tool", "09:04"),
        ("assistant", "I cannot book it."),
    ]
    assert {row["session"] for row in rows} == {"remember:4"}
    assert rows[3]["metadata"] == {"tool_call_id": "c1"}
    assert rows[4]["source"] == "remember.jsonl:4:5"


@pytest.mark.parametrize(
    ("message", "content"),
    [
        ({"content": ["a", {"type": "refusal", "refusal": "b"}]}, "a\n\nb"),
        ({"content": None, "function_call": {"name": "f", "arguments": "{}"}}, "f({})"),
        ({"content": "", "tool_calls": [{"odd": 1}]}, '{"odd": 1}'),
        ({"content": None, "tool_calls": ["odd"]}, '"odd"'),
        ({"content": "x", "tool_call_id": "c", "metadata": {"a": 1}}, "x"),
    ],
)
def test_every_shape_of_a_message_gives_text(load_text: Load, message: dict[str, Any], content: str) -> None:
    [row] = load_text("a.jsonl", json.dumps({"role": "assistant", **message}))
    assert row["content"] == content


@pytest.mark.parametrize(
    ("line", "kind", "message"),
    [
        ('{"content": "x"', ArgumentError, r"^a\.jsonl:2:16: not valid JSON"),
        ('{"content": "x", "content": "y"}', ArgumentError, "the key 'content' stands twice"),
        ('{"content": "x", "importance": NaN}', ArgumentError, "NaN is no JSON number"),
        ("[" * 100_000, ArgumentError, r"a\.jsonl:2: JSON that cannot be kept"),
        ('"text"', ArgumentError, "expected an object"),
        ('{"content": "x", "colour": 1}', UnknownArgument, "a.jsonl:2: unknown key 'colour'.*\"metadata\""),
        ('{"role": "user", "content": "x", "colour": 1}', UnknownArgument, "unknown key 'colour'"),
        ('{"content": ""}', ContentError, r"a\.jsonl:2: 'content' is ''"),
        ('{"content": 3}', ContentError, "'content' is 3"),
        ('{"user": "ana"}', ContentError, "'content' is None"),
        ('{"role": "user", "content": [3]}', ContentError, "3 is no part of a message"),
        ('{"role": "assistant", "content": "", "tool_calls": 3}', ContentError, "'content' is ''"),
        ('{"messages": 3}', ArgumentError, "'messages' is 3"),
        (
            '{"messages": [{"content": "x"}]}',
            ArgumentError,
            r"a\.jsonl:2:1: .* expected an object with 'role'",
        ),
        ('{"messages": [], "colour": 1}', UnknownArgument, "'colour'"),
        ('{"messages": [{"role": "user", "content": "x", "hue": 1}]}', UnknownArgument, "a.jsonl:2:1.*'hue'"),
        ('{"content": "x", "occurred_at": "2026-05-20"}', NaiveTimeError, r"a\.jsonl:2: '2026-05-20' .*--tz"),
        ('{"content": "x", "valid_from": "soon"}', TimeError, r"a\.jsonl:2: valid_from='soon'"),
        ('{"content": "x\\u0000"}', ContentError, r"a\.jsonl:2: content holds a NUL .* character 1"),
        ('{"content": "\\ud83d"}', ContentError, r"lone surrogate \(U\+D83D\)"),
        ('{"content": "x", "metadata": {"a": ["\\u0000"]}}', ContentError, r"metadata\.a holds a NUL"),
    ],
)
def test_bad_lines_are_errors_with_their_place(
    load_text: Load, line: str, kind: type[Exception], message: str
) -> None:
    with pytest.raises(kind, match=message):
        load_text("a.jsonl", '{"content": "fine"}\n' + line + "\n")


def test_naive_times_are_read_in_the_given_zone(load_text: Load) -> None:
    [row] = load_text("a.jsonl", '{"content": "x", "occurred_at": "2026-07-01T10:00:00"}', tz="Europe/Lisbon")
    assert row["occurred_at"].isoformat() == "2026-07-01T10:00:00+01:00"


def test_lines_are_read_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"content": "one"}\n{"content": "two"}\nbroken\n')
    rows: Iterator[dict[str, object]] = read(path)
    assert [row["content"] for row in islice(rows, 2)] == ["one", "two"]
    with pytest.raises(ArgumentError, match=r"a\.jsonl:3"):
        next(rows)


def test_given_keys_are_kept(load_text: Load) -> None:
    rows = load_text("a.jsonl", '{"content": "x", "idempotency_key": "k"}\n{"content": "x", "key": "home"}\n')
    assert rows[0]["idempotency_key"] == "k"
    assert "idempotency_key" not in rows[1]


def test_reading_twice_gives_the_same_keys(load: Load) -> None:
    first, second = (
        [row["idempotency_key"] for row in load(name, tz="Z")] for name in ["remember.jsonl"] * 2
    )
    assert first == second
    assert len(set(first)) == len(first)
