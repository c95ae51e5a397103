"""From what was cited to verdicts of a recall's hits."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .. import store
from ..cube import MemCube
from ..errors import ArgumentError

if TYPE_CHECKING:
    from ..cube import Operation
    from ..store import Verdict

Features = Mapping[str, Mapping[str, float]]
"""The hits of a recall, best first: each cube's id, with the numbers that ranked it."""


class Teacher:
    """Takes a recall's feedback to the memory that answered. Stays behind when the recall is copied elsewhere."""

    def __init__(
        self, teach: Callable[[Features, Sequence[str], Sequence[str], str | None], Operation]
    ) -> None:
        self.teach = teach

    def __reduce__(self) -> tuple[Callable[[], None], tuple[()]]:
        return _nobody, ()

    def __deepcopy__(self, memo: object) -> Teacher:
        return self


def _nobody() -> None:
    return None


def verdicts(hits: Features, useful: Sequence[str], useless: Sequence[str]) -> tuple[Verdict, ...]:
    """
    Return the verdicts of a recall's *hits*, by their cubes' ids.

    Where only one side is named, the other hits are the other side.

    Raises:
        ArgumentError: nothing is named, something is on both sides, or is no hit.
    """
    if not useful and not useless:
        raise ArgumentError(
            "nothing was said to be useful or useless, so there is nothing to learn; "
            "pass ids of hits, or don't call it where an answer cites nothing"
        )
    both = sorted(set(useful) & set(useless))
    if both:
        raise ArgumentError(f"{both[0]!r} is said to be both useful and useless; name it on one side")
    for id_ in (*useful, *useless):
        if id_ not in hits:
            raise ArgumentError(
                f"{id_!r:.60} is no hit of this recall; pass the ids of its hits, [hit.cube.id for hit in found]"
            )
    if useful and useless:
        judged = {id_: id_ in useful for id_ in hits if id_ in useful or id_ in useless}
    else:
        judged = {id_: id_ in useful if useful else id_ not in useless for id_ in hits}
    return tuple(_verdict(id_, is_useful, hits[id_]) for id_, is_useful in judged.items())


def _verdict(id_: str, useful: bool, features: Mapping[str, float]) -> Verdict:
    kept = {name: float(number) for name, number in sorted(features.items()) if math.isfinite(number)}
    return store.Verdict(id_, useful, tuple(kept), tuple(kept.values()))


def cited_ids(cited: object, argument: str, citations: Mapping[str, MemCube]) -> tuple[str, ...]:
    """
    Return the ids of what was cited: marks, ids, cubes or hits.

    Raises:
        ArgumentError: *cited* is no collection of these, or a mark is no hit's.
    """
    if isinstance(cited, str) or not isinstance(cited, Iterable):
        raise ArgumentError(f'{argument}={cited!r:.60} must be a list, e.g. ["m1", cube.id]')
    return tuple(dict.fromkeys(_cited_id(item, citations) for item in cited))


def _cited_id(item: Any, citations: Mapping[str, MemCube]) -> str:
    cube = getattr(item, "cube", item)
    if isinstance(cube, MemCube):
        return cube.id
    if not isinstance(item, str):
        raise ArgumentError(
            f'{item!r:.60} cites nothing: pass marks such as "m1", ids of cubes, cubes or hits'
        )
    mark = item.removeprefix("[").removesuffix("]")
    if mark in citations:
        return citations[mark].id
    if mark[:1] == "m" and mark[1:].isdigit():
        raise ArgumentError(
            f"{item!r:.60} is no mark of this recall, which has {len(citations)} hits; "
            "found.unknown_marks(answer) names those a model made up"
        )
    return item
