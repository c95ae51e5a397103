"""Serving a store to other programs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from ._app import SERVE, command
from ._options import Model, Output, Texts
from ._output import note, stdout, wants_json, warn, write_json

if TYPE_CHECKING:
    from ..serve.http import Running

_WHERE, _WHO, _BOUNDS = "Where it listens", "Who may call", "Bounds"


@dataclass(frozen=True, kw_only=True)
class _Where:
    """Where a server listens."""

    host: Annotated[
        str,
        typer.Option(
            envvar="MNEMIC_HOST", metavar="ADDRESS", help="The address to listen on.", rich_help_panel=_WHERE
        ),
    ] = "127.0.0.1"
    port: Annotated[
        int,
        typer.Option(
            envvar="MNEMIC_PORT",
            metavar="N",
            min=0,
            max=65535,
            help="0: any that is free.",
            rich_help_panel=_WHERE,
        ),
    ] = 7077
    workers: Annotated[
        int,
        typer.Option(metavar="N", min=1, help="How many processes serve the store.", rich_help_panel=_WHERE),
    ] = 1


@dataclass(frozen=True, kw_only=True)
class _Who:
    """Who may call a server."""

    allow_host: Annotated[
        Texts | None,
        typer.Option(
            metavar="NAME",
            help="A name it may be called by, beside its address; may be repeated.",
            rich_help_panel=_WHO,
        ),
    ] = None
    allow_origin: Annotated[
        Texts | None,
        typer.Option(
            metavar="ORIGIN",
            help="Whose pages may call it, e.g. https://app.example.com; may be repeated.",
            rich_help_panel=_WHO,
        ),
    ] = None
    metrics_token: Annotated[
        str | None,
        typer.Option(
            envvar="MNEMIC_METRICS_TOKEN",
            metavar="TOKEN",
            help="With it /metrics may be read from other machines.",
            show_default=False,
            rich_help_panel=_WHO,
        ),
    ] = None


@dataclass(frozen=True, kw_only=True)
class _Bounds:
    """How much a server takes."""

    rate: Annotated[
        float,
        typer.Option(
            metavar="N",
            min=0,
            help="The most requests a second for one key; 0: any.",
            rich_help_panel=_BOUNDS,
        ),
    ] = 200.0
    max_body: Annotated[
        int,
        typer.Option(
            metavar="BYTES", min=1, help="The most that a request may hold.", rich_help_panel=_BOUNDS
        ),
    ] = 16 << 20
    max_import: Annotated[
        int,
        typer.Option(
            metavar="BYTES",
            min=1,
            help="The most that a file may hold which is sent to be imported.",
            rich_help_panel=_BOUNDS,
        ),
    ] = 1 << 30
    stop_within: Annotated[
        float,
        typer.Option(
            metavar="SECONDS",
            min=0.1,
            help="How long requests have to end when the server is stopped.",
            rich_help_panel=_BOUNDS,
        ),
    ] = 20.0


@command(SERVE, "mnemic serve --db memory.db --port 7077")
def serve(
    output: Output,
    where: _Where,
    who: _Who,
    bounds: _Bounds,
    model: Model,
    db: Annotated[
        str,
        typer.Option(envvar="MNEMIC_DB", metavar="PATH", help="The store's file; made if it isn't there."),
    ] = "memory.db",
    llm: Annotated[
        str | None,
        typer.Option(
            envvar="MNEMIC_LLM",
            metavar="NAME",
            help="A language model to consolidate and reflect with.",
            show_default=False,
        ),
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="Refuse every write.")] = False,
    log: Annotated[
        bool, typer.Option("--log", help="Write a line for each request; never what it says.")
    ] = False,
) -> None:
    """
    Serve a store over HTTP, with all its spaces, until Ctrl-C.

    Programs need a key; the first one is made, and shown once, when the store has none. A browser signs in with
    the link that is printed. Only this machine can reach the server, unless --host says otherwise.
    """
    from ..serve.http import Settings
    from ..serve.http import serve as run

    settings = Settings(
        location=db,
        embedder=model.embedder,
        llm=llm,
        read_only=read_only,
        host=where.host,
        port=where.port,
        workers=where.workers,
        allowed_hosts=tuple(who.allow_host or ()),
        allowed_origins=tuple(who.allow_origin or ()),
        metrics_token=who.metrics_token,
        rate_per_s=bounds.rate or None,
        max_body_bytes=bounds.max_body,
        max_import_bytes=bounds.max_import,
        shutdown_s=bounds.stop_within,
        logs="requests" if log else "errors",
    )
    if not settings.is_local:
        warn(
            f"{settings.host} can be reached from other machines, and HTTP hides neither keys nor memories on the way; "
            "put a proxy that speaks TLS before the server, and let it listen on 127.0.0.1"
        )
    run(settings, started=lambda at: _greet(at, db, output))
    note("Stopped.")


def _greet(at: Running, db: str, output: Output) -> None:
    """Tell where the server is, and, this once, the secrets that open it."""
    if wants_json(output):
        # One line, so that a program that started the server can read on.
        write_json({"url": at.url, "key": at.key, "link": at.link}, indent=None)
    else:
        told = {"store": str(Path(db).resolve()), "listens on": at.url, "first key": at.key, "page": at.link}
        for name, value in told.items():
            if value is not None:
                # Unbroken, however long: keys are copied, and links are clicked.
                stdout().print(Text.assemble((f"{name:<12}", "dim"), value), soft_wrap=True)
    if at.key is not None:
        note("The key is shown this once: write it down. Programs send it as Authorization: Bearer mnk_…")
    if at.link is not None:
        note("The page's link is good once, for ten minutes.")
    note("Ctrl-C stops the server.")
