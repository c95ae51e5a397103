"""
Print what a token budget holds of the evidence that a data set's questions need.

    python tools/measure_context.py DATA.json.gz [--questions N] [--words]

DATA has ``sessions`` (id → date and turns) and ``questions`` (question, sessions, gold turns), as the data of
`docs/design/context.md` has. With ``bpe-openai`` installed, the counts of `wordpiece_tokens` are compared with
those of OpenAI's o200k_base, too.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import statistics
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import mnemic
from mnemic.recall import LexicalChannel, Pipeline, Recall, wordpiece_tokens
from mnemic.recall._context import choose
from mnemic.recall._lines import Source

BUDGETS = (100, 200, 400, 800, 1600)
Chooser = Callable[[Recall, int], list[int]]


def answers(
    data: dict[str, Any], questions: list[dict[str, Any]], *, words: bool
) -> Iterator[tuple[set[str], Recall]]:
    """Yield each question's gold turns and its recall of a hundred turns."""
    # The hash embedder's vectors are not looked at: by words alone is what can be run on long histories.
    options: dict[str, Any] = (
        {"embedder": "hash", "pipeline": Pipeline(channels=(LexicalChannel(),), second=())} if words else {}
    )
    memories: dict[tuple[str, ...], mnemic.Memory] = {}
    for question in questions:
        key = tuple(question["sessions"])
        if key not in memories:
            memories[key] = mnemic.open(":memory:", **options)
            for name in key:
                session = data["sessions"][name]
                memories[key].remember_many(
                    {"content": turn["text"], "speaker": turn["speaker"], "role": turn["role"], "session": name,
                     "occurred_at": session["date"], "metadata": {"turn": turn["id"]}}
                    for turn in session["turns"]
                )  # fmt: skip
            memories[key].flush()
        yield set(question["gold"]), memories[key].recall(question["question"], limit=100)


def packed(found: Recall, budget: int) -> list[int]:
    """Choose as Mnemic does."""
    sources = [Source(rank=rank, cube=hit.cube, score=hit.score) for rank, hit in enumerate(found, 1)]
    return choose(sources, found.query, wordpiece_tokens, budget, 20)


def by_rank(found: Recall, budget: int) -> list[int]:
    """Choose the best that fit, in the order of the ranking."""
    chosen: list[int] = []
    taken = 0
    for place, hit in enumerate(found):
        if len(chosen) < 20 and taken + wordpiece_tokens(hit.cube.content) <= budget:
            whole = replace(
                found, hits=tuple(replace(found[at], before=(), after=()) for at in (*chosen, place))
            )
            tokens = wordpiece_tokens(whole.context())
            if tokens <= budget:
                chosen.append(place)
                taken = tokens
    return chosen


def share(gold: set[str], turns: set[str]) -> float:
    """Return how much of the evidence was found."""
    return len(gold & turns) / len(gold)


def turns_of(found: Recall, *, neighbours: bool = False) -> set[str]:
    """Return the turns of the hits, and of their neighbours."""
    cubes = [
        cube for hit in found for cube in ((hit.cube, *hit.before, *hit.after) if neighbours else (hit.cube,))
    ]
    return {str(cube.metadata["turn"]) for cube in cubes}


def print_budgets(answered: list[tuple[set[str], Recall]], chooser: Chooser, name: str) -> None:
    """Print the evidence found within each budget."""
    means = []
    for budget in BUDGETS:
        kept = [
            (gold, {str(found[at].cube.metadata["turn"]) for at in chooser(found, budget)})
            for gold, found in answered
        ]
        means.append(statistics.mean(share(gold, turns) for gold, turns in kept))
    print(f"{name:24}", *(f"{mean:6.3f}" for mean in means))


def print_neighbours(answered: list[tuple[set[str], Recall]]) -> None:
    """Print what neighbours add to the hits, and what as many more hits would."""
    print("hits   alone  with neighbours  with as many more hits")
    for limit in (5, 10, 20):
        rows = []
        for gold, found in answered:
            short = replace(found, hits=found.hits[:limit])
            hits, beside = turns_of(short), turns_of(short, neighbours=True)
            more = Recall(
                id=found.id, query=found.query, asked_at=found.asked_at, hits=found.hits[: len(beside)]
            )
            rows.append((share(gold, hits), share(gold, beside), share(gold, turns_of(more))))
        print(f"{limit:4}", *(f"{statistics.mean(column):10.3f}" for column in zip(*rows, strict=True)))


def print_counts(answered: list[tuple[set[str], Recall]]) -> None:
    """Print how the default counter's counts compare with a language model's."""
    encoding = import_module("bpe_openai").get_encoding("o200k_base")
    texts = [found.context(max_tokens=800) for _, found in answered]
    pairs = [(wordpiece_tokens(text), len(encoding.encode_ordinary(text))) for text in texts if text]
    ratio = sum(ours for ours, _ in pairs) / sum(theirs for _, theirs in pairs)
    print(
        f"contexts of 800 tokens: {ratio:.2f} times o200k_base; less than it: {sum(a < b for a, b in pairs)} of {len(pairs)}"
    )


def main() -> None:
    """Measure one file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data")
    parser.add_argument("--questions", type=int, default=400)
    parser.add_argument("--words", action="store_true", help="rank by words alone")
    arguments = parser.parse_args()
    with gzip.open(arguments.data) as file:
        data = json.load(file)
    asked = [question for question in data["questions"] if question["gold"]]
    asked = random.Random(7).sample(asked, min(arguments.questions, len(asked)))  # noqa: S311 - the same sample each time
    answered = list(answers(data, asked, words=arguments.words))
    print(f"{'tokens':24}", *(f"{budget:6}" for budget in BUDGETS))
    print_budgets(answered, by_rank, "by rank")
    print_budgets(answered, packed, "by worth and length")
    print_neighbours(answered)
    if find_spec("bpe_openai"):
        print_counts(answered)


if __name__ == "__main__":
    main()
