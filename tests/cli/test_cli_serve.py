"""Serving from the command line."""

from __future__ import annotations

import json
import os
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from command_line import Run

import mnemic.serve.http
from mnemic.cli._app import EXAMPLES
from mnemic.serve.http import Running, Settings


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """What a server would have been started with; none is."""
    seen: list[Settings] = []

    def serve(settings: Settings, *, started: Callable[[Running], None]) -> None:
        seen.append(settings)
        started(Running(url="http://127.0.0.1:7077", key="mnk_a_b", link="http://127.0.0.1:7077/#token=t"))

    monkeypatch.setattr(mnemic.serve.http, "serve", serve)
    return seen


def test_a_program_that_starts_a_server_reads_where_it_is(run: Run, asked: list[Settings]) -> None:
    told = run("serve", "--embedder", "hash")
    assert told.code == 0
    assert told.out.count("\n") == 1
    assert told.data == {
        "url": "http://127.0.0.1:7077",
        "key": "mnk_a_b",
        "link": "http://127.0.0.1:7077/#token=t",
    }
    assert "this once" in told.err
    assert "Ctrl-C stops the server." in told.err
    assert (asked[0].location, asked[0].host, asked[0].port, asked[0].workers) == (
        "memory.db",
        "127.0.0.1",
        7077,
        1,
    )
    assert asked[0].logs == "errors"


def test_a_person_is_shown_where_it_is(run: Run, asked: list[Settings]) -> None:
    told = run("serve", "--db", "a.db", terminal=True)
    assert "http://127.0.0.1:7077" in told.out
    assert "mnk_a_b" in told.out
    assert "Warning" not in told.err


def test_options_reach_the_server(run: Run, asked: list[Settings]) -> None:
    arguments = (
        "serve --host 127.0.0.1 --port 0 --workers 2 --read-only --rate 0 --max-body 1000 --max-import 2000 "
        "--stop-within 3 --log --allow-host memory.example --allow-origin https://app.example --metrics-token t "
        "--llm smollm --embedder hash"
    )
    assert run(*arguments.split()).code == 0
    [settings] = asked
    assert settings == Settings(
        location="memory.db", port=0, workers=2, read_only=True, rate_per_s=None, max_body_bytes=1000,
        max_import_bytes=2000, shutdown_s=3.0,
        logs="requests", allowed_hosts=("memory.example",), allowed_origins=("https://app.example",),
        metrics_token="t", llm="smollm", embedder="hash",
    )  # fmt: skip


def test_a_server_that_others_can_reach_is_warned_about(run: Run, asked: list[Settings]) -> None:
    told = run("serve", "--host", "0.0.0.0")
    assert told.code == 0
    assert "HTTP hides neither keys nor memories" in told.err
    assert "a proxy that speaks TLS" in told.err


def test_a_taken_port_is_told_in_one_line(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = run("serve", "--port", str(port), "--embedder", "hash")
    assert told.code == 4
    assert told.err.startswith(f"Error: cannot listen on 127.0.0.1 port {port}: another program does; ")
    assert told.err.endswith("choose another with --port, or stop that one\n")


def test_an_address_is_no_store_to_serve(run: Run) -> None:
    told = run("serve", "--db", "http://127.0.0.1:7077")
    assert told.code == 2
    assert "a server serves a file" in told.err


def test_settings_come_from_the_environment_too(
    run: Run, asked: list[Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("HOST", "127.0.0.2"), ("PORT", "7"), ("DB", "other.db"), ("METRICS_TOKEN", "t")):
        monkeypatch.setenv(f"MNEMIC_{name}", value)
    run("serve")
    assert (asked[0].host, asked[0].port, asked[0].location, asked[0].metrics_token) == (
        "127.0.0.2",
        7,
        "other.db",
        "t",
    )


@pytest.mark.slow
def test_the_example_runs_until_it_is_told_to_stop(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    words = [port if word == "7077" else word for word in shlex.split(EXAMPLES["serve"])[1:]]
    process = subprocess.Popen(
        [sys.executable, "-m", "mnemic", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "MNEMIC_EMBEDDER": "hash"},
    )
    try:
        assert process.stdout is not None
        told: dict[str, Any] = json.loads(process.stdout.readline())
        assert httpx.get(f"{told['url']}/healthz").is_success
        process.send_signal(signal.SIGINT)
        _, notes = process.communicate(timeout=20)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == 0
    assert notes.splitlines()[-1] == "Stopped."
