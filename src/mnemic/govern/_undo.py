"""Taking an operation, or all of a run, back as a new operation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ..cube import MemCube, Operation
from ..errors import ErasureIsFinal, OperationNotFound, UndoRefused
from ..index import terms_of
from ..store import Reader, Space, Store, Writer
from ..times import utc_us
from ..truth import Changed, settle
from ._outcome import outcome

_ALL = 1 << 62  # operations


@dataclass
class _Plan:
    """
    What an undo takes back.

    Attributes:
        first: For each cube, the first version that goes.

        operations: The operations that go, by id.
    """

    first: dict[str, int] = field(default_factory=dict)
    operations: dict[str, Operation] = field(default_factory=dict)


def undo(
    store: Store, space_name: str, operation_id: str, *, cascade: bool, reason: str | None, dry_run: bool
) -> Operation:
    """
    Append versions that restore what was before an operation, or before all operations of a run.

    A cube the operation created is withdrawn: its last version says ``state="expired"``.

    Args:
        operation_id: The operation's, or the run's.

        cascade: Also take back the later operations that rest on it.

    Raises:
        OperationNotFound: there is none of that id in the space.

        ErasureIsFinal: it erased, or what it wrote was erased since.

        UndoRefused: later operations rest on it, and *cascade* is false.
    """
    with store.write(dry_run=dry_run) as writer:
        space = writer.space(space_name)
        targets = _targets(writer, space, operation_id) if space else []
        if space is None or not targets:
            raise OperationNotFound(
                f"no operation {operation_id!r} in space {space_name!r}; mem.operations() lists them"
            )
        _check_reversible(targets)
        plan = _plan(writer, space, targets)
        if len(plan.operations) > len(targets) and not cascade:
            _refuse(operation_id, targets, plan)
        operation = writer.begin(space, "undo", reason=reason, undoes=operation_id)
        restored = [_restore(writer, space, cube, first) for cube, first in plan.first.items()]
        # What was told of the same since may not have touched them.
        settled = settle(writer, space, [cube for _, cube in restored if cube.fact is not None])
        changed = _together([*restored, *settled])
        lessons = writer.undo_lessons(space, plan.operations)
        return outcome(
            writer, space, "undo", operation, changed,
            reason=reason, undoes=operation_id, dry_run=dry_run, lessons=lessons,
        )  # fmt: skip


def _targets(reader: Reader, space: Space, id_: str) -> list[Operation]:
    """Return the operation of this id, or those of the run, latest first."""
    found = reader.operation(space, id_)
    return reader.operations(space, None, None, _ALL, run=id_) if found is None else [found]


def _together(changed: Iterable[Changed]) -> list[Changed]:
    """Return one change a cube: from what it was before all to what it is after all."""
    first: dict[str, Changed] = {}
    for before, after in changed:
        first[after.id] = (first[after.id][0] if after.id in first else before, after)
    return list(first.values())


def _check_reversible(targets: Sequence[Operation]) -> None:
    target = next((target for target in targets if target.verb == "forget"), targets[0])
    if target.verb == "forget":
        raise ErasureIsFinal(
            f"operation {target.id} erased {target.erased} cubes, and an erasure cannot be undone; "
            "remember the text again if you still have it"
        )
    # Of a run, some operations may have lost what they wrote to an erasure; the others still go back.
    if not any(target.changes or target.lessons for target in targets):
        raise ErasureIsFinal(
            f"everything operation {target.id} wrote was erased since"
            f"{', or is too old to be kept' if 'feedback' in target.verb else ''}; there is nothing to undo"
        )


def _plan(reader: Reader, space: Space, targets: Sequence[Operation]) -> _Plan:
    """Return what goes when *targets* go: with everything later that rests on them, through any depth."""
    plan = _Plan()
    waiting = [*targets]
    # What an import brought is older than the import, and goes with it.
    brought = {c.after.operation for op in targets for c in op.changes if c.after.operation != op.id}
    while waiting:
        operation = waiting.pop()
        if operation.id is None or operation.id in plan.operations:
            continue
        plan.operations[operation.id] = operation
        resting = set(reader.lessons_later(space, operation.id))
        for change in operation.changes:
            first = plan.first.get(change.cube, change.after.version)
            plan.first[change.cube] = min(first, change.after.version)
            resting |= _resting_on(reader, space, change.after) - brought
        waiting += [found for later in resting if (found := reader.operation(space, later)) is not None]
    return plan


def _resting_on(reader: Reader, space: Space, version: MemCube) -> set[str]:
    """Return the operations after *version* that changed its cube further, or linked another cube to it."""
    later = {cube.operation for cube in reader.history(space, version.id) if cube.version > version.version}
    linked = {
        link.operation
        for link in reader.links_to(space, [version.id])
        if link.superseded_us is None and link.recorded_us >= utc_us(version.recorded_at)
    }
    return later | linked


def _refuse(id_: str, targets: Sequence[Operation], plan: _Plan) -> None:
    own = {op.id for op in targets}
    others = sorted(
        (op for op in plan.operations.values() if op.id not in own), key=lambda op: op.recorded_at
    )
    ids = tuple(op.id for op in others if op.id is not None)
    undone = next((op.id for op in others if op.undoes == id_), None)
    what = "operation" if own == {id_} else f"the {len(own)} operation(s) of run"
    listed = ", ".join(f"{op.id} ({op.verb})" for op in others[:5]) + (" …" if len(others) > 5 else "")
    already = f"it was undone by {undone} already; undo that one to bring it back. " if undone else ""
    raise UndoRefused(
        f"{what} {id_} cannot be undone alone: {already}{len(others)} later operation(s) rest on it: "
        f"{listed}. Undo those first, or all at once with cascade=True (try dry_run=True)",
        ids,
    )


def _restore(writer: Writer, space: Space, id_: str, first: int) -> tuple[MemCube, MemCube]:
    """Append the version of a cube before *first* again, or withdraw the cube when there is none."""
    versions = writer.history(space, id_)
    current = versions[-1]
    back = versions[first - 2] if first > 1 else replace(current, state="expired", links=())
    restored = replace(back, version=current.version + 1)
    return current, writer.append(space, restored, terms_of(restored.content, restored.speaker))
