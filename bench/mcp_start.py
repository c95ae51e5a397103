#!/usr/bin/env python3
"""
How long it takes from the built wheel to a tool call of a real MCP client, and what a call costs on top of the engine.

    python bench/mcp_start.py [--wheel FILE] [--starts 5] [--calls 200] [--keep FOLDER]

Builds the wheel, makes a fresh environment, downloads what ``mnemic[mcp]`` needs (timed, and not counted), installs
from the files, and has the SDK's own client start ``mnemic mcp`` and call it. What is installed comes from the wheel
alone; the default embedder and a store on disk are used, as anybody would have them.

Then, with the store as it is: how long later starts take to the first answer, and the median time of a call through
the engine, over stdio and over HTTP, one after the other in the same process and store size.

The exit status is 1 when the way to the first tool call takes 60 s or more.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET_S = 60.0

_CLIENT = """
import json, os, subprocess, sys, time
from statistics import median
began = time.perf_counter()
import anyio, httpx2
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
imported = time.perf_counter()
folder, starts, calls = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
command = os.path.join(sys.prefix, "bin", "mnemic")
options = ["mcp", "--db", os.path.join(folder, "memory.db"), "--user", "ana"]
stdio = StdioServerParameters(command=command, args=options)
SAID, ASKED = "I moved to Porto in May.", "In which city do I live now?"
found = {"import the client": imported - began}

async def first():
    at = time.perf_counter()
    async with Client(stdio) as client:
        found["start, to initialized"] = time.perf_counter() - at
        at = time.perf_counter()
        tools = (await client.list_tools()).tools
        found["list the tools"] = time.perf_counter() - at
        at = time.perf_counter()
        added = await client.call_tool("add_memory", {"content": SAID, "said_by": "user"})
        found["first call: add_memory"] = time.perf_counter() - at
        at = time.perf_counter()
        told = await client.call_tool("search_memories", {"query": ASKED})
        found["second call: search_memories (loads the model)"] = time.perf_counter() - at
        assert not added.is_error and not told.is_error and len(tools) == 8, (added, told)
        assert told.structured_content["memories"][0]["content"] == SAID, told

async def again():
    at = time.perf_counter()
    async with Client(stdio):
        return time.perf_counter() - at

def sdk_alone():
    at = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import mcp.server.lowlevel, mcp.server.stdio"], check=True)
    return time.perf_counter() - at

async def through(client):
    add, search = [], []
    for i in range(calls):
        at = time.perf_counter()
        await client.call_tool("add_memory", {"content": f"Note {i}: the boat lies in harbour {i % 7}."})
        add.append(time.perf_counter() - at)
    await client.call_tool("search_memories", {"query": ASKED})
    for i in range(calls):
        at = time.perf_counter()
        await client.call_tool("search_memories", {"query": f"Where does boat {i % 7} lie?"})
        search.append(time.perf_counter() - at)
    return median(add), median(search)

async def over_stdio():
    async with Client(stdio) as client:
        return await through(client)

async def over_http():
    key = "0123456789abcdef"
    server = subprocess.Popen([command, *options, "--http", "--port", "0"], stderr=subprocess.PIPE, text=True,
                              env={**os.environ, "MNEMIC_MCP_KEY": key})
    try:
        url = server.stderr.readline().split("MCP on ")[1].split(". Ctrl-C")[0]
        async with httpx2.AsyncClient(headers={"Authorization": "Bearer " + key}, timeout=60) as http:
            async with Client(streamable_http_client(url, http_client=http)) as client:
                return await through(client)
    finally:
        server.terminate()
        server.wait()

def embedded():
    import mnemic
    add, search = [], []
    with mnemic.open(os.path.join(folder, "memory.db")) as memory:
        for i in range(calls):
            at = time.perf_counter()
            memory.remember(f"Note {i}: the boat lies in harbour {i % 7}.", user="ana")
            add.append(time.perf_counter() - at)
        memory.recall(ASKED, user="ana")
        for i in range(calls):
            at = time.perf_counter()
            told = memory.recall(f"Where does boat {i % 7} lie?", user="ana", max_tokens=2000)
            told.context()
            search.append(time.perf_counter() - at)
    return median(add), median(search)

anyio.run(first)
result = {"first": found, "later": [(anyio.run(again), sdk_alone()) for _ in range(starts)], "calls": {}}
if calls:
    for name, run in (("engine", embedded), ("stdio", lambda: anyio.run(over_stdio)),
                      ("HTTP", lambda: anyio.run(over_http))):
        result["calls"][name] = run()
print(json.dumps(result))
"""


def main() -> int:
    """Measure, print, and compare with the target."""
    parser = argparse.ArgumentParser(description="From the built wheel to a tool call of a real MCP client.")
    parser.add_argument("--wheel", type=Path, help="take this file instead of building one")
    parser.add_argument("--starts", type=int, default=5, metavar="N", help="how many later starts")
    parser.add_argument(
        "--calls", type=int, default=200, metavar="N", help="how many calls of each sort; 0 for none"
    )
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="work here, and leave it")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        return _measure(asked.keep or Path(temporary), asked.wheel, asked.starts, asked.calls)


def _measure(folder: Path, wheel: Path | None, starts: int, calls: int) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    if wheel is None:
        built = _timed(sys.executable, "-m", "pip", "wheel", "-qq", "--no-deps", "-w", folder / "wheel", ROOT)
        wheel = next((folder / "wheel").glob("mnemic-*.whl"))
        _line("build the wheel (not counted)", built)
    python = folder / "venv" / "bin" / "python"
    at = time.perf_counter()
    venv.create(folder / "venv", with_pip=True, clear=True)
    counted = {"make an environment": time.perf_counter() - at}
    files = folder / "files"
    fetched = _timed(python, "-m", "pip", "download", "-qq", "-d", files, f"{wheel}[mcp]")
    _line("download (not counted)", fetched)
    counted["install"] = _timed(
        python, "-m", "pip", "install", "-qq", "--no-index", "--find-links", files, f"{wheel}[mcp]"
    )
    script = folder / "client.py"
    script.write_text(_CLIENT, encoding="utf-8")
    done = subprocess.run(
        [python, script, folder, str(starts), str(calls)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        cwd=folder,
    )
    result = json.loads(done.stdout)
    counted |= result["first"]
    for name, seconds in counted.items():
        _line(name, seconds)
    total = sum(counted.values())
    _line(f"in all (target: under {TARGET_S:.0f} s)", total)
    _tell_more(result)
    return 0 if total < TARGET_S else 1


def _tell_more(result: dict) -> None:  # type: ignore[type-arg]
    if result["later"]:
        later, sdk = (sorted(times) for times in zip(*result["later"], strict=True))
        print(
            f"\nlater starts, to initialized: median {statistics.median(later):.2f} s, worst {later[-1]:.2f} s"
        )
        print(f"an interpreter that imports the SDK and ends: median {statistics.median(sdk):.2f} s")
    if result["calls"]:
        print("\n| median of a call | add_memory | search_memories |\n|---|---:|---:|")
        for name, (add, search) in result["calls"].items():
            print(f"| {name} | {add * 1000:.1f} ms | {search * 1000:.1f} ms |")


def _timed(*command: object) -> float:
    at = time.perf_counter()
    subprocess.run([str(part) for part in command], check=True, stdout=sys.stderr)
    return time.perf_counter() - at


def _line(name: str, seconds: float) -> None:
    print(f"{name:<52}{seconds:>8.2f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
