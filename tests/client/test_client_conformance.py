"""A memory on a server passes the conformance suite, over real HTTP: as it is opened, and awaited."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal

import mnemic
from mnemic.testing import CHECKS, Check, check_store

if TYPE_CHECKING:
    from odd_servers import Serve


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_a_memory_on_a_server_passes(check: Check, serve: Serve) -> None:
    server = serve()
    check(lambda: mnemic.open(server.url), lambda _mem, space: mnemic.open(server.url, space=space))


class Waited:
    """An awaitable memory whose verbs are waited for."""

    def __init__(self, memory: mnemic.AsyncMemory, portal: BlockingPortal) -> None:
        self.space = memory.space
        self._memory = memory
        self._portal = portal

    def __getattr__(self, name: str) -> Callable[..., Any]:
        verb = getattr(self._memory, name)

        @functools.wraps(verb)
        def call(*args: Any, **kwargs: Any) -> Any:
            return self._portal.call(functools.partial(verb, *args, **kwargs))

        return call


@pytest.mark.slow
def test_an_awaited_memory_on_a_server_passes(serve: Serve) -> None:
    with start_blocking_portal() as portal:

        def waited(url: str, space: str = "default") -> mnemic.Memory:
            opened = portal.call(functools.partial(mnemic.aopen, url, space=space))
            return cast("mnemic.Memory", Waited(opened, portal))

        check_store(
            lambda: waited(serve().url), beside=lambda mem, space: waited(mem.stats().location, space)
        )
