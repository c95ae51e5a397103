"""Real servers for the tests of their client."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from odd_servers import Serve

import mnemic
from mnemic.serve.http import Running, Settings, running


@pytest.fixture
def serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Start servers, each on a store of its own; they end with the test. The key of the last one is in the surroundings."""
    with ExitStack() as stack:
        names = (tmp_path / f"served-{number}.db" for number in range(1000))

        def start(**settings: Any) -> Running:
            given = {"location": str(next(names)), "embedder": "hash", "port": 0, **settings}
            server = stack.enter_context(running(Settings(**given)))
            monkeypatch.setenv("MNEMIC_API_KEY", server.key or "")
            return server

        yield start


@pytest.fixture
def remote(serve: Serve) -> Iterator[mnemic.Memory]:
    """A fresh memory on a server."""
    server = serve()
    with mnemic.open(server.url) as memory:
        yield memory
