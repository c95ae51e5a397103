"""The verbs that show what a memory looks like: counts, curves, links and the graph of its facts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Literal

from .. import admit, cube, index, lifecycle, truth
from ..cube import MemCube
from ..errors import CubeNotFound, OperationNotFound
from ..lifecycle import mark_strength
from ._handle import Handle, checked_operation
from ._scope import UNARCHIVED, cube_id, selector
from ._verb import verb

if TYPE_CHECKING:
    from ..cube import Relation
    from ..index import Overview
    from ..lifecycle import Curve
    from ..store import Reader, Space
    from ..truth import Graph
    from ._results import Links, Logged

Time = datetime | str

_MAX_DAYS: Final = 36_500


class LookVerbs(Handle):
    """What a page or a report draws. These verbs read and nothing else."""

    @verb
    def overview(self, *, user: str | None = None, top: int = 50, days: int = 366) -> Overview:
        """
        Return what the space holds, counted: kinds, tiers, states, names, and on how many memories each day stands.

        Args:
            user: Only this user's memories.

            top: How many names of each sort, the most frequent, at most.

            days: How many days, the latest on which anything happened, at most.
        """
        chosen = admit.name(user, "user")
        most, latest = admit.count(top, "top"), admit.count(days, "days")
        with self._cache.open(self._store, self._space, words=False) as opened:
            table = opened[2].table if opened else None
            return index.overview(table, user=chosen, top=most, days=latest)

    @verb
    def curve(self, id: str, *, days: int = 365) -> Curve:  # noqa: A002 - the public name
        """
        Return how a memory fades: its strength from its last recall to *days* from now, if nobody recalls it.

        Raises:
            CubeNotFound: never there, or erased.
        """
        span = min(admit.count(days, "days"), _MAX_DAYS)
        with self._store.read() as reader:
            space, cube = self._current(reader, cube_id(id))
            return lifecycle.curve_of(reader, space, cube, now_us=self._now_us(), days=span)

    @verb
    def links(self, id: str, *, limit: int = 100) -> Links:  # noqa: A002 - the public name
        """
        Return what a memory is linked to, and what is linked to it, each with the memory at the other end.

        Raises:
            CubeNotFound: never there, or erased.
        """
        most = admit.count(limit, "limit")
        with self._store.read() as reader:
            space, cube = self._current(reader, cube_id(id))
            ends: list[tuple[Relation, Literal["out", "in"], str]]
            ends = [(link.relation, "out", link.target) for link in cube.links]
            incoming = reader.links_to(space, [cube.id])
            ends += [(row.relation, "in", row.source) for row in incoming if row.superseded_us is None]
            return self._linked(reader, space, ends, most)

    def _linked(
        self,
        reader: Reader,
        space: Space,
        ends: Iterable[tuple[Relation, Literal["out", "in"], str]],
        most: int,
    ) -> Links:
        from ._results import Linked, Links

        told = list(ends)
        cubes = reader.current(space, [other for _, _, other in told[:most]])
        mark_strength(reader, space, cubes.values(), self._now_us())
        shown = (
            Linked(relation=relation, direction=direction, cube=cubes[other])
            for relation, direction, other in told[:most]
        )
        return Links(links=tuple(shown), total=len(told))

    @verb
    def graph(
        self,
        *,
        user: str | None = None,
        subject: str | None = None,
        valid_at: Time | None = None,
        known_at: Time | None = None,
        limit: int = 200,
    ) -> Graph:
        """
        Return whom and what the facts are about, and how these hang together: the best-connected first.

        Args:
            user, subject: Only the facts of this user's, and those that name *subject*.

            valid_at: When the facts must hold; by default now.

            known_at: Answer from what was recorded by then, in the versions of then.

            limit: How many entities, at most.
        """
        most = admit.count(limit, "limit")
        named = admit.name(subject, "subject")
        chosen = selector(user=user, valid_at=valid_at or self._clock(), known_at=known_at, tiers=UNARCHIVED)
        with self._cache.open(self._store, self._space, words=False) as opened:
            if opened is None:
                return truth.Graph()
            reader, space, view = opened
            standing = set(view.table.numbers["row"][chosen.select(view.table)].tolist())
            prefix = "" if chosen.user is None else cube.slot_prefix(chosen.user)
            rows = [row for row in reader.slots(space, prefix) if row.row in standing]
            return truth.graph(reader, space, rows, subject=named, limit=most)

    @verb
    def log(
        self,
        *,
        operation_id: str | None = None,
        cube: str | None = None,
        run: str | None = None,
        before: str | None = None,
        changes: int = 0,
        limit: int = 50,
    ) -> list[Logged]:
        """
        Return what was done in the space, latest first, without all that it changed: `operations`, for long lists.

        Args:
            operation_id: Only this operation.

            cube, run, before: As for `operations`.

            changes: How many of the changes of each operation come along, at most.

        Raises:
            OperationNotFound: *before* is no operation of the space.
        """
        from ._results import Logged

        chosen: dict[str, Any] = {
            "cube": None if cube is None else cube_id(cube),
            "run": None if run is None else checked_operation(run),
            "limit": admit.count(limit, "limit"),
            "changes": admit.count(changes, "changes", least=0),
        }
        with self._store.read() as reader:
            space = reader.space(self._space)
            if before is not None and (space is None or not _is_there(reader, space, before)):
                raise OperationNotFound(f"no operation {before!r} in space {self._space!r}")
            if space is None:
                return []
            one = None if operation_id is None else checked_operation(operation_id)
            found = reader.log(space, operation=one, before=before, **chosen)
        return [Logged(operation=done, changes=count) for done, count in found]

    def _current(self, reader: Reader, id_: str) -> tuple[Space, MemCube]:
        space = reader.space(self._space)
        cube = reader.current(space, [id_]).get(id_) if space else None
        if space is None or cube is None:
            raise CubeNotFound(f"no cube {id_!r} in space {self._space!r}: never there, or erased")
        return space, cube


def _is_there(reader: Reader, space: Space, operation: str) -> bool:
    row = reader.log(
        space, operation=checked_operation(operation), before=None, cube=None, run=None, limit=1, changes=0
    )
    return bool(row)
