"""A real server on a free port, and somebody who calls it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import httpx
import pytest
from http_api import Api

from mnemic.serve.http import Running, Settings, running

_numbers = itertools.count(1)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server that the tests of a module share; each has a space of its own."""
    path = tmp_path_factory.mktemp("served") / "memory.db"
    settings = Settings(location=str(path), embedder="hash", port=0, rate_per_s=None)
    with running(settings) as server:
        yield server


@pytest.fixture
def api(server: Running) -> Iterator[Api]:
    """Calls the server with its first key, which may do everything, in a space that nobody has used."""
    headers = {"Authorization": f"Bearer {server.key}"}
    with httpx.Client(base_url=server.url, headers=headers, timeout=30) as http:
        yield Api(http, f"space{next(_numbers)}")
