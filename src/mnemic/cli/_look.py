"""Looking at what is there: memories, their history, and what was done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import RenderableType
from rich.text import Text

from ..errors import ArgumentError
from ._app import LOOK, command
from ._options import Archive, Filters, Output, Place
from ._output import answer, many, moment, note, one_line, pairs, plain, spoken, table, wants_json, write_json
from ._store import cube_id, operation_id, reading

if TYPE_CHECKING:
    from ..cube import MemCube, Operation
    from ..engine import Memory

_PAGE = 500


@command(LOOK, "mnemic list --user ana --newest-first", name="list")
def list_(
    filters: Filters,
    archive: Archive,
    output: Output,
    place: Place,
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", help="How many to show.")] = 50,
    cursor: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Go on where the page before ended.")
    ] = None,
    newest_first: Annotated[bool, typer.Option("--newest-first", help="Begin with the latest.")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Show all of them; as JSON, one memory on each line.")
    ] = False,
) -> None:
    """List memories in the order they arrived."""
    arguments = {**filters.arguments(), **archive.arguments(), "newest_first": newest_first}
    with reading(place) as memory:
        if everything:
            _list_all(memory, arguments, output)
            return
        page = memory.list(**arguments, limit=limit, cursor=cursor)
    data = {"cubes": [cube.to_dict() for cube in page], "cursor": page.cursor}
    answer(output, data, lambda: _listed(page))
    if page.cursor and not wants_json(output):
        note(f"There are more: add --all, or --cursor {page.cursor}")


def _list_all(memory: Memory, arguments: dict[str, Any], output: Output) -> None:
    cubes = _every(memory, arguments)
    if not wants_json(output):
        answer(output, None, lambda: _listed(cubes))
        return
    for cube in cubes:
        write_json(cube.to_dict(), indent=None)


def _every(memory: Memory, arguments: dict[str, Any]) -> Iterator[MemCube]:
    cursor = None
    while True:
        page = memory.list(**arguments, limit=_PAGE, cursor=cursor)
        yield from page
        cursor = page.cursor
        if cursor is None:
            return


def _listed(cubes: Iterable[MemCube]) -> Iterator[RenderableType]:
    rows = table("no.", "when", "kind", "who", "memory", text="memory")
    for cube in cubes:
        who = one_line(cube.speaker or cube.user or "", 20)
        text = Text.assemble(one_line(cube.content), (f"\n{cube.id}", "dim"))
        rows.add_row(str(cube.seq), moment(cube.occurred_at or cube.created_at), cube.kind, who, text)
    yield rows if rows.row_count else Text("No memories.")


@command(LOOK, "mnemic show 1")
def show(
    output: Output,
    place: Place,
    cube: Annotated[
        str | None, typer.Argument(help="The memory: its id or its number.", show_default=False)
    ] = None,
    key: Annotated[
        str | None, typer.Option(metavar="KEY", help="Instead: the key it was written under.")
    ] = None,
    user: Annotated[str | None, typer.Option(metavar="NAME", help="With --key: whose it is.")] = None,
) -> None:
    """Show everything that is known of a memory."""
    if (cube is None) == (key is None) or (user is not None and key is None):
        raise ArgumentError(
            "mnemic show takes a memory's id or number, or --key KEY and whose it is with --user"
        )
    with reading(place) as memory:
        found = memory.get(cube_id(memory, cube)) if cube is not None else memory.lookup(str(key), user=user)
    answer(output, found.to_dict(), lambda: [pairs(_header(found)), Text(f"\n{plain(found.content)}")])


def _header(cube: MemCube) -> dict[str, RenderableType | None]:
    """Return a memory's header for people, in the order of its fields, without what was not said."""
    shown: dict[str, RenderableType | None] = {}
    for name, value in cube.to_dict().items():
        if name != "content" and value not in (None, [], {}):
            shown[name.replace("_", " ")] = spoken(value)
    return shown


@command(LOOK, "mnemic history 1")
def history(
    cube: Annotated[str, typer.Argument(help="The memory: its id or its number.", show_default=False)],
    output: Output,
    place: Place,
) -> None:
    """Show every version of a memory, first to last."""
    with reading(place) as memory:
        versions = memory.history(cube_id(memory, cube))
    answer(output, [version.to_dict() for version in versions], lambda: [_versions(versions)])


def _versions(versions: Iterable[MemCube]) -> RenderableType:
    rows = table("version", "recorded", "replaced", "state", "text", text="text")
    for cube in versions:
        state = cube.state if cube.tier != "archive" else f"{cube.state}, archived"
        replaced = moment(cube.superseded_at)
        rows.add_row(str(cube.version), moment(cube.recorded_at), replaced, state, plain(cube.content))
    return rows


@command(LOOK, "mnemic operations --limit 5")
def operations(
    output: Output,
    place: Place,
    cube: Annotated[
        str | None, typer.Option(metavar="CUBE", help="Only what changed this memory: its id or its number.")
    ] = None,
    run: Annotated[
        str | None, typer.Option(metavar="ID", help="Only what this consolidation did: its run.")
    ] = None,
    before: Annotated[
        str | None, typer.Option(metavar="ID", help="Only what was done before this operation.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", help="How many to show.")] = 20,
) -> None:
    """Show what was done in the space, latest first. mnemic undo takes an operation back."""
    with reading(place) as memory:
        done = memory.operations(
            cube=cube_id(memory, cube) if cube else None,
            run=run,
            before=operation_id(memory, before) if before else None,
            limit=limit,
        )
    answer(output, [operation.to_dict() for operation in done], lambda: [_done(done)])


def _done(operations: Iterable[Operation]) -> RenderableType:
    rows = table("when", "what", "changed", "operation", text="operation")
    for operation in operations:
        about = [
            one_line(operation.reason) if operation.reason else "",
            f"by {one_line(operation.actor)}" if operation.actor else "",
            f"takes back {operation.undoes}" if operation.undoes else "",
        ]
        text = Text.assemble(str(operation.id), *((f"\n{line}", "dim") for line in about if line))
        rows.add_row(moment(operation.recorded_at), operation.verb, _extent(operation), text)
    return rows if rows.row_count else Text("Nothing was done yet.")


def _extent(operation: Operation) -> str:
    told = [many(len(operation.changes), "memory", "memories")] if operation.changes else []
    told += [f"feedback on {many(operation.lessons, 'hit')}"] if operation.lessons else []
    return ", ".join(told + ([f"{operation.erased:,} erased"] if operation.erased else [])) or "nothing"
