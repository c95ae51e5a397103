"""A real server on a free port, and somebody who calls it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from mnemic.serve.http import Running, Settings, running

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Api:
    """Calls a server with a key, in one space."""

    http: httpx.Client
    space: str

    def send(self, method: str, path: str, **more: Any) -> httpx.Response:
        """Send a request; `{space}` in *path* is the space."""
        return self.http.request(method, path.replace("{space}", self.space), **more)

    def post(self, path: str, **body: Any) -> httpx.Response:
        """Post arguments to an address of the space."""
        return self.send("POST", f"/v1/spaces/{{space}}/{path}", json=body)

    def get(self, path: str, **query: Any) -> httpx.Response:
        """Get from an address of the space."""
        return self.send("GET", f"/v1/spaces/{{space}}/{path}", params=query)

    def data(self, response: httpx.Response) -> Any:
        """Return what a request that went well gave."""
        assert response.is_success, response.text
        return response.json()["data"]

    def keep(self, content: str = "Ana has a cat", **more: Any) -> dict[str, Any]:
        """Keep a memory."""
        cube = self.data(self.post("memories", content=content, **more))
        assert isinstance(cube, dict)
        return cube


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
