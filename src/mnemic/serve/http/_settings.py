"""What a server is told when it starts."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ...errors import ArgumentError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...index import EmbedderSpec
    from ...llm import LanguageModel, Redact

HOST, PORT = "127.0.0.1", 7077
LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """
    What a server is told when it starts.

    Attributes:
        location: The store's file; all its spaces are served.

        embedder, llm, redact, read_only, busy_timeout_s, cache_bytes: As for `mnemic.open`.

        host, port: Where it listens; port 0 takes a free one.

        workers: How many processes serve the store.

        allowed_hosts: Names the server may be called by, beside its own address: whatever else stands in a request's
            ``Host`` is refused.

        allowed_origins: Web pages of other origins that may call it, e.g. ``"https://app.example.com"``.

        rate_per_s, burst: How many requests a second one key may make, and how many at once; `None` for no limit.

        max_body_bytes: The most a request may hold.

        max_import_bytes: The most a file may hold that is sent to be imported; it may take `max_work_s` to arrive.

        header_timeout_s, body_timeout_s: How long a client may take to send a request's head, and the rest of it.

        write_timeout_s: How long a client may leave an answer unread.

        keep_alive_s: How long an idle connection is kept.

        metrics_token: What whoever reads ``/metrics`` sends as a bearer; without one, this machine may, and an
            administrator's key.

        max_connections: How many connections one worker holds at once; the next ones are closed.

        shutdown_s: How long requests in flight have to end when the server is stopped.

        max_wait_s: The most of a `timeout_s` that a request may ask for.

        max_work_s: The most of a `max_s` that a consolidation may ask for, and what it gets when it asks for none.

        threads, slow_threads: How many verbs run at once in one worker: the usual ones, and those that may take
            minutes (consolidate, reflect, check …), which never hold up the others.

        logs: What is written to stderr: ``"errors"``, or a line for each ``"requests"`` too; `None` leaves what this
            process does with logs as it is.
    """

    location: str
    embedder: EmbedderSpec | None = None
    llm: str | LanguageModel | Callable[[str], str] | None = None
    redact: Redact | None = None
    read_only: bool = False
    busy_timeout_s: float = 5.0
    cache_bytes: int = 256 << 20
    host: str = HOST
    port: int = PORT
    workers: int = 1
    allowed_hosts: tuple[str, ...] = ()
    allowed_origins: tuple[str, ...] = ()
    rate_per_s: float | None = 200.0
    burst: int = 400
    max_body_bytes: int = 16 << 20
    max_import_bytes: int = 1 << 30
    header_timeout_s: float = 10.0
    body_timeout_s: float = 30.0
    write_timeout_s: float = 30.0
    keep_alive_s: float = 75.0
    metrics_token: str | None = field(default=None, repr=False)
    max_connections: int = 1000
    shutdown_s: float = 20.0
    max_wait_s: float = 60.0
    max_work_s: float = 3600.0
    threads: int = 16
    slow_threads: int = 2
    logs: Literal["errors", "requests"] | None = None

    def __post_init__(self) -> None:
        for name in (
            "workers",
            "burst",
            "max_body_bytes",
            "max_import_bytes",
            "max_connections",
            "threads",
            "slow_threads",
        ):
            _whole(name, getattr(self, name), least=1)
        _whole("port", self.port, least=0, most=65535)
        _whole("cache_bytes", self.cache_bytes, least=0)
        for item in fields(self):
            if item.name.endswith("_s") and (value := getattr(self, item.name)) is not None:
                _positive(item.name, value)
        named = (
            isinstance(self.embedder, str | None) and isinstance(self.llm, str | None) and self.redact is None
        )
        if self.workers > 1 and not named:
            raise ArgumentError(
                f"workers={self.workers} take an embedder and a model by their names, and no redact=: objects and "
                "functions stay in the process that made them; pass workers=1"
            )
        if "://" in self.location:
            raise ArgumentError(
                f"location={self.location!r:.60} is an address; a server serves a file, e.g. memory.db"
            )
        if self.location == ":memory:" and self.workers > 1:
            raise ArgumentError(
                f'workers={self.workers} with location=":memory:": each worker would have a memory of its own; '
                "pass a path, or workers=1"
            )

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the server."""
        return self.host in LOOPBACK

    @property
    def path(self) -> Path | None:
        """The store's file, if it has one."""
        return None if self.location == ":memory:" else Path(self.location).resolve()

    def opening(self) -> dict[str, Any]:
        """Return what `mnemic.open` is told."""
        names = ("embedder", "llm", "redact", "read_only", "busy_timeout_s", "cache_bytes")
        return {name: getattr(self, name) for name in names}


def _whole(name: str, value: object, *, least: int, most: int | None = None) -> None:
    if type(value) is not int or value < least or (most is not None and value > most):
        upto = f" and at most {most}" if most is not None else ""
        raise ArgumentError(f"{name}={value!r:.60} must be a whole number of at least {least}{upto}")


def _positive(name: str, value: object) -> None:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not math.isfinite(value) or value <= 0:  # type: ignore[arg-type, operator]
        raise ArgumentError(f"{name}={value!r:.60} must be a number above 0")
