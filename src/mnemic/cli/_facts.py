"""Looking at facts: what holds, what held, and what came instead of what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from ._app import LOOK, command
from ._complete import predicate_names
from ._options import Output, Place
from ._output import answer, moment, plain, table
from ._store import reading

if TYPE_CHECKING:
    from ..cube import MemCube
    from ..truth import Entry

_User = Annotated[str | None, typer.Option(metavar="NAME", help="Only facts of this user's.")]
_Predicate = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help='Only facts of this sort, e.g. "lives_in".', autocompletion=predicate_names
    ),
]
_KnownAt = Annotated[
    str | None, typer.Option(metavar="TIME", help="Answer from what the store knew at this time.")
]


@command(LOOK, "mnemic facts --user ana --past")
def facts(
    output: Output,
    place: Place,
    user: _User = None,
    subject: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only facts about this person or thing.")
    ] = None,
    predicate: _Predicate = None,
    valid_at: Annotated[
        str | None, typer.Option(metavar="TIME", help="When they must hold. Without it: now.")
    ] = None,
    known_at: _KnownAt = None,
    past: Annotated[bool, typer.Option("--past", help="Also those that held before, marked.")] = False,
) -> None:
    """Show the facts that hold."""
    with reading(place) as memory:
        found = memory.facts(
            user=user, subject=subject, predicate=predicate, valid_at=valid_at, known_at=known_at, past=past
        )
        current = memory.facts(
            user=user, subject=subject, predicate=predicate, valid_at=valid_at, known_at=known_at
        )
    standing = {cube.id for cube in current}
    data = [{**cube.to_dict(), "holds": cube.id in standing} for cube in found]
    answer(output, data, lambda: [_held(found, standing)])


@command(LOOK, "mnemic timeline --user ana")
def timeline(
    output: Output,
    place: Place,
    subject: Annotated[str | None, typer.Argument(help="About whom or what.", show_default=False)] = None,
    user: _User = None,
    predicate: _Predicate = None,
    known_at: _KnownAt = None,
) -> None:
    """Show what was true of a subject, first to last. Say whose: a subject, --user, or both."""
    with reading(place) as memory:
        entries = memory.timeline(subject, user=user, predicate=predicate, known_at=known_at)
    answer(output, [entry.to_dict() for entry in entries], lambda: [_told(entries)])


def _held(cubes: Sequence[MemCube], standing: set[str]) -> RenderableType:
    rows = table("no.", "since", "until", "fact", text="fact")
    for cube in cubes:
        holds = cube.id in standing
        rows.add_row(
            str(cube.seq),
            moment(cube.valid_from),
            moment(cube.valid_to),
            _sentence(cube, mark="" if holds else "past"),
        )
    return rows if rows.row_count else Text("No facts.")


def _told(entries: Sequence[Entry]) -> RenderableType:
    numbers = {entry.fact.id: entry.fact.seq for entry in entries}
    rows = table("no.", "since", "until", "said", "fact", text="fact")
    for entry in entries:
        before = ", ".join(str(numbers[id_]) for id_ in entry.after if id_ in numbers)
        rows.add_row(
            str(entry.fact.seq),
            moment(entry.since),
            moment(entry.until),
            moment(entry.said_at),
            _sentence(entry.fact, mark=f"instead of no. {before}" if before else ""),
        )
    return rows if rows.row_count else Text("No facts.")


def _sentence(cube: MemCube, *, mark: str) -> Text:
    return Text.assemble(plain(cube.content), *([(f"\n{mark}", "dim")] if mark else []))
