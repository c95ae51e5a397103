"""The configurations that the documentation shows are such that clients can read them, and start a server."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest
from mcp_clients import Talk, over_stdio
from typer.testing import CliRunner

from mnemic.cli._app import app

PAGE = Path(__file__).resolve().parents[3] / "docs" / "how-to" / "use-from-mcp-clients.md"
_BLOCK = re.compile(r"^```(json|toml|console|text)\n(.*?)^```", re.MULTILINE | re.DOTALL)
BLOCKS = _BLOCK.findall(PAGE.read_text(encoding="utf-8"))
_READERS = {"json": json.loads, "toml": tomllib.loads}


def _servers() -> list[dict[str, Any]]:
    found = []
    for language, text in BLOCKS:
        if language in _READERS:
            (servers,) = _READERS[language](text).values()
            found += servers.values()
    return found


def _command_lines() -> list[list[str]]:
    """Return the arguments of every ``mnemic mcp`` of the page."""
    lines = []
    for server in _servers():
        command = server.get("command")
        if command is not None:
            whole = command if isinstance(command, list) else [command, *server["args"]]
            assert whole[0] == "mnemic"
            lines.append(whole[1:])
    for language, text in BLOCKS:
        if language in ("console", "text"):
            for found in re.findall(r"mnemic (mcp .*)", text):
                lines.append(shlex.split(found))
    return lines


def test_the_page_shows_every_well_known_client() -> None:
    assert len(_servers()) >= 9
    assert len(_command_lines()) >= 8
    text = PAGE.read_text(encoding="utf-8")
    for client in (
        "Claude Desktop",
        "Claude Code",
        "Cursor",
        "VS Code",
        "Windsurf",
        "Zed",
        "Codex CLI",
        "Gemini CLI",
    ):
        assert f"**{client}**" in text


@pytest.mark.parametrize("arguments", _command_lines(), ids=" ".join)
def test_every_command_line_is_one_that_mnemic_knows(arguments: list[str]) -> None:
    # The help ends the command before it starts, and after the options are read.
    result = CliRunner().invoke(app, [*arguments, "--help"])
    assert result.exit_code == 0, result.output


def test_what_the_page_shows_first_starts_a_server(tmp_path: Path) -> None:
    arguments = _command_lines()[0]

    async def script(talk: Talk) -> None:
        await talk.done("add_memory", content="x")

    over_stdio(script, *arguments[1:], HOME=str(tmp_path), MNEMIC_EMBEDDER="hash")
    assert (tmp_path / "memory.db").exists()
