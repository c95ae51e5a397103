"""Serving the memory to programs that speak the Model Context Protocol."""

from __future__ import annotations

import os
import secrets
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import ArgumentError, StorePathError
from ._app import SERVE, command
from ._options import Texts
from ._output import note
from ._sleep import Asked

if TYPE_CHECKING:
    from ..engine import Memory
    from ..serve.mcp import Offer

_WHERE, _WHOSE, _TOOLS, _HTTP = (
    "Which memory",
    "Whose memories: settled here, never by the model",
    "Tools",
    "HTTP",
)
_KEY_CHARS = 16


@dataclass(frozen=True, kw_only=True)
class Where:
    """Which memory to serve: a file, or a server's."""

    db: Annotated[
        str | None,
        typer.Option(
            "--db",
            envvar="MNEMIC_DB",
            metavar="PATH",
            help="The store's file, made if it isn't there; ~ is your home folder.",
            show_default=False,
            rich_help_panel=_WHERE,
        ),
    ] = None
    url: Annotated[
        str | None,
        typer.Option(
            envvar="MNEMIC_URL",
            metavar="URL",
            help="A running mnemic serve instead; its key in MNEMIC_API_KEY.",
            show_default=False,
            rich_help_panel=_WHERE,
        ),
    ] = None
    space: Annotated[
        str,
        typer.Option(envvar="MNEMIC_SPACE", metavar="NAME", help="The space.", rich_help_panel=_WHERE),
    ] = "default"
    embedder: Annotated[
        str | None,
        typer.Option(
            envvar="MNEMIC_EMBEDDER",
            metavar="NAME",
            help="What makes the vectors. Without it: what the store was made with; for a new store, minilm.",
            show_default=False,
            rich_help_panel=_WHERE,
        ),
    ] = None


@dataclass(frozen=True, kw_only=True)
class Whose:
    """The scope: what is written belongs to it, and nothing else is seen."""

    user: Annotated[
        str | None,
        typer.Option(envvar="MNEMIC_USER", metavar="NAME", help="This user's only.", rich_help_panel=_WHOSE),
    ] = None
    agent: Annotated[
        str | None,
        typer.Option(
            envvar="MNEMIC_AGENT", metavar="NAME", help="This agent's only.", rich_help_panel=_WHOSE
        ),
    ] = None
    session: Annotated[
        str | None,
        typer.Option(
            envvar="MNEMIC_SESSION", metavar="NAME", help="This session's only.", rich_help_panel=_WHOSE
        ),
    ] = None


@dataclass(frozen=True, kw_only=True)
class Tools:
    """What the model may do."""

    read_only: Annotated[
        bool,
        typer.Option("--read-only", help="Offer nothing that writes.", rich_help_panel=_TOOLS),
    ] = False
    allow_delete_all: Annotated[
        bool,
        typer.Option("--allow-delete-all", help="Offer delete_all_memories, too.", rich_help_panel=_TOOLS),
    ] = False
    allow_undo: Annotated[
        bool, typer.Option("--allow-undo", help="Offer undo, too.", rich_help_panel=_TOOLS)
    ] = False
    reference_tools: Annotated[
        bool,
        typer.Option(
            "--reference-tools",
            help="Offer the nine tools of the MCP reference memory server, too.",
            rich_help_panel=_TOOLS,
        ),
    ] = False
    reference_only: Annotated[
        bool,
        typer.Option("--reference-only", help="Offer these nine tools only.", rich_help_panel=_TOOLS),
    ] = False

    def offer(self, whose: Whose) -> Offer:
        """Return what the server offers."""
        from ..serve.mcp import Offer, Scope

        return Offer(
            scope=Scope(user=whose.user, agent=whose.agent, session=whose.session),
            read_only=self.read_only,
            delete_all=self.allow_delete_all,
            undo=self.allow_undo,
            memory_tools=not self.reference_only,
            reference_tools=self.reference_tools or self.reference_only,
        )


@dataclass(frozen=True, kw_only=True)
class Web:
    """How to serve over HTTP."""

    http: Annotated[
        bool,
        typer.Option(
            "--http",
            help="Serve over streamable HTTP, behind a key (MNEMIC_MCP_KEY, or a new one), instead of stdio.",
            rich_help_panel=_HTTP,
        ),
    ] = False
    host: Annotated[str, typer.Option(metavar="NAME", help="Where to listen.", rich_help_panel=_HTTP)] = (
        "127.0.0.1"
    )
    port: Annotated[
        int,
        typer.Option(metavar="N", min=0, max=65535, help="The port; 0 for any.", rich_help_panel=_HTTP),
    ] = 7078
    allow_host: Annotated[
        Texts | None,
        typer.Option(
            metavar="NAME",
            help="A name clients may call the server by, beside localhost; may be repeated.",
            rich_help_panel=_HTTP,
        ),
    ] = None


@command(SERVE, "mnemic mcp --db memory.db --user ana")
def mcp(where: Where, whose: Whose, tools: Tools, web: Web, llm: Asked = None) -> None:
    """
    Serve the memory to AI clients over the Model Context Protocol.

    A client such as Claude, Cursor or VS Code starts this itself, over stdin and stdout; put "mnemic mcp --db PATH"
    into its configuration.
    """
    from ..serve import mcp as serving

    offer = tools.offer(whose)
    with closing(_opened(where, read_only=tools.read_only, llm=llm)) as memory:
        if not web.http:
            if sys.stdin.isatty():
                note(
                    "Waiting for an MCP client on stdin; clients start this command themselves. Ctrl-C stops."
                )
            serving.serve_stdio(memory, offer)
            return
        address = serving.Address(host=web.host, port=web.port, hosts=tuple(web.allow_host or ()))
        serving.serve_http(memory, offer, address=address, key=_key(), ready=_ready)


def _opened(where: Where, *, read_only: bool, llm: str | None) -> Memory:
    """
    Open the memory that is to be served.

    Raises:
        ArgumentError: neither a file nor a server is named, or both; or an option belongs to the other.

        StorePathError: it is to be read only, and isn't there.
    """
    import mnemic

    url = _address(where)
    if url is not None:
        if where.embedder is not None or llm is not None:
            raise ArgumentError("--embedder and --llm are the server's to choose; give them to mnemic serve")
        return mnemic.open(url, space=where.space, read_only=read_only)
    if where.db is None:
        raise ArgumentError(
            "which memory? Name its file with --db PATH (or MNEMIC_DB), or a running server with --url URL; clients "
            "start this in a folder of their own choosing, so there is no default"
        )
    # No shell reads the configuration of a client.
    path = Path(where.db).expanduser()
    if read_only and not path.exists():
        raise StorePathError(
            f"there is no store {str(path)!r} to read; leave --read-only out once to make it"
        )
    return mnemic.open(
        path, space=where.space, embedder=where.embedder, llm=llm, read_only=read_only, actor="mcp"
    )


def _address(where: Where) -> str | None:
    from .._address import is_address

    if where.url is None:
        return where.db if is_address(where.db) else None
    if where.db is not None:
        raise ArgumentError(
            f"--url {where.url} and --db {where.db} name two memories (also by MNEMIC_URL, MNEMIC_DB)"
        )
    if not is_address(where.url):
        raise ArgumentError(f"--url {where.url!r:.60} is no address: it begins with http:// or https://")
    return where.url


def _key() -> str:
    """
    Return the key clients must send: the one that is set, or a new one, which is shown.

    Raises:
        ArgumentError: it is so short that it could be guessed.
    """
    key = os.environ.get("MNEMIC_MCP_KEY")
    if not key:
        key = f"mcp_{secrets.token_urlsafe(24)}"
        note(f"Key for this run (set MNEMIC_MCP_KEY to choose one): {key}")
    elif len(key) < _KEY_CHARS:
        raise ArgumentError(f"MNEMIC_MCP_KEY has {len(key)} characters; a key needs {_KEY_CHARS} or more")
    return key


def _ready(url: str) -> None:
    note(f"MCP on {url}. Ctrl-C stops.")
