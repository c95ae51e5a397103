"""Putting what was found in order: a first look at everything, a second one at the best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .._lazy import Later
from ..cube import FrozenDict
from ._channels import Channel
from ._fuse import Fusion, shown
from ._probe import Found, Mask, Places, Probe, Scores
from ._second import Candidates, SecondLook
from ._spread import spread

if TYPE_CHECKING:
    from . import _missing
    from ._missing import ChannelScore
else:
    _missing = Later(f"{__package__}._missing")

_WORDS_READ = 60_000
"""How many words the second look may read; beyond, a recall over long texts would take too long."""

_LEAST_READ = 20


class _Ranked(NamedTuple):
    """The fields of a `Ranking`, which keeps what it works out beside them."""

    probe: Probe
    order: Places
    scores: Scores
    first: Mapping[str, Found]
    second: Mapping[str, Found] = FrozenDict()
    looked: Places = np.empty(0, np.int64)
    features: Mapping[str, Scores] = FrozenDict()


class Ranking(_Ranked):
    """
    The candidates of one recall, best first.

    Attributes:
        order: Places in the probe's table.

        scores: The score of each, in the same order, from 1 downwards.

        first: What each channel found, over the whole table.

        second: What the second look found, over the first places of `looked`.

        looked: The places that were looked at closely, in the order in which `second` has them.

        features: The numbers the last fusion weighed, over `looked`.
    """

    def why(self, place: int) -> tuple[str, ...]:
        """Return the reasons for the version in *place*, for a person."""
        at = self._looked_at.get(place)
        # A score that is not itself is NaN: the channel has nothing to say.
        reasons = [
            found.why(place) for found in self.first.values() if found.scores[place] == found.scores[place]
        ]
        reasons += [found.why(at) for found in self.second.values() if at is not None]
        return tuple(reason for reason in reasons if reason)

    def channels(self, place: int) -> tuple[ChannelScore, ...]:
        """Return how every channel saw the version in *place*."""
        at = self._looked_at.get(place)
        mask = self.probe.mask
        seen = [_seen(name, found.scores, place, mask) for name, found in self.first.items()]
        return (*seen, *(_seen(name, found.scores, at, slice(None)) for name, found in self.second.items()))

    def features_of(self, place: int) -> dict[str, float]:
        """Return the numbers that were weighed for the version in *place*; none if it wasn't looked at closely."""
        at = self._looked_at.get(place)
        return {} if at is None else {name: float(values[at]) for name, values in self.features.items()}

    @cached_property
    def _looked_at(self) -> dict[int, int]:
        return {place: at for at, place in enumerate(self.looked.tolist())}


def rank(probe: Probe, channels: Sequence[Channel], fusion: Fusion, depth: int | None) -> Ranking:
    """
    Return what *channels* find, in order; the best *depth* of it.

    Args:
        depth: How many must be put in order; `None` for all.
    """
    first = {channel.name: channel.search(probe) for channel in channels}
    places = np.flatnonzero(probe.mask)
    fused = fusion.fuse({name: found.scores[places] for name, found in first.items()})
    kept = ~np.isnan(fused)
    places, fused = places[kept], fused[kept]
    order = best_first(fused, probe.table.numbers["seq"][places], depth)
    return Ranking(probe, places[order], shown(fused[order]), first)


def rank_closely(
    ranking: Ranking, candidates: Candidates, looks: Sequence[SecondLook], fusion: Fusion, *, spreading: bool
) -> Ranking:
    """
    Return *ranking* with the *candidates*, its first places, in the order a closer look puts them in.

    Args:
        spreading: Prefer several sessions where the question is about several things.
    """
    second: dict[str, Found] = {}
    for look in looks:
        found = look.look(candidates)
        if not found:
            # Without one of its parts the fusion would weigh the others wrongly; the first order stands.
            return ranking
        second |= found
    places = candidates.places
    channels = {name: found.scores[places] for name, found in ranking.first.items()}
    channels |= {name: found.scores for name, found in second.items()}
    fused = fusion.fuse(channels)
    # A second look may know more, but it doesn't unfind what was found.
    fused = np.nan_to_num(fused, nan=float(np.nanmin(fused)) - 1.0 if not np.isnan(fused).all() else 0.0)
    order = best_first(fused, ranking.probe.table.numbers["seq"][places], None)
    reached = fused[order]
    if spreading and ranking.probe.question.several:
        order, reached = spread(order, fused, ranking.probe.turns.conversation[places])
    scores, rest = shown(reached), ranking.scores[len(places) :]
    if len(rest):
        rest = rest / rest[0] * scores[-1] / 2
    return Ranking(
        ranking.probe,
        np.concatenate([places[order], ranking.order[len(places) :]]),
        np.concatenate([scores, rest]),
        ranking.first,
        second,
        places,
        fusion.features(channels),
    )


def within_reach(ranking: Ranking, top: int) -> Places:
    """Return the first *top* places of *ranking* at most, as many as a second look can read in time."""
    places = ranking.order[:top]
    words = np.cumsum(ranking.probe.lexical.lengths[places])
    return places[: max(_LEAST_READ, int(np.searchsorted(words, _WORDS_READ, side="right")))]


def best_first(scores: Scores, seq: Places, depth: int | None) -> Places:
    """Return the places of the best *depth* scores, best first, ties by *seq*."""
    places = np.arange(len(scores))
    if depth is not None and depth < len(scores):
        # Everything that ties with the last one stays, or the cut would depend on where rows lie.
        places = np.flatnonzero(scores >= np.partition(scores, -depth)[-depth])
    order = np.lexsort((seq[places], -scores[places]))
    return places[order][:depth]


def _seen(name: str, scores: Scores, at: int | None, among: Mask | slice) -> ChannelScore:
    score = np.nan if at is None else float(scores[at])
    if np.isnan(score):
        return _missing.ChannelScore(name, None, None)
    return _missing.ChannelScore(name, round(score, 6), 1 + int((scores[among] > score).sum()))
