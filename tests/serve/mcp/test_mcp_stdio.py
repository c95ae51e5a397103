"""The server in a process of its own, spoken to over stdin and stdout by the SDK's client."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from mcp_clients import COMMAND, Talk, clean_environment, over_stdio

import mnemic

_HELLO = {
    "jsonrpc": "2.0", "id": 0, "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "raw", "version": "1"}},
}  # fmt: skip


class Raw:
    """A server process and the lines that go in and out of it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self._next = 0

    def send(self, message: dict[str, Any] | bytes) -> None:
        assert self.process.stdin is not None
        line = message if isinstance(message, bytes) else json.dumps(message).encode()
        self.process.stdin.write(line + b"\n")
        self.process.stdin.flush()

    def line(self, timeout_s: float = 20) -> dict[str, Any]:
        assert self.process.stdout is not None
        ready, _, _ = select.select([self.process.stdout], [], [], timeout_s)
        assert ready, "the server says nothing"
        return json.loads(self.process.stdout.readline())  # type: ignore[no-any-return]

    def call(self, tool: str, **arguments: Any) -> dict[str, Any]:
        self._next += 1
        self.send(
            {"jsonrpc": "2.0", "id": self._next, "method": "tools/call",
             "params": {"name": tool, "arguments": arguments}}
        )  # fmt: skip
        while (answer := self.line()).get("id") != self._next:
            pass
        return answer["result"]  # type: ignore[no-any-return]


@contextmanager
def raw_server(*options: str) -> Iterator[Raw]:
    """Start a server, greet it as a client of mid 2025 would, and yield the pipe to it."""
    process = subprocess.Popen(
        [*COMMAND, *options],
        env=clean_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
    )
    try:
        raw = Raw(process)
        raw.send(_HELLO)
        assert raw.line()["result"]["serverInfo"]["name"] == "mnemic"
        raw.send({"jsonrpc": "2.0", "method": "notifications/initialized"})
        yield raw
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_client_remembers_in_one_process_and_recalls_in_the_next(tmp_path: Path, mode: str) -> None:
    options = ("--db", str(tmp_path / "m.db"), "--embedder", "hash", "--user", "ana")

    async def first(talk: Talk) -> str:
        return (await talk.done("add_memory", content="I moved to Porto.", said_by="user")).id

    async def second(talk: Talk) -> list[str]:
        found = await talk.done("search_memories", query="Where did I move?")
        return [memory["id"] for memory in found.data["memories"]]

    id_ = over_stdio(first, *options, mode=mode)
    assert over_stdio(second, "--read-only", *options[:2], *options[4:], mode=mode) == [id_]


def test_options_can_come_from_the_environment_and_a_tilde_is_home(tmp_path: Path) -> None:
    async def script(talk: Talk) -> None:
        await talk.done("add_memory", content="x")

    over_stdio(
        script, "--db", "~/m.db", HOME=str(tmp_path), MNEMIC_USER="ana", MNEMIC_AGENT="a", MNEMIC_SESSION="s",
        MNEMIC_SPACE="work", MNEMIC_EMBEDDER="hash",
    )  # fmt: skip
    with mnemic.open(tmp_path / "m.db", space="work") as mem:
        cube = mem.list()[0]
        assert (cube.user, cube.agent, cube.session) == ("ana", "a", "s")
        assert mem.operations()[0].actor == "mcp"


def test_two_clients_at_once_share_one_store(tmp_path: Path) -> None:
    options = ("--db", str(tmp_path / "m.db"), "--embedder", "hash")
    with raw_server(*options) as one, raw_server(*options) as two:
        for at in range(10):
            assert not one.call("add_memory", content=f"one {at}").get("isError")
            assert not two.call("add_memory", content=f"two {at}").get("isError")
        seen = [
            server.call("list_memories", limit=50)["structuredContent"]["memories"] for server in (one, two)
        ]
    assert [memory["id"] for memory in seen[0]] == [memory["id"] for memory in seen[1]]
    assert len(seen[0]) == 20


def test_calls_of_one_client_run_side_by_side(tmp_path: Path) -> None:
    import anyio

    async def script(talk: Talk) -> None:
        async def add(at: int) -> None:
            await talk.done("add_memory", content=f"memory {at}")

        async with anyio.create_task_group() as group:
            for at in range(20):
                group.start_soon(add, at)
        assert len((await talk.done("list_memories", limit=50)).data["memories"]) == 20

    over_stdio(script, "--db", str(tmp_path / "m.db"), "--embedder", "hash")


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    acknowledged: list[str] = []
    for round_ in range(3):
        with raw_server("--db", str(path), "--embedder", "hash") as server:
            for at in range(5 + round_):
                acknowledged.append(
                    server.call("add_memory", content=f"{round_} {at}")["structuredContent"]["id"]
                )
            for at in range(3):  # in flight when the blow falls
                server.send(
                    {"jsonrpc": "2.0", "id": 1000 + at, "method": "tools/call",
                     "params": {"name": "add_memory", "arguments": {"content": f"{round_} flying {at}"}}}
                )  # fmt: skip
            time.sleep(0.003 * round_)
            server.process.send_signal(signal.SIGKILL)
    with mnemic.open(path) as mem:
        assert mem.check() == []
        assert set(acknowledged) <= {cube.id for cube in mem.list(limit=1000)}


def test_garbage_on_the_wire_is_refused_and_the_server_goes_on(tmp_path: Path) -> None:
    with raw_server("--db", str(tmp_path / "m.db"), "--embedder", "hash") as server:
        surrogate = b'{"name": "add_memory", "arguments": {"content": "\\ud800"}}'
        for garbage in (
            b"not json",
            b"[]",
            b"{}",
            b"\xff\xfe",
            b'{"jsonrpc": "2.0", "id": 7, "method": "nope"}',
            b'{"jsonrpc": "2.0", "id": 8, "method": "tools/call", "params": ' + surrogate + b"}",
        ):
            server.send(garbage)
        assert not server.call("add_memory", content="still here").get("isError")
        listed = server.call("list_memories")["structuredContent"]["memories"]
    assert [memory["content"] for memory in listed] == ["still here"]


def test_only_the_protocol_goes_to_stdout(tmp_path: Path) -> None:
    with raw_server("--db", str(tmp_path / "m.db"), "--embedder", "hash") as server:
        server.call("add_memory", content="x")
        server.call("search_memories", query="x")
        server.call("reflect", question="x?")
        server.call("delete_all_memories")
        assert server.process.stdin is not None
        assert server.process.stdout is not None
        server.process.stdin.close()
        server.process.stdin = None
        rest = server.process.stdout.read()
        assert server.process.wait(10) == 0
        assert all(json.loads(line)["jsonrpc"] == "2.0" for line in rest.splitlines())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_server(tmp_path: Path, number: signal.Signals) -> None:
    with raw_server("--db", str(tmp_path / "m.db"), "--embedder", "hash") as server:
        server.call("add_memory", content="x")
        server.process.send_signal(number)
        assert server.process.wait(10) == 128 + number
    with mnemic.open(tmp_path / "m.db") as mem:
        assert len(mem.list()) == 1


def test_without_the_sdk_the_command_names_the_extra(tmp_path: Path) -> None:
    blocker = tmp_path / "sitecustomize.py"
    blocker.write_text("import sys\nsys.modules['mcp'] = None\n", encoding="utf-8")
    environment = clean_environment()
    environment["PYTHONPATH"] = f"{tmp_path}{os.pathsep}{environment['PYTHONPATH']}"
    done = subprocess.run(
        [sys.executable, "-m", "mnemic", "mcp", "--db", str(tmp_path / "m.db")],
        env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 6
    assert "pip install 'mnemic[mcp]'" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        ((), 2, "there is no default"),
        (("--db", "a.db", "--url", "http://127.0.0.1:1"), 2, "name two memories"),
        (("--url", "http://127.0.0.1:1", "--embedder", "hash"), 2, "the server's to choose"),
        (("--url", "nowhere"), 2, "is no address"),
        (("--db", "nowhere.db", "--read-only"), 5, "no store 'nowhere.db' to read"),
        (("--db", "no/such/folder/a.db"), 5, "folder"),
        (("--db", "a.db", "--user", " "), 2, "user=' ' is empty"),
    ],
)
def test_a_server_that_cannot_start_says_why(
    tmp_path: Path, options: tuple[str, ...], code: int, told: str
) -> None:
    done = subprocess.run(
        [*COMMAND, *options], cwd=tmp_path, env=clean_environment(), stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert told in re.sub(r"\s+", " ", done.stderr)
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
