"""The systems measured, and the processes their drivers run in."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from . import _venvs

BENCH = Path(__file__).resolve().parent.parent
SOURCE = BENCH.parent / "src"
LIMIT_S = 300
"""A driver that takes longer over one command is killed, unless the benchmark says otherwise."""


@dataclass(frozen=True, slots=True)
class System:
    """One system: its name, its driver's module and, unless it is ours, its environment."""

    name: str
    driver: str
    requirements: _venvs.Requirements | None
    remark: str
    python: str = sys.executable
    version: str = "not started"


SYSTEMS = (
    System("mnemic", "drivers._mnemic", None, "remember / remember_many / recall: words and vectors"),
    System("chroma", "drivers._chroma", _venvs.CHROMA, "PersistentClient, vectors passed in, vectors only"),
    System(
        "mem0", "drivers._mem0", _venvs.MEM0, "infer=False, local Qdrant folder + history.db, vectors only"
    ),
    System(
        "langgraph",
        "drivers._langgraph",
        _venvs.LANGGRAPH,
        "SqliteStore with its sqlite-vec index, vectors only",
    ),
)


class PeerError(Exception):
    """A driver reported an error or ended."""


class Peer:
    """A driver's process; call its commands by name."""

    def __init__(
        self,
        system: System,
        *,
        wrap: Sequence[str] = (),
        environment: dict[str, str] | None = None,
        limit_s: float = LIMIT_S,
    ) -> None:
        self.system = system
        self.limit_s = limit_s
        self._home = Path(tempfile.mkdtemp(prefix="mnemic-bench-home-"))
        self._log = (self._home / "stderr.txt").open("w+")
        command = [*wrap, system.python, "-m", system.driver]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log, text=True,
            env=_environment(self._home) | (environment or {}), cwd=self._home,
        )  # fmt: skip
        try:
            self.loaded: dict[str, Any] = self("load")
        except PeerError:
            self.stop()
            raise

    def __call__(self, op: str, **arguments: object) -> Any:
        """Run a command and return its result."""
        self.send(op, **arguments)
        return self.receive()

    def send(self, op: str, **arguments: object) -> None:
        """Start a command; receive() waits for it."""
        try:
            pipe = _open(self._process.stdin)
            pipe.write(json.dumps({"op": op, **arguments}) + "\n")
            pipe.flush()
        except BrokenPipeError:
            raise PeerError(self._ended()) from None

    def receive(self) -> Any:
        """Return the result of the command started last."""
        watchdog = threading.Timer(self.limit_s, self._process.kill)
        watchdog.start()
        try:
            line = _open(self._process.stdout).readline()
        finally:
            watchdog.cancel()
        if not line:
            raise PeerError(self._ended())
        reply = json.loads(line)
        if "error" in reply:
            raise PeerError(f"{self.system.name}: {reply['error']}")
        return reply["result"]

    def kill(self) -> None:
        """End the process at once, in the middle of whatever it does."""
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        """End the process: by closing its stdin, then by force."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None and not pipe.closed:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()
        shutil.rmtree(self._home, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _ended(self) -> str:
        self._process.wait(timeout=20)
        self._log.seek(0)
        last = self._log.read().strip().splitlines()[-1:]
        return f"{self.system.name} ended with status {self._process.returncode}: {' '.join(last)}"


def prepare_systems(names: Sequence[str], cache: Path) -> list[System]:
    """Return the systems that can run here; say on stderr why one cannot."""
    ready = []
    for system in SYSTEMS:
        if system.name not in names:
            continue
        try:
            if system.requirements is not None:
                python = _venvs.prepare(cache / system.name, system.requirements)
                system = replace(system, python=str(python))
            with Peer(system) as peer:
                ready.append(replace(system, version=peer.loaded["version"]))
        except (PeerError, _venvs.VenvError) as error:
            print(f"! left out {system.name}: {error}", file=sys.stderr)
    return ready


def _environment(home: Path) -> dict[str, str]:
    """No telemetry, no keys, no hub, no progress bars, and a home folder of its own; Mnemic from this checkout."""
    kept = {
        key: os.environ[key] for key in ("PATH", "LANG", "TMPDIR", "LD_LIBRARY_PATH") if key in os.environ
    }
    return kept | {
        "HOME": str(home),
        "MEM0_DIR": str(home / "mem0"),
        "MEM0_TELEMETRY": "False",
        "ANONYMIZED_TELEMETRY": "False",
        "ORT_DISABLE_TELEMETRY": "1",
        "HF_HUB_OFFLINE": "1",
        "TQDM_DISABLE": "1",
        "OPENAI_API_KEY": "none",
        "PYTHONPATH": f"{SOURCE}{os.pathsep}{BENCH}",
        "PYTHONWARNINGS": "ignore",
    }


def _open(pipe: IO[str] | None) -> IO[str]:
    if pipe is None:
        raise PeerError("the process has no pipe")
    return pipe
