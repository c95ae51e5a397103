"""
The normal form: one object with sessions by name, and questions that say which of them they are about.

::

    {"name": …, "sessions": {id: {"date": …, "turns": [{"id", "speaker", "role", "text"}]}},
     "questions": [{"id", "type", "question", "asked_at", "sessions": [id], "gold": [turn], "answer"}],
     "unanswerable": [the same without gold]}
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..errors import ArgumentError
from ._dataset import Conversation, Dataset, Question, Session, Source, Turn
from ._fields import Record, items, moment, of_type, optional, text


def is_normal(data: Any) -> bool:
    """Say whether *data* has the normal form."""
    return isinstance(data, dict) and "sessions" in data and "questions" in data


def read_normal(data: Record, source: Source) -> Dataset:
    """
    Return a data set in normal form. Questions about the same sessions share a conversation.

    Raises:
        ArgumentError: a field is missing or of the wrong kind, or names something that isn't there.
    """
    written = of_type(data["sessions"], dict, "the file", "'sessions'")
    sessions = {name: _session(name, session) for name, session in written.items()}
    conversations: dict[tuple[str, ...], Conversation] = {}
    questions = [
        _question(f"{field}, item {number}", entry, sessions, conversations)
        for field in ("questions", "unanswerable")
        for number, entry in enumerate(items(data, field, dict, "the file"), 1)
    ]
    return Dataset(
        name=optional(data, "name", "the file") or "data",
        form="normal",
        conversations={conversation.id: conversation for conversation in conversations.values()},
        questions=tuple(question for question in questions if question.gold),
        unanswerable=tuple(question for question in questions if not question.gold),
        sources=(source,),
    )


def _session(name: str, written: Any) -> Session:
    session = of_type(written, dict, f"session {name!r}", "it")
    at = moment(session, "date", f"session {name!r}")
    turns = []
    for number, turn in enumerate(items(session, "turns", dict, f"session {name!r}"), 1):
        place = f"session {name!r}, turn {number}"
        turns.append(
            Turn(
                id=text(turn, "id", place),
                text=optional(turn, "text", place) or "",
                speaker=optional(turn, "speaker", place),
                role=optional(turn, "role", place),
                at=at,
            )
        )
    return Session(name, tuple(turns))


def _question(
    place: str,
    entry: Record,
    sessions: dict[str, Session],
    conversations: dict[tuple[str, ...], Conversation],
) -> Question:
    key = tuple(items(entry, "sessions", str, place))
    if key not in conversations:
        conversations[key] = _conversation(place, key, sessions, len(conversations))
    conversation = conversations[key]
    gold = frozenset(items(entry, "gold", str, place))
    unknown = sorted(gold - {turn.id for turn in conversation.turns})
    if unknown:
        raise ArgumentError(
            f"{place}: 'gold' names {unknown[0]!r}, which is no turn of the question's sessions; "
            "name turns by their id"
        )
    return Question(
        id=text(entry, "id", place),
        type=text(entry, "type", place),
        text=text(entry, "question", place),
        conversation=conversation.id,
        gold=gold,
        asked_at=moment(entry, "asked_at", place),
        answer=optional(entry, "answer", place),
    )


def _conversation(place: str, key: Sequence[str], sessions: dict[str, Session], number: int) -> Conversation:
    missing = [name for name in key if name not in sessions]
    if missing or not key:
        told = f"names {missing[0]!r}, which is not there" if missing else "is empty"
        raise ArgumentError(f"{place}: 'sessions' {told}; name the sessions the question is about")
    heads = {name.partition("/")[0] for name in key}
    shared = f"{next(iter(heads))} " if len(heads) == 1 and "/" in key[0] else ""
    return Conversation(f"{shared}#{number + 1}", tuple(sessions[name] for name in key))
