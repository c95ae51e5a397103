"""How strong memories are now: computed when they are read, never stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from .. import truth
from ..cube import FrozenDict
from ..times import utc_us
from ._policy import Policy, policy_of
from ._strength import Vitality, initial_stability, strength

if TYPE_CHECKING:
    from ..cube import MemCube, Predicate
    from ..store import Reader, Space

_ROUNDED = 4


class Ageing(NamedTuple):
    """
    What a space says about fading, as of one snapshot.

    Attributes:
        recalled: Whether any memory of the space was ever recalled.

        known: The predicates of the space; read where facts are about.
    """

    policy: Policy = Policy()
    recalled: bool = False
    known: Mapping[str, Predicate] = FrozenDict()

    @classmethod
    def of(cls, reader: Reader, space: Space | None, *, with_facts: bool = True) -> Ageing:
        """
        Read what *space* says: two or three rows.

        Args:
            with_facts: Whether facts will be asked about.
        """
        if space is None:
            return cls()
        return cls(
            policy_of(reader, space),
            reader.has_vitalities(space),
            truth.predicates(reader, space) if with_facts else {},
        )

    def half_life_days(self, cube: MemCube) -> float | None:
        """Return the half-life that predicate or space give a memory; `None`: that of its kind."""
        if cube.fact is not None:
            name = cube.fact.predicate
            predicate = self.known.get(name)
            said = self.policy.predicate_half_lives.get(name) or (predicate and predicate.half_life_days)
            if said:
                return said
        return self.policy.half_lives.get(cube.kind)

    def ttl_days(self, cube: MemCube) -> float | None:
        """Return after how many days a memory goes to the archive whatever happens."""
        return self.policy.ttl_days.get(cube.kind)

    def vitality(self, cube: MemCube, stored: Vitality | None) -> Vitality:
        """Return what recalls made of a memory; of one that was never recalled, what it began with."""
        if stored is not None:
            return stored
        return Vitality(initial_stability(cube.kind, cube.importance, self.half_life_days(cube)))

    def strength(self, cube: MemCube, stored: Vitality | None, now_us: int) -> float:
        """Return what is left of a memory at *now_us*, in [0, 1]."""
        return strength(
            stored,
            kind=cube.kind,
            created_us=utc_us(cube.created_at),
            now_us=now_us,
            importance=cube.importance,
            half_life_days=self.half_life_days(cube),
            pinned=cube.state == "frozen",
            ttl_days=self.ttl_days(cube),
        )

    def mark(
        self, cubes: Iterable[MemCube], now_us: int, stored: Mapping[str, Vitality] | None = None
    ) -> None:
        """
        Give cubes that were just read their strength at *now_us*.

        Args:
            cubes: In nobody else's hands yet: a copy of each would cost a recall more than all the rest of this.

            stored: What recalls made of them.
        """
        lived = stored or {}
        for cube in cubes:
            left = self.strength(cube, lived.get(cube.id), now_us)
            object.__setattr__(cube, "strength", round(left, _ROUNDED))


def vitalities(reader: Reader, space: Space, ids: Iterable[str]) -> dict[str, Vitality]:
    """Return what recalls made of these cubes, without those that were never recalled."""
    return {id_: Vitality(*row) for id_, row in reader.vitalities(space, list(ids)).items()}


def mark_strength(reader: Reader, space: Space, cubes: Iterable[MemCube], now_us: int) -> None:
    """Give cubes that were just read, in this snapshot, their strength at *now_us*; see `Ageing.mark`."""
    chosen = list(cubes)
    ageing = Ageing.of(reader, space, with_facts=any(cube.fact for cube in chosen))
    lived = vitalities(reader, space, [cube.id for cube in chosen]) if ageing.recalled and chosen else None
    ageing.mark(chosen, now_us, lived)
