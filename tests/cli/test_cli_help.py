from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Run

import mnemic
from mnemic.cli._app import EXAMPLES
from mnemic.cli._exits import EXITS

COMMANDS = sorted(EXAMPLES)
SERVERS = ("mcp", "serve", "ui")
"""Commands that speak to programs, and say nothing on stdout themselves."""


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    bare, asked = run(), run("--help")
    assert bare.code == asked.code == 0
    assert "Usage: mnemic" in bare.out
    assert bare.out.split() == asked.out.split()


def test_the_help_lists_every_command_and_exit_code(run: Run) -> None:
    shown = run("--help").out
    listed = re.findall(r"^│ ([a-z]+) ", shown, re.MULTILINE)
    assert sorted(listed) == COMMANDS
    flat = " ".join(shown.split())
    for item in EXITS:
        assert f"{item.code}, {item.meaning}" in flat


def test_the_version_is_the_packages(run: Run) -> None:
    assert run("--version").out == f"mnemic {mnemic.__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_ends_with_an_example_that_fits_the_screen(
    run: Run, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    result = run(command, "--help")
    assert result.code == 0
    lines = [line.strip() for line in result.out.splitlines() if line.strip()]
    assert lines[-2:] == ["Example:", EXAMPLES[command]]


# The demo tells a story, the benchmark measures; each makes a store of its own. Composing makes a file of files.
@pytest.mark.parametrize(
    "command", [command for command in COMMANDS if command not in ("demo", "bench", "compose", *SERVERS)]
)
def test_every_command_takes_json_and_a_store(run: Run, command: str) -> None:
    shown = run(command, "--help").out
    for option in ("--db", "--space", "--json"):
        assert option in shown


# These run until they are stopped; their own tests run their examples.
@pytest.mark.parametrize("command", [command for command in COMMANDS if command not in ("serve", "ui")])
def test_examples_run_as_they_stand(run: Run, ana: Path, command: str) -> None:
    Path("chat.txt").write_text("[20.05.26, 10:15:02] Ana: I moved to Porto.\n", encoding="utf-8")
    Path("chat.jsonl").write_text('{"id": "a", "text": "I moved to Porto."}\n', encoding="utf-8")
    Path("questions.jsonl").write_text('{"question": "Where to?", "gold": ["a"]}\n', encoding="utf-8")
    if command == "receipt":
        run("forget", "1", "--yes")
    if command == "fuse":
        for _ in range(2):
            run("remember", "Ana is calm.", "--kind", "belief")
    if command in ("import", "compose"):
        for name in ("ana", "bo"):
            run("export", f"{name}.memcube")
    if command in ("correct", "retract"):
        run("assert", "Ana", "lives_in", "Porto", "--user", "ana")
    result = run(*shlex.split(EXAMPLES[command])[1:])
    assert result.code == 0, result.err
    assert bool(result.out) == (command not in SERVERS)
    if command not in ("demo", *SERVERS):
        json.loads(result.out)


@pytest.mark.parametrize("arguments", [["--help"], ["recall", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys; from mnemic.cli import main; code = main(sys.argv[1:]); "
        "print([name for name in ('numpy', 'onnxruntime', 'Stemmer') if name in sys.modules], "
        "file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"
