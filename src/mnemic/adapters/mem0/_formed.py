"""Consolidating at once, and what came of it in mem0's words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from ...cube import RECALLABLE
from ._shape import Item, added
from ._shelf import KINDS

if TYPE_CHECKING:
    from ...cube import Change, MemCube
    from ...engine import Memory

_OPERATIONS: Final = 10_000
_EVENTS: Final = {("ADD", "UPDATE"): "ADD", ("ADD", "DELETE"): None}
"""What two events of one memory come to, where it is not the second."""


def formed(memory: Memory, user: str | None) -> list[Item]:
    """
    Consolidate, and return the memories that it made, changed and ended: ``ADD``, ``UPDATE`` and ``DELETE``.

    A fact that a later one replaced is ``DELETE``: it holds no more, and stays in the history.
    """
    run = memory.consolidate(user=user).run
    now = datetime.now(UTC)
    operations = memory.operations(run=run, limit=_OPERATIONS) if run else []
    results: dict[str, Item] = {}
    for change in [change for operation in reversed(operations) for change in operation.changes]:
        event = _event(change, now)
        if event is None or change.after.kind not in KINDS:
            continue
        before = results.pop(change.cube, None)
        together = _EVENTS.get((before["event"], event), event) if before else event
        if together is not None:
            results[change.cube] = {**added(change.after), "event": together}
    return list(results.values())


def _event(change: Change, now: datetime) -> str | None:
    before, after = change.before, change.after
    is_over = _is_over(after, now)
    if before is None:
        return None if is_over else "ADD"
    if _is_over(before, now):
        return None if is_over else "ADD"
    if is_over:
        return "DELETE"
    return "UPDATE" if before.content != after.content else None


def _is_over(cube: MemCube, now: datetime) -> bool:
    """Say whether a memory is shown no more: replaced by a later one, merged into another, or taken back."""
    return cube.state not in RECALLABLE or (cube.valid_to is not None and cube.valid_to <= now)
