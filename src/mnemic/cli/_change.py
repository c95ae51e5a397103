"""Changing one's mind: undo, archive, forget, and the receipts of what was forgotten."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import RenderableType
from rich.text import Text

from ..errors import ArgumentError, SelectorRequired
from ._app import CHANGE, command
from ._exits import MISSING, RETRY
from ._options import Filters, Output, Pen, Place, Texts
from ._output import answer, many, note, one_line, pairs, plain, spoken, stderr, warn
from ._store import cube_id, operation_id, reading, writing

if TYPE_CHECKING:
    from ..cube import Change, ErasureReceipt, MemCube, Operation
    from ..engine import Memory

_Cubes = Annotated[
    Texts | None,
    typer.Argument(metavar="[CUBE]...", help="The memories: their ids or their numbers.", show_default=False),
]
_Some = Annotated[
    Texts,
    typer.Argument(metavar="CUBE...", help="The memories: their ids or their numbers.", show_default=False),
]
_Reason = Annotated[str | None, typer.Option(metavar="TEXT", help="Why, for the record.")]
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")]


@command(CHANGE, "mnemic undo last --dry-run")
def undo(
    operation: Annotated[
        str,
        typer.Argument(help="The operation's id, or last for the latest of the space.", show_default=False),
    ],
    output: Output,
    place: Place,
    pen: Pen,
    cascade: Annotated[
        bool, typer.Option("--cascade", help="Take back the later operations that rest on it, too.")
    ] = False,
    dry_run: _DryRun = False,
    reason: _Reason = None,
) -> None:
    """
    Take an operation back, and show what changes.

    That is an operation of its own, which can be undone in its turn. Only an erasure is final.
    """
    with writing(place, pen) as memory:
        chosen = operation_id(memory, operation)
        undone = memory.undo(chosen, cascade=cascade, dry_run=dry_run, reason=reason)
    answer(output, undone.to_dict(), lambda: diff(undone))


@command(CHANGE, "mnemic archive --user ana --dry-run")
def archive(
    filters: Filters,
    output: Output,
    place: Place,
    pen: Pen,
    cubes: _Cubes = None,
    dry_run: _DryRun = False,
    reason: _Reason = None,
) -> None:
    """Move memories out of what recall and list look at. mnemic undo brings them back."""
    _require(cubes, filters, "archive")
    with writing(place, pen) as memory:
        done = memory.archive(**_chosen(memory, cubes, filters), dry_run=dry_run, reason=reason)
    answer(output, done.to_dict(), lambda: diff(done))


@command(CHANGE, "mnemic fuse --dry-run")
def fuse(
    output: Output,
    place: Place,
    pen: Pen,
    user: Annotated[str | None, typer.Option(metavar="NAME", help="Only this user's.")] = None,
    dry_run: _DryRun = False,
    reason: _Reason = None,
) -> None:
    """
    Make one of equal summaries, beliefs and procedures, as there are after an import.

    One stays, and rests on what all of them rested on. mnemic undo brings the others back.
    """
    with writing(place, pen) as memory:
        done = memory.fuse(user=user, dry_run=dry_run, reason=reason)
    answer(output, done.to_dict(), lambda: diff(done))


@command(CHANGE, "mnemic pin 3")
def pin(
    cubes: _Some,
    output: Output,
    place: Place,
    pen: Pen,
    off: Annotated[bool, typer.Option("--off", help="Let them fade again.")] = False,
    reason: _Reason = None,
) -> None:
    """Hold memories: they neither fade nor leave when the space is over its budget."""
    with writing(place, pen) as memory:
        change = memory.unpin if off else memory.pin
        done = change([cube_id(memory, cube) for cube in cubes], reason=reason)
    answer(output, done.to_dict(), lambda: diff(done))


def diff(operation: Operation) -> Iterator[RenderableType]:
    count = many(len(operation.changes), "memory", "memories")
    if operation.lessons:
        judged = f"feedback on {many(operation.lessons, 'hit')}"
        count = f"{count} and {judged}" if operation.changes else judged
    if operation.id is None:
        yield Text(f"Would change {count}; nothing was changed.")
    else:
        yield Text(f"Changed {count}. Operation {operation.id}; mnemic undo takes it back.")
    for change in operation.changes:
        yield _change(change)


def _change(change: Change) -> Text:
    after = change.after
    lines = [(f"\n{after.id} (number {after.seq}, version {after.version})", "dim")]
    if change.before is not None and change.before.content != after.content:
        lines.append((f"- {plain(change.before.content)}", "red"))
        lines.append((f"+ {plain(after.content)}", "green"))
    else:
        lines.append((f"  {plain(after.content)}", ""))
    for name in change.fields:
        if name != "content":
            before, now = _field(change.before, name), _field(after, name)
            lines.append((f"  {name}: {before} → {now}", "yellow"))
    return Text("\n").join(Text(line, style) for line, style in lines)


def _field(cube: MemCube | None, name: str) -> str:
    return "nothing" if cube is None else one_line(spoken(cube.to_dict()[name])) or "nothing"


@command(CHANGE, "mnemic forget --user ana --dry-run")
def forget(
    filters: Filters,
    output: Output,
    place: Place,
    pen: Pen,
    cubes: _Cubes = None,
    everything: Annotated[bool, typer.Option("--everything", help="The whole space, its name too.")] = False,
    dry_run: _DryRun = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")] = False,
    timeout: Annotated[
        float,
        typer.Option(
            metavar="SECONDS", min=0, help="How long to wait for other programs before the scrub is left."
        ),
    ] = 5.0,
) -> None:
    """
    Erase memories for good, with all that was derived from them, and prove it.

    Nothing brings them back. A search of the store's files shows that no byte of them is left; while other
    programs hold the file that has to wait, and the receipt says so.
    """
    if not everything:
        _require(cubes, filters, "forget")
    if not (yes or dry_run or sys.stdin.isatty()):
        raise ArgumentError(
            "forget erases for good and asks first, but there is nobody to ask: stdin is no terminal; "
            "look at what would go with --dry-run, then say --yes"
        )
    with writing(place, pen) as memory:
        chosen = {**_chosen(memory, cubes, filters), "everything": everything, "timeout_s": timeout}
        if not (yes or dry_run):
            _confirm(memory.forget(**chosen, dry_run=True), memory.space)
        receipt = memory.forget(**chosen, dry_run=dry_run)
    _print_receipt(receipt, output)


def _confirm(receipt: ErasureReceipt, space: str) -> None:
    """Ask whether to erase what a dry run counted, and leave unless the answer is yes."""
    note(
        f"In space {space!r}, {_extent(receipt)} would be erased for good. {_shared(receipt) or ''}".rstrip()
    )
    stderr().print("Erase them? [y/N] ", end="")
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        note("Nothing was erased.")
        raise typer.Exit(MISSING)


def _require(cubes: list[str] | None, filters: Filters, verb: str) -> None:
    if not cubes and filters.is_empty:
        everything = "; --everything means the whole space" if verb == "forget" else ""
        raise SelectorRequired(
            f"{verb} needs to know which memories: give their ids or numbers, or --user, --agent, --session, "
            f"--kind, --tag, --where, --since or --until (they narrow each other down){everything}"
        )


def _chosen(memory: Memory, cubes: list[str] | None, filters: Filters) -> dict[str, Any]:
    return {**filters.arguments(), "ids": [cube_id(memory, cube) for cube in cubes] if cubes else None}


@command(CHANGE, "mnemic receipt last")
def receipt(
    operation: Annotated[
        str, typer.Argument(help="The erasure's id, or last for the latest of the space.", show_default=False)
    ],
    output: Output,
    place: Place,
) -> None:
    """Show the receipt of an erasure as it stands now."""
    with reading(place) as memory:
        found = memory.receipt(operation_id(memory, operation, "forget"))
    _print_receipt(found, output)


@command(CHANGE, "mnemic scrub")
def scrub(
    output: Output,
    place: Place,
    pen: Pen,
    timeout: Annotated[
        float, typer.Option(metavar="SECONDS", min=0, help="How long to wait for other programs.")
    ] = 5.0,
) -> None:
    """
    Go on with erasures whose files could not be scrubbed yet, because other programs held them.

    Exit code 4 says that some are still waiting.
    """
    with reading(place) as memory:
        waiting = memory.stats().erasures_pending
    # Opening for writing goes on with them already; what that leaves gets more time here.
    with writing(place, pen) as memory:
        memory.scrub(timeout_s=timeout)
        left = memory.stats().erasures_pending
    finished = max(waiting - left, 0)
    told = f"Finished {many(finished, 'erasure')}." if waiting else "No erasure was waiting."
    answer(output, {"finished": finished, "erasures_pending": left}, lambda: [Text(told)])
    if left:
        warn(f"{many(left, 'erasure')} still waiting; close the other programs and run mnemic scrub again")
        raise typer.Exit(RETRY)


def _print_receipt(receipt: ErasureReceipt, output: Output) -> None:
    answer(output, receipt.to_dict(), lambda: [pairs(_told(receipt))])
    if receipt.status == "pending":
        warn(
            "the memories are gone and nothing recalls them, but the files could not be scrubbed yet; "
            "close the other programs and run: mnemic scrub"
        )


def _told(receipt: ErasureReceipt) -> dict[str, str | None]:
    """Return a receipt for people."""
    status = {
        "complete": "complete: no byte of it is left in the store's files",
        "pending": f"pending: {receipt.reason}",
        "dry_run": "dry run: nothing was erased",
    }
    probe = receipt.probe
    after = "not searched yet" if probe.after is None else f"{probe.after:,} after"
    control = (
        "passed: the search saw every text before they went"
        if receipt.control
        else "failed: the search did not see all of it, so it proves less"
    )
    return {
        "Status": status[receipt.status],
        "Erased": _extent(receipt),
        "Probe": f"{probe.windows:,} pieces looked for: {probe.before or 0:,} found before, {after}",
        "Control": control,
        "Shared": _shared(receipt),
        "Too short": f"{many(receipt.too_short, 'text')} too short to look for"
        if receipt.too_short
        else None,
        "Searched": ", ".join(probe.files) or None,
        "Out of reach": "; ".join(receipt.outside),
        "Operation": receipt.operation,
    }


def _extent(receipt: ErasureReceipt) -> str:
    derived = f" ({receipt.derived:,} of them derived from the rest)" if receipt.derived else ""
    parts = [
        many(receipt.versions, "version"),
        many(receipt.vectors, "vector"),
        many(receipt.links, "link"),
    ]
    return f"{many(receipt.cubes, 'memory', 'memories')}{derived} with {', '.join(parts)}"


def _shared(receipt: ErasureReceipt) -> str | None:
    if not receipt.shared_texts:
        return None
    stays = "it stays" if receipt.shared_texts == 1 else "they stay"
    return f"{many(receipt.shared_texts, 'text')} that another memory also holds: there {stays}"
