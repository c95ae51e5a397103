#!/usr/bin/env python3
"""
What a space loses when a budget cuts it to a part: gold evidence kept outside the archive, and R@10.

    python bench/lifecycle/forgetting.py --data FILE [--keep .5] [--thresholds .3,.5,.7]

FILE is what ``mnemic bench locomo`` reads. Each conversation is a space. `mem.set_policy` gives it a budget, the fading
job keeps it, and each question is asked: with the archive left alone, with the archive looked through when confidence
is low, and of the whole space. Controls archive the same number of turns by another rule. Half of the turns were seen
when the weights of `mnemic.lifecycle` were fitted: ``retention.py`` tells the held-out part apart. Stores with their
vectors are kept under bench/out/lifecycle.
"""

import argparse
import random
import shutil
import statistics
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import mnemic
from mnemic import bench
from mnemic.cube import MemCube
from mnemic.lifecycle import Fade, run_jobs
from mnemic.recall import Pipeline

KEPT = Path(__file__).parents[1] / "out" / "lifecycle"
LIMIT = 10
SEED = 7
OUTSIDE = ("working", "short_term", "long_term")

Rule = Callable[[Sequence[MemCube]], Sequence[MemCube]]
"""Puts turns in the order in which they are kept, best first."""

CONTROLS: Mapping[str, Rule] = {
    "longest": lambda turns: sorted(turns, key=lambda turn: (-len(turn.content), -turn.seq)),
    "newest": lambda turns: sorted(turns, key=lambda turn: -turn.seq),
    "random": lambda turns: random.Random(SEED).sample(turns, len(turns)),
}


class Asked(NamedTuple):
    """
    What came of the questions of one space.

    Attributes:
        kept: Of each question, the share of its gold turns outside the archive.

        found: The share of its gold turns among the first ten hits, by the way of asking.

        searched: Of each question, whether the archive was looked through, by threshold.
    """

    kept: list[float]
    found: dict[str, list[float]]
    searched: dict[str, list[bool]]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--keep", type=float, default=0.5, help="the part that is kept (default: half)")
    parser.add_argument("--thresholds", default=str(Pipeline().archive_below), help="such as .3,.5,.7")
    arguments = parser.parse_args()
    dataset = bench.load("locomo", [str(arguments.data)])
    store = filled(dataset)
    thresholds = [float(part) for part in arguments.thresholds.split(",")]
    whole = [ask(dataset, name, store, []) for name in dataset.conversations]
    uncut = statistics.fmean(share for one in whole for share in one.found["outside"])
    print(
        f"\n{len(whole)} conversations, {arguments.keep:.0%} kept; R@{LIMIT} of the whole spaces: {uncut:.3f}\n"
    )
    print(
        "| kept by | gold kept | R@10, archive left alone | archive searched below | R@10 | lost | searched |"
    )
    print("|---|---|---|---|---|---|---|")
    for name in ("budget", *CONTROLS):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(shutil.copy(store, folder))
            cut_all(dataset, copy, name, arguments.keep)
            _print(name, [ask(dataset, one, copy, thresholds) for one in dataset.conversations], uncut)


def filled(dataset: bench.Dataset) -> Path:
    """Return a store that holds every conversation in a space of its own, with vectors."""
    KEPT.mkdir(parents=True, exist_ok=True)
    path = KEPT / f"forgetting-{dataset.sources[0].sha256[:12]}.db"
    with mnemic.open(path) as mem:
        there = mem.spaces()
    for name, conversation in dataset.conversations.items():
        if name not in there:
            with mnemic.open(path, space=name) as mem:
                mem.remember_many(
                    {
                        "content": turn.text, "speaker": turn.speaker, "role": turn.role, "session": session.id,
                        "occurred_at": turn.at, "metadata": {"turn": turn.id},
                    }
                    for session in conversation.sessions for turn in session.turns if turn.text.strip()
                )  # fmt: skip
                mem.flush()
    with mnemic.open(path) as mem:
        mem.backup(path.with_suffix(".tmp"))
    return path.with_suffix(".tmp").replace(path)


def cut_all(dataset: bench.Dataset, store: Path, name: str, keep: float) -> None:
    """Archive what goes by the rule *name*, in every space."""
    for conversation in dataset.conversations:
        with mnemic.open(store, space=conversation) as mem:
            turns = mem.list(limit=100_000).cubes
            number = int(len(turns) * keep)
            if name == "budget":
                mem.set_policy(mnemic.Policy(budget=mnemic.Budget(cubes=number)))
                fade(mem)
                assert len(mem.list(limit=100_000).cubes) == number
            else:
                mem.archive(ids=[turn.id for turn in CONTROLS[name](turns)[number:]])


def fade(mem: mnemic.Memory) -> None:
    """Do what a consolidation does of fading, and nothing else of it."""
    with mem._store.write() as writer:
        writer.add_job("fade", space=writer.ensure_space(mem.space))
    report = run_jobs(mem._store, {"fade": Fade()}, space=mem.space)
    assert report.done == 1


def ask(dataset: bench.Dataset, name: str, store: Path, thresholds: Sequence[float]) -> Asked:
    """Ask all questions of a conversation, in each way."""
    asked = Asked([], {"outside": []}, {})
    questions = [question for question in dataset.questions if question.conversation == name]
    with mnemic.open(store, space=name) as mem:
        there = {cube.metadata["turn"] for cube in mem.list(limit=100_000).cubes}
        for question in questions:
            gold = set(question.gold)
            asked.kept.append(len(gold & there) / len(gold))
            found = mem.recall(question.text, asked_at=question.asked_at, limit=LIMIT, tiers=OUTSIDE)
            asked.found["outside"].append(_share(found, gold))
    for threshold in thresholds:
        label = f"{threshold:g}"
        asked.found[label], asked.searched[label] = [], []
        with mnemic.open(store, space=name, pipeline=Pipeline(archive_below=threshold)) as mem:
            for question in questions:
                found = mem.recall(question.text, asked_at=question.asked_at, limit=LIMIT)
                asked.found[label].append(_share(found, set(question.gold)))
                asked.searched[label].append(found.archive_searched)
    return asked


def _share(found: mnemic.Recall, gold: set[str]) -> float:
    return len(gold & {hit.cube.metadata["turn"] for hit in found}) / len(gold)


def _print(name: str, spaces: Sequence[Asked], uncut: float) -> None:
    kept = statistics.fmean(share for one in spaces for share in one.kept)
    outside = statistics.fmean(share for one in spaces for share in one.found["outside"])
    for label in spaces[0].searched:
        found = statistics.fmean(share for one in spaces for share in one.found[label])
        searched = statistics.fmean(each for one in spaces for each in one.searched[label])
        lost = f"{100 * (uncut - found):+.1f} points"
        print(f"| {name} | {kept:.3f} | {outside:.3f} | {label} | {found:.3f} | {lost} | {searched:.0%} |")


if __name__ == "__main__":
    main()
