"""LongMemEval as it is published: a list of questions, each with its own haystack of sessions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from ..errors import ArgumentError
from ._dataset import Conversation, Dataset, Question, Session, Source, Turn
from ._fields import Record, items, of_type, optional, text

_NO_EVIDENCE = "no turn of the haystack is marked has_answer"
_TIME = re.compile(r"(\d{4})/(\d\d)/(\d\d)(?: \(\w+\))?(?: (\d\d):(\d\d))?")


def is_longmemeval(data: Any) -> bool:
    """Say whether *data* has the form of LongMemEval."""
    return (
        isinstance(data, list) and bool(data) and isinstance(data[0], dict) and "haystack_sessions" in data[0]
    )


def read_longmemeval(entries: Sequence[Any], source: Source) -> Dataset:
    """
    Return LongMemEval's questions, each with a conversation of its own.

    The gold turns are those marked ``has_answer``; a question whose id ends with ``_abs`` has no answer.

    Raises:
        ArgumentError: an entry is not as it is published.
    """
    conversations: dict[str, Conversation] = {}
    questions: list[Question] = []
    skipped: Counter[str] = Counter()
    for number, entry in enumerate(entries, 1):
        place = f"entry {number}"
        name = text(of_type(entry, dict, place, "it"), "question_id", place)
        conversation, marked = _haystack(name, entry)
        unanswerable = name.endswith("_abs")
        if not (marked or unanswerable):
            skipped[_NO_EVIDENCE] += 1
            continue
        conversations[name] = conversation
        questions.append(_question(name, entry, frozenset() if unanswerable else marked))
    return Dataset(
        name="longmemeval",
        form="LongMemEval as published",
        conversations=conversations,
        questions=tuple(question for question in questions if question.gold),
        unanswerable=tuple(question for question in questions if not question.gold),
        sources=(source,),
        skipped=skipped,
    )


def _haystack(name: str, entry: Record) -> tuple[Conversation, frozenset[str]]:
    """Return the sessions of an entry, and the turns that are marked."""
    sessions = items(entry, "haystack_sessions", list, name)
    names = items(entry, "haystack_session_ids", str, name)
    dates = items(entry, "haystack_dates", str, name)
    if not len(sessions) == len(names) == len(dates):
        raise ArgumentError(
            f"{name}: {len(sessions)} haystack_sessions, {len(names)} haystack_session_ids and {len(dates)} "
            "haystack_dates do not go together; give the file as published"
        )
    made: list[Session] = []
    marked: set[str] = set()
    seen: Counter[str] = Counter()
    for turns, given, date in zip(sessions, names, dates, strict=True):
        seen[given] += 1
        # A haystack may hold a session twice; a turn must still have one name.
        own = given if seen[given] == 1 else f"{given}#{seen[given]}"
        made.append(Session(own, _turns(own, turns, _moment(date, name), name)))
        marked |= {f"{own}:{index}" for index, turn in enumerate(turns) if turn.get("has_answer")}
    return Conversation(name, tuple(made)), frozenset(marked)


def _turns(session: str, turns: Sequence[Any], at: datetime, place: str) -> tuple[Turn, ...]:
    made = []
    for index, turn in enumerate(turns):
        where = f"{place}, session {session}, turn {index}"
        role = text(of_type(turn, dict, where, "it"), "role", where)
        said = optional(turn, "content", where) or ""
        made.append(Turn(id=f"{session}:{index}", text=said, speaker=role, role=role, at=at))
    return tuple(made)


def _moment(told: str, place: str) -> datetime:
    match = _TIME.fullmatch(told.strip())
    try:
        if match:
            return datetime(*(int(part or 0) for part in match.groups()), tzinfo=UTC)  # type: ignore[misc,arg-type]
    except ValueError:
        pass
    raise ArgumentError(
        f"{place}: the time {told!r:.60} is not written like '2023/05/20 (Sat) 02:21'; give the file as published"
    )


def _question(name: str, entry: Record, gold: frozenset[str]) -> Question:
    answer = entry.get("answer")
    return Question(
        id=name,
        type=text(entry, "question_type", name) if gold else "unanswerable",
        text=text(entry, "question", name),
        conversation=name,
        gold=gold,
        asked_at=_moment(text(entry, "question_date", name), name),
        answer=None if answer is None or not gold else str(answer),
    )
