"""A memory as a server may use it: within one scope, set by whoever started the server."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from ... import admit
from ...errors import CubeNotFound, OperationNotFound

if TYPE_CHECKING:
    from ...cube import ErasureReceipt, MemCube, Operation
    from ...engine import Memory, Page
    from ...lifecycle import Reflection
    from ...recall import Profile, Recall

_PAGE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """
    Whose memories a server reads and writes; `None` for any. No tool can change it.

    Raises:
        ArgumentError: a part of it is no name.
    """

    user: str | None = None
    agent: str | None = None
    session: str | None = None

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            admit.name(value, name)

    def arguments(self) -> dict[str, Any]:
        """Return the scope as keyword arguments of the verbs."""
        return asdict(self)

    @property
    def is_whole_space(self) -> bool:
        """Whether it leaves nothing of the space out."""
        return self == Scope()

    def holds(self, cube: MemCube) -> bool:
        """Say whether *cube* lies within it."""
        return all(value in (None, getattr(cube, name)) for name, value in asdict(self).items())


class Desk:
    """The verbs of a memory, held to a scope: what lies outside is not there."""

    def __init__(self, memory: Memory, scope: Scope) -> None:
        self._memory = memory
        self.scope = scope

    @property
    def space(self) -> str:
        """The space it works in."""
        return self._memory.space

    def remember(self, content: str, **header: Any) -> MemCube:
        """Keep *content* as a memory of the scope."""
        return self._memory.remember(content, **header, **self.scope.arguments())

    def remember_many(self, items: Sequence[Mapping[str, Any]], reason: str) -> list[MemCube]:
        """Keep several memories of the scope, all of them or none."""
        scope = self.scope.arguments()
        return self._memory.remember_many([{**item, **scope} for item in items], reason=reason)

    def recall(self, query: str, **arguments: Any) -> Recall:
        """Return the memories of the scope that answer *query*."""
        return self._memory.recall(query, **arguments, **self.scope.arguments())

    def reflect(self, question: str, **arguments: Any) -> Reflection:
        """Return what the scope holds about *question*."""
        return self._memory.reflect(question, **arguments, **self.scope.arguments())

    def list(self, **arguments: Any) -> Page:
        """Return a page of the scope's memories."""
        return self._memory.list(**arguments, **self.scope.arguments())

    def every(self, **arguments: Any) -> Iterator[MemCube]:
        """Yield the scope's memories in the order they arrived."""
        cursor = None
        while True:
            page = self.list(**arguments, limit=_PAGE, cursor=cursor)
            yield from page
            cursor = page.cursor
            if cursor is None:
                return

    def profile(self, max_tokens: int) -> Profile | None:
        """Return what is known of the scope's user; `None` where it has none."""
        user = self.scope.user
        return None if user is None else self._memory.profile(user, max_tokens=max_tokens)

    def get(self, id_: str) -> MemCube:
        """
        Return the memory of that id.

        Raises:
            CubeNotFound: never there, erased, or of somebody else; which of them isn't told.
        """
        cube = self._memory.get(id_)
        if not self.scope.holds(cube):
            raise CubeNotFound(f"no cube {id_!r} in space {self.space!r}: never there, or erased")
        return cube

    def history(self, id_: str) -> Sequence[MemCube]:
        """Return every version of the memory of that id, first to last."""
        self.get(id_)
        return self._memory.history(id_)

    def update(self, id_: str, changes: Mapping[str, Any], reason: str | None) -> MemCube:
        """Append a version of the memory of that id."""
        self.get(id_)
        return self._memory.update(id_, **changes, merge="metadata" in changes, reason=reason)

    def forget(self, id_: str) -> ErasureReceipt:
        """Erase the memory of that id."""
        self.get(id_)
        return self.forget_many([id_])

    def forget_many(self, ids: Collection[str]) -> ErasureReceipt:
        """Erase those memories of the scope, found in it before."""
        return self._memory.forget(ids=ids, **self.scope.arguments())

    def forget_all(self, *, dry_run: bool) -> ErasureReceipt:
        """Erase every memory of the scope."""
        if self.scope.is_whole_space:
            return self._memory.forget(everything=True, dry_run=dry_run)
        return self._memory.forget(**self.scope.arguments(), dry_run=dry_run)

    def undo(self, operation_id: str, *, dry_run: bool, reason: str | None) -> Operation:
        """
        Take an operation back that changed memories of the scope, and no others.

        Raises:
            OperationNotFound: there is none of that id, or it reaches beyond the scope.
        """
        plan = self._memory.undo(operation_id, dry_run=True)
        cubes = [cube for change in plan.changes for cube in (change.before, change.after) if cube]
        if not cubes or not all(self.scope.holds(cube) for cube in cubes):
            raise OperationNotFound(f"no operation {operation_id!r:.60} in space {self.space!r}")
        return plan if dry_run else self._memory.undo(operation_id, reason=reason)
