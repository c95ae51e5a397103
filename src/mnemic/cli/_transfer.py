"""Carrying memories out of a store and into one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import RenderableType
from rich.text import Text

from ..errors import ArgumentError, PassphraseError
from ._app import CARE, KEEP, command
from ._options import Filters, Model, Output, Pen, Place
from ._output import answer, many, pairs, plain, size
from ._progress import bar
from ._store import reading, trying, writing

if TYPE_CHECKING:
    from ..engine import Exported, Imported

_VARIABLE = "MNEMIC_PASSPHRASE"


@command(CARE, "mnemic export ana.memcube --user ana")
def export(
    target: Annotated[Path, typer.Argument(help="The new file.", show_default=False)],
    filters: Filters,
    output: Output,
    place: Place,
    tier: Annotated[
        list[str] | None,
        typer.Option(metavar="TIER", help="Of this tier only, e.g. long_term; may be repeated."),
    ] = None,
    vectors: Annotated[
        bool, typer.Option("--vectors", help="Take the vectors along, so that they need not be made again.")
    ] = False,
    encrypt: Annotated[
        bool,
        typer.Option(
            "--encrypt",
            help=f"Ask for a passphrase and encrypt the file; {_VARIABLE} answers where nobody can.",
        ),
    ] = False,
    format: Annotated[  # noqa: A002 - the option's name
        str, typer.Option(metavar="FORMAT", help="memcube, or markdown for a folder of notes.")
    ] = "memcube",
) -> None:
    """
    Write memories to a file that any store can take in: every version, link, operation and time.

    Without a condition it is the whole space, the archive too. What is forgotten later is still in the file.
    """
    passphrase = _asked(twice=True) if encrypt else None
    with reading(place) as memory, bar("Writing memories") as progress:
        done = memory.export(
            target,
            **filters.arguments(),
            tiers=tier or None,
            vectors=vectors,
            passphrase=passphrase,
            format=format,
            progress=progress,
        )
    answer(output, done.to_dict(), lambda: [pairs(_written(done))])


def _written(done: Exported) -> dict[str, str | None]:
    held = [
        many(done.cubes, "memory", "memories"),
        many(done.versions, "version"),
        many(done.links, "link"),
        many(done.operations, "operation"),
    ]
    return {
        "Written": f"{plain(done.path)} ({size(done.size_bytes)}{', encrypted' if done.encrypted else ''})",
        "Holds": ", ".join(held) + (f", {many(done.vectors, 'vector')}" if done.vectors else ""),
        "Left behind": f"{many(done.dropped_links, 'link')} to memories that are not in it"
        if done.dropped_links
        else None,
        "SHA-256": done.sha256,
    }


@command(KEEP, "mnemic import ana.memcube", name="import")
def import_(
    source: Annotated[Path, typer.Argument(help="The file, or the folder.", show_default=False)],
    output: Output,
    place: Place,
    pen: Pen,
    model: Model,
    on_conflict: Annotated[
        str,
        typer.Option(
            metavar="HOW",
            help="Where something else is here already: error, skip, replace or copy.",
        ),
    ] = "error",
    encrypted: Annotated[
        bool,
        typer.Option(
            "--encrypted", help=f"Ask for the passphrase at once; {_VARIABLE} answers where nobody can."
        ),
    ] = False,
    format: Annotated[  # noqa: A002 - the option's name
        str, typer.Option(metavar="FORMAT", help="What it is; found out, if left out.")
    ] = "auto",
    user: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Whom memories of other programs belong to, where the file doesn't say."
        ),
    ] = None,
    tz: Annotated[
        str | None,
        typer.Option(
            metavar="ZONE", help="The zone of other programs' times that name none; of Slack's also: sender."
        ),
    ] = None,
    date_order: Annotated[
        str,
        typer.Option(metavar="ORDER", help="In chat logs, how 05/06/2026 is read: auto, dmy, mdy or ymd."),
    ] = "auto",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would come.")] = False,
    no_embed: Annotated[
        bool,
        typer.Option("--no-embed", help="Leave the vectors for later: mnemic flush, or the next recall."),
    ] = False,
) -> None:
    """
    Take in a memcube file as it is, with all its versions and times, or what another program wrote.

    Of other programs: mem0, LangGraph, Graphiti, Letta, basic-memory, the MCP memory server, ChatGPT, Claude, Slack,
    chat logs and notes. What could not be carried over is listed.

    The whole file is checked before anything is written. The same file again adds nothing, and an import that was
    interrupted goes on when it is asked for again. mnemic undo takes it back.
    """
    if not source.exists():
        raise ArgumentError(f"there is no file {str(source)!r} to import")
    passphrase = _asked() if encrypted else os.environ.get(_VARIABLE) if _is_sealed(source) else None
    with trying(place, pen, model) if dry_run else writing(place, pen, model, make=True) as memory:
        with bar("Taking in") as progress:
            given: dict[str, Any] = {
                "format": format, "on_conflict": on_conflict, "user": user, "tz": tz, "date_order": date_order,
                "dry_run": dry_run, "progress": progress,
            }  # fmt: skip
            try:
                done = memory.import_(source, passphrase=passphrase, **given)
            except PassphraseError:
                if passphrase is not None or not sys.stdin.isatty():
                    raise
                done = memory.import_(source, passphrase=_asked(), **given)
        if not (dry_run or no_embed):
            with bar("Making vectors") as progress:
                memory.flush(progress=progress)
    answer(output, done.to_dict(), lambda: _taken(done))


@command(CARE, "mnemic compose ana.memcube bo.memcube --to both.memcube")
def compose(
    files: Annotated[list[Path], typer.Argument(help="The memcube files.", show_default=False)],
    output: Output,
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help="The new file.", show_default=False)],
    on_conflict: Annotated[
        str,
        typer.Option(
            metavar="HOW", help="Where they tell one memory differently: error, skip, replace or copy."
        ),
    ] = "error",
) -> None:
    """
    Make one memcube file of several: every memory once, with its history.

    Where one of them is encrypted the new one is as well, with the same passphrase.
    """
    import mnemic

    passphrase = _asked() if any(map(_is_sealed, files)) else None
    with bar("Composing") as progress:
        done = mnemic.compose(files, to, on_conflict=on_conflict, passphrase=passphrase, progress=progress)
    answer(output, done.to_dict(), lambda: [pairs(_written(done))])


def _is_sealed(source: Path) -> bool:
    """Whether a file is encrypted, so that the variable is meant for it."""
    from ..transfer import is_encrypted

    return source.is_file() and is_encrypted(source)


def _asked(*, twice: bool = False) -> str:
    """
    Return the passphrase: of the variable, or of whoever sits there. It is never an option, which others could see.

    Raises:
        PassphraseError: nobody can be asked.
    """
    known = os.environ.get(_VARIABLE)
    if known:
        return known
    if not sys.stdin.isatty():
        raise PassphraseError(f"nobody is there to type the passphrase; set {_VARIABLE}")
    return str(typer.prompt("Passphrase", hide_input=True, confirmation_prompt=twice, err=True))


def _taken(done: Imported) -> Iterator[RenderableType]:
    yield pairs(
        {
            "Would come"
            if done.dry_run
            else "Came": f"{many(done.new, 'memory', 'memories')} ({done.format})",
            "Already here": f"{done.known:,}" if done.known else None,
            "Brought up to date": f"{done.updated:,}" if done.updated else None,
            "Copied": f"{done.copied:,}" if done.copied else None,
            "Left as they are here": f"{done.skipped:,}" if done.skipped else None,
            "Take it back with": f"mnemic undo {done.run}" if done.run else None,
        }
    )
    if done.unmapped:
        # Lines, not a table: what, why and where are of any length.
        yield Text("Not carried over, or not as it was:")
    for item in done.unmapped:
        yield Text(f"  {item.count:,} x {plain(item.what)}: {plain(item.why)} ({plain(item.example)})")
