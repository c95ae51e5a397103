#!/usr/bin/env python3
"""
Fit the weights of recall's two fusions on one half of evaluation data, and say how they do on the other.

    python bench/weights.py --data FILE [--data FILE …] [--spaces N] [--keep FOLDER]

FILE is what ``mnemic bench locomo`` or ``longmemeval`` reads. A half is every other conversation (of LongMemEval:
every other question with its haystack). Fitted is a conditional logit over the candidates that the read path
hands to each fusion; data sets count by the root of their size. Prints both tables, ready for ``recall/_fuse.py``, and the
recall@10 and nDCG@10 among the candidates, of both halves.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from tuning import Example, Gathered, Spaces, fit, gather, halves

from mnemic import bench
from mnemic.recall import FIRST_WEIGHTS, SECOND_WEIGHTS, Pipeline


def main() -> int:
    """Print the weights and how they do."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", action="append", required=True, help="repeat for several sets")
    parser.add_argument("--spaces", type=int, help="take only so many conversations of each set")
    parser.add_argument("--keep", type=Path, default=Path(__file__).parent / "out" / "spaces")
    arguments = parser.parse_args()
    sets = [Spaces(_load(file), arguments.keep, arguments.spaces) for file in arguments.data]
    tuned, checked = [], []
    for spaces in sets:
        one, other = halves(spaces.names)
        tuned.append(gather(spaces, one, Pipeline()))
        checked.append(gather(spaces, other, Pipeline()))
    for look, names in (("first", list(FIRST_WEIGHTS)), ("second", list(SECOND_WEIGHTS))):
        _fit_and_report(look, names, sets, tuned, checked)
    return 0


def _load(file: str) -> bench.Dataset:
    return bench.load("longmemeval" if "longmemeval" in Path(file).name else "locomo", [file])


def _fit_and_report(
    look: str,
    names: Sequence[str],
    sets: Sequence[Spaces],
    tuned: Sequence[Gathered],
    checked: Sequence[Gathered],
) -> None:
    examples = [example for gathered in tuned for example in getattr(gathered, look)]
    # By the root of its size: a large set tells more, and must not be all that is heard.
    counts = [len(getattr(g, look)) ** -0.5 for g in tuned for _ in getattr(g, look)]
    weights = fit(examples, names, counts)
    print(f"{look.upper()}_WEIGHTS = {{")
    print("".join(f'    "{name}": {weight:.2f},\n' for name, weight in weights.items()) + "}")
    shipped = FIRST_WEIGHTS if look == "first" else SECOND_WEIGHTS
    for title, table in (("fitted", weights), ("shipped", shipped)):
        for half, gathered in (("tuned on", tuned), ("checked on", checked)):
            for spaces, part in zip(sets, gathered, strict=True):
                figures = _figures(getattr(part, look), table)
                print(f"  {title:8} {half:10} {spaces.dataset.name:20} {figures}")
    sys.stdout.flush()


def _figures(examples: Sequence[Example], weights: Mapping[str, float]) -> str:
    recalls, gains = [], []
    for example in examples:
        scores = sum(weights[name] * example.features[name] for name in weights)
        ranked = [str(place) for place in np.argsort(-np.asarray(scores), kind="stable")]
        gold = {str(place) for place in np.flatnonzero(example.gold)}
        # Gold that was no candidate at all counts as missed.
        share = len(gold) / len(example.question.gold)
        measured = bench.measure(ranked, gold, {}, limit=20) if gold else {"R@10": 0.0, "nDCG@10": 0.0}
        recalls.append((measured["R@10"] or 0.0) * share)
        gains.append(measured["nDCG@10"] or 0.0)
    return f"R@10 {np.mean(recalls):.3f}  nDCG@10 {np.mean(gains):.3f}  ({len(examples)} questions)"


if __name__ == "__main__":
    sys.exit(main())
