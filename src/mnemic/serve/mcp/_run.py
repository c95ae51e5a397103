"""Running the server over a transport, until the client or a signal ends it."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import anyio
import anyio.to_thread

from ...errors import ServerUnavailable
from ._http import PATH, http_app
from ._server import Offer, build_server

if TYPE_CHECKING:
    from mcp.server.lowlevel import Server

    from ...engine import Memory

_GRACE_S: Final = 5
_BACKLOG: Final = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """
    Where to serve over HTTP.

    Attributes:
        port: 0 for any that is free.

        hosts: Names, beside those of this machine, that clients may call the server by.
    """

    host: str = "127.0.0.1"
    port: int = 7078
    hosts: tuple[str, ...] = ()


def serve_stdio(memory: Memory, offer: Offer) -> None:
    """Serve *memory* to the program that started this one, over stdin and stdout, until it closes them."""
    log_to_stderr()
    anyio.run(_stdio, build_server(memory, offer), memory)


async def _stdio(server: Server[Any], memory: Memory) -> None:
    from mcp.server.stdio import stdio_server

    async with anyio.create_task_group() as group:
        group.start_soon(_end_on_signal, memory)
        async with stdio_server() as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())
        group.cancel_scope.cancel()


async def _end_on_signal(memory: Memory) -> None:
    """Close the memory and leave at once: the thread that waits for the next line of stdin can't be called back."""
    with anyio.open_signal_receiver(signal.SIGINT, signal.SIGTERM) as signals:
        async for number in signals:
            await anyio.to_thread.run_sync(memory.close)
            os._exit(128 + number)


def serve_http(
    memory: Memory, offer: Offer, *, address: Address, key: str, ready: Callable[[str], None]
) -> None:
    """
    Serve *memory* over streamable HTTP, until a signal ends it.

    Args:
        key: What clients must send as a bearer token.

        ready: Called with the URL once clients can connect.

    Raises:
        ServerUnavailable: the address cannot be listened on.
    """
    import uvicorn

    log_to_stderr()
    app = http_app(build_server(memory, offer), key=key, hosts=address.hosts)
    with _listening(address) as listening, _stopped_by_signals():
        config = uvicorn.Config(
            app, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=_GRACE_S
        )
        host, port = listening.getsockname()[:2]
        ready(f"http://{f'[{host}]' if ':' in host else host}:{port}{PATH}")
        uvicorn.Server(config).run(sockets=[listening])


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """Leave SIGINT and SIGTERM to uvicorn, which ends on them and then raises them once more: nobody needs that."""
    before = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _listening(address: Address) -> socket.socket:
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    # Named as TCP, since asyncio sends small answers at once only through sockets that say so.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address.host, address.port))
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise ServerUnavailable(
            f"cannot listen on {address.host} port {address.port}: {error.strerror or error}; choose another with "
            "--host and --port (0 takes one that is free)"
        ) from None
    return listener


def log_to_stderr() -> None:
    """Send what the libraries log to stderr: over stdio, stdout is the protocol."""
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s"
    )
