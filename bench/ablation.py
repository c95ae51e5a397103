#!/usr/bin/env python3
"""
What each mechanism of recall is worth: each left out alone, on both halves of evaluation data.

    python bench/ablation.py --data FILE [--data FILE …] [--spaces N] [--keep FOLDER]

FILE is what ``mnemic bench locomo`` or ``longmemeval`` reads. For a channel left out, the other weights are fitted
anew on the tuning half, so that what is shown is what the channel adds, not what its absence upsets. Ways of going
about it (no second look, other depths, no spread, a second round) are run as they are. Differences are to the
shipped pipeline, with 95 % bootstrap intervals over questions. Prints the tables of ``docs/design/recall.md``.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from tuning import TRIED, Example, Spaces, fit, gather, halves

from mnemic import bench
from mnemic.bench._statistics import estimates
from mnemic.recall import CHANNELS, SECOND_WEIGHTS, LateInteraction, Pipeline, WeightedSum

MEASURES = ("R@10", "nDCG@10", "any@10", "all@10")
_LIMIT = 20
_ROUNDS = 1000
_GROUPS = {
    "late interaction": ("tokens", "tokens_context", "tokens_session"),
    "the surface": ("asks", "dated", "counted"),
}
_LEFT_OUT = ("lexical", "session", "dense", "dense_before", *(channel.name for channel in TRIED))
_WATCHED = Pipeline(
    channels=(*CHANNELS, *TRIED),
    # Weights of nothing: seen, and kept for the fits, but changing no order.
    second_fusion=WeightedSum({**SECOND_WEIGHTS, **dict.fromkeys(_LEFT_OUT, 0.0)}),
)

Rows = list[Mapping[str, float]]


@dataclass
class Half:
    """The questions of one half of a set: what the second fusion weighs, and what was measured."""

    spaces: Spaces
    names: Sequence[str]
    examples: Sequence[Example] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.spaces.dataset.name.removesuffix("-dev")


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", action="append", required=True, help="repeat for several sets")
    parser.add_argument("--spaces", type=int, help="take only so many conversations of each set")
    parser.add_argument("--keep", type=Path, default=Path(__file__).parent / "out" / "spaces")
    arguments = parser.parse_args()
    tuned: list[Half] = []
    checked: list[Half] = []
    for file in arguments.data:
        kind = "longmemeval" if "longmemeval" in Path(file).name else "locomo"
        spaces = Spaces(bench.load(kind, [file]), arguments.keep, arguments.spaces)
        for half, names in zip((tuned, checked), halves(spaces.names), strict=True):
            half.append(Half(spaces, names, gather(spaces, names, _WATCHED).second))
    _channels(tuned, checked)
    _ways(tuned, checked)
    return 0


def _channels(tuned: Sequence[Half], checked: Sequence[Half]) -> None:
    examples = [example for half in tuned for example in half.examples]
    counts = [len(half.examples) ** -0.5 for half in tuned for _ in half.examples]

    halves_shown = (*tuned, *checked)

    def fitted(*changed: str) -> list[Rows]:
        """Return what is measured without those of *changed* that are weighed, and with those that aren't."""
        kept = [name for name in SECOND_WEIGHTS if name not in changed]
        kept += [name for name in changed if name not in SECOND_WEIGHTS]
        weights = fit(examples, kept, counts)
        return [[_measured(example, weights) for example in half.examples] for half in halves_shown]

    whole = fitted()
    print("\n**Channels and looks, each left out and the rest fitted anew**\n")
    _head(tuned, checked)
    _row("all of them", whole, whole, halves_shown)
    for name in SECOND_WEIGHTS:
        _row(f"without `{name}`", fitted(name), whole, halves_shown)
    for title, group in _GROUPS.items():
        _row(f"without {title}", fitted(*group), whole, halves_shown)
    for name in _LEFT_OUT:
        _row(f"with `{name}` (left out)", fitted(name), whole, halves_shown)


def _ways(tuned: Sequence[Half], checked: Sequence[Half]) -> None:
    shipped = Pipeline()
    ways: list[tuple[str, Pipeline, dict[str, Any]]] = [
        ("as shipped", shipped, {}),
        ("no second look", replace(shipped, second=()), {}),
        ("late interaction without the surface", replace(shipped, second=(LateInteraction(),)), {}),
        *((f"a second look at {top}", replace(shipped, rerank_top=top), {}) for top in (50, 100, 400)),
        ("no spread over sessions", replace(shipped, spread=False), {}),
        ('`depth="deep"`', shipped, {"depth": "deep"}),
    ]
    print("\n**Ways, as they are**\n")
    _head(tuned, checked, " ms of processor |")
    whole: list[Rows] = []
    for title, pipeline, options in ways:
        rows, took_ms = _asked((*tuned, *checked), pipeline, options)
        whole = whole or rows
        _row(title, rows, whole, (*tuned, *checked), f" {took_ms:.1f} |")


def _asked(parts: Sequence[Half], pipeline: Pipeline, options: dict[str, Any]) -> tuple[list[Rows], float]:
    """Return what every question of each half measures, and the median processor time of a recall."""
    rows: list[Rows] = []
    took = []
    for half in parts:
        rows.append([])
        for name in half.names:
            with half.spaces.open(name, pipeline) as mem:
                mem.recall("warm up", limit=1)
                for question in half.spaces.dataset.questions:
                    if question.conversation == name:
                        started = time.process_time()
                        hits = mem.recall(question.text, asked_at=question.asked_at, limit=_LIMIT, **options)
                        took.append(time.process_time() - started)
                        ranked = list(dict.fromkeys(hit.cube.metadata["turn"] for hit in hits))
                        rows[-1].append(_kept(bench.measure(ranked, question.gold, {}, limit=_LIMIT)))
    return rows, 1e3 * statistics.median(took)


def _measured(example: Example, weights: Mapping[str, float]) -> Mapping[str, float]:
    scores = sum(weights[name] * example.features[name] for name in weights)
    ranked = [str(place) for place in np.argsort(-np.asarray(scores), kind="stable")[:_LIMIT]]
    gold = {str(place) for place in np.flatnonzero(example.gold)}
    # What was no candidate is missed, wherever it would have come.
    gold |= {f"missed {number}" for number in range(len(example.question.gold) - len(gold))}
    return _kept(bench.measure(ranked, gold, {}, limit=_LIMIT))


def _kept(scores: Mapping[str, float | None]) -> dict[str, float]:
    return {name: float(scores[name] or 0.0) for name in MEASURES}


def _head(tuned: Sequence[Half], checked: Sequence[Half], more: str = "") -> None:
    told = [*(("tuned on", half) for half in tuned), *(("checked on", half) for half in checked)]
    columns = [f" {half.title}, {what}: {' / '.join(_shown(half))} |" for what, half in told]
    print("| |" + "".join(columns) + more)
    print("|---|" + "---|" * (len(columns) + bool(more)))


def _shown(half: Half) -> tuple[str, str]:
    """Return the two measures a set is judged by."""
    return ("any@10", "all@10") if "longmemeval" in half.title else ("R@10", "nDCG@10")


def _row(
    title: str, parts: Sequence[Rows], whole: Sequence[Rows], of: Sequence[Half], more: str = ""
) -> None:
    cells = []
    for rows, base, half in zip(parts, whole, of, strict=True):
        columns = {name: [row[name] for row in rows] for name in _shown(half)}
        names = [example.question.conversation for example in half.examples]
        if rows is base:
            found = estimates(columns, names, _ROUNDS)
            cells.append(" / ".join(f"{e.mean:.3f} ({e.low:.3f}–{e.high:.3f})" for e in found.values()))
        else:
            apart = {n: [a[n] - b[n] for a, b in zip(rows, base, strict=True)] for n in columns}
            found = estimates(apart, names, _ROUNDS)
            cells.append(" / ".join(f"{e.mean:+.3f} ({e.low:+.3f}–{e.high:+.3f})" for e in found.values()))
    print(f"| {title} |" + "".join(f" {cell} |" for cell in cells) + more, flush=True)


if __name__ == "__main__":
    sys.exit(main())
