"""The web page: a server of one's own store, and a link to sign in with."""

from __future__ import annotations

import webbrowser
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ._app import SERVE, command
from ._options import Model
from ._output import note, warn, write

if TYPE_CHECKING:
    from ..serve.http import Running

_STORE = "Store"


@dataclass(frozen=True, kw_only=True)
class _Whole:
    """Which store; the page shows all its spaces."""

    db: Annotated[
        Path | None,
        typer.Option(
            "--db",
            envvar="MNEMIC_DB",
            metavar="PATH",
            help="The store's file, made if it isn't there. Without it: memory.db in this folder.",
            show_default=False,
            rich_help_panel=_STORE,
        ),
    ] = None


@command(SERVE, "mnemic ui --open")
def ui(
    store: _Whole,
    model: Model,
    port: Annotated[
        int, typer.Option(metavar="N", min=0, max=65535, help="The port; 0 for one that is free.")
    ] = 0,
    open_: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:
    """
    Show a memory as a web page, on this machine only, until Ctrl-C.

    It prints a link that signs a browser in, once. For another one, run it again: several may run beside each other.
    """
    # Loaded here: a web server takes its time, and is an extra.
    from ..serve.http import Settings, serve
    from ..serve.web import read_files

    if not read_files():
        warn("the web page is not built in this installation; in the source tree: make web")
    settings = Settings(
        location=str(store.db or Path("memory.db")),
        embedder=model.embedder,
        port=port,
    )
    serve(settings, started=lambda running: _show(running, is_open=open_))


def _show(running: Running, *, is_open: bool) -> None:
    if running.key is not None:
        note(f"The store's first key, for programs; it is shown this once: {running.key}")
    link = running.link or running.url  # only a store that cannot be written has no link
    note("The page signs you in once by this link, within ten minutes. Ctrl-C ends it.")
    write(f"{link}\n")
    if is_open and not webbrowser.open(link):
        warn("no browser could be opened; copy the link into one")
