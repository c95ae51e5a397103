"""
Letta Code, what `pip install letta` brings: an agent in the terminal, here with its local backend and no terminal.

It is told things in messages; whether it writes them into its memory files is up to the model, and the scripted one doesn't.
What can be found is the messages.
"""

import importlib.metadata
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from comparison._probe import Probe, serve
from comparison._replies import statement

LIMIT_S = 120


class Letta(Probe):
    """One agent, one process a message."""

    def load(self) -> str:
        return importlib.metadata.version("letta")

    def quick_start(self, folder: Path) -> Sequence[str]:
        self._home = folder
        self._letta("backend", "local")
        self._letta("-p", statement("markera0"), "--new-agent")
        return self.search("markera0", "ana")

    def open(self, folder: Path, url: str) -> None:
        self._home = folder
        if (folder / ".letta").exists():
            return
        self._letta("backend", "local")
        self._letta("connect", "openai-compatible", "--base-url", url, "--api-key", "sk-none")
        self._letta("-p", "Hello.", "--new-agent", "-m", "openai-compatible/gpt-4o-mini")

    def add(self, text: str, user: str) -> None:
        self._letta("-p", text, "--output-format", "json")

    def search(self, query: str, user: str) -> Sequence[str]:
        marker = query.rstrip("?").split()[-1]
        return [self._letta("messages", "search", "--query", marker, "--all-agents", "--limit", "10")]

    def texts(self, user: str) -> Sequence[str]:
        return [self._letta("messages", "search", "--query", "drawer", "--all-agents", "--limit", "1000")]

    def delete(self, user: str) -> None:
        raise NotImplementedError("no command deletes an agent of the local backend")

    def close(self) -> None:
        return

    def _letta(self, *arguments: str) -> str:
        command = [str(Path(sys.executable).parent / "letta"), *arguments]
        environment = {**os.environ, "HOME": str(self._home), "TERM": "dumb"}
        done = subprocess.run(
            command, env=environment, cwd=self._home, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=LIMIT_S, check=False,
        )  # fmt: skip
        if done.returncode:
            said = " ".join((done.stderr or done.stdout).split())
            raise RuntimeError(f"letta {arguments[0]}: {said[:200]}")
        try:
            return json.dumps(json.loads(done.stdout), ensure_ascii=False)
        except ValueError:
            return done.stdout


if __name__ == "__main__":
    serve(Letta())
