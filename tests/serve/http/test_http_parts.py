"""The parts of the server that can be looked at alone: settings, handles, turns, paths."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import Any

import anyio
import pytest
from starlette.requests import ClientDisconnect

import mnemic
from mnemic.embed import HashEmbedder
from mnemic.errors import ArgumentError, ServerUnavailable
from mnemic.serve.http import Settings
from mnemic.serve.http._handles import Handles
from mnemic.serve.http._memories import bounded
from mnemic.serve.http._metrics import Metrics
from mnemic.serve.http._outermost import Outermost, _path_of, part
from mnemic.serve.http._state import State
from mnemic.serve.http._threads import in_turn
from mnemic.serve.http._tracing import Tracing


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"workers": 0}, "workers=0 must be a whole number of at least 1"),
        ({"port": 70_000}, "port=70000 must be a whole number of at least 0 and at most 65535"),
        ({"burst": True}, "burst=True"),
        ({"shutdown_s": 0}, "shutdown_s=0 must be a number above 0"),
        ({"keep_alive_s": float("inf")}, "keep_alive_s=inf"),
        ({"body_timeout_s": "30"}, "body_timeout_s='30'"),
        ({"location": ":memory:", "workers": 2}, "each worker would have a memory of its own"),
        ({"embedder": HashEmbedder(8), "workers": 2}, "take an embedder and a model by their names"),
        ({"redact": str.lower, "workers": 2}, "no redact="),
        ({"location": "http://127.0.0.1:7077"}, "is an address; a server serves a file"),
    ],
)
def test_settings_that_cannot_be_used_are_refused(given: dict[str, Any], message: str) -> None:
    with pytest.raises(ArgumentError, match=message):
        Settings(**{"location": "a.db", **given})


def test_settings_say_who_can_reach_the_server() -> None:
    assert Settings(location="a.db").is_local
    assert not Settings(location="a.db", host="0.0.0.0").is_local
    assert Settings(location=":memory:").path is None
    assert Settings(location="a.db", rate_per_s=None).rate_per_s is None


def test_handles_share_one_store_and_the_least_used_is_let_go() -> None:
    with mnemic.open(":memory:", embedder="hash") as memory:
        handles = Handles(memory, kept=2)
        assert handles.get("default") is memory is handles.store_wide
        one = handles.get("one")
        assert handles.get("one") is one
        handles.get("default")
        handles.get("two")
        assert handles.get("one") is not one
        # What was let go may be in use still.
        one.remember("Ana has a cat")
        assert handles.get("one").recall("cat")
        with pytest.raises(ArgumentError):
            handles.get("")
        handles.close()
        assert memory._store.closed


def test_a_request_that_waits_too_long_for_its_turn_is_told_so() -> None:
    async def use() -> None:
        limiter = anyio.CapacityLimiter(1)
        going, done = threading.Event(), threading.Event()

        def hold() -> str:
            going.set()
            done.wait(5)
            return "held"

        async with anyio.create_task_group() as group:
            group.start_soon(in_turn, limiter, hold)
            await anyio.to_thread.run_sync(going.wait, 5)
            with pytest.raises(ServerUnavailable, match="the server is busy"):
                await in_turn(limiter, lambda: "mine", 0.05)
            done.set()
            assert await in_turn(limiter, lambda: "mine", 5.0) == "mine"
        assert limiter.borrowed_tokens == 0

    anyio.run(use)


def test_what_fails_gives_its_turn_back() -> None:
    async def use() -> None:
        limiter = anyio.CapacityLimiter(1)
        for _ in range(2):
            with pytest.raises(ZeroDivisionError):
                await in_turn(limiter, lambda: 1 // 0)

    anyio.run(use)


@pytest.mark.parametrize(
    ("raw", "parts"),
    [
        (b"/v1/spaces/a%2Fb/stats", ["v1", "spaces", "a/b", "stats"]),
        (b"/v1/spaces/a%252Fb/stats", ["v1", "spaces", "a%2Fb", "stats"]),
        (b"/v1/spaces/%C3%BC%20x/stats", ["v1", "spaces", "ü x", "stats"]),
        (b"/v1/spaces/%00/stats", ["v1", "spaces", "\0", "stats"]),
        (b"/v1/spaces/%ff/stats", ["v1", "spaces", "\ufffd", "stats"]),
        (b"/v1/spaces/a/stats", ["v1", "spaces", "a", "stats"]),
    ],
)
def test_the_parts_of_a_path_are_kept_apart(raw: bytes, parts: list[str]) -> None:
    path = _path_of({"raw_path": raw, "path": raw.decode("ascii")})
    assert [part(item) for item in path.strip("/").split("/")] == parts


def test_a_path_that_comes_without_its_raw_form_is_taken_as_it_is() -> None:
    assert _path_of({"path": "/v1/spaces"}) == "/v1/spaces"


def test_a_wait_that_is_asked_for_is_bounded_by_the_server() -> None:
    class Bounds:
        settings = Settings(location="a.db", max_wait_s=3.0)

    state: Any = Bounds()
    assert bounded({"timeout_s": 1.0}, state) == {"timeout_s": 1.0}
    assert bounded({"timeout_s": 100}, state) == {"timeout_s": 3.0}
    assert bounded({"timeout_s": "x"}, state) == {"timeout_s": "x"}
    assert bounded({}, state) == {}


def test_what_takes_long_ends_when_the_server_is_to_stop() -> None:
    async def use() -> None:
        with mnemic.open(":memory:", embedder="hash") as memory:
            state = State(Settings(location=":memory:"), Handles(memory), Metrics(), Tracing())
            state.go_on(1, 2)
            state.stopping.set()
            with pytest.raises(ServerUnavailable, match="what was done so far is kept"):
                state.go_on()

    anyio.run(use)


def test_who_leaves_before_the_request_is_there_did_no_wrong(caplog: pytest.LogCaptureFixture) -> None:
    async def app(_scope: Any, _receive: Any, _send: Any) -> None:
        raise ClientDisconnect

    async def use() -> None:
        sent: list[Any] = []

        async def send(message: Any) -> None:
            sent.append(message)

        await Outermost(app, place=None)({"type": "http", "headers": [], "path": "/"}, send, send)  # type: ignore[arg-type]
        assert not sent

    anyio.run(use)
    assert not caplog.records


def test_what_is_no_request_goes_through_untouched() -> None:
    seen: list[str] = []

    async def app(scope: Any, _receive: Any, _send: Any) -> None:
        seen.append(scope["type"])

    async def use() -> None:
        await Outermost(app, place=None)({"type": "lifespan"}, None, None)  # type: ignore[arg-type]

    anyio.run(use)
    assert seen == ["lifespan"]


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("httptools", "MissingExtra: serving over HTTP needs an extra: pip install 'mnemic[serve]'"),
        ("mnemic.serve.http._app", "ModuleNotFoundError: import of mnemic.serve.http._app halted"),
    ],
)
def test_without_the_extra_the_way_out_is_told(missing: str, message: str) -> None:
    code = f"import sys; sys.modules[{missing!r}] = None\nimport mnemic.serve.http"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert message in done.stderr.splitlines()[-1]
