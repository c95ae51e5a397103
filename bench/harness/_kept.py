"""Results that are kept: what a system did, under what it was given and who measured it where."""

import hashlib
import json
import os
import platform
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any


def machine() -> dict[str, Any]:
    """Say what was measured on: speeds of two machines are not comparable."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
    }


def fingerprint(given: Mapping[str, Any], sources: Iterable[Path]) -> str:
    """
    Return a name for a measurement: the same if and only if all of what decides about it is the same.

    Args:
        given: Plain JSON: data, vectors, machine, requirements.

        sources: Files of code that the system runs under.
    """
    digest = hashlib.sha256(json.dumps(given, sort_keys=True).encode())
    for source in sorted(sources):
        digest.update(source.name.encode() + source.read_bytes())
    return digest.hexdigest()[:16]


class Kept:
    """A folder of results, a file each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, system: str, name: str) -> Path:
        """Return where the result is or would be."""
        return self._folder / f"{system}-{name}.json"

    def get(self, system: str, name: str) -> dict[str, Any] | None:
        """Return the result of that *name*, None if there is none or its file is damaged."""
        try:
            found: dict[str, Any] = json.loads(self.path(system, name).read_text())
        except (OSError, ValueError):
            return None
        return found if found.get("fingerprint") == name else None

    def put(self, system: str, name: str, result: Mapping[str, Any]) -> None:
        """Keep a result; a reader never sees half of one."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self.path(system, name)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps({**result, "fingerprint": name}) + "\n")
        draft.replace(path)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
