#!/usr/bin/env python3
"""
How much of what questions ask for is still in the summary of a session.

    python bench/lifecycle/summaries.py --data FILE [--data FILE …] [--fit]

FILE is JSON in gzip: sessions with dated turns, questions with gold turns. Each session is summarised in 10, 20
and 30 % of its characters. Printed is of how many gold turns a sentence is kept, and how many of the answer's words
that a gold turn has stand in its kept sentences, with standard errors over sessions, beside controls that fill the
same room. Weights were fitted on another half of the sessions; --fit prints them anew.
"""

import argparse
import random
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from _summaries_data import Half, halves
from _summaries_fit import fit

from mnemic.form import Summary, Turn, summarise
from mnemic.form._summary import fill, sentences_of
from mnemic.form._worth import Sentence, term_set

_SHARES = (0.1, 0.2, 0.3)
_RESAMPLES = 500

Way = Callable[[Sequence[Turn], int], Summary]
Order = Callable[[Sequence[Turn], Sequence[Sentence]], Iterable[int]]


def main() -> None:
    """Print a table for each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, action="append", required=True, help="repeat for several sets")
    parser.add_argument("--fit", action="store_true", help="print the weights anew")
    arguments = parser.parse_args()
    sets = {file.name: halves(file) for file in arguments.data}
    if arguments.fit:
        print(fit([tuned for tuned, _ in sets.values()]))
    for name, (_, held) in sets.items():
        _report(name, held)


def _report(name: str, half: Half) -> None:
    ways = {
        "first sentences": _by(lambda turns, found: range(len(found))),
        "first sentences, users' before assistants'": _by(_users_first),
        "random sentences": _by(lambda turns, found: random.Random(7).sample(range(len(found)), len(found))),
        "longest sentences": _by(_longest_first),
        "summarise()": summarise,
    }
    print(f"\n{name}: {len(half.evidence)} gold turns in {len(half.sessions)} sessions\n")
    print("| way | " + " | ".join(f"turns {share:.0%} | words {share:.0%}" for share in _SHARES) + " |")
    print("|---|" + "---|---|" * len(_SHARES))
    for label, way in ways.items():
        print(f"| {label} | " + " | ".join(_judged(half, way, share) for share in _SHARES) + " |")


def _users_first(turns: Sequence[Turn], found: Sequence[Sentence]) -> list[int]:
    return sorted(range(len(found)), key=lambda at: turns[found[at].turn].role == "assistant")


def _longest_first(turns: Sequence[Turn], found: Sequence[Sentence]) -> list[int]:
    return sorted(range(len(found)), key=lambda at: -len(found[at].text))


def _by(order: Order) -> Way:
    """Return the control that takes sentences in *order* until the room is full."""

    def way(turns: Sequence[Turn], max_chars: int) -> Summary:
        found = sentences_of(turns)
        return fill(turns, found, order(turns, found), max_chars)

    return way


def _judged(half: Half, way: Way, share: float) -> str:
    """Return the shares of gold turns and of the answers' words that are kept, with their spread."""
    rows: dict[str, list[tuple[float, float, float]]] = {}
    summaries = {
        name: way(session.turns, round(share * sum(len(turn.text) for turn in session.turns)))
        for name, session in half.sessions.items()
    }
    for evidence in half.evidence:
        said = half.sessions[evidence.session].turns[evidence.turn].text
        cited = [span for span in summaries[evidence.session].spans if span.turn == evidence.turn]
        kept = frozenset[int]().union(*(term_set(said[span.start : span.end]) for span in cited))
        row = (float(bool(cited)), float(len(evidence.words & kept)), float(len(evidence.words)))
        rows.setdefault(evidence.session, []).append(row)
    sums = np.array([[*np.sum(each, axis=0), len(each)] for each in rows.values()])
    draws = np.random.default_rng(7).integers(0, len(sums), (_RESAMPLES, len(sums)))
    totals = np.concatenate([sums.sum(axis=0)[None], sums[draws].sum(axis=1)])
    turns, words = totals[:, 0] / totals[:, 3], totals[:, 1] / totals[:, 2]
    return " | ".join(f"{values[0]:.3f} ±{values[1:].std():.3f}" for values in (turns, words))


if __name__ == "__main__":
    main()
