"""The command as a process of its own: pipes, signals, a real terminal."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import mnemic

COMMAND = [sys.executable, "-m", "mnemic"]


def _run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *arguments], input=stdin, capture_output=True, text=True, check=False)


def test_a_memory_is_kept_and_recalled_by_processes_of_their_own() -> None:
    kept = _run("remember", "--user", "ana", "--embedder", "hash", stdin="I moved to Porto in May.\n")
    assert kept.returncode == 0
    found = json.loads(_run("recall", "Where did Ana move?", "--user", "ana").stdout)
    assert found["hits"][0]["cube"] == json.loads(kept.stdout)


def test_errors_leave_stdout_empty_and_show_no_traceback() -> None:
    done = _run("list")
    assert (done.returncode, done.stdout) == (5, "")
    assert done.stderr.startswith("Error: ")
    assert "Traceback" not in done.stderr


def test_a_pipe_that_closes_is_no_error() -> None:
    with mnemic.open("memory.db", embedder="hash") as mem:
        mem.remember_many([{"content": f"{n} " + "word " * 40} for n in range(3000)])
    for option in ("--json", "--table"):
        with subprocess.Popen(
            [*COMMAND, "list", "--all", option], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            assert process.stdout.readline()
            process.stdout.close()
            assert process.stderr.read() == ""
            assert process.wait() == 0


@pytest.mark.slow
def test_ctrl_c_ends_an_ingest_whole_and_says_what_was_kept() -> None:
    rows = "".join(json.dumps({"content": f"turn {n} " + "words " * 30}) + "\n" for n in range(60_000))
    Path("turns.jsonl").write_text(rows, encoding="utf-8")
    with subprocess.Popen(
        [*COMMAND, "ingest", "turns.jsonl", "--embedder", "hash", "--batch", "100", "--no-embed"],
        stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        deadline = time.monotonic() + 20
        while not _some() and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Kept so far: " in told
    assert "Traceback" not in told
    with mnemic.open("memory.db", read_only=True) as mem:
        kept = mem.stats().cubes
        assert f"Kept so far: {kept:,} new" in told
        assert mem.check() == []


def _some() -> bool:
    if not Path("memory.db").exists():
        return False
    try:
        with mnemic.open("memory.db", read_only=True) as mem:
            return mem.stats().cubes > 200
    except mnemic.MnemicError:
        return False


def _at_terminal(*arguments: str, typed: str = "") -> tuple[int, str]:
    """Run the command with a terminal for stdin, stdout and stderr; return its exit code and what it showed."""
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"}
    main, other = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, *arguments], stdin=other, stdout=other, stderr=other, env=environment, close_fds=True
    ) as process:
        os.close(other)
        if typed:
            os.write(main, typed.encode())
        shown = bytearray()
        try:
            while data := os.read(main, 65536):
                shown += data
        except OSError:
            # Linux says so when the last one at the terminal leaves.
            pass
        code = process.wait(timeout=20)
    os.close(main)
    return code, shown.decode()


def test_at_a_terminal_answers_are_tables(ana: Path) -> None:
    code, shown = _at_terminal("recall", "hazelnuts", "--user", "ana")
    assert code == 0
    assert "score" in shown
    assert not shown.lstrip().startswith("{")
    code, shown = _at_terminal("recall", "hazelnuts", "--json")
    assert json.loads(shown)["hits"]


def test_at_a_terminal_forget_asks(ana: Path) -> None:
    code, shown = _at_terminal("forget", "--user", "ana", typed="n\n")
    assert code == 1
    assert "Erase them? [y/N]" in shown
    code, shown = _at_terminal("forget", "--user", "ana", typed="yes\n")
    assert code == 0
    assert "complete: no byte of it is left" in shown


def test_at_a_terminal_progress_is_shown_and_goes_away(ana: Path) -> None:
    Path("turns.jsonl").write_text('{"content": "one"}\n', encoding="utf-8")
    code, shown = _at_terminal("ingest", "turns.jsonl")
    assert code == 0
    assert "1 new, 0 already there" in shown
    code, shown = _at_terminal("reembed", "--embedder", "hash:32")
    assert code == 0
    assert "Making vectors" in shown
    assert "All vectors come from hash:32 now" in shown


def test_in_a_pipe_no_progress_is_shown(ana: Path) -> None:
    assert _run("reembed", "--embedder", "hash:32").stderr == ""
