"""The command that shows a memory as a web page."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from mnemic.cli import _ui
from mnemic.serve.http import Running


def test_ui_serves_the_page_and_prints_a_link_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "mnemic",
        "ui",
        "--db",
        str(tmp_path / "memory.db"),
        "--embedder",
        "hash",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        link = process.stdout.readline().strip()
        parts = urlsplit(link)
        assert parts.hostname == "127.0.0.1"
        assert parts.fragment.startswith("token=")
        with urlopen(f"http://{parts.netloc}/healthz") as reply:
            assert reply.status == 200
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=30)
    assert "signs you in once" in told
    assert "mnk_" in told, "the first key is shown when it is made"
    assert process.returncode in (0, 130)


def test_browser_is_opened_when_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[str] = []

    def open_(link: str) -> bool:
        opened.append(link)
        return False

    monkeypatch.setattr("webbrowser.open", open_)
    running = Running(url="http://127.0.0.1:1", key=None, link="http://127.0.0.1:1/#token=t")
    _ui._show(running, is_open=True)
    told = capsys.readouterr()
    assert opened == ["http://127.0.0.1:1/#token=t"]
    assert told.out == "http://127.0.0.1:1/#token=t\n"
    assert "no browser could be opened" in told.err
    assert "mnk_" not in told.err
    _ui._show(running, is_open=False)
    assert len(opened) == 1


def test_page_that_is_not_built_is_warned_of(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from mnemic.cli import main

    monkeypatch.setattr("mnemic.serve.web.read_files", dict)
    monkeypatch.setattr("mnemic.serve.http.serve", lambda settings, started: None)
    assert main(["ui", "--db", str(tmp_path / "memory.db")]) == 0
    assert "make web" in capsys.readouterr().err
