"""A second round: what the first one found tells what else to ask."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ._named import find_entities
from ._probe import Probe
from ._ranking import Ranking, best_first

_READ = 3
"""How many of the best hits are read for names."""

_NAMES = 3
_MOST = 4
"""How many further questions are asked at most."""

_SHARE = 0.5
"""What a further question's best hit gains, of the first question's best hit's score."""


def further_questions(probe: Probe, texts: Sequence[str]) -> list[str]:
    """
    Return what else to ask: each part of a question of several, and the question with names it led to.

    Args:
        texts: The best hits of the first round.
    """
    question = probe.question
    known = {name.casefold() for name in (*question.entities, *question.names)}
    named = [name for text in texts[:_READ] for name in find_entities(text, (), "en")]
    new = [name for name in dict.fromkeys(named) if name.casefold() not in known][:_NAMES]
    parts = list(question.parts) if len(question.parts) > 1 else []
    who = " ".join(question.names)
    asked = [f"{who} {part}".strip() for part in parts]
    asked += [f"{who} {question.content} {name}".strip() for name in new]
    return list(dict.fromkeys(asked))[:_MOST]


def merged(first: Ranking, others: Sequence[Ranking]) -> Ranking:
    """Return *first* with what the other rounds found moved up; every hit's score is from 1 downwards."""
    total = np.zeros(first.probe.table.n)
    total[first.order] = first.scores
    for other in others:
        total[other.order] += _SHARE * other.scores / len(others)
    places = np.flatnonzero(total)
    order = places[
        best_first(total[places].astype(np.float32), first.probe.table.numbers["seq"][places], None)
    ]
    scores = np.asarray(total[order] / total[order[0]], np.float32) if len(order) else first.scores
    return first._replace(order=order, scores=scores)
