"""The server over streamable HTTP on a real port."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import anyio
import httpx2
import pytest
from mcp_clients import (
    COMMAND,
    KEY,
    Talk,
    clean_environment,
    http_server,
    over_http,
    talk_over_http,
)

import mnemic

_HELLO = {
    "jsonrpc": "2.0", "id": 0, "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "raw", "version": "1"}},
}  # fmt: skip
_HEADERS = {"Accept": "application/json, text/event-stream", "Authorization": f"Bearer {KEY}"}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on a store of its own."""
    path = tmp_path_factory.mktemp("http") / "m.db"
    with http_server(
        "--db", str(path), "--embedder", "hash", "--user", "ana", "--allow-host", "memory.example"
    ) as address:
        yield address


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_client_remembers_and_recalls(url: str, mode: str) -> None:
    async def script(talk: Talk) -> None:
        added = await talk.done("add_memory", content=f"The {mode} boat is called Pastel.")
        found = await talk.done("search_memories", query=f"What is the {mode} boat called?")
        assert added.id in {memory["id"] for memory in found.data["memories"]}
        assert "never there" in await talk.refused("get_memory", id="01890a5d-ac96-774b-bcce-b302099a8057")

    over_http(url, script, mode=mode)


def test_two_clients_at_once_see_each_others_memories(url: str) -> None:
    async def main() -> None:
        async with talk_over_http(url) as one, talk_over_http(url, mode="legacy") as two:
            for writer, reader in ((one, two), (two, one)):
                added = await writer.done("add_memory", content="said through the one")
                told = await reader.done("get_memory", id=added.id)
                assert told.data["memory"]["content"] == "said through the one"

    anyio.run(main)


@pytest.mark.parametrize(
    "authorization",
    [None, "", "Bearer", "Bearer wrong", f"Basic {KEY}", KEY, f"Bearer {KEY}x", f"Bearer {KEY[:-1]}"],
)
def test_without_the_key_there_is_no_answer(url: str, authorization: str | None) -> None:
    headers = {**_HEADERS, "Authorization": authorization}
    sent = {name: value for name, value in headers.items() if value is not None}
    answer = httpx2.post(url, json=_HELLO, headers=sent)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    error = answer.json()["error"]
    assert error["code"] == "unauthorized"
    assert KEY not in answer.text


def test_the_key_opens_whatever_the_case_of_bearer(url: str) -> None:
    headers = {**_HEADERS, "Authorization": f"bearer {KEY}"}
    assert httpx2.post(url, json=_HELLO, headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("Host", "evil.example", 421),
        ("Host", "127.0.0.1.evil.example", 421),
        ("Origin", "https://evil.example", 403),
        ("Origin", "null", 403),
        ("Content-Type", "text/plain", 400),
    ],
)
def test_foreign_names_and_pages_are_refused(url: str, name: str, value: str, status: int) -> None:
    answer = httpx2.post(url, json=_HELLO, headers={**_HEADERS, name: value})
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Host", "localhost:7078"),
        ("Host", "memory.example"),
        ("Host", "memory.example:443"),
        ("Origin", "https://memory.example"),
        ("Origin", "http://localhost:3000"),
    ],
)
def test_names_of_this_machine_and_those_allowed_are_answered(url: str, name: str, value: str) -> None:
    answer = httpx2.post(url, json=_HELLO, headers={**_HEADERS, name: value})
    assert answer.status_code == 200


def test_a_body_beyond_the_limit_is_refused(url: str) -> None:
    answer = httpx2.post(
        url, content=b"x" * (21 << 20), headers={**_HEADERS, "Content-Type": "application/json"}
    )
    assert answer.status_code == 413


def test_a_large_memory_comes_through(url: str) -> None:
    text = "a long story " * 400_000

    async def script(talk: Talk) -> None:
        added = await talk.done("add_memory", content=text)
        assert (await talk.done("get_memory", id=added.id)).data["characters"] == len(text)

    over_http(url, script)


def test_a_key_is_made_and_shown_when_none_is_set(tmp_path: Path) -> None:
    environment = clean_environment()
    process = subprocess.Popen(
        [*COMMAND, "--http", "--port", "0", "--db", str(tmp_path / "m.db"), "--embedder", "hash"],
        env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stderr is not None
        key = process.stderr.readline().split(": ")[1].strip()
        url = process.stderr.readline().split("MCP on ")[1].split(". Ctrl-C")[0]
        assert len(key) > 24
        headers = {**_HEADERS, "Authorization": f"Bearer {key}"}
        assert httpx2.post(url, json=_HELLO, headers=headers).status_code == 200
        assert httpx2.post(url, json=_HELLO, headers=_HEADERS).status_code == 401
    finally:
        process.terminate()
        out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert out == ""
    assert key not in err


def test_a_key_that_could_be_guessed_is_refused(tmp_path: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "--http", "--port", "0", "--db", str(tmp_path / "m.db"), "--embedder", "hash"],
        env={**clean_environment(), "MNEMIC_MCP_KEY": "short"}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "needs 16 or more" in done.stderr
    assert "short" not in done.stderr


def test_a_taken_port_is_an_error_of_ours(url: str, tmp_path: Path) -> None:
    port = url.split(":")[2].split("/")[0]
    done = subprocess.run(
        [*COMMAND, "--http", "--port", port, "--db", str(tmp_path / "m.db"), "--embedder", "hash"],
        env={**clean_environment(), "MNEMIC_MCP_KEY": KEY}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 4
    assert f"port {port}" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    acknowledged: list[str] = []
    process = subprocess.Popen(
        [*COMMAND, "--http", "--port", "0", "--db", str(path), "--embedder", "hash"],
        env={**clean_environment(), "MNEMIC_MCP_KEY": KEY}, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stderr is not None
        url = process.stderr.readline().split("MCP on ")[1].split(". Ctrl-C")[0]

        async def script(talk: Talk) -> None:
            async with anyio.create_task_group() as group:
                for worker in range(3):
                    group.start_soon(write, talk, worker)

        async def write(talk: Talk, worker: int) -> None:
            for at in range(200):
                acknowledged.append((await talk.done("add_memory", content=f"{worker} {at}")).id)
                if len(acknowledged) == 30:
                    os.kill(process.pid, 9)

        with pytest.raises(BaseException):  # noqa: B017 - however the client says that the server is gone
            over_http(url, script)
    finally:
        process.kill()
        process.communicate()
    with mnemic.open(path) as mem:
        assert mem.check() == []
        assert set(acknowledged) <= {cube.id for cube in mem.list(limit=10_000)}
        assert len(acknowledged) >= 30
