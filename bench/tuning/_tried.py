"""
Channels that were tried and left out, since they add nothing here; kept so that `bench/ablation.py` can say so.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mnemic.index import query_terms
from mnemic.recall import Channel, Found, Probe

_SEEDS = 8
_SPREAD_TO = 30
_RARE_SHARE = 0.03


class GraphChannel:
    """
    Spreading activation, two steps: the question's turns, their rare words (names, mostly), turns that share those.

    Source: Collins and Loftus 1975; one round of it is what personalised PageRank does over mentions.
    """

    name = "graph"

    def search(self, probe: Probe) -> Found:
        found = np.nan_to_num(probe.lexical.scores(probe.postings.values(), probe.live & probe.mask))
        seeds = [int(place) for place in np.argsort(-found)[:_SEEDS] if found[place] > 0]
        terms, starts, docs = _inverted(probe)
        population, frequency = int(probe.live.sum()), np.diff(starts)
        rarity = np.log1p((population - frequency + 0.5) / (frequency + 0.5))
        rarity[frequency > max(_RARE_SHARE * population, 3)] = 0.0
        active = np.zeros(len(terms))
        for seed in seeds:
            held = np.searchsorted(starts, np.flatnonzero(docs == seed), side="right") - 1
            active[held] += rarity[held] * found[seed] / found[seeds[0]]
        asked = {term for word in query_terms(probe.text, probe.lexical.languages()) for term in word.hashes}
        active[np.isin(terms, np.array(sorted(asked), np.uint64))] = 0.0
        scores = np.zeros(probe.table.n, np.float32)
        for term in np.argsort(-active)[:_SPREAD_TO]:
            scores[docs[starts[term] : starts[term + 1]]] += active[term]
        scores[scores <= 0] = np.nan
        return Found(scores / max(float(np.nan_to_num(scores).max()), 1e-9))


class RecencyChannel:
    """When it happened, between the first and the last thing known: 0 to 1."""

    name = "recency"

    def search(self, probe: Probe) -> Found:
        event_us = probe.table.event_us()
        first, last = event_us[probe.mask].min(initial=0), event_us[probe.mask].max(initial=1)
        return Found(((event_us - first) / max(last - first, 1)).astype(np.float32))


class EntityChannel:
    """The share of the question's names that a turn holds, 0 to 1."""

    name = "entity"

    def search(self, probe: Probe) -> Found:
        scores = np.zeros(probe.table.n, np.float32)
        entities = probe.question.entities
        for entity in entities:
            held = np.ones(probe.table.n, np.bool_)
            for word in query_terms(entity, probe.lexical.languages()):
                occurs = np.zeros(probe.table.n, np.bool_)
                occurs[probe.lexical.postings(word).docs] = True
                held &= occurs
            scores += held / len(entities)
        return Found(scores)


TRIED: tuple[Channel, ...] = (GraphChannel(), RecencyChannel(), EntityChannel())


def _inverted(probe: Probe) -> tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int32]]:
    """Return the space's words, where each one's turns start, and the turns."""
    table = probe.lexical._inverted
    return table.terms, table.starts, table.docs
