"""Small conversations, and questions about them, in every form a benchmark reads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mnemic.bench import Ask, Dataset, Found, Place, System, load

FRUITS = ("apples", "bananas", "cherries", "damsons", "elderberries", "figs")
TOWNS = ("Porto", "Braga", "Faro", "Evora", "Lagos", "Tavira")


def sample(name: str = "conv-1", things: Sequence[str] = FRUITS) -> dict[str, Any]:
    """Return a sample as LoCoMo publishes it: two sessions, a turn about each thing, a question about each."""
    first, second = things[: len(things) // 2], things[len(things) // 2 :]
    return {
        "sample_id": name,
        "conversation": {
            "speaker_a": "Ana",
            "speaker_b": "Bo",
            "session_1_date_time": "1:56 pm on 8 May, 2023",
            "session_1": [_said(1, number, thing) for number, thing in enumerate(first, 1)],
            "session_2_date_time": "9:05 am on 10 May, 2023",
            "session_2": [_said(2, number, thing) for number, thing in enumerate(second, 1)],
            "session_3_date_time": "9:05 am on 11 May, 2023",
        },
        "qa": [
            *(
                {"question": f"Who likes {thing}?", "answer": "Ana", "category": 4, "evidence": [f"D1:{number}"]}
                for number, thing in enumerate(first, 1)
            ),
            {"question": f"Which day came {things[-1]}?", "answer": 2023, "category": 2,
             "evidence": ["D2:1; D2:03", "D"]},
            {"question": "Why did Ana sell the boat?", "adversarial_answer": "rust", "category": 5, "evidence": ["D1:1"]},
        ],
    }  # fmt: skip


def _said(session: int, number: int, thing: str) -> dict[str, Any]:
    turn = {"speaker": "Ana", "dia_id": f"D{session}:{number}", "text": f"I like {thing} a lot."}
    return {**turn, "img_url": ["x"], "blip_caption": f"a bowl of {thing}"} if number == 2 else turn


def entry(name: str, thing: str, **changes: Any) -> dict[str, Any]:
    """Return a question as LongMemEval publishes it, with a haystack of two sessions."""
    return {
        "question_id": name,
        "question_type": "single-session-user",
        "question": f"What did I buy in {thing}?",
        "answer": "a hat",
        "question_date": "2023/05/30 (Tue) 23:40",
        "haystack_session_ids": ["s1", "s2"],
        "haystack_dates": ["2023/05/20 (Sat) 02:21", "2023/05/21 (Sun) 10:00"],
        "haystack_sessions": [
            [{"role": "user", "content": "Hello there."}, {"role": "assistant", "content": "How are you?"}],
            [
                {"role": "user", "content": f"I bought a hat in {thing}.", "has_answer": True},
                {"role": "assistant", "content": "", "has_answer": False},
            ],
        ],
        "answer_session_ids": ["s2"],
        **changes,
    }


def normal(conversations: int = 2) -> dict[str, Any]:
    """Return data in normal form: a session of three turns and two questions a conversation, one unanswerable."""
    sessions, questions, none = {}, [], []
    for c in range(conversations):
        for s in range(2):
            turns = [
                {"id": f"c{c}/t{s}{t}", "speaker": "Ana", "role": "user",
                 "text": f"The {FRUITS[t + 3 * s]} are in {TOWNS[c % 6]}."}
                for t in range(3)
            ]  # fmt: skip
            sessions[f"c{c}/s{s}"] = {"date": f"2023-05-0{s + 1}T10:00:00+00:00", "turns": turns}
        about = {"asked_at": "2023-06-01T10:00:00+00:00", "sessions": [f"c{c}/s0", f"c{c}/s1"]}
        questions += [
            {"id": f"q{c}{t}", "type": "even" if t % 2 == 0 else "odd", "question": f"Where are the {FRUITS[t]}?",
             "gold": [f"c{c}/t{t // 3}{t % 3}"], "answer": TOWNS[c % 6], **about}
            for t in range(6)
        ]  # fmt: skip
        none.append({"id": f"u{c}", "type": "unanswerable", "question": "Who sold the boat?", **about})
    return {"name": "fruit", "sessions": sessions, "questions": questions, "unanswerable": none}


def written(path: Path, data: object) -> Path:
    """Write *data* to *path*, as JSON or, where it is a list of lines, as JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".jsonl":
        assert isinstance(data, list)
        path.write_text("".join(json.dumps(line) + "\n" for line in data), encoding="utf-8")
    else:
        path.write_text(json.dumps(data), encoding="utf-8")
    return path


def fruit(folder: Path, conversations: int = 2) -> Dataset:
    """Return the normal data as it is read."""
    return load("locomo", [written(folder / "fruit.json", normal(conversations))])


CHAT = [
    {"id": "a", "text": "I moved to Porto.", "speaker": "Ana", "session": "one", "at": "2023-05-01T10:00:00+00:00"},
    {"id": "b", "text": "My dog eats salmon.", "speaker": "Ana", "session": "two", "role": "user",
     "at": "2023-05-03T10:00:00+00:00"},
]  # fmt: skip
QUESTIONS = [
    {"question": "Where did Ana move?", "gold": ["a"], "type": "place", "answer": "Porto",
     "asked_at": "2023-05-02T10:00:00+00:00"},
    {"question": "What does the dog eat?", "gold": ["b"]},
    {"question": "Who sold the boat?", "gold": []},
]  # fmt: skip


def own(folder: Path, chat: list[Any] | None = None, questions: list[Any] | None = None) -> Dataset:
    """Return data of one's own as it is read."""
    files = [
        written(folder / "chat.jsonl", CHAT if chat is None else chat),
        written(folder / "questions.jsonl", QUESTIONS if questions is None else questions),
    ]
    return load("own", files)


@dataclass(frozen=True)
class Sure:
    """A system that finds the gold turns, and is the surer the longer the question's own words are in reach."""

    name: str = "mnemic"
    about: str = "a double that knows"
    in_order: bool = True
    degraded: tuple[str, ...] = ()

    @contextmanager
    def open(self, place: Place) -> Iterator[Ask]:
        known = {turn.id for turn in place.conversation.turns}

        def ask(question: Any) -> Found:
            there = question.gold and question.gold <= known
            return Found(
                ranked=tuple(question.gold & known),
                context="",
                tokens=0,
                tokenizer="none",
                ms=1.5,
                confidence=0.9 if there else 0.2,
                degraded=self.degraded,
            )

        yield ask


def as_system(system: Any) -> System:
    """Return a double as the protocol it satisfies."""
    made: System = system
    return made
