"""The systems, and the environment each is tried in."""

import json
import subprocess
import sys
import time
import venv
from dataclasses import dataclass
from pathlib import Path

from harness import PeerError, System

CHECKOUT = Path(__file__).resolve().parents[2]
REQUIREMENTS = Path(__file__).resolve().parent / "requirements"
NAMES = ("mnemic", "mem0", "graphiti", "cognee", "hindsight", "memos", "letta")
MIB = 1024**2
_LIST = "import importlib.metadata as m; print(sum(d.name not in ('pip', 'setuptools') for d in m.distributions()))"


@dataclass(frozen=True, slots=True)
class Installed:
    """
    A system in an environment of its own.

    Attributes:
        install_s: How long pip took, downloads included as far as they were not in its cache.

        packages: How many it installed, the system itself among them.

        mib: What they take on disk.
    """

    name: str
    python: str
    install_s: float
    packages: int
    mib: float

    @property
    def system(self) -> System:
        """The process of its probe."""
        return System(self.name, f"comparison._{self.name}", None, "", python=self.python)


def installed(name: str, cache: Path) -> Installed:
    """
    Return the system *name*, after installing it into a folder of *cache* where it isn't there.

    Raises:
        PeerError: pip failed.
    """
    folder = cache / f"comparison-{name}"
    note = folder / "installed.json"
    wanted = _wanted(name)
    if note.exists():
        kept = json.loads(note.read_text())
        if kept.pop("wanted") == wanted:
            return Installed(name, str(folder / "bin" / "python"), **kept)
    print(f"… installing {name}", file=sys.stderr, flush=True)
    venv.create(folder, with_pip=True, clear=True)
    bare = _size(folder)
    began = time.monotonic()
    python = str(folder / "bin" / "python")
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile", *wanted]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PeerError(f"pip install {' '.join(wanted)} failed: {done.stderr.strip()[-400:]}")
    seconds = time.monotonic() - began
    packages = int(subprocess.check_output([python, "-c", _LIST], text=True))
    figures = {"install_s": seconds, "packages": packages, "mib": (_size(folder) - bare) / MIB}
    note.write_text(json.dumps({"wanted": wanted, **figures}))
    return Installed(name, python, seconds, packages, figures["mib"])


def _wanted(name: str) -> list[str]:
    """Return what pip is asked for: what the file says, or this checkout."""
    if name == "mnemic":
        return [str(CHECKOUT)]
    lines = (REQUIREMENTS / f"{name}.txt").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
