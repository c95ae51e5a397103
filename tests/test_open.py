"""Opening a memory by its path or its address."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path
from typing import Any

import anyio
import pytest

import mnemic
from mnemic.client import RemoteMemory, connect
from mnemic.engine import open as open_file
from mnemic.errors import ArgumentError, UnknownArgument


def test_everything_that_opens_a_file_or_a_server_can_be_given() -> None:
    given = inspect.signature(mnemic.open).parameters
    file, server = inspect.signature(open_file).parameters, inspect.signature(connect).parameters
    assert list(given) == [*file, *(name for name in server if name not in file)]
    for name, parameter in [*file.items(), *server.items()]:
        assert given[name].default == parameter.default
        assert given[name].kind == parameter.kind


@pytest.mark.parametrize("location", ["HTTP://127.0.0.1:1", "http://127.0.0.1:1", "https://127.0.0.1:1"])
def test_an_address_is_a_servers(location: str) -> None:
    with mnemic.open(location) as mem:
        assert isinstance(mem, RemoteMemory)


def test_a_path_is_a_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for location in ("http", "http:x", Path("https.db"), ":memory:"):
        with mnemic.open(location, embedder="hash") as mem:
            assert not isinstance(mem, RemoteMemory)


@pytest.mark.parametrize("location", [5, None, "", b"a.db", "postgresql://host/db", "ftp://x"])
def test_what_is_neither_is_refused(location: Any) -> None:
    with pytest.raises(ArgumentError):
        mnemic.open(location)


def test_a_near_miss_is_named() -> None:
    with pytest.raises(UnknownArgument, match="did you mean 'api_key'"):
        mnemic.open("http://127.0.0.1:1", apikey="x")  # type: ignore[call-arg]


def test_a_file_opens_without_httpx(tmp_path: Path) -> None:
    script = f"""
import sys
sys.modules["httpx"] = None
import mnemic
with mnemic.open({str(tmp_path / "a.db")!r}, embedder="hash") as mem:
    mem.remember("x")
print("mnemic.client" in sys.modules, "mnemic.serve" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["False", "False"]


def test_a_first_recall_loads_nothing_that_it_does_without(tmp_path: Path) -> None:
    path = str(tmp_path / "m.db")
    with mnemic.open(path, embedder="hash") as mem:
        mem.remember("Ana keeps bees")
        mem.flush()
    script = f"""
import sys
import mnemic
with mnemic.open({path!r}, embedder="hash") as mem:
    assert mem.recall("bees")
idle = ("difflib", "logging", "mnemic.cube._parts", "mnemic.govern._scrub", "mnemic.recall._context",
        "mnemic.store._upkeep", "mnemic.store.sqlite._access", "mnemic.store.sqlite._writer")
print([name for name in idle if name in sys.modules])
"""
    ended = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert ended.stdout == "[]\n"


def test_both_sorts_can_be_awaited(tmp_path: Path) -> None:
    async def use() -> tuple[str, str]:
        async with (
            await mnemic.aopen(tmp_path / "a.db", embedder="hash") as here,
            await mnemic.aopen("http://127.0.0.1:1", space="s") as there,
        ):
            assert (here.space, there.space) == ("default", "s")
            return repr(here), repr(there)

    here, there = anyio.run(use)
    assert "a.db" in here
    assert there == "mnemic.AsyncMemory('http://127.0.0.1:1', space='s')"
