"""One's own data: a file of turns and a file of questions, both JSON lines."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from .._hint import did_you_mean
from ..errors import ArgumentError, UnknownArgument
from ._dataset import Conversation, Dataset, Question, Session, Turn
from ._fields import Record, items, moment, optional, read_lines, text

_TURN = ("id", "session", "speaker", "role", "text", "at")
_QUESTION = ("question", "gold", "type", "asked_at", "answer")
_CONVERSATION = "own"


def read_own(chat: Path, questions: Path) -> Dataset:
    """
    Return one conversation and the questions about it.

    Args:
        chat: Lines ``{"id": …, "text": …}`` with ``session``, ``speaker``, ``role`` and ``at`` where known.

        questions: Lines ``{"question": …, "gold": [ids]}`` with ``type``, ``asked_at`` and ``answer`` where
            known. Without *gold* the chat does not answer the question.

    Raises:
        ArgumentError: a line cannot be used; the message names it.
    """
    lines, chat_source = read_lines(chat)
    sessions: dict[str | None, list[Turn]] = {}
    places: dict[str, str] = {}
    for place, record in lines:
        turn = _turn(place, record)
        if turn.id in places:
            raise ArgumentError(
                f"{place}: 'id' is {turn.id!r} as in {places[turn.id]}; give every turn an id of its own"
            )
        places[turn.id] = place
        sessions.setdefault(optional(record, "session", place), []).append(turn)
    asked, source = read_lines(questions)
    read = [_question(place, record, places) for place, record in asked]
    for path, found, what in ((chat, lines, "turns"), (questions, asked, "questions")):
        if not found:
            raise ArgumentError(f"{path.name} holds no {what}; write one object on each line")
    made = tuple(Session(name, tuple(turns)) for name, turns in sessions.items())
    return Dataset(
        name="own",
        form="own",
        conversations={_CONVERSATION: Conversation(_CONVERSATION, made)},
        questions=tuple(question for question in read if question.gold),
        unanswerable=tuple(question for question in read if not question.gold),
        sources=(chat_source, source),
    )


def _turn(place: str, record: Record) -> Turn:
    _refuse_unknown(record, _TURN, place)
    return Turn(
        id=text(record, "id", place),
        text=text(record, "text", place),
        speaker=optional(record, "speaker", place),
        role=optional(record, "role", place),
        at=moment(record, "at", place),
    )


def _question(place: str, record: Record, turns: Collection[str]) -> Question:
    _refuse_unknown(record, _QUESTION, place)
    gold = frozenset(items(record, "gold", str, place))
    for name in sorted(gold):
        if name not in turns:
            hint = did_you_mean(name, turns)
            raise ArgumentError(
                f"{place}: 'gold' names {name!r:.60}, and no turn of the chat has that id; "
                f"{hint}Leave gold out when the chat does not answer the question"
            )
    return Question(
        id=place.rpartition(":")[2],
        type=optional(record, "type", place) or ("question" if gold else "unanswerable"),
        text=text(record, "question", place),
        conversation=_CONVERSATION,
        gold=gold,
        asked_at=moment(record, "asked_at", place),
        answer=optional(record, "answer", place),
    )


def _refuse_unknown(record: Record, known: Collection[str], place: str) -> None:
    for name in record:
        if name not in known:
            hint = did_you_mean(name, known)
            raise UnknownArgument(
                f"{place}: there is no field {name!r:.60}; {hint}The fields are: {', '.join(known)}"
            )
