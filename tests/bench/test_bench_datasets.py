"""Reading the data of benchmarks, and what is said of files that cannot be used."""

from __future__ import annotations

import gzip
import json
import random
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from bench_data import CHAT, FRUITS, QUESTIONS, entry, fruit, normal, own, sample, written

from mnemic.bench import Dataset, load
from mnemic.errors import ArgumentError, NaiveTimeError, UnknownArgument


def locomo(folder: Path, *samples: Any) -> Dataset:
    return load("locomo", [written(folder / "locomo10.json", list(samples))])


def longmemeval(folder: Path, *entries: Any) -> Dataset:
    return load("longmemeval", [written(folder / "longmemeval_s.json", list(entries))])


def test_locomo_is_read_as_published(tmp_path: Path) -> None:
    data = locomo(tmp_path, sample("conv-1"), sample("conv-2"))
    assert (data.name, data.form, list(data.conversations)) == (
        "locomo",
        "LoCoMo as published",
        ["conv-1", "conv-2"],
    )
    first, second = data.conversations["conv-1"].sessions
    assert (first.id, second.id) == ("conv-1/s1", "conv-1/s2")
    turn = first.turns[0]
    assert (turn.id, turn.speaker, turn.role, turn.text) == (
        "conv-1/D1:1",
        "Ana",
        "user",
        "I like apples a lot.",
    )
    assert turn.at == datetime(2023, 5, 8, 13, 56, tzinfo=UTC)
    question = data.questions[0]
    assert (question.id, question.type) == ("conv-1/q0", "single-hop")
    assert question.gold == {"conv-1/D1:1"}
    assert question.asked_at == second.turns[0].at


def test_an_image_is_told_after_the_words(tmp_path: Path) -> None:
    turn = locomo(tmp_path, sample()).conversations["conv-1"].turns[1]
    assert turn.text == "I like bananas a lot. [shares an image: a bowl of bananas]"


def test_evidence_in_its_odd_forms_is_understood(tmp_path: Path) -> None:
    temporal = next(
        question for question in locomo(tmp_path, sample()).questions if question.type == "temporal"
    )
    assert temporal.gold == {"conv-1/D2:1", "conv-1/D2:3"}
    assert temporal.answer == "2023"


def test_an_adversarial_question_is_unanswerable(tmp_path: Path) -> None:
    [question] = locomo(tmp_path, sample()).unanswerable
    assert (question.type, question.gold, question.answer) == ("unanswerable", frozenset(), None)


def test_a_question_whose_evidence_is_nowhere_is_counted_and_left_out(tmp_path: Path) -> None:
    made = sample()
    made["qa"][0]["evidence"] = ["D9:9"]
    data = locomo(tmp_path, made)
    assert len(data.questions) == 3
    assert data.skipped == {"the evidence names no turn of the conversation": 1}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda s: s["qa"][0].update(category=9), "conv-1/q0: 'category' is 9; LoCoMo has 1 to 5"),
        (
            lambda s: s["qa"][0].update(category=True),
            "conv-1/q0: 'category' is true; it must be a whole number",
        ),
        (lambda s: s["qa"][0].update(question=" "), "conv-1/q0: 'question' is \" \"; it must be text"),
        (lambda s: s["conversation"].update(session_1_date_time="May"), "the time 'May' is not written like"),
        (
            lambda s: s["conversation"].update(session_1=[1]),
            "'session_1', item 1 is 1; it must be a JSON object",
        ),
        (lambda s: s.update(conversation={"session_1": []}), "'conversation' has no session with turns"),
        (lambda s: s.update(conversation=[]), "conv-1: 'conversation' is []; it must be a JSON object"),
        (lambda s: s.pop("sample_id"), "sample 1: 'sample_id' is null; it must be text"),
    ],
)
def test_a_locomo_sample_that_is_not_as_published_is_named(tmp_path: Path, change: Any, told: str) -> None:
    made = sample()
    change(made)
    with pytest.raises(ArgumentError) as caught:
        locomo(tmp_path, made)
    assert told in str(caught.value)


def test_longmemeval_is_read_as_published(tmp_path: Path) -> None:
    data = longmemeval(tmp_path, entry("q1", "Porto"), entry("q2_abs", "Braga"))
    [question] = data.questions
    assert (question.id, question.type, question.answer) == ("q1", "single-session-user", "a hat")
    assert question.gold == {"s2:0"}
    assert question.asked_at == datetime(2023, 5, 30, 23, 40, tzinfo=UTC)
    assert [q.id for q in data.unanswerable] == ["q2_abs"]
    conversation = data.conversations["q1"]
    assert [turn.id for turn in conversation.turns] == ["s1:0", "s1:1", "s2:0"]
    assert conversation.turns[0].at == datetime(2023, 5, 20, 2, 21, tzinfo=UTC)
    assert conversation.session_of["s2:0"] == "s2"


def test_a_session_that_stands_twice_in_a_haystack_keeps_its_turns_apart(tmp_path: Path) -> None:
    made = entry("q1", "Porto", haystack_session_ids=["s", "s"])
    [question] = longmemeval(tmp_path, made).questions
    assert question.gold == {"s#2:0"}


def test_a_question_without_marked_turns_is_counted_and_left_out(tmp_path: Path) -> None:
    bare = entry("q2", "Braga", haystack_sessions=[[], []])
    data = longmemeval(tmp_path, entry("q1", "Porto"), bare)
    assert len(data.questions) == 1
    assert data.skipped == {"no turn of the haystack is marked has_answer": 1}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"haystack_dates": []}, "q1: 2 haystack_sessions, 2 haystack_session_ids and 0 haystack_dates"),
        ({"haystack_dates": ["2023/13/01", "x"]}, "the time '2023/13/01' is not written like"),
        ({"question_date": "soon"}, "the time 'soon' is not written like"),
        ({"haystack_sessions": [[{"content": "x"}], []]}, "q1, session s1, turn 0: 'role' is null"),
    ],
)
def test_a_longmemeval_entry_that_is_not_as_published_is_named(
    tmp_path: Path, change: Any, told: str
) -> None:
    with pytest.raises(ArgumentError) as caught:
        longmemeval(tmp_path, entry("q1", "Porto", **change))
    assert told in str(caught.value)


def test_the_normal_form_is_known_by_its_content_plain_or_gzipped(tmp_path: Path) -> None:
    plain = written(tmp_path / "fruit.json", normal())
    packed = tmp_path / "fruit.json.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    read = [load(name, [file]) for name in ("locomo", "longmemeval") for file in (plain, packed)]
    assert {(data.name, data.form, len(data.questions), len(data.unanswerable)) for data in read} == {
        ("fruit", "normal", 12, 2)
    }
    assert read[0].sources[0].sha256 != read[1].sources[0].sha256
    assert list(read[0].conversations) == ["c0 #1", "c1 #2"]


def test_questions_about_the_same_sessions_share_a_conversation(tmp_path: Path) -> None:
    data = fruit(tmp_path)
    assert {question.conversation for question in data.questions[:6]} == {"c0 #1"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            lambda d: d["questions"][0].update(gold=["x"]),
            "questions, item 1: 'gold' names 'x', which is no turn",
        ),
        (
            lambda d: d["questions"][1].update(sessions=["x"]),
            "questions, item 2: 'sessions' names 'x', which is not",
        ),
        (lambda d: d["questions"][0].update(sessions=[]), "questions, item 1: 'sessions' is empty"),
        (
            lambda d: d["sessions"]["c0/s0"].update(date="2023-05-01"),
            "session 'c0/s0': date='2023-05-01' has no offset",
        ),
        (lambda d: d["sessions"]["c0/s0"]["turns"][0].update(id=1), "session 'c0/s0', turn 1: 'id' is 1"),
        (
            lambda d: d["unanswerable"][0].update(gold="x"),
            "unanswerable, item 1: 'gold' is \"x\"; it must be a list",
        ),
        (lambda d: d.update(questions=[]), "has no question with gold turns"),
        (lambda d: d.update(sessions=[]), "the file: 'sessions' is []"),
    ],
)
def test_normal_data_that_does_not_hang_together_is_named(tmp_path: Path, change: Any, told: str) -> None:
    made = normal()
    change(made)
    with pytest.raises(ArgumentError) as caught:
        load("locomo", [written(tmp_path / "x.json", made)])
    assert told in str(caught.value)


def test_ones_own_data_is_one_conversation(tmp_path: Path) -> None:
    data = own(tmp_path)
    [conversation] = data.conversations.values()
    assert [session.id for session in conversation.sessions] == ["one", "two"]
    assert [(q.id, q.type, q.gold, q.answer) for q in data.asked] == [
        ("1", "place", {"a"}, "Porto"),
        ("2", "question", {"b"}, None),
        ("3", "unanswerable", frozenset(), None),
    ]
    assert [Path(source.path).name for source in data.sources] == ["chat.jsonl", "questions.jsonl"]


def test_turns_without_a_session_know_no_sessions(tmp_path: Path) -> None:
    data = own(tmp_path, chat=[CHAT[0], {"id": "b", "text": "My dog eats salmon."}])
    [conversation] = data.conversations.values()
    assert conversation.session_of == {}
    assert conversation.turns[1].at is None


@pytest.mark.parametrize(
    ("chat", "questions", "kind", "told"),
    [
        ([*CHAT, CHAT[0]], None, ArgumentError, "chat.jsonl:3: 'id' is \"a\" as in chat.jsonl:1"),
        ([{"id": "a"}], None, ArgumentError, "chat.jsonl:1: 'text' is null; it must be text"),
        ([{**CHAT[0], "at": "2023-05-01T10:00"}], None, NaiveTimeError, "chat.jsonl:1: at='2023-05-01T10:00' has no"),
        ([{**CHAT[0], "spaeker": "x"}], None, UnknownArgument, "there is no field 'spaeker'; did you mean 'speaker'?"),
        ([3], None, ArgumentError, "chat.jsonl:1: the line is 3; it must be a JSON object"),
        ([], [{"question": "x"}], ArgumentError, "chat.jsonl holds no turns"),
        (None, [], ArgumentError, "questions.jsonl holds no questions"),
        (None, [QUESTIONS[0], {"question": "x", "gold": ["aa"]}], ArgumentError,
         "questions.jsonl:2: 'gold' names 'aa', and no turn of the chat has that id; did you mean 'a'?"),
        (None, [{"question": "x", "gold": ["zzz"]}], ArgumentError, "that id; Leave gold out"),
        (None, [{"question": "x", "gold": "a"}], ArgumentError, "'gold' is \"a\"; it must be a list"),
        (None, [{"question": "x", "gold": [1]}], ArgumentError, "'gold', item 1 is 1; it must be text"),
        (None, [{"question": "x", "other": 1}], UnknownArgument, "there is no field 'other'; The fields are:"),
        (None, [{"question": "x"}], ArgumentError, "questions.jsonl has no question with gold turns"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_used_is_named(
    tmp_path: Path, chat: list[Any] | None, questions: list[Any] | None, kind: type[Exception], told: str
) -> None:
    with pytest.raises(kind) as caught:
        own(tmp_path, chat, questions)
    assert told.replace('"a" as', "'a' as") in str(caught.value)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b'{"id": "a"\n', "chat.jsonl:1: not JSON"),
        (b'\n{"id": "\xff"}\n', "chat.jsonl:2: not UTF-8"),
    ],
)
def test_a_line_that_is_no_json_is_named(tmp_path: Path, data: bytes, told: str) -> None:
    chat = tmp_path / "chat.jsonl"
    chat.write_bytes(data)
    with pytest.raises(ArgumentError) as caught:
        load("own", [chat, written(tmp_path / "questions.jsonl", QUESTIONS)])
    assert told in str(caught.value)


def test_files_that_cannot_be_used_are_told_with_the_way_out(tmp_path: Path) -> None:
    cases = {
        "missing.json": (None, "cannot be read (No such file or directory)"),
        "text.json": (b"hello", "text.json is not JSON"),
        "damaged.gz": (gzip.compress(b"x" * 999)[:-12], "damaged.gz is a damaged gzip file"),
        "other.json": (b"[1, 2]", "holds neither LoCoMo nor LongMemEval as published, nor the normal form"),
        "lme.json": (json.dumps([entry("q", "Faro")]).encode(), "run: mnemic bench longmemeval"),
    }
    for name, (data, told) in cases.items():
        if data is not None:
            (tmp_path / name).write_bytes(data)
        with pytest.raises(ArgumentError) as caught:
            load("locomo", [tmp_path / name])
        assert told in str(caught.value)


@pytest.mark.parametrize(
    ("benchmark", "files", "told"),
    [
        (
            "lokomo",
            ["x"],
            "there is no benchmark 'lokomo'; did you mean locomo? There are: locomo, longmemeval, own",
        ),
        ("x", ["x"], "there is no benchmark 'x'; There are:"),
        ("own", ["x"], "own is given two files: CHAT.jsonl QUESTIONS.jsonl; got 1 files"),
        ("locomo", [], "locomo is given one file: locomo10.json; got 0 files"),
    ],
)
def test_a_benchmark_that_is_misnamed_or_misfed_says_what_it_takes(
    benchmark: str, files: list[str], told: str
) -> None:
    with pytest.raises(ArgumentError) as caught:
        load(benchmark, files)
    assert told in str(caught.value)


def test_a_sample_is_drawn_with_the_seed_of_the_outside_scorer(tmp_path: Path) -> None:
    data = fruit(tmp_path)
    drawn = data.sample(5)
    ids = [question.id for question in data.questions]
    assert [question.id for question in drawn.questions] == random.Random(7).sample(ids, 5)
    assert data.sample(99).questions == data.sample(None).questions == data.questions


def test_a_sample_keeps_the_unanswerable_questions_of_its_conversations(tmp_path: Path) -> None:
    drawn = fruit(tmp_path, conversations=4).sample(1)
    assert len(drawn.conversations) == len(drawn.unanswerable) == 1
    assert drawn.unanswerable[0].conversation == drawn.questions[0].conversation


def test_of_unanswerable_questions_with_haystacks_of_their_own_a_share_is_drawn(tmp_path: Path) -> None:
    answerable = [entry(f"q{number}", "Porto") for number in range(8)]
    none = [entry(f"q{number}_abs", "Braga") for number in range(4)]
    data = longmemeval(tmp_path, *answerable, *none)
    assert len(data.sample(4).unanswerable) == 2
    assert len(data.sample(1).unanswerable) == 1
    assert len(data.sample(None).unanswerable) == 4


def test_a_turn_that_says_nothing_is_no_turn(tmp_path: Path) -> None:
    made = sample()
    made["conversation"]["session_1"].append({"speaker": "Bo", "dia_id": "D1:9", "text": ""})
    [conversation] = locomo(tmp_path, made).conversations.values()
    assert len(conversation.turns) == len(FRUITS)
