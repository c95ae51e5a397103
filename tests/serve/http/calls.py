"""What the tests of the server's door share: settings, keys, and requests no client library would send."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import httpx

from mnemic.serve.http import Running, Settings, running


class Served(NamedTuple):
    """A running server, and a client with its first key."""

    server: Running
    http: httpx.Client
    path: Path

    @property
    def key(self) -> str:
        """The server's first key."""
        assert self.server.key is not None
        return self.server.key

    def as_(self, secret: str | None) -> httpx.Client:
        """Return a client with another key, or none."""
        headers = {} if secret is None else {"Authorization": f"Bearer {secret}"}
        return httpx.Client(base_url=self.server.url, headers=headers, timeout=30)


@contextmanager
def served(folder: Path, **settings: Any) -> Iterator[Served]:
    """Serve a new store in *folder*."""
    path = folder / "memory.db"
    with running(
        Settings(**{"location": str(path), "embedder": "hash", "port": 0, "rate_per_s": None, **settings})
    ) as at:
        headers = {} if at.key is None else {"Authorization": f"Bearer {at.key}"}
        with httpx.Client(base_url=at.url, headers=headers, timeout=30) as http:
            yield Served(at, http, path)


@contextmanager
def connected(url: str) -> Iterator[socket.socket]:
    """Connect to a server, to say whatever one likes."""
    place = urlsplit(url)
    with socket.create_connection((place.hostname, place.port), timeout=20) as connection:
        yield connection


def spoken(url: str, said: bytes) -> bytes:
    """Return everything a server answers to *said*, until it hangs up."""
    with connected(url) as connection:
        connection.sendall(said)
        return everything(connection)


def everything(connection: socket.socket) -> bytes:
    """Return what comes until the other side hangs up."""
    heard = b""
    while True:
        try:
            part = connection.recv(65536)
        except ConnectionResetError:
            return heard
        if not part:
            return heard
        heard += part


class Process(NamedTuple):
    """``mnemic serve`` in a process of its own; what it writes goes to the file `log`."""

    process: subprocess.Popen[bytes]
    url: str
    key: str
    log: Path

    def client(self) -> httpx.Client:
        """Return somebody who calls it with the first key."""
        return httpx.Client(base_url=self.url, headers={"Authorization": f"Bearer {self.key}"}, timeout=30)

    def kill(self) -> None:
        """End it and its workers as a power failure would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def process_of(path: Path, *options: str, key: str = "", **environment: str) -> Iterator[Process]:
    """
    Run ``mnemic serve`` on a store.

    Args:
        key: For a store that has keys already.
    """
    log = path.with_suffix(".log")
    command = [
        sys.executable,
        "-m",
        "mnemic",
        "serve",
        "--db",
        str(path),
        "--embedder",
        "hash",
        "--port",
        "0",
        *options,
    ]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, stdout=out, stderr=out, env={**os.environ, **environment}, start_new_session=True
        )
    try:
        told = json.loads(_found(process, log, r'(\{"url": .*\})'))
        _found(process, log, r"(Ctrl-C) stops")
        # Workers take a while to start; the first of them that is there answers.
        httpx.get(f"{told['url']}/healthz", timeout=60)
        yield Process(process, told["url"], key or told["key"], log)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _found(process: subprocess.Popen[bytes], log: Path, pattern: str) -> str:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        found = re.search(pattern, log.read_text())
        if found:
            return found[1]
        if process.poll() is not None:
            break
        time.sleep(0.02)
    raise AssertionError(f"the server never wrote {pattern!r}:\n{log.read_text()}")
