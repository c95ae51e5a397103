#!/usr/bin/env python3
"""
How much of what is asked for later survives when a space is cut to a part, by what is thrown away first.

    python bench/lifecycle/retention.py --data FILE [--data FILE …] [--keep .5] [--spaces N] [--fit]

FILE is what ``mnemic bench locomo`` or ``longmemeval`` reads. Each conversation is a space; its turns are ranked
by `mnemic.lifecycle` and by controls, the best part is kept, and each question counts the share of its gold turns
that are left. Weights were fitted on LoCoMo's first three conversations, and what an assistant's turn loses on the
first twelve haystacks of the sample of LongMemEval; "held out" is the rest. (That an assistant's times, names and
answers count nothing was decided after one look at all 72 haystacks. Signs were chosen by cross-validation within
the three conversations, with the figures of the other two in sight.)
In brackets: 95 % when questions are
drawn anew, then when conversations are; random: ± the standard deviation over 50 seeds. The last column compares
with the longest, question by question. --fit prints the weights anew and what each sign adds.
"""

import argparse
import statistics
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from _retention_fit import fit
from _retention_spaces import SEED, Scores, Space, spaces

from mnemic import bench
from mnemic.bench._statistics import Estimate, estimates
from mnemic.lifecycle import Signs
from mnemic.lifecycle._worth import WEIGHTS

ROUNDS = 1000
SEEDS = 50
TUNED = {"locomo": 3, "longmemeval": 12}

Way = Callable[[Space], Scores]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, action="append", required=True, help="repeat for several sets")
    parser.add_argument("--keep", type=float, default=0.5, help="the part that is kept (default: half)")
    parser.add_argument("--spaces", type=int, default=72, help="how many conversations of a set, at most")
    parser.add_argument("--fit", action="store_true", help="print the weights anew")
    arguments = parser.parse_args()
    for file in arguments.data:
        kind = "longmemeval" if "longmemeval" in file.name else "locomo"
        found = spaces(bench.load(kind, [str(file)]), arguments.spaces)
        tuned, held = found[: TUNED[kind]], found[TUNED[kind] :]
        _report(f"{kind}, held out", held, arguments.keep)
        _report(f"{kind}, tuned on", tuned, arguments.keep)
        if arguments.fit:
            _refit(tuned, held, arguments.keep)


def weighed(weights: Signs) -> Way:
    """Return the way that ranks turns by *weights*."""
    return lambda space: np.array(space.signs) @ np.array(weights)


WAYS: Mapping[str, Way] = {
    "value (words, strength)": lambda space: space.values,
    "worth (words alone)": weighed(WEIGHTS),
    "longest": lambda space: space.lengths,
    "persons' first, then longest": lambda space: space.lengths - 1e9 * space.borrowed,
    "newest": lambda space: np.arange(len(space.signs), dtype=np.float64),
}


def shares_kept(way: Way, space: Space, part: float) -> list[float]:
    """Return for each question the share of its gold turns in the best *part* of *space*; of equals the newest."""
    scores = way(space)
    order = np.lexsort((-np.arange(len(scores)), -scores))
    kept = np.zeros(len(scores), bool)
    kept[order[: int(len(scores) * part)]] = True
    return [float(kept[gold].mean()) for gold in space.gold]


def _report(title: str, part: Sequence[Space], keep: float) -> None:
    turns = sum(len(space.signs) for space in part)
    asked = [space.name for space in part for _ in space.gold]
    print(f"\n{title}: {len(part)} conversations, {turns} turns, {len(asked)} questions, {keep:.0%} kept\n")
    print("| kept | gold turns kept | by conversation: least, median, most | less longest |")
    print("|---|---|---|---|")
    longest = _flat(WAYS["longest"], part, keep)
    for name, way in WAYS.items():
        got = _flat(way, part, keep)
        told = estimates(
            {"kept": got, "less": [a - b for a, b in zip(got, longest, strict=True)]}, asked, ROUNDS
        )
        each = sorted(statistics.fmean(shares_kept(way, space, keep)) for space in part)
        spread = f"{each[0]:.3f}, {statistics.median(each):.3f}, {each[-1]:.3f}"
        less = "" if name == "longest" else _shown(told["less"], "+.3f")
        print(f"| {name} | {_shown(told['kept'], '.3f')} | {spread} | {less} |")
    means = [statistics.fmean(_flat(_at_random(seed), part, keep)) for seed in range(SEED, SEED + SEEDS)]
    print(f"| random | {statistics.fmean(means):.3f} ± {statistics.stdev(means):.3f} | | |")


def _flat(way: Way, part: Sequence[Space], keep: float) -> list[float]:
    return [share for space in part for share in shares_kept(way, space, keep)]


def _at_random(seed: int) -> Way:
    rng = np.random.default_rng(seed)
    return lambda space: rng.random(len(space.signs))


def _shown(told: Estimate, form: str) -> str:
    wide = told.by_conversation
    drawn = f"{told.low:{form}}–{told.high:{form}}" + (f"; {wide[0]:{form}}–{wide[1]:{form}}" if wide else "")
    return f"{told.mean:{form}} ({drawn})"


def _refit(tuned: Sequence[Space], held: Sequence[Space], keep: float) -> None:
    fitted = fit(tuned)
    for name, weights in (("shipped", WEIGHTS), ("fitted here", fitted)):
        got = statistics.fmean(_flat(weighed(weights), held, keep))
        print(
            f"\n{name}: {got:.3f} held out; "
            + ", ".join(f"{k} {v:.2f}" for k, v in weights._asdict().items())
        )
    for sign in Signs._fields:
        without = weighed(WEIGHTS._replace(**{sign: 0.0}))
        told = " ".join(f"{statistics.fmean(_flat(without, part, keep)):.3f}" for part in (tuned, held))
        print(f"  without {sign}: tuned, held {told}")


if __name__ == "__main__":
    main()
