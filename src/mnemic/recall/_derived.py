"""
What derived memories do for a recall: they point at their evidence, and stand beside it.

A fact is found by other words than those it was said in. So where its evidence may be returned, it lends the
evidence its place, and what is returned is what was said; the facts drawn from it are shown with it. Where no
evidence may be returned, since it was told without any, or only facts were asked for, the fact stands itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from ..cube import RECALLABLE, MemCube
from ..store import Reader, Space
from ._probe import Mask, Probe
from ._ranking import Ranking, best_first

_MOST_EVIDENCE = 3
"""What rests on more than this says of none of it that it answers."""

_LESS = 0.999
"""What puts one thing behind another, and nothing else between them."""

_LOOKED_AT = 100
"""How far down a derived memory may stand and still lend its place."""


def pointing_at_evidence(reader: Reader, space: Space, ranking: Ranking) -> Ranking:
    """
    Return *ranking* with the evidence of derived memories in their place, as far as it may be returned.

    What a fact was drawn from that holds comes before what the facts were drawn from that it has retired.
    """
    top = ranking.order[:_LOOKED_AT]
    derived = top[_is_derived(ranking.probe)[top]]
    if not len(derived):
        return ranking
    rows = ranking.probe.table.numbers["row"]
    cubes = reader.at(space, rows[derived].tolist())
    retired = reader.current(space, {id_ for cube in cubes for id_ in _targets(cube, "supersedes")})
    cited = {id_ for cube in (*cubes, *retired.values()) for id_ in _evidence(cube)}
    places = _places_of(reader, space, ranking.probe, cited)
    score = dict(zip(ranking.order.tolist(), ranking.scores.tolist(), strict=True))
    for place, cube in zip(derived.tolist(), cubes, strict=True):
        found = [places[id_] for id_ in _evidence(cube) if id_ in places]
        if found:
            lent = score.pop(place)
            for at in found:
                score[at] = max(score.get(at, 0.0), lent)
        old = [retired[id_] for id_ in _targets(cube, "supersedes") if id_ in retired]
        before = [places[id_] for fact in old for id_ in _evidence(fact) if id_ in places]
        _put_first(score, found or [place], [at for at in before if at not in found and at in score])
    kept = np.fromiter(score, np.int64)
    scores = np.fromiter(score.values(), np.float32)
    order = best_first(scores, ranking.probe.table.numbers["seq"][kept], None)
    return replace(ranking, order=kept[order], scores=scores[order])


def _put_first(score: dict[int, float], current: Sequence[int], retired: Sequence[int]) -> None:
    """Give *current* at least the score of what it retired, and that a little less."""
    best = max((score[at] for at in retired), default=0.0)
    for at in current:
        score[at] = max(score[at], best)
    for at in retired:
        score[at] = min(score[at], _LESS * max(score[now] for now in current))


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
    links = [
        link
        for link in reader.links_to(space, [cube.id for cube in cubes])
        if link.relation == "derived_from" and link.superseded_us is None
    ]
    sources = reader.current(space, {link.source for link in links})
    found: dict[str, list[MemCube]] = defaultdict(list)
    for link in links:
        cube = sources[link.source]
        if cube.fact is not None and cube.state in RECALLABLE and cube.tier != "archive":
            found[link.target].append(cube)
    return [tuple(sorted(found[cube.id], key=lambda fact: fact.seq)) for cube in cubes]


def _evidence(cube: MemCube) -> tuple[str, ...]:
    """Return what a derived memory is found for, if that is few enough."""
    ids = _targets(cube, "derived_from")
    return ids if len(ids) <= _MOST_EVIDENCE else ()


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
    return probe.table.texts["kind"].where("episode".__ne__)


def _has_derived(probe: Probe) -> bool:
    kinds = probe.table.texts["kind"].distinct()
    return "fact" in kinds or "preference" in kinds
