"""What a ranking shows of whether it holds the answer, and a model of that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from mnemic.recall import Judgement, Pipeline, Ranking, signals

from ._spaces import Spaces

Asked = Literal["answerable", "unanswerable", "elsewhere"]

_LIMIT = 20
_ELSEWHERE = 0.5
_RIDGE = 1e-3
_ROUNDS = 50


@dataclass(frozen=True, eq=False)
class Case:
    """
    One question put to one conversation.

    Attributes:
        right: Whether a gold turn is among the hits.
    """

    asked: Asked
    signals: Mapping[str, float]
    right: bool


class _Listener:
    """A judge that keeps the signals and says nothing."""

    def __init__(self) -> None:
        self.heard: dict[str, float] = {}

    def judge(self, ranking: Ranking, embedder: str) -> Judgement | None:
        self.heard = signals(ranking) or {}
        return None


def cases(spaces: Spaces, names: Sequence[str], elsewhere: int = 1) -> list[Case]:
    """
    Put every question of these conversations to its own, and to those that come next.

    Args:
        elsewhere: How many of the next ones; no conversation is asked twice.
    """
    listener = _Listener()
    pipeline = Pipeline(judge=listener)
    found = []
    for place, name in enumerate(names):
        asked = [question for question in spaces.dataset.asked if question.conversation == name]
        with spaces.open(name, pipeline) as mem:
            for question in asked:
                hits = mem.recall(question.text, asked_at=question.asked_at, limit=_LIMIT)
                right = any(hit.cube.metadata["turn"] in question.gold for hit in hits)
                kind: Asked = "answerable" if question.gold else "unanswerable"
                found.append(Case(kind, listener.heard, right))
        for step in range(1, min(elsewhere + 1, len(names))):
            next_one = names[(place + step) % len(names)]
            there = {turn.id for turn in spaces.dataset.conversations[next_one].turns}
            with spaces.open(next_one, pipeline) as mem:
                for question in asked:
                    # Haystacks share sessions: what answers here may lie there, too.
                    if question.gold and question.gold.isdisjoint(there):
                        mem.recall(question.text, asked_at=question.asked_at, limit=_LIMIT)
                        found.append(Case("elsewhere", listener.heard, right=False))
    return found


def fit_logistic(sets: Sequence[Sequence[Case]]) -> tuple[Mapping[str, float], float]:
    """
    Return the weight of each signal and the bias that make ``right`` most likely, by Newton's method.

    Sets count by the root of their size; a question asked elsewhere counts half.
    """
    found = [case for part in sets for case in part]
    counts = np.array(
        [
            (_ELSEWHERE if case.asked == "elsewhere" else 1.0) * len(part) ** -0.5
            for part in sets
            for case in part
        ]
    )
    names = list(found[0].signals)
    table = np.array([[case.signals[name] for name in names] for case in found])
    mean, spread = table.mean(axis=0), table.std(axis=0) + 1e-6
    table = np.column_stack([(table - mean) / spread, np.ones(len(found))])
    right = np.array([case.right for case in found], np.float64)
    counts = counts / counts.sum()
    weights = np.zeros(table.shape[1])
    # The bias is not held back.
    ridge = np.diag([2 * _RIDGE] * len(names) + [0.0])
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (counts * (chance - right)) + ridge @ weights
        curve = (table * (counts * chance * (1 - chance))[:, None]).T @ table + ridge
        weights -= np.linalg.solve(curve, slope)
    plain = weights[:-1] / spread
    return dict(zip(names, plain.tolist(), strict=True)), float(weights[-1] - plain @ mean)
