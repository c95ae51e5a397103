"""A stream of statements that say the same facts again and again, in other words: what is kept twice, what is lost."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from _shares import Floor, Row, Share, table
from _stream_words import WAYS, Told, facts_of, said

import mnemic
from mnemic import MemCube, Memory
from mnemic.cube import value_key

_SEED = 11
_START = datetime(2024, 1, 1, 9, tzinfo=UTC)
_A_SESSION = 25
_PAGE = 1000


class Formed(NamedTuple):
    """
    What came of the stream.

    Attributes:
        matched: For each fact that was told the cubes that carry it and hold.

        strays: Cubes that carry what was not told.

        ever: The facts that a cube carried at any time.
    """

    matched: Mapping[Told, Sequence[MemCube]]
    strays: Sequence[MemCube]
    ever: frozenset[Told]


def report(folder: Path, turns: int) -> None:
    """Print what became of *turns* statements."""
    ways = len(next(iter(WAYS.values())))
    a_person = sum(1 for _ in facts_of(1, _SEED))
    told = list(facts_of(max(1, turns // ways // a_person), _SEED))
    stream = [(fact, said(fact, number)) for number in range(ways) for fact in told]
    random.Random(_SEED).shuffle(stream)
    with mnemic.open(folder / "stream.db", embedder="hash") as mem:
        _feed(mem, stream)
        done = mem.consolidate()
        formed = _formed(mem, told)
        summaries = list(_all(mem, "summary"))
    print(f"\n## Stream: {len(stream)} statements of {len(told)} facts, each in {ways} ways")
    print(f"What became of what was found: {dict(done.facts)}")
    table(
        "Duplicates and losses",
        ["mnemic", "does nothing", "every sentence"],
        _rows(stream, told, formed, summaries),
    )
    table("By predicate", ["lost", "doubled"], _by_predicate(told, formed))


def _rows(
    stream: Sequence[tuple[Told, str]], told: Sequence[Told], formed: Formed, summaries: Sequence[MemCube]
) -> Iterator[Row]:
    lost = [fact for fact in told if not formed.matched.get(fact)]
    doubled = sum(max(0, len(found) - 1) for found in formed.matched.values())
    derived = sum(map(len, formed.matched.values())) + len(formed.strays)
    again = Share(len(stream) - len(told), len(stream))
    yield Row(
        "duplicates among derived facts", [Share(doubled, derived), Share(0, 0), again], Floor(0.01, True)
    )
    losses = [Share(len(lost), len(told)), Share(len(told), len(told)), Share(0, len(told))]
    yield Row("distinct facts lost", losses, Floor(0.01, True))
    yield Row(
        "… formed, and lost by merging or retiring", [Share.among(fact in formed.ever for fact in lost)]
    )
    yield Row("derived facts that say what was not told", [Share(len(formed.strays), derived)])
    again = Share(len(summaries) - len({cube.content for cube in summaries}), len(summaries))
    yield Row("equal summaries", [again])
    yield Row("summaries of a single turn", [Share.among(len(cube.links) == 1 for cube in summaries)])


def _feed(mem: Memory, stream: Sequence[tuple[Told, str]]) -> None:
    """Remember *stream*: each person a user, in sessions, an hour from one to the next."""
    heard: dict[str, int] = defaultdict(int)
    items = []
    for number, (fact, text) in enumerate(stream):
        heard[fact.person] += 1
        items.append(
            {
                "content": text, "user": fact.person, "speaker": fact.person, "role": "user",
                "occurred_at": _START + timedelta(hours=number / 2),
                "session": f"{fact.person} {heard[fact.person] // _A_SESSION}",
            }
        )  # fmt: skip
    for start in range(0, len(items), _PAGE):
        mem.remember_many(items[start : start + _PAGE])


def _formed(mem: Memory, told: Sequence[Told]) -> Formed:
    matched: dict[Told, list[MemCube]] = defaultdict(list)
    strays, ever = [], set()
    end = _START + timedelta(days=3650)
    by_slot = defaultdict(list)
    for fact in told:
        by_slot[fact.person, fact.predicate].append(fact)
    for cube in mem.facts(past=True, valid_at=end):
        known = cube.fact and _told(by_slot[cube.user or "", cube.fact.predicate], cube.fact.object)
        if known:
            ever.add(known)
        if cube.valid_to is None and cube.fact and cube.fact.polarity == "affirmed":
            if known:
                matched[known].append(cube)
            else:
                strays.append(cube)
    return Formed(matched, strays, frozenset(ever))


def _told(among: Sequence[Told], object_: str) -> Told | None:
    """Return the fact with this object: the longest that it names, since `jazz piano` is not `jazz`."""
    words = f" {value_key(object_)} "
    named = [fact for fact in among if f" {value_key(fact.object)} " in words]
    return max(named, key=lambda fact: len(fact.object), default=None)


def _by_predicate(told: Sequence[Told], formed: Formed) -> Iterator[Row]:
    for predicate in WAYS:
        own = [fact for fact in told if fact.predicate == predicate]
        found = [formed.matched.get(fact, ()) for fact in own]
        cubes = sum(map(len, found))
        yield Row(
            predicate,
            [Share.among(not cubes for cubes in found), Share(sum(max(0, len(f) - 1) for f in found), cubes)],
        )


def _all(mem: Memory, kind: str) -> Iterator[MemCube]:
    cursor = None
    while True:
        page = mem.list(kinds=[kind], limit=_PAGE, cursor=cursor)
        yield from page
        cursor = page.cursor
        if cursor is None:
            return
