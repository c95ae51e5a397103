#!/usr/bin/env python3
"""
Whether clusters of segment summaries over sessions, or links between them, put together what one question needs.

    python bench/lifecycle/topics.py --data FILE [--data FILE …] [--recall]

FILE is JSON in gzip: sessions with dated turns, questions with gold turns. Questions that several sessions answer are
asked of their own history. Its segments are clustered in the order they were said, each going to the nearest centroid
above a threshold, or becoming a topic of its own.

Printed for each threshold: how many topics come of a hundred segments; how often two gold segments of different
sessions are of one topic, beside chance (topics of the same sizes, drawn); and, of a gold segment's topic, the share
of the other gold sessions in it, beside as many nearest neighbours of that segment.

--recall asks a store of the first set, too: of the gold turns that the best ten miss, how many lie in segments linked to
those of the hits, beside as many turns more of the same ranking.
"""

import argparse
import random
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from _topics_data import Asked, Histories, histories
from _topics_recall import followed
from numpy.typing import NDArray

KEPT = Path(__file__).parents[1] / "out" / "lifecycle"
_THRESHOLDS = (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)
_DRAWS = 20


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, action="append", required=True, help="repeat for several sets")
    parser.add_argument("--recall", action="store_true", help="follow links from what a recall finds")
    arguments = parser.parse_args()
    sets = [histories(file, KEPT) for file in arguments.data]
    for each in sets:
        _report(each)
    if arguments.recall:
        followed(sets[0])


def _report(data: Histories) -> None:
    print(f"\n{data.name}: {len(data.asked)} questions with gold in several sessions\n")
    print(
        "| threshold | topics per 100 | gold pairs together | by chance | others in topic | as many neighbours |"
    )
    print("|---|---|---|---|---|---|")
    for threshold in _THRESHOLDS:
        print(f"| {threshold} | " + " | ".join(f"{mean:.3f}" for mean in _judged(data, threshold)) + " |")


def _judged(data: Histories, threshold: float) -> NDArray[np.float64]:
    draw = random.Random(7)
    known: dict[tuple[int, ...], list[int]] = {}
    rows = []
    for asked in data.asked:
        places = tuple(part.place for part in asked.parts)
        vectors = data.vectors[list(places)]
        if places not in known:
            known[places] = clustered(vectors, threshold)
        topics = known[places]
        chance = [_together(asked, draw.sample(topics, len(topics))) for _ in range(_DRAWS)]
        rows.append(
            (
                100 * len(set(topics)) / len(topics),
                _together(asked, topics),
                float(np.mean(chance)),
                *_reached(asked, topics, vectors),
            )
        )
    found: NDArray[np.float64] = np.mean(rows, axis=0)
    return found


def clustered(vectors: NDArray[np.float32], threshold: float) -> list[int]:
    """Return the topic of each vector: the nearest centroid's at or above *threshold*, else a new one."""
    sums = np.zeros_like(vectors)
    count = 0
    topics = []
    for vector in vectors:
        lengths = np.maximum(1e-9, np.linalg.norm(sums[:count], axis=1))
        near = sums[:count] @ vector / lengths
        at = int(near.argmax()) if count and near.max() >= threshold else count
        count = max(count, at + 1)
        sums[at] += vector
        topics.append(at)
    return topics


def _together(asked: Asked, topics: Sequence[int]) -> float:
    """Return the share of pairs of gold segments of different sessions that are of one topic."""
    pairs = [
        (a, b)
        for a, b in combinations(sorted(asked.gold), 2)
        if asked.parts[a].session != asked.parts[b].session
    ]
    return sum(topics[a] == topics[b] for a, b in pairs) / len(pairs)


def _reached(asked: Asked, topics: Sequence[int], vectors: NDArray[np.float32]) -> tuple[float, float]:
    """Return the share of the other gold sessions in a gold segment's topic, and among as many neighbours of it."""
    sessions = {asked.parts[at].session for at in asked.gold}
    by_topic: list[float] = []
    by_neighbour: list[float] = []
    for at in asked.gold:
        members = [other for other, topic in enumerate(topics) if topic == topics[at] and other != at]
        near = np.argsort(-(vectors @ vectors[at]), kind="stable")
        nearest = [other for other in near.tolist() if other != at][: len(members)]
        others = sessions - {asked.parts[at].session}
        for found, shares in ((members, by_topic), (nearest, by_neighbour)):
            met = {asked.parts[other].session for other in found if other in asked.gold}
            shares.append(len(met & others) / len(others))
    return float(np.mean(by_topic)), float(np.mean(by_neighbour))


if __name__ == "__main__":
    main()
