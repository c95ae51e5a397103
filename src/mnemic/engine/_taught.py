"""Feedback on a recall whose numbers come from outside: of another process, or of a client of a server."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, Final

from ..cube import Operation, is_id
from ..errors import ArgumentError
from ._scope import cube_ids

if TYPE_CHECKING:
    from ._memory import Memory

_MOST_HITS: Final = 10_000
_MOST_NUMBERS: Final = 100
_GREATEST: Final = 1e9
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")


def teach(
    memory: Memory,
    hits: Mapping[str, Mapping[str, float | None]],
    *,
    useful: Collection[str] = (),
    useless: Collection[str] = (),
    cited: Collection[str] = (),
    reason: str | None = None,
) -> Operation:
    """
    Tell *memory* which hits of a recall were useful, as `Memory.feedback` does, given the recall's own numbers.

    Args:
        hits: `Hit.features` of the recall's hits by the ids of their cubes, best first.

        cited: What an answer cites, instead of *useful*: what `Recall.cite` tells.

    Raises:
        ArgumentError: *hits* are not what a recall gives, both *useful* and *cited* are given, or an id is no hit
            that is still there.

        CubeNotFound: what is cited was erased since.
    """
    numbers = _checked(hits)
    chosen, rest, quoted = cube_ids(useful) or (), cube_ids(useless) or (), cube_ids(cited) or ()
    if quoted:
        if chosen:
            raise ArgumentError("useful= and cited= say the same of a hit; pass one of the two")
        return memory._cite(numbers, quoted, rest, reason)
    # A handle forgets erased hits of its own recalls: so that they are no hits here either.
    there = set(memory._there(numbers))
    done = memory._teach({id_: numbers[id_] for id_ in numbers if id_ in there}, chosen, rest, reason)
    memory._used(useful=chosen, useless=rest)
    return done


def _checked(hits: object) -> dict[str, dict[str, float]]:
    """Return *hits* without the numbers that are none; what is kept of a lesson is names and numbers, never a text."""
    if not isinstance(hits, Mapping) or len(hits) > _MOST_HITS:
        raise ArgumentError(
            f"hits={hits!r:.60} must be the features of a recall's hits by their ids: "
            "{hit.cube.id: hit.features for hit in found}"
        )
    return {id_: _numbers(id_, features) for id_, features in hits.items()}


def _numbers(id_: object, features: Any) -> dict[str, float]:
    if not isinstance(id_, str) or not is_id(id_):
        raise ArgumentError(f"hits has {id_!r:.60}, which is no cube's id")
    if not isinstance(features, Mapping) or len(features) > _MOST_NUMBERS:
        raise ArgumentError(
            f"hits[{id_!r}]={features!r:.60} must be the features of that hit, names with numbers"
        )
    kept = {}
    for name, number in features.items():
        named = isinstance(name, str) and _NAME.match(name)
        if not named or not _is_feature(number):
            raise ArgumentError(
                f"hits[{id_!r}] has {name!r:.40}: {number!r:.40}, which is no feature of a hit"
            )
        if number is not None:
            kept[name] = float(number)
    return kept


def _is_feature(number: object) -> bool:
    if number is None:
        return True
    return isinstance(number, int | float) and not isinstance(number, bool) and abs(number) < _GREATEST
