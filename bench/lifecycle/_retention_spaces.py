"""Conversations as a budget sees them: the signs of each turn, and which turns questions are about."""

import random
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mnemic.bench import Conversation, Dataset, Question
from mnemic.index import terms_of
from mnemic.lifecycle import Said, Signs, Standing, read_signs, strength, value, worth
from mnemic.times import utc_us

SEED = 7
_TERM = np.dtype([("term", "<u8"), ("count", "<u4")])

Scores = NDArray[np.float64]


class Space(NamedTuple):
    """
    One conversation, its turns in order.

    Attributes:
        signs: Of each turn.

        values: `value` of each turn by its words and its strength when the questions are asked.

        lengths: Characters of each turn.

        borrowed: Whether an assistant said it.

        gold: For each question the places of its gold turns.
    """

    name: str
    signs: Sequence[Signs]
    values: Scores
    lengths: Scores
    borrowed: Scores
    gold: Sequence[NDArray[np.int64]]


def spaces(dataset: Dataset, most: int | None) -> list[Space]:
    """Return the spaces of *dataset* that have gold turns, a seeded sample of *most*, in the order of the data."""
    asked = defaultdict(list)
    for question in dataset.questions:
        if question.gold:
            asked[question.conversation].append(question)
    names = [name for name in dataset.conversations if name in asked]
    if most is not None and most < len(names):
        names = random.Random(SEED).sample(names, most)
    return [_space(dataset.conversations[name], asked[name]) for name in names]


def _space(conversation: Conversation, asked: Sequence[Question]) -> Space:
    turns, session_of = conversation.turns, conversation.session_of
    signs = read_signs(
        [
            Said(turn.text, _terms(turn.text, turn.speaker), turn.speaker, turn.role, session_of.get(turn.id))
            for turn in turns
        ]
    )
    times = [utc_us(turn.at) if turn.at else 0 for turn in turns]
    now = max([utc_us(question.asked_at) for question in asked if question.asked_at] + times)
    place = {turn.id: number for number, turn in enumerate(turns)}
    return Space(
        name=conversation.id,
        signs=signs,
        values=np.array([_value(one, at, now) for one, at in zip(signs, times, strict=True)]),
        lengths=np.array([len(turn.text) for turn in turns], np.float64),
        borrowed=np.array([one.borrowed for one in signs]),
        gold=[np.array(sorted(place[turn] for turn in question.gold)) for question in asked],
    )


def _value(signs: Signs, at_us: int, now_us: int) -> float:
    left = strength(None, kind="episode", created_us=at_us, now_us=now_us)
    return value(Standing(worth=worth(signs), strength=left))


def _terms(text: str, speaker: str | None) -> frozenset[int]:
    return frozenset(np.frombuffer(terms_of(text, speaker).blob, _TERM)["term"].tolist())
