"""The verbs about fading: what is held, how fast the rest goes, and what a recall does to it."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .. import govern, lifecycle
from ..errors import ArgumentError, StoreBusy, StoreFull, StoreUnwritable
from ..lifecycle import Ageing
from ._handle import Handle, checked_reason
from ._scope import cube_ids
from ._verb import verb

if TYPE_CHECKING:
    from ..cube import Operation
    from ..lifecycle import Policy
    from ..recall import Recall

_SEEN_WAIT_S = 0.25
"""How long a recall waits for another writer to note what was seen: the answer is worth more than the note."""


class TierVerbs(Handle):
    """What is pinned stays; the rest fades by the space's policy, when `consolidate` or a worker runs."""

    @verb
    def pin(self, ids: Collection[str], *, reason: str | None = None) -> Operation:
        """
        Hold memories: they do not fade, and no budget archives or evicts them. ``undo`` of the operation lets go.

        Their state becomes ``"frozen"``. A time to live that the policy gives their kind still ends.

        Raises:
            CubeNotFound, NothingMatched, ArgumentError: nothing was changed.
        """
        return govern.pin(self._store, self._space, _named(ids), reason=checked_reason(reason))

    @verb
    def unpin(self, ids: Collection[str], *, reason: str | None = None) -> Operation:
        """
        Let pinned memories fade again.

        Raises:
            CubeNotFound, NothingMatched: nothing was changed.
        """
        return govern.unpin(self._store, self._space, _named(ids), reason=checked_reason(reason))

    @verb
    def policy(self) -> Policy:
        """Return how fast memories of the space fade, and how much it may hold."""
        with self._store.read() as reader:
            return lifecycle.policy_of(reader, reader.space(self._space))

    @verb
    def set_policy(self, policy: Policy) -> None:
        """
        Say how fast memories of the space fade, and how much it may hold, in place of what was said before.

        It is kept in the store, for every process. Strengths follow at once; tiers at the next consolidation.

        Raises:
            ArgumentError: it is no policy, or names a predicate that is not declared.
        """
        lifecycle.set_policy(self._store, self._space, policy)

    def _with_strengths(self, found: Recall, ageing: Ageing, known_us: int | None) -> Recall:
        """Give the hits of a recall, which nobody has seen yet, their strength."""
        cubes = [hit.cube for hit in found.hits]
        cubes += [fact for hit in found.hits for fact in hit.facts]
        now_us = self._now_us() if known_us is None else known_us
        lived = None
        facts = any(cube.fact for cube in cubes)
        if cubes and (facts or (ageing.recalled and known_us is None)):
            with self._store.read() as reader:
                space = reader.space(self._space)
                if space is not None:
                    ageing = Ageing.of(reader, space) if facts else ageing
                    # What recalls did has no history: as of then, a memory is as strong as its age alone makes it.
                    lived = known_us is None and lifecycle.vitalities(reader, space, [c.id for c in cubes])
        ageing.mark(cubes, now_us, lived or None)
        return found

    def _seen(self, found: Recall) -> Recall:
        """Note that hits were shown; where that cannot be written, the answer says so and is still given."""
        if self._store.read_only or not found.hits:
            return found
        try:
            lifecycle.reinforce(
                self._store,
                self._space,
                seen=[hit.cube.id for hit in found.hits],
                at_us=self._now_us(),
                wait_s=_SEEN_WAIT_S,
            )
        except (StoreBusy, StoreFull, StoreUnwritable):
            return replace(found, degraded=(*found.degraded, "not_reinforced"))
        return found

    def _used(
        self, *, cited: Sequence[str] = (), useful: Sequence[str] = (), useless: Sequence[str] = ()
    ) -> None:
        """Note what was of use, and what was not. The lesson beside it is kept already, and stays."""
        try:
            lifecycle.reinforce(
                self._store,
                self._space,
                cited=cited,
                useful=useful,
                useless=useless,
                at_us=self._now_us(),
            )
        except (StoreBusy, StoreFull, StoreUnwritable) as error:
            warnings.warn(
                f"the feedback is kept, but no memory was reinforced: {error}", RuntimeWarning, stacklevel=5
            )


def _named(ids: Iterable[str]) -> tuple[str, ...]:
    listed = cube_ids(ids)  # type: ignore[arg-type]
    if not listed:
        raise ArgumentError(f"ids={ids!r:.60} names no cube; pass a list of ids, [cube.id]")
    return listed
