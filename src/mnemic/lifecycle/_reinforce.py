"""What recalls do to memories: those that were of use grow more stable, those cited together are bound."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

from ..cube import MemCube
from ..store import BondRow, Space, Store, VitalityRow, Writer
from ..times import utc_us
from ._ageing import Ageing, vitalities
from ._bonds import Bond, cited_together, strengthened, weakened
from ._strength import Reinforcement, recalled

_GONE_BELOW = 0.01
"""A bond weaker than this is no bond any more."""


def reinforce(
    store: Store,
    space_name: str,
    *,
    cited: Sequence[str] = (),
    useful: Sequence[str] = (),
    useless: Collection[str] = (),
    seen: Collection[str] = (),
    at_us: int,
    wait_s: float | None = None,
) -> int:
    """
    Write down, in one short transaction, that memories were recalled.

    No operation, no version: nothing that `undo` would take back, and nothing that another call rests on. A memory
    that was erased meanwhile is left out; one named twice counts as the most it was named as.

    Args:
        cited: Ids of what an answer cited, best first; the first ten are bound to each other.

        useful, useless: Ids of what somebody judged so.

        seen: Ids of what was only shown.

        at_us: When. A clock that jumped back gains nothing.

        wait_s: How long to wait for another writer; `None`: as long as the store does.

    Returns:
        How many memories it counted for.

    Raises:
        StoreBusy, StoreFull, StoreUnwritable: nothing was written.
    """
    ways: dict[str, Reinforcement] = dict.fromkeys(seen, "seen")
    ways |= dict.fromkeys(useless, "useless")
    ways |= dict.fromkeys(cited, "cited")
    ways |= dict.fromkeys(useful, "useful")
    if not ways:
        return 0
    with store.write(wait_s=wait_s) as writer:
        space = writer.space(space_name)
        cubes = writer.current(space, ways) if space is not None else {}
        if space is None or not cubes:
            return 0
        _enliven(writer, space, cubes.values(), ways, at_us)
        together = [id_ for id_ in dict.fromkeys((*cited, *useful)) if id_ in cubes]
        _bind(writer, space, together, at_us)
        writer.set_due(space, list(cubes), at_us)
        return len(cubes)


def _enliven(
    writer: Writer, space: Space, cubes: Iterable[MemCube], ways: dict[str, Reinforcement], at_us: int
) -> None:
    ageing = Ageing.of(writer, space)
    lived = vitalities(writer, space, ways)
    writer.set_vitalities(
        space,
        {
            cube.id: VitalityRow(
                *recalled(
                    ageing.vitality(cube, lived.get(cube.id)),
                    at_us,
                    since_us=utc_us(cube.created_at),
                    how=ways[cube.id],
                )
            )
            for cube in cubes
        },
    )


def _bind(writer: Writer, space: Space, cited: Sequence[str], at_us: int) -> None:
    """Strengthen the bonds between the *cited*, and weaken those of one whose other was not cited."""
    if not cited:
        return
    held = {(row.one, row.other): Bond(row.weight, row.at_us) for row in writer.bonds_of(space, cited)}
    pairs = cited_together(cited)
    spared = {(min(pair), max(pair)) for pair in combinations(cited, 2)}
    moved = {
        (pair.one, pair.other): strengthened(
            held.get((pair.one, pair.other), Bond()), at_us, share=pair.share
        )
        for pair in pairs
    }
    moved |= {pair: weakened(bond, at_us) for pair, bond in held.items() if pair not in spared}
    writer.set_bonds(
        space,
        [
            BondRow(one, other, bond.weight if bond.weight >= _GONE_BELOW else 0.0, bond.at_us or at_us)
            for (one, other), bond in moved.items()
        ],
    )
