"""
What derived memories do for a recall: they point at their evidence, and stand beside it.

A fact is found by other words than those it was said in. So where its evidence may be returned, it lends the
evidence its place, and what is returned is what was said; the facts drawn from it are shown with it. Where no
evidence may be returned, since it was told without any, or only facts were asked for, the fact stands itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from operator import eq, ne
from typing import TYPE_CHECKING

import numpy as np

from .._patterns import compiled
from ..cube import RECALLABLE, SUMMARY_SOURCE, MemCube, slot_of
from ..index import TableView
from ._probe import Mask, Probe
from ._query import Query
from ._ranking import Ranking, best_first

if TYPE_CHECKING:
    from ..store import Reader, Space

_OVERVIEW = (
    r"\b(?:summar(?:y|ies|i[sz]e)|overview|recap|sum (?:it |this |that )?up|catch me up|bring me up to (?:date|speed)"
    r"|what (?:have|did|do) we (?:talk|discuss|speak|cover)\w*|what (?:do|have) you (?:know|learned|remember) (?:about|of)"
    r"|tell me (?:everything|all|what you know)|resum(?:e|en|ir|o|ido)\b|résum|zusammenfass|überblick|de qu[eé] hablamos"
    r"|de quoi avons|worüber haben wir|sobre o que falamos)"
)

_MOST_EVIDENCE = 3
"""What rests on more than this says of none of it that it answers."""

_MOST_READ = 50
"""So much of what a derived memory rests on is looked at."""

_DEPTH = 3
"""A belief may rest on a fact that rests on what was said."""

_LESS = 0.999
"""What puts one thing behind another, and nothing else between them."""

_LOOKED_AT = 100
"""How far down a derived memory may stand and still lend its place."""


def pointing_at_evidence(reader: Reader, space: Space, ranking: Ranking) -> Ranking:
    """
    Return *ranking* with the evidence of derived memories in their place, as far as it may be returned.

    What a fact was drawn from that holds comes before what the facts were drawn from whose place it has taken.
    """
    top = ranking.order[:_LOOKED_AT]
    derived = top[_is_derived(ranking.probe)[top]]
    if not len(derived):
        return ranking
    rows = ranking.probe.table.numbers["row"]
    leading = [
        (place, cube)
        for place, cube in zip(derived.tolist(), reader.at(space, rows[derived].tolist()), strict=True)
        if _leads(cube)
    ]
    if not leading:
        return ranking
    cubes = [cube for _, cube in leading]
    gone = _gone(reader, space, cubes)
    grounds = _grounds(reader, space, [*cubes, *(old for olds in gone.values() for old in olds)])
    places = _places_of(reader, space, ranking.probe, {id_ for ids in grounds.values() for id_ in ids})
    score = dict(zip(ranking.order.tolist(), ranking.scores.tolist(), strict=True))
    for place, cube in leading:
        found = [places[id_] for id_ in grounds[cube.id] if id_ in places]
        if len(grounds[cube.id]) > _MOST_EVIDENCE:
            _put_behind(score, place, found if cube.kind == "belief" else [])
            found = []
        elif found:
            lent = score.pop(place)
            for at in found:
                score[at] = max(score.get(at, 0.0), lent)
        before = [places[id_] for old in gone[cube.id] for id_ in grounds[old.id] if id_ in places]
        _put_first(score, found or [place], [at for at in before if at not in found and at in score])
    kept = np.fromiter(score, np.int64)
    scores = np.fromiter(score.values(), np.float32)
    order = best_first(scores, ranking.probe.table.numbers["seq"][kept], None)
    return ranking._replace(order=kept[order], scores=scores[order])


def _leads(cube: MemCube) -> bool:
    """Whether a memory points at its evidence: a fact, and what consolidation made; what somebody wrote stands itself."""
    return cube.fact is not None or (cube.source or "").startswith("mnemic:")


def _gone(reader: Reader, space: Space, cubes: Sequence[MemCube]) -> Mapping[str, list[MemCube]]:
    """
    Return for each of *cubes* the facts whose place it has taken.

    They are those it retired, and those that the same words ended: "I switched from Chrome to Firefox" says of two tools,
    of which one may have any number, that one went as the other came.
    """
    beside = _drawn(reader, space, {id_ for cube in cubes for id_ in _few(cube)})
    ended = {
        cube.id: {slot_of(old) for id_ in _few(cube) for old in beside[id_] if _ended_with(old, cube)}
        for cube in cubes
    }
    slots = {slot for found in ended.values() for slot in found if slot is not None}
    rows = [row for slot in slots for row in reader.slots(space, slot) if row.superseded_us is None]
    over: dict[str | None, list[MemCube]] = defaultdict(list)
    for old in reader.at(space, [row.row for row in rows]):
        if old.valid_to is not None:
            over[slot_of(old)].append(old)
    retired = reader.current(space, {id_ for cube in cubes for id_ in _targets(cube, "supersedes")})
    return {
        cube.id: [
            *(retired[id_] for id_ in _targets(cube, "supersedes") if id_ in retired),
            *(old for slot in ended[cube.id] for old in over[slot]),
        ]
        for cube in cubes
    }


def _drawn(reader: Reader, space: Space, ids: set[str]) -> Mapping[str, list[MemCube]]:
    """Return the facts drawn from each of these memories, in whatever state."""
    links = [
        link
        for link in (reader.links_to(space, ids) if ids else ())
        if link.relation == "derived_from" and link.superseded_us is None
    ]
    sources = reader.current(space, {link.source for link in links})
    found: dict[str, list[MemCube]] = defaultdict(list)
    for link in links:
        if sources[link.source].fact is not None:
            found[link.target].append(sources[link.source])
    return found


def _few(cube: MemCube) -> tuple[str, ...]:
    """Return what a fact rests on, unless that is so much that no part of it says what became of another."""
    found = _evidence(cube) if cube.fact is not None else ()
    return found if len(found) <= _MOST_EVIDENCE else ()


def _ended_with(old: MemCube, new: MemCube) -> bool:
    """Whether one fact is over of which the same words speak as of *new*, which is not, and says as much of its subject."""
    if old.fact is None or new.fact is None or old.valid_to is None or new.valid_to is not None:
        return False
    return (old.user, old.fact.subject, old.fact.predicate) == (
        new.user,
        new.fact.subject,
        new.fact.predicate,
    )


def _put_behind(score: dict[int, float], place: int, grounds: Sequence[int]) -> None:
    """Give what is believed at most the score of what it rests on, as far as that was found."""
    best = max((score[at] for at in grounds if at in score), default=None)
    if best is not None:
        score[place] = min(score[place], _LESS * best)


def _put_first(score: dict[int, float], current: Sequence[int], retired: Sequence[int]) -> None:
    """Give *current* at least the score of what it retired, and that a little less."""
    best = max((score[at] for at in retired), default=0.0)
    for at in current:
        score[at] = max(score[at], best)
    for at in retired:
        score[at] = min(score[at], _LESS * max(score[now] for now in current))


def unasked(table: TableView, query: Query) -> Mask:
    """
    Return the summaries that consolidation made, unless *query* asks for them: by kind, or for an overview.

    They hold what is said in the turns they sum up, and would stand in the place of what was said.
    """
    summaries = np.asarray(
        table.texts["kind"].where(partial(eq, "summary"))
        & table.texts["source"].where(partial(eq, SUMMARY_SOURCE))
    )
    if summaries.any() and (query.selector.kinds or compiled(_OVERVIEW).search(query.text.lower())):
        return np.zeros(table.n, np.bool_)
    return summaries


def drawn_from(
    reader: Reader, space: Space, probe: Probe, cubes: Sequence[MemCube], known_us: int | None
) -> list[tuple[MemCube, ...]]:
    """
    Return for each of *cubes* the facts that rest on it, those that hold no more too; they say so themselves.

    Args:
        known_us: The time of which the versions are taken; `None` for now.
    """
    if known_us is not None or not _has_derived(probe):
        return [()] * len(cubes)
    drawn = _drawn(reader, space, {cube.id for cube in cubes})
    return [
        tuple(sorted((fact for fact in drawn[cube.id] if _is_shown(fact)), key=lambda fact: fact.seq))
        for cube in cubes
    ]


def _is_shown(fact: MemCube) -> bool:
    return fact.state in RECALLABLE and fact.tier != "archive"


def _grounds(reader: Reader, space: Space, cubes: Sequence[MemCube]) -> dict[str, tuple[str, ...]]:
    """Return the ids of what was said that each of these rests on, through what is derived itself."""
    found = {cube.id: _evidence(cube) for cube in cubes}
    for _ in range(_DEPTH):
        between = reader.current(space, {id_ for ids in found.values() for id_ in ids} - found.keys())
        derived = {id_: _evidence(cube) for id_, cube in between.items() if cube.kind != "episode"}
        if not derived:
            return found
        for id_, ids in found.items():
            through = dict.fromkeys(said for each in ids for said in derived.get(each, (each,)))
            found[id_] = tuple(through)[:_MOST_READ]
    return found


def _evidence(cube: MemCube) -> tuple[str, ...]:
    return _targets(cube, "derived_from")[:_MOST_READ]


def _targets(cube: MemCube, relation: str) -> tuple[str, ...]:
    return tuple(link.target for link in cube.links if link.relation == relation)


def _places_of(reader: Reader, space: Space, probe: Probe, ids: set[str]) -> Mapping[str, int]:
    """Return where the versions of these cubes stand that pass the filters."""
    by_cube: dict[str, int] = {}
    if not ids:
        return by_cube
    headers = reader.headers_of(space, ids)
    places = probe.table.numbers["row"].searchsorted([header.row for header in headers])
    inside = [
        (at, header.row) for at, header in zip(places.tolist(), headers, strict=True) if at < probe.table.n
    ]
    allowed = [at for at, row in inside if probe.mask[at] and probe.table.numbers["row"][at] == row]
    for cube, at in zip(reader.at(space, probe.table.numbers["row"][allowed].tolist()), allowed, strict=True):
        by_cube[cube.id] = at
    return by_cube


def _is_derived(probe: Probe) -> Mask:
    return probe.table.texts["kind"].where(partial(ne, "episode"))


def _has_derived(probe: Probe) -> bool:
    kinds = probe.table.texts["kind"].distinct()
    return "fact" in kinds or "preference" in kinds
