"""
Check the built wheel as a user meets it: small, without torch, with the web page, and able to remember.

    python tools/check_wheel.py [--wheel FILE]

Builds the wheel, installs it into a fresh environment and, with no network in reach, remembers and recalls there.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

MAX_PACKAGES = 25
MAX_MB = 250
UNWANTED = {
    "torch",
    "transformers",
    "sentence-transformers",
    "huggingface-hub",
    "tokenizers",
    "onnx",
    "safetensors",
}
ROOT = Path(__file__).resolve().parent.parent

_LIST = """
import json
from importlib.metadata import distributions
print(json.dumps(sorted({d.metadata["Name"].lower().replace("_", "-") for d in distributions()})))
"""

_REMEMBER = """
import socket, sys

def refuse(*arguments, **keywords):
    raise AssertionError("Mnemic reached for the network")

socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse
import mnemic
assert sys.prefix in mnemic.__file__, mnemic.__file__
mem = mnemic.open("memory.db")
mem.remember("I moved to Porto in May.", user="ana")
mem.remember("The sourdough needs feeding twice a day.", user="ana")
found = mem.recall("In which city does she live now?", user="ana", limit=1)
assert not found.degraded, found.degraded
assert found[0].cube.content == "I moved to Porto in May.", found
print(mem.stats().model, found[0].why)
mem.close()
"""


def main() -> int:
    """Build, install, check; return 1 when a bound is broken."""
    parser = argparse.ArgumentParser(description="Check the built wheel as a user meets it.")
    parser.add_argument("--wheel", type=Path, help="check this file instead of building one")
    given: Path | None = parser.parse_args().wheel
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel = given.resolve() if given else build(folder / "dist")
        print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB")
        problems = page_missing(wheel)
        python = install(wheel, folder / "venv")
        problems += weigh(python, folder / "venv")
        print(run([python, "-c", _REMEMBER], folder).strip())
        run([python.parent / "mnemic", "demo"], folder)
    for problem in problems:
        print(f"Error: {problem}", file=sys.stderr)
    return 1 if problems else 0


def build(folder: Path) -> Path:
    """Build the wheel into *folder* and return it."""
    print("Building the wheel …", flush=True)
    pip(Path(sys.executable), "wheel", "--no-deps", "--wheel-dir", folder, ROOT)
    [wheel] = folder.glob("mnemic-*.whl")
    return wheel


def page_missing(wheel: Path) -> list[str]:
    """Return what is missing of the web page, which users have no Node to build."""
    page = "mnemic/serve/web/static/"
    with zipfile.ZipFile(wheel) as archive:
        names = {name.removeprefix(page) for name in archive.namelist() if name.startswith(page)}
        index = archive.read(f"{page}index.html").decode() if "index.html" in names else ""
    named = set(re.findall(r'(?:src|href)="/([^"]+)"', index)) | {"index.html", "licences.txt"}
    print(f"the web page: {len(names)} files")
    return [f"the web page lacks {name}" for name in sorted(named - names)]


def install(wheel: Path, folder: Path) -> Path:
    """Install *wheel* into a fresh environment and return its Python."""
    print("Installing it into a fresh environment …", flush=True)
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    pip(python, "install", "--no-compile", wheel)
    return python


def weigh(python: Path, folder: Path) -> list[str]:
    """Return in what the environment is more than it may be, pip and setuptools not counted."""
    packages = set(json.loads(run([python, "-c", _LIST], folder))) - {"pip", "setuptools"}
    [site] = folder.glob("lib/python3*/site-packages")
    skipped = {"pip", "setuptools", "pkg_resources", "_distutils_hack"}
    files = (
        path for path in site.rglob("*") if path.is_file() and path.relative_to(site).parts[0] not in skipped
    )
    size_mb = sum(path.stat().st_size for path in files) / 1e6
    print(f"{len(packages)} packages, {size_mb:.0f} MB: {', '.join(sorted(packages))}")
    problems = []
    if len(packages) > MAX_PACKAGES:
        problems.append(f"{len(packages)} packages are installed, at most {MAX_PACKAGES} may be")
    if size_mb > MAX_MB:
        problems.append(f"{size_mb:.0f} MB are installed, at most {MAX_MB} may be")
    if packages & UNWANTED:
        problems.append(f"these came along and must not: {', '.join(sorted(packages & UNWANTED))}")
    return problems


def pip(python: Path, *arguments: str | Path) -> None:
    """Run pip, quietly unless it fails."""
    run([python, "-m", "pip", "--disable-pip-version-check", "-qq", *arguments], ROOT)


def run(command: list[str | Path], folder: Path) -> str:
    """Run *command* in *folder* and return what it prints; what it says on stderr stays on stderr."""
    environment = {
        name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")
    }
    done = subprocess.run(  # noqa: S603 - our own command lines
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(
            f"Error: {' '.join(map(str, command))[:200]} ended with {done.returncode}\n{done.stdout}"
        )
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
