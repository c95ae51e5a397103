"""Telling what a transaction did, also when it is only tried."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..cube import Change, MemCube, Operation, Verb
from ..store import Space, Writer
from ..times import utc_from_us


def outcome(
    writer: Writer,
    space: Space,
    verb: Verb,
    operation: str,
    changed: Iterable[tuple[MemCube | None, MemCube]],
    *,
    reason: str | None,
    undoes: str | None = None,
    dry_run: bool = False,
    lessons: int = 0,
) -> Operation:
    """Return the operation a transaction carries out; for a dry run without an id, since it will not be there."""
    now = utc_from_us(writer.now_us)
    return Operation(
        id=None if dry_run else operation,
        space=space.name,
        verb=verb,
        recorded_at=now,
        actor=writer.actor,
        reason=reason,
        undoes=undoes,
        changes=tuple(
            Change(
                cube=after.id,
                before=before if before is None or dry_run else replace(before, superseded_at=now),
                after=after,
            )
            for before, after in changed
        ),
        lessons=lessons,
    )
