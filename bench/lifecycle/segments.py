#!/usr/bin/env python3
"""
How well `mnemic.form.segments` finds where sessions were joined, from the turns alone.

    python bench/lifecycle/segments.py --data FILE [--data FILE …] [--fit]

FILE is JSON in gzip: sessions with dated turns. Sessions are put one behind the other, their names and times
hidden. Weights were fitted on LoCoMo's first three conversations and half of LongMemEval's sample; reported is the
rest, beside controls. A boundary inside a session counts as wrong, though its topic may change there. --fit prints the
weights anew, and what each group of signals adds. Vectors are kept under bench/out/lifecycle.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from _measures import scores, spread, tally
from _segments_controls import (
    at_random,
    by_fitted_threshold,
    by_text_tiling,
    by_threshold,
    nowhere,
    regularly,
)
from _segments_data import Halves, Stream, halves, without_vectors
from _segments_fit import fit_and_print

from mnemic.form import segments

KEPT = Path(__file__).parents[1] / "out" / "lifecycle"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, action="append", required=True, help="repeat for several sets")
    parser.add_argument("--fit", action="store_true", help="print the weights anew and an ablation")
    arguments = parser.parse_args()
    sets = [halves(file, KEPT) for file in arguments.data]
    for each in sets:
        _report(each)
    if arguments.fit:
        fit_and_print(sets, print)


def _report(data: Halves) -> None:
    sessions = sum(len(stream.truth) + 1 for stream in data.held)
    print(f"\n{data.name}: {len(data.held)} streams, {sessions} sessions (± standard error over sessions)\n")
    print("| way | P_k ↓ | WindowDiff ↓ | F1 ±1 | precision | recall | boundaries |")
    print("|---|---|---|---|---|---|---|")
    fitted = _fitted_threshold(data.tuned)
    ways: dict[str, Callable[[Stream], Sequence[int]]] = {
        "no boundary": nowhere,
        "every k turns": regularly,
        "random, right rate": at_random,
        "TextTiling": by_text_tiling,
        "cosine, rising threshold (LightMem)": by_threshold,
        f"cosine < {fitted:.2f} (fitted)": lambda stream: by_fitted_threshold(stream, fitted),
        "segments(), words alone": lambda stream: _found(without_vectors(stream)),
        "segments()": _found,
    }
    for name, way in ways.items():
        begun = time.perf_counter()
        found = [way(stream) for stream in data.held]
        took_ms = 1e3 * (time.perf_counter() - begun)
        rows = np.concatenate(
            [tally(s.truth, cuts, len(s.turns)) for s, cuts in zip(data.held, found, strict=True)]
        )
        cells = [f"{value:.3f} ±{error:.3f}" for value, error in zip(scores(rows), spread(rows), strict=True)]
        print(f"| {name} | {' | '.join(cells)} | {sum(map(len, found))} |")
    turns = sum(len(stream.turns) for stream in data.held)
    print(f"\nsegments(): {1e3 * took_ms / turns:.0f} µs a turn. Sessions alone: {_alone(data)}")


def _found(stream: Stream) -> list[int]:
    return [segment.start for segment in segments(stream.turns)[1:]]


def _alone(data: Halves) -> str:
    """Return how sessions are cut that are given one by one, as they are in use."""
    counts = []
    for stream in data.held:
        bounds = [0, *stream.truth, len(stream.turns)]
        counts += [len(segments(stream.turns[a:b])) for a, b in pairwise(bounds)]
    turns = sum(len(stream.turns) for stream in data.held)
    return f"{np.mean(counts):.2f} segments each, {turns / sum(counts):.1f} turns a segment"


def _fitted_threshold(streams: Sequence[Stream]) -> float:
    """Return the cosine below which a cut between neighbours does best on *streams*."""

    def f1(threshold: float) -> float:
        return scores(
            np.concatenate([tally(s.truth, by_fitted_threshold(s, threshold), len(s.turns)) for s in streams])
        ).f1

    return float(max(np.arange(0.0, 0.51, 0.02), key=f1))


if __name__ == "__main__":
    main()
