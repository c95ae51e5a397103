"""What becomes of a record that is taken in, by what the space holds already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Literal, NamedTuple

from ..admit import Draft
from ..cube import FrozenDict, Link, MemCube, Relation
from ..errors import ArgumentError, IdempotencyConflict
from ..store import Reader, Space
from ..times import utc_us

Fate = Literal["new", "known", "updated", "skipped"]
Refers = Sequence[tuple[Relation, str]]

_WITHDRAWN: Final = "expired"
"""The state in which an undo leaves what an operation had made."""


class Referring(NamedTuple):
    """A record, and the records it is to be linked to: by relation and idempotency key."""

    draft: Draft
    refers: tuple[tuple[Relation, str], ...]
    place: str

    def conflict(self, why: str) -> IdempotencyConflict:
        """Return the error to raise where two records cannot be one."""
        return IdempotencyConflict(
            f"{self.place}: a record of the id {self.draft.idempotency_key!r:.120} {why}; the file is damaged, or was "
            "put together from several. Nothing was changed"
        )


class Judged(NamedTuple):
    """A record as it is to be kept, and what becomes of it."""

    fate: Fate
    draft: Draft


class Judge:
    """Looks records up in one snapshot of a space; `None`: a space that is not there yet."""

    def __init__(self, reader: Reader, space: Space | None) -> None:
        self._reader = reader
        self._space = space

    def judged(self, draft: Draft, refers: Refers = ()) -> Judged:
        """
        Return what becomes of *draft*.

        Args:
            refers: The records it is to be linked to, which were kept before.

        Raises:
            ArgumentError: one of them is not there.

            IdempotencyConflict: its idempotency key made a cube with other content.
        """
        if self._space is None:
            return Judged("new", draft)
        key, made = self._made(self._space, draft.user, draft.idempotency_key)
        named = draft if key == draft.idempotency_key else replace(draft, idempotency_key=key)
        fate = self._keyed(self._space, named, made) if draft.key is not None else self._plain(named, made)
        return Judged(fate, self._linked(self._space, named, refers) if refers and fate == "new" else named)

    def _made(self, space: Space, user: str | None, key: str | None) -> tuple[str | None, MemCube | None]:
        """
        Return the idempotency key to keep a record under, and the cube that was made under it.

        What was made and taken back is there no more: it comes anew, under a key of its own.
        """
        asked, again = key, 0
        while asked is not None:
            replay = self._reader.find_replay(space, user, asked)
            if replay is None:
                return asked, None
            cube = self._reader.current(space, [replay.cube])[replay.cube]
            if cube.state != _WITHDRAWN:
                return asked, cube
            again += 1
            asked = f"{key}~{again}"
        return None, None

    def _plain(self, draft: Draft, made: MemCube | None) -> Fate:
        if made is not None and made.version == 1 and made.content != draft.content:
            raise Referring(draft, (), draft.source or "the file").conflict("is here with other content")
        return "new" if made is None else "known"

    def _keyed(self, space: Space, draft: Draft, made: MemCube | None) -> Fate:
        """What is written under a key is written again only by what is later than it."""
        id_ = self._reader.find_key(space, draft.user, draft.key or "")
        here = self._reader.current(space, [id_])[id_] if id_ is not None else None
        if here is None or here.state == _WITHDRAWN:
            return "new"
        if (here.content, here.metadata, here.tags) == (draft.content, draft.metadata, draft.tags):
            return "known"
        if made is not None:
            return "skipped"
        written_us = _written_us(draft.metadata)
        here_us = _written_us(here.metadata) or utc_us(here.recorded_at)
        return "updated" if written_us is None or written_us > here_us else "skipped"

    def _linked(self, space: Space, draft: Draft, refers: Refers) -> Draft:
        links = set(draft.links)
        for relation, key in refers:
            _, target = self._made(space, draft.user, key)
            if target is None:
                raise ArgumentError(f"{draft.source}: it refers to {key!r:.120}, which is not kept")
            links.add(Link(relation, target.id))
        return replace(draft, links=tuple(sorted(links)))


def _written_us(metadata: FrozenDict) -> int | None:
    """Return when a document was written in the program it comes from, in microseconds since the epoch, if told."""
    told = metadata.get("written_us")
    return told if isinstance(told, int) else None
