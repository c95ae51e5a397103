"""LoCoMo as it is published: locomo10.json, a list of samples."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from ..errors import ArgumentError
from ._dataset import Conversation, Dataset, Question, Session, Source, Turn
from ._fields import Record, items, of_type, optional, text

_TYPES = {1: "multi-hop", 2: "temporal", 3: "open-domain", 4: "single-hop", 5: "unanswerable"}
_UNANSWERABLE = 5
_NO_EVIDENCE = "the evidence names no turn of the conversation"

_SESSION = re.compile(r"session_(\d+)")
# Beside "D1:3" there are "D8:6; D9:17" in one text, "D:11:26" and "D30:05".
_EVIDENCE = re.compile(r"D:?(\d+):(\d+)")


def is_locomo(data: Any) -> bool:
    """Say whether *data* has the form of LoCoMo."""
    return isinstance(data, list) and bool(data) and isinstance(data[0], dict) and "qa" in data[0]


def read_locomo(samples: Sequence[Any], source: Source) -> Dataset:
    """
    Return LoCoMo's samples, one conversation each.

    What an image shows is told after the turn's words. A question is asked at the time of the last session.

    Raises:
        ArgumentError: a sample is not as it is published.
    """
    conversations: dict[str, Conversation] = {}
    questions: list[Question] = []
    skipped: Counter[str] = Counter()
    for number, sample in enumerate(samples, 1):
        place = f"sample {number}"
        name = text(of_type(sample, dict, place, "it"), "sample_id", place)
        conversation = _conversation(name, sample)
        conversations[name] = conversation
        asked_at = conversation.sessions[-1].turns[0].at
        known = {turn.id for turn in conversation.turns}
        for index, qa in enumerate(items(sample, "qa", dict, name)):
            question = _question(qa, f"{name}/q{index}", name, known, asked_at)
            if question is None:
                skipped[_NO_EVIDENCE] += 1
            else:
                questions.append(question)
    return Dataset(
        name="locomo",
        form="LoCoMo as published",
        conversations=conversations,
        questions=tuple(question for question in questions if question.gold),
        unanswerable=tuple(question for question in questions if not question.gold),
        sources=(source,),
        skipped=skipped,
    )


def _conversation(name: str, sample: Record) -> Conversation:
    said = of_type(sample.get("conversation"), dict, name, "'conversation'")
    numbers = sorted(int(match[1]) for key in said if (match := _SESSION.fullmatch(key)) and said[key])
    if not numbers:
        raise ArgumentError(
            f"{name}: 'conversation' has no session with turns; give locomo10.json as published"
        )
    return Conversation(name, tuple(_session(name, number, said) for number in numbers))


def _session(name: str, number: int, said: Record) -> Session:
    key = f"session_{number}"
    place = f"{name}, {key}"
    at = _moment(text(said, f"{key}_date_time", place), place)
    turns = (_turn(name, turn, at, place) for turn in items(said, key, dict, place))
    return Session(f"{name}/s{number}", tuple(turns))


def _turn(name: str, turn: Record, at: datetime, place: str) -> Turn:
    words = [optional(turn, "text", place)]
    caption = optional(turn, "blip_caption", place)
    if caption:
        words.append(f"[shares an image: {caption}]")
    return Turn(
        id=f"{name}/{text(turn, 'dia_id', place)}",
        text=" ".join(part for part in words if part),
        speaker=text(turn, "speaker", place),
        role="user",
        at=at,
    )


def _moment(told: str, place: str) -> datetime:
    try:
        return datetime.strptime(told.strip(), "%I:%M %p on %d %B, %Y").replace(tzinfo=UTC)
    except ValueError:
        raise ArgumentError(
            f"{place}: the time {told!r:.60} is not written like '1:56 pm on 8 May, 2023'; give the file as published"
        ) from None


def _question(
    qa: Record, id_: str, conversation: str, known: set[str], asked_at: datetime | None
) -> Question | None:
    category = of_type(qa.get("category"), int, id_, "'category'")
    if category not in _TYPES:
        raise ArgumentError(f"{id_}: 'category' is {category}; LoCoMo has 1 to 5: give the file as published")
    gold: frozenset[str] = frozenset()
    if category != _UNANSWERABLE:
        named = " ".join(items(qa, "evidence", str, id_))
        turns = (f"{conversation}/D{int(session)}:{int(turn)}" for session, turn in _EVIDENCE.findall(named))
        gold = frozenset(turns) & known
        if not gold:
            return None
    answer = qa.get("answer")
    return Question(
        id=id_,
        type=_TYPES[category],
        text=text(qa, "question", id_),
        conversation=conversation,
        gold=gold,
        asked_at=asked_at,
        answer=None if answer is None or not gold else str(answer),
    )
