"""The requests of the how-to are sent as they stand there, and answered as it shows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from mnemic.serve.http import Running, Settings, running

PAGE = Path(__file__).resolve().parents[3] / "docs" / "how-to" / "serve-over-http.md"
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{32}\b")
_NUMBER = re.compile(r"(?<![\w.])\d+(\.\d+)?(?!\w)")


def _requests() -> Iterator[tuple[str, str]]:
    """Yield each command of the page with the answer below it."""
    for block in _BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        lines = block.removeprefix("$ ").splitlines()
        end = next(at for at, line in enumerate(lines) if not line.endswith("\\"))
        yield "\n".join(lines[: end + 1]), "\n".join(lines[end + 1 :])


def _normal(text: str) -> str:
    return " ".join(_NUMBER.sub("N", _ID.sub("ID", text)).split())


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    with running(Settings(location=str(tmp_path / "memory.db"), embedder="hash", port=0)) as server:
        yield server


@pytest.mark.skipif(shutil.which("curl") is None, reason="the page calls curl")
def test_the_page_shows_what_the_server_answers(server: Running, tmp_path: Path) -> None:
    asked = list(_requests())
    assert len(asked) > 6
    for command, shown in asked:
        done = subprocess.run(
            ["bash", "-c", command.replace("http://127.0.0.1:7077", server.url)],
            env={**os.environ, "MNEMIC_API_KEY": server.key or ""},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        pattern = ".*?".join(re.escape(_normal(part)) for part in shown.split("…"))
        assert re.fullmatch(pattern, _normal(done.stdout), re.DOTALL), f"{command}\n{done.stdout}"
    assert (tmp_path / "copy.db").stat().st_size > 0
