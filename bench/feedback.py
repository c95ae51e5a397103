#!/usr/bin/env python3
"""
What learning from feedback does to recall, by simulation.

    python bench/feedback.py --data FILE [--data FILE …] [--seeds 5] [--spaces N] [--live] [--keep FOLDER]

FILE is what ``mnemic bench locomo`` or ``longmemeval`` reads. The questions of each conversation are split in two
at random. For each of the first half somebody cites hits among the first ten; after all of them the other half is
ranked, with what was learned and without. Conversations of a few questions each are taken as one space.

The second table of each data set begins with weights that don't fit: each of the static ones doubled or halved at
random. That is where learning has something to mend.

The tables show the change in points against the static weights: the mean over seeds and its 95 % interval when
questions are drawn anew, and the worst seed. Citing is

- ``true``: the gold turns among the hits,
- ``10 % wrong``, ``30 % wrong``: each of them swapped for another hit with that chance,
- ``first``: always the first hit, whatever it is,
- ``random``: one hit, whichever,
- ``hostile``: one that is not gold,
- ``last``: always the last hit.

``--live`` also goes through ``found.cite`` and ``mem.recall`` on a copy of the store, once, with true citations.
The exit status is 1 when a mean change is below -1 point.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from tuning import Example, Spaces, gather

import mnemic
from mnemic import bench
from mnemic.recall import SECOND_WEIGHTS, Lesson, Pipeline, learn

Group = Sequence[Example]
Bools = NDArray[np.bool_]

MEASURES = ("R@10", "nDCG@10")
_HITS = 10
_FEW = 20
"""Conversations with fewer questions on average are taken together, or there would be nothing to split."""

_WORST = -1.0
_DRAWS = 2000


@dataclass(frozen=True)
class _Way:
    """A way of citing: which of the hits, best first, given which are gold."""

    name: str
    cite: Callable[[Bools, Random], Bools]


def _gold(wrong: float) -> Callable[[Bools, Random], Bools]:
    def cite(gold: Bools, random: Random) -> Bools:
        cited = gold.copy()
        others = [int(place) for place in np.flatnonzero(~gold)]
        for place in np.flatnonzero(gold):
            if others and random.random() < wrong:
                cited[place] = False
                cited[others.pop(random.randrange(len(others)))] = True
        return cited

    return cite


def _one(choose: Callable[[Bools, Random], int]) -> Callable[[Bools, Random], Bools]:
    def cite(gold: Bools, random: Random) -> Bools:
        cited = np.zeros(len(gold), np.bool_)
        cited[choose(gold, random)] = True
        return cited

    return cite


WAYS = (
    _Way("true", _gold(0.0)),
    _Way("10 % wrong", _gold(0.1)),
    _Way("30 % wrong", _gold(0.3)),
    _Way("first", _one(lambda gold, random: 0)),
    _Way("random", _one(lambda gold, random: random.randrange(len(gold)))),
    _Way("hostile", _one(lambda gold, random: random.choice(np.flatnonzero(~gold).tolist() or [0]))),
    _Way("last", _one(lambda gold, random: -1)),
)


def main() -> int:
    """Print a table for each data set."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", action="append", required=True, help="repeat for several sets")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--spaces", type=int, help="take only so many conversations of each set")
    parser.add_argument("--live", action="store_true", help="go through the verbs as well; slow")
    parser.add_argument("--keep", type=Path, default=Path(__file__).parent / "out" / "spaces")
    asked = parser.parse_args()
    held = True
    for file in asked.data:
        form = "longmemeval" if "longmemeval" in Path(file).name else "locomo"
        spaces = Spaces(bench.load(form, [file]), asked.keep, asked.spaces)
        groups = _groups(gather(spaces, spaces.names, Pipeline()).second)
        questions = sum(map(len, groups))
        print(f"\n{spaces.dataset.name}: {questions} questions, {len(groups)} group(s), {asked.seeds} seeds")
        for astray in (False, True):
            print(f"\n{'Weights that do not fit' if astray else 'The static weights'}:\n")
            held &= _table(groups, asked.seeds, astray=astray)
        if asked.live:
            _live(spaces)
    return 0 if held else 1


def _groups(examples: Sequence[Example]) -> list[list[Example]]:
    by_conversation: dict[str, list[Example]] = {}
    for example in examples:
        by_conversation.setdefault(example.question.conversation, []).append(example)
    if len(examples) < _FEW * len(by_conversation):
        return [list(examples)]
    return list(by_conversation.values())


def _table(groups: Sequence[Group], seeds: int, *, astray: bool) -> bool:
    """Print how each way of citing does; say whether none does worse than allowed."""
    print("| cited | R@10 | change | worst seed | nDCG@10 | change | worst seed |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    held = True
    for way in WAYS:
        changes = [_changes(groups, way, seed, astray=astray) for seed in range(seeds)]
        cells = []
        for number in range(len(MEASURES)):
            static = statistics.fmean(pair[0][number] for seed in changes for pair in seed.values())
            means = [statistics.fmean(p[1][number] - p[0][number] for p in seed.values()) for seed in changes]
            low, high = _interval(changes, number)
            mean = 100 * statistics.fmean(means)
            held &= mean >= _WORST
            cells += [
                f"{100 * static:.1f}",
                f"{mean:+.2f} [{low:+.2f}, {high:+.2f}]",
                f"{100 * min(means):+.2f}",
            ]
        print(f"| {way.name} | {' | '.join(cells)} |", flush=True)
    return held


_Pair = tuple[tuple[float, float], tuple[float, float]]


def _changes(groups: Sequence[Group], way: _Way, seed: int, *, astray: bool) -> Mapping[str, _Pair]:
    """Return the measures of each question of the second halves, static and learned."""
    splitting, citing, straying = Random(seed), Random(seed), Random(seed)
    weights = {n: w * (straying.choice((0.5, 2.0)) if astray else 1.0) for n, w in SECOND_WEIGHTS.items()}
    found: dict[str, _Pair] = {}
    for group in groups:
        shuffled = splitting.sample(list(group), len(group))
        half = len(shuffled) // 2
        lessons = [
            lesson
            for number, example in enumerate(shuffled[:half])
            if (lesson := _lesson(example, weights, way, citing, number)) is not None
        ]
        deltas = learn(lessons, half, weights)
        learned = {name: weight + deltas.get(name, 0.0) for name, weight in weights.items()}
        for example in shuffled[half:]:
            found[example.question.id] = (_measured(example, weights), _measured(example, learned))
    return found


def _order(example: Example, weights: Mapping[str, float]) -> NDArray[np.int64]:
    scores = sum(weight * example.features[name] for name, weight in weights.items())
    return np.argsort(-np.asarray(scores), kind="stable")


def _lesson(
    example: Example, weights: Mapping[str, float], way: _Way, random: Random, number: int
) -> Lesson | None:
    """Return what somebody cites of the first hits; nothing where that is none of them."""
    if not len(example.gold):
        return None
    hits = _order(example, weights)[:_HITS]
    cited = way.cite(example.gold[hits], random)
    if not cited.any():
        return None
    rows = [{name: float(values[hit]) for name, values in example.features.items()} for hit in hits]
    useful = tuple(row for row, yes in zip(rows, cited, strict=True) if yes)
    return Lesson(number, useful, tuple(row for row, yes in zip(rows, cited, strict=True) if not yes))


def _measured(example: Example, weights: Mapping[str, float]) -> tuple[float, float]:
    if not len(example.gold):
        return 0.0, 0.0
    hits = _order(example, weights)
    ranked = [str(place) for place in hits]
    # Gold that was no candidate at all counts as missed.
    candidates = {str(place) for place in np.flatnonzero(example.gold)}
    missed = {f"missed {place}" for place in range(len(example.question.gold) - len(candidates))}
    measured = bench.measure(ranked, candidates | missed, {}, limit=2 * _HITS)
    return measured["R@10"] or 0.0, measured["nDCG@10"] or 0.0


def _interval(changes: Sequence[Mapping[str, _Pair]], number: int) -> tuple[float, float]:
    """Return in points where the mean change may lie, by drawing questions anew."""
    by_question: dict[str, list[float]] = {}
    for seed in changes:
        for id_, (static, learned) in seed.items():
            by_question.setdefault(id_, []).append(learned[number] - static[number])
    sums = np.array([sum(values) for values in by_question.values()])
    counts = np.array([len(values) for values in by_question.values()])
    size = len(sums)
    drawn = np.random.default_rng(7).multinomial(size, np.full(size, 1 / size), size=_DRAWS)
    low, high = np.percentile(100 * (drawn @ sums) / (drawn @ counts), (2.5, 97.5))
    return float(low), float(high)


def _live(spaces: Spaces) -> None:
    """Print the change by the verbs themselves, where each citation already changes the next ranking."""
    changes: dict[str, list[float]] = {measure: [] for measure in MEASURES}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        with spaces.open(spaces.names[0]) as mem:
            mem.backup(copy)
        for name in spaces.names:
            asked = [question for question in spaces.dataset.questions if question.conversation == name]
            shuffled = Random(0).sample(asked, len(asked))
            first, second = shuffled[: len(asked) // 2], shuffled[len(asked) // 2 :]
            with mnemic.open(copy, space=name) as mem:
                static = [_ask(mem, question) for question in second]
                for question in first:
                    found = mem.recall(question.text, asked_at=question.asked_at, limit=_HITS)
                    cited = [hit for hit in found if hit.cube.metadata["turn"] in question.gold]
                    if cited:
                        found.cite(cited)
                learned = [_ask(mem, question) for question in second]
            for measure, values in changes.items():
                values += [b[measure] - a[measure] for a, b in zip(static, learned, strict=True)]
    shown = ", ".join(f"{name} {100 * statistics.fmean(values):+.2f}" for name, values in changes.items())
    print(f"\nThrough the verbs, one seed, true citations: {shown}", flush=True)


def _ask(mem: mnemic.Memory, question: bench.Question) -> Mapping[str, float]:
    found = mem.recall(question.text, asked_at=question.asked_at, limit=2 * _HITS)
    ranked = list(dict.fromkeys(str(hit.cube.metadata["turn"]) for hit in found))
    measured = bench.measure(ranked, set(question.gold), {}, limit=2 * _HITS)
    return {measure: measured[measure] or 0.0 for measure in MEASURES}


if __name__ == "__main__":
    sys.exit(main())
