"""Talking to the MCP server with the SDK's own client: in the process, over stdio, over HTTP."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import anyio
import httpx2
import jsonschema  # type: ignore[import-untyped]
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

import mnemic
from mnemic.serve.mcp import Offer, Scope, build_server

T = TypeVar("T")
KEY = "a-key-that-is-long-enough"
COMMAND = [sys.executable, "-m", "mnemic", "mcp"]


@dataclass
class Told:
    """What a tool answered."""

    text: str
    data: Any
    is_error: bool

    @property
    def id(self) -> str:
        """The id of the memory it is about."""
        return str(self.data["id"])

    @property
    def contents(self) -> list[str]:
        """The texts of the memories it holds."""
        return [memory["content"] for memory in self.data["memories"]]


class Talk:
    """A client that holds what it is told to the schemas it was shown."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self._schemas: dict[str, Any] = {}

    async def call(self, tool: str, **arguments: Any) -> Told:
        """Call a tool; what it answers must fit its output schema."""
        if not self._schemas:
            self._schemas = {item.name: item.output_schema for item in (await self.client.list_tools()).tools}
        result = await self.client.call_tool(tool, arguments)
        block = result.content[0]
        assert block.type == "text"
        if not result.is_error:
            jsonschema.validate(result.structured_content, self._schemas[tool])
        return Told(block.text, result.structured_content, result.is_error)

    async def done(self, tool: str, **arguments: Any) -> Told:
        """Call a tool that must not fail."""
        told = await self.call(tool, **arguments)
        assert not told.is_error, told.text
        return told

    async def refused(self, tool: str, **arguments: Any) -> str:
        """Call a tool that must fail; return why it says it does."""
        told = await self.call(tool, **arguments)
        assert told.is_error, told.text
        assert told.data is None
        assert "Traceback" not in told.text
        return told.text

    async def names(self) -> set[str]:
        """Return the names of the tools."""
        return {tool.name for tool in (await self.client.list_tools()).tools}


Script = Callable[[Talk], Awaitable[T]]


def ask(memory: mnemic.Memory, script: Script[T], *, mode: str = "auto", **offer: Any) -> T:
    """Run *script* against a server in this process."""
    scope = Scope(**{name: offer.pop(name) for name in ("user", "agent", "session") if name in offer})
    server = build_server(memory, Offer(scope=scope, **offer))

    async def main() -> T:
        async with Client(server, mode=mode) as client:
            return await script(Talk(client))

    return anyio.run(main)


def over_stdio(script: Script[T], *options: str, mode: str = "auto", **environment: str) -> T:
    """Run *script* against a server of its own process."""
    server = StdioServerParameters(
        command=COMMAND[0], args=[*COMMAND[1:], *options], env={**clean_environment(), **environment}
    )

    async def main() -> T:
        async with Client(server, mode=mode) as client:
            return await script(Talk(client))

    return anyio.run(main)


@contextmanager
def http_server(*options: str, **environment: str) -> Iterator[str]:
    """Start a server on a free port; yield its URL."""
    process = subprocess.Popen(
        [*COMMAND, "--http", "--port", "0", *options],
        env={**clean_environment(), "MNEMIC_MCP_KEY": KEY, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        told = process.stderr.readline()
        assert "MCP on http://" in told, told + process.stderr.read()
        yield told.split("MCP on ")[1].split("/mcp")[0] + "/mcp"
    finally:
        process.terminate()
        out, err = process.communicate(timeout=20)
        assert out == ""
        assert "Traceback" not in err, err


@asynccontextmanager
async def talk_over_http(url: str, *, key: str = KEY, mode: str = "auto") -> AsyncIterator[Talk]:
    """Connect to the server at *url*."""
    async with (
        httpx2.AsyncClient(headers={"Authorization": f"Bearer {key}"}, timeout=30) as http,
        Client(streamable_http_client(url, http_client=http), mode=mode) as client,
    ):
        yield Talk(client)


def over_http(url: str, script: Script[T], *, mode: str = "auto") -> T:
    """Run *script* against the server at *url*."""

    async def main() -> T:
        async with talk_over_http(url, mode=mode) as talk:
            return await script(talk)

    return anyio.run(main)


def clean_environment() -> dict[str, str]:
    """Return the environment without settings of ours, and with this package in reach."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MNEMIC_")}
    return {**kept, "PYTHONPATH": str(Path(mnemic.__file__).resolve().parents[1])}


def pretty(data: Any) -> str:
    """Return *data* as JSON, for messages."""
    return json.dumps(data, indent=1, ensure_ascii=False)
