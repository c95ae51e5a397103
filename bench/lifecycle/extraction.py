#!/usr/bin/env python3
"""
How well `mnemic.form` finds the facts that people state of themselves: by rules, by its reader, by both.

    python bench/lifecycle/extraction.py --data FOLDER [--part development|heldout] [--predicates] [--show]

FOLDER holds the conversations that bench/lifecycle/labels labels; without it only direct statements are measured.
Right is a candidate of the same predicate and polarity whose object shares at least half of the words of the shorter one
with a labelled object; of a state that is over it must say so, and of one to come. Recall counts what holds now; what
is over may be left out. Beside it two controls: nothing, and every sentence with "I" as a fact of the predicate whose
keyword comes first.
With the development part go `direct_more.jsonl`, its side "check" as one sum, and the sentences of `judged.jsonl` by how
they were chosen: "found" by an earlier extract() (its recall says nothing), "unfound" at random, "searched" by hand (its
precision says nothing).
--show prints the errors on development data; there is no way to print those on held-out data.
"""

import argparse
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path

from _extraction_controls import by_keyword, nothing
from _extraction_data import Case, Stated, direct, labelled, words_of

from mnemic.form import Candidate, Context, Turn, extract, shared_reader

HERE = Path(__file__).parent
Way = Callable[[Turn, Context], Sequence[Candidate]]


def _both(turn: Turn, context: Context) -> Sequence[Candidate]:
    return shared_reader().extract(turn, context, extract(turn, context))


def _reader(turn: Turn, context: Context) -> Sequence[Candidate]:
    return shared_reader().extract(turn, context)


OURS = "rules and reader"
WAYS: dict[str, Way] = {
    OURS: _both, "rules alone": extract, "reader alone": _reader,
    "control: nothing": nothing, "control: keyword": by_keyword,
}  # fmt: skip
_Z = 1.96


@dataclass
class Tally:
    """What was right and wrong; of `wrong` and `missed` each with its case."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    got: int = 0
    past: int = 0
    past_got: int = 0
    false_in: Counter[str] = field(default_factory=Counter)
    cases_of: Counter[str] = field(default_factory=Counter)
    by_predicate: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0, 0]))
    wrong: list[tuple[Case, Candidate]] = field(default_factory=list)
    missed: list[tuple[Case, Stated]] = field(default_factory=list)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder with the labelled conversations")
    parser.add_argument("--part", choices=("development", "heldout"), help="both where left out")
    parser.add_argument("--predicates", action="store_true", help="figures of each predicate")
    parser.add_argument("--show", action="store_true", help="errors on development data")
    arguments = parser.parse_args()
    for part in [arguments.part] if arguments.part else ["development", "heldout"]:
        show = arguments.show and part == "development"
        cases = direct(HERE / "scenarios" / f"direct_{part}.jsonl")
        _report(f"direct statements, {part}", cases, predicates=arguments.predicates, show=show)
        if arguments.data:
            _chat(
                labelled(HERE / "labels" / f"{part}.jsonl", arguments.data), part, arguments.predicates, show
            )
        if part == "development":
            _more(arguments.data, arguments.predicates, show)


def _more(data: Path | None, predicates: bool, show: bool) -> None:
    """Report on what was written and judged later; of the side "check" only the sum, so that nobody writes rules by it."""
    more = HERE / "scenarios" / "direct_more.jsonl"
    _report("direct statements, more", direct(more, "write"), predicates=predicates, show=show)
    _report("direct statements, more, check", direct(more, "check"))
    if data:
        for chosen in ("found", "unfound", "searched"):
            cases = labelled(HERE / "labels" / "judged.jsonl", data, chosen)
            _report(f"judged chat, {chosen}", cases, predicates=predicates, show=show)


def _chat(cases: list[Case], part: str, predicates: bool, show: bool) -> None:
    natural = [case for case in cases if not case.enriched]
    _report(f"chat at natural prevalence, {part}", natural, predicates=predicates, show=show)
    _report(f"  without unsure, {part}", [case for case in natural if not case.unsure])
    _report(
        f"enriched sentences, {part}",
        [case for case in cases if case.enriched],
        predicates=predicates,
        show=show,
    )
    _report(f"natural and enriched, {part}", cases)
    _report(f"  without unsure, {part}", [case for case in cases if not case.unsure])


def _report(name: str, cases: list[Case], *, predicates: bool = False, show: bool = False) -> None:
    print(f"\n## {name}: {len(cases)} sentences, {sum(len(case.facts) for case in cases)} facts\n")
    print("| way | precision | recall | found | past, marked | ms a turn (median, p99) |")
    print("|---|---|---|---|---|---|")
    tallies = {}
    for way, run in WAYS.items():
        tally, took = _tally(cases, run)
        tallies[way] = tally
        print(
            f"| {way} | {_share(tally.right, tally.found)} | {_share(tally.got, tally.wanted)} | {tally.found} "
            f"| {tally.past_got}/{tally.past} | {took} |"
        )
    kinds = [kind for kind in tallies[OURS].cases_of if kind != "fact"]
    print("\nFalse facts by class (sentences): " + ", ".join(_classes(tallies, kinds)))
    if predicates:
        _print_predicates(tallies[OURS])
    if show:
        _show(tallies[OURS])


def _classes(tallies: dict[str, Tally], kinds: Iterable[str]) -> list[str]:
    ours, keyword = tallies[OURS], tallies["control: keyword"]
    return [
        f"{kind} {ours.false_in[kind]} (keyword {keyword.false_in[kind]}) of {ours.cases_of[kind]}"
        for kind in sorted(kinds)
    ]


def _print_predicates(tally: Tally) -> None:
    print("\n| predicate | right / found | got / wanted |\n|---|---|---|")
    for name, (right, found, got, wanted) in sorted(tally.by_predicate.items()):
        print(f"| {name} | {right}/{found} | {got}/{wanted} |")


def _show(tally: Tally) -> None:
    for case, each in tally.wrong:
        print(
            f"WRONG {case.sort}: {case.turn.text[slice(*case.span)][:300]!r}\n   "
            f"{each.predicate} {each.key} {each.object!r} {each.polarity} {each.tense} [{each.reason}]"
        )
    for case, fact in tally.missed:
        print(
            f"MISSED {case.turn.text[slice(*case.span)][:300]!r}\n   "
            f"{fact.predicate} {' '.join(fact.words)!r} {fact.polarity} {fact.time}"
        )


def _tally(cases: list[Case], run: Way) -> tuple[Tally, str]:
    tally, found, took = Tally(), {}, []
    for case in cases:
        if case.key not in found:
            context = Context(before=case.before)
            begun = time.perf_counter()
            found[case.key] = run(case.turn, context)
            if case.turn.role != "assistant":
                took.append(1e3 * (time.perf_counter() - begun))
        _judge(tally, case, found[case.key])
    took.sort()
    return tally, f"{statistics.median(took):.2f}, {took[int(0.99 * (len(took) - 1))]:.2f}" if took else "-"


def _judge(tally: Tally, case: Case, candidates: Sequence[Candidate]) -> None:
    tally.cases_of[case.sort] += 1
    inside = [each for each in candidates if each.act != "retract" and _within(each, case)]
    for each in inside:
        right = any(_matches(each, fact) for fact in case.facts)
        tally.found += 1
        tally.right += right
        row = tally.by_predicate[each.predicate or "?"]
        row[0] += right
        row[1] += 1
        if not right:
            tally.false_in[case.sort] += 1
            tally.wrong.append((case, each))
    for fact in case.facts:
        got = any(_matches(each, fact) for each in inside)
        if fact.time == "past":
            tally.past += 1
            tally.past_got += got
            continue
        tally.wanted += 1
        tally.got += got
        row = tally.by_predicate[fact.predicate]
        row[2] += got
        row[3] += 1
        if not got:
            tally.missed.append((case, fact))


def _within(each: Candidate, case: Case) -> bool:
    at = each.object_span[0]
    return case.span[0] <= at < case.span[1]


def _matches(each: Candidate, fact: Stated) -> bool:
    """Return whether a candidate says what a labelled fact says."""
    said = words_of(each.object)
    shared = sum((Counter(said) & Counter(fact.words)).values())
    if each.predicate != fact.predicate or not said or 2 * shared < min(len(said), len(fact.words)):
        return False
    if each.polarity != fact.polarity and not (each.act == "end" and fact.polarity == "negated"):
        return False
    return _time_of(each) == fact.time or (each.act == "end" and fact.polarity == "negated")


def _time_of(each: Candidate) -> str:
    if each.tense == "future":
        return "future"
    over = each.act == "end" or each.tense == "past"
    return "past" if over else "current"


def _share(part: int, whole: int) -> str:
    """Return a share with its Wilson interval of 95 %."""
    if not whole:
        return "–"
    p = part / whole
    centre = (p + _Z**2 / (2 * whole)) / (1 + _Z**2 / whole)
    half = _Z * sqrt(p * (1 - p) / whole + _Z**2 / (4 * whole**2)) / (1 + _Z**2 / whole)
    return f"{p:.3f} [{centre - half:.2f}, {centre + half:.2f}]"


if __name__ == "__main__":
    main()
