"""What the read path weighs, for each candidate of each question, with which of them are gold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mnemic.bench import Question
from mnemic.recall import Candidates, Found, Fusion, Pipeline, Probe

from ._spaces import Spaces

Scores = NDArray[np.float32]

_GOLD = "gold"
_FIRST_KEPT = 200
"""Of the first look's candidates so many are kept: the rest is far behind."""


class Example(NamedTuple):
    """
    One question's candidates.

    Attributes:
        features: By name, a value a candidate.

        gold: Which candidates are gold.
    """

    question: Question
    features: Mapping[str, Scores]
    gold: NDArray[np.bool_]


@dataclass
class Gathered:
    """The examples of the first fusion, and of the second."""

    first: list[Example] = field(default_factory=list)
    second: list[Example] = field(default_factory=list)


class _Labels:
    """A channel and a look that know the answer. No fusion weighs them."""

    name = _GOLD

    def __init__(self) -> None:
        self.wanted: frozenset[str] = frozenset()

    def search(self, probe: Probe) -> Found:
        said = probe.table.path(("turn",)).where(lambda turn: turn in self.wanted)
        return Found(said.astype(np.float32))

    def look(self, candidates: Candidates) -> Mapping[str, Found]:
        return {_GOLD: Found(self.search(candidates.probe).scores[candidates.places])}


class _Recorder:
    """A fusion that keeps what it was given."""

    def __init__(self, inner: Fusion) -> None:
        self._inner = inner
        self.seen: dict[str, Scores] = {}
        self.gold: NDArray[np.bool_] = np.zeros(0, np.bool_)

    def fuse(self, channels: Mapping[str, Scores]) -> Scores:
        scores = self._inner.fuse({name: values for name, values in channels.items() if name != _GOLD})
        kept = np.argsort(-np.nan_to_num(scores, nan=-np.inf), kind="stable")[:_FIRST_KEPT]
        self.seen = {name: values[kept] for name, values in self._inner.features(channels).items()}
        self.gold = channels[_GOLD][kept] > 0
        return scores

    def features(self, channels: Mapping[str, Scores]) -> Mapping[str, Scores]:
        return self._inner.features(channels)


def gather(spaces: Spaces, names: Sequence[str], pipeline: Pipeline) -> Gathered:
    """Ask every question of these conversations through *pipeline* and return what was weighed."""
    labels = _Labels()
    first, second = _Recorder(pipeline.fusion), _Recorder(pipeline.second_fusion)
    watched = Pipeline(
        channels=(*pipeline.channels, labels),
        fusion=first,
        second=(*pipeline.second, labels),
        second_fusion=second,
        rerank_top=pipeline.rerank_top,
    )
    gathered = Gathered()
    for name in names:
        asked = [q for q in spaces.dataset.questions if q.conversation == name]
        with spaces.open(name, watched) as mem:
            for question in asked:
                labels.wanted = question.gold
                mem.recall(question.text, asked_at=question.asked_at)
                gathered.first.append(Example(question, first.seen, first.gold))
                gathered.second.append(Example(question, second.seen, second.gold))
    return gathered


def halves(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return every other conversation, to tune on, and the rest, to check on."""
    return list(names[::2]), list(names[1::2])
