"""Sessions put one behind the other, so that where one ends is known and not said."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from _turns import Session, load, sessions_of

from mnemic.form import Turn

_SAMPLE = 240
_TOGETHER = 12
_LOCOMO_TUNED = 3


@dataclass(frozen=True, slots=True)
class Stream:
    """
    Sessions as one conversation, without their names and times.

    Attributes:
        turns: What is segmented.

        truth: The turns with which a session begins, but the first.
    """

    turns: tuple[Turn, ...]
    truth: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Halves:
    """The streams of one data set: those to fit on and those to report."""

    name: str
    tuned: tuple[Stream, ...]
    held: tuple[Stream, ...]


def halves(file: Path, kept: Path) -> Halves:
    """
    Return the streams of *file*: LoCoMo's conversations, or a seeded sample of other sessions, twelve together.

    Tuned are LoCoMo's first three conversations, or every other stream.
    """
    data = load(file)
    if data["name"].startswith("locomo"):
        sessions = sessions_of(data, list(data["sessions"]), kept)
        names = list(dict.fromkeys(session.conversation for session in sessions))
        streams = [_joined([each for each in sessions if each.conversation == name]) for name in names]
        return Halves(data["name"], tuple(streams[:_LOCOMO_TUNED]), tuple(streams[_LOCOMO_TUNED:]))
    drawn = random.Random(7).sample(sorted(data["sessions"]), _SAMPLE)
    sessions = sessions_of(data, drawn, kept)
    streams = [_joined(sessions[at : at + _TOGETHER]) for at in range(0, len(sessions), _TOGETHER)]
    return Halves(data["name"], tuple(streams[::2]), tuple(streams[1::2]))


def without_vectors(stream: Stream) -> Stream:
    """Return *stream* as it is before its vectors are made."""
    return replace(stream, turns=tuple(replace(turn, vector=None) for turn in stream.turns))


def _joined(sessions: Sequence[Session]) -> Stream:
    turns = [replace(turn, session=None, occurred_at=None) for session in sessions for turn in session.turns]
    ends = np.cumsum([len(session.turns) for session in sessions])
    return Stream(tuple(turns), tuple(ends[:-1].tolist()))
