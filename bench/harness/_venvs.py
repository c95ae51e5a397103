"""The peers' own virtual environments, made once and kept."""

import json
import sqlite3
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Requirements:
    """The packages of an environment, each with the least version that the benchmark was written for."""

    packages: dict[str, str]

    def install(self) -> list[str]:
        """Return what to hand to pip."""
        return [f"{name}>={version}" for name, version in self.packages.items()]


CHROMA = Requirements({"chromadb": "1.5.9", "numpy": "2.1"})
MEM0 = Requirements({"mem0ai": "2.0.18", "qdrant-client": "1.15", "numpy": "2.1"})
_LANGGRAPH = {"langgraph-checkpoint-sqlite": "3.1.2", "sqlite-vec": "0.1.6", "numpy": "2.1"}
_LOADS_EXTENSIONS = hasattr(sqlite3.Connection, "enable_load_extension")
LANGGRAPH = Requirements(_LANGGRAPH if _LOADS_EXTENSIONS else _LANGGRAPH | {"pysqlite3-binary": "0.5"})
"""SqliteStore loads an SQLite extension; where this Python cannot, pysqlite3 brings an SQLite that can."""

_VERSIONS = """
import importlib.metadata, json, sys
print(json.dumps({name: importlib.metadata.version(name) for name in sys.argv[1:]}))
"""


class VenvError(Exception):
    """A peer's environment could not be made."""


def prepare(folder: Path, requirements: Requirements) -> Path:
    """
    Return the Python of the environment in *folder*, after making it if it is missing or too old.

    Raises:
        VenvError: pip failed, or the versions it found are older than asked for.
    """
    python = folder / "bin" / "python"
    if python.exists() and _outdated(python, requirements) is None:
        return python
    print(
        f"… making {folder.name}'s environment ({', '.join(requirements.install())})",
        file=sys.stderr,
        flush=True,
    )
    venv.create(folder, with_pip=True, clear=True)
    pip = [
        str(python),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        *requirements.install(),
    ]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    if done.returncode:
        raise VenvError(
            f"pip install {' '.join(requirements.install())} failed: {done.stderr.strip()[-400:]}"
        )
    problem = _outdated(python, requirements)
    if problem is not None:
        raise VenvError(problem)
    return python


def _outdated(python: Path, requirements: Requirements) -> str | None:
    """Say which package is missing or older than asked for."""
    command = [str(python), "-c", _VERSIONS, *requirements.packages]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return f"a package is missing from {python}: {done.stderr.strip().splitlines()[-1]}"
    for name, version in json.loads(done.stdout).items():
        if _parts(version) < _parts(requirements.packages[name]):
            return f"{name} {version} is older than {requirements.packages[name]}"
    return None


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())
