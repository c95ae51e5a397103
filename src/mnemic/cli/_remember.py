"""Remembering from the command line."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from ..errors import ContentError
from ._app import KEEP, command
from ._complete import kind_names
from ._options import Model, Output, Pen, Place, Texts, read_json
from ._output import answer, note, pairs
from ._store import writing

_WHO, _WHEN, _AS = "Who", "When", "As what"


@dataclass(frozen=True, kw_only=True)
class _Who:
    user: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whom it belongs to.", rich_help_panel=_WHO)
    ] = None
    agent: Annotated[
        str | None, typer.Option(metavar="NAME", help="Which agent it was told to.", rich_help_panel=_WHO)
    ] = None
    session: Annotated[
        str | None, typer.Option(metavar="NAME", help="Which conversation it is from.", rich_help_panel=_WHO)
    ] = None
    speaker: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who said it.", rich_help_panel=_WHO)
    ] = None
    role: Annotated[
        str | None, typer.Option(metavar="ROLE", help="As what, e.g. user.", rich_help_panel=_WHO)
    ] = None


@dataclass(frozen=True, kw_only=True)
class _When:
    occurred_at: Annotated[
        str | None, typer.Option("--at", metavar="TIME", help="When it happened.", rich_help_panel=_WHEN)
    ] = None
    occurred_end: Annotated[
        str | None, typer.Option("--end", metavar="TIME", help="When it ended.", rich_help_panel=_WHEN)
    ] = None
    valid_from: Annotated[
        str | None, typer.Option(metavar="TIME", help="Since when it is true.", rich_help_panel=_WHEN)
    ] = None
    valid_to: Annotated[
        str | None, typer.Option(metavar="TIME", help="Until when it is true.", rich_help_panel=_WHEN)
    ] = None


@dataclass(frozen=True, kw_only=True)
class _As:
    kind: Annotated[
        str,
        typer.Option(
            metavar="KIND",
            help="What sort of memory it is.",
            rich_help_panel=_AS,
            autocompletion=kind_names,
        ),
    ] = "episode"
    tag: Annotated[
        Texts | None, typer.Option(metavar="TAG", help="A tag; may be repeated.", rich_help_panel=_AS)
    ] = None
    metadata: Annotated[
        str | None,
        typer.Option(metavar="JSON", help="What you want to keep beside it.", rich_help_panel=_AS),
    ] = None
    source: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Where it comes from.", rich_help_panel=_AS)
    ] = None
    importance: Annotated[
        float | None, typer.Option(metavar="0..1", help="How much it matters.", rich_help_panel=_AS)
    ] = None
    derived_from: Annotated[
        Texts | None,
        typer.Option(metavar="ID", help="A memory it rests on; may be repeated.", rich_help_panel=_AS),
    ] = None
    key: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="A name to write it under again: that makes a new version.",
                     rich_help_panel=_AS),
    ] = None  # fmt: skip
    if_version: Annotated[
        int | None,
        typer.Option(metavar="N", help="With --key: only if that is its version now; 0: not there yet.",
                     rich_help_panel=_AS),
    ] = None  # fmt: skip
    idempotency_key: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="Makes saying it twice the same as saying it once.",
                     rich_help_panel=_AS),
    ] = None  # fmt: skip
    reason: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Why, for the record.", rich_help_panel=_AS)
    ] = None


@command(KEEP, 'mnemic remember "I moved to Porto in May." --user ana')
def remember(
    who: _Who,
    when: _When,
    as_: _As,
    output: Output,
    place: Place,
    pen: Pen,
    model: Model,
    text: Annotated[
        str | None,
        typer.Argument(metavar="[TEXT]", help="What to remember; - or nothing: read it from stdin."),
    ] = None,
) -> None:
    """
    Keep a text, word for word.

    It is on disk when the command returns. A time is written like 2026-05-20T10:00:00+01:00.
    """
    content = _read_stdin() if text in (None, "-") else text
    arguments: dict[str, Any] = {**vars(who), **vars(when), **vars(as_)}
    arguments["tags"] = arguments.pop("tag") or ()
    arguments["metadata"] = read_json(arguments["metadata"], "--metadata")
    arguments["links"] = [("derived_from", id_) for id_ in arguments.pop("derived_from") or ()]
    with writing(place, pen, model, make=True) as memory:
        cube = memory.remember(str(content), **arguments)
    told = {"Remembered": f"number {cube.seq}, version {cube.version}", "Id": cube.id}
    answer(output, cube.to_dict(), lambda: [pairs(told)])


def _read_stdin() -> str:
    """Return what stdin holds, without the line end that shells put after it."""
    if sys.stdin.isatty():
        note("Write what to remember, then press Ctrl-D on a line of its own.")
    data = sys.stdin.buffer.read()
    try:
        return data.decode("utf-8").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError as error:
        raise ContentError(
            f"stdin is not UTF-8: byte {error.start} is 0x{data[error.start]:02x}; convert it first, "
            "e.g. with: iconv -f windows-1252 -t utf-8"
        ) from None
