"""Starting and stopping: what is acknowledged is kept, what is in flight ends, and what cannot start says why."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

import mnemic
from mnemic.engine import Door
from mnemic.errors import NotAMnemicStore, ServerUnavailable, StoreBusy
from mnemic.serve.http import Settings, running, serve
from mnemic.serve.http._run import listen, url_of

_SERVE = """
import sys, time, mnemic
from mnemic.cli import main
remember = mnemic.Memory.remember
def slowly(self, content, **more):
    if content.startswith("slow"):
        print("begun", file=sys.stderr, flush=True)
        time.sleep(3.0 if content == "slower" else 1.0)
    return remember(self, content, **more)
mnemic.Memory.remember = slowly
sys.exit(main(["serve", *sys.argv[1:]]))
"""


class Process(NamedTuple):
    """A server in a process of its own."""

    process: subprocess.Popen[str]
    url: str
    key: str

    def client(self) -> httpx.Client:
        """Return somebody who calls it."""
        return httpx.Client(base_url=self.url, headers={"Authorization": f"Bearer {self.key}"}, timeout=30)

    def line(self, pattern: str) -> str:
        """Return the next line of stderr that *pattern* is found in."""
        assert self.process.stderr is not None
        for line in self.process.stderr:
            if re.search(pattern, line):
                return line
        raise AssertionError(f"the server never wrote {pattern!r}")


@contextmanager
def serving(path: Path, *options: str) -> Iterator[Process]:
    """Run ``mnemic serve``."""
    command = [sys.executable, "-c", _SERVE, "--db", str(path), "--embedder", "hash", "--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        yield Process(process, told["url"], told["key"])
    finally:
        process.kill()
        process.communicate()


def _keep(client: httpx.Client, content: str) -> httpx.Response:
    return client.post("/v1/spaces/s/memories", json={"content": content})


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_request_in_flight_is_answered_before_the_server_stops(number: int, tmp_path: Path) -> None:
    with serving(tmp_path / "a.db") as server, server.client() as client, ThreadPoolExecutor(1) as pool:
        answer = pool.submit(_keep, client, "slow")
        server.line("begun")
        server.process.send_signal(number)
        assert answer.result().status_code == 201
        assert server.process.wait(10) == 0
        server.line("Stopped")
        with pytest.raises(httpx.ConnectError):
            client.get("/healthz")
    with mnemic.open(tmp_path / "a.db", space="s") as memory:
        assert [cube.content for cube in memory.list()] == ["slow"]
        assert memory.check() == []


@pytest.mark.slow
def test_a_request_that_takes_too_long_is_not_waited_for(tmp_path: Path) -> None:
    with (
        serving(tmp_path / "a.db", "--stop-within", "0.5") as server,
        ThreadPoolExecutor(1) as pool,
        server.client() as client,
    ):
        answer = pool.submit(_keep, client, "slower")
        server.line("begun")
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(10) == 0
        error = answer.exception()
        assert isinstance(error, httpx.TransportError) or not answer.result().is_success
    with mnemic.open(tmp_path / "a.db", space="s") as memory:
        # Nobody was told that it is there.
        assert not memory.list()
        assert memory.check() == []


@pytest.mark.slow
def test_a_consolidation_ends_when_the_server_is_to_stop(tmp_path: Path) -> None:
    with serving(tmp_path / "a.db") as server, server.client() as client, ThreadPoolExecutor(1) as pool:
        texts = [{"content": f"I moved to town {number}.", "session": str(number)} for number in range(400)]
        assert client.post("/v1/spaces/s/memories/batch", json={"items": texts}).status_code == 201
        began = time.monotonic()
        answer = pool.submit(client.post, "/v1/spaces/s/consolidate", json={})
        while not client.get("/v1/spaces/s/jobs").json()["data"]:
            time.sleep(0.01)
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(15) == 0
        assert answer.result().json()["data"]["left"] > 0, time.monotonic() - began


@pytest.mark.slow
def test_several_workers_serve_one_store_and_lose_nothing_when_killed(tmp_path: Path) -> None:
    kept: list[str] = []
    with serving(tmp_path / "a.db", "--workers", "2") as server:

        def keep(number: int) -> None:
            with server.client() as client:
                for turn in range(100):
                    try:
                        answer = _keep(client, f"turn {number}-{turn}")
                    except httpx.TransportError:
                        return
                    if answer.status_code == 201:
                        kept.append(f"turn {number}-{turn}")

        threads = [threading.Thread(target=keep, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        while len(kept) < 60:
            time.sleep(0.01)
        workers = _children(server.process.pid)
        assert len(workers) == 2
        for pid in (*workers, server.process.pid):
            os.kill(pid, signal.SIGKILL)
        for thread in threads:
            thread.join()
    with mnemic.open(tmp_path / "a.db", space="s") as memory:
        there = {cube.content for cube in memory.list(limit=1000)}
        assert set(kept) <= there
        assert memory.check() == []


def _children(pid: int) -> list[int]:
    """Return the processes that a server started to serve; spawning leaves one more, which tracks resources."""
    found = []
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text():
            found.append(int(child))
    return found


@pytest.mark.slow
def test_several_workers_stop_when_told_to(tmp_path: Path) -> None:
    with serving(tmp_path / "a.db", "--workers", "2") as server, server.client() as client:
        assert {_keep(client, f"turn {number}").status_code for number in range(10)} == {201}
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(20) == 0


def test_a_taken_port_is_an_error_that_says_so() -> None:
    with listen(Settings(location=":memory:", port=0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(
            ServerUnavailable, match=f"port {port}: another program does; choose another with --port"
        ):
            listen(Settings(location=":memory:", port=port))


def test_an_address_of_another_machine_is_an_error_that_says_so() -> None:
    with pytest.raises(
        ServerUnavailable, match=r"cannot listen on 192\.0\.2\.1 port 1: .*; --host takes an address"
    ):
        listen(Settings(location=":memory:", host="192.0.2.1", port=1))


def test_a_low_port_without_the_right_is_an_error_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(ServerUnavailable, match="ports under 1024 take more rights"):
        listen(Settings(location=":memory:", port=80))


def test_a_file_that_is_no_store_is_told_before_anything_is_served(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_bytes(b"no store at all, but long enough to have been one" * 50)
    with pytest.raises(NotAMnemicStore), running(Settings(location=str(path), port=0)):
        pass


def test_the_first_key_is_told_once(tmp_path: Path) -> None:
    settings = Settings(location=str(tmp_path / "a.db"), embedder="hash", port=0)
    with running(settings) as server:
        assert server.key is not None
        assert server.key.startswith("mnk_")
        assert server.key not in repr(server)
    with running(settings) as again:
        assert again.key is None
        assert httpx.get(
            f"{again.url}/v1/spaces", headers={"Authorization": f"Bearer {server.key}"}
        ).is_success


def test_a_store_that_is_only_read_is_served_without_a_link(tmp_path: Path) -> None:
    settings = Settings(location=str(tmp_path / "a.db"), embedder="hash", port=0)
    with running(settings) as server:
        pass
    with running(Settings(location=settings.location, embedder="hash", port=0, read_only=True)) as reading:
        assert reading.link is None
        headers = {"Authorization": f"Bearer {server.key}"}
        assert httpx.get(f"{reading.url}/v1/spaces", headers=headers).is_success
        refused = httpx.post(f"{reading.url}/v1/spaces/s/memories", json={"content": "x y"}, headers=headers)
        assert (refused.status_code, refused.json()["error"]["code"]) == (409, "read_only_store")


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:7"),
        ("0.0.0.0", "http://127.0.0.1:7"),
        ("::", "http://[::1]:7"),
        ("localhost", "http://localhost:7"),
    ],
)
def test_a_server_is_told_by_an_address_that_leads_to_it(host: str, url: str) -> None:
    assert url_of(Settings(location="a.db", host=host, port=7)) == url


def test_a_server_listens_on_the_newer_protocol_too() -> None:
    try:
        settings = Settings(location=":memory:", embedder="hash", host="::1", port=0)
        with running(settings) as server:
            assert httpx.get(f"{server.url}/healthz").is_success
    except ServerUnavailable as error:
        pytest.skip(str(error))


@pytest.mark.slow
def test_workers_that_cannot_start_end_the_server(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    settings = Settings(location=str(folder / "a.db"), embedder="hash", port=0, workers=2)
    with pytest.raises(ServerUnavailable, match="a worker did not start"):
        serve(settings, started=lambda _at: shutil.rmtree(folder))


def test_a_server_that_does_not_start_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uvicorn.Server.run", lambda *_arguments: None)
    with (
        pytest.raises(ServerUnavailable, match="the server did not start"),
        running(Settings(location=":memory:", embedder="hash", port=0)),
    ):
        pass


def test_a_store_that_cannot_be_prepared_is_closed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    doors: list[Door] = []

    def fail(door: Door) -> None:
        doors.append(door)
        raise StoreBusy("somebody else writes")

    monkeypatch.setattr(Door, "first_key", fail)
    with pytest.raises(StoreBusy), running(Settings(location=":memory:", embedder="hash", port=0)):
        pass
    assert doors[0]._store.closed
