"""The application that the commands are part of."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated

import typer

from .._version import __version__
from ..errors import ArgumentError
from ._defaults import by_command
from ._exits import legend
from ._options import grouped
from ._output import write

KEEP, ASK, LOOK, CHANGE, CARE = "Remember", "Recall", "Look", "Change and forget", "Look after the store"
SERVE = "Serve other programs"

app = typer.Typer(
    name="mnemic",
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def command(
    panel: str, example: str, *, name: str | None = None
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """
    Make a function a command of the application.

    Args:
        panel: The part of the help it stands in.

        example: A command line that runs as it stands, shown at the end of its help.
    """

    def register(function: Callable[..., None]) -> Callable[..., None]:
        called = name or function.__name__
        app.command(
            called,
            help=_paragraphs(function),
            rich_help_panel=panel,
            epilog=f"Example:\n\n{example}",
        )(grouped(function))
        EXAMPLES[called] = example
        return function

    return register


EXAMPLES: dict[str, str] = {}
"""The example of each command."""


def _paragraphs(function: Callable[..., None]) -> str:
    """Return a docstring with each paragraph on one line, since typer keeps the breaks of the source."""
    text = inspect.getdoc(function) or ""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def _version(asked: bool) -> None:
    if asked:
        write(f"mnemic {__version__}\n")
        raise typer.Exit(0)


def _root(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave."),
    ] = False,
) -> None:
    """
    Mnemic is a memory for AI agents: what was said is kept word for word, recalled with its sources,
    corrected without losing the past, and forgotten for good when asked. Everything lives in one file.

    A command works on memory.db in this folder; --db, or the variable MNEMIC_DB, names another file; mnemic config
    shows what is in force.
    Answers are tables on a terminal and JSON in a pipe; notes, progress and errors go to stderr.
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        return
    try:
        context.default_map = by_command([*EXAMPLES])
    except ArgumentError:
        # What is wrong with the file is what the doctor is asked for.
        if context.invoked_subcommand != "doctor":
            raise


app.callback(
    invoke_without_command=True,
    help=_paragraphs(_root),
    epilog=f"{legend()}\n\nExample:\n\nmnemic demo",
)(_root)


_ORDER = (
    "init", "remember", "assert", "ingest", "import", "demo", "recall", "explain", "feedback", "reflect", "facts",
    "timeline", "predicates", "profile", "list", "show", "links", "curve", "history", "operations",
    "stats", "spaces", "overview", "graph", "audit", "undo", "update", "correct", "retract", "archive",
    "fuse", "pin", "forget", "receipt", "scrub", "consolidate", "worker", "jobs", "policy", "declare", "keys",
    "check", "backup", "export", "compose", "flush", "reembed", "migrate", "bench", "doctor", "config", "serve", "ui", "mcp",
)  # fmt: skip


def sort_commands() -> None:
    """Put the commands in the order of the help: as one gets to know them."""
    app.registered_commands.sort(key=lambda item: _ORDER.index(item.name or ""))
