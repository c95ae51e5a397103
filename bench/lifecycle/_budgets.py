"""
What stands in the context within a budget: how much of the gold evidence, before consolidation and after.

Beside `Recall.context` stands plain truncation of the same hits, in order of rank until the budget is full: once in the
same lines, under the same headings, and once in bare ones, with neither marks nor quotation. Counted are gold turns that
stand there whole and verbatim; what a fact or a summary says of them does not count.
"""

from __future__ import annotations

import re
import shutil
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from _shares import Mean, Row, table

import mnemic
from mnemic import Memory, Recall, bench

BUDGETS = (200, 400, 800, 1600, 4000)
_LIMIT = 50
_TOP = 10
_NO_BOUND = 1_000_000
_TINY = 1e-9

_DERIVED = re.compile(r"^(?:\[m\d+\])+ (?:[^:]* · )?(?:fact|preference|summary|belief|procedure)\b")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|.)")
_NOT_WORDS = re.compile(r"[\W_]+")

Shares = Mapping[str, float]
"""By the name of a measure, the share of a question's gold turns."""


class Asked(NamedTuple):
    """A question with the shares of its gold turns."""

    conversation: str
    shares: Shares


def report(data: Sequence[Path], folder: Path, keep: Path, spaces: int) -> None:
    """Print the curves of each data set, *spaces* conversations of it at most."""
    if not data:
        print("\n## Context: left out; it needs --data")
    for file in data:
        kind = "longmemeval" if "longmemeval" in file.name else "locomo"
        dataset = bench.load(kind, [str(file)])
        names = [
            name
            for name in dataset.conversations
            if any(q.conversation == name and q.gold for q in dataset.questions)
        ]
        names = names[:: max(1, len(names) // spaces)][:spaces]
        _report_set(dataset, names, folder, _vectors_of(dataset, keep / "spaces", names))


def _report_set(dataset: bench.Dataset, names: Sequence[str], folder: Path, kept: Path) -> None:
    stores = {"before": folder / f"{kept.stem}-before.db", "after": folder / f"{kept.stem}-after.db"}
    for store in stores.values():
        shutil.copy(kept, store)  # the kept one is neither consolidated nor written to
    formed = 0
    for name in names:
        with mnemic.open(stores["after"], space=name) as mem:
            done = mem.consolidate()
            mem.flush()
            formed += sum(done.facts.values())
        print(
            f"consolidated {name}: {dict(done.facts)}, {done.summaries} summaries",
            file=sys.stderr,
            flush=True,
        )
    asked = {when: _all_asked(store, dataset, names) for when, store in stores.items()}
    count = len(asked["before"])
    print(f"\n## Context: {dataset.name}, {len(names)} conversations, {count} questions, {formed} facts told")
    table("Gold turns rendered", ["after", "before", "after less before", "truncated", "after less truncated",
          "bare lines, truncated"], _rows(asked))  # fmt: skip


def _vectors_of(dataset: bench.Dataset, folder: Path, names: Sequence[str]) -> Path:
    """Return the store kept in *folder* with the conversations *names*; what it lacks is added."""
    folder.mkdir(parents=True, exist_ok=True)
    store = folder / f"{dataset.sources[0].sha256[:12]}.db"
    with mnemic.open(store) as mem:
        there = set(mem.spaces())
    for name in names:
        if name not in there:
            with mnemic.open(store, space=name) as mem:
                mem.remember_many(_items(dataset.conversations[name]))
                mem.flush()
    return store


def _items(conversation: bench.Conversation) -> list[dict[str, object]]:
    return [
        {
            "content": turn.text, "speaker": turn.speaker, "role": turn.role, "session": session.id,
            "occurred_at": turn.at, "metadata": {"turn": turn.id},
        }
        for session in conversation.sessions for turn in session.turns if turn.text.strip()
    ]  # fmt: skip


def _all_asked(store: Path, dataset: bench.Dataset, names: Sequence[str]) -> list[Asked]:
    found = []
    for name in names:
        texts = {turn.id: turn.text for turn in dataset.conversations[name].turns}
        with mnemic.open(store, space=name) as mem:
            for question in dataset.questions:
                if question.conversation == name and question.gold:
                    found.append(Asked(name, _shares(mem, question, texts)))
    return found


def _shares(mem: Memory, question: bench.Question, texts: Mapping[str, str]) -> Shares:
    found = mem.recall(question.text, asked_at=question.asked_at, limit=_LIMIT)
    gold = {turn: _bare(texts[turn]) for turn in question.gold if turn in texts}
    first = [hit.cube.metadata.get("turn") for hit in found.hits if hit.cube.kind == "episode"][:_TOP]
    shares = {"R@10": sum(turn in first for turn in gold) / len(gold)}
    for budget in BUDGETS:
        shares[f"context {budget}"] = _rendered(gold.values(), _verbatim(found.context(budget)))
        shares[f"cut {budget}"] = _rendered(gold.values(), _verbatim(_truncated(found, budget)))
        shares[f"bare {budget}"] = _rendered(gold.values(), _bare_lines(found, budget))
    return shares


def _rendered(gold: Iterable[str], lines: Iterable[str]) -> float:
    shown = [_bare(line) for line in lines]
    wanted = list(gold)
    return sum(any(text in line for line in shown) for text in wanted) / len(wanted)


def _verbatim(context: str) -> Iterator[str]:
    """Yield the lines that quote a turn, without the escapes of the quotation."""
    for line in context.splitlines():
        if not _DERIVED.match(line):
            yield _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else " ", line)


def _truncated(found: Recall, budget: int) -> str:
    """Return the block of as many of the best hits as fit, by themselves, without packing or cutting."""
    alone = [replace(hit, before=(), after=(), facts=()) for hit in found.hits]

    def block(count: int) -> str:
        return replace(found, hits=tuple(alone[:count])).context(_NO_BOUND)

    counts = range(1, len(alone) + 1)
    most = bisect_right(counts, budget, key=lambda count: found.tokens(block(count)))
    return block(most) if most else ""


def _bare_lines(found: Recall, budget: int) -> list[str]:
    """Return as many of the best hits as fit, a line each with name and day."""
    lines: list[str] = []
    taken = 0
    for hit in found.hits:
        cube = hit.cube
        when = f" ({cube.occurred_at:%Y-%m-%d})" if cube.occurred_at else ""
        line = f"{cube.speaker or cube.role or ''}{when}: {cube.content}"
        taken += found.tokens(line + "\n")
        if taken > budget:
            break
        lines.append(line if cube.kind == "episode" else "")
    return lines


def _bare(text: str) -> str:
    return _NOT_WORDS.sub("", text).casefold()


def _rows(asked: Mapping[str, Sequence[Asked]]) -> Iterator[Row]:
    def column(when: str, name: str) -> list[float]:
        return [one.shares[name] for one in asked[when]]

    def less(one: Sequence[float], other: Sequence[float]) -> list[float]:
        return [a - b for a, b in zip(one, other, strict=True)]

    after, before = column("after", "R@10"), column("before", "R@10")
    yield Row("R@10", [Mean.over(after), Mean.over(before), _signed(less(after, before))],
              _verdict("no lower than before", after, before))  # fmt: skip
    for budget in BUDGETS:
        after, before = column("after", f"context {budget}"), column("before", f"context {budget}")
        cut = column("after", f"cut {budget}")
        yield Row(
            f"context({budget})",
            [
                Mean.over(after), Mean.over(before), _signed(less(after, before)),
                Mean.over(cut), _signed(less(after, cut)), Mean.over(column("after", f"bare {budget}")),
            ],
            f"{_verdict('no lower than before', after, before)}; {_verdict('above truncated', after, cut)}",
        )  # fmt: skip


def _verdict(floor: str, one: Sequence[float], other: Sequence[float]) -> str:
    """Return *floor* with ``ok`` or ``MISSED``; of what is missed whether it is within what chance does."""
    apart = Mean.over([a - b for a, b in zip(one, other, strict=True)])
    if apart.value > _TINY or (apart.value > -_TINY and floor.startswith("no lower")):
        return f"{floor}: ok"
    return f"{floor}: MISSED{', within the interval' if apart.low < 0 <= apart.high else ''}"


def _signed(values: Sequence[float]) -> str:
    mean = Mean.over(values)
    return f"{mean.value:+.3f} ({mean.low:+.3f}–{mean.high:+.3f})"
