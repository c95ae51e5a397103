"""The control: every sentence is stored verbatim, and ranked by similarity and recency. It forms nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np
from _cases import Case
from numpy.typing import NDArray

from mnemic.embed import MiniLM

WEIGHTS = (0.0, 0.05, 0.1, 0.2, 0.4, 0.8)
"""What the recency of a sentence may count beside its cosine; which is taken is told by the development cases."""

HALF_LIFE_DAYS = 30.0

_ENDS = re.compile(r"(?<=[.!?])\s+|\n+")


class Sentence(NamedTuple):
    """One sentence that somebody said."""

    text: str
    at: datetime


def sentences(case: Case) -> list[Sentence]:
    """Return everything that was said in *case*, sentence by sentence."""
    return [
        Sentence(part, turn.at)
        for turn in case.turns
        for part in _ENDS.split(turn.text)
        if any(char.isalnum() for char in part)
    ]


class Control:
    """
    Answers with the sentence that is nearest to a question and newest.

    Args:
        weight: What recency counts beside similarity.
    """

    def __init__(self, weight: float) -> None:
        self.weight = weight

    def answer(self, said: Sequence[Sentence], question: str, at: datetime) -> str | None:
        """Return what it shows for *question* of what was said by *at*; `None` where that is nothing."""
        known = [sentence for sentence in said if sentence.at <= at]
        if not known:
            return None
        vectors = _vectors([question, *(sentence.text for sentence in known)])
        ages = np.array([(at - sentence.at).total_seconds() / 86_400 for sentence in known])
        scores = vectors[1:] @ vectors[0] + self.weight * 0.5 ** (ages / HALF_LIFE_DAYS)
        # Of equals the one that was said last.
        return known[len(known) - 1 - int(np.argmax(scores[::-1]))].text


_model = MiniLM()
_made: dict[str, NDArray[np.float32]] = {}


def _vectors(texts: Iterable[str]) -> NDArray[np.float32]:
    wanted = list(texts)
    for text in dict.fromkeys(wanted):
        if text not in _made:
            _made[text] = _model.embed([text])[0]
    return np.stack([_made[text] for text in wanted])
