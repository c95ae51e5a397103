"""Where answers and notes go: answers to stdout, as a table or JSON; everything else to stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import NoReturn

import typer
from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from ._options import Output
from ._plain import one_line, plain, to_json


class _Console(Console):
    """A console that leaves quietly when nobody reads on."""

    def on_broken_pipe(self) -> NoReturn:
        _leave()


def stdout() -> Console:
    """Return a console for answers. What it prints is never taken for markup."""
    return _Console(markup=False, emoji=False, highlight=False)


def stderr() -> Console:
    """Return a console for notes, progress and errors."""
    return _Console(stderr=True, markup=False, emoji=False, highlight=False)


def note(text: str) -> None:
    """Tell the person something that is no part of the answer."""
    stderr().print(Text(plain(text), style="dim"), soft_wrap=True)


def warn(text: str) -> None:
    """Tell the person that the answer is less than it could be."""
    stderr().print(Text.assemble(("Warning: ", "bold yellow"), plain(text)), soft_wrap=True)


def fail(text: str, *hints: str) -> None:
    """Tell what went wrong, and the next thing to try where the message doesn't."""
    stderr().print(Text.assemble(("Error: ", "bold red"), plain(text)), soft_wrap=True)
    for hint in hints:
        stderr().print(Text(plain(hint)), soft_wrap=True)


def wants_json(output: Output) -> bool:
    """Say whether the answer is to be JSON: asked for, or nobody is looking."""
    return not sys.stdout.isatty() if output.json is None else output.json


def answer(output: Output, data: object, table: Callable[[], Iterable[RenderableType]]) -> None:
    """
    Print the answer of a command.

    Args:
        data: The answer as plain JSON, one document.

        table: Makes the same answer for people; only called when one is there.
    """
    if wants_json(output):
        write_json(data)
        return
    console = stdout()
    for part in table():
        console.print(part)


def write_json(data: object, *, indent: int | None = 2) -> None:
    """Write *data* to stdout as one JSON document, or, without *indent*, as one line."""
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower().replace("-", "")
    write(to_json(data, indent=indent, ascii_only=not encoding.startswith("utf")) + "\n")


def write(text: str) -> None:
    """Write *text* to stdout as it is."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _leave()


def _leave() -> NoReturn:
    """End the command: whoever read its output has seen enough."""
    # What is still buffered must go somewhere when the interpreter flushes it on its way out.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(0)


def table(*columns: str, text: str = "") -> Table:
    """Return an empty table; the column named *text* takes the room that is left."""
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
    for column in columns:
        wide = column == text
        made.add_column(column, overflow="fold", ratio=1 if wide else None, no_wrap=not wide)
    made.expand = bool(text)
    return made


def pairs(values: Mapping[str, RenderableType | None]) -> Table:
    """Return a table of names and values, without those that are `None`."""
    made = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    made.add_column(style="dim", no_wrap=True)
    made.add_column(overflow="fold")
    for name, value in values.items():
        if value is not None:
            made.add_row(name, Text(plain(value)) if isinstance(value, str) else value)
    return made


def moment(value: datetime | None) -> str:
    """Return a time as it stands in tables, in its own zone."""
    return "" if value is None else f"{value:%Y-%m-%d %H:%M}"


def spoken(value: object) -> str:
    """Return a field of a memory, as plain JSON, as text for people; nothing for one that was not said."""
    if value in (None, [], {}):
        return ""
    if isinstance(value, list):
        if isinstance(value[0], dict):
            return "\n".join(" ".join(map(str, item.values())) for item in value)
        return ", ".join(map(str, value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)


def many(count: int, one: str, more: str = "") -> str:
    """Return *count* with its noun, e.g. ``1 memory`` and ``2 memories``."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def size(count: int) -> str:
    """Return a number of bytes for people."""
    value = float(count)
    for unit in ("bytes", "kB", "MB"):
        if value < 1000:
            return f"{value:.0f} {unit}" if unit == "bytes" else f"{value:.1f} {unit}"
        value /= 1000
    return f"{value:.1f} GB"


__all__ = [
    "answer",
    "fail",
    "many",
    "moment",
    "note",
    "one_line",
    "pairs",
    "plain",
    "size",
    "spoken",
    "stderr",
    "stdout",
    "table",
    "wants_json",
    "warn",
    "write",
    "write_json",
]
