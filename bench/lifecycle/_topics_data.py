"""Histories of segments with their summaries, the vectors of these, and which segments answer a question."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from _turns import _vector, load, sessions_of
from numpy.typing import NDArray

from mnemic.form import segments, summarise

_SHARE = 0.25
_LEAST_CHARS = 240
_MOST_CHARS = 1200


@dataclass(frozen=True, slots=True)
class Part:
    """A segment of a session: its turns' ids and texts, its summary, and where that lies among the vectors."""

    session: str
    ids: tuple[str, ...]
    text: str
    place: int


@dataclass(frozen=True, slots=True)
class Asked:
    """
    A question whose answer lies in several sessions.

    Attributes:
        parts: The history's segments, in the order they were said.

        gold: Which of these hold a turn that answers, by their places among *parts*.
    """

    id: str
    text: str
    parts: tuple[Part, ...]
    gold: frozenset[int]


@dataclass(frozen=True, slots=True)
class Histories:
    """A data set: its questions, and the vectors of all summaries, of length 1."""

    name: str
    data: Mapping[str, Any]
    asked: tuple[Asked, ...]
    vectors: NDArray[np.float32]


def histories(file: Path, kept: Path) -> Histories:
    """Return *file*'s questions that several sessions answer; vectors are kept under *kept*."""
    data = load(file)
    parts: dict[str, list[Part]] = {}
    texts: list[str] = []
    for session in sessions_of(data, list(data["sessions"]), None):
        for part in segments(session.turns):
            members = session.turns[part.start : part.end]
            room = int(min(_MOST_CHARS, max(_LEAST_CHARS, _SHARE * sum(len(turn.text) for turn in members))))
            text = summarise(members, room).text
            if text:
                ids = session.ids[part.start : part.end]
                parts.setdefault(session.name, []).append(Part(session.name, ids, text, len(texts)))
                texts.append(text)
    asked = tuple(found for question in data["questions"] if (found := _asked(question, data, parts)))
    return Histories(data["name"], data, asked, _kept_vectors(texts, kept))


def _asked(
    question: Mapping[str, Any], data: Mapping[str, Any], parts: Mapping[str, Sequence[Part]]
) -> Asked | None:
    ordered = sorted(question["sessions"], key=lambda name: data["sessions"][name]["date"])
    history = tuple(part for name in ordered for part in parts.get(name, ()))
    gold = frozenset(at for at, part in enumerate(history) if not set(part.ids).isdisjoint(question["gold"]))
    several = len({history[at].session for at in gold}) > 1
    return Asked(question["id"], question["question"], history, gold) if several else None


def _kept_vectors(texts: Sequence[str], kept: Path) -> NDArray[np.float32]:
    file = kept / f"topics-{hashlib.sha256(chr(0).join(texts).encode()).hexdigest()[:24]}.npy"
    if not file.exists():
        kept.mkdir(parents=True, exist_ok=True)
        np.save(file, np.stack([_vector(text) for text in texts]))
    loaded: NDArray[np.float32] = np.load(file)
    return loaded
