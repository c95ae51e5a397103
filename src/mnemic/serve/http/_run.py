"""Running the server: in this process until it is told to stop, in several, or beside a program."""

from __future__ import annotations

import errno
import logging
import math
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Final

import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from ...errors import ServerUnavailable
from ._app import make_app
from ._metrics import share_between_workers
from ._patience import patient

if TYPE_CHECKING:
    from types import FrameType

    from ...engine import Memory
    from ._settings import Settings

_BACKLOG: Final = 512
_LINE: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_DEAF_S: Final = 30
"""For how long a worker may not answer its parent before it counts as hung: one long computation is no reason."""


@dataclass(frozen=True, kw_only=True)
class Running:
    """
    A server at work.

    Attributes:
        url: Where it is reached from this machine.

        key: The store's first key, where this start made it; it is shown this once.

        link: Signs a browser in, once, for ten minutes; `None` for a store that is only read, which cannot note it.
    """

    url: str
    key: str | None = field(repr=False)
    link: str | None = field(repr=False)


class Config(uvicorn.Config):
    """
    What uvicorn is told, from our settings; another process makes its own from them.

    Args:
        settings: With the port it listens on.

        memory: The store, if this process has opened it already.
    """

    def __init__(self, settings: Settings, memory: Memory | None = None) -> None:
        self.settings = settings
        super().__init__(
            partial(make_app, settings, memory),
            factory=True,
            host=settings.host,
            port=settings.port,
            workers=settings.workers,
            http=patient(settings),
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            # Whoever calls is who is at the other end: what a proxy says of others counts only where it is set up.
            proxy_headers=False,
            timeout_keep_alive=math.ceil(settings.keep_alive_s),
            timeout_graceful_shutdown=math.ceil(settings.shutdown_s),
            timeout_worker_healthcheck=_DEAF_S,
        )

    def configure_logging(self) -> None:
        super().configure_logging()
        if self.settings.logs is not None:
            logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format=_LINE, force=True)
            is_wanted = self.settings.logs == "requests"
            logging.getLogger("mnemic.access").setLevel(logging.INFO if is_wanted else logging.WARNING)

    def __reduce__(self) -> tuple[type[Config], tuple[Settings]]:
        return Config, (self.settings,)


def listen(settings: Settings) -> socket.socket:
    """
    Return a socket that listens where *settings* says.

    Raises:
        ServerUnavailable: the port is taken, or the address is none of this machine's.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # Named as TCP, since asyncio sends small answers at once only through sockets that say so.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((settings.host, settings.port))
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise ServerUnavailable(_why_not(settings, error)) from None
    listener.set_inheritable(True)
    return listener


def _why_not(settings: Settings, error: OSError) -> str:
    place = f"{settings.host} port {settings.port}"
    if error.errno == errno.EADDRINUSE:
        return f"cannot listen on {place}: another program does; choose another with --port, or stop that one"
    if error.errno == errno.EACCES:
        return f"cannot listen on {place}: ports under 1024 take more rights; choose another with --port"
    return (
        f"cannot listen on {place}: {error.strerror}; --host takes an address of this machine, e.g. 127.0.0.1"
    )


def url_of(settings: Settings) -> str:
    """Return where a server with these settings is reached from this machine."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104
    return f"http://[{host}]:{settings.port}" if ":" in host else f"http://{host}:{settings.port}"


def _opened(settings: Settings) -> tuple[Memory, str | None, str | None]:
    """Return the open store, its first key if there was none, and a token to sign in with."""
    # Loaded here, so that reading settings takes no engine.
    import mnemic
    from mnemic.engine import Door

    memory = mnemic.open(settings.location, **settings.opening())
    try:
        door = Door(memory)
        first = door.first_key()
        return memory, first.secret if first else None, None if settings.read_only else door.link()
    except BaseException:
        memory.close()
        raise


@contextmanager
def _ready(settings: Settings) -> Iterator[tuple[socket.socket, Settings, Memory, Running]]:
    """Have everything ready that can fail, the store open and the port taken, before a server runs."""
    with listen(settings) as listener:
        settings = replace(settings, port=listener.getsockname()[1])
        memory, key, token = _opened(settings)
        with memory:
            url = url_of(settings)
            link = f"{url}/#token={token}" if token else None
            yield listener, settings, memory, Running(url=url, key=key, link=link)


def serve(settings: Settings, *, started: Callable[[Running], None] = lambda _running: None) -> None:
    """
    Serve a store until the process is told to stop: by SIGINT, which is Ctrl-C, or SIGTERM.

    Requests in flight then have `Settings.shutdown_s` to end. What was acknowledged is in the store already.

    Args:
        started: Called when connections are taken.

    Raises:
        ServerUnavailable: it cannot listen there, or its workers do not start.

        StorePathError, EmbedderMismatch, …: the store cannot be opened; see `mnemic.open`.
    """
    with _ready(settings) as (listener, settings, memory, at), _stopped_by_signals():
        started(at)
        if settings.workers == 1:
            uvicorn.Server(Config(settings, memory)).run([listener])
            return
        memory.close()
        share_between_workers()
        # What the store was opened with is recorded in it by now: `reembed` in one worker then is no other's error.
        named = replace(settings, embedder=None) if isinstance(settings.embedder, str) else settings
        group = Multiprocess(Config(named), [listener])
        group.run()
        if any(process.exitcode == STARTUP_FAILURE for process in group.processes):
            raise ServerUnavailable("a worker did not start; what it wrote above says why")


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """Leave SIGINT and SIGTERM to the server, which ends on them in its own time; afterwards they mean what they did."""
    before = {number: signal.signal(number, _unheard) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _unheard(_number: int, _frame: FrameType | None) -> None:
    """Take no notice: the server has."""


@contextmanager
def running(settings: Settings) -> Iterator[Running]:
    """
    Serve a store from a thread of this process for as long as the context lasts: for tests, or beside a program.

    Args:
        settings: With port 0, a free one is taken.

    Raises:
        ServerUnavailable: it cannot listen there, or did not start.

        StorePathError, EmbedderMismatch, …: the store cannot be opened; see `mnemic.open`.
    """
    with _ready(settings) as (listener, settings, memory, at):
        server = uvicorn.Server(Config(settings, memory))
        thread = threading.Thread(target=server.run, args=([listener],), name="mnemic-serve", daemon=True)
        thread.start()
        try:
            while not server.started:
                thread.join(0.005)
                if not thread.is_alive():
                    raise ServerUnavailable("the server did not start; its log says why")
            yield at
        finally:
            server.should_exit = True
            thread.join()
