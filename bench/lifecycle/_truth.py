"""Truth over time: the scenario cases through a memory, beside one that forms nothing and beside the control."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from _cases import Case, Split, cases, none_of, one_of
from _control import WEIGHTS, Control, sentences
from _shares import Floor, Row, Share, table
from _truth_oracle import tell

import mnemic
from mnemic import MemCube, Memory
from mnemic.cube import PREDICATES, value_key

Former = Callable[[Memory, Case], object]
"""What turns a case's turns into facts; by default `Memory.consolidate`."""

_PAGE = 1000


class Known(NamedTuple):
    """
    What a system says of a case.

    Attributes:
        now: The objects that hold in the case's slot after all turns.

        ever: The objects of the slot that were formed at any time.

        as_of: The objects that hold at each of the case's times.

        shown: What stands in the first place for the question: the text, then what is noted beside it.

        again: How many facts of the slot say what another one says that holds, too.
    """

    now: tuple[str, ...]
    ever: tuple[str, ...]
    as_of: tuple[tuple[str, ...], ...]
    shown: tuple[str, ...]
    again: int = 0


def report(split: Split, folder: Path, *, each_turn: bool, embedder: str, show: bool, oracle: bool) -> None:
    """
    Print the figures of a split.

    Args:
        each_turn: Whether to consolidate after each turn, or once after all.

        show: Name the development cases that went wrong.

        oracle: Have the facts told as the cases have them, instead of forming any: what is left is what the
            layers above extraction lose.
    """
    found = cases(split)
    former = tell if oracle else None
    known = list(answers(found, folder, each_turn=each_turn, embedder=embedder, former=former))
    control = Control(_best_weight(cases("development")))
    nothing = [Known((), (), tuple(() for _ in case.as_of), ()) for case in found]
    kept = [_by_control(control, case) for case in found]
    when = "told by an oracle" if oracle else f"formed {'after each turn' if each_turn else 'at the end'}"
    print(f"\n## Truth over time: {split}, {len(found)} cases, {when}, embedder {embedder}")
    print(
        f"The control counts recency {control.weight:g} beside the cosine: the best on the development cases."
    )
    systems = [list(zip(found, said, strict=True)) for said in (known, nothing, kept)]
    table("Truth", ["mnemic", "does nothing", "control"], _figures(systems))
    table("Near misses by class: false retirements", ["of those formed", "formed", "never to be formed, but was"],
          _by(systems[0], lambda case: case.negative, lambda case: case.negative is not None))  # fmt: skip
    table("By language: true changes right, near misses falsely retired", ["changes", "near misses", "formed"],
          _by_language(systems[0]))  # fmt: skip
    table(
        "By predicate: true changes right, first fact formed",
        ["changes", "formed"],
        _by_predicate(systems[0]),
    )
    if show and split == "development":
        _name_wrong(systems[0])


def answers(
    found: Sequence[Case], folder: Path, *, each_turn: bool, embedder: str, former: Former | None = None
) -> Iterator[Known]:
    """
    Yield what a memory says of each case, each in a space of its own.

    Args:
        each_turn: Whether what was said is consolidated after each turn, or once after all.

        former: What forms facts instead of consolidation; called once, at the end.
    """
    store = folder / f"truth-{embedder}.db"
    for case in found:
        with mnemic.open(store, space=case.id, embedder=embedder) as mem:
            _say(mem, case, each_turn=each_turn)
            if former is None:
                mem.consolidate()
            else:
                former(mem, case)
            yield _heard(mem, case)


def _say(mem: Memory, case: Case, *, each_turn: bool) -> None:
    for turn in case.turns:
        mem.remember(
            turn.text, user=case.subject, speaker=turn.speaker, role=turn.role, occurred_at=turn.at,
            session=turn.at.date().isoformat(),
        )  # fmt: skip
        if each_turn:
            mem.consolidate()


def _heard(mem: Memory, case: Case) -> Known:
    held = _held(mem, case, case.asked_at)
    # Only what holds of the slot as a whole: of a predicate with one value, two are one too many.
    said = Counter(value_key(cube.fact.object) for cube in held if cube.fact)
    operations = mem.operations(limit=_PAGE)
    ever = [
        cube.fact.object
        for operation in operations for change in operation.changes
        if (cube := change.after).fact and cube.fact.polarity == "affirmed" and _in_slot(cube, case)
    ]  # fmt: skip
    first = mem.recall(case.question, user=case.subject, asked_at=case.asked_at, limit=1).hits
    return Known(
        now=_objects(held),
        ever=tuple(dict.fromkeys(ever)),
        as_of=tuple(_objects(_held(mem, case, part.at)) for part in case.as_of),
        shown=tuple(_shown(first[0].cube, first[0].facts, case.asked_at)) if first else (),
        again=sum(count - 1 for count in said.values()),
    )


def _held(mem: Memory, case: Case, at: datetime) -> list[MemCube]:
    found = mem.facts(user=case.subject, subject=case.subject, predicate=case.predicate, valid_at=at)
    return [cube for cube in found if cube.fact and cube.fact.polarity == "affirmed" and _in_slot(cube, case)]


def _in_slot(cube: MemCube, case: Case) -> bool:
    fact = cube.fact
    return (
        fact is not None
        and fact.predicate == case.predicate
        and value_key(fact.subject) == value_key(case.subject)
        and (case.key is None or value_key(fact.key or "") == value_key(case.key))
    )


def _objects(found: Iterable[MemCube]) -> tuple[str, ...]:
    return tuple(cube.fact.object for cube in found if cube.fact)


def _shown(cube: MemCube, facts: Sequence[MemCube], at: datetime) -> Iterator[str]:
    yield cube.content
    for fact in facts:
        if fact.valid_to is None or fact.valid_to > at:
            yield fact.content


def _by_control(control: Control, case: Case) -> Known:
    said = sentences(case)

    def answer(at: datetime) -> tuple[str, ...]:
        top = control.answer(said, case.question, at)
        return () if top is None else (top,)

    news = case.turns[-1].at
    told = [answer(turn.at) for turn in case.turns if turn.at < news]
    return Known(
        now=answer(case.asked_at),
        ever=tuple(text for texts in told for text in texts),
        as_of=tuple(answer(part.at) for part in case.as_of),
        shown=answer(case.asked_at),
    )


def _best_weight(found: Sequence[Case]) -> float:
    """Return the weight of recency with which the control answers most questions of *found*."""
    asked = [case for case in found if case.after is not None]

    def right(weight: float) -> int:
        control = Control(weight)
        return sum(_answers(case, _by_control(control, case)) for case in asked)

    return max(WEIGHTS, key=right)


Judged = Sequence[tuple[Case, Known]]


def _figures(systems: Sequence[Judged]) -> Iterator[Row]:
    def row(
        name: str, which: Callable[[Case, Known], bool], right: Callable[[Case, Known], bool],
        floor: Floor | None = None,
    ) -> Row:  # fmt: skip
        cells = [
            Share.among(right(case, known) for case, known in judged if which(case, known))
            for judged in systems
        ]
        return Row(name, cells, floor)

    yield row("false retirements, all near misses", _near, _lost, Floor(0.01, at_most=True))
    yield row("… of those whose fact was formed", lambda c, k: _near(c, k) and _formed(c, k), _lost)
    yield row("near misses whose fact holds", _near, lambda c, k: not none_of(k.now, c.kept))
    yield row("near misses with something else in the slot", _near, _adopted)
    yield row("true changes: the old one retired", _change, _retired, Floor(0.80))
    yield row("… of those whose old one was formed", lambda c, k: _change(c, k) and _formed(c, k), _retired)
    yield row("… and the new one holds", lambda c, k: _change(c, k) and c.after is not None, _renewed)
    yield row("corrections right", _sorted_as("correction"), _renewed)
    yield row("retractions right", _sorted_as("retraction"), _renewed)
    yield row("late imports right", _sorted_as("late_import"), lambda c, k: not none_of(k.now, c.kept))
    yield _as_of_row("as-of questions", systems, lambda c, k: True, Floor(0.85))
    yield _as_of_row("… of cases whose facts were formed", systems, _all_formed)
    yield _as_of_row("… at which something held", systems, lambda c, k: True, held=True)
    asked = "current-fact questions, first hit carries the value"
    yield row(asked, lambda c, k: c.after is not None, _answers)
    formed = "… of cases whose facts were formed"
    yield _asked_row(formed, systems, Floor(0.90))
    changed = "… of these, changed or corrected"
    yield _asked_row(changed, systems, None, lambda case: case.sort in ("change", "correction", "retraction"))
    yield row("never to be formed, but was", lambda c, k: c.sort in ("echo", "dont_remember") and bool(c.retired),
              lambda c, k: not none_of(k.ever, c.retired))  # fmt: skip
    yield Row(
        "facts that say what another says", [sum(known.again for _, known in judged) for judged in systems]
    )


def _asked_row(
    name: str,
    systems: Sequence[Judged],
    floor: Floor | None,
    which: Callable[[Case], bool] = lambda case: True,
) -> Row:
    """Return the row of current-fact questions of the cases whose facts the first system formed."""
    places = [
        at for at, (case, known) in enumerate(systems[0])
        if case.after is not None and _all_formed(case, known) and which(case)
    ]  # fmt: skip
    return Row(name, [Share.among(_answers(*judged[at]) for at in places) for judged in systems], floor)


def _as_of_row(
    name: str,
    systems: Sequence[Judged],
    which: Callable[[Case, Known], bool],
    floor: Floor | None = None,
    *,
    held: bool = False,
) -> Row:
    chosen = [at for at, judged in enumerate(systems[0]) if which(*judged)]
    cells = [
        Share.among(
            _as_of(case, part.object, said)
            for case, known in (judged[at] for at in chosen)
            for part, said in zip(case.as_of, known.as_of, strict=True)
            if part.object is not None or not held
        )
        for judged in systems
    ]
    return Row(name, cells, floor)


def _near(case: Case, _known: Known) -> bool:
    return case.is_near_miss


def _change(case: Case, _known: Known) -> bool:
    return case.sort == "change" and bool(case.retired)


def _sorted_as(sort: str) -> Callable[[Case, Known], bool]:
    return lambda case, _known: case.sort == sort


def _formed(case: Case, known: Known) -> bool:
    return case.before is not None and one_of(known.ever, case.before)


def _all_formed(case: Case, known: Known) -> bool:
    return all(one_of(known.ever, name) for name in (case.before, case.after) if name is not None)


def _lost(case: Case, known: Known) -> bool:
    """Whether what was formed and should still hold does not."""
    return _formed(case, known) and none_of(known.now, case.kept[:1])


def _adopted(case: Case, known: Known) -> bool:
    """Whether something holds in the slot that the case does not say."""
    return any(none_of([held], case.objects) for held in known.now)


def _retired(case: Case, known: Known) -> bool:
    """Whether the old one was known, and does not hold any more; forming nothing is no retirement."""
    return _formed(case, known) and none_of(known.now, case.retired)


def _renewed(case: Case, known: Known) -> bool:
    """Whether nothing of the old holds and the new one does; where there is no new one, the old was known."""
    if not none_of(known.now, case.retired):
        return False
    return _formed(case, known) if case.after is None else one_of(known.now, case.after)


def _as_of(case: Case, wanted: str | None, said: Sequence[str]) -> bool:
    if wanted is None:
        return none_of(said, case.objects)
    if not one_of(said, wanted) or len(said) == 1 or case.predicate not in _ONE_AT_A_TIME:
        return one_of(said, wanted)
    return none_of(said, [name for name in case.objects if name != wanted])


_ONE_AT_A_TIME = frozenset(
    name
    for name, declared in PREDICATES.items()
    if declared.cardinality != "multi" and declared.keyed == "key"
)


def _answers(case: Case, known: Known) -> bool:
    return case.after is not None and one_of(known.shown, case.after)


def _by(
    judged: Judged, name_of: Callable[[Case], str | None], which: Callable[[Case], bool]
) -> Iterator[Row]:
    groups: dict[str, list[tuple[Case, Known]]] = defaultdict(list)
    for case, known in judged:
        if which(case):
            groups[name_of(case) or ""].append((case, known))
    for name in sorted(groups):
        near = [(case, known) for case, known in groups[name] if case.is_near_miss]
        unwanted = [(case, known) for case, known in groups[name] if case.retired]
        yield Row(
            name,
            [
                Share.among(_lost(*pair) for pair in near if _formed(*pair)),
                Share.among(_formed(*pair) for pair in near),
                Share.among(not none_of(known.ever, case.retired) for case, known in unwanted),
            ],
        )


def _by_language(judged: Judged) -> Iterator[Row]:
    for language in sorted({case.language for case, _ in judged}):
        own = [(case, known) for case, known in judged if case.language == language]
        near = [pair for pair in own if _near(*pair)]
        yield Row(
            language,
            [
                Share.among(_renewed(*pair) for pair in own if _change(*pair)),
                Share.among(_lost(*pair) for pair in near),
                Share.among(_formed(*pair) for pair in own if pair[0].before is not None),
            ],
        )


def _by_predicate(judged: Judged) -> Iterator[Row]:
    for predicate in sorted({case.predicate for case, _ in judged}):
        own = [(case, known) for case, known in judged if case.predicate == predicate]
        yield Row(
            predicate,
            [
                Share.among(_renewed(*pair) for pair in own if _change(*pair)),
                Share.among(_formed(*pair) for pair in own if pair[0].before is not None),
            ],
        )


def _name_wrong(judged: Judged) -> None:
    """Print the ids of what went wrong: never for the held-out cases."""
    checks: dict[str, Callable[[Case, Known], bool]] = {
        "falsely retired": lambda c, k: _near(c, k) and _lost(c, k),
        "something else formed": lambda c, k: _near(c, k) and _adopted(c, k),
        "change not seen, the old one known": lambda c, k: _change(c, k) and _formed(c, k) and not _retired(c, k),
        "old one retired, new one unknown": lambda c, k: _change(c, k) and _retired(c, k) and not _renewed(c, k),
        "old one never formed": lambda c, k: c.before is not None and not _formed(c, k),
        "correction or retraction wrong": lambda c, k: (
            c.sort in ("correction", "retraction") and _formed(c, k) and not _renewed(c, k)
        ),
        "formed, and should not": lambda c, k: (
            c.sort in ("echo", "dont_remember") and not none_of(k.ever, c.retired)
        ),
        "question answered wrongly": lambda c, k: (
            c.after is not None and _all_formed(c, k) and not _answers(c, k)
        ),
        "as-of wrong, facts known": lambda c, k: _all_formed(c, k) and not all(
            _as_of(c, part.object, said) for part, said in zip(c.as_of, k.as_of, strict=True)
        ),
    }  # fmt: skip
    for name, wrong in checks.items():
        ids = [f"{case.id} [{case.family}]" for case, known in judged if wrong(case, known)]
        print(f"\n{name} ({len(ids)}): " + ", ".join(ids))
