"""Sessions, and which of their turns answer a question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from _turns import Session, load, sessions_of

from mnemic.form._worth import term_set

_LOCOMO_TUNED = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """
    A turn that answers a question.

    Attributes:
        session, turn: Its session's name and its place there.

        words: The answer's words that the turn has, as hashes.
    """

    session: str
    turn: int
    words: frozenset[int]


@dataclass(frozen=True, slots=True)
class Half:
    """Sessions and the evidence in them, a turn once for each question it answers."""

    sessions: Mapping[str, Session]
    evidence: tuple[Evidence, ...]


def halves(file: Path) -> tuple[Half, Half]:
    """Return the half of *file* to fit on and the one to report: LoCoMo's conversations 1 to 3, or every other session."""
    data = load(file)
    named = {gold.rpartition(":")[0] for question in data["questions"] for gold in question["gold"]}
    if data["name"].startswith("locomo"):
        sessions = sessions_of(data, list(data["sessions"]), None)
        first = set(list(dict.fromkeys(session.conversation for session in sessions))[:_LOCOMO_TUNED])
        tuned = [session for session in sessions if session.conversation in first]
        held = [session for session in sessions if session.conversation not in first]
    else:
        sessions = sessions_of(data, sorted(named), None)
        tuned, held = sessions[::2], sessions[1::2]
    return _half(tuned, data["questions"]), _half(held, data["questions"])


def _half(sessions: Sequence[Session], questions: Sequence[Mapping[str, Any]]) -> Half:
    places = {name: (each, place) for each in sessions for place, name in enumerate(each.ids)}
    evidence = []
    for question in questions:
        answer = term_set(str(question.get("answer", "")))
        for name in question["gold"]:
            if name in places:
                session, place = places[name]
                words = answer & term_set(session.turns[place].text)
                evidence.append(Evidence(session.name, place, words))
    return Half({each.name: each for each in sessions}, tuple(evidence))
