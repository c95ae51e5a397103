#!/usr/bin/env python3
"""
How well rules, reader and both read the phrase families that were held back from the reader's training.

    python bench/lifecycle/reader/held.py [--folds 0] [--weights FILE] [--show]

A family is in one of twenty folds; the weights of the package have not seen fold 0. Printed are statements (predicate
and object, as in bench/lifecycle/extraction.py), known facts seen to end, and known facts falsely ended; then what is over
and was never told, kept as having held until then, as it is written and behind words of another. FILE takes the place of
the package's weights. --show prints what was falsely ended.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from _examples import Example, examples
from _examples import Known as Beside

from mnemic.cube import PREDICATES, value_key
from mnemic.form import Candidate, Context, Known, Turn, extract, shared_reader
from mnemic.form.reader import _network

_SAID_AT: Final = datetime(2024, 6, 15, 12, tzinfo=UTC)
Way = Callable[[Turn, Context], Sequence[Candidate]]


def _both(turn: Turn, context: Context) -> Sequence[Candidate]:
    return shared_reader().extract(turn, context, extract(turn, context))


def _reader(turn: Turn, context: Context) -> Sequence[Candidate]:
    return shared_reader().extract(turn, context)


WAYS: Final[dict[str, Way]] = {"rules alone": extract, "reader alone": _reader, "both": _both}


@dataclass
class Tally:
    """Statements found, right, wanted and got; known facts that end, seen to; that stay, falsely ended."""

    found: int = 0
    right: int = 0
    wanted: int = 0
    got: int = 0
    ends: int = 0
    seen: int = 0
    stays: int = 0
    falsely: int = 0


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--folds", type=int, nargs="+", default=[0])
    parser.add_argument("--weights", type=Path, help="instead of the package's")
    parser.add_argument("--show", action="store_true", help="print each false end")
    given = parser.parse_args()
    if given.weights is not None:
        _network._WEIGHTS = given.weights  # type: ignore[misc]
    held = [
        each
        for each in examples()
        if each.fold in given.folds and each.source not in {"development", "development_more"}
    ]
    print(
        f"{len(held)} texts\n\n| way | precision | recall | ends seen | falsely ended |\n|---|---|---|---|---|"
    )
    for name, way in WAYS.items():
        tally = Tally()
        for each in held:
            _count(tally, each, way, show=given.show and name == "both")
        print(
            f"| {name} | {_share(tally.right, tally.found)} | {_share(tally.got, tally.wanted)} "
            f"| {_share(tally.seen, tally.ends)} | {_share(tally.falsely, tally.stays)} |",
            flush=True,
        )
    print("\n| over, and never told | right | found of what there is |\n|---|---|---|")
    draw = random.Random(4)
    others = [each.text for each in examples() if each.plain and 20 < len(each.text) < 120]
    behind = [replace(each, before=draw.choice(others)) for each in held]
    for name, texts in (("as written", held), ("behind words of another", behind)):
        right, found, wanted = _past(texts)
        print(f"| {name} | {_share(right, found)} | {_share(right, wanted)} |", flush=True)


def _past(held: Iterable[Example]) -> tuple[int, int, int]:
    """Return how much is rightly told to have held, how much is told so at all, and how much there is."""
    right = found = wanted = 0
    for each in held:
        over = [f for f in each.facts if f.act == "ended" and f.object]
        past = [c for c in _both(*_told(each, known=False)) if c.act == "tell" and c.tense == "past"]
        met = [any(f.predicate == c.predicate and _meet(f.object, c.object) for f in over) for c in past]
        right, found, wanted = right + sum(met), found + len(past), wanted + len(over)
    return right, found, wanted


def _told(each: Example, *, known: bool = True) -> tuple[Turn, Context]:
    """Return an example as it is said, and what is known then."""
    before = (Turn(each.before, "other", "assistant", _SAID_AT),) if each.before else ()
    facts = tuple(Known(predicate=k.predicate, object=k.object, key=k.key) for k in each.known)
    return Turn(each.text, "user", "user", _SAID_AT), Context(before=before, known=facts if known else ())


def _share(part: int, whole: int) -> str:
    return f"{part / max(1, whole):.3f} of {whole}"


def _count(tally: Tally, each: Example, way: Way, *, show: bool) -> None:
    found = way(*_told(each))
    only = each.only
    told = [
        c
        for c in found
        if c.act in {"tell", "correct"} and c.tense == "present" and c.polarity == "affirmed"
        if only is None or c.predicate in only
    ]
    wanted = [f for f in each.facts if f.act in {"holds", "corrects"} and f.object]
    met = [
        [n for n, f in enumerate(wanted) if f.predicate == c.predicate and _meet(f.object, c.object)]
        for c in told
    ]
    tally.found += len(told)
    tally.right += sum(map(bool, met))
    tally.wanted += len(wanted)
    tally.got += len({n for hits in met for n in hits})
    for fact in each.known:
        over = _is_over(fact, found)
        if fact.fate in {"over", "wrong"}:
            tally.ends += 1
            tally.seen += over
        elif fact.fate == "stays":
            tally.stays += 1
            tally.falsely += over
            if over and show:
                print(f"  {fact.predicate} {fact.object!r} :: {each.text}")


def _is_over(fact: Beside, found: Iterable[Candidate]) -> bool:
    """Return whether a candidate ends, corrects, denies or replaces a known fact."""
    declared = PREDICATES[fact.predicate]
    one_slot = declared.cardinality != "multi" and declared.keyed == "key"
    for each in found:
        if each.predicate not in {fact.predicate, None}:
            continue
        same = _meet(fact.object, each.object)
        if each.act in {"end", "retract"} or each.polarity == "negated":
            if same:
                return True
        elif each.act == "correct" and each.instead_of is not None:
            if _meet(fact.object, each.instead_of):
                return True
        elif each.tense == "present" and one_slot and not same and _same_key(fact.key, each.key):
            return True
    return False


def _same_key(one: str | None, other: str | None) -> bool:
    return one is None or other is None or value_key(one) == value_key(other)


def _meet(one: str | None, other: str | None) -> bool:
    """Return whether two objects share half of the words of the shorter one."""
    a, b = set(value_key(one or "").split()), set(value_key(other or "").split())
    return 2 * len(a & b) >= min(len(a), len(b)) > 0


if __name__ == "__main__":
    main()
