"""Looking at a space from a distance: counts, links, curves, and how facts hang together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from ._app import LOOK, command
from ._options import Output, Place
from ._output import answer, many, moment, note, one_line, pairs, table
from ._store import cube_id, reading

if TYPE_CHECKING:
    from ..engine import Links
    from ..index import Overview
    from ..lifecycle import Curve
    from ..truth import Graph

_SHOWN = 8
_BAR = 30
_Cube = Annotated[str, typer.Argument(help="The memory: its id or its number.", show_default=False)]
_User = Annotated[str | None, typer.Option(metavar="NAME", help="Of this user only.")]


@command(LOOK, "mnemic overview")
def overview(output: Output, place: Place, user: _User = None) -> None:
    """Show what a space holds, counted: kinds, users, tags, and when it happened."""
    with reading(place) as memory:
        found = memory.overview(user=user)
    answer(output, found.to_dict(), lambda: [pairs(_counts(found))])


def _counts(found: Overview) -> dict[str, str | None]:
    names = ("kinds", "tiers", "states", "users", "agents", "sessions", "speakers", "tags")
    span = f"{moment(found.first_at)} to {moment(found.last_at)}" if found.first_at else None
    return {
        "Memories": f"{found.cubes:,}",
        "Happened": span,
        **{name.capitalize(): _most(getattr(found, name), found.distinct.get(name)) for name in names},
    }


def _most(counts: Mapping[str, int], distinct: int | None) -> str | None:
    shown = [f"{one_line(name, 40)} {count:,}" for name, count in list(counts.items())[:_SHOWN]]
    left = (distinct or len(counts)) - len(shown)
    return ", ".join(shown + ([f"and {left:,} more"] if left > 0 else [])) or None


@command(LOOK, "mnemic links 1")
def links(
    cube: _Cube,
    output: Output,
    place: Place,
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", help="How many to show.")] = 100,
) -> None:
    """Show what a memory is linked to, and what is linked to it."""
    with reading(place) as memory:
        found = memory.links(cube_id(memory, cube), limit=limit)
    answer(output, found.to_dict(), lambda: [_linked(found)])


def _linked(found: Links) -> RenderableType:
    rows = table("", "link", "no.", "memory", text="memory")
    for link in found.links:
        text = Text.assemble(one_line(link.cube.content), (f"\n{link.cube.id}", "dim"))
        rows.add_row("→" if link.direction == "out" else "←", link.relation, str(link.cube.seq), text)
    return rows if rows.row_count else Text("No links.")


@command(LOOK, "mnemic curve 1")
def curve(
    cube: _Cube,
    output: Output,
    place: Place,
    days: Annotated[int, typer.Option(metavar="N", min=1, help="How far ahead to look.")] = 365,
) -> None:
    """Show how a memory fades, if nobody recalls it."""
    with reading(place) as memory:
        found = memory.curve(cube_id(memory, cube), days=days)
    answer(output, found.to_dict(), lambda: _faded(found))


def _faded(found: Curve) -> Iterator[RenderableType]:
    yield pairs(
        {
            "Strength": f"{found.strength:.2f}",
            "Stability": f"{found.stability_days:.1f} days",
            "Recalled": many(found.recalls, "time"),
            "Pinned": "yes: it does not fade" if found.pinned else None,
            "To the archive": moment(found.archives_at) or "never",
        }
    )
    rows = table("when", "left", "", text="")
    step = max(1, len(found.points) // 12)
    for point in found.points[::step]:
        rows.add_row(moment(point.at), f"{point.strength:.2f}", "█" * round(point.strength * _BAR))
    yield rows


@command(LOOK, "mnemic graph --user ana")
def graph(
    output: Output,
    place: Place,
    user: _User = None,
    subject: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only facts that name this person or thing.")
    ] = None,
    valid_at: Annotated[
        str | None, typer.Option(metavar="TIME", help="When the facts must hold. Without it: now.")
    ] = None,
    known_at: Annotated[
        str | None, typer.Option(metavar="TIME", help="Answer from what the store knew at this time.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", help="How many entities.")] = 200,
) -> None:
    """Show whom and what the facts are about, and how they hang together."""
    with reading(place) as memory:
        found = memory.graph(user=user, subject=subject, valid_at=valid_at, known_at=known_at, limit=limit)
    answer(output, found.to_dict(), lambda: [_drawn(found)])
    if found.total_entities > len(found.entities):
        note(f"There are {found.total_entities:,} entities; --limit shows more.")


def _drawn(found: Graph) -> RenderableType:
    rows = table("from", "what", "to", text="to")
    for edge in found.edges:
        key = f" ({one_line(edge.key, 20)})" if edge.key else ""
        said = f"{'not ' if edge.polarity == 'negated' else ''}{edge.predicate}{key}"
        ends = (one_line(found.entities[at].name, 40) for at in (edge.source, edge.target))
        source, target = ends
        rows.add_row(source, said, target)
    return rows if rows.row_count else Text("No facts.")
